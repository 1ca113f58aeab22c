"""Which of the places of one name a text means: each gets a score from 0 to 1 and the reasons for it.

The sum of a few stated parts, so that a reader can follow it. The weights were set by hand on ordinary news: a country or a world city wins without
help, a named container or kind outweighs size, and the collection's bias decides between places of about the same size.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer, fold
from geodata.locate.bias import Bias
from geodata.locate.clues import Clues
from geodata.locate.geodesy import distance_m
from geodata.locate.wording import kind_of
from geodata.model import Candidate, Place

PRIOR = {"PCLI": 0.62, "CONT": 0.62, "PPLC": 0.55, "INSB": 0.36}
"""Score of a kind of place before anything is known of the text; settlements that are no capital have theirs from their population."""

_OTHER_PRIOR = 0.40  # regions, waters, mountains of our own tables: few, and chosen because news names them
_LEAST_PRIOR = 0.10  # a village
_SETTLEMENT_SHARE = 0.45  # a city of 30 million; others by the logarithm of their population
_DIVISION_LEAST, _DIVISION_SHARE = 0.25, 0.30  # the same for first-level divisions, on top of the least
_LARGEST_LOG = 7.5

_SAME_SPELLING = 0.05
_KIND_FITS, _KIND_MISFITS = 0.25, -0.15
_WITHIN = 0.30
_COLLECTION, _DOCUMENT = 0.15, 0.10
_NAMESAKE = -0.30
_NEIGHBOURHOOD_M = 1_000_000.0

Part = tuple[float, str]
"""A summand of a score, with its reason."""

MARGIN = 0.08
"""Two places whose scores lie closer than this are not told apart: the name is AMBIGUOUS."""

APART_M = 50_000.0
"""Places nearer to each other than this, or one inside the other's radius, are no real doubt on a map of news."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the name: the words next to it, and what the collection and the document are about."""

    clues: Clues
    collection: Bias
    document: Bias
    gazetteer: Gazetteer


def rank(name: str, places: Sequence[Place], context: Context) -> tuple[Candidate, ...]:
    """The places of a name as candidates, best first. Ties keep the gazetteer's order."""
    return tuple(sorted((_candidate(name, place, places, context) for place in places), key=lambda candidate: -candidate.score))


def is_ambiguous(candidates: Sequence[Candidate]) -> bool:
    """Whether another place, in another part of the map, does about as well as the first."""
    return any(candidates[0].score - other.score < MARGIN and _are_apart(candidates[0].place, other.place) for other in candidates[1:])


def _are_apart(one: Place, other: Place) -> bool:
    if contains(one, other) or contains(other, one):
        return False
    return distance_m(one.lat, one.lon, other.lat, other.lon) > max(APART_M, one.radius_m, other.radius_m)


def contains(area: Place, place: Place) -> bool:
    """Whether a country or first-level division holds another place, by the gazetteer's codes."""
    if area == place or area.country != place.country or area.kind not in ("PCLI", "ADM1"):
        return False
    return area.kind == "PCLI" or (place.kind != "PCLI" and area.admin1 == place.admin1)


def _candidate(name: str, place: Place, places: Sequence[Place], context: Context) -> Candidate:
    parts = (*_own_parts(name, place, places, context), *_clue_parts(place, context.clues), *_bias_parts(place, context))
    score = min(1.0, max(0.0, sum(part for part, _ in parts)))
    return Candidate(place, round(score, 3), tuple(f"{part:+.2f} {reason}" for part, reason in parts))


def _own_parts(name: str, place: Place, places: Sequence[Place], context: Context) -> Iterator[Part]:
    yield _prior(place, context.gazetteer.population(place))
    if fold(name) == fold(place.name):
        yield _SAME_SPELLING, "its first name in the gazetteer"
    if place.kind == "ADM1" and "ADM1" not in context.clues.kinds and any(contains(place, other) for other in places):
        yield _NAMESAKE, "its town of the same name is meant unless the words say otherwise"


def _clue_parts(place: Place, clues: Clues) -> Iterator[Part]:
    if clues.kinds and place.kind in clues.kinds:
        yield _KIND_FITS, f"fits “{clues.kind_word}”"
    elif clues.kinds and place.kind != "PCLI":  # "U.S. city": the word is about what the country is named for
        yield _KIND_MISFITS, f"does not fit “{clues.kind_word}”"
    if container := next((area for area in clues.within if contains(area, place)), None):
        yield _WITHIN, f"the words beside it name {container.name}"


def _bias_parts(place: Place, context: Context) -> Iterator[Part]:
    for bias, weight, what in ((context.collection, _COLLECTION, "collection"), (context.document, _DOCUMENT, "document")):
        share, country = _closeness(place, bias, context.gazetteer)
        if share:
            yield round(weight * share, 3), f"the {what} is about {country}"


def _closeness(place: Place, bias: Bias, gazetteer: Gazetteer) -> tuple[float, str]:
    """How much the texts are about the place's country, or, for a sea or region of no country, about the country near it that they name most."""
    if place.country:
        country = gazetteer.country(place.country)
        return bias.weight(place.country), country.name if country else place.country
    for code, _ in bias.countries:
        country = gazetteer.country(code)
        if country and distance_m(place.lat, place.lon, country.lat, country.lon) < _NEIGHBOURHOOD_M + place.radius_m:
            return bias.weight(code), f"{country.name}, which is near"
    return 0.0, ""


def _prior(place: Place, population: int) -> Part:
    size = min(1.0, math.log10(population + 1) / _LARGEST_LOG)
    if place.kind in ("PPL", "PPLX"):
        least = _OTHER_PRIOR if place.gazetteer == "dateline" else _LEAST_PRIOR
        prior = max(least, _SETTLEMENT_SHARE * size)
    elif place.kind == "ADM1":
        prior = _DIVISION_LEAST + _DIVISION_SHARE * size
    else:
        prior = PRIOR.get(place.kind, _OTHER_PRIOR)
    words = f"a {kind_of(place, population)}"
    return round(prior, 3), f"{words} of {population:,}" if population else words
