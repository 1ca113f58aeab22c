"""The user's own places: one CSV file beside the cache, written by `geodata gazetteer` and by the review, read whole, and put before all others in
every atlas."""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from geodata.errors import ConfigError, InvalidRecord, reason_of
from geodata.gazetteer.entry import UNKNOWN_RADIUS_M
from geodata.gazetteer.folding import fold
from geodata.model import Place, short_hash

FILE = "places.csv"
COLUMNS = ("name", "other_names", "lat", "lon", "radius_m", "kind", "country", "valid_from", "valid_to", "source")
NEEDED = ("name", "lat", "lon", "source")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Own:
    """A place of the user's own. `valid_from` and `valid_to` are the first and last day on which it bears its name; None where open."""

    place: Place
    valid_from: date | None
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file: how many rows went in, how many were there before, and the line and reason of each that did not."""

    added: int
    known: int
    refused: tuple[tuple[int, str], ...]


class OwnPlaces:
    """All of the user's own places, by name."""

    GAZETTEER: ClassVar[str] = "own"

    def __init__(self, rows: Iterable[Own] = ()) -> None:
        self._by_name: dict[str, list[Place]] = {}
        self._by_key: dict[str, Own] = {}
        for own in rows:
            self._by_key[own.place.key] = own
            for key in dict.fromkeys(fold(name) for name in (own.place.name, *own.place.other_names)):
                self._by_name.setdefault(key, []).append(own.place)

    def __len__(self) -> int:
        return len(self._by_key)

    def all(self) -> tuple[Own, ...]:
        """Every place, in the order in which they were added."""
        return tuple(self._by_key.values())

    def lookup(self, key: str) -> tuple[Place, ...]:
        """The places of a folded name, in the order in which they were added."""
        return tuple(self._by_name.get(key, ()))

    def validity(self, place: Place) -> tuple[date | None, date | None]:
        """The days of a place; open for one that is not here."""
        own = self._by_key.get(place.key) if place.gazetteer == self.GAZETTEER else None
        return (own.valid_from, own.valid_to) if own else (None, None)


def read_own(folder: Path) -> OwnPlaces:
    """The places stored in a folder; none where there is no file. Raises ConfigError, naming line and reason, where one cannot be read."""
    file = folder / FILE
    if not file.is_file():
        return OwnPlaces()
    places = []
    for line, row in _rows(file):
        try:
            places.append(own_of(row))
        except InvalidRecord as error:
            raise ConfigError(f"{file}, line {line}: {error}; correct the row or remove it") from error
    return OwnPlaces(places)


def add_places(file: Path, folder: Path) -> Added:
    """Add the rows of a CSV file to the user's own places. Rows that are no places are left out and reported; one that is there already stays single.

    Raises ConfigError where the file cannot be read, lacks a needed column or has an unknown one, or where the folder cannot be written.
    """
    stored = _stored(folder)
    before, known, refused = len(stored), 0, []
    for line, row in _rows(file):
        try:
            key = own_of(row).place.key
        except InvalidRecord as error:
            refused.append((line, str(error)))
            continue
        known += key in stored
        stored[key] = row
    if len(stored) > before or known:
        _store(folder, stored)
    return Added(len(stored) - before, known, tuple(refused))


def keep_place(name: str, lat: float, lon: float, radius_m: float, kind: str, source: str, folder: Path) -> None:
    """Add one place. Raises InvalidRecord where it is none, ConfigError where the folder cannot be written."""
    row = {"name": name, "lat": str(lat), "lon": str(lon), "radius_m": str(radius_m), "kind": kind, "source": source}
    _store(folder, _stored(folder) | {own_of(row).place.key: row})


def correct_place(key: str, changes: Mapping[str, object], folder: Path) -> None:
    """Change columns of one place, which stays where it is in the list. Raises InvalidRecord where it is then none, ConfigError where no place has
    this key or the folder cannot be written."""
    stored = _stored(folder)
    row = _known(key, stored, folder) | {name: str(value) for name, value in changes.items()}
    own_of(row)
    _store(folder, {own_of(kept).place.key: kept for kept in (row if name == key else other for name, other in stored.items())})


def remove_place(key: str, folder: Path) -> None:
    """Take one place out. What was built with it stays until the next build. Raises ConfigError where no place has this key or the folder cannot be
    written."""
    stored = _stored(folder)
    _known(key, stored, folder)
    _store(folder, {name: row for name, row in stored.items() if name != key})


def _stored(folder: Path) -> dict[str, Row]:
    """The rows as they are stored, by key."""
    return {own_of(row).place.key: row for _, row in _rows(folder / FILE)} if (folder / FILE).is_file() else {}


def _known(key: str, stored: Mapping[str, Row], folder: Path) -> Row:
    if key not in stored:
        raise ConfigError(f"{folder / FILE} holds no place {key!r}; `geodata gazetteer list` names those that it holds")
    return stored[key]


def own_of(row: Mapping[str, str]) -> Own:
    """The place of a row. Raises InvalidRecord with the reason where it is none."""
    if missing := [name for name in NEEDED if not row.get(name, "").strip()]:
        raise InvalidRecord(f"{missing[0]} is empty")
    if not fold(row["name"]):
        raise InvalidRecord(f"name {row['name']!r} has no letter")
    lat, lon = _number(row, "lat"), _number(row, "lon")
    first, last = _day(row, "valid_from"), _day(row, "valid_to")
    if first and last and first > last:
        raise InvalidRecord(f"valid_from {first} lies after valid_to {last}")
    country = row.get("country", "").strip().upper()
    if country and not (len(country) == 2 and country.isalpha()):
        raise InvalidRecord(f"country {country!r} is no ISO code of two letters")
    place = Place(
        gazetteer=OwnPlaces.GAZETTEER,
        key=short_hash("own", row["name"].strip(), lat, lon, row.get("kind", "")),
        name=row["name"].strip(),
        other_names=tuple(filter(None, (name.strip() for name in row.get("other_names", "").split("|")))),
        lat=lat,
        lon=lon,
        radius_m=_number(row, "radius_m") if row.get("radius_m", "").strip() else UNKNOWN_RADIUS_M,
        kind=row.get("kind", "").strip().upper() or "PPL",
        country=country,
        admin1="",
    )
    return Own(place, first, last, row["source"].strip())


def _number(row: Mapping[str, str], column: str) -> float:
    try:
        value = float(row[column])
    except ValueError as error:
        raise InvalidRecord(f"{column} {row[column]!r} is no number") from error
    if not math.isfinite(value):
        raise InvalidRecord(f"{column} {row[column]!r} is no number")
    return value


def _day(row: Mapping[str, str], column: str) -> date | None:
    text = row.get(column, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidRecord(f"{column} {text!r} is no date; write 2017-02-16") from error


def _rows(file: Path) -> list[tuple[int, Row]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            columns = [name.strip() for name in reader.fieldnames or ()]
            reader.fieldnames = columns
            _check_columns(file, columns)
            return [(reader.line_num, {name: row[name] or "" for name in columns}) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{file} cannot be read as CSV in UTF-8: {reason_of(error)}") from error


def _check_columns(file: Path, columns: list[str]) -> None:
    if missing := [name for name in NEEDED if name not in columns]:
        raise ConfigError(f"{file}: the column {missing[0]} is missing; a file of places has the columns {', '.join(COLUMNS)}")
    if unknown := [name for name in columns if name not in COLUMNS]:
        raise ConfigError(f"{file}: unknown column {unknown[0]!r}; known are {', '.join(COLUMNS)}")


def _store(folder: Path, rows: Mapping[str, Row]) -> None:
    temporary = folder / (FILE + ".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows.values())
        temporary.replace(folder / FILE)
    except OSError as error:
        raise ConfigError(
            f"the folder of your own places, {folder}, cannot be written ({reason_of(error)}); name another as `places` in geodata.toml"
        ) from error
