"""Distances and compass directions in English words: their patterns, and what they measure."""

import re

from geodata.locate.positions import Bearing, Length

_TO_NINE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_TENS = {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0}
NUMBERS: dict[str, float] = {
    **{word: float(number) for number, word in enumerate(_TO_NINE + _TEENS)},
    **_TENS,
    "half a": 0.5,
    "a": 1.0,
    "an": 1.0,
    "a couple of": 2.0,
    "a few": 3.0,
    "several": 5.0,
    "a dozen": 12.0,
    "two dozen": 24.0,
    "a hundred": 100.0,
    "one hundred": 100.0,
}
"""Number words → number."""

UNITS_M = {
    r"nautical miles?": 1852.0,
    r"miles?|mi": 1609.344,
    r"kilomet(?:re|er)s?|kms?|klicks?": 1000.0,
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

_number = "|".join([r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", *sorted(NUMBERS, key=len, reverse=True)])
_unit = "|".join(UNITS_M)
_side = r"(?:north|south)(?:[- ]?(?:north|south))?[- ]?(?:east|west)|(?:east|west)[- ]?(?:north|south)[- ]?(?:east|west)|north|south|east|west"

_HEDGE = r"(?:(?:about|some|around|roughly|approximately|nearly|almost|over|under|just|up to|more than|less than|within|at least) )"
LENGTH = rf"(?:{_HEDGE})*(?P<number>{_number})[- ]?(?P<unit>{_unit})"
"""Pattern of a distance, with the groups `number` and `unit`."""

BEARING_WORDS = rf"(?P<bearing>(?:{_side})(?:ern|erly)?)"
"""Pattern of a compass direction in words, with the group `bearing`."""

BEARING = rf"(?P<bearing>(?:{_side})(?:ern|erly)?|(?-i:[NS](?:[NS]?[EW])?|[EW](?:[NS][EW])?))"
"""The same, or in capital letters ("NNE"): only where a distance stands before it, since a lone letter may be anything."""


def length_of(match: re.Match[str]) -> Length:
    """The distance that a match of LENGTH holds."""
    written = match["number"].lower()
    number = NUMBERS[written] if written in NUMBERS else float(written.replace(",", ""))
    unit_m = next(unit_m for pattern, unit_m in UNITS_M.items() if re.fullmatch(pattern, match["unit"], re.IGNORECASE))
    return Length(number, match["unit"], unit_m)


def bearing_of(match: re.Match[str]) -> Bearing:
    """The direction that a match of BEARING holds: 22.5° to either side for the eight main points, 11.25° for those between."""
    words = match["bearing"]
    key = re.sub(r"[- ]|er(?:n|ly)$", "", words.lower())
    if key not in _POINTS and len(key) <= 3:
        key = "".join(_LETTERS[letter] for letter in key)
    if key in _SIXTEENTHS:
        return Bearing(words, _SIXTEENTHS[key], 11.25)
    return Bearing(words, (_POINTS | _CORNERS)[key], 22.5)
