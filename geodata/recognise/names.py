"""What the gazetteer says of a name, boiled down to what the tagger asks: which sort of place it may be, and in which countries and divisions."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from geodata.gazetteer import Gazetteer, fold
from geodata.model import Place

_REMEMBERED = 50_000
_LOOKED_AT = 40
"""Of the hundreds of places called San José so many are looked at, the largest: more say nothing new."""

_SIZES = ((1_000_000, "city6"), (100_000, "city5"), (10_000, "city4"), (1_000, "city3"), (0, "city0"))
_SETTLEMENTS = frozenset({"PPL", "PPLX", "PPLC"})
_COUNTRIES = frozenset({"PCLI", "PCLS", "PCLD", "TERR"})
_ARTICLES = frozenset("al ar as ash at an ad az adh el er es esh et en ed ez".split())
_AREAS = frozenset({"country", "division", "area"})
_SITES = frozenset({"PPL", "PPLX", "AIRP", "AIRB", "INSB"})
_LARGE_DIVISION = 500_000
"""People in a first-level division that news names without saying what it is; most of the world's 3,500 are smaller."""

Areas = frozenset[str]
"""Countries as ISO codes ("IQ") and first-level divisions with their country ("US.OH")."""


@dataclass(frozen=True, slots=True)
class NameFacts:
    """`sort` is the weightiest sort of place of this name, empty where the gazetteer has none; `exact` whether it is what any is mostly called.

    `stands_for` are the country and division that the name itself means ("Ohio" → US.OH), `lies_in` those in which places of this name lie.
    """

    sort: str
    exact: bool
    places: int
    stands_for: Areas
    lies_in: Areas
    demonym_of: Areas


NO_NAME = NameFacts("", False, 0, frozenset(), frozenset(), frozenset())

Asked = Callable[[str], NameFacts]


@lru_cache(4)
def asker(gazetteer: Gazetteer) -> Asked:
    """The question of a name to a gazetteer, with its answers remembered."""

    @lru_cache(_REMEMBERED)
    def ask(name: str) -> NameFacts:
        places, peoples = gazetteer.lookup(name), gazetteer.demonym(name)
        if not (places or peoples) or (not peoples and _is_derived(name, places[:_LOOKED_AT], gazetteer)):
            return NO_NAME
        return _facts(name, places[:_LOOKED_AT], peoples, gazetteer)

    return ask


def _is_derived(name: str, places: tuple[Place, ...], gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer found the name by leaving out a word for a kind or an article: "The U.S.", "City of Leeds", "California State"."""
    key, words = fold(name), name.split()
    if len(words) == 1 or any(fold(place.name) == key for place in places):
        return False
    if words[0].lower() == "the":
        return gazetteer.knows(" ".join(words[1:]))
    if words[0].lower() in _ARTICLES or any(fold(other) == key for place in places for other in place.other_names):
        return False
    return any(gazetteer.knows(" ".join(part)) for part in (words[1:], words[2:], words[:-1], words[:-2]) if part)


def _facts(name: str, places: tuple[Place, ...], peoples: tuple[Place, ...], gazetteer: Gazetteer) -> NameFacts:
    key = fold(name)
    sorts = [_sort(place, gazetteer) for place in places]
    areas = [_area(place) for place, sort in zip(places, sorts, strict=True) if sort in _AREAS]
    return NameFacts(
        sort=min(sorts, key=_RANK.__getitem__) if sorts else "",
        exact=any(_is_first_name(place, key) for place in places),
        places=len(places),
        stands_for=frozenset(areas),
        lies_in=frozenset(code for place in places for code in (place.country, f"{place.country}.{place.admin1}") if place.country),
        demonym_of=frozenset(_area(place) for place in peoples),
    )


def _is_first_name(place: Place, key: str) -> bool:
    """Whether a key is what the place is mostly called: its name, or any that our own tables give a place that is no division."""
    if fold(place.name) == key:
        return True
    return place.gazetteer == "dateline" and not place.kind.startswith("ADM") and any(fold(name) == key for name in place.other_names)


def _sort(place: Place, gazetteer: Gazetteer) -> str:
    if place.kind in _COUNTRIES:
        return "country"
    if place.kind == "ADM1":
        return "division" if gazetteer.population(place) >= _LARGE_DIVISION else "area"
    if place.kind == "PPLC":
        return "capital"
    if place.kind.startswith("ADM"):
        return "district"
    if place.gazetteer == "dateline" and place.kind in _SITES:
        return "site"
    if place.kind in _SETTLEMENTS:
        population = gazetteer.population(place)
        return next(name for least, name in _SIZES if population >= least)
    return "site" if place.kind in _SITES else "feature"


_SORTS = ("country", "division", "capital", "city6", "feature", "city5", "site", "area", "city4", "district", "city3", "city0")
_RANK = {name: rank for rank, name in enumerate(_SORTS)}
"""The weightiest first."""


def _area(place: Place) -> str:
    return f"{place.country}.{place.admin1}" if place.kind == "ADM1" else place.country
