"""Plane geometry on (longitude, latitude) pairs, exact enough for labels and for lines drawn at 1:50 million."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Line = Sequence[Point]
Box = tuple[float, float, float, float]
"""West, south, east, north."""


def box_of(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def near(a: Box, b: Box, margin: float) -> bool:
    """Whether two boxes come within `margin` degrees of each other."""
    return a[0] - margin <= b[2] and b[0] - margin <= a[2] and a[1] - margin <= b[3] and b[1] - margin <= a[3]


def area(ring: Line) -> float:
    """Square degrees at the equator's scale, without sign."""
    total = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 * math.cos(math.radians((a[1] + b[1]) / 2)) for a, b in pairwise(ring))
    return abs(total)


def inside(p: Point, ring: Line) -> bool:
    """Whether a point lies in a closed ring, by the even-odd rule."""
    hit = False
    for a, b in pairwise(ring):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
            hit = not hit
    return hit


def unwrapped(line: Line) -> list[Point]:
    """The line with longitudes that run on beyond 180 degrees where it crosses the antimeridian, instead of jumping to the other side."""
    points = [line[0]]
    turn = 0
    for a, b in pairwise(line):
        if abs(b[0] - a[0]) > 180:
            turn += 360 if b[0] < a[0] else -360
        points.append((b[0] + turn, b[1]))
    return points


def distance(p: Point, line: Line) -> float:
    """Degrees of latitude from a point to a line."""
    return min((_to_segment(p, a, b) for a, b in pairwise(line)), default=math.inf)


def _to_segment(p: Point, a: Point, b: Point) -> float:
    stretch = math.cos(math.radians(p[1]))
    ax, ay, bx, by = (a[0] - p[0]) * stretch, a[1] - p[1], (b[0] - p[0]) * stretch, b[1] - p[1]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return math.hypot(ax + t * dx, ay + t * dy)


def middle(ring: Line, steps: int = 30) -> Point:
    """The point of a grid that lies deepest inside a ring, where a name has most room. Above and below count more: names are wide."""
    west, south, east, north = box_of(ring)
    thin = ring[:: max(1, len(ring) // 250)]
    grid = [(west + (east - west) * (i + 0.5) / steps, south + (north - south) * (j + 0.5) / steps) for i in range(steps) for j in range(steps)]
    inner = [p for p in grid if inside(p, ring)]
    return max(inner, key=lambda p: min(_room(p, q) for q in thin), default=ring[0])


def _room(p: Point, q: Point) -> float:
    return math.hypot((p[0] - q[0]) * math.cos(math.radians(p[1])) * 0.6, p[1] - q[1])


def smooth(line: Line, closed: bool = False) -> list[Point]:
    """One round of corner cutting (Chaikin 1974), for sources rounded to about a kilometre, which shows as steps."""
    cut = [line[0]]
    for a, b in pairwise(line):
        cut.append((a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25))
        cut.append((a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75))
    cut.append(line[-1])
    return [*cut[1:-1], cut[1]] if closed else cut


def densified(line: Line, step: float) -> list[Point]:
    """The line with points added so that no two are farther apart than `step` degrees."""
    points = [line[0]]
    for a, b in pairwise(line):
        parts = max(1, math.ceil(math.hypot(b[0] - a[0], b[1] - a[1]) / step))
        points.extend((a[0] + (b[0] - a[0]) * k / parts, a[1] + (b[1] - a[1]) * k / parts) for k in range(1, parts + 1))
    return points


def runs(line: Line, flags: Sequence[bool]) -> list[tuple[bool, list[Point]]]:
    """The line cut where the flag of its points changes; neighbouring parts share a point."""
    parts: list[tuple[bool, list[Point]]] = [(flags[0], [line[0]])]
    for point, flag in zip(line[1:], flags[1:], strict=True):
        parts[-1][1].append(point)
        if flag != parts[-1][0]:
            parts.append((flag, [point]))
    return [part for part in parts if len(part[1]) > 1]
