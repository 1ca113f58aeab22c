"""Dates at the head of a text that claim to be the document's: a day alone in a first line, or in a dateline ("HAMA, Aug 16 (Agency) –")."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from geodata.dating.discourse import Discourse
from geodata.dating.periods import Unit
from geodata.dating.tagger import Found
from geodata.model import Span

HEADER_LINES: Final = 4
"""In how many of the first lines a date may stand as a header: a title, a subtitle, an author's line and the date."""

TOLERANCE_DAYS: Final = 7
"""How far a header's date may lie from the document's date, in days: a weekly's issue date, or a text put on a site some days later. Our decision."""

LABEL_WORDS: Final = 2
"""How many words may stand beside a header's date: "Published", "Last updated"."""

_PLACE: Final = re.compile(r"^\W*(?:[A-Z][A-Z.'’-]+[ ,/]+)+(?:[A-Z][\w.'’-]*[ ,/]+)*$")
"""What stands before a dateline's date: a place in capitals, perhaps its country."""

_PLACE_AND_DASH: Final = re.compile(
    r"^\W?(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+)*(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?|[A-Z]\w+(?: [A-Z]\w+)?, [A-Z][\w.]+)"
    r"\W?[ ]*(?:\([^)\n]{1,40}\))?[ ]*(?:--|—|–|-[ ]|:[ ])"
)
"""A dateline without a date: "HAMA (Agency) –", "Hama, Syria –"."""

_DASH: Final = re.compile(r"^[ ,.]*(?:\([^)\n]{1,40}\))?[ ]*[-–—]")
"""What stands after it: perhaps the agency, and a dash."""


def claimed(discourse: Discourse, found: Sequence[Found]) -> Iterator[Found]:
    """The expressions at the head of the text that claim to be the document's date, in order."""
    lines = discourse.lines[:HEADER_LINES]
    for item in found:
        if not lines or item.start >= lines[-1][1]:
            return
        if (
            item.meaning.period is not None
            and not any(entry.start == item.start for entry in discourse.entries)
            and item.meaning.period.unit is Unit.DAY
            and (_stands_alone(discourse, item) or _is_dateline(discourse, item))
        ):
            yield item


def dated_line(discourse: Discourse, found: Sequence[Found]) -> Found | None:
    """The day of the dateline; None where the text has no dateline, or one without a day."""
    return next((item for item in claimed(discourse, found) if _is_dateline(discourse, item)), None)


def dateline(discourse: Discourse, found: Sequence[Found]) -> Span | None:
    """The stretch of a dateline, from its place to its date or dash: what is named there says where the report was written, and no more."""
    item = dated_line(discourse, found)
    if item is not None:
        return discourse.lines[discourse.line_at(item.start)][0], item.end
    for start, end in discourse.lines[:HEADER_LINES]:
        if match := _PLACE_AND_DASH.match(discourse.text[start:end]):
            return start, start + match.end()
    return None


def _stands_alone(discourse: Discourse, item: Found) -> bool:
    start, end = discourse.lines[discourse.line_at(item.start)]
    rest = (discourse.text[start : item.start] + " " + discourse.text[item.end : end]).strip(" .,:;|–-()[]*_")
    return len(rest.split(None, LABEL_WORDS)) <= LABEL_WORDS  # no more is split: a whole text may be one line


def _is_dateline(discourse: Discourse, item: Found) -> bool:
    start, end = discourse.lines[discourse.line_at(item.start)]
    return bool(_PLACE.match(discourse.text[start : item.start]) and _DASH.match(discourse.text[item.end : end]))
