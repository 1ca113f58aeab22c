"""The whole sentence of a mention, from the text that the atlas keeps: for those who work on it at their own machine, never for a public page."""

from collections.abc import Mapping
from typing import Any

from geodata import query
from geodata.atlas import OpenAtlas, read_text
from geodata.segment import sentences
from geodata.ui.opening import ask, may_edit
from geodata.ui.placing import is_embedded

Row = Mapping[Any, Any]


def with_sentence(atlas: OpenAtlas, row: Row) -> Row:
    """The row with its sentence whole in place of its quotation, where this page may show it; else the row as it is."""
    if not may_edit() or is_embedded():
        return row
    return {**row, "quote": sentence_of(atlas, row) or row["quote"]}


def sentence_of(atlas: OpenAtlas, row: Row) -> str:
    """The sentence of a mention in one line; empty where its text is not kept."""
    checksum = ask(_checksums, atlas).get(row["document_id"], "")
    return ask(_sentence, atlas, row["document_id"], checksum, int(row["start"])) if checksum else ""


def _sentence(atlas: OpenAtlas, document_id: str, checksum: str, start: int) -> str:
    text = read_text(atlas.folder, document_id, checksum)
    spans = ask(_spans, atlas, document_id, checksum) if text is not None else ()
    first, last = next(((first, last) for first, last in spans if first <= start < last), (0, 0))
    return " ".join((text or "")[first:last].split())


def _spans(atlas: OpenAtlas, document_id: str, checksum: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentences(read_text(atlas.folder, document_id, checksum) or ""))


def _checksums(atlas: OpenAtlas) -> dict[str, str]:
    found = query.documents(atlas)
    return dict(zip(found["id"], found["text_sha256"], strict=True))
