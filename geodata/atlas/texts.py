"""The sources' texts as they were read, in `texts/`, where the owner keeps them here: one UTF-8 file a document, named by the document's id.

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
_IDENTITY = re.compile(r"[0-9a-f]{16}")


def keep_texts(documents: Iterable[Document], folder: Path) -> None:
    """Write the text of each document into the atlas folder. Raises AtlasError where that cannot be done."""
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        for document in documents:
            if read_text(folder, document.id, document.text_sha256) == document.text:
                continue
            replace_text(folder / FOLDER / f"{document.id}.txt", document.text)
    except (OSError, UnicodeEncodeError) as error:
        raise AtlasError(f"{folder / FOLDER}: a text cannot be kept: {reason_of(error)}") from error


def read_text(folder: Path, document_id: str, text_sha256: str) -> str | None:
    """The text of a document; None where it is not kept here, or is not the text that the checksum names (another version of it, a damaged one)."""
    if not _IDENTITY.fullmatch(document_id):
        return None
    try:
        data = (folder / FOLDER / f"{document_id}.txt").read_bytes()
        return data.decode("utf-8") if sha256(data).hexdigest() == text_sha256 else None
    except (OSError, UnicodeDecodeError):
        return None


def has_text(folder: Path, document_id: str) -> bool:
    """Whether a file lies where the text of a document is kept, be it the right one or not."""
    return bool(_IDENTITY.fullmatch(document_id)) and (folder / FOLDER / f"{document_id}.txt").is_file()
