"""Phrases that take two names: "between Erbil and Mosul", "the road from Homs to Raqqa", "the Iraq–Syria border".

The first name's resolution gets the computed position and becomes the mention; the second is its anchor and becomes none of its own.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from geodata.locate import positions
from geodata.locate.borders import shared_border
from geodata.locate.geodesy import distance_m
from geodata.model import Place, Position, Resolution

FARTHEST_M = 500_000.0
"""Two places farther apart than this are not said to have something between them on the ground: it is their relations that are meant."""

NEIGHBOURS = 2.0
"""Two areas whose middles lie farther apart than so many times the sum of their radii have no border."""

SPOTS = frozenset({"PPL", "PPLC", "PPLX", "PPLA", "PPLA2", "PPLA3", "PPLA4", "INSB", "AIRB", "AIRP", "DAM", "ANS", "ISL", "COORD"})
AREAS = frozenset({"PCLI", "PCLD", "PCLS", "TERR", "ADM1", "ADM2", "RGN"})

_THE = r"(?:the )?(?:(?:city|town|village|cities|towns|villages)(?: of)? )?"
_ROAD = r"(?:road|roads|highway|route|routes|motorway|railway|rail line|pipeline|corridor|convoy route|supply (?:line|route)s?)"
_BORDER = r"(?:border|frontier|boundary)"
_RELATION = re.compile(
    r"\b(?:talks?|relations?|ties|tensions?|war|wars|peace|deal|agreement|treaty|match|game|dispute|rivalry|cooperation|trade|difference|meeting|alliance|divided?)\s+$",
    re.IGNORECASE,
)
_REACH = 60

Formula = Callable[[Place, Place, float], positions.Point]


@dataclass(frozen=True, slots=True)
class PairRule:
    """`before` must match the text that ends where the first name begins, `joint` all between the names, `after` the text that follows the second."""

    before: re.Pattern[str]
    joint: re.Pattern[str]
    after: re.Pattern[str]
    kinds: frozenset[str]
    formula: Formula


def _rule(before: str, joint: str, after: str, kinds: frozenset[str], formula: Formula) -> PairRule:
    start = re.compile(rf"(?<![\w-]){before}$", re.IGNORECASE) if before else re.compile(r"(?:\bthe )?$")
    return PairRule(start, re.compile(joint, re.IGNORECASE), re.compile(after, re.IGNORECASE), kinds, formula)


RULES: tuple[PairRule, ...] = (
    _rule(rf"between {_THE}", rf" and {_THE}", "", SPOTS, positions.between),
    _rule(rf"{_ROAD} (?:(?:running|leading|going|that (?:runs|leads)) )?from {_THE}", rf" (?:\w+ )?to {_THE}", "", SPOTS, positions.on_the_road),
    _rule("", r" ?[-–—] ?(?:to-)?", rf" {_ROAD}\b", SPOTS, positions.on_the_road),
    _rule(rf"(?:the )?{_BORDER} between (?:the )?", r" and (?:the )?", "", AREAS, shared_border),
    _rule("", r" ?[-–—/] ?", rf" {_BORDER}\b", AREAS, shared_border),
    _rule("", rf"[’']s (?:[a-z]+ )?{_BORDER} with (?:the )?", "", AREAS, shared_border),
)
"""The first rule that matches two neighbouring names wins."""


def pair_phrases(text: str, resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """The resolutions, where two neighbours stand in a phrase the first with its position and the second as its anchor."""
    found = list(resolutions)
    at = 0
    while at < len(found) - 1:
        if pair := _paired(text, found[at], found[at + 1]):
            found[at : at + 2] = pair
            at += 1
        at += 1
    return tuple(found)


def _paired(text: str, one: Resolution, other: Resolution) -> tuple[Resolution, Resolution] | None:
    joint = text[one.toponym.end : other.toponym.start]
    if one.place is None or other.place is None or len(joint) > _REACH:
        return None
    before, after = text[max(0, one.toponym.start - _REACH) : one.toponym.start], text[other.toponym.end : other.toponym.end + _REACH]
    for rule in RULES:
        if not rule.joint.fullmatch(joint):
            continue
        start, end = rule.before.search(before), rule.after.match(after)
        if not (start and end):
            continue
        if not {one.place.kind, other.place.kind} <= rule.kinds:
            continue
        apart_m = distance_m(one.place.lat, one.place.lon, other.place.lat, other.place.lon)
        if not 0 < apart_m <= _farthest_m(rule, one.place, other.place):
            continue
        if _RELATION.search(before[: start.start()]):
            return None
        point = rule.formula(one.place, other.place, apart_m)
        span = one.toponym.start - len(before) + start.start(), other.toponym.end + end.end()
        return (
            replace(one, position=Position(*span, point.lat, point.lon, point.radius_m), working=f"{one.working} {point.working}"),
            replace(other, position=None, anchor_for=one.toponym.start, working=f"{other.working} {point.working}"),
        )
    return None


def _farthest_m(rule: PairRule, one: Place, other: Place) -> float:
    return FARTHEST_M if rule.kinds is SPOTS else NEIGHBOURS * (one.radius_m + other.radius_m)
