"""What the words beside a name say of it: its kind ("Anbar province", "the town of Manbij") and what contains it ("Paris, Texas", "Iraq's Anbar")."""

import re
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer
from geodata.model import Place, Toponym

_SETTLEMENT = frozenset({"PPL", "PPLC", "PPLX"})
_DIVISION = frozenset({"ADM1", "ADM2"})

KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("city", "town", "village", "suburb", "neighbourhood", "neighborhood", "capital", "port", "mayor", "streets"), _SETTLEMENT),
    **dict.fromkeys(("province", "governorate", "state", "region", "prefecture", "oblast", "county"), _DIVISION | {"RGN"}),
    **dict.fromkeys(("river", "tributary"), frozenset({"STM"})),
    **dict.fromkeys(("valley",), frozenset({"VAL", "STM"})),
    **dict.fromkeys(("base", "airbase", "airfield", "camp", "garrison"), frozenset({"INSB", "AIRB"})),
    **dict.fromkeys(("desert",), frozenset({"DSRT"})),
    **dict.fromkeys(("sea", "ocean", "gulf"), frozenset({"SEA", "OCN", "GULF"})),
    **dict.fromkeys(("mountains", "mountain", "mount", "hills"), frozenset({"MTS", "MT"})),
    **dict.fromkeys(("dam", "barrage"), frozenset({"DAM"})),
    **dict.fromkeys(("country", "nation", "republic", "kingdom"), frozenset({"PCLI"})),
}
"""Word beside a name → the kinds of place it fits."""

_AFTER = re.compile(r"\s+(?:air\s+)?([A-Za-z]+)")
_BEFORE_OF = re.compile(r"(?:\b([A-Z][\w’'-]+)\s+)?\b([A-Za-z]+)\s+(?:of|on|in)\s+(?:the\s+)?$")
_BEFORE = re.compile(r"\b([A-Z][a-z]+)\s+$")
_CONTAINER_AFTER = re.compile(r",\s+(?:in\s+)?(?:the\s+)?(?:[a-z]+(?:-[a-z]+)?\s+)?([A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,2})")
_OWNER_BEFORE = re.compile(r"\b([A-Z]\w+)[’']s\s+(?:[a-z-]+\s+)*$")
_REACH = 80


@dataclass(frozen=True, slots=True)
class Clues:
    """`kind_word` is the word that tells the kind, empty where there is none; `kinds` what it fits. `within` are places said to contain the name."""

    kind_word: str = ""
    kinds: frozenset[str] = frozenset()
    within: tuple[Place, ...] = ()


def clues_of(text: str, toponym: Toponym, gazetteer: Gazetteer) -> Clues:
    """The clues in the words just before and after a toponym."""
    before, after = text[max(0, toponym.start - _REACH) : toponym.start], text[toponym.end : toponym.end + _REACH]
    kind_word = _kind_word(before, after)
    return Clues(kind_word, KINDS.get(kind_word, frozenset()), _within(before, after, gazetteer))


def _kind_word(before: str, after: str) -> str:
    words = []
    if match := _AFTER.match(after):
        words.append(match.group(1).lower())
    if match := _BEFORE_OF.search(before):
        words.append(match.group(2).lower())
    if match := _BEFORE.search(before):
        words.append(match.group(1).lower())
    return next((word for word in words if word in KINDS), "")


def _within(before: str, after: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    found: list[Place] = []
    if match := _BEFORE_OF.search(before):
        found += gazetteer.demonym(match.group(1) or "") if match.group(2).lower() in KINDS else ()
    if match := _OWNER_BEFORE.search(before):
        found += _areas(gazetteer, match.group(1))
    if match := _CONTAINER_AFTER.match(after):
        found += _areas(gazetteer, match.group(1).removesuffix("’s").removesuffix("'s"))
    return tuple(dict.fromkeys(found))


def _areas(gazetteer: Gazetteer, name: str) -> list[Place]:
    return [place for place in gazetteer.lookup(name) if place.kind in ("PCLI", "ADM1")]
