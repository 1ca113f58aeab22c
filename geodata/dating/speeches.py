"""Direct speech and who speaks: named beside it, in the line before, or carried over from the quotation before."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from geodata.dating.attributions import Attribution, Attributions
from geodata.dating.discourse import Discourse
from geodata.dating.names import is_person, names_in
from geodata.dating.quotes import SPEECH_WORDS, Quote
from geodata.dating.referents import is_named
from geodata.model import Span

_INNER: Final = 6
"""How many quotations inside a stretch of speech are looked past for it."""

_TURN: Final = re.compile(r"(?P<who>(?:The )?[A-Z][^:()“”\"\n]{2,60}?)(?: \((?P<seat>[^()\n]{2,60})\))?(?P<party> \([^()\n]{2,60}\))?: (?=\S)")
"""The head of a turn in a record: "Ann Marsh (Hull West) (Lab):", "The Minister for Africa (Harriet Vane):", "Mr Lane:"."""

_FIRST_PERSON: Final = re.compile(r"\b(?:I|We|we|my|our|My|Our)\b")


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of direct speech and who speaks. `evidence` is empty where the attribution stands in another line."""

    quote: Quote
    speaker: str
    evidence: tuple[Span, ...]


class Speeches:
    """The direct speech of one document."""

    def __init__(self, discourse: Discourse, attributions: Attributions) -> None:
        self.discourse = discourse
        self.attributions = attributions

    @cached_property
    def in_order(self) -> list[Speech]:
        """The direct speech in order, each with its speaker."""
        found: list[Speech] = []
        for quote in self.discourse.quotes:
            found.append(self._speech(quote, found[-1] if found else None))
        return sorted([*found, *self._blocks(), *turns(self.discourse)], key=lambda speech: speech.quote.start)

    def _speech(self, quote: Quote, previous: Speech | None) -> Speech:
        if quote.continues and previous:
            return Speech(quote, previous.speaker, ())
        beside = self._beside(quote)
        if beside:
            return Speech(quote, beside.speaker, (beside.evidence,))
        return Speech(quote, self._carried(quote, previous), ())

    def _beside(self, quote: Quote) -> Attribution | None:
        """The attribution just before the quotation or just after it, in its line."""
        outside = [item for item in self._in_line(quote.paragraph) if not quote.start <= item.evidence[0] < quote.end]
        after = [item for item in outside if quote.end <= item.evidence[0] <= quote.end + 4]
        before = [item for item in outside if item.evidence[1] <= quote.start and self._leads_to(item, quote)]
        return after[0] if after else before[-1] if before else None

    def _leads_to(self, item: Attribution, quote: Quote) -> bool:
        between = self.discourse.text[item.evidence[1] : quote.start]
        return not re.search(r"[.!?”]", between) and (bool(re.search(r"[:,]\s*[“\"]$", between)) or len(between) < 60)

    def _carried(self, quote: Quote, previous: Speech | None) -> str:
        """The speaker of a quotation that nobody is named beside: of the line before that ended in a colon, or of the quotation before."""
        line = self.discourse.lines[quote.paragraph]
        if previous and self._resumes(quote, previous):
            return previous.speaker
        if quote.start - line[0] > 2 or quote.paragraph == 0:
            return ""
        above = self.discourse.lines[quote.paragraph - 1]
        if self.discourse.text[above[1] - 1] == ":":
            return self._introduced(quote.paragraph - 1)
        adjacent = previous is not None and previous.quote.paragraph == quote.paragraph - 1 and above[1] - previous.quote.end <= 2
        said_before = previous is not None and previous.quote.paragraph >= quote.paragraph - 1 and previous.quote.end < quote.start
        return previous.speaker if previous and (adjacent or said_before) else ""

    def _resumes(self, quote: Quote, previous: Speech) -> bool:
        """Whether only the words "said Anna Berg." stand between a quotation and the one before it."""
        if previous.quote.paragraph != quote.paragraph or not previous.evidence or previous.evidence[0][0] < previous.quote.end:
            return False
        between = self.discourse.text[previous.evidence[0][1] : quote.start]
        return re.fullmatch(r"[^.!?“”\"]*[.!?,:]\s*[“\"'‘]", between) is not None

    def _in_line(self, number: int) -> list[Attribution]:
        """The attributions of a line, in order."""
        start, end = self.discourse.lines[number]
        first, last = self.discourse.sentence_at(start), self.discourse.sentence_at(end - 1)
        return [item for n in range(first, last + 1) for item in self.attributions.by_sentence.get(n, ())]

    def _introduced(self, number: int) -> str:
        items = self._in_line(number)
        return items[-1].speaker if items else ""

    def _blocks(self) -> Iterator[Speech]:
        """Speech without marks: the lines after "X said:", until one that speaks about X, reports another, or is a heading."""
        lines, text = self.discourse.lines, self.discourse.text
        number = 0
        while number < len(lines) - 1:
            speaker = self._introduced(number) if text[lines[number][1] - 1] == ":" else ""
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
        reported = any(item.speaker for item in self._in_line(number))
        return speaker in names or reported or self.discourse.text[end - 1] == ":"

    def at(self, offset: int) -> Speech | None:
        """The direct speech that holds the offset; None outside, and in words that are only picked out."""
        index = bisect_right(self._starts, offset)
        near = reversed(self.in_order[max(0, index - _INNER) : index])
        speech = next((speech for speech in near if offset < speech.quote.end), None)
        if speech is None:
            return None
        words = self.discourse.text[speech.quote.start : speech.quote.end].strip()
        return speech if speech.quote.is_block or len(words.split()) > SPEECH_WORDS or words[-1:] in ".,!?…" else None

    @cached_property
    def _starts(self) -> list[int]:
        return [speech.quote.start for speech in self.in_order]


def turns(discourse: Discourse) -> Iterator[Speech]:
    """The turns of a record of a debate or a hearing: each a line that begins with who speaks and a colon."""
    for number, (start, end) in enumerate(discourse.lines):
        head = _TURN.match(discourse.text, start, end)
        if head and (speaker := _turns_speaker(head, discourse.text[head.end() : end])):
            yield Speech(Quote(head.end(), end, number, is_block=True), discourse.people.full(speaker), ())


def _turns_speaker(head: re.Match[str], said: str) -> str:
    """Who speaks in a turn; "" where the words before the colon are no name, or only a place or a topic for all one can see."""
    who, seat = head["who"], head["seat"] or ""
    if who.startswith("The ") or not is_named(who):
        return seat if is_named(seat) else ""
    shown = head["party"] or is_person(who) or _FIRST_PERSON.search(said)
    return who if shown else ""
