"""`geodata gazetteer import`: a folder of GeoNames' dump files → an index of all its places, in bounded memory, taken up again after a kill.

Our own tables go in too: other names and demonyms of the places that the dump has, and the places that it has not.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from geodata.errors import ConfigError, InvalidRecord, reason_of
from geodata.gazetteer import dump, tables
from geodata.gazetteer.entry import Entry
from geodata.gazetteer.filing import file_all
from geodata.gazetteer.folding import fold_all
from geodata.gazetteer.index import FORMAT, ROWS
from geodata.gazetteer.writing import Writer

Progress = Callable[[str, int, int], None]
"""Called with what is being read, and how many bytes of how many."""

_ABOUT = "gazetteer.json"
_CHUNK = 20_000
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: the number of places, and of the lines left out, with the first of them as line number and reason."""

    places: int
    refused: int
    examples: tuple[tuple[int, str], ...]


def import_dump(source: Path, folder: Path, progress: Progress = lambda stage, done, of: None) -> Imported:
    """Build an index in `folder` from the dump files in `source`; one that is there is replaced when the new one is whole.

    Only allCountries.txt must be there. A run that was killed goes on where it stopped when it is started again. Raises ConfigError where a file is
    missing or cannot be read, or the folder cannot be written.
    """
    if not (source / dump.PLACES).is_file():
        raise ConfigError(f"{source} holds no {dump.PLACES}; unpack GeoNames' dump there")
    building = folder.with_name(folder.name + ".building")
    try:
        run = _Run(source, Writer(building), progress)
        run.places()
        run.names()
        result = run.result()
        about = {"format": FORMAT, "version": f"GeoNames dump of {result.places:,} places, Dateline tables {tables.digest()[:8]}"}
        (building / _ABOUT).write_text(json.dumps(about), encoding="utf-8")
        _replace(run.writer, folder)
    except OSError as error:
        raise ConfigError(f"the import into {folder} failed: {reason_of(error)}; start it again to go on") from error
    return result


def version_of(folder: Path) -> str:
    """What an imported index says of itself. Raises ConfigError where the folder is none, or was made by another version of the program."""
    try:
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"gazetteer: {folder} is no imported gazetteer ({reason_of(error)}); make one: geodata gazetteer import DIR") from error
    if about.get("format") != FORMAT:
        raise ConfigError(f"gazetteer: {folder} was made by another version of the program; import the dump again")
    return str(about["version"])


def _replace(writer: Writer, folder: Path) -> None:
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.is_dir():
        folder.rename(old)
    writer.finish(folder)
    shutil.rmtree(old, ignore_errors=True)


class _Run:
    """One import. The writer's note says which file is being read, from which byte, and what was met before."""

    def __init__(self, source: Path, writer: Writer, progress: Progress) -> None:
        self.writer = writer
        self._source, self._progress = source, progress
        note = writer.note
        self._stage: str = note.get("stage", dump.PLACES)
        self._at: int = note.get("at", 0)
        self._line: int = note.get("line", 0)
        self._refused: int = note.get("refused", 0)
        self._examples: list[tuple[int, str]] = [(line, reason) for line, reason in note.get("examples", [])]
        self._own = _Own(note.get("met", []))

    def places(self) -> None:
        """Read allCountries.txt, then add the places of our own tables that it does not hold."""
        if self._stage != dump.PLACES:
            return
        areas, divisions = dump.areas_km2(self._source), dump.division_names(self._source)
        with (self._source / dump.PLACES).open("rb") as lines:
            for chunk in self._chunks(lines, dump.PLACES):
                file_all(self.writer, (self._own.completed(row, divisions.get(row.place.key, ())) for row in self._rows(chunk, areas)))
                self._keep()
        file_all(self.writer, self._own.rest())
        self._stage, self._at = dump.NAMES, 0
        self._keep(always=True)

    def names(self) -> None:
        """Read alternateNamesV2.txt, where it is there: further spellings of places that are in already."""
        file = self._source / dump.NAMES
        if not file.is_file():
            return
        numbers = _row_numbers(self.writer.folder / ROWS)
        with file.open("rb") as lines:
            for chunk in self._chunks(lines, dump.NAMES):
                found = [name for line in chunk if (name := dump.name_of(line)) and name[0] < len(numbers) and numbers[name[0]]]
                for (key, _), folded in zip(found, fold_all([name for _, name in found]), strict=True):
                    if folded:
                        self.writer.file(int(numbers[key]) - 1, (folded,))
                self._keep()

    def result(self) -> Imported:
        """What came of it."""
        return Imported(self.writer.count, self._refused, tuple(self._examples))

    def _chunks(self, lines: BinaryIO, what: str) -> Iterator[list[str]]:
        lines.seek(0, 2)
        size = lines.tell()
        lines.seek(self._at)
        while chunk := list(islice(lines, _CHUNK)):
            self._at += sum(map(len, chunk))  # before the chunk is used, so that a checkpoint after it knows where the next begins
            yield [line.decode("utf-8", "replace") for line in chunk]
            self._progress(what, self._at, size)

    def _rows(self, chunk: list[str], areas: dict[str, float]) -> Iterator[dump.DumpRow]:
        for line in chunk:
            self._line += 1
            try:
                yield dump.row_of(line, areas)
            except InvalidRecord as error:
                self._refused += 1
                if len(self._examples) < _SHOWN:
                    self._examples.append((self._line, str(error)))

    def _keep(self, *, always: bool = False) -> None:
        """A checkpoint, where enough was read since the last."""
        if always or self.writer.is_full:
            note = {"stage": self._stage, "at": self._at, "line": self._line, "refused": self._refused}
            self.writer.checkpoint({**note, "examples": self._examples, "met": sorted(self._own.met)})


class _Own:
    """Our own tables, beside the dump: an entry is met once the dump has its place, by id or, for a division, by country and code."""

    def __init__(self, met: Iterable[str]) -> None:
        self.met = set(met)
        self._aliases = tables.aliases()
        self._entries: dict[str, Entry] = {}
        for entry in (*tables.countries(), *tables.places()):
            self._entries[_key(entry)] = entry

    def completed(self, row: dump.DumpRow, more: tuple[str, ...]) -> Entry:
        """The dump's place with our names and demonyms."""
        place = row.place
        names = (*row.names, *more, *self._aliases.get(place.key, ()))
        demonyms: tuple[str, ...] = ()
        for key in (place.key, f"{place.country}.{place.admin1}" if place.kind == "ADM1" else ""):
            if own := self._entries.get(key):
                self.met.add(key)
                names, demonyms = (*names, *own.names), own.demonyms
        names = tuple(dict.fromkeys(names))
        others = tuple(name for name in names if name != place.name)
        return Entry(place if others == place.other_names else replace(place, other_names=others), row.population, names, demonyms)

    def rest(self) -> Iterator[Entry]:
        """What the dump did not hold."""
        return (entry for key, entry in self._entries.items() if key not in self.met)


def _key(entry: Entry) -> str:
    place = entry.place
    if place.gazetteer == "geonames":
        return place.key
    return f"{place.country}.{place.admin1}" if place.kind == "ADM1" and place.admin1 else f"own {place.key}"


def _row_numbers(rows: Path) -> npt.NDArray[np.uint32]:
    """GeoNames id → number of its row plus 1; 0 where there is none. 4 bytes an id."""
    numbers = np.zeros(1 << 20, np.uint32)
    with rows.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            gazetteer, key, _ = line.split(b"\t", 2)
            if gazetteer == b"geonames":
                while int(key) >= len(numbers):
                    numbers = np.concatenate((numbers, np.zeros(len(numbers), np.uint32)))
                numbers[int(key)] = number
    return numbers
