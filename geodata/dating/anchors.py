"""What a text's relative expressions count from: the document's date, with where it comes from. Never the clock."""

from geodata.dating.meaning import Base, say_day
from geodata.model import Document, TimeSpan


def document_base(document: Document) -> Base | None:
    """The document's date as something to count from; None where it has none."""
    span = document.published
    if span is None:
        return None
    words = f"{say_span(span)}, the document's date"
    if document.published_inferred:
        words += f" (inferred: {document.published_basis})" if document.published_basis else " (inferred)"
    return Base(span, "the document's date", words)


def say_span(span: TimeSpan) -> str:
    """A span in words: its day, or its first and last day."""
    if span.begin is None:
        return f"until {say_day(span.last)}" if span.last else ""
    if span.last is None:
        return f"from {say_day(span.begin)}"
    if span.begin == span.last:
        return say_day(span.begin)
    return f"{say_day(span.begin)} to {say_day(span.last)}"
