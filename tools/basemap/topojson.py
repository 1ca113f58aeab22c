"""Reading and writing TopoJSON (specification 2): arcs of whole numbers on a grid, each stored once."""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.basemap.geometry import Line, Point

MODULES = Path(__file__).parents[2] / "node_modules"

Json = dict[str, Any]


class Source:
    """A TopoJSON file of an npm package, its arcs decoded to (longitude, latitude)."""

    def __init__(self, path: str) -> None:
        self.json: Json = json.loads((MODULES / path).read_text(encoding="utf-8"))
        self.arcs = [self._decode(arc) for arc in self.json["arcs"]]

    def _decode(self, arc: Iterable[Sequence[int]]) -> list[Point]:
        (sx, sy), (tx, ty) = self.json["transform"]["scale"], self.json["transform"]["translate"]
        x = y = 0
        points = []
        for dx, dy, *_ in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        return points

    def geometries(self, name: str) -> list[Json]:
        return list(self.json["objects"][name]["geometries"])

    def joined(self, indexes: Iterable[int]) -> list[Point]:
        """The line that a list of arc numbers stands for; a negative one is run backwards."""
        points: list[Point] = []
        for index in indexes:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def lines(self, geometry: Json) -> list[list[Point]]:
        parts = {"LineString": [geometry.get("arcs")], "MultiLineString": geometry.get("arcs", [])}.get(geometry.get("type", ""), [])
        return [self.joined(part) for part in parts]


def polygons(geometry: Json) -> list[list[list[int]]]:
    """The polygons of a geometry as lists of rings of arc numbers."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []


class Topology:
    """A file in the making. Every line is put on one grid of 1e-3 degrees, about 100 metres."""

    scale = 0.001

    def __init__(self) -> None:
        self.arcs: list[list[list[int]]] = []
        self.objects: dict[str, list[Json]] = {}

    def add(self, line: Line) -> int:
        """Store a line of (longitude, latitude) as an arc and return its number."""
        grid = [(round((lon + 180) / self.scale), round((lat + 90) / self.scale)) for lon, lat in line]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(grid) if a != b]
        self.arcs.append([list(step) for step in [grid[0], *(steps or [(0, 0)])]])
        return len(self.arcs) - 1

    def text(self) -> str:
        """The file's content, on one line an object so that a change shows in a diff."""
        head = {"type": "Topology", "transform": {"scale": [self.scale, self.scale], "translate": [-180, -90]}}
        objects = ",\n".join(f'"{name}":{_compact({"type": "GeometryCollection", "geometries": g})}' for name, g in self.objects.items())
        return f'{_compact(head)[:-1]},\n"objects":{{\n{objects}\n}},\n"arcs":{_compact(self.arcs)}}}\n'


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
