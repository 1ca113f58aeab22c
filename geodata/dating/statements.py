"""A mention's statement: when, how and by whom, put together from the speaker, the status and the date of its words."""

from itertools import pairwise

from geodata.dating import verbs
from geodata.dating.attributions import Attribution, Attributions
from geodata.dating.clauses import Kind, Sentence
from geodata.dating.discourse import Discourse
from geodata.dating.finite import QUOTES, finite
from geodata.dating.frames import Framed
from geodata.dating.grounds import Dating, Grounds
from geodata.dating.links import Links
from geodata.dating.meaning import Manner
from geodata.dating.speeches import Speeches
from geodata.dating.status import manner
from geodata.model import Ground, Span, Statement, Status

_LABEL_TOKENS = 4
"""How far after the beginning of a label its colon may stand, in tokens."""


class Statements:
    """The statements of one document."""

    def __init__(self, discourse: Discourse, frames: list[Framed], dateline: Span | None = None) -> None:
        self.discourse = discourse
        self.attributions = Attributions(discourse)
        self.speeches = Speeches(discourse, self.attributions)
        self.links = Links(discourse, self.attributions)
        self.dateline = dateline
        self.grounds = Grounds(discourse, frames)

    def at(self, start: int, end: int) -> Statement:
        """The statement about the words from `start` to `end`."""
        in_dateline = self.dateline is not None and self.dateline[0] <= start < self.dateline[1]
        if in_dateline or self.discourse.line_at(start) in self.discourse.headings:
            return Statement(None, Ground.NONE, "", "", "", Status.MENTIONED, "", ())
        number = self.discourse.sentence_at(start)
        sentence = self.discourse.parsed(number)
        first = max(sentence.first, self.discourse.token_at(start))
        last = min(sentence.last, self.discourse.token_at(end - 1) + 1)
        if first >= sentence.last:
            return Statement(None, Ground.NONE, "", "", "", Status.MENTIONED, "", ())
        place, first = first, self._scope(sentence, number, first)
        said = self._said(sentence, number, first)
        speaker, shown = self._speaker(start, said)
        how = manner(sentence, first, max(last, first + 1), said)
        linked = self.links.other_side(number, how.status)
        if how.status is Status.HAPPENED and said and said.speaker and (answer := self.links.contested(number, said)):
            how, linked = Manner(Status.CLAIMED, (said.evidence,)), answer
        elif how.status is Status.HAPPENED and said and said.speaker and self.links.unproved(number):
            how = Manner(Status.CLAIMED, (said.evidence,))
        dating = None if how.status is Status.MENTIONED else self.grounds.choose(sentence, number, first, how, reported=bool(said and said.speaker))
        if dating and place != first:
            dating = Dating(dating.frame, Ground.SENTENCE)
        return self._statement(dating, how, speaker, shown, linked)

    def _scope(self, sentence: Sentence, number: int, first: int) -> int:
        """For a place in front of a verb of saying ("In Syria, … the minister confirmed that …"), what is said; else the place itself."""
        clause = sentence.clause_of(first)
        words = sentence.tokens.words
        if label := self._label(sentence, first):
            return label
        fronted = first <= sentence.first + 2 and words[sentence.first] in ("in", "at", "on", "across")
        if not fronted or clause.kind is not Kind.MAIN:
            return first
        for item in self.attributions.by_sentence.get(number, ()):
            content = next((below for below in sentence.clauses if below.kind is Kind.CONTENT and below.parent == item.clause), None)
            if item.clause == clause.number and content is not None:
                return content.tokens[0]
        return first

    def _label(self, sentence: Sentence, first: int) -> int:
        """For a place that labels its sentence ("Kirkuk: Shells fell on Monday"), the token after the colon; 0 for any other."""
        words = sentence.tokens.words
        colon = next((at for at in range(first + 1, min(first + _LABEL_TOKENS, sentence.last - 1)) if words[at] == ":"), 0)
        return colon + 1 if colon and all(sentence.tokens.is_capital(at) for at in range(sentence.first, colon)) else 0

    def _said(self, sentence: Sentence, number: int, first: int) -> Attribution | None:
        """The innermost attribution over the token."""
        items = self.attributions.by_sentence.get(number, [])
        clause = sentence.clause_of(first)
        covering = [item for item in items if self._covers(sentence, item, clause.number, first)]
        if covering:
            return max(covering, key=lambda item: item.verb)
        above = {within.number for within in sentence.chain(clause)}
        after = [item for item in items if sentence.clauses[item.clause].kind is Kind.ATTRIBUTION and item.clause not in above]
        return after[-1] if after else None

    def _covers(self, sentence: Sentence, item: Attribution, clause: int, first: int) -> bool:
        if sentence.clauses[item.clause].kind is Kind.ATTRIBUTION:
            return False
        chain = sentence.chain(sentence.clauses[clause])
        for below, above in pairwise(chain):
            if above.number == item.clause:
                return below.kind is Kind.CONTENT and below.opener > item.verb
        if clause != item.clause or first < item.verb:
            return False
        if any(below.kind is Kind.CONTENT and below.parent == item.clause for below in sentence.clauses):
            return False
        return item.word not in verbs.ALSO_DEEDS or self._goes_on(sentence, item)

    def _goes_on(self, sentence: Sentence, item: Attribution) -> bool:
        """Whether the clause of a verb of saying goes on with a statement: a finite verb or a quotation, not just an object ("added two rooms")."""
        after = [at for at in sentence.clauses[item.clause].tokens if at > item.verb]
        words = sentence.tokens.words
        return any(words[at] in QUOTES or finite(sentence.tokens, at, sentence.first, sentence.last) for at in after)

    def _speaker(self, start: int, said: Attribution | None) -> tuple[str, tuple[Span, ...]]:
        speech = self.speeches.at(start)
        inside = speech is not None and said is not None and speech.quote.start <= said.evidence[0] < speech.quote.end
        if said is not None and said.speaker and (speech is None or inside):
            return said.speaker, (said.evidence,)
        if speech is not None:
            return speech.speaker, speech.evidence
        return "", ()

    def _statement(self, dating: Dating | None, how: Manner, speaker: str, shown: tuple[Span, ...], linked: Span | None) -> Statement:
        evidence = set(how.evidence) | set(shown)
        if dating is None:
            return Statement(None, Ground.NONE, "", "", "", how.status, speaker, tuple(sorted(evidence)), linked)
        frame = dating.frame
        evidence.add((frame.start, frame.end))
        words = self.discourse.text[frame.start : frame.end]
        anchor = frame.base.words if frame.base else ""
        return Statement(frame.span, dating.ground, words, frame.rule, anchor, how.status, speaker, tuple(sorted(evidence)), linked)
