"""Phrases that take two names: "between Erbil and Mosul". Both names point to the same computed position."""

import re
from collections.abc import Sequence
from dataclasses import replace

from geodata.locate import positions
from geodata.locate.geodesy import distance_m
from geodata.model import Position, Resolution

FARTHEST_M = 500_000.0
"""Two places farther apart than this are not said to have something between them on the ground: it is their relations that are meant."""

_SPOTS = frozenset({"PPL", "PPLC", "PPLX", "INSB", "AIRB", "DAM", "ANS", "ISL"})
_BETWEEN = re.compile(r"\bbetween (?:the (?:city|town|village)s? of )?$", re.IGNORECASE)
_AND = re.compile(r" and (?:the (?:city|town|village) of )?")
_RELATION = re.compile(
    r"\b(?:talks?|relations?|ties|tensions?|war|wars|peace|deal|agreement|treaty|match|game|dispute|rivalry|cooperation|trade|difference|meeting|alliance|divided?)\s+$",
    re.IGNORECASE,
)


def between_phrases(text: str, resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """The resolutions, with the middle as position for each pair of neighbours that stands in "between A and B"."""
    found = list(resolutions)
    for at in range(len(found) - 1):
        if pair := _middle(text, found[at], found[at + 1]):
            found[at : at + 2] = pair
    return tuple(found)


def _middle(text: str, one: Resolution, other: Resolution) -> tuple[Resolution, Resolution] | None:
    start = _phrase_start(text, one, other)
    if start is None or one.place is None or other.place is None or not {one.place.kind, other.place.kind} <= _SPOTS:
        return None
    apart_m = distance_m(one.place.lat, one.place.lon, other.place.lat, other.place.lon)
    if not 0 < apart_m <= FARTHEST_M:
        return None
    point = positions.between(one.place, other.place, apart_m)
    position = Position(start, other.toponym.end, point.lat, point.lon, point.radius_m)
    return (
        replace(one, position=position, working=f"{one.working} {point.working}"),
        replace(other, position=position, working=f"{other.working} {point.working}"),
    )


def _phrase_start(text: str, one: Resolution, other: Resolution) -> int | None:
    before = text[max(0, one.toponym.start - 60) : one.toponym.start]
    match = _BETWEEN.search(before)
    if not match or _RELATION.search(before[: match.start()]) or not _AND.fullmatch(text[one.toponym.end : other.toponym.start]):
        return None
    return one.toponym.start - len(before) + match.start()
