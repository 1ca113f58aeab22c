"""The gazetteer on disk, read: names as sorted hashes, places as lines of text, through mmap so that opening costs milliseconds.

Knows keys and rows only; what a key means is the gazetteer's affair. A 64-bit hash stands for a name: among ten million names the chance that any two
meet is about 1 in 400,000. `writing` makes the files.
"""

import mmap
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

FORMAT = 7
"""Raised whenever the files' layout or the folding of names changes, so that an old index is built anew."""

KEYS, FIRSTS, POSTINGS, OFFSETS, ROWS = "keys.u64", "firsts.u32", "postings.u32", "offsets.u64", "rows.tsv"


class Index:
    """An open index. Rows come in the order in which they were written, numbered from 0. Raises OSError where the folder is none."""

    def __init__(self, folder: Path) -> None:
        self._keys = _mapped(folder / KEYS).cast("Q")
        self._firsts = _mapped(folder / FIRSTS).cast("I")
        self._postings = _mapped(folder / POSTINGS).cast("I")
        self._offsets = _mapped(folder / OFFSETS).cast("Q")
        self._rows = _mapped(folder / ROWS)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def numbers(self, key: str) -> tuple[int, ...]:
        """The rows filed under the key, in the order of writing; empty where there are none."""
        wanted = hashed(key)
        at = bisect_left(self._keys, wanted)
        if at == len(self._keys) or self._keys[at] != wanted:
            return ()
        return tuple(self._postings[self._firsts[at] : self._firsts[at + 1]])

    def row(self, number: int) -> str:
        """One row as it was written, without its line end."""
        return str(self._rows[self._offsets[number] : self._offsets[number + 1] - 1], "utf-8")


def hashed(key: str) -> int:
    """64 bits for a key: its CRC-32 forwards and backwards, which is a cyclic code of degree 64, at a tenth of a cryptographic hash's cost."""
    return hashed_all((key,))[0]


def hashed_all(keys: Iterable[str]) -> list[int]:
    """The hash of each key, in order; a million of them are asked for when an index is built."""
    data = [key.encode("utf-8", "surrogatepass") for key in keys]
    return [crc32(key) << 32 | crc32(key[::-1]) for key in data]


def _mapped(file: Path) -> memoryview:
    with file.open("rb") as handle:
        if not file.stat().st_size:
            return memoryview(b"")  # an empty file cannot be mapped
        return memoryview(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))
