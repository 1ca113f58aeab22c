"""A gazetteer's row before it is indexed, and the rule for the size of a place whose outline nobody gave."""

import math
from dataclasses import dataclass

from geodata.model import Place

MIN_RADIUS_M = 1_000.0
"""No settlement is drawn smaller than this: gazetteers' points lie up to about a kilometre from what people call the centre."""

UNKNOWN_RADIUS_M = 2_000.0
"""The radius of a settlement whose population is not given: that of a town of 27,000."""

_METRES_PER_CUBE_ROOT = 1_000 / 15


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with what the index needs beside it. `names` are all spellings it is found by, `demonyms` the words for its people and things."""

    place: Place
    population: int
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()


def settlement_radius_m(population: int) -> float:
    """The radius of a settlement in metres: a fifteenth of a kilometre times the cube root of its population, at least 1 km.

    Large cities are denser than small ones, so a radius grows more slowly than the square root. The constant was set by cities whose built-up
    area is well known (Mosul 180 km², Baghdad 670 km², Homs 100 km²): it gives them 7.9, 12.9 and 6.1 km.
    """
    if population <= 0:
        return UNKNOWN_RADIUS_M
    return max(MIN_RADIUS_M, float(round(_METRES_PER_CUBE_ROOT * math.cbrt(population))))


def area_radius_m(area_km2: float) -> float:
    """The radius in metres of the circle that has the same area, at least 1 km."""
    return max(MIN_RADIUS_M, float(round(1_000 * math.sqrt(area_km2 / math.pi))))
