"""Makes the files of an index in bounded memory: rows are appended as they come, names are sorted in runs, and the runs merged at the end.

A run that was killed goes on from its last checkpoint: what was written after it is cut off.
"""

import json
import os
import shutil
import sys
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from geodata.gazetteer.index import FIRSTS, KEYS, OFFSETS, POSTINGS, ROWS, hashed_all

RUN_PAIRS = 1_000_000
"""So many pairs of name and row are sorted at a time, 12 MB; an import makes a checkpoint as often, about every half minute."""

_STATE = "state.json"
_SLICES = 64

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.uint32]


class Writer:
    """An index in the making, in a working folder of its own. `note` is what the last checkpoint wrote, empty at the beginning.

    Raises OSError where the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = self._folder = folder
        state = _state(folder)
        self.note: Mapping[str, Any] = state.get("note", {})
        self.count: int = state.get("rows", 0)
        self._written: int = state.get("bytes", 0)
        self._runs: int = state.get("runs", 0)
        self._rows = _reopened(folder / ROWS, self._written)
        self._offsets = _reopened(folder / OFFSETS, 8 * self.count)
        self._new_offsets = array("Q")
        self._hashes, self._numbers = array("Q"), array("I")

    def add(self, row: str, keys: Iterable[str]) -> int:
        """Append a row, filed under the keys. Returns its number. A row is one line of text."""
        line = row.encode("utf-8", "replace") + b"\n"
        self._rows.write(line)
        self._new_offsets.append(self._written)
        self._written += len(line)
        self.file(self.count, keys)
        self.count += 1
        return self.count - 1

    def file(self, number: int, keys: Iterable[str]) -> None:
        """File a row under further keys. A key given twice counts once."""
        hashes = hashed_all(keys)
        self._hashes.extend(hashes)
        self._numbers.extend([number] * len(hashes))

    @property
    def is_full(self) -> bool:
        """Whether it is time for a checkpoint."""
        return len(self._hashes) >= RUN_PAIRS

    def checkpoint(self, note: Mapping[str, object]) -> None:
        """Make everything so far last, with a note of where the input stood."""
        self._flush_rows()
        if self._hashes:
            hashes, numbers = _sorted(_u64(self._hashes), _u32(self._numbers))
            _write_array(self._folder / f"run-{self._runs}.u64", hashes)
            _write_array(self._folder / f"run-{self._runs}.u32", numbers)
            self._hashes, self._numbers = array("Q"), array("I")
            self._runs += 1
        state = {"bytes": self._written, "rows": self.count, "runs": self._runs, "note": dict(note)}
        temporary = self._folder / (_STATE + ".new")
        temporary.write_text(json.dumps(state), encoding="utf-8")
        temporary.replace(self._folder / _STATE)

    def finish(self, folder: Path) -> None:
        """Merge the runs, and move the index to its place. It appears whole or not at all; one that is there already is left as it is."""
        self._flush_rows()
        self._offsets.write(self._written.to_bytes(8, sys.byteorder))
        self._rows.close()
        self._offsets.close()
        self._merge()
        for file in [self._folder / _STATE, *self._folder.glob("run-*")]:
            file.unlink(missing_ok=True)
        self._folder.chmod(0o755)  # an index may be built by one user and read by another
        try:
            self._folder.rename(folder)
        except OSError:
            if not folder.is_dir():  # where it is there, another process was faster, and its index is the same
                raise
            shutil.rmtree(self._folder, ignore_errors=True)

    def _flush_rows(self) -> None:
        self._offsets.write(self._new_offsets.tobytes())
        self._new_offsets = array("Q")
        for file in (self._rows, self._offsets):
            file.flush()
            os.fsync(file.fileno())

    def _merge(self) -> None:
        runs = [(_mapped_u64(self._folder / f"run-{n}.u64"), _mapped_u32(self._folder / f"run-{n}.u32")) for n in range(self._runs)]
        runs.append(_sorted(_u64(self._hashes), _u32(self._numbers)))
        bounds = [np.uint64(part * 2**64 // _SLICES) for part in range(_SLICES)]
        total = 0
        names = [self._folder / name for name in (KEYS, FIRSTS, POSTINGS)]
        with names[0].open("wb") as keys, names[1].open("wb") as firsts, names[2].open("wb") as postings:
            for part, low in enumerate(bounds):
                hashes, numbers = _sorted(*_slice(runs, low, bounds[part + 1] if part + 1 < _SLICES else None))
                starts = np.flatnonzero(np.diff(hashes, prepend=hashes[:1] ^ np.uint64(1))) if len(hashes) else np.zeros(0, np.int64)
                keys.write(hashes[starts].tobytes())
                firsts.write((starts + total).astype(np.uint32).tobytes())
                postings.write(numbers.tobytes())
                total += len(hashes)
            firsts.write(np.array([total], np.uint32).tobytes())


def _slice(runs: list[tuple[Hashes, Numbers]], low: np.uint64, high: np.uint64 | None) -> tuple[Hashes, Numbers]:
    hashes, numbers = [], []
    for run_hashes, run_numbers in runs:
        first = int(np.searchsorted(run_hashes, low))
        last = len(run_hashes) if high is None else int(np.searchsorted(run_hashes, high))
        hashes.append(run_hashes[first:last])
        numbers.append(run_numbers[first:last])
    return np.concatenate(hashes), np.concatenate(numbers)


def _sorted(hashes: Hashes, numbers: Numbers) -> tuple[Hashes, Numbers]:
    """By hash, then by row, each pair once."""
    order = np.lexsort((numbers, hashes))
    hashes, numbers = hashes[order], numbers[order]
    if len(hashes) > 1:
        is_new = np.concatenate(([True], (hashes[1:] != hashes[:-1]) | (numbers[1:] != numbers[:-1])))
        hashes, numbers = hashes[is_new], numbers[is_new]
    return hashes, numbers


def _state(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / _STATE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _reopened(file: Path, size: int) -> BinaryIO:
    """The file, cut to a size, at its end."""
    handle = file.open("r+b" if file.exists() else "w+b")
    handle.truncate(size)
    handle.seek(size)
    return handle


def _write_array(file: Path, values: npt.NDArray[np.generic]) -> None:
    with file.open("wb") as out:
        out.write(values.tobytes())
        out.flush()
        os.fsync(out.fileno())


def _u64(values: "array[int]") -> Hashes:
    return np.frombuffer(values, np.uint64) if values else np.zeros(0, np.uint64)


def _u32(values: "array[int]") -> Numbers:
    return np.frombuffer(values, np.uint32) if values else np.zeros(0, np.uint32)


def _mapped_u64(file: Path) -> Hashes:
    return np.memmap(file, np.uint64, "r")


def _mapped_u32(file: Path) -> Numbers:
    return np.memmap(file, np.uint32, "r")
