"""One document as a text: its tokens, lines, sentences and clauses, its quotations, worked out when they are first asked for."""

from bisect import bisect_left
from functools import cached_property

from geodata.dating.clauses import Sentence
from geodata.dating.entries import Entry
from geodata.dating.names import People
from geodata.dating.quotes import Quote, is_heading, quotes
from geodata.dating.splitting import parse
from geodata.dating.tokens import Tokens
from geodata.model import Span
from geodata.segment import lines, sentences, span_at


class Discourse:
    """The text and what it is made of. Sentences and lines are known by their number; `timed` are the tokens of its time expressions, `entries` its
    dated entries."""

    def __init__(self, tokens: Tokens, timed: frozenset[int] = frozenset(), entries: tuple[Entry, ...] = ()) -> None:
        self.tokens = tokens
        self.timed = timed
        self.entries = entries
        self.text = tokens.text
        self._parsed: dict[int, Sentence] = {}

    @cached_property
    def lines(self) -> list[Span]:
        """The lines of the text, as `segment.lines`."""
        return lines(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, as `segment.sentences`."""
        return sentences(self.text)

    @cached_property
    def quotes(self) -> list[Quote]:
        """The quotations with marks."""
        return quotes(self.text, self.lines)

    @cached_property
    def people(self) -> People:
        """The names."""
        return People(self.text)

    @cached_property
    def headings(self) -> frozenset[int]:
        """The numbers of the lines that are headings; one with a date and what it dates is none."""
        told = {self.line_at(entry.start) for entry in self.entries if not entry.is_alone}
        return frozenset(number for number, line in enumerate(self.lines) if number not in told and is_heading(self.text, line))

    def entry_at(self, offset: int) -> Entry | None:
        """The dated entry that holds the offset; None where none does."""
        number = bisect_left(self.entries, offset + 1, key=lambda entry: entry.start) - 1
        return self.entries[number] if number >= 0 and offset < self.entries[number].end else None

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the offset."""
        return max(0, span_at(self.lines, offset))

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds the offset."""
        return max(0, span_at(self.sentences, offset))

    def token_at(self, offset: int) -> int:
        """The number of the first token that ends after the offset."""
        return min(bisect_left(self.tokens.ends, offset + 1), max(0, len(self.tokens.words) - 1))

    def parsed(self, number: int) -> Sentence:
        """The clauses of a sentence."""
        if number not in self._parsed:
            start, end = self.sentences[number]
            first, last = bisect_left(self.tokens.starts, start), bisect_left(self.tokens.starts, end)
            self._parsed[number] = parse(self.tokens, first, last, self.timed)
        return self._parsed[number]
