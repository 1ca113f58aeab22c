"""A quotation as HTML with words of it marked. What comes from a document is escaped here, before it meets a tag of ours."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from geodata.model import Span
from geodata.quote.render import MARK

_LEFT_OUT = re.compile(rf" ?{re.escape(MARK)} ?")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a text by their offsets, the class of their mark (after `dl-`), and what is written small behind them."""

    start: int
    end: int
    kind: str
    label: str = ""


def quotation(row: Mapping[Any, Any]) -> str:
    """The quotation of a mention, escaped, with its place and its time words in a `mark` of the class `dl-place` and `dl-dated`."""
    quote, place, time = row["quote"], place_in(row), time_in(row)
    marks = [Marked(*span, kind) for span, kind in ((place, "place"), (time, "dated")) if span]
    return mark_spans(quote, 0, len(quote), marks)


def place_in(row: Mapping[Any, Any]) -> Span | None:
    """Where the name stands in the quotation: the one of its occurrences at the mention's offset in the text. None where it is left out."""
    quote, name = row["quote"], " ".join(row["surface"].split())
    return min(occurrences(name, quote), key=lambda span: (quote[slice(*span)] != name, *_away(row, span)), default=None)


def is_certain(row: Mapping[Any, Any], span: Span) -> bool:
    """Whether this occurrence of the name can be no other mention's: the only one, or at the very offset."""
    return len(occurrences(row["surface"], row["quote"])) == 1 or _away(row, span) == (0, 0)


def time_in(row: Mapping[Any, Any]) -> Span | None:
    """Where the words that date the mention stand in its quotation, beside the name: the nearest to it. None where they are left out."""
    place = place_in(row) or (0, 0)
    return nearest(occurrences(row["dated_words"], row["quote"]), place)


def occurrences(words: str, text: str) -> list[Span]:
    """Where words stand in a text as whole words, whatever blanks are between them, and whether their letters are large or small."""
    wanted = r"\s+".join(map(re.escape, str(words or "").split()))
    return [match.span() for match in re.finditer(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE)] if wanted else []


def nearest(spans: Iterable[Span], to: Span) -> Span | None:
    """The span nearest to another one, of equal ones the first; none that overlaps it."""
    free = (span for span in spans if span[1] <= to[0] or to[1] <= span[0])
    return min(free, key=lambda span: max(to[0] - span[1], span[0] - to[1]), default=None)


def _away(row: Mapping[Any, Any], span: Span) -> tuple[int, int]:
    """How far an occurrence in the quotation may lie from the mention in the text.

    What stands before it in the quotation stands before it in the text, and so does what stands behind: its offset lies within these two bounds,
    which are equal where nothing is left out and no blanks are joined. The first number is how far the mention lies beyond them, the second how far
    from the nearer one.
    """
    if pd.isna(row["quote_start"]) or pd.isna(row["quote_end"]):
        return 0, span[0]  # what a person added may have no stretch
    quote, start, first, last = row["quote"], int(row["start"]), int(row["quote_start"]), int(row["quote_end"])
    low, high = first + _length(quote[: span[0]]), last - _length(quote[span[0] :])
    return max(low - start, start - high, 0), min(abs(start - low), abs(start - high))


def _length(part: str) -> int:
    """How many characters of the source a part of a quotation has: without the marks of what is left out and the blanks around them."""
    return len(_LEFT_OUT.sub("", part))


def mark_spans(text: str, start: int, end: int, marks: Iterable[Marked]) -> str:
    """The stretch of a text, escaped, with those of the marks that begin in it; of marks that overlap the later keeps only what is left to it."""
    pieces, at = [], start
    for marked in sorted((m for m in marks if start <= m.start < end), key=lambda m: (m.start, m.end)):
        first, last = max(marked.start, at), min(marked.end, end)
        pieces.append(escape(text[at:first]))
        if first < last:
            pieces.append(f'<mark class="dl-{escape(marked.kind, quote=True)}">{escape(text[first:last])}</mark>')
        if marked.label:
            pieces.append(f'<sup class="dl-number">{escape(marked.label)}</sup>')
        at = max(first, last)
    return "".join([*pieces, escape(text[at:end])])
