"""What a text's relative expressions count from: the document's date, with where it comes from. Never the clock."""

from collections.abc import Sequence

from geodata.dating.discourse import Discourse
from geodata.dating.headers import TOLERANCE_DAYS, claimed, dated_line
from geodata.dating.meaning import Base, say_span
from geodata.dating.tagger import Found
from geodata.model import Document, TimeSpan


def document_base(document: Document) -> Base | None:
    """The document's date as something to count from; None where it has none. Why it was inferred stands with the source, once, not here."""
    span = document.published
    if span is None:
        return None
    words = f"{say_span(span)}, the document's date"
    if document.published_inferred:
        words += " (inferred)"
    return Base(span, "the document's date", words)


def dateline_base(discourse: Discourse, found: Sequence[Found], document: Base) -> Base | None:
    """The day of a dateline some days before the document's date: a report says "today" of the day on which it was written, not of the day on which
    it was printed. None where there is none; where they lie further apart, that is a contradiction, and the document's date stands.
    """
    item = dated_line(discourse, found)
    day, own = item.meaning.period.begin if item and item.meaning.period else None, document.day
    if item is None or day is None or own is None or not 0 < (own - day).days <= TOLERANCE_DAYS:
        return None
    words = discourse.text[item.start : item.end]
    span = TimeSpan.of_day(day)
    return Base(span, "the dateline's day", f"{say_span(span)}, the day of the dateline “{words}”, before {document.words}")


def header_base(discourse: Discourse, found: Sequence[Found]) -> Base | None:
    """For a document without a date: the whole date at the head of its text, an inference that says so; None where there is none."""
    for item in claimed(discourse, found):
        if item.meaning.span is not None and item.meaning.base is None:
            words = discourse.text[item.start : item.end]
            return Base(
                item.meaning.span,
                "the date at the head of the text",
                f"{say_span(item.meaning.span)}, inferred from “{words}” at the head of the text",
            )
    return None
