"""Which countries a collection is about: a soft preference, the same whatever the order of its documents."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from geodata.gazetteer import Gazetteer, fold
from geodata.model import PLACE_KINDS, Place, Toponym, ToponymKind


@dataclass(frozen=True, slots=True)
class Bias:
    """ISO code and weight of each country that texts are about, heaviest first. The weights add up to 1; none at all means no preference.

    `documents` is how many texts had a vote, all of the same weight.
    """

    countries: tuple[tuple[str, float], ...] = ()
    documents: int = 1


def bias_of(found: Iterable[tuple[Toponym, ...]], gazetteer: Gazetteer) -> Bias:
    """The bias of a collection, from the toponyms of each of its documents: each document's vote is shared evenly among the names that have one."""
    shares: defaultdict[str, Fraction] = defaultdict(Fraction)  # exact, so that the order of the documents changes nothing
    documents = 0
    for toponyms in found:
        voices = voices_of(toponyms, gazetteer)
        documents += bool(voices)
        for country in voices.values():
            shares[country] += Fraction(1, len(voices))
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    return Bias(tuple((country, float(share / documents)) for country, share in ranked), max(1, documents))


def voices_of(toponyms: Iterable[Toponym], gazetteer: Gazetteer) -> dict[str, str]:
    """Name, folded → the country for which it speaks: the one that it names, whose people it names, or in which alone the name is known.

    A doubtful name has no voice, and no name has one in its own case.
    """
    named = ((fold(toponym.surface), _country(toponym, gazetteer)) for toponym in toponyms)
    return {name: country for name, country in named if country}


def _country(toponym: Toponym, gazetteer: Gazetteer) -> str:
    if toponym.kind is ToponymKind.DEMONYM:
        return _only(gazetteer.demonym(toponym.surface))
    return _country_of(toponym.surface, gazetteer) if toponym.kind in PLACE_KINDS else ""


@lru_cache(maxsize=4096)
def _country_of(name: str, gazetteer: Gazetteer) -> str:
    places = gazetteer.lookup(name)
    return _only(tuple(place for place in places if place.kind == "PCLI") or places)


def _only(places: Iterable[Place]) -> str:
    countries = {place.country for place in places}
    return countries.pop() if len(countries) == 1 else ""
