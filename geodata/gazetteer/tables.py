"""Our own tables: what the package lacks, as CSV beside this file, each row with the source of its position.

`countries.csv` gives each country of the package its point, other names and demonyms. `places.csv` holds regions, divisions, waters, bases.
`aliases.csv` gives further spellings to places that the package has. Lists within a field are parted by "|".
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from geodata.errors import InvalidRecord
from geodata.gazetteer.entry import Entry
from geodata.gazetteer.geonames import country_facts
from geodata.model import Place

FOLDER = Path(__file__).parent
_FILES = ("countries.csv", "places.csv", "aliases.csv")


def digest() -> str:
    """The SHA-256 of the tables' bytes: another digest, another gazetteer."""
    sha = hashlib.sha256()
    for file in _FILES:
        sha.update((FOLDER / file).read_bytes())
    return sha.hexdigest()


def countries() -> Iterator[Entry]:
    """Every country of `countries.csv`, under its GeoNames id."""
    facts = country_facts()
    for row in _rows("countries.csv"):
        key, name, population, radius_m = facts[row["iso"]]
        names = tuple(dict.fromkeys([name, *_list(row["names"])]))
        place = Place("geonames", key, name, names[1:], float(row["lat"]), float(row["lon"]), radius_m, "PCLI", row["iso"], "")
        yield Entry(place, population, names, _list(row["demonyms"]))


def places() -> Iterator[Entry]:
    """Every row of `places.csv`. A row with a GeoNames id keeps it; the others are known by a key of ours."""
    for row in _rows("places.csv"):
        names = (row["name"], *_list(row["other_names"]))
        gazetteer = "geonames" if row["key"].isdigit() else "dateline"
        radius_m = float(row["radius_km"]) * 1_000
        place = Place(
            gazetteer, row["key"], row["name"], names[1:], float(row["lat"]), float(row["lon"]), radius_m, row["kind"], row["country"], row["admin1"]
        )
        yield Entry(place, int(row["population"] or 0), names, _list(row["demonyms"]))


def aliases() -> dict[str, tuple[str, ...]]:
    """GeoNames id → further spellings."""
    return {row["geonames_id"]: _list(row["names"]) for row in _rows("aliases.csv")}


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if not row["source"]:
                raise InvalidRecord(f"{file}: {row} has no source")
            yield row


def _list(field: str) -> tuple[str, ...]:
    return tuple(filter(None, field.split("|")))
