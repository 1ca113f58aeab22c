"""Where land is, by the outlines of the basemap: whether a position of the gazetteer's tables lies at sea. Only tables' makers and tests ask."""

import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BASEMAP = Path(__file__).parents[1] / "static" / "basemap" / "world.json"

COAST_KM = 10.0
"""Positions this near to an outline count as land: outlines are thinned to about 2 km, towns stand on coasts, and middles are no surveys."""

_NEAR_DEG = 0.2  # of latitude: twice as far as `COAST_KM`

Line = NDArray[np.float64]


class Land:
    """The land of the basemap. It lacks islets and atolls, so that what it calls sea may still be one of these."""

    def __init__(self, file: Path = BASEMAP) -> None:
        world = json.loads(file.read_text(encoding="utf-8"))
        scale, shift = world["transform"]["scale"], world["transform"]["translate"]
        arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in world["arcs"]]
        rings = [ring for shape in world["objects"]["countries"]["geometries"] for ring in _rings(shape)]
        self._rings = [np.concatenate([arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring]) for ring in rings]
        self._boxes = np.array([(*ring.min(axis=0), *ring.max(axis=0)) for ring in self._rings]).T
        self._lines = np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in self._rings])

    def is_at_sea(self, lat: float, lon: float) -> bool:
        """Whether a position lies on no land of the basemap, nor within `COAST_KM` of any."""
        return not self._holds(lat, lon) and self._coast_km(lat, lon) > COAST_KM

    def _holds(self, lat: float, lon: float) -> bool:
        """By the even-odd rule over all rings at once, so that holes count as holes."""
        west, south, east, north = self._boxes
        near = np.flatnonzero((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north))
        return sum(_crossings(self._rings[at], lat, lon) for at in near.tolist()) % 2 == 1

    def _coast_km(self, lat: float, lon: float) -> float:
        """The distance to the nearest outline; beyond what matters it is only some larger number."""
        low, high = np.minimum(self._lines[:, 1], self._lines[:, 3]), np.maximum(self._lines[:, 1], self._lines[:, 3])
        lines = self._lines[(low < lat + _NEAR_DEG) & (high > lat - _NEAR_DEG)]
        if not len(lines):
            return math.inf
        narrow = np.array([math.cos(math.radians(lat)), 1.0])
        start, end = (lines[:, :2] - [lon, lat]) * narrow, (lines[:, 2:] - [lon, lat]) * narrow
        along = end - start
        length = np.maximum((along**2).sum(axis=1), 1e-12)
        share = np.clip(-(start * along).sum(axis=1) / length, 0.0, 1.0)
        return float(np.sqrt(((start + along * share[:, None]) ** 2).sum(axis=1).min())) * 111.3


def _rings(shape: dict[str, list[list[list[int]]]]) -> list[list[int]]:
    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    return [ring for part in parts for ring in part]  # type: ignore[misc]


def _crossings(ring: Line, lat: float, lon: float) -> int:
    """How often a line from the position to the east crosses the ring."""
    one, other = ring[:-1], ring[1:]
    spans = (one[:, 1] > lat) != (other[:, 1] > lat)
    a, b = one[spans], other[spans]
    at = a[:, 0] + (lat - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    return int((at > lon).sum())
