"""Whether a text is the one that was read, and says what is quoted from it: checksums, offsets and words, compared without reading any format."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from geodata.quote import is_quotation_of
from geodata.unseen import clean

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of a check. `wrong` are the identities of the sentences that the text does not bear out; `quoted` counts those with a quotation.

    `same_text` says whether the text's SHA-256 is that of the text that was read.
    """

    same_text: bool
    sentences: int
    quoted: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """What a reader's own file is: whether it is the file that was read, byte for byte, and how its text compares; None where it is no UTF-8 text."""

    same_file: bool
    text: Verified | None


def verify(text: str, text_sha256: str, mentions: Iterable[Row]) -> Verified:
    """Compare a text with the checksum, and with the place, phrase and quotation of each sentence at its offsets."""
    rows = list(mentions)
    wrong = tuple(str(row["id"]) for row in rows if not _stands(text, row))
    same = sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == text_sha256
    return Verified(same, len(rows), sum(bool(row["quote"]) for row in rows), wrong)


def verify_copy(data: bytes, document: Row, mentions: Iterable[Row]) -> Copy:
    """Compare a file with the document: its bytes, then its text as UTF-8 in NFC with `\\n` line ends.

    Where the file opens with facts of its own, which are no part of the text, only its end is as long as the text: that is compared then.
    """
    same_file = sha256(data).hexdigest() == document["sha256"]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Copy(same_file, None)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    rows = list(mentions)
    whole = verify(text, document["text_sha256"], rows)
    end = text[-int(document["characters"]) :] if int(document["characters"]) else ""
    if whole.same_text or end == text:
        return Copy(same_file, whole)
    body = verify(end, document["text_sha256"], rows)
    return Copy(same_file, body if body.same_text else whole)


def _stands(text: str, row: Row) -> bool:
    """Whether the text has the sentence's place, its phrase and its quotation at their offsets."""
    exact = (("surface", "start", "end"), ("phrase", "phrase_start", "phrase_end"))
    if any(_folded(text[int(row[start]) : int(row[end])]) != _folded(row[words]) for words, start, end in exact):
        return False
    return not row["quote"] or is_quotation_of(row["quote"], text[int(row["quote_start"]) : int(row["quote_end"])])


def _folded(words: str) -> str:
    return " ".join(clean(words).split())
