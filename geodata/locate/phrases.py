"""The phrases that point beside a place or to a part of it, as a table of rules: words before (or after) the name → a formula of `positions`.

The first rule that matches wins, so longer phrases stand first. Rules are general English; none knows a place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from geodata.locate import positions
from geodata.locate.measures import BEARING, BEARING_WORDS, LENGTH, UNITS_M, bearing_of, length_of
from geodata.model import Place, Span

_REACH = 100
"""How many characters before and after a name a phrase may take."""

_AREA_KINDS = frozenset({"PCLI", "CONT", "ADM1", "RGN", "PEN", "DSRT", "SEA", "OCN", "GULF", "BAY", "ISL"})
"""Kinds that are no single spot: nothing is "near" or "west of" them in a way that a circle could show."""

_QUALITY = r"(?:[A-Z]\w+|besieged|ancient|historic|strategic|key|northern|southern|eastern|western)"
_SPOT_OF = rf"(?:the )?(?:{_QUALITY} )?(?:city|town|village|port|capital|district) of "
_BRIDGE = rf"(?:the |downtown |central )?(?:{_SPOT_OF})?"
_EDGE = r"(?:outskirts|outer edges?|edges?|suburbs?|fringes?|periphery|environs|hinterlands?)"

_LINE_KINDS = frozenset({"STM", "CNL", "STRT", "CHN", "VAL", "MTS"})
"""Kinds whose middle says little: no rule is for them."""

_LAST_WORDS = frozenset("of from outside off beyond near to around the downtown central inner inside".split())
_SIDES = ("north", "south", "east", "west")
"""What the last word before a name must be, or begin with, for a rule to match."""

_UNIT = re.compile(rf"(?<![a-z])(?:{'|'.join(UNITS_M)})(?![a-z])", re.IGNORECASE)

Formula = Callable[[Place, re.Match[str]], positions.Point | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`before` must match the text that ends where the name begins, or `after` the text that begins where it ends. `for_areas`: also of areas;
    `of_length`: names a distance, so that it is not tried where no unit stands."""

    name: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    formula: Formula
    for_areas: bool = False
    of_length: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found: its whole span, name included, and where it points."""

    rule: str
    span: Span
    point: positions.Point


def phrase_at(text: str, span: Span, anchor: Place) -> Phrase | None:
    """The phrase around a name, None where the name stands for the place itself."""
    if anchor.kind in _LINE_KINDS:
        return None
    if not _may_belong(text, span):
        return None
    before, after = _before(text, span[0]), _after(text, span[1])
    is_area, has_unit = anchor.kind in _AREA_KINDS, _UNIT.search(before) is not None
    for rule in RULES:
        if (has_unit or not rule.of_length) and (rule.for_areas or not is_area) and (phrase := _applied(rule, before, after, span, anchor)):
            return phrase
    return None


def _may_belong(text: str, span: Span) -> bool:
    """Whether the word before the name, or a possessive after it, can be of any rule: most names stand alone, and looking closer takes time."""
    if text[span[1] : span[1] + 2] in ("’s", "'s"):
        return True
    words = text[max(0, span[0] - 20) : span[0]].rsplit(None, 1)
    last = words[-1].lower() if words and text[span[0] - 1 : span[0]] == " " else ""
    return last in _LAST_WORDS or last.startswith(_SIDES) or last.endswith(("ern", "erly"))


def _applied(rule: Rule, before: str, after: str, span: Span, anchor: Place) -> Phrase | None:
    start, end = span
    if rule.before and (found := rule.before.search(before)):
        start += found.start() - len(before)
    elif rule.after and (found := rule.after.match(after)):
        end += found.end()
    else:
        return None
    point = rule.formula(anchor, found)
    return Phrase(rule.name, (start, end), point) if point else None


def _before(text: str, start: int) -> str:
    return re.split(r"(?<!\bapprox)[.!?;:]\s|\n", text[max(0, start - _REACH) : start])[-1]


def _after(text: str, end: int) -> str:
    return re.split(r"[.!?;:](?:\s|$)|\n", text[end : end + _REACH])[0]


def _rule(name: str, before: str, formula: Formula, after: str = "", *, for_areas: bool = False) -> Rule:
    return Rule(
        name,
        re.compile(rf"(?<![\w-]){before}$", re.IGNORECASE) if before else None,
        re.compile(after, re.IGNORECASE) if after else None,
        formula,
        for_areas,
        of_length=before.startswith(LENGTH),
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "offset",
        rf"{LENGTH} (?:to the )?(?:due )?{BEARING} (?:of|from|outside) {_BRIDGE}",
        lambda place, m: positions.at_offset(place, length_of(m), bearing_of(m)),
    ),
    _rule(
        "inside", rf"{LENGTH} inside (?:the border (?:of|with) )?{_BRIDGE}", lambda place, m: positions.inside(place, length_of(m)), for_areas=True
    ),
    _rule(
        "distance",
        rf"{LENGTH} (?:away )?(?:from|outside(?: of)?|off|short of|of|beyond|down the road from) {_BRIDGE}",
        lambda place, m: positions.at_distance(place, length_of(m)),
    ),
    _rule("outskirts", rf"(?:the )?{BEARING_WORDS} {_EDGE} of {_BRIDGE}", lambda place, m: positions.outskirts(place, bearing_of(m))),
    _rule("outskirts", rf"(?:the )?{_EDGE} of {_BRIDGE}", lambda place, m: positions.outskirts(place, None)),
    _rule("outskirts", "", lambda place, m: positions.outskirts(place, bearing_of(m)), rf"[’']s {BEARING_WORDS} {_EDGE}\b"),
    _rule("outskirts", "", lambda place, m: positions.outskirts(place, None), rf"[’']s {_EDGE}\b"),
    _rule(
        "gates",
        rf"(?:almost |nearly )?(?:at|to|before|outside|from) the (?:very )?(?:gates|doorstep|doors) of {_BRIDGE}",
        lambda place, m: positions.at_the_gates(place),
    ),
    _rule("gates", rf"(?:almost |nearly )?within (?:sight|striking distance) of {_BRIDGE}", lambda place, m: positions.at_the_gates(place)),
    _rule(
        "part",
        rf"(?:the )?{BEARING_WORDS} (?:part|parts|half|side|sector|districts?|bank|edge) of {_BRIDGE}",
        lambda place, m: positions.part(place, bearing_of(m)),
        for_areas=True,
    ),
    _rule("towards", rf"(?:just |immediately )?to the {BEARING_WORDS} of {_BRIDGE}", lambda place, m: positions.towards(place, bearing_of(m))),
    _rule("part", rf"the {BEARING_WORDS} of {_BRIDGE}", lambda place, m: positions.part(place, bearing_of(m)), for_areas=True),
    _rule("towards", rf"(?:just |immediately )?{BEARING_WORDS} (?:of|from) {_BRIDGE}", lambda place, m: positions.towards(place, bearing_of(m))),
    _rule("part", rf"{BEARING_WORDS} ", lambda place, m: positions.part(place, bearing_of(m)), for_areas=True),
    _rule(
        "part",
        "",
        lambda place, m: positions.part(place, bearing_of(m)),
        rf"[’']s {BEARING_WORDS}(?: (?:parts?|half|side|districts))?\b",
        for_areas=True,
    ),
    _rule("centre", r"(?:central|downtown|inner|(?:the )?(?:centre|center|heart|middle) of) ", lambda place, m: positions.centre(place)),
    _rule(
        "near",
        rf"(?:near|close to|not far from|just outside|outside|around|on the approaches to|in the vicinity of) {_BRIDGE}",
        lambda place, m: positions.near(place),
    ),
)
"""The table: what a phrase looks like, and its formula."""
