"""Who says what: the verbs of saying, their subjects, and the direct speech that hangs on them.

A speaker is given in the fullest form that the document has. Where the text names none the answer is "": the publisher speaks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from geodata.dating import verbs
from geodata.dating.clauses import COMMA_LIKE, Clause, Kind, Sentence
from geodata.dating.discourse import Discourse
from geodata.dating.finite import DETERMINERS, PREPOSITIONS, finite
from geodata.dating.names import ABBREVIATED, HONORIFICS, ORGANISATION_NOUNS, TITLES, Name, is_person, names_in
from geodata.dating.quotes import SPEECH_WORDS, Quote
from geodata.dating.words import each
from geodata.model import Span

_PERSONAL: Final = frozenset(each("he she him her"))
_COLLECTIVE: Final = frozenset(each("it they them"))
_ADVERBS: Final = frozenset(each("also has have had then later now still again reportedly allegedly repeatedly further is was been since"))
_DOCUMENTS: Final = frozenset(each("report statement study survey investigation letter article document release announcement findings analysis"))
_CLAIMS: Final = frozenset(
    each("claim claims allegation allegations accusation accusations charge charges report reports suggestion suggestions assertions involvement")
)
_NAMELESS: Final = frozenset(
    each("charity group organisation organization agency watchdog company firm network newspaper paper monitor monitors observatory bank")
)
LEAD_LINES, LEAD_REACH = 3, 3
"""A role in the first three lines of a text is given the name of a speaker in the next three sentences: our decision, from how news is built."""

_MAX_WORDS = 12
"""The longest noun phrase that is given as a speaker, in words; longer ones are cut at their first relative or participle."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of saying in a sentence: who says it ("": unknown), by which verb, and the words that show it."""

    sentence: int
    clause: int
    verb: int
    word: str
    speaker: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of direct speech and who speaks. `evidence` is empty where the attribution stands in another line."""

    quote: Quote
    speaker: str
    evidence: tuple[Span, ...]


class Speakers:
    """The attributions and the direct speech of one document, in the order of its text."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.tokens = discourse.tokens
        self._last_person = ("", -1)
        self._last_body = ""
        self._last_any = ""
        self._lead_roles: dict[str, str] = {}

    @cached_property
    def attributions(self) -> dict[int, list[Attribution]]:
        """Sentence number → its attributions, innermost last."""
        found: dict[int, list[Attribution]] = {}
        for number, (start, end) in enumerate(self.discourse.sentences):
            first, last = bisect_left(self.tokens.starts, start), bisect_left(self.tokens.starts, end)
            said = [at for at in range(first, last) if self._may_speak(at)]
            if said:
                found[number] = list(self._in_sentence(number, said))
                self._name_leads(number, found)
            self._note_subject(start, end)
        return found

    def _name_leads(self, number: int, found: dict[int, list[Attribution]]) -> None:
        """Give a role in the opening sentences the name that soon follows: news says "the minister has warned. Jo Bloggs said"."""
        name = next((item.speaker for item in found[number] if self._is_named(item.speaker)), "")
        if not name:
            return
        for earlier in range(max(0, number - LEAD_REACH), number):
            if self._is_lead(earlier):
                roles = [item for item in found.get(earlier, ()) if item.speaker.startswith("the ") and item.word in verbs.REPORTING]
                self._lead_roles.update((item.speaker[4:].lower(), name) for item in roles)
                found[earlier] = [replace(item, speaker=name) if item in roles else item for item in found.get(earlier, ())]

    def _is_named(self, speaker: str) -> bool:
        return is_person(speaker) or (len(speaker.split()) > 1 and all(word[0].isupper() for word in speaker.split()) and not _is_body(speaker))

    def _is_lead(self, number: int) -> bool:
        """Whether the sentence stands at the head of the text, headings aside."""
        body = [line for line in range(len(self.discourse.lines)) if line not in self.discourse.headings][:LEAD_LINES]
        return self.discourse.line_at(self.discourse.sentences[number][0]) in body

    def _may_speak(self, at: int) -> bool:
        word = self.tokens.words[at]
        return word in verbs.SPEAKING or (word in ("say", "on") and self._went_on(at)) or (word == "according" and self._word(at + 1) == "to")

    def _went_on(self, at: int) -> bool:
        return self._word(at - 1) == "went" or (self._word(at - 1) == "to" and self._word(at - 2) == "on")

    def _word(self, at: int) -> str:
        return self.tokens.words[at] if 0 <= at < len(self.tokens.words) else ""

    def _in_sentence(self, number: int, said: list[int]) -> Iterator[Attribution]:
        sentence = self.discourse.parsed(number)
        for at in said:
            clause = sentence.clause_of(at)
            if not self._is_verb(sentence, clause, at):
                continue
            first, last = self._subject(sentence, clause, at)
            speaker = self._agent(sentence, at) if self._is_passive(at) else self._speaker(sentence, clause, first, last, at)
            if speaker is None:
                continue
            self._remember(speaker, at)
            low, high = min(first, at), max(last - 1, at)
            yield Attribution(number, clause.number, at, self.tokens.words[at], speaker, (self.tokens.starts[low], self.tokens.ends[high]))

    def _is_verb(self, sentence: Sentence, clause: Clause, at: int) -> bool:
        before, word = self._word(at - 1), self.tokens.words[at]
        if word in verbs.BASE and not self._went_on(at) and before not in ("they", "we", "also") and not (before.endswith("s") and len(before) > 3):
            return False
        if word in _CLAIMS and (finite(self.tokens, at - 1, sentence.first, sentence.last) or before in verbs.SPEAKING):
            return False
        if word in verbs.DENYING and not word.startswith("den") and not self._of_claims(at):
            return False
        if any(above.kind is Kind.IF for above in sentence.chain(clause)):
            return False
        return before not in DETERMINERS and before not in ("of", "by", "being", "be") and not (before in verbs.BE and word not in verbs.CLAIMING)

    def _is_passive(self, at: int) -> bool:
        """Whether someone is only said to be or do something: "is accused of", "was widely blamed for"."""
        before = at - 1 if not self._word(at - 1).endswith("ly") else at - 2
        return self._word(before) in verbs.BE and verbs.is_ed(self._word(at))

    def _agent(self, sentence: Sentence, at: int) -> str:
        """Who says it in a passive: what follows "by", else ""."""
        if self._word(at + 1) != "by":
            return ""
        first, last = self._phrase_after(sentence, at + 2)
        return self._named(self.tokens.starts[first], self.tokens.ends[last - 1]) if first < last else ""

    def _of_claims(self, at: int) -> bool:
        """Whether what is rejected or dismissed is something said, or a clause: not a request or a proposal."""
        following = self.tokens.words[at + 1 : at + 6]
        return any(word in _CLAIMS or word == "that" for word in following)

    def _subject(self, sentence: Sentence, clause: Clause, at: int) -> tuple[int, int]:
        """The tokens of the subject: those of the clause before the verb, or after it where none stands before."""
        if self.tokens.words[at] == "according":
            return self._phrase_after(sentence, at + 2)
        before = [token for token in clause.tokens if token < at]
        joined = clause.kind is Kind.COORDINATE and self.tokens.words[clause.opener] in ("and", "but", "or", "yet")
        if joined and clause.parent is not None and not self._has_subject(before):
            before = self._subject_of(sentence, sentence.clauses[clause.parent])
        while before and (
            self._is_timed(before[-1])
            or self.tokens.words[before[-1]] in _ADVERBS
            or self.tokens.words[before[-1]].endswith("ly")
            or self._word(before[-1]) in ("went", "on", "to", ",")
        ):
            before.pop()
        stop = next((i for i in range(len(before) - 1, -1, -1) if self._breaks(before, i)), -1)
        before = self._without_time(self._before_apposition(before, stop))
        if not before:
            return self._phrase_after(sentence, at + 1) if self._inverted(sentence, at) else (at, at)
        return before[0], before[-1] + 1

    def _is_timed(self, at: int) -> bool:
        return at in self.discourse.timed or (self.tokens.words[at] in ("on", "in", "at") and at + 1 in self.discourse.timed)

    def _without_time(self, phrase: list[int]) -> list[int]:
        """The phrase without a time or a place in front of it: "On Monday the army", "In Baghdad the minister"."""
        while phrase and (self._is_timed(phrase[0]) or self.tokens.words[phrase[0]] in ("but", "and", "so", "meanwhile")):
            phrase = phrase[1:]
        if phrase and self.tokens.words[phrase[0]] in PREPOSITIONS:
            inner = next((i for i in range(len(phrase) - 1, 1, -1) if self.tokens.words[phrase[i]] in DETERMINERS), 0)
            return phrase[inner:]
        return phrase

    def _before_apposition(self, before: list[int], stop: int) -> list[int]:
        """The phrase that is the subject, where commas cut it: of "Anna Berg, director of the museum, said" the name."""
        phrase = before[stop + 1 :]
        if stop < 1 or not phrase or self.tokens.is_capital(phrase[0]) or self.tokens.words[before[stop]] != ",":
            return phrase
        earlier = next((i for i in range(stop - 1, -1, -1) if self._breaks(before, i)), -1)
        name = before[earlier + 1 : stop]
        is_name = (
            bool(name) and self.tokens.is_capital(name[-1]) and self.tokens.is_capital(name[0]) and self.tokens.words[name[0]] not in PREPOSITIONS
        )
        return name if is_name and not self._is_timed(name[0]) and self.tokens.words[phrase[0]] not in _PERSONAL | _COLLECTIVE else phrase

    def _has_subject(self, before: list[int]) -> bool:
        return any(self.tokens.words[at] not in _ADVERBS and self.tokens.words[at] not in ("and", "but", "or", "so", "yet", ",") for at in before)

    def _subject_of(self, sentence: Sentence, clause: Clause) -> list[int]:
        """The tokens of a clause before its first finite verb."""
        verb = next((at for at in clause.tokens if finite(self.tokens, at, sentence.first, sentence.last)), clause.tokens[0] if clause.tokens else 0)
        return [at for at in clause.tokens if at < verb]

    def _breaks(self, before: list[int], i: int) -> bool:
        word = self.tokens.words[before[i]]
        return word in COMMA_LIKE or word in ("“", "”", '"', "and", "but", "so", "that", "where", "when", "while", "as", "if")

    def _inverted(self, sentence: Sentence, at: int) -> bool:
        return self._word(at - 1) in (",", "”", '"', "’", "'", "?", "!") or at == sentence.first

    def _phrase_after(self, sentence: Sentence, first: int) -> tuple[int, int]:
        last = first
        while last < sentence.last and last - first < _MAX_WORDS:
            word = self.tokens.words[last]
            if last > first + 1 and word in ("a", "an", "the") and self.tokens.is_capital(first):
                break
            if word == "." and last > first and self._is_abbreviated(last - 1):
                last += 1
                continue
            if word in COMMA_LIKE or word in (".", "“", "”", '"') or word in ("who", "which", "that", "in", "on", "after", "as", "when", "while"):
                break
            last += 1
        return first, last

    def _is_abbreviated(self, at: int) -> bool:
        """Whether a full stop after the word belongs to it: "Dr.", "Gen.", the letters of "U.S."."""
        return len(self.tokens.words[at]) == 1 or self.tokens.words[at] in TITLES | HONORIFICS | ABBREVIATED

    def _speaker(self, sentence: Sentence, clause: Clause, first: int, last: int, at: int) -> str | None:
        """The one who speaks, "" where it is said without a name ("it is claimed"), None where the words are no subject."""
        if first >= last:
            return "" if self._word(at - 1) in verbs.BE else self._antecedent(sentence, clause) or ""
        words = self.tokens.words[first:last]
        if words[-1] in _PERSONAL:
            return self._last_person[0]
        if words[-1] in _COLLECTIVE or words == ["it", "is"]:
            return "" if words[-1] == "is" else (self._last_body or self._last_any)
        if words[0] in ("which", "who", "that"):
            return self._antecedent(sentence, clause) or ""
        if words[-1] in ("i", "we", "you", "there", "what"):
            return None
        return self._named(self.tokens.starts[first], self.tokens.ends[last - 1])

    def _antecedent(self, sentence: Sentence, clause: Clause) -> str | None:
        """Who a relative pronoun stands for: the phrase that ends where its clause opens."""
        if clause.kind is not Kind.RELATIVE or clause.parent is None:
            return None
        above = [token for token in sentence.clauses[clause.parent].tokens if token < clause.opener]
        while above and self.tokens.words[above[-1]] == ",":
            above.pop()
        names = names_in(self.discourse.text, self.tokens.starts[above[0]], self.tokens.ends[above[-1]]) if above else []
        if names and names[-1].end == self.tokens.ends[above[-1]]:
            return self.discourse.people.full(names[-1].text)
        start = next((token for token in reversed(above[:-1]) if self.tokens.words[token] in DETERMINERS), above[0] if above else clause.opener)
        return self._named(self.tokens.starts[start], self.tokens.ends[clause.opener - 1]) if above else None

    def _named(self, start: int, end: int) -> str:
        """The name in a noun phrase, or the phrase itself."""
        text = self.discourse.text[start:end].strip(' ,;:“”"-–—')
        text = re.sub(r"\s+", " ", text)
        head = text.split(" ")[-1].lower()
        names = names_in(self.discourse.text, start, end)
        bare = re.sub(r"^(?:the|a|an|both|but|and|so)\s+", "", text, flags=re.IGNORECASE)
        if names and (head in _DOCUMENTS or self._is_whole(names, bare)):
            return self.discourse.people.full(names[0].text if head in _DOCUMENTS else names[-1].text)
        if head in _NAMELESS and text.lower().startswith(("the ", "this ", "that ")) and len(bare.split()) == 1 and self._last_body:
            return self._last_body
        return self.discourse.people.roles.get(bare.lower()) or self._lead_roles.get(bare.lower()) or self._phrase(text)

    def _is_whole(self, names: list[Name], bare: str) -> bool:
        """Whether the phrase is a name, perhaps after a role ("Defence Secretary Anna Berg") or a description ("Kenyan activist Anna Berg")."""
        name = names[-1]
        if not bare.endswith(name.text):
            return False
        rest = bare[: -len(name.text)].strip().lower()
        described = " " in name.text and not {"of", "for", "from", "in", "and", "or", "to"} & set(rest.split())
        return rest in (name.role, "") or described

    def _phrase(self, text: str) -> str:
        words = re.split(r"\s+(?:who|which|that|where)\s", text)[0].split(" ")[:_MAX_WORDS]
        if words and words[0].lower() in DETERMINERS and words[0][0].isupper():
            words[0] = words[0].lower()
        if words and words[0] == "one":
            words[0] = "a"
        return " ".join(words)

    def _remember(self, speaker: str, at: int) -> None:
        if not speaker:
            return
        self._last_any = speaker
        if _is_body(speaker):
            self._last_body = speaker
        else:
            self._last_person = (speaker, at)

    def _note_subject(self, start: int, end: int) -> None:
        """Remember a titled person or two-word name that begins a sentence: "he" is most likely this one."""
        for name in names_in(self.discourse.text, start, min(end, start + 80))[:1]:
            if is_person(name.text) and self.discourse.text[start : name.start].strip(' “"').lower() in (
                "",
                "but",
                "and",
                "when",
                "while",
                name.role,
            ):
                self._last_person = (self.discourse.people.full(name.text), start)

    @cached_property
    def speeches(self) -> list[Speech]:
        """The direct speech in order, each with its speaker."""
        found: list[Speech] = []
        for quote in self.discourse.quotes:
            found.append(self._speech(quote, found[-1] if found else None))
        return sorted([*found, *self._blocks()], key=lambda speech: speech.quote.start)

    def _speech(self, quote: Quote, previous: Speech | None) -> Speech:
        if quote.continues and previous:
            return Speech(quote, previous.speaker, ())
        beside = self._beside(quote)
        if beside:
            return Speech(quote, beside.speaker, (beside.evidence,))
        return Speech(quote, self._carried(quote, previous), ())

    def _beside(self, quote: Quote) -> Attribution | None:
        """The attribution just before the quotation or just after it, in its line."""
        line = self.discourse.lines[quote.paragraph]
        near = [item for items in self.attributions.values() for item in items if line[0] <= item.evidence[0] < line[1]]
        outside = [item for item in near if not quote.start <= item.evidence[0] < quote.end]
        after = [item for item in outside if quote.end <= item.evidence[0] <= quote.end + 4]
        before = [item for item in outside if item.evidence[1] <= quote.start and self._leads_to(item, quote)]
        return after[0] if after else before[-1] if before else None

    def _leads_to(self, item: Attribution, quote: Quote) -> bool:
        between = self.discourse.text[item.evidence[1] : quote.start]
        return not re.search(r"[.!?”]", between) and (bool(re.search(r"[:,]\s*[“\"]$", between)) or len(between) < 60)

    def _carried(self, quote: Quote, previous: Speech | None) -> str:
        """The speaker of a quotation that nobody is named beside: of the line before that ended in a colon, or of the quotation before."""
        line = self.discourse.lines[quote.paragraph]
        if quote.start - line[0] > 2 or quote.paragraph == 0:
            return ""
        above = self.discourse.lines[quote.paragraph - 1]
        if self.discourse.text[above[1] - 1] == ":":
            return self._introduced(above)
        adjacent = previous is not None and previous.quote.paragraph == quote.paragraph - 1 and above[1] - previous.quote.end <= 2
        said_before = previous is not None and previous.quote.paragraph >= quote.paragraph - 1 and previous.quote.end < quote.start
        return previous.speaker if previous and (adjacent or said_before) else ""

    def _introduced(self, line: Span) -> str:
        items = [item for items in self.attributions.values() for item in items if line[0] <= item.evidence[0] < line[1]]
        return items[-1].speaker if items else ""

    def _blocks(self) -> Iterator[Speech]:
        """Speech without marks: the lines after "X said:", until one that speaks about X, reports another, or is a heading."""
        lines, text = self.discourse.lines, self.discourse.text
        number = 0
        while number < len(lines) - 1:
            speaker = self._introduced(lines[number]) if text[lines[number][1] - 1] == ":" else ""
            number += 1
            if not speaker or text[lines[number][0]] in '“"‘':
                continue
            first = number
            while number < len(lines) and not self._ends_block(number, speaker):
                number += 1
            if number > first:
                yield Speech(Quote(lines[first][0], lines[number - 1][1], first, is_block=True), speaker, ())

    def _ends_block(self, number: int, speaker: str) -> bool:
        start, end = self.discourse.lines[number]
        if number in self.discourse.headings or self.discourse.text[start] in '“"':
            return True
        names = {self.discourse.people.full(name.text) for name in names_in(self.discourse.text, start, end)}
        first, last = self.discourse.sentence_at(start), self.discourse.sentence_at(end - 1)
        reported = any(item.speaker for n in range(first, last + 1) for item in self.attributions.get(n, ()))
        return speaker in names or reported or self.discourse.text[end - 1] == ":"

    def speech_at(self, offset: int) -> Speech | None:
        """The direct speech that holds the offset; None outside, and in words that are only picked out."""
        for speech in self.speeches:
            quote = speech.quote
            if quote.start <= offset < quote.end:
                words = self.discourse.text[quote.start : quote.end].strip()
                return speech if quote.is_block or len(words.split()) > SPEECH_WORDS or words[-1:] in ".,!?…" else None
        return None


def _is_body(speaker: str) -> bool:
    """Whether a speaker is an organisation rather than a person, by its form."""
    words = speaker.split(" ")
    if is_person(speaker):
        return False
    last = words[-1].lower()
    return (
        speaker.isupper()
        or last in ORGANISATION_NOUNS
        or last in ("international", "nations", "watch", "house", "office", "pentagon")
        or "of" in words[1:]
    )


__all__ = ["Attribution", "Speakers", "Speech"]
