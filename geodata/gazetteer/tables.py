"""Our own tables: what the package lacks, as CSV beside this file, each row with the source of its position.

`countries.csv` gives each country of the package its point, other names and demonyms; `divisions.csv` first-level divisions; `places.csv` bases, and
towns that the package has not; `regions.csv` regions of every kind; `features.csv` waters, mountains, islands; `districts.csv` well-known parts of
cities; `aliases.csv` further spellings of places that the package has. Three are computed by `tools/gazetteer.py` from other packages:
`computed_divisions.csv`, `us_places.csv` and `airports.csv`. Names within a field are parted by "|". A key of digits is a GeoNames id; any other is
ours. Population is empty where nobody lives in the place by that name, or nobody counts.
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
WRITTEN = ("divisions.csv", "places.csv", "regions.csv", "features.csv", "districts.csv")
FILES = ("countries.csv", *WRITTEN, "aliases.csv", "computed_divisions.csv", "us_places.csv", "airports.csv")

US_PLACE_RADIUS_M = 2_000.0
AIRPORT_RADIUS_M = 3_000.0

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
    """Every row of the tables written by hand, but for countries."""
    for file in WRITTEN:
        for row in _rows(file):
            names = (row["name"], *_list(row["other_names"]))
            yield Entry(_place(row, names[1:]), int(row["population"] or 0), names, _demonyms(row["demonyms"]))


def computed() -> Iterator[Entry]:
    """Every row of the tables that are computed from packages."""
    for row in _rows("computed_divisions.csv"):
        country, admin1 = row["code"].split(".")[:2]
        others = _list(row["other_names"])
        key, lat, lon, radius_m = f"adm-{row['code'].lower()}", float(row["lat"]), float(row["lon"]), float(row["radius_km"]) * 1_000
        place = Place("dateline", key, row["name"], others, lat, lon, radius_m, row["kind"], country, admin1)
        yield Entry(place, int(row["population"] or 0), (place.name, *others))
    for row in _rows("us_places.csv"):
        key, lat, lon = f"{row['state']} {row['name']}".lower(), float(row["lat"]), float(row["lon"])
        yield Entry(Place("zipcodes", key, row["name"], (), lat, lon, US_PLACE_RADIUS_M, "PPL", "US", row["state"]), 0, (row["name"],))
    for row in _rows("airports.csv"):
        others = _list(row["other_names"])
        lat, lon = float(row["lat"]), float(row["lon"])
        place = Place("airportsdata", row["icao"], row["name"], others, lat, lon, AIRPORT_RADIUS_M, row["kind"], row["country"], "")
        yield Entry(place, 0, (place.name, *others))


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
