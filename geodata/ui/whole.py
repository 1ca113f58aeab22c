"""The whole sentence of a mention, from the text that the atlas keeps: for those who work on it at their own machine, and nobody else.

Whatever leaves this machine shows the quotation, which the licence measures.
"""

from collections.abc import Mapping
from typing import Any

from geodata import query
from geodata.atlas import OpenAtlas, read_text
from geodata.segment import sentences
from geodata.ui.opening import ask, is_own_machine, is_reference, may_edit
from geodata.ui.placing import is_embedded

Row = Mapping[Any, Any]


def with_sentence(atlas: OpenAtlas, row: Row) -> Row:
    """The row with its sentence whole in place of its quotation, where this page may show it; else, and in the reference atlas, as it is."""
    if not (is_own_machine() and may_edit()) or is_embedded() or is_reference(atlas.folder):
        return row
    return whole(atlas, row)


def whole(atlas: OpenAtlas, row: Row) -> Row:
    """The row with its sentence in one line in place of its quotation; as it is where its text is not kept."""
    checksum = ask(_checksums, atlas).get(row["document_id"], "")
    start, end, said = ask(_sentence, atlas, row["document_id"], checksum, int(row["start"])) if checksum else (0, 0, "")
    return {**row, "quote": said, "quote_start": start, "quote_end": end} if said else row


def _sentence(atlas: OpenAtlas, document_id: str, checksum: str, start: int) -> tuple[int, int, str]:
    text = read_text(atlas.folder, document_id, checksum)
    spans = ask(_spans, atlas, document_id, checksum) if text is not None else ()
    first, last = next(((first, last) for first, last in spans if first <= start < last), (0, 0))
    return first, last, " ".join((text or "")[first:last].split())


def _spans(atlas: OpenAtlas, document_id: str, checksum: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentences(read_text(atlas.folder, document_id, checksum) or ""))


def _checksums(atlas: OpenAtlas) -> dict[str, str]:
    found = query.documents(atlas)
    return dict(zip(found["id"], found["text_sha256"], strict=True))
