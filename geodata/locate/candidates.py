"""Which of the places of one name a text means: each gets a score from 0 to 1 and the reasons for it.

The sum of a few stated parts, so that a reader can follow it. The weights were set by hand on ordinary news: a country or a world city wins without
help, a named container or kind outweighs size, and the collection's bias decides between places of about the same size.
"""

import math
from collections.abc import Sequence

from geodata.gazetteer import Gazetteer, fold
from geodata.locate.bias import Bias
from geodata.locate.clues import Clues
from geodata.locate.geodesy import distance_m
from geodata.model import Candidate, Place

PRIOR = {"PCLI": 0.62, "CONT": 0.62, "ADM1": 0.28, "PPLC": 0.45, "INSB": 0.36}
"""Score of a kind of place before anything is known of the text; settlements that are no capital have theirs from their population."""

_OTHER_PRIOR = 0.40  # regions, waters, mountains of our own tables: few, and chosen because news names them
_LARGEST_LOG = 7.5  # a city of 30 million
_SETTLEMENT_SHARE = 0.45  # what such a city would have

_SAME_SPELLING = 0.05
_KIND_FITS, _KIND_MISFITS = 0.25, -0.15
_WITHIN = 0.25
_COLLECTION, _DOCUMENT = 0.15, 0.10

MARGIN = 0.08
"""Two places whose scores lie closer than this are not told apart: the name is AMBIGUOUS."""

APART_M = 50_000.0
"""Places nearer to each other than this, or one inside the other's radius, are no real doubt on a map of news."""


def rank(name: str, places: Sequence[Place], clues: Clues, biases: tuple[Bias, Bias], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places of a name as candidates, best first; `biases` are those of the collection and of the document. Ties keep the gazetteer's order."""
    scored = [_candidate(name, place, clues, biases, gazetteer) for place in places]
    return tuple(sorted(scored, key=lambda candidate: -candidate.score))


def is_ambiguous(candidates: Sequence[Candidate]) -> bool:
    """Whether another place, in another part of the map, does about as well as the first."""
    return any(candidates[0].score - other.score < MARGIN and _are_apart(candidates[0].place, other.place) for other in candidates[1:])


def _are_apart(one: Place, other: Place) -> bool:
    return distance_m(one.lat, one.lon, other.lat, other.lon) > max(APART_M, one.radius_m, other.radius_m)


def _candidate(name: str, place: Place, clues: Clues, biases: tuple[Bias, Bias], gazetteer: Gazetteer) -> Candidate:
    parts = [_prior(place, gazetteer.population(place))]
    if fold(name) == fold(place.name):
        parts.append((_SAME_SPELLING, "its first name in the gazetteer"))
    if clues.kinds:
        parts.append((_KIND_FITS, f"fits “{clues.kind_word}”") if place.kind in clues.kinds else (_KIND_MISFITS, f"does not fit “{clues.kind_word}”"))
    if container := next((area for area in clues.within if _contains(area, place)), None):
        parts.append((_WITHIN, f"the words beside it name {container.name}"))
    for bias, weight, what in zip(biases, (_COLLECTION, _DOCUMENT), ("collection", "document"), strict=True):
        if share := bias.weight(place.country):
            parts.append((weight * share, f"the {what} names places of {place.country}"))
    score = min(1.0, max(0.0, sum(part for part, _ in parts)))
    return Candidate(place, round(score, 3), tuple(f"{part:+.2f} {reason}" for part, reason in parts))


def _prior(place: Place, population: int) -> tuple[float, str]:
    if place.kind in ("PPL", "PPLC", "PPLX"):
        size = _SETTLEMENT_SHARE * min(1.0, math.log10(population + 1) / _LARGEST_LOG)
        least = PRIOR["PPLC"] if place.kind == "PPLC" else 0.10
        words = f"a town of {population:,}" if population else "a town of unknown size"
        return max(size, least, _OTHER_PRIOR if place.gazetteer == "dateline" else 0.0), words
    return PRIOR.get(place.kind, _OTHER_PRIOR), f"a {_KIND_WORDS.get(place.kind, 'place')}"


def _contains(area: Place, place: Place) -> bool:
    return area.country == place.country and (area.kind == "PCLI" or area.admin1 == place.admin1) and area != place


_KIND_WORDS = {
    "PCLI": "country",
    "CONT": "continent",
    "ADM1": "first-level division",
    "INSB": "military base",
    "RGN": "region",
    "STM": "river",
    "SEA": "sea",
    "OCN": "ocean",
    "GULF": "gulf",
    "STRT": "strait",
    "VAL": "valley",
    "MTS": "range of mountains",
    "DSRT": "desert",
    "DAM": "dam",
    "ISL": "island",
    "LK": "lake",
    "PEN": "peninsula",
}
