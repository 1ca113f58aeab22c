"""The gazetteer on disk: names as sorted hashes, places as lines of JSON, read through mmap so that opening costs milliseconds.

Knows keys and rows only; what a key means is the gazetteer's affair. A 64-bit hash stands for a name: among ten million names the chance that any two
meet is about 1 in 400,000.
"""

import json
import mmap
import shutil
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

FORMAT = 6
"""Raised whenever the files' layout or the folding of names changes, so that an old index is built anew."""

_KEYS, _FIRSTS, _POSTINGS, _OFFSETS, _ROWS = "keys.u64", "firsts.u32", "postings.u32", "offsets.u64", "rows.jsonl"
_ROW_BITS = 32

Row = list[Any]


class Index:
    """An open index. Rows come in the order in which they were written, numbered from 0."""

    def __init__(self, folder: Path) -> None:
        self._keys = _mapped(folder / _KEYS).cast("Q")
        self._firsts = _mapped(folder / _FIRSTS).cast("I")
        self._postings = _mapped(folder / _POSTINGS).cast("I")
        self._offsets = _mapped(folder / _OFFSETS).cast("Q")
        self._rows = _mapped(folder / _ROWS)

    def numbers(self, key: str) -> tuple[int, ...]:
        """The rows filed under the key, in the order of writing; empty where there are none."""
        wanted = _hash(key)
        at = bisect_left(self._keys, wanted)
        if at == len(self._keys) or self._keys[at] != wanted:
            return ()
        return tuple(self._postings[self._firsts[at] : self._firsts[at + 1]])

    def row(self, number: int) -> Row:
        """One row as it was written."""
        row: Row = json.loads(bytes(self._rows[self._offsets[number] : self._offsets[number + 1]]))
        return row


def write(folder: Path, rows: Iterable[tuple[Row, Iterable[str]]]) -> None:
    """Write an index of rows and the keys each is filed under. It appears whole or not at all; an existing one is left as it is.

    Raises OSError where the folder cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        _write_files(temporary, rows)
        temporary.chmod(0o755)  # a temporary folder is its maker's alone; an index may be built by one user and read by another
        temporary.rename(folder)
    except OSError:
        if not folder.is_dir():  # where it is there, another process was faster, and its index is the same
            raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_files(folder: Path, rows: Iterable[tuple[Row, Iterable[str]]]) -> None:
    pairs: list[int] = []  # hash and row number in one integer: sorted four times as fast as tuples
    offsets = array("Q", [0])
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    with (folder / _ROWS).open("wb") as out:
        for number, (row, keys) in enumerate(rows):
            out.write(encode(row).encode() + b"\n")
            offsets.append(out.tell())
            pairs.extend(_hash(key) << _ROW_BITS | number for key in keys)
    pairs.sort()
    for name, values in (*_postings(pairs), (_OFFSETS, offsets)):
        (folder / name).write_bytes(values.tobytes())


def _postings(pairs: list[int]) -> tuple[tuple[str, "array[int]"], ...]:
    hashes, firsts, postings = array("Q"), array("I"), array("I")
    last = -1
    for at, pair in enumerate(pairs):
        hashed = pair >> _ROW_BITS
        if hashed != last:
            hashes.append(hashed)
            firsts.append(at)
            last = hashed
        postings.append(pair & (1 << _ROW_BITS) - 1)
    firsts.append(len(pairs))
    return (_KEYS, hashes), (_FIRSTS, firsts), (_POSTINGS, postings)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def _mapped(file: Path) -> memoryview:
    with file.open("rb") as handle:
        return memoryview(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))
