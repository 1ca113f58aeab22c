"""Distances and compass directions in English words: their patterns, and what they measure."""

import re

from geodata.locate.numerals import NUMBER, is_vague, number_of
from geodata.locate.positions import Bearing, Length

UNITS_M = {
    r"nautical miles?|naut\.? miles?|nmi": 1852.0,
    r"miles?|mi": 1609.344,
    r"kilomet(?:re|er)s?|kms?|kilos|klicks?|clicks?": 1000.0,
    r"met(?:re|er)s?|m": 1.0,
    r"yards?|yds?": 0.9144,
    r"feet|foot|ft": 0.3048,
}
"""Pattern of a unit's names → its length in metres."""

_POINTS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_CORNERS = {"northeast": 45.0, "southeast": 135.0, "southwest": 225.0, "northwest": 315.0}
_SIXTEENTHS = {
    "northnortheast": 22.5,
    "eastnortheast": 67.5,
    "eastsoutheast": 112.5,
    "southsoutheast": 157.5,
    "southsouthwest": 202.5,
    "westsouthwest": 247.5,
    "westnorthwest": 292.5,
    "northnorthwest": 337.5,
}
_LETTERS = {"n": "north", "e": "east", "s": "south", "w": "west"}

_unit = "|".join(UNITS_M)
_side = r"(?:north|south)(?:[- ]?(?:north|south))?[- ]?(?:east|west)|(?:east|west)[- ]?(?:north|south)[- ]?(?:east|west)|north|south|east|west"

_MOST = r"(?:within|less than|under|up to|at most|not more than|no more than|fewer than)"
_HEDGE = (
    r"(?:about|some|around|roughly|approximately|approx\.?|nearly|almost|over|just|only|more than|at least|a mere|another|an estimated|well over)"
)
LENGTH = (
    rf"(?:{_HEDGE} )*(?P<most>{_MOST} )?(?:{_HEDGE} )*(?:(?P<number>{NUMBER})[- ]?(?P<unit>{_unit})(?: (?P<more>and a half|and a quarter))?"
    r"(?: \([^()]{1,25}\)|/\d+[- ]?\w+)?)"
)
"""Pattern of a distance, with the groups `number`, `unit`, `more` and, for an upper bound, `most`. A conversion in brackets is passed over."""

_TWO_SIDES = r"(?:north|south)(?: and |/)(?:east|west)|(?:east|west)(?: and |/)(?:north|south)"

BEARING_WORDS = rf"(?P<bearing>(?:{_TWO_SIDES}|{_side})(?:ern(?:most)?|erly|wards?)?)"
"""Pattern of a compass direction in words, with the group `bearing`."""

BEARING = rf"(?P<bearing>(?:{_TWO_SIDES}|{_side})(?:ern|erly|wards?)?|(?-i:[NS](?:[NS]?[EW])?|[EW](?:[NS][EW])?))"
"""The same, or in capital letters ("NNE"): only where a distance stands before it, since a lone letter may be anything."""


def length_of(match: re.Match[str]) -> Length:
    """The distance that a match of LENGTH holds."""
    more = {"and a half": 0.5, "and a quarter": 0.25}.get((match["more"] or "").lower(), 0.0)
    number = number_of(match["number"]) + more
    unit_m = next(unit_m for pattern, unit_m in UNITS_M.items() if re.fullmatch(pattern, match["unit"], re.IGNORECASE))
    return Length(number, match["unit"], unit_m, is_most=bool(match["most"]), is_vague=is_vague(match["number"]))


def bearing_of(match: re.Match[str]) -> Bearing:
    """The direction that a match of BEARING holds.

    It is 22.5° wide to either side for the eight main points, 11.25° for those between, 45° for "south and west".
    """
    words = match["bearing"]
    key = re.sub(r"[- ]|er(?:n|nmost|ly)$|wards?$", "", words.lower())
    if two := re.fullmatch(r"(north|south|east|west)(?:and|/)(north|south|east|west)", key):
        return Bearing(words, _CORNERS["".join(sorted(two.groups(), key=("north", "south", "east", "west").index))], 45.0)
    if key not in _POINTS and len(key) <= 3:
        key = "".join(_LETTERS[letter] for letter in key)
    if key in _SIXTEENTHS:
        return Bearing(words, _SIXTEENTHS[key], 11.25)
    return Bearing(words, (_POINTS | _CORNERS)[key], 22.5)
