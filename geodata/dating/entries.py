"""Dated entries: dates at the head of lines that date what is told under them, as in chronologies, diaries and daily reports.

Two kinds, each only where a text has at least two of it in the order of time: a date alone on its line ("24 March 1945", "14 May 2021, 06:12"),
which dates the lines to the next one or to a heading, and a date before a colon, dash or full stop ("12 March 2011: Protests began …"), which dates
its paragraph.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from geodata.dating.quotes import is_heading
from geodata.dating.tagger import Found
from geodata.model import Span, TimexType

FEWEST: Final = 2
"""One date at the head of a line says nothing of how a text is built: it may be the document's own."""

_BEFORE: Final = re.compile(r"[\s\-*•·–—#>|]*(?:\(?\d{1,3}[.)]\s+)?")
"""What may stand before the date: the mark of a list, or a number."""

_ALONE: Final = re.compile(r"[\s.,:;–—\-)*_|]*(?:(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:[ap]\.?m|[A-Z]{2,4}|hrs)\b)?[\s.:)*_|–-]*)?")
"""What may stand after a date alone on its line, a time of day among it."""

_PARTED: Final = re.compile(r"\s*[:|—–]\s*\S|\s+-\s+\S|\.\s+[“\"‘']?[A-Z]|\t\s*\S")
"""What stands between the date and what it dates."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A date at the head of a line, and where its entry ends (code points, excluded). `is_alone`: nothing else is in its line."""

    item: Found
    end: int
    is_alone: bool

    @property
    def start(self) -> int:
        """Where the date starts, and its entry with it."""
        return self.item.start


def entries(text: str, lines: Sequence[Span], found: Sequence[Found]) -> tuple[Entry, ...]:
    """The dated entries of a text, in order; none where it is not built of them. `lines` and `found` are the text's."""
    heads = [head for head in _heads(text, lines, found) if not head[2] or _leads_on(text, lines, head[1])]
    kept = [head for is_alone in (True, False) for head in _in_order([head for head in heads if head[2] is is_alone])]
    starts = frozenset(number for _, number, _ in kept)
    return tuple(
        Entry(item, _end(text, lines, number, starts, is_alone=is_alone), is_alone)
        for item, number, is_alone in sorted(kept, key=lambda head: head[0].start)
    )


_Head = tuple[Found, int, bool]
"""A date at the head of a line, the line's number, and whether it stands there alone."""


def _heads(text: str, lines: Sequence[Span], found: Sequence[Found]) -> list[_Head]:
    heads: list[_Head] = []
    dates = iter(item for item in found if item.meaning.type is TimexType.DATE and not item.meaning.is_weak)
    item = next(dates, None)
    for number, (start, end) in enumerate(lines):
        while item and item.start < start:
            item = next(dates, None)
        if item is None:
            break
        if item.end <= end and _BEFORE.fullmatch(text, start, item.start):
            is_alone = bool(_ALONE.fullmatch(text, item.end, end))
            if is_alone or _PARTED.match(text, item.end, end):
                heads.append((item, number, is_alone))
    return heads


def _leads_on(text: str, lines: Sequence[Span], number: int) -> bool:
    """Whether something is told under a date that stands alone: the dates of a page's links have headlines under them."""
    return number + 1 < len(lines) and not is_heading(text, lines[number + 1])


def _in_order(heads: Sequence[_Head]) -> Sequence[_Head]:
    """The heads where they are enough, and go forward in time or back; else none. Those without a year go by the others, which count for them."""
    dated = [item.meaning for item, _, _ in heads if item.meaning.span]
    if len(heads) < FEWEST or all(meaning.value == dated[0].value for meaning in dated):
        return ()
    spans = [meaning.span for meaning in dated if meaning.span and meaning.base is None] or [meaning.span for meaning in dated if meaning.span]
    forward = all(one.begin and other.end and one.begin < other.end for one, other in pairwise(spans))
    back = all(one.end and other.begin and other.begin < one.end for one, other in pairwise(spans))
    return heads if forward or back else ()


def _end(text: str, lines: Sequence[Span], number: int, starts: Set[int], *, is_alone: bool) -> int:
    """The offset before which the entry of this line ends: at the next entry or heading, and, where it is a paragraph, at the next empty line."""
    last = number
    for following in range(number + 1, len(lines)):
        apart = text.count("\n", lines[last][1], lines[following][0]) > 1
        if following in starts or is_heading(text, lines[following]) or (apart and not is_alone):
            break
        last = following
    return lines[last][1]
