"""One resolution for each toponym."""

from collections.abc import Sequence

from geodata.gazetteer import Gazetteer
from geodata.locate.bias import Bias
from geodata.locate.geocoders import Geocoder
from geodata.model import PLACE_KINDS, Candidate, Document, Position, Resolution, ResolutionStatus, Toponym


def locate(
    document: Document, toponyms: Sequence[Toponym], gazetteer: Gazetteer, bias: Bias, geocoder: Geocoder | None = None
) -> tuple[Resolution, ...]:
    """What each toponym means, in their order."""
    return tuple(_resolve(document, toponym, gazetteer, bias) for toponym in toponyms)


def _resolve(document: Document, toponym: Toponym, gazetteer: Gazetteer, bias: Bias) -> Resolution:
    if toponym.kind not in PLACE_KINDS:
        working = f"“{toponym.surface}” is used as a {toponym.kind.value} here, not as a place."
        return Resolution(toponym, ResolutionStatus.NOT_A_PLACE, None, None, (), 0.0, working, "")
    places = gazetteer.lookup(toponym.surface)
    if not places:
        return Resolution(toponym, ResolutionStatus.NOT_FOUND, None, None, (), 0.0, f"No place named “{toponym.surface}” is known.", "")
    ranked = sorted(places, key=lambda place: (place.gazetteer != "dateline", -bias.weight(place.country)))
    best = ranked[0]
    candidates = tuple(Candidate(place, 1 / (1 + rank), ()) for rank, place in enumerate(ranked))
    position = Position(toponym.start, toponym.end, best.lat, best.lon, best.radius_m)
    return Resolution(toponym, ResolutionStatus.RESOLVED, best, position, candidates, 1.0, f"The best known place named “{toponym.surface}”.", "")
