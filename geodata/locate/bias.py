"""Which countries a collection is about: a soft preference, the same whatever the order of its documents."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer
from geodata.model import Toponym, ToponymKind


@dataclass(frozen=True, slots=True)
class Bias:
    """ISO code and weight of each country the collection names, heaviest first; weights add up to 1. Empty: no preference."""

    countries: tuple[tuple[str, float], ...] = ()

    def weight(self, country: str) -> float:
        """The weight of a country, from 0 to 1."""
        return dict(self.countries).get(country, 0.0)


def bias_of(found: Iterable[tuple[Toponym, ...]], gazetteer: Gazetteer) -> Bias:
    """The bias of a collection, from the toponyms of each of its documents.

    A document votes once for each country that it names, or whose people it names; names of one single country only count, so that a doubtful name
    never decides its own case.
    """
    votes: Counter[str] = Counter()
    for toponyms in found:
        votes.update({country for toponym in toponyms if (country := _only_country(toponym, gazetteer))})
    total = sum(votes.values())
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    return Bias(tuple((country, count / total) for country, count in ranked))


def _only_country(toponym: Toponym, gazetteer: Gazetteer) -> str:
    look = gazetteer.demonym if toponym.kind is ToponymKind.DEMONYM else gazetteer.lookup
    countries = {place.country for place in look(toponym.surface)}
    return countries.pop() if len(countries) == 1 else ""
