"""Where a phrase points, computed from its anchor: each formula gives latitude, longitude, radius in metres, and its working in words.

Uncertainty follows the point-radius method (Wieczorek, Guo and Hijmans 2004): the extent of the anchor, the rounding of the distance and the width of
the bearing. Where the method says nothing ("outskirts", "near"), the formula is ours and says so.
"""

import math
from dataclasses import dataclass

from geodata.locate.geodesy import destination, midpoint
from geodata.model import Place

FARTHEST_RING_M = 100_000.0
"""A distance without a direction is drawn up to this; "1,200 km from Baghdad" is no whereabouts."""


@dataclass(frozen=True, slots=True)
class Point:
    """A computed position. `working` is one sentence or two for the reader."""

    lat: float
    lon: float
    radius_m: float
    working: str


@dataclass(frozen=True, slots=True)
class Length:
    """A distance as written. `unit` is its name as written, `unit_m` its length in metres; `is_most` marks "within", `is_vague` "a few"."""

    number: float
    unit: str
    unit_m: float
    is_most: bool = False
    is_vague: bool = False

    @property
    def m(self) -> float:
        """The distance in metres."""
        return self.number * self.unit_m

    @property
    def words(self) -> str:
        """As written, with kilometres beside other units."""
        written = f"{self.number:g} {self.unit}"
        return written if self.unit_m == 1_000 else f"{written} ({km(self.m)})"

    @property
    def rounding(self) -> float:
        """By how much the number may be off, in its own unit: half the step it looks rounded to (1, 5, 10, 50 …; a tenth for decimals), half of it
        where it is vague."""
        if self.is_vague:
            return self.number / 2
        if self.number != int(self.number):
            return 0.05 if self.number * 2 != int(self.number * 2) else 0.25
        step = 1
        for wider in (5, 10, 50, 100, 500, 1000):
            if self.number % wider == 0:
                step = wider
        return step / 2


@dataclass(frozen=True, slots=True)
class Bearing:
    """A compass direction as written; `width_deg` is how far to either side it may mean."""

    words: str
    deg: float
    width_deg: float

    @property
    def adjective(self) -> str:
        """The word with -ern: "western" for "west"."""
        words = self.words.lower()
        return words if words.endswith("ern") else words + "ern"


def at_offset(anchor: Place, length: Length, bearing: Bearing) -> Point:
    """For "15 miles west of Homs"; for "within 15 miles west of Homs" half of that, as far off as the whole."""
    if length.is_most:
        return _up_to(anchor, length, bearing)
    lat, lon = destination(anchor.lat, anchor.lon, bearing.deg, length.m)
    rounding_m = length.rounding * length.unit_m
    corner_m = _corner_m(length.m, rounding_m, bearing.width_deg)
    return Point(
        lat,
        lon,
        rounded(anchor.radius_m + corner_m),
        f"{length.words} {bearing.words} ({bearing.deg:g}°) of {at(anchor)} along the geodesic. "
        f"Radius: {km(anchor.radius_m)} for the extent of {anchor.name} and {km(corner_m)} for the distance "
        f"(± {length.rounding:g} {length.unit}) and the bearing (± {bearing.width_deg:g}°).",
    )


def _up_to(anchor: Place, length: Length, bearing: Bearing) -> Point:
    lat, lon = destination(anchor.lat, anchor.lon, bearing.deg, length.m / 2)
    radius_m = anchor.radius_m + length.m / 2
    working = (
        f"Up to {length.words} {bearing.words} ({bearing.deg:g}°) of {at(anchor)}: drawn at half of that along the geodesic. "
        f"Radius: {km(anchor.radius_m)} for the extent of {anchor.name} and {km(length.m / 2)} for the distance."
    )
    return Point(lat, lon, rounded(radius_m), working)


def at_distance(anchor: Place, length: Length) -> Point | None:
    """For "Seven miles outside Homs": no direction is given, so the circle lies around it. None beyond 100 km, where it would say nothing."""
    if length.m > FARTHEST_RING_M:
        return None
    rounding_m = 0.0 if length.is_most else length.rounding * length.unit_m
    radius_m = anchor.radius_m + length.m + rounding_m
    working = (
        f"{'Up to ' if length.is_most else ''}{length.words} from {at(anchor)}, no direction given: drawn around it. "
        f"Radius: the distance, its rounding and the {km(anchor.radius_m)} of {anchor.name}'s extent."
    )
    return Point(anchor.lat, anchor.lon, rounded(radius_m), working)


def towards(anchor: Place, bearing: Bearing) -> Point:
    """For "West of Homs", without a distance: taken as anywhere from its edge to ten kilometres, or twice its radius, beyond."""
    reach_m = max(10_000.0, 2 * anchor.radius_m)
    lat, lon = destination(anchor.lat, anchor.lon, bearing.deg, anchor.radius_m + reach_m / 2)
    working = f"{bearing.words.capitalize()} of {at(anchor)}, no distance given: up to {km(reach_m)} beyond its edge, and drawn at half of that."
    return Point(lat, lon, rounded(reach_m / 2 + anchor.radius_m / 2), working)


def part(anchor: Place, bearing: Bearing) -> Point:
    """For "Western Mosul": the half, or for "north-western" the quarter, of the circle on that side, as a circle of the same area at its centroid."""
    share = 4 / (3 * math.pi) if bearing.deg % 90 == 0 else 4 * math.sqrt(2) / (3 * math.pi)
    scale = math.sqrt(0.5) if bearing.deg % 90 == 0 else 0.5
    lat, lon = destination(anchor.lat, anchor.lon, bearing.deg, share * anchor.radius_m)
    piece = "half" if bearing.deg % 90 == 0 else "quarter"
    working = (
        f"The {bearing.adjective} part of {at(anchor)}: the {piece} of its circle of {km(anchor.radius_m)} on that side, "
        f"drawn at its centroid, {km(share * anchor.radius_m)} from the middle, as a circle of the same area."
    )
    return Point(lat, lon, rounded(scale * anchor.radius_m), working)


def centre(anchor: Place) -> Point:
    """For "Central Mosul": the inner half of the radius."""
    return Point(
        anchor.lat,
        anchor.lon,
        rounded(anchor.radius_m / 2),
        f"The centre of {at(anchor)}: the inner half of its radius of {km(anchor.radius_m)}.",
    )


def outskirts(anchor: Place, bearing: Bearing | None) -> Point:
    """For "Outskirts of Mosul", "north-western outskirts of Mosul": the ring from 0.7 to 1.3 of the radius, or its stretch on one side."""
    if bearing is None:
        ring = f"the ring from 0.7 to 1.3 of its radius of {km(anchor.radius_m)}"
        working = f"The outskirts of {at(anchor)}, no side given: {ring}, drawn as a circle around it."
        return Point(anchor.lat, anchor.lon, rounded(1.3 * anchor.radius_m), working)
    lat, lon = destination(anchor.lat, anchor.lon, bearing.deg, anchor.radius_m)
    working = (
        f"The {bearing.adjective} outskirts of {at(anchor)}: on the edge of its circle, {km(anchor.radius_m)} from the middle at {bearing.deg:g}°; "
        f"radius half of that, for a ring from 0.7 to 1.3 of it and the width of the bearing."
    )
    return Point(lat, lon, rounded(0.5 * anchor.radius_m), working)


def near(anchor: Place) -> Point:
    """For "Near Haditha": anywhere from the place itself to five kilometres, or its own radius, beyond its edge."""
    beyond_m = max(5_000.0, anchor.radius_m)
    working = f"Near {at(anchor)}: up to {km(beyond_m)} beyond its edge, in no known direction, so drawn around it."
    return Point(anchor.lat, anchor.lon, rounded(anchor.radius_m + beyond_m), working)


def at_the_gates(anchor: Place) -> Point:
    """For "At the gates of Baghdad": near it and not in it, up to 25 kilometres, or its own radius, beyond its edge."""
    beyond_m = max(25_000.0, anchor.radius_m)
    working = f"Before {at(anchor)}, not in it: up to {km(beyond_m)} beyond its edge, in no known direction, so drawn around it."
    return Point(anchor.lat, anchor.lon, rounded(anchor.radius_m + beyond_m), working)


def between(anchor: Place, other: Place, apart_m: float) -> Point:
    """For "Between Erbil and Mosul": the middle, with a radius that reaches both."""
    lat, lon = midpoint(anchor.lat, anchor.lon, other.lat, other.lon)
    working = f"Between {at(anchor)} and {at(other)}, {km(apart_m)} apart: drawn at the middle of the geodesic, with a radius that reaches both."
    return Point(lat, lon, rounded(apart_m / 2), working)


def on_the_road(anchor: Place, other: Place, apart_m: float) -> Point:
    """For "The road from Baghdad to Mosul": the middle of the geodesic, with a radius that reaches both ends; no road's course is held."""
    lat, lon = midpoint(anchor.lat, anchor.lon, other.lat, other.lon)
    working = (
        f"On the way from {at(anchor)} to {at(other)}, {km(apart_m)} apart: its course is not held, so it is drawn at the middle of the geodesic, "
        "with a radius that reaches both."
    )
    return Point(lat, lon, rounded(apart_m / 2), working)


def inside(anchor: Place, length: Length) -> Point:
    """For "A mile inside Syria": within its border by so much, it is not said where; drawn as its circle."""
    working = f"{length.words} inside {at(anchor)}, it is not said where along its border: drawn as the circle of {anchor.name}."
    return Point(anchor.lat, anchor.lon, rounded(anchor.radius_m), working)


def _corner_m(length_m: float, rounding_m: float, width_deg: float) -> float:
    """How far the farthest corner of the sector (distance and bearing both at their limit) lies from the computed point."""
    outer_m = length_m + rounding_m
    return math.sqrt(length_m**2 + outer_m**2 - 2 * length_m * outer_m * math.cos(math.radians(width_deg)))


def rounded(radius_m: float) -> float:
    """A radius in metres, to a hundred."""
    return float(round(radius_m, -2))


def at(place: Place) -> str:
    """A place with its position, for a `working`."""
    return f"{place.name} ({place.lat:.3f}, {place.lon:.3f})"


def km(length_m: float) -> str:
    """A length in metres as words in kilometres."""
    return f"{length_m / 1000:,.1f} km"
