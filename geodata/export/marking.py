"""A quotation as HTML with words of it marked. What comes from a document is escaped here, before it meets a tag of ours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a text by their offsets, the class of their mark (after `dl-`), and what is written small behind them."""

    start: int
    end: int
    kind: str
    label: str = ""


def mark(quote: str, marked: Iterable[tuple[str, str]]) -> str:
    """The quotation, escaped, with the first occurrence of each of the words in a `mark` of the class `dl-` and the given kind."""
    found: list[tuple[int, int, str]] = []
    for wanted, kind in marked:
        match = wanted and re.search(rf"(?<!\w){re.escape(' '.join(wanted.split()))}(?!\w)", quote, re.IGNORECASE)
        if match and not any(match.start() < end and start < match.end() for start, end, _ in found):
            found.append((match.start(), match.end(), kind))
    pieces, at = [], 0
    for start, end, kind in sorted(found):
        pieces += [escape(quote[at:start]), f'<mark class="dl-{kind}">{escape(quote[start:end])}</mark>']
        at = end
    return "".join([*pieces, escape(quote[at:])])


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
