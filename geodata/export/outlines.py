"""The basemap's outlines in a drawing of fixed size: areas and lines of a topology (TopoJSON), projected, cut to it and thinned to its pixels."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from geodata.mapview import BASEMAP, asset_text

Point = tuple[float, float]
"""Longitude and latitude in degrees, as the topology has them; or x and y in the drawing."""

Ring = list[Point]

_LEAST_PX = 0.7
"""Points nearer than this to the one before are left out: nobody sees them."""

_LEAST_SEEN_PX = 24
"""What is seen at an edge from corner to corner, if less than this, cannot be read as a border or an area."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the world is drawn, `width` by `height` pixels: its middle and half its height in degrees, and what a degree of longitude shrinks
    to (plate carrée at the middle's latitude)."""

    lat: float
    lon: float
    half_deg: float
    shrink: float
    width: int
    height: int

    @property
    def px_a_degree(self) -> float:
        """Pixels to a degree of latitude."""
        return self.height / 2 / self.half_deg

    def place(self, point: Point) -> Point:
        """Where a longitude and latitude lie in the drawing, by the shorter way round the globe."""
        east = (point[0] - self.lon + 180) % 360 - 180
        return self.width / 2 + east * self.shrink * self.px_a_degree, self.height / 2 - (point[1] - self.lat) * self.px_a_degree


def geometries(name: str) -> Sequence[Mapping[str, Any]]:
    """The geometries of one group of the basemap: "countries", "disputed", "lakes", "rivers" or "borders". Raises ConfigError where it is missing."""
    found: Sequence[Mapping[str, Any]] = _world()["objects"][name]["geometries"]
    return found


def in_degrees(geometry: Mapping[str, Any]) -> list[list[Ring]]:
    """The parts of a geometry, each as its rings or as its one line, longitude and latitude."""
    parts = _parts(geometry)
    return [[_joined(part)] if part and isinstance(part[0], int) else [_joined(ring) for ring in part] for part in parts]


def area_path(frame: Frame, geometry: Mapping[str, Any]) -> str:
    """The path of an area as far as it lies in the drawing; empty where it does not."""
    return "".join(f"M{'L'.join(_text(p) for p in ring)}Z" for ring in rings(frame, geometry))


def line_path(frame: Frame, geometry: Mapping[str, Any]) -> str:
    """The path of a line as far as it lies near the drawing; empty where it does not."""
    return "".join(f"M{'L'.join(map(_text, run))}" for part in _parts(geometry) if _is_near(frame, part) for run in _runs(frame, part))


def rings(frame: Frame, geometry: Mapping[str, Any]) -> list[Ring]:
    """The outlines of an area as far as they lie in the drawing, in pixels."""
    found = (
        _clipped(frame, _thinned([frame.place(p) for p in _joined(ring)])) for part in _parts(geometry) for ring in part if _is_near(frame, ring)
    )
    return [ring for ring in found if len(ring) > 2]


def size(ring: Sequence[Point]) -> float:
    """The area of a ring in square pixels; 0 for none."""
    return abs(_doubled(ring)) / 2


def middle(ring: Sequence[Point]) -> Point:
    """The centre of gravity of a ring that has an area."""
    six = 3 * _doubled(ring)
    pairs = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True)]
    return sum((a[0] + b[0]) * cross for a, b, cross in pairs) / six, sum((a[1] + b[1]) * cross for a, b, cross in pairs) / six


def _doubled(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))


def _text(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _runs(frame: Frame, numbers: Sequence[int]) -> list[Ring]:
    """The pieces of a line that cross the drawing, but for scraps at its edge."""
    found: list[Ring] = [[]]
    points = _thinned([frame.place(p) for p in _joined(numbers)])
    for before, after in pairwise(points):
        if _seen(frame, (before, after)) is not None:
            found[-1] += [after] if found[-1] else [before, after]
        elif found[-1]:
            found.append([])
    return [run for run in found if len(run) > 1 and not is_scrap(frame, run)]


def is_scrap(frame: Frame, points: Sequence[Point]) -> bool:
    """Whether so little of these points is seen, and at an edge of the drawing, that it would look like a sign of its own."""
    seen = _seen(frame, points)
    at_edge = any(p[axis] <= 0 or p[axis] >= most for p in points for axis, most in ((0, frame.width), (1, frame.height)))
    return seen is None or (at_edge and seen < _LEAST_SEEN_PX)


def _seen(frame: Frame, points: Sequence[Point]) -> float | None:
    """How long the box around points is within the drawing, from corner to corner; None where it does not meet it."""
    if not points:
        return None
    sides = []
    for axis, most in ((0, frame.width), (1, frame.height)):
        low, high = (pick(p[axis] for p in points) for pick in (min, max))
        if high < 0 or low > most:
            return None
        sides.append(min(high, most) - max(low, 0))
    return math.hypot(*sides)


def _thinned(points: Ring) -> Ring:
    kept = points[:1]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) >= _LEAST_PX or abs(y - kept[-1][1]) >= _LEAST_PX:
            kept.append((x, y))
    return kept + points[1:][-1:]


@lru_cache(maxsize=1)
def _world() -> Mapping[str, Any]:
    topology: Mapping[str, Any] = json.loads(asset_text(BASEMAP))
    return topology


@lru_cache(maxsize=1)
def _arcs() -> tuple[tuple[Point, ...], ...]:
    """Every arc in degrees."""
    (sx, sy), (tx, ty) = _world()["transform"]["scale"], _world()["transform"]["translate"]
    found = []
    for arc in _world()["arcs"]:
        xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
        found.append(tuple((x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)))
    return tuple(found)


@lru_cache(maxsize=1)
def _boxes() -> tuple[tuple[float, float, float, float], ...]:
    return tuple((min(x for x, _ in arc), min(y for _, y in arc), max(x for x, _ in arc), max(y for _, y in arc)) for arc in _arcs())


def _joined(numbers: Sequence[int]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = _arcs()[number] if number >= 0 else _arcs()[~number][::-1]
        points += arc if not points else arc[1:]
    return points


def _parts(geometry: Mapping[str, Any]) -> list[Any]:
    arcs = geometry["arcs"]
    return list(arcs) if geometry["type"].startswith("Multi") else [arcs]


def _is_near(frame: Frame, numbers: Sequence[int]) -> bool:
    """Whether a chain of arcs may reach the drawing: its box meets the drawing's, either side of the date line."""
    boxes = [_boxes()[n if n >= 0 else ~n] for n in numbers]
    west, south, east, north = (pick(box[i] for box in boxes) for i, pick in enumerate((min, min, max, max)))
    wide, high = frame.half_deg * frame.width / frame.height / frame.shrink, frame.half_deg
    beside = any(west + turn <= frame.lon + wide and east + turn >= frame.lon - wide for turn in (-360, 0, 360))
    return beside and south <= frame.lat + high and north >= frame.lat - high


def _clipped(frame: Frame, ring: Ring) -> Ring:
    """The ring cut to the drawing (Sutherland and Hodgman 1974)."""
    for axis, edge, sign in ((0, 0.0, 1), (0, float(frame.width), -1), (1, 0.0, 1), (1, float(frame.height), -1)):
        kept: Ring = []
        for before, after in zip([ring[-1], *ring[:-1]], ring, strict=True):
            was, is_in = (sign * (p[axis] - edge) >= 0 for p in (before, after))
            if was != is_in:
                share = (edge - before[axis]) / (after[axis] - before[axis])
                kept.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
            if is_in:
                kept.append(after)
        ring = kept
        if not ring:
            break
    return ring
