"""What is known of a name's places before any text is read, as rows of numbers: kind, size, spelling. Worked out once for each name."""

import math
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer import Gazetteer, fold, is_abbreviation
from geodata.gazetteer.folding import loosen
from geodata.locate.containment import contains
from geodata.model import Place

Floats = NDArray[np.float64]
Codes = NDArray[np.uint64]

MOST_PLACES = 60
"""No more places of one name are weighed, the first of the gazetteer; "San José" has some hundreds."""

CHOSEN_POPULATION = 30_000
"""A town of our own tables whose population is not given weighs like one of so many: it is there because news names it."""

UNKNOWN_POPULATION = 1_000
"""Any other town without a population weighs like one of so many: a gazetteer that does not know how many live there says 0."""

OWN = "own"
"""The gazetteer of the user's own places."""

LARGEST_LOG = 7.5
"""The logarithm of 30 million: a size of 1."""

TRAITS = (
    "any",
    "country",
    "division",
    "lesser_division",
    "capital",
    "settlement",
    "part_of_town",
    "water",
    "spot",
    "size",
    "division_size",
    "country_size",
    "smaller",
    "first_name",
    "abbreviation",
    "fame",
    "own_row",
    "other_is_first",
    "in_namesake_country",
    "in_namesake_division",
    "in_namesake_state",
    "share_of_division",
    "namesake_area",
    "namesake_capital",
)
"""The columns, in order: kinds and sizes, how the name relates to the place, and how the place relates to its namesakes (those of the same first
name): whether it is a town in a country, division or state so called, a town while an area elsewhere is so called, a division while a capital is. All
lie from 0 to about 1, but "smaller", which is negative."""

KINDS = ("", *TRAITS[TRAITS.index("country") : TRAITS.index("size")])
"""What `kind_class` may say."""

_STATES = frozenset({"US", "CA"})
"""Countries whose divisions English names without a word for their kind ("in New York", "in Quebec"). Elsewhere the bare name is the town's: "in
Idlib" is the town, "in Idlib province" the division."""

_TOWNS = frozenset({"capital", "settlement", "part_of_town"})
_WATERS = frozenset({"STM", "LK", "LKS", "SEA", "OCN", "GULF", "BAY", "STRT", "CHN", "CNL", "RSV"})
_SPOTS = frozenset({"INSB", "AIRB", "AIRP", "DAM", "ANS", "MNMT", "PRK", "PRT"})


@cache
def kind_class(kind: str) -> str:
    """The trait that a GeoNames feature code has; empty for regions, mountains and other kinds without one of their own."""
    if kind in ("PPLC", "PPLX"):
        return "capital" if kind == "PPLC" else "part_of_town"
    if kind.startswith("PPL"):
        return "settlement"
    if kind.startswith("PCL") or kind == "TERR":
        return "country"
    if kind.startswith("ADM"):
        return "division" if kind == "ADM1" else "lesser_division"
    return "water" if kind in _WATERS else "spot" if kind in _SPOTS else ""


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """The places of one name, in the gazetteer's order, and what needs no text to be known.

    `traits` has a row a place, with the columns of TRAITS; `vectors` holds unit vectors, `spread_m` radii, `classes` what `kind_class` says and
    `kinds` the same as numbers of KINDS.
    """

    key: str
    places: tuple[Place, ...]
    populations: tuple[int, ...]
    traits: Floats
    vectors: Floats
    countries: Codes
    divisions: Codes
    spread_m: Floats
    classes: tuple[str, ...]
    kinds: NDArray[np.int64]

    @classmethod
    def of(cls, name: str, places: tuple[Place, ...], gazetteer: Gazetteer) -> "Named":
        """Work it out for the places that a gazetteer or a geocoder gives for the name; `places` must not be empty."""
        places = places[:MOST_PLACES]
        populations = tuple(_population(place, gazetteer) for place in places)
        classes = tuple(kind_class(place.kind) for place in places)
        return cls(
            fold(name),
            places,
            populations,
            np.array([_traits(name, at, places, populations) for at in range(len(places))]),
            np.array([vector_of(place.lat, place.lon) for place in places]),
            np.array([code_of(place.country, "") for place in places], dtype=np.uint64),
            np.array([code_of(place.country, place.admin1) if place.admin1 else 0 for place in places], dtype=np.uint64),
            np.array([place.radius_m for place in places]),
            classes,
            np.array([KINDS.index(what) for what in classes]),
        )


@lru_cache(maxsize=20_000)
def bare(name: str) -> str:
    """The key of a name without what may be left off: the Arabic article and a final -h (Ar Raqqah, Raqqa)."""
    return loosen(fold(name))


def _population(place: Place, gazetteer: Gazetteer) -> int:
    population = gazetteer.population(place)
    if population or kind_class(place.kind) not in _TOWNS:
        return population
    return CHOSEN_POPULATION if place.gazetteer == "dateline" else UNKNOWN_POPULATION


def vector_of(lat: float, lon: float) -> Floats:
    """The unit vector of a position: the angle between two of them is their distance."""
    a, b = math.radians(lat), math.radians(lon)
    return np.array([math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)])


def code_of(country: str, division: str) -> int:
    """A country's or division's code as a number that arrays can compare; 0 where the place has no country."""
    return int.from_bytes(f"{country}.{division}".encode()[:8], "big") if country else 0


def _traits(name: str, at: int, places: tuple[Place, ...], populations: tuple[int, ...]) -> list[float]:
    place, population = places[at], populations[at]
    what = kind_class(place.kind)
    size = min(1.0, math.log10(population + 1) / LARGEST_LOG)
    row = dict.fromkeys(TRAITS, 0.0)
    row["any"] = 1.0
    if what:
        row[what] = 1.0
    row["size"] = size if what in _TOWNS else 0.0
    row["division_size"] = size if what.endswith("division") else 0.0
    row["country_size"] = size if what == "country" else 0.0
    row["smaller"] = math.log10((population + 1) / (max(populations) + 1)) / LARGEST_LOG
    row["first_name"] = float(bare(name) == bare(place.name))
    row["abbreviation"] = float(is_abbreviation(name))
    row["fame"] = min(1.0, math.log1p(len(place.other_names)) / 5)
    row["own_row"] = float(place.gazetteer == OWN)
    row.update(_beside_namesakes(name, at, places, populations))
    return list(row.values())


def _beside_namesakes(name: str, at: int, places: tuple[Place, ...], populations: tuple[int, ...]) -> dict[str, float]:
    place, key, what = places[at], bare(name), kind_class(places[at].kind)
    others = [n for n, other in enumerate(places) if n != at and bare(other.name) == key]
    areas = [n for n in others if kind_class(places[n].kind) in ("country", "division")] if what in _TOWNS else []
    holders = {kind_class(places[n].kind): populations[n] for n in areas if contains(places[n], place)}
    ratio = (populations[at] + 1) / (holders.get("division", 0) + 1)
    return {
        "other_is_first": float(bool(others) and bare(place.name) != key),
        "in_namesake_country": float("country" in holders),
        "in_namesake_division": float("division" in holders),
        "in_namesake_state": float("division" in holders and place.country in _STATES),
        "share_of_division": max(0.0, 1 + math.log10(min(1.0, ratio)) / 2) if "division" in holders else 0.0,
        "namesake_area": float(bool(areas) and not holders),
        "namesake_capital": float(what == "division" and any(places[n].kind == "PPLC" and not contains(place, places[n]) for n in others)),
    }
