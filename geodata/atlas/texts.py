"""The sources' texts as they were read, in `texts/`, where the owner keeps them here: one UTF-8 file a document, named by the document's id.
Where the same bytes were later read otherwise, the later text lies beside it, with its checksum in the name: a build that is not in use yet, or no
more, has its own.

They are what offsets count in. An atlas that is published goes without them, unless the sources' licences allow it.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from geodata.atlas.durable import replace_text
from geodata.errors import AtlasError, reason_of
from geodata.model import Document

FOLDER = "texts"
_IDENTITY, _CHECKSUM = re.compile(r"[0-9a-f]{16}"), re.compile(r"[0-9a-f]{64}")


def keep_texts(documents: Iterable[Document], folder: Path) -> None:
    """Write the text of each document into the atlas folder, beside what other builds have. Raises AtlasError where that cannot be done."""
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        for document in documents:
            if read_text(folder, document.id, document.text_sha256) == document.text:
                continue
            first, later = _files(folder, document.id, document.text_sha256)
            replace_text(later if first.exists() else first, document.text)
    except (OSError, UnicodeEncodeError) as error:
        raise AtlasError(f"{folder / FOLDER}: a text cannot be kept: {reason_of(error)}") from error


def read_text(folder: Path, document_id: str, text_sha256: str) -> str | None:
    """The text of a document; None where it is not kept here, or is not the text that the checksum names (another version of it, a damaged one)."""
    if not (_IDENTITY.fullmatch(document_id) and _CHECKSUM.fullmatch(text_sha256)):
        return None
    for file in _files(folder, document_id, text_sha256):
        try:
            data = file.read_bytes()
            if sha256(data).hexdigest() == text_sha256:
                return data.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return None


def _files(folder: Path, document_id: str, text_sha256: str) -> tuple[Path, Path]:
    """Where the text of a document lies as it was first read, and as it was read later."""
    return folder / FOLDER / f"{document_id}.txt", folder / FOLDER / f"{document_id}-{text_sha256[:16]}.txt"


def has_text(folder: Path, document_id: str) -> bool:
    """Whether a file lies where the text of a document is kept, be it the right one or not."""
    return bool(_IDENTITY.fullmatch(document_id)) and (folder / FOLDER / f"{document_id}.txt").is_file()
