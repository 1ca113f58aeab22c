"""Which stretch of a text to quote for a place and the words that date, attribute or deny what is said of it, and what is left out of it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from geodata.errors import InvalidRecord
from geodata.model import Span
from geodata.quote.parts import lesser_parts_in, parts_in
from geodata.quote.words import clause_ends, clause_starts, sentences_around, sentences_in, whole_words

CLAUSE_MIN = 50
"""Characters below which a clause is joined to its neighbours: shorter ones ("Diyala,") say nothing. Found by reading the results."""

_NEAREST = 30  # boundaries tried on either side; a sentence with more of them is a list, and longer than any quotation
_PARTS_MOST = 10  # parts of one stretch weighed against each other, the longest of them: 1,023 ways to leave some out


def whole_clause(text: str, phrase: Span, evidence: Sequence[Span]) -> Span:
    """The shortest stretch that says what the text says: the sentence, or sentences, of the phrase and its evidence, without the parts that either
    end can spare.

    Its subject, verb and object stand in it, who says so, and what denies or limits it. Raises InvalidRecord where the phrase or its evidence does
    not lie in the text.
    """
    must = (phrase, *evidence)
    start, end = whole = sentences_around(text, core_of(text, phrase, evidence))
    parts = _free_parts(text, whole, must)
    while found := max((part[1] for part in parts if part[0] <= start < part[1]), default=0):
        start = found
    while found := min((part[0] for part in parts if part[0] < end <= part[1]), default=0):
        end = found
    return start, end


def pieces_within(text: str, stretch: Span, must: Sequence[Span], room: int) -> Iterator[tuple[Span, ...]]:
    """Ways to leave parts out of the stretch so that at most `room` characters stay, each as the pieces that stay: those that leave out least first,
    and first without the lesser parts. No part holds any of `must`, the phrase first."""
    most = _free_parts(text, stretch, must)
    for parts in (most, most + _free_parts(text, stretch, must, lesser=True)):
        longest = sorted(parts, key=lambda part: (part[0] - part[1], part))[:_PARTS_MOST]
        ways = [_without(stretch, chosen) for count in range(1, len(longest) + 1) for chosen in combinations(longest, count)]
        yield from sorted((way for way in ways if way and _length(way) <= room), key=lambda way: (-_length(way), len(way), way))


def core_of(text: str, phrase: Span, evidence: Sequence[Span]) -> Span:
    """From the first to the last of what must be quoted, widened to whole words. Raises InvalidRecord where that does not lie in the text."""
    start, end = min(span[0] for span in (phrase, *evidence)), max(span[1] for span in (phrase, *evidence))
    if not 0 <= start < end <= len(text):
        raise InvalidRecord(f"the phrase and its evidence, {start}–{end}, do not lie in a text of {len(text)} characters")
    return whole_words(text, (start, end))


def clause_around(text: str, words: Span) -> Span:
    """The shortest stretch between boundaries of clauses that holds the words and has something to say, but no more than their sentence. It tells
    what the words are about; it is no quotation, for its subject may stand before it."""
    whole = sentences_around(text, words)
    costs = ((end - start + rough, start, end) for (start, end), rough in _between_clauses(text, whole, words) if end - start >= CLAUSE_MIN)
    _, *shortest = min(costs, default=(0, *whole))
    return shortest[0], shortest[1]


def _free_parts(text: str, whole: Span, must: Sequence[Span], *, lesser: bool = False) -> tuple[Span, ...]:
    """The parts of the whole that hold none of what must be quoted: of each of its sentences, and sentences that hold nothing of it; of a sentence
    that only begins with evidence, all that follows."""
    found: list[Span] = []
    for sentence in sentences_in(text, whole):
        held = [span for span in must if span[0] < sentence[1] and span[1] > sentence[0]]
        if held and not _overlap(must[0], sentence) and whole_words(text, held[0])[0] == sentence[0] and len(held) == 1:
            found.append((whole_words(text, held[0])[1], sentence[1]))
        found += (lesser_parts_in if lesser else parts_in)(text, sentence) if held else [sentence]
    inside = (part for part in found if whole[0] <= part[0] and part[1] <= whole[1] and part != whole)
    return tuple(part for part in inside if not any(_overlap(part, whole_words(text, span)) for span in must))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(stretch: Span, parts: Sequence[Span]) -> tuple[Span, ...]:
    """What stays of the stretch without the parts."""
    pieces, at = [], stretch[0]
    for start, end in sorted(parts):
        if start > at:
            pieces.append((at, start))
        at = max(at, end)
    return tuple([*pieces, (at, stretch[1])] if at < stretch[1] else pieces)


def _length(pieces: Sequence[Span]) -> int:
    return sum(end - start for start, end in pieces)


def _between_clauses(text: str, whole: Span, core: Span) -> Iterator[tuple[Span, int]]:
    ends = clause_ends(text, whole, core)[:_NEAREST]
    for start, rough_start in clause_starts(text, whole, core)[-_NEAREST:]:
        for end, rough_end in ends:
            yield (start, end), rough_start + rough_end
