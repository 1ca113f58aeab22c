"""Which expression dates a place: that of its clause, else of a clause that shares its time, else of the passage, else none.

A date in another clause about something else dates nothing here; when in doubt, there is no date.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from geodata.dating import verbs
from geodata.dating.clauses import Clause, Kind, Sentence
from geodata.dating.discourse import Discourse
from geodata.dating.finite import DETERMINERS, PREPOSITIONS, finite
from geodata.dating.frames import Framed
from geodata.dating.meaning import Manner
from geodata.dating.plans import FIXED_FOR
from geodata.dating.status import manner
from geodata.dating.words import each
from geodata.model import Ground, Precision, Status

_DOWNWARD: Final = frozenset((Kind.PARTICIPLE,))
"""Clauses that share the time of the one they hang on."""

NEAR_TOKENS = 6
"""How far after "the 1992 siege of" a place may stand to share its date, in tokens: our decision."""

_FOR_TOKENS: Final = 6
"""How far before a date "planned" may stand that leads to it with "for": "is planned in Doha for next month"."""

PASSAGE_SENTENCES = 2
"""How many sentences back the date of a passage reaches, and how exact it must be at least: our decision, to err on the side of no date."""

_PASSAGE_PRECISIONS: Final = frozenset((Precision.DAY, Precision.WEEKEND, Precision.WEEK, Precision.MONTH))

_SUPERLATIVES: Final = frozenset(
    each("worst best biggest largest highest lowest deadliest heaviest longest strongest first only most greatest fiercest bloodiest hottest coldest")
)

_PUBLISHED: Final = frozenset(each("published released issued posted dated broadcast aired recorded"))
_PUBLICATIONS: Final = frozenset(
    each(", report statement video letter interview list map document study findings figures data article footage survey audio")
)
"""Before these a date says when something was published, not when it was: "in a report released on Tuesday"."""

_STANDING: Final = frozenset(each("based born headquartered known located situated stationed"))
"""Participles of what stands so at any time: "the regiment, based at Tidworth, returned on Monday"."""

_APART: Final = frozenset((Kind.BACKGROUND, Kind.CONTENT, Kind.RELATIVE, Kind.CAUSE))
"""Clauses that may lie at another time than the passage."""

_SAME_TIME: Final = frozenset((Kind.WHEN, Kind.WHILE))


@dataclass(frozen=True, slots=True)
class Dating:
    """The expression that dates a place, and how near it stands."""

    frame: Framed
    ground: Ground


class Grounds:
    """The choice, for one document. `frames` stand in the order of the text."""

    def __init__(self, discourse: Discourse, frames: list[Framed]) -> None:
        self.discourse = discourse
        self.tokens = discourse.tokens
        self.frames = frames
        self._ends = [frame.last for frame in frames]

    def within(self, first: int, last: int) -> list[Framed]:
        """The expressions among the tokens from `first` to before `last`."""
        return self.frames[bisect_left(self._ends, first + 1) : bisect_left(self._ends, last + 1)]

    def choose(self, sentence: Sentence, number: int, first: int, how: Manner, *, reported: bool) -> Dating | None:
        """What dates the place at token `first` of the sentence; None where nothing does. What is `reported` by a new speaker has no passage."""
        frames = self.within(sentence.first, sentence.last)
        clause = sentence.clause_of(first)
        own = [frame for frame in frames if sentence.clause_of(frame.last - 1) is clause and self._dates(frame, first) and frame.first > how.governor]
        if own:
            return Dating(min(own, key=lambda frame: _distance(frame, first)), Ground.CLAUSE)
        shared = [
            frame
            for frame in frames
            if self._dates(frame, first) and self._shares(sentence, clause, sentence.clause_of(frame.last - 1), frame, first, how)
        ]
        if shared:
            return Dating(min(shared, key=lambda frame: _distance(frame, first)), Ground.SENTENCE)
        if reported or how.status is not Status.HAPPENED or not all(sentence.clause_of(frame.last - 1).kind in _APART for frame in frames):
            return None
        passage = None if frames else self._passage(sentence, number, clause)
        return passage or self._entry(sentence, clause, first)

    def _dates(self, frame: Framed, first: int) -> bool:
        """Whether the expression says when something was, and is no mere part of a name: not "the reverses of 2014", "the plan for 2017"."""
        before = self.tokens.words[frame.first - 1] if frame.first else ""
        if self._measures(frame):
            return False
        if before == "for" and FIXED_FOR & set(self.tokens.words[max(0, frame.first - _FOR_TOKENS) : frame.first - 1]):
            return True
        if before in _PUBLISHED and self.tokens.words[frame.first - 2] in _PUBLICATIONS:
            return frame.last <= first <= frame.last + 2
        if before in ("of", "for") and self.tokens.words[frame.first - 2] != "as":
            return frame.first - 1 < first <= frame.last + 4 or (before == "of" and first == frame.first - 2)
        after = self.tokens.words[frame.last] if frame.last < len(self.tokens.words) else ""
        if self._is_adjective(frame, after):
            return frame.last <= first <= frame.last + NEAR_TOKENS
        if after in ("'s", "’s"):
            return first > frame.last
        return True

    def _measures(self, frame: Framed) -> bool:
        """Whether the expression only says what is compared with, or how far back: "fewer than in May", "the worst storm since 1990"."""
        words = self.tokens.words
        if words[frame.first - 1 : frame.first] == ["than"]:
            return True
        if words[frame.first] != "since":
            return False
        return any(words[at] in _SUPERLATIVES and words[at - 1] in DETERMINERS | {"s"} for at in range(max(1, frame.first - 8), frame.first))

    def _is_adjective(self, frame: Framed, after: str) -> bool:
        """Whether the expression describes the noun after it: "his 2016 book", "an October forum", "the 1992 siege"."""
        before = self.tokens.words[frame.core - 1] if frame.core else ""
        described = before in DETERMINERS or before in ("'s", "’s")
        return described and after.isalpha() and after not in PREPOSITIONS and after not in verbs.FINITE_HELPERS and after not in ("and", "or", "but")

    def _shares(self, sentence: Sentence, clause: Clause, other: Clause, frame: Framed, first: int, how: Manner) -> bool:
        """Whether what the clause says has the time of the other clause."""
        if clause.kind is Kind.BACKGROUND or other.kind is Kind.BACKGROUND:
            return False
        if self._hangs_below(sentence, clause, other):
            return True
        if other.kind is Kind.PARTICIPLE and other.parent == clause.number and self.tokens.words[other.opener] in FIXED_FOR:
            return how.status is Status.PLANNED
        if other.kind is Kind.WHERE and other.parent == clause.number:
            return other.opener - first <= 3 and other.opener > first
        if other.kind is Kind.ATTRIBUTION:
            return False
        if {clause.kind, other.kind} & _SAME_TIME and (other.parent == clause.number or clause.parent == other.number):
            return self.is_past(sentence, clause) and self.is_past(sentence, other)
        return self._coordinated(sentence, clause, other, frame, how)

    def _hangs_below(self, sentence: Sentence, clause: Clause, other: Clause) -> bool:
        if self.tokens.words[clause.opener] in _STANDING:
            return False
        while clause.kind in _DOWNWARD and clause.parent is not None:
            clause = sentence.clauses[clause.parent]
            if clause is other:
                return True
        return False

    def _coordinated(self, sentence: Sentence, clause: Clause, other: Clause, frame: Framed, how: Manner) -> bool:
        """Two clauses joined by "and" or "but" share a time where both are plans, or where the second has no subject of its own and both are past."""
        mine, theirs = self._tops(sentence, clause), self._tops(sentence, other)
        if mine is theirs or not {mine.kind, theirs.kind} & {Kind.COORDINATE} or Kind.RELATIVE in (clause.kind, other.kind):
            return False
        if how.status is Status.PLANNED:
            return self._names_no_place(other) and manner(sentence, frame.last - 1, frame.last, None).status is Status.PLANNED
        if clause.kind is Kind.CONTENT or other.kind is Kind.CONTENT:
            return False
        later = mine if mine.opener > theirs.opener else theirs
        return self._lacks_subject(sentence, later) and self.is_past(sentence, clause) and self.is_past(sentence, other)

    def _tops(self, sentence: Sentence, clause: Clause) -> Clause:
        chain = sentence.chain(clause)
        return next((above for above in chain if above.kind is Kind.COORDINATE), chain[-1])

    def _names_no_place(self, clause: Clause) -> bool:
        words = self.tokens.words
        return not any(words[at] in ("in", "at", "near", "of") and self.tokens.is_capital(at + 1) for at in clause.tokens if at + 1 < len(words))

    def _lacks_subject(self, sentence: Sentence, clause: Clause) -> bool:
        rest = [at for at in clause.tokens if self.tokens.words[at] not in ("and", "but", "then", "later", "also", ",")]
        return bool(rest) and finite(self.tokens, rest[0], sentence.first, sentence.last)

    def is_past(self, sentence: Sentence, clause: Clause) -> bool:
        """Whether the clause tells of the past, by its first finite verb; a clause without one goes by the clause above it."""
        if word := self._verb(sentence, clause):
            return word in verbs.PAST_HELPERS or (word not in verbs.FINITE_HELPERS and verbs.is_past_form(word))
        return clause.parent is not None and clause.kind is not Kind.CONTENT and self.is_past(sentence, sentence.clauses[clause.parent])

    def _verb(self, sentence: Sentence, clause: Clause) -> str:
        """The first finite verb of the clause, "" where it has none."""
        return next((self.tokens.words[at] for at in clause.tokens if finite(self.tokens, at, sentence.first, sentence.last)), "")

    def _passage(self, sentence: Sentence, number: int, clause: Clause) -> Dating | None:
        """The date that governs the passage: of an earlier sentence of the line, told in the past as this one; "had been built" lies before it."""
        if not self.is_past(sentence, clause) or self._verb(sentence, clause) == "had" or clause.kind in _APART:
            return None
        line = self.discourse.line_at(self.discourse.sentences[number][0])
        for earlier in range(number - 1, max(-1, number - 1 - PASSAGE_SENTENCES), -1):
            if self.discourse.line_at(self.discourse.sentences[earlier][0]) != line:
                return None
            parsed = self.discourse.parsed(earlier)
            frames = self.within(parsed.first, parsed.last)
            if not frames and self.is_past(parsed, parsed.clauses[0]):
                continue
            main = [
                frame
                for frame in frames
                if parsed.clause_of(frame.last - 1).kind in (Kind.MAIN, Kind.COORDINATE) and self._dates(frame, frame.last + 99)
            ]
            past = [frame for frame in main if self.is_past(parsed, parsed.clause_of(frame.last - 1))]
            exact = past and past[-1].span.precision in _PASSAGE_PRECISIONS
            return Dating(past[-1], Ground.PASSAGE) if exact and len(past) == len(frames) else None
        return None

    def _entry(self, sentence: Sentence, clause: Clause, first: int) -> Dating | None:
        """The date at the head of the entry; "had been built" lies before it."""
        entry = self.discourse.entry_at(self.tokens.starts[first])
        if entry is None or entry.item.meaning.span is None or clause.kind in _APART or self._verb(sentence, clause) == "had":
            return None
        item, rule = entry.item, f"{entry.item.meaning.rule}, at the head of the entry"
        frame = Framed(item.start, item.end, item.first, item.last, item.first, entry.item.meaning.span, rule, item.meaning.base)
        return Dating(frame, Ground.SENTENCE if item.first >= sentence.first else Ground.PASSAGE)


def _distance(frame: Framed, first: int) -> tuple[int, int]:
    return (abs(frame.first - first), frame.first)
