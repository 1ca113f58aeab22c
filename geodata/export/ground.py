"""The ground that a place covers which is no point, in degrees: a country's outline, a river's course, else the circle of its radius.

As on the map: outlines and courses are those of the basemap, and only of what is the whole country or river. Thinned, since a globe shows no more.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from geodata.export.content import Row
from geodata.export.outlines import Point, Ring, geometries, in_degrees

THIN_PART = 1 / 50
"""How far apart points of an outline stay, as a part of the place's radius: what a globe that shows the whole place can tell apart."""

NEAR_DEG = 1.5
"""How near to a site a river's course must come to be the one that the site names."""

_CIRCLE_POINTS = 48
_EARTH_M = 6_371_008.8
"""Mean radius of the Earth (IUGG)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Areas, each an outline (closed, anticlockwise) with the holes in it, or lines; longitude and latitude."""

    areas: tuple[tuple[Ring, ...], ...] = ()
    lines: tuple[Ring, ...] = ()


def ground_of(row: Row, *, is_whole: bool) -> Ground:
    """The ground of a mention whose place is an area or a line. `is_whole` says that it is the place itself and no part of it or way off it."""
    if row["level"] == "line" and (lines := _course(row)):
        return Ground(lines=lines)
    if is_whole and row["level"] == "area" and row["place_kind"].startswith("PCL") and (areas := _outline(row["country"], _thin_deg(row))):
        return Ground(areas=areas)
    return Ground(areas=((circle(row["lat"], row["lon"], row["radius_m"]),),))


def circle(lat: float, lon: float, radius_m: float) -> Ring:
    """The points at a distance from a position on the sphere, closed and anticlockwise."""
    reach, from_lat = min(radius_m / _EARTH_M, math.pi / 2), math.radians(lat)
    ring = []
    for step in range(_CIRCLE_POINTS):
        bearing = -2 * math.pi * step / _CIRCLE_POINTS
        to_lat = math.asin(math.sin(from_lat) * math.cos(reach) + math.cos(from_lat) * math.sin(reach) * math.cos(bearing))
        east = math.atan2(math.sin(bearing) * math.sin(reach) * math.cos(from_lat), math.cos(reach) - math.sin(from_lat) * math.sin(to_lat))
        ring.append((round((lon + math.degrees(east) + 180) % 360 - 180, 3), round(math.degrees(to_lat), 3)))
    return [*ring, ring[0]]


def _thin_deg(row: Row) -> float:
    return math.degrees(float(row["radius_m"]) / _EARTH_M) * THIN_PART


@lru_cache(maxsize=64)
def _outline(country: str, thin_deg: float) -> tuple[tuple[Ring, ...], ...]:
    found = next((geometry for geometry in geometries("countries") if geometry.get("id") == country), None)
    if found is None:
        return ()
    areas = (tuple(_closed(_thinned(ring, thin_deg)) for ring in part) for part in in_degrees(found))
    kept = [tuple(ring for ring in rings if len(ring) > 4) for rings in areas if len(rings[0]) > 4]
    return tuple(tuple(_turned(ring, is_outer=number == 0) for number, ring in enumerate(rings)) for rings in kept)


def _course(row: Row) -> tuple[Ring, ...]:
    named = set(_words(f"{row['phrase']} {row['place_name']}"))
    lines = [
        _thinned(line, _thin_deg(row))
        for geometry in geometries("rivers")
        if _is_named(geometry, named)
        for part in in_degrees(geometry)
        for line in part
    ]
    return tuple(lines) if _comes_near(lines, (row["lon"], row["lat"])) else ()


def _is_named(river: Mapping[str, Any], named: set[str]) -> bool:
    facts = river.get("properties", {})
    names = (facts.get("name"), *(facts.get("other_names") or ()))
    return any(name and set(_words(name)) <= named for name in names)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _comes_near(lines: Iterable[Ring], to: Point) -> bool:
    return any(abs(x - to[0]) < NEAR_DEG and abs(y - to[1]) < NEAR_DEG for line in lines for x, y in line)


def _thinned(points: Sequence[Point], thin_deg: float) -> Ring:
    kept = [points[0]]
    for x, y in points[1:-1]:
        if max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= thin_deg:
            kept.append((x, y))
    return [(round(x, 3), round(y, 3)) for x, y in (*kept, points[-1])]


def _closed(ring: Ring) -> Ring:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _turned(ring: Ring, *, is_outer: bool) -> Ring:
    """The ring anticlockwise where it is an outline, clockwise where it is a hole."""
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring if (doubled > 0) == is_outer else ring[::-1]
