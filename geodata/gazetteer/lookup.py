"""The gazetteer as the other rooms see it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from geodata.gazetteer.filing import COUNTRY, DEMONYM, DIVISION, LOOSE, from_row, identity
from geodata.gazetteer.folding import fold, loosen
from geodata.gazetteer.index import Index
from geodata.gazetteer.kindwords import without_kind
from geodata.gazetteer.own import OwnPlaces
from geodata.gazetteer.spelling import agrees
from geodata.model import Place

_REMEMBERED = 50_000
"""How many places and names an open gazetteer keeps in memory: about those of a thousand news texts, 30 MB."""


class Gazetteer:
    """An open gazetteer.

    Names are compared without regard to case, diacritics, apostrophes, hyphens and, where nothing else is found, the Arabic article and words for a
    kind of place ("State", "County", "River"); but abbreviations as they are written ("US", not "us").
    """

    def __init__(self, index: Index, version: str, own: OwnPlaces | None = None) -> None:
        self.version = version
        self._index = index
        self._own = own or OwnPlaces()
        self._entry = lru_cache(_REMEMBERED)(self._read)
        self._found = lru_cache(_REMEMBERED)(self._find)
        self._filed = lru_cache(_REMEMBERED)(self._file)
        self._peopled = lru_cache(_REMEMBERED)(self._people)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of this name: the user's own first, then by population, largest first; empty where there is none."""
        return self._found(name)

    def knows(self, name: str) -> bool:
        """Whether any place has this name."""
        return bool(self.lookup(name))

    def demonym(self, word: str) -> tuple[Place, ...]:
        """The places whose people or things this word names ("Iraqi", "Syrians"), largest population first; empty where there is none."""
        return self._filed(DEMONYM + fold(word))

    def country(self, code: str) -> Place | None:
        """The country of an ISO code; None for an empty or unknown one."""
        return next(iter(self._filed(COUNTRY + code)), None)

    def division(self, country: str, admin1: str) -> Place | None:
        """The first-level division of a country's ISO code and GeoNames' code for it; None where either is empty or unknown."""
        return next(iter(self._filed(f"{DIVISION}{country}.{admin1}")), None)

    def population(self, place: Place) -> int:
        """How many people live there, by the gazetteer; 0 where it does not say or does not hold the place."""
        return self._peopled(identity(place))

    def validity(self, place: Place) -> tuple[date | None, date | None]:
        """The first and last day on which a place of the user's own bears its name; None where either is open, as for all other places."""
        return self._own.validity(place)

    def _find(self, name: str) -> tuple[Place, ...]:
        key = fold(name)
        if not key:
            return ()
        own, numbers = self._own.lookup(key), self._index.numbers(key)
        places = tuple(place for place in self._places(numbers) if _is_spelt(name, key, place))
        if not (own or numbers):
            return self._without_kind(name) or self._places(self._index.numbers(LOOSE + loosen(key)))
        return own + places

    def _people(self, key: str) -> int:
        numbers = self._index.numbers(key)
        return self._entry(numbers[0])[1] if numbers else 0

    def _file(self, key: str) -> tuple[Place, ...]:
        return self._places(self._index.numbers(key))

    def _without_kind(self, name: str) -> tuple[Place, ...]:
        if not (found := without_kind(name)):
            return ()
        bare, kinds = found
        return tuple(place for place in self._places(self._index.numbers(bare)) if place.kind.startswith(kinds))

    def _places(self, numbers: Iterable[int]) -> tuple[Place, ...]:
        found = sorted((self._entry(number) for number in numbers), key=lambda entry: (-entry[1], entry[0].gazetteer, entry[0].key))
        return tuple(place for place, _ in found)

    def _read(self, number: int) -> tuple[Place, int]:
        return from_row(self._index.row(number))


def _is_spelt(written: str, key: str, place: Place) -> bool:
    spellings = [name for name in (place.name, *place.other_names) if fold(name) == key]
    return not spellings or any(agrees(written, spelling) for spelling in spellings)
