"""Borders: a table of where those between countries stand, and the phrases that name one side only ("the border with Iraq", "Syria's border").

The other side is then that of a place named shortly before which lies in a neighbour. Where none is, the sentence stands under the country as a
whole. The table is made by `tools/borders.py` from Natural Earth's lines, which are no position.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from geodata.locate.geodesy import along
from geodata.locate.positions import Point, at, km, rounded
from geodata.model import Place, Position, Resolution, Span

TABLE = Path(__file__).with_name("borders.csv")

NAMED_BEFORE = 1_000
"""How many characters before a border its other side may be named, in a place that lies there: about the length of a paragraph or two."""

_LINE = r"(?:border|frontier)"
_STRETCH = r"(?: (?:area|areas|region|regions|zone|crossing|crossings|fence|wall))?"
_BEFORE = re.compile(rf"(?<![\w-])(?:the |its |their )?(?:land )?{_LINE}{_STRETCH} (?:with|of|to) (?:the )?$", re.IGNORECASE)
_KINDS_OF_THINGS = "guard|polic|force|patrol|agent|official|secur|control|town|cit|village|post|dispute|minist|protect|check|state|war"
_OTHER_THINGS = rf" [a-z]*(?:{_KINDS_OF_THINGS})|[ ,]*[-–]\w| \w+ing\b"
"""What follows "border" where that only says what kind of thing is meant."""

_AFTER = re.compile(rf"(?:[’']s)? {_LINE}s?\b{_STRETCH}(?! (?:with|between|of)\b|{_OTHER_THINGS})", re.IGNORECASE)
_REACH = 60


@dataclass(frozen=True, slots=True)
class Border:
    """The border of two countries: a point on it, the radius in metres of a circle round that which holds all of it, and its length in metres."""

    lat: float
    lon: float
    radius_m: float
    length_m: float


def shared_border(anchor: Place, other: Place, apart_m: float) -> Point:
    """For "The Iraq–Syria border": a point on the line with the least circle round it that holds the whole line. Where the line is not held, between
    divisions mostly, the geodesic between the two middles is divided as their radii are."""
    if border := _between(anchor, other):
        which = f"The border of {anchor.name} and {other.name}"
        return _on(border, f"{which}, {km(border.length_m)} long; it is not said where on it")
    share = anchor.radius_m / max(1.0, anchor.radius_m + other.radius_m)
    lat, lon = along(anchor.lat, anchor.lon, other.lat, other.lon, share)
    radius_m = min(anchor.radius_m, other.radius_m)
    working = (
        f"The border of {at(anchor)} and {at(other)}: its line is not held, so it is drawn on the geodesic between the two middles, "
        f"{km(apart_m)} long and divided as their radii are, with the smaller radius, {km(radius_m)}."
    )
    return Point(lat, lon, rounded(radius_m), working)


def border_with(anchor: Place, sign: Place | None) -> Point:
    """For "The border with Iraq", whose other side is not named with it: the border on which the `sign` lies, a place in a neighbour that is named
    shortly before. Without one no point of its own, but the country as a whole."""
    if sign is None or not (border := _between(anchor, sign)):
        working = f"The border of {anchor.name}: neither its other side nor a place on it is named, so this stands under {anchor.name} as a whole."
        return Point(anchor.lat, anchor.lon, anchor.radius_m, working)
    which = f"The border of {anchor.name}; its other side is not named with it, and is taken to be that of {sign.name}, named before it"
    return _on(border, f"{which}. That line is {km(border.length_m)} long; it is not said where on it")


def _on(border: Border, said: str) -> Point:
    drawn = f"so it is drawn at a point of the line from which no other is farther than {km(border.radius_m)}"
    return Point(border.lat, border.lon, rounded(border.radius_m), f"{said}, {drawn}. The line is Natural Earth's, and no position on any dispute.")


def _between(one: Place, other: Place) -> Border | None:
    """The border of two countries, or of a country with that of the other place; None where they do not touch or the first is no country."""
    if not one.kind.startswith("PCL") or other.kind.startswith("ADM"):
        return None
    return _borders().get(_pair(one.country, other.country))


def borders_with_one_side(text: str, resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """The resolutions, where a country that stands alone in a phrase for its border is drawn on that border."""
    return tuple(_at_border(text, resolution, resolutions[:number]) for number, resolution in enumerate(resolutions))


def _at_border(text: str, resolution: Resolution, before: Sequence[Resolution]) -> Resolution:
    place, toponym = resolution.place, resolution.toponym
    if place is None or resolution.position is None or not place.kind.startswith("PCL") or not (span := _phrase(text, (toponym.start, toponym.end))):
        return resolution
    if resolution.position.phrase_start < span[0] or resolution.position.phrase_end > span[1]:
        return resolution  # a longer phrase has been read: "a mile inside the border with Syria", "the border between Iraq and Syria"
    near = (r.place for r in reversed(before) if r.place and r.position and r.toponym.start >= toponym.start - NAMED_BEFORE)
    point = border_with(place, next((sign for sign in near if _between(place, sign)), None))
    position = Position(*span, point.lat, point.lon, point.radius_m)
    return replace(resolution, position=position, working=f"{resolution.working} {point.working}")


def _phrase(text: str, name: Span) -> Span | None:
    """The whole phrase for a border around a name; None where there is none."""
    before, after = text[max(0, name[0] - _REACH) : name[0]].rsplit("\n", 1)[-1], text[name[1] : name[1] + _REACH]
    if found := _BEFORE.search(before):
        return name[0] - len(before) + found.start(), name[1]
    if found := _AFTER.match(after):
        the = 4 if before.lower().endswith("the ") else 0
        return name[0] - the, name[1] + found.end()
    return None


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


@cache
def _borders() -> dict[tuple[str, str], Border]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            (row["one"], row["other"]): Border(float(row["lat"]), float(row["lon"]), float(row["radius_km"]) * 1000, float(row["length_km"]) * 1000)
            for row in csv.DictReader(file)
        }
