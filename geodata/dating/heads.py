"""The date at the head of a text, asked for by itself: before a document is dated, and where only the day of its file dates it."""

from dataclasses import replace
from typing import Final

from geodata.dating.headers import TOLERANCE_DAYS, claimed
from geodata.dating.meaning import say_span
from geodata.dating.reading import expressions
from geodata.dating.tagger import Found
from geodata.dating.tokens import tokenise
from geodata.model import Document, Problem, Stage

_HEAD: Final = 4_000
"""In how many characters a text's first lines are looked for."""

ORIGIN: Final = "the head of the text"
"""Where such a date comes from."""


def date_at_head(document: Document) -> str:
    """The words of the whole date that the head of the text claims to be the document's; empty where none does."""
    item = _at_head(document)
    return document.text[item.start : item.end] if item else ""


def dated_by_head(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """The document dated by the head of its text, which goes before the day when its file was made; as it was where the head has no whole date.

    Where the two are more than `TOLERANCE_DAYS` apart, that is a problem, for the reader to judge.
    """
    item = _at_head(document)
    if item is None or item.meaning.span is None:
        return document, ()
    words = document.text[item.start : item.end]
    others = (pair for pair in document.origins if pair[0] not in ("published", "published_basis", "published_inferred"))
    origins = (*others, ("published", ORIGIN), ("published_basis", ORIGIN), ("published_inferred", ORIGIN))
    basis = f"inferred from “{words}” at the head of the text"
    dated = replace(document, published=item.meaning.span, published_basis=basis, published_inferred=True, origins=origins)
    return dated, _contradiction(document, item, words)


def _at_head(document: Document) -> Found | None:
    found, discourse = expressions(tokenise(document.text[:_HEAD]), None)
    items = claimed(discourse, found)
    return next((item for item in items if item.meaning.span is not None and item.meaning.base is None), None)


def _contradiction(document: Document, item: Found, words: str) -> tuple[Problem, ...]:
    file, head = document.published, item.meaning.span
    if not (file and head and file.begin and file.last and head.begin and head.last):
        return ()
    days = max((file.begin - head.last).days, (head.begin - file.last).days)
    if days <= TOLERANCE_DAYS:
        return ()
    message = (
        f"the head of the text says “{words}”, read as {say_span(head)}, but {document.published_basis or 'its file'} is {say_span(file)}: "
        f"{days} days apart. The date at the head is used."
    )
    return (Problem(Stage.READ, "contradiction", words, message, document.id, item.start, item.end),)
