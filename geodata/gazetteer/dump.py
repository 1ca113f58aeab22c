"""GeoNames' own dump files, line by line: their columns, and what of each line is a place or a name.

The format is that of the readme beside the files (export/dump/readme.txt): UTF-8, tabs, no header. Nothing here is remembered from line to line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import InvalidRecord
from geodata.gazetteer.entry import area_radius_m, settlement_radius_m
from geodata.gazetteer.spelling import SHORTEST_OTHER_NAME, is_abbreviation
from geodata.model import Place

PLACES, NAMES, ADMIN1, ADMIN2, COUNTRIES = (
    "allCountries.txt",
    "alternateNamesV2.txt",
    "admin1CodesASCII.txt",
    "admin2Codes.txt",
    "countryInfo.txt",
)

_CODES = frozenset("link wkdt post iata icao faac tcid unlc phon abbr".split())
"""What stands for a language in alternateNamesV2 where the row is no name in one."""

_SETTLEMENTS = frozenset("PPL PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLF PPLG PPLL PPLR PPLS STLMT".split())
_COUNTRIES = frozenset("PCL PCLI PCLD PCLF PCLS PCLIX".split())
"""Feature codes that are one kind to us: a town, whatever it is the seat of, and a country or dependent territory."""

_RADII_M = {"A": 20_000.0, "H": 5_000.0, "L": 5_000.0, "R": 2_000.0, "S": 1_000.0, "T": 3_000.0, "U": 20_000.0, "V": 5_000.0}
_DIVISION_RADII_M = {"ADM1": 100_000.0, "ADM2": 25_000.0, "ADM3": 10_000.0, "ADM4": 5_000.0}
"""Radius by feature class, and of divisions by their level: what such places usually measure, for the dump gives no extent."""


@dataclass(frozen=True, slots=True)
class DumpRow:
    """A place of allCountries.txt. `names` are all its spellings."""

    place: Place
    population: int
    names: tuple[str, ...]


def row_of(line: str, areas_km2: dict[str, float]) -> DumpRow:
    """The place of a line. Raises InvalidRecord with the reason where it is none. `areas_km2` is the area of each country by its ISO code."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) < 15:
        raise InvalidRecord(f"{len(fields)} columns instead of 19")
    key, name, plain, others = fields[:4]
    if not (key.isdigit() and name):
        raise InvalidRecord(f"no id or no name: {key!r}, {name!r}")
    kind, country = _kind(fields[7]), fields[8]
    try:
        lat, lon, population = float(fields[4]), float(fields[5]), int(fields[14] or 0)
    except ValueError as error:
        raise InvalidRecord(f"{name}: a position or population is no number: {error}") from error
    names = tuple(dict.fromkeys((name, *filter(is_worth_keeping, (plain, *others.split(","))))))
    radius_m = _radius_m(fields[6], kind, population, areas_km2.get(country, 0.0))
    admin1 = "" if fields[10] == "00" or kind == "PCLI" else fields[10]
    return DumpRow(Place("geonames", key, name, names[1:], lat, lon, radius_m, kind, country, admin1), population, names)


def name_of(line: str) -> tuple[int, str] | None:
    """GeoNames id and spelling of a line of alternateNamesV2.txt; None where it holds no name worth keeping."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) < 4 or fields[2] in _CODES or not fields[1].isdigit() or not is_worth_keeping(fields[3]) or is_abbreviation(fields[3]):
        return None
    return int(fields[1]), fields[3]


def is_worth_keeping(name: str) -> bool:
    """Whether an other name is one: not empty, no address, and not so short that it is a code."""
    return bool(name) and not name.startswith("http") and not (name.isascii() and len(name) < SHORTEST_OTHER_NAME)


def areas_km2(folder: Path) -> dict[str, float]:
    """ISO code → area, from countryInfo.txt; empty where the file is not there."""
    return {fields[0]: float(fields[6]) for fields in _table(folder / COUNTRIES) if len(fields) > 6 and _is_number(fields[6])}


def division_names(folder: Path) -> dict[str, tuple[str, ...]]:
    """GeoNames id → names of first- and second-level divisions, from their two files; without those that are not there."""
    rows = (fields for file in (ADMIN1, ADMIN2) for fields in _table(folder / file) if len(fields) > 3)
    return {fields[3].strip(): tuple(dict.fromkeys(filter(None, fields[1:3]))) for fields in rows}


def _table(file: Path) -> Iterator[list[str]]:
    if file.is_file():
        with file.open(encoding="utf-8") as lines:
            yield from (line.rstrip("\r\n").split("\t") for line in lines if not line.startswith("#"))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _kind(code: str) -> str:
    return "PPL" if code in _SETTLEMENTS else "PCLI" if code in _COUNTRIES else code


def _radius_m(feature_class: str, kind: str, population: int, country_km2: float) -> float:
    if kind == "PCLI" and country_km2:
        return area_radius_m(country_km2)
    if feature_class == "P":
        return settlement_radius_m(population)
    return _DIVISION_RADII_M.get(kind) or _RADII_M.get(feature_class, 2_000.0)
