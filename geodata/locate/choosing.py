"""Which place each name of a document means: its senses, their evidence, and the candidates with scores and reasons."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from geodata.gazetteer import Gazetteer
from geodata.locate.bias import Bias
from geodata.locate.clues import clues_of
from geodata.locate.containment import contains, rough_m
from geodata.locate.evidence import FEATURES, Evidence, gather
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

Found on the corpora of `training`: of the names so marked (one in thirteen) four in ten are right, of the others nine in ten."""

HALF = 0.5
"""A first place less probable than this is in doubt wherever there is another."""

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
    weights = load_weights()
    weighed = weigh(evidence, weights.values)
    found = {}
    for at, sense in enumerate(senses):
        rows = evidence.rows(at)
        candidates = _candidates(sense, weighed.probability[rows], weighed.columns[rows], weights, bias, gazetteer)
        found.update(dict.fromkeys(sense.numbers, candidates))
    return found


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
    return senses, gather(senses, people, tells_of(text), bias, gazetteer)


def is_ambiguous(candidates: Sequence[Candidate]) -> bool:
    """Whether another place, in another part of the map, does about as well as the first."""
    best = candidates[0]
    margin = MARGIN if best.score >= HALF else 1.0
    return any(best.score - other.score < margin and _are_apart(best.place, other.place) for other in candidates[1:])


def _are_apart(one: Place, other: Place) -> bool:
    if contains(one, other) or contains(other, one):
        return False
    return rough_m(one.lat, one.lon, other.lat, other.lon) > max(APART_M, one.radius_m, other.radius_m)


@lru_cache(maxsize=4096)
def _named(name: str, gazetteer: Gazetteer, answers: tuple[Place, ...]) -> Named | None:
    places = answers or gazetteer.lookup(name)
    return Named.of(name, places, gazetteer) if places else None


def _candidates(sense: Sense, probability: Floats, columns: Floats, weights: Weights, bias: Bias, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    best = np.argsort(-probability, kind="stable")[:MAX_CANDIDATES]
    return tuple(
        Candidate(
            sense.named.places[row],
            round(float(probability[row]), 3),
            _reasons(sense, int(row), columns[row] * weights.values, weights.words, bias, gazetteer),
        )
        for row in best
    )


def _reasons(sense: Sense, row: int, parts: Floats, words: Sequence[str], bias: Bias, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The summands of a place's score, largest part first: its kind, size and name as one, then each that has words."""
    place, population = sense.named.places[row], sense.named.populations[row]
    told = np.array([bool(said) for said in words])
    kind = kind_of(place, population)
    own = f"{float(parts[~told].sum()):+.2f} a {kind}{f' of {population:,}' if population else ''}"
    country = gazetteer.country(place.country)
    facts = {
        "kind_word": sense.clues.kind_word,
        "country": country.name if country else "its surroundings",
        "container": next((area.name for area in sense.clues.within if contains(area, place)), ""),
        "held": next((held.name for held in sense.clues.holds if contains(place, held)), ""),
    }
    others = [(float(parts[at]), words[at].format_map(facts)) for at in range(len(FEATURES)) if told[at] and abs(parts[at]) >= LEAST_REASON]
    return (own, *(f"{part:+.2f} {said}" for part, said in sorted(others, key=lambda other: -abs(other[0]))))
