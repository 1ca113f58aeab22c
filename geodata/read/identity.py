"""Bytes, text and facts → the `Document`, with the checksums that are its identity."""

import hashlib
from dataclasses import replace

from geodata.errors import ReadError
from geodata.model import Document
from geodata.read.facts import Facts, check_facts, clean

NO_PUBLISHER = "publisher not stated"
"""Who speaks where neither the text nor any fact names anybody."""


def make_document(source: str, data: bytes, text: str, facts: Facts) -> Document:
    """The record of one source. An empty title becomes the file's name, an empty publisher
    `NO_PUBLISHER`: a speaker is never empty, and no file speaks."""
    sha256 = hashlib.sha256(data).hexdigest()
    name = clean(source.rsplit("/", 1)[-1])
    return Document(
        id=sha256[:16],
        sha256=sha256,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        source=source,
        title=facts.title or name,
        publisher=facts.publisher or NO_PUBLISHER,
        author=facts.author,
        url=facts.url,
        final_url=facts.final_url,
        archive_url=facts.archive_url,
        licence=facts.licence,
        content_note=facts.content_note,
        text=text,
        language=facts.language,
        published=facts.published,
        published_basis=facts.published_basis,
        published_inferred=facts.published_inferred,
        collected_at=facts.collected_at,
        origins=facts.origins,
    )


def document_of_text(id_: str, text: str, published: str) -> Document:
    """A document of a text as it is, never altered, so that offsets are the caller's own.

    `published` is written as in `sources.csv`, empty where it is not known. Raises ReadError where it is no date.
    """
    facts, problems = check_facts({"published": published, "published_basis": "stated by the caller"}, id_)
    if problems:
        raise ReadError(problems[0].message)
    return replace(make_document(id_, text.encode("utf-8", "surrogatepass"), text, facts), id=id_)
