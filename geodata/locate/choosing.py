"""Which place each name of a document means: its senses, their evidence, and the candidates with scores and reasons."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer import Gazetteer
from geodata.locate.bias import Bias, voices_of
from geodata.locate.clues import clues_of
from geodata.locate.containment import contains, rough_m
from geodata.locate.evidence import Evidence, gather
from geodata.locate.senses import Sense, senses_of
from geodata.locate.tells import tells_of
from geodata.locate.traits import Floats, Named
from geodata.locate.weighing import Weights, load_weights, weigh
from geodata.locate.wording import kind_of
from geodata.model import PLACE_KINDS, Candidate, Place, Toponym, ToponymKind

MAX_CANDIDATES = 10
"""No more candidates are kept for one name."""

MARGIN = 0.25
"""Where another place, elsewhere, is less than this behind the first in probability, they are not told apart: the name is AMBIGUOUS.

Found on the corpora of `training`: of the names so marked (one in twenty) a little over half are right, of the others more than nine in ten."""

HALF = 0.5
"""A first place less probable than this, with those that are no real doubt beside it (its own province), is in doubt wherever there is another."""

APART_M = 50_000.0
"""Places nearer to each other than this, or one inside the other, are no real doubt on a map of news."""

LEAST_REASON = 0.05
"""Smaller summands are not told."""


def choose(
    text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer, bias: Bias, answers: Mapping[int, tuple[Place, ...]]
) -> dict[int, tuple[Candidate, ...]]:
    """Number of a toponym → its candidates, best first, for each that may be a place and has any. `answers` are a geocoder's, by toponym's number."""
    surroundings = look_around(text, toponyms, gazetteer, bias, answers)
    if surroundings is None:
        return {}
    senses, evidence = surroundings
    found = _candidates(senses, evidence, load_weights(), gazetteer)
    return {number: candidates for sense, candidates in zip(senses, found, strict=True) for number in sense.numbers}


def look_around(
    text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer, bias: Bias, answers: Mapping[int, tuple[Place, ...]]
) -> tuple[tuple[Sense, ...], Evidence] | None:
    """The senses of a document and their evidence; None where no name of it has a candidate."""
    occurrences = []
    for number, toponym in enumerate(toponyms):
        named = _named(toponym.surface, gazetteer, answers.get(number, ())) if toponym.kind in PLACE_KINDS else None
        if named:
            occurrences.append((number, named, clues_of(text, toponyms, number, gazetteer)))
    if not occurrences:
        return None
    senses = senses_of(occurrences)
    people = [place for t in toponyms if t.kind is ToponymKind.DEMONYM for place in gazetteer.demonym(t.surface)[:1]]
    return senses, gather(senses, people, tells_of(text), bias, voices_of(toponyms, gazetteer), gazetteer)


def is_ambiguous(candidates: Sequence[Candidate]) -> bool:
    """Whether another place, in another part of the map, does about as well as the first."""
    best = candidates[0]
    if best.score >= HALF:
        return any(best.score - other.score < MARGIN and _are_apart(best.place, other.place) for other in candidates[1:])
    apart = [_are_apart(best.place, other.place) for other in candidates]
    here = sum(candidate.score for candidate, is_apart in zip(candidates, apart, strict=True) if not is_apart)
    margin = MARGIN if here >= HALF else 1.0
    return any(is_apart and best.score - other.score < margin for other, is_apart in zip(candidates, apart, strict=True))


def _are_apart(one: Place, other: Place) -> bool:
    if contains(one, other) or contains(other, one):
        return False
    return rough_m(one.lat, one.lon, other.lat, other.lon) > max(APART_M, one.radius_m, other.radius_m)


@lru_cache(maxsize=4096)
def _named(name: str, gazetteer: Gazetteer, answers: tuple[Place, ...]) -> Named | None:
    places = answers or gazetteer.lookup(name)
    return Named.of(name, places, gazetteer) if places else None


def _candidates(senses: Sequence[Sense], evidence: Evidence, weights: Weights, gazetteer: Gazetteer) -> list[tuple[Candidate, ...]]:
    """The most probable places of each sense. A place's reasons are the summands of its logit."""
    weighed = weigh(evidence, weights.values)
    rows = _best_rows(evidence, weighed.probability)
    parts = weighed.columns[rows] * weights.values
    told = parts[:, weights.told]
    own = (parts.sum(axis=1) - told.sum(axis=1)).tolist()
    worth: list[list[tuple[float, str]]] = [[] for _ in own]
    large = np.nonzero(np.abs(told) >= LEAST_REASON)
    for at, column, part in zip(*(axis.tolist() for axis in (*large, told[large])), strict=True):
        worth[at].append((part, weights.words[column]))
    found: list[list[Candidate]] = [[] for _ in senses]
    places = evidence.owner[rows].tolist(), (rows - evidence.firsts[evidence.owner[rows]]).tolist(), weighed.probability[rows].round(3).tolist()
    for at, (number, row, score) in enumerate(zip(*places, strict=True)):
        sense = senses[number]
        found[number].append(Candidate(sense.named.places[row], score, _reasons(sense, row, own[at], worth[at], gazetteer)))
    return [tuple(candidates) for candidates in found]


def _best_rows(evidence: Evidence, probability: Floats) -> NDArray[np.int64]:
    """The rows of the most probable places, sense by sense, best first."""
    order = np.lexsort((-probability, evidence.owner))
    rank = np.arange(len(order)) - evidence.firsts[evidence.owner]
    return np.asarray(order[rank < MAX_CANDIDATES])


def _reasons(sense: Sense, row: int, own: float, others: list[tuple[float, str]], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The summands of a place's logit: its kind, size and name as one, then each that has words, largest first."""
    place, population = sense.named.places[row], sense.named.populations[row]
    others.sort(key=lambda part: -abs(part[0]))
    facts = _facts(sense, place, gazetteer) if others else {}
    kind = kind_of(place, population)
    first = f"{own:+.2f} a {kind}{f' of {population:,}' if population else ''}"
    return (first, *(f"{part:+.2f} {said.format_map(facts)}" for part, said in others))


def _facts(sense: Sense, place: Place, gazetteer: Gazetteer) -> dict[str, str]:
    """What the words of `weights.csv` may name."""
    return {
        "kind_word": sense.clues.kind_word,
        "country": _country_name(place.country, gazetteer) or "its surroundings",
        "container": next((area.name for area in sense.clues.within if contains(area, place)), ""),
        "held": next((held.name for held in sense.clues.holds if contains(place, held)), ""),
    }


@lru_cache(maxsize=512)
def _country_name(code: str, gazetteer: Gazetteer) -> str:
    country = gazetteer.country(code)
    return country.name if country else ""
