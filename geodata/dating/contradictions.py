"""Where a document's own date and its text contradict each other: shown to the reader, never settled in silence.

The rule for headers: a day that stands alone in one of the first lines claims to be the document's date. Where it lies more than `TOLERANCE_DAYS`
from the date that the document's facts give, that is a problem. The date from the facts wins, because a person has stated it with its basis; a header
may come from the page that a text was copied from.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from geodata.dating.anchors import say_span
from geodata.dating.discourse import Discourse
from geodata.dating.meaning import say_day
from geodata.dating.periods import Unit
from geodata.dating.tagger import Found
from geodata.model import Document, Problem, Stage

TOLERANCE_DAYS: Final = 7
"""How far a header's date may lie from the document's date, in days: a weekly's issue date, or a text put on a site some days later. Our decision."""

HEADER_LINES: Final = 3
"""In how many of the first lines a date may stand as a header."""


def contradictions(document: Document, discourse: Discourse, found: Sequence[Found]) -> list[Problem]:
    """The contradictions between the header's date and the document's date, with both readings; [] where there is no document date."""
    problems = []
    for item in found:
        if item.start > _header_end(discourse):
            break
        if _is_header(discourse, item) and (message := _conflict(document, discourse, item, found)):
            surface = discourse.text[item.start : item.end]
            problems.append(Problem(Stage.DATING, "contradiction", surface, message, document.id, item.start, item.end))
    return problems


def _header_end(discourse: Discourse) -> int:
    lines = discourse.lines[:HEADER_LINES]
    return lines[-1][1] if lines else 0


def _is_header(discourse: Discourse, item: Found) -> bool:
    """Whether a day stands alone in its line, but for a word or two such as "Published" or "Updated"."""
    period = item.meaning.period
    if period is None or period.unit is not Unit.DAY:
        return False
    start, end = discourse.lines[discourse.line_at(item.start)]
    rest = (discourse.text[start : item.start] + " " + discourse.text[item.end : end]).strip(" .,:|–-")
    return len(rest.split()) <= 2


def _conflict(document: Document, discourse: Discourse, item: Found, found: Sequence[Found]) -> str:
    day = item.meaning.period and item.meaning.period.begin
    span = document.published
    if day is None or span is None or span.begin is None or span.last is None:
        return ""
    days = max((span.begin - day).days, (day - span.last).days)
    if days <= TOLERANCE_DAYS:
        return ""
    surface = discourse.text[item.start : item.end]
    basis = f" ({document.published_basis})" if document.published_basis else ""
    return (
        f"the text opens with “{surface}”, read as {say_day(day)}, but the document's date is {say_span(span)}{basis}: {days} days apart. "
        f"The document's date is used.{_witness(discourse, day, found)}"
    )


def _witness(discourse: Discourse, day: date, found: Sequence[Found]) -> str:
    """What the text's own relative expressions would mean under either date, for the reader to judge."""
    for item in found:
        base, span = item.meaning.base, item.meaning.span
        if base and span and span.begin and span.begin > day and "ago" in discourse.text[item.start : item.end].lower():
            words = discourse.text[item.start : item.end]
            return f" “{words}” in the text then means {say_span(span)}; counted from {say_day(day)} it would mean an earlier time."
    return ""
