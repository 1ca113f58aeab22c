"""Makes the table of borders between countries from the basemap: `geodata/locate/borders.csv`, one row a pair that touches on land.

    python -m tools.borders

The point is the one on the border whose farthest other point of it is nearest, and the radius is the distance to that: the least circle that stands
on the line and holds it all. The lines are Natural Earth's as the basemap has them, good to about a kilometre; they are no position.
"""

import csv
import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.land import BASEMAP

TABLE = Path(__file__).parents[1] / "geodata" / "locate" / "borders.csv"
COLUMNS = ("one", "other", "lat", "lon", "radius_km", "length_km")

EARTH_KM = 6371.0
"""The mean radius of the Earth (IUGG)."""

Line = NDArray[np.float64]


def main() -> None:
    """Write the table."""
    world = json.loads(BASEMAP.read_text(encoding="utf-8"))
    scale, shift = world["transform"]["scale"], world["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in world["arcs"]]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for pair, numbers in sorted(_shared(world["objects"]["countries"]["geometries"]).items()):
            writer.writerow([*pair, *_measured([arcs[number] for number in numbers])])


def _shared(countries: list[dict[str, object]]) -> dict[tuple[str, str], list[int]]:
    """Two ISO codes in order → the numbers of the arcs that both countries have."""
    owners: defaultdict[int, set[str]] = defaultdict(set)
    for country in countries:
        for number in _numbers(country["arcs"]):
            owners[number].add(str(country.get("id", "")))
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, codes in sorted(owners.items()):
        for one, other in combinations(sorted(code for code in codes if code), 2):
            found[one, other].append(number)
    return found


def _numbers(arcs: object) -> list[int]:
    if isinstance(arcs, int):
        return [arcs if arcs >= 0 else ~arcs]
    return [number for part in arcs for number in _numbers(part)] if isinstance(arcs, list) else []


def _measured(lines: list[Line]) -> tuple[float, float, float, float]:
    points = np.concatenate(lines)
    far = np.array([_km(points, point).max() for point in points])
    middle = int(far.argmin())
    length = sum(float(_km(line[1:], line[:-1]).sum()) for line in lines)
    return round(float(points[middle, 1]), 3), round(float(points[middle, 0]), 3), round(float(far[middle]), 1), round(length, 1)


def _km(points: Line, to: Line) -> Line:
    """Great-circle distances (haversine)."""
    (lon, lat), (to_lon, to_lat) = np.radians(points).T, np.radians(to).T
    half = np.sin((lat - to_lat) / 2) ** 2 + np.cos(lat) * np.cos(to_lat) * np.sin((lon - to_lon) / 2) ** 2
    found: Line = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
    return found


if __name__ == "__main__":
    sys.exit(main())
