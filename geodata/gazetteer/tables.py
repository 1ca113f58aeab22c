"""Our own tables: what the package lacks, as CSV beside this file, each row with the source of its position.

`countries.csv` gives each country of the package its point, other names and demonyms; `divisions.csv` first-level divisions; `places.csv` regions,
waters, mountains, bases, and towns that the package has not; `aliases.csv` further spellings of places that it has. Names within a field are parted
by "|". A key of digits is a GeoNames id; any other is ours. Population is empty where nobody lives in the place by that name, or nobody counts.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from geodata.errors import InvalidRecord
from geodata.gazetteer import geonames
from geodata.gazetteer.entry import Entry
from geodata.model import Place

FOLDER = Path(__file__).parent
FILES = ("countries.csv", "divisions.csv", "places.csv", "aliases.csv")

_NO_PLURAL = ("s", "sh", "ch", "se", "man", "men")


def digest() -> str:
    """The SHA-256 of the tables' bytes: another digest, another gazetteer."""
    sha = hashlib.sha256()
    for file in FILES:
        sha.update((FOLDER / file).read_bytes())
    return sha.hexdigest()


def countries() -> Iterator[Entry]:
    """Every country of `countries.csv`, under its GeoNames id."""
    facts = geonames.countries()
    for row in _rows("countries.csv"):
        fact = facts[row["iso"]]
        names = tuple(dict.fromkeys([fact.name, *_list(row["names"])]))
        place = Place("geonames", fact.key, fact.name, names[1:], float(row["lat"]), float(row["lon"]), fact.radius_m, "PCLI", row["iso"], "")
        yield Entry(place, fact.population, names, _demonyms(row["demonyms"]))


def places() -> Iterator[Entry]:
    """Every row of `divisions.csv` and `places.csv`."""
    for file in ("divisions.csv", "places.csv"):
        for row in _rows(file):
            names = (row["name"], *_list(row["other_names"]))
            yield Entry(_place(row, names[1:]), int(row["population"] or 0), names, _demonyms(row["demonyms"]))


def aliases() -> dict[str, tuple[str, ...]]:
    """GeoNames id → further spellings."""
    return {row["geonames_id"]: _list(row["names"]) for row in _rows("aliases.csv")}


def _place(row: dict[str, str], other_names: tuple[str, ...]) -> Place:
    return Place(
        gazetteer="geonames" if row["key"].isdigit() else "dateline",
        key=row["key"],
        name=row["name"],
        other_names=other_names,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        radius_m=float(row["radius_km"]) * 1_000,
        kind=row["kind"],
        country=row["country"],
        admin1=row["admin1"],
    )


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if not row["source"]:
                raise InvalidRecord(f"{file}: the row {', '.join(row.values())} has no source")
            yield row


def _list(field: str) -> tuple[str, ...]:
    return tuple(filter(None, field.split("|")))


def _demonyms(field: str) -> tuple[str, ...]:
    words = _list(field)
    return words + tuple(word + "s" for word in words if not word.endswith(_NO_PLURAL))
