"""The basemap cut to what an export shows: whole near its places, coarse elsewhere, so that one file stays small and the world is still there.

A topology (TopoJSON) in and a smaller one out, for the same script. Lines that two areas share stay shared, so no gap opens between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

Topology = Mapping[str, Any]
Point = tuple[int, int]
Near = frozenset[tuple[int, int]]
"""Cells of one degree, by the south-west corner."""

NEAR_DEG = 5.0
"""How far around a place every line is kept: what a reader sees who looks at one place from some way off."""

COARSE_DEG = 0.4
"""How far apart points stay elsewhere: about a pixel at the zoom levels that show a continent."""

_NEEDED = ("name", "other_names", "at", "km", "contested")
"""The properties that the map's script reads; the sources and notes of what is in dispute are given in words elsewhere."""

_KM_A_DEGREE = 111.0


def reach_deg(radius_m: float, *, is_line: bool) -> float:
    """How far around a place its surroundings are kept: a river's course as far as it goes, all else alike."""
    return NEAR_DEG + (radius_m / 1000 / _KM_A_DEGREE if is_line else 0.0)


def cells_near(places: Iterable[tuple[float, float, float]]) -> Near:
    """The cells within a reach of the places, each given as latitude, longitude and reach in degrees."""
    found: set[tuple[int, int]] = set()
    for lat, lon, reach in places:
        for south in range(int(lat - reach) - 1, int(lat + reach) + 2):
            found |= {(south, _wrapped(west)) for west in range(int(lon - reach) - 1, int(lon + reach) + 2)}
    return frozenset(found)


def cut(topology: Topology, near: Near) -> Topology:
    """The topology with every point in the cells and few elsewhere. Areas stay all of them but for islets; waters only where they reach the cells."""
    thinned = [_thin(arc, topology["transform"], near) for arc in topology["arcs"]]
    arcs = [_relative(points) for points, _ in thinned]
    is_near = [touched for _, touched in thinned]
    was = [len(arc) for arc in topology["arcs"]]
    is_gone = [len(arc) < min(4, number) and points[0] == points[-1] for arc, (points, _), number in zip(arcs, thinned, was, strict=True)]
    objects = {name: _kept(group, name, is_near, is_gone) for name, group in topology["objects"].items()}
    return _renumbered({**topology, "objects": objects, "arcs": arcs})


def _wrapped(lon: int) -> int:
    return (lon + 180) % 360 - 180


def _thin(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]], near: Near) -> tuple[list[Point], bool]:
    """The points of an arc that stay, in whole numbers of the grid, and whether one of them lies near."""
    xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
    points = list(zip(xs, ys, strict=True))
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    inside = [(int((y * sy + ty) // 1), _wrapped(int((x * sx + tx) // 1))) in near for x, y in points]
    kept = [points[0]]
    for number in range(1, len(points) - 1):
        x, y = points[number]
        if inside[number] or abs(x - kept[-1][0]) * sx >= COARSE_DEG or abs(y - kept[-1][1]) * sy >= COARSE_DEG:
            kept.append((x, y))
    return [*kept, points[-1]], any(inside)


def _relative(points: Sequence[Point]) -> list[list[int]]:
    return [list(points[0]), *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(points))]


def _kept(group: Mapping[str, Any], name: str, is_near: Sequence[bool], is_gone: Sequence[bool]) -> Mapping[str, Any]:
    found = []
    for geometry in group["geometries"]:
        parts = _parts(geometry)
        if name in ("lakes", "rivers"):
            parts = [part for part in parts if any(is_near[_own(n)] for n in _numbers(part))]
        parts = [part for part in parts if not all(is_gone[_own(n)] for n in _numbers(part))]
        if parts:
            found.append(_rebuilt(geometry, parts))
    return {"type": group["type"], "geometries": found}


def _parts(geometry: Mapping[str, Any]) -> list[Any]:
    arcs = geometry["arcs"]
    return list(arcs) if geometry["type"].startswith("Multi") else [arcs]


def _rebuilt(geometry: Mapping[str, Any], parts: list[Any]) -> Mapping[str, Any]:
    arcs = parts if geometry["type"].startswith("Multi") else parts[0]
    made = {name: geometry[name] for name in ("type", "id") if name in geometry}
    properties = {name: value for name, value in geometry.get("properties", {}).items() if name in _NEEDED}
    return {**made, **({"properties": properties} if properties else {}), "arcs": arcs}


def _numbers(arcs: Any) -> list[int]:
    """Every arc number in a nest of lists, as it stands: negative for backwards."""
    return [arcs] if isinstance(arcs, int) else [number for inner in arcs for number in _numbers(inner)]


def _own(number: int) -> int:
    return ~number if number < 0 else number


def _renumbered(topology: Mapping[str, Any]) -> Topology:
    """Without the arcs that nothing uses any more."""
    used = sorted({_own(n) for group in topology["objects"].values() for g in group["geometries"] for n in _numbers(g["arcs"])})
    new = {old: number for number, old in enumerate(used)}

    def replaced(arcs: Any) -> Any:
        if isinstance(arcs, int):
            return ~new[~arcs] if arcs < 0 else new[arcs]
        return [replaced(inner) for inner in arcs]

    objects = {
        name: {**group, "geometries": [{**g, "arcs": replaced(g["arcs"])} for g in group["geometries"]]}
        for name, group in topology["objects"].items()
    }
    return {**topology, "objects": objects, "arcs": [topology["arcs"][old] for old in used]}
