"""What is in dispute: areas to hatch, and borders cut into agreed and contested lines. The table disputed.json says which, and by what source."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.basemap.geometry import Box, Line, Point, box_of, densified, distance, inside, near, runs, unwrapped
from tools.basemap.topojson import Json, Source, Topology, polygons

ALONG_DEG = 0.06
"""A border is contested where it runs along the outline of a disputed area: within about 6 km, more than the table's outlines are rounded."""

STEP_DEG = 0.05
WORLD_ATLAS = "world-atlas/countries-50m.json"
RUSSIA = "643"


@dataclass(frozen=True)
class Area:
    """A row of the table with its shape: `rings` of its own, or `geometries` of the basemap."""

    row: Json
    rings: list[list[Point]]
    geometries: list[Json]

    def outlines(self, source: Source) -> list[list[Point]]:
        return self.rings + [source.joined(polygon[0]) for geometry in self.geometries for polygon in polygons(geometry)]


def areas(base: list[Json]) -> list[Area]:
    """The rows of the table with their shapes. Raises LookupError where a row names a country or part that is not there."""
    table = json.loads((Path(__file__).parent / "disputed.json").read_text(encoding="utf-8"))["areas"]
    by_id = {geometry["id"]: geometry for geometry in base}
    return [Area(row, _rings(row), [by_id[unit] for unit in row.get("units", ())]) for row in table]


def _rings(row: Json) -> list[list[Point]]:
    own = [[(lon, lat) for lon, lat in ring] for ring in row.get("rings", ())]
    return own + [_part(tuple(part["at"])) for part in row.get("parts", ())]


def _part(at: Point) -> list[Point]:
    """The polygon of Russia in world-atlas that holds a point: there Natural Earth draws who is in control."""
    source = Source(WORLD_ATLAS)
    russia = next(geometry for geometry in source.geometries("countries") if geometry.get("id") == RUSSIA)
    found = [ring for polygon in polygons(russia) if inside(at, ring := source.joined(polygon[0]))]
    if not found:
        raise LookupError(f"no part of Russia in world-atlas holds {at}")
    return found[0]


def hatched(found: list[Area], topology: Topology) -> Iterator[Json]:
    """Every row of the table with its name, note and sources; one that is a border only has no area."""
    for area in found:
        arcs = [polygon for geometry in area.geometries for polygon in polygons(geometry)]
        arcs += [[[topology.add(ring)]] for ring in area.rings]
        yield {"type": "MultiPolygon", "properties": {key: area.row[key] for key in ("name", "note", "sources")}, "arcs": arcs}


def borders(source: Source, beside: dict[int, set[str]], found: list[Area], topology: Topology) -> Iterator[Json]:
    """Two geometries: borders that are agreed, and those that are contested, the outlines of disputed areas inside a country among them."""
    agreed: list[int] = []
    contested: list[int] = []
    outlines = [(box_of(ring), ring) for area in found for ring in area.outlines(source)]
    for arc, sides in ((arc, ids) for arc, ids in beside.items() if len(ids) > 1):
        for is_contested, line in _cut(source.arcs[arc], sides, found, outlines):
            (contested if is_contested else agreed).append(topology.add(unwrapped(line)))
    contested += [topology.add(line) for area in found for ring in area.rings for line in _inland(ring, source)]
    yield {"type": "MultiLineString", "properties": {"contested": False}, "arcs": [[arc] for arc in agreed]}
    yield {"type": "MultiLineString", "properties": {"contested": True}, "arcs": [[arc] for arc in contested]}


def _cut(arc: Line, sides: set[str], found: list[Area], outlines: list[tuple[Box, list[Point]]]) -> list[tuple[bool, list[Point]]]:
    pairs = [set(pair) for area in found for pair in area.row.get("borders", ())]
    units = {unit for area in found for unit in area.row.get("units", ())}
    if sides in pairs or sides & units:
        return [(True, list(arc))]
    box = box_of(arc)
    close = [ring for ring_box, ring in outlines if near(box, ring_box, ALONG_DEG)]
    if not close:
        return [(False, list(arc))]
    return runs(arc, [any(distance(point, ring) < ALONG_DEG for ring in close) for point in arc])


def _inland(ring: list[Point], source: Source) -> list[list[Point]]:
    """The parts of a ring that run along no border and no coast of the basemap."""
    box = box_of(ring)
    close = [arc for arc in source.arcs if near(box, box_of(arc), ALONG_DEG)]
    line = densified(ring, STEP_DEG)
    free = [all(distance(point, arc) >= ALONG_DEG for arc in close) for point in line]
    return [part for is_free, part in runs(line, free) if is_free and len(part) > 2]
