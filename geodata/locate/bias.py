"""Which countries a collection is about: a soft preference, the same whatever the order of its documents."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from geodata.gazetteer import Gazetteer
from geodata.model import PLACE_KINDS, Place, Toponym, ToponymKind


@dataclass(frozen=True, slots=True)
class Bias:
    """ISO code and weight of each country that texts are about, heaviest first. The weights add up to 1; none at all means no preference."""

    countries: tuple[tuple[str, float], ...] = ()

    def weight(self, country: str) -> float:
        """How much the texts are about a country, relative to the one they are about most: from 0 to 1."""
        if not country or not self.countries:
            return 0.0
        return dict(self.countries).get(country, 0.0) / self.countries[0][1]


def bias_of(found: Iterable[tuple[Toponym, ...]], gazetteer: Gazetteer) -> Bias:
    """The bias of a collection, from the toponyms of each of its documents.

    A document votes once for each country that it names, whose people it names, or in which alone a name of it is known; a doubtful name has no
    vote, so that it never decides its own case.
    """
    votes: Counter[str] = Counter()
    for toponyms in found:
        votes.update({country for toponym in toponyms if (country := _country(toponym, gazetteer))})
    total = sum(votes.values())
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    return Bias(tuple((country, count / total) for country, count in ranked))


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
