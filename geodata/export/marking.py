"""A quotation as HTML with words of it marked. What comes from a document is escaped here, before it meets a tag of ours."""

import re
from collections.abc import Iterable
from html import escape


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
