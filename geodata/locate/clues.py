"""What the words beside a name say of it: its kind ("Anbar province", "the town of Manbij"), what holds it ("Paris, Texas", "Iraq's Anbar"), what
it holds ("Spokane, Washington"), and which names it is listed with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer
from geodata.locate.containment import AREA_KINDS
from geodata.model import Place, Toponym, ToponymKind

_TOWN, _AREA, _STATE = frozenset({"settlement", "capital", "part_of_town"}), frozenset({"division", "lesser_division"}), frozenset({"division"})
_COUNTY, _COUNTRY, _WATER, _SPOT = frozenset({"lesser_division"}), frozenset({"country"}), frozenset({"water"}), frozenset({"spot"})
_LAND, _CROWN = frozenset({"country", "division"}), frozenset({"capital"})

KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("city", "town", "village", "suburb", "neighbourhood", "neighborhood", "borough", "township", "hamlet"), _TOWN),
    **dict.fromkeys(("province", "governorate", "prefecture", "oblast", "state"), _STATE),
    **dict.fromkeys(("county", "parish"), _COUNTY),
    **dict.fromkeys(("district", "region", "department"), _AREA),
    **dict.fromkeys(("river", "lake", "sea", "ocean", "gulf", "bay", "strait", "creek", "valley"), _WATER),
    **dict.fromkeys(("base", "airbase", "airfield", "camp", "garrison", "fort", "airport", "dam"), _SPOT),
}
"""Word that names a kind, before or after the name → the kinds of place it fits, as traits."""

AFTER = KINDS | {
    **dict.fromkeys(("governor", "legislature", "lawmakers", "senator", "senate"), _STATE),
    **dict.fromkeys(
        ("mayor", "council", "streets", "downtown", "residents", "suburbs", "police", "fire", "firefighters", "high", "school", "schools"), _TOWN
    ),
    **dict.fromkeys(("man", "woman", "couple", "teen", "native", "resident", "area", "township", "library", "hospital", "hall"), _TOWN),
    "parliament": _COUNTRY,
}
"""Word right after a name → the kinds of place it fits ("Anbar province", "Springfield mayor")."""

BEFORE = KINDS | {"capital": _TOWN, "port": _TOWN, "downtown": _TOWN, "upstate": _STATE, "rural": _STATE}
"""The same for a word right before it ("River Tigris", "downtown Phoenix")."""

BEFORE_OF = KINDS | {
    **dict.fromkeys(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"), _TOWN),
    **dict.fromkeys(("mayor", "outskirts", "suburbs", "streets", "centre", "center", "gates", "capture", "siege"), _TOWN),
    **dict.fromkeys(("governor", "legislature"), _STATE),
    **dict.fromkeys(("republic", "kingdom", "president", "government", "army", "people", "emirate"), _COUNTRY),
    **dict.fromkeys(("capital", "parts", "border"), _LAND),
    "university": _LAND,
}
"""The same for a word before "of" ("the town of Manbij", "the capital of Iraq")."""

_WORD_AFTER = re.compile(r"\s+(?:air\s+|city\s+)?([A-Za-z]+)")
_WORD_BEFORE_OF = re.compile(r"\b([A-Za-z]+)\s+of\s+(?:the\s+)?$")
_WORD_BEFORE = re.compile(r"\b([A-Za-z]+)\s+$")
_KIND_OF = "|".join(sorted(KINDS | {"capital": _TOWN, "port": _TOWN}))
_ADJECTIVE = re.compile(rf"\b([A-Z][\w’'-]+)\s+(?:[a-z-]+\s+)?(?:{_KIND_OF})\s+(?:of\s+)?(?:the\s+)?$")
_OWNER = re.compile(rf"[’']s\s+(?:[a-z-]+\s+){{0,3}}$|\s+(?:[a-z-]+\s+)?(?:{_KIND_OF})\s+(?:of\s+)?$")
_HOLDER = re.compile(r"(?:,\s+|\s+in\s+|,\s+in\s+|\s+\()(?:the\s+)?(?:[a-z]+(?:-[a-z]+)?\s+)?")
_UNMARKED_HOLDER = re.compile(r",\s+(?:in\s+)?(?:the\s+)?(?:[a-z]+(?:-[a-z]+)?\s+)?([A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,2})")
_LISTING = re.compile(r"(?:,| and| or|, and|, or| &|/|;| to| from) ?(?:the |in |from |near )?")
_REACH = 80


@dataclass(frozen=True, slots=True)
class Clues:
    """`kind_word` is the word that tells the kind, empty where there is none; `kinds` what it fits, as traits of `traits.kind_class`.

    `within` are areas said to hold the name, `holds` places that it is said to hold; `listed` the numbers of the toponyms beside it in a list.
    """

    kind_word: str = ""
    kinds: frozenset[str] = frozenset()
    within: tuple[Place, ...] = ()
    holds: tuple[Place, ...] = ()
    listed: tuple[int, ...] = ()


def clues_of(text: str, toponyms: Sequence[Toponym], at: int, gazetteer: Gazetteer) -> Clues:
    """The clues in the words just before and after a toponym, which is number `at` of its document's."""
    toponym = toponyms[at]
    before, after = text[max(0, toponym.start - _REACH) : toponym.start], text[toponym.end : toponym.end + _REACH]
    kind_word, kinds = _kind(before, after)
    listed = tuple(n for n in (at - 1, at + 1) if 0 <= n < len(toponyms) and _LISTING.fullmatch(_gap(text, toponyms, min(n, at))))
    return Clues(kind_word, kinds, _within(text, toponyms, at, gazetteer), _holds(text, toponyms, at, gazetteer), listed)


def _gap(text: str, toponyms: Sequence[Toponym], at: int) -> str:
    """The words between toponym number `at` and the next."""
    return text[toponyms[at].end : min(toponyms[at + 1].start, toponyms[at].end + _REACH)]


def _kind(before: str, after: str) -> tuple[str, frozenset[str]]:
    for pattern, words, side in ((_WORD_AFTER, AFTER, after), (_WORD_BEFORE_OF, BEFORE_OF, before), (_WORD_BEFORE, BEFORE, before)):
        match = pattern.match(side) if side is after else pattern.search(side)
        if match and (kinds := words.get(match.group(1).lower())):
            return match.group(1), kinds
    return "", frozenset()


def _within(text: str, toponyms: Sequence[Toponym], at: int, gazetteer: Gazetteer) -> tuple[Place, ...]:
    found: list[Place] = []
    before, after = text[max(0, toponyms[at].start - _REACH) : toponyms[at].start], text[toponyms[at].end : toponyms[at].end + _REACH]
    if match := _ADJECTIVE.search(before):
        found += [*gazetteer.demonym(match.group(1)), *_areas(gazetteer, match.group(1))]
    if at and _OWNER.fullmatch(_gap(text, toponyms, at - 1)):
        found += _meant(gazetteer, toponyms[at - 1])
    number = at
    while number + 1 < len(toponyms) and number < at + 2 and _HOLDER.fullmatch(_gap(text, toponyms, number)):
        number += 1
        found += _meant(gazetteer, toponyms[number])
    if number == at and (match := _UNMARKED_HOLDER.match(after)):
        found += _areas(gazetteer, re.sub(r"[’']s$", "", match.group(1)))
    return tuple(dict.fromkeys(found))


def _holds(text: str, toponyms: Sequence[Toponym], at: int, gazetteer: Gazetteer) -> tuple[Place, ...]:
    if not at or not _HOLDER.fullmatch(_gap(text, toponyms, at - 1)):
        return ()
    return gazetteer.lookup(toponyms[at - 1].surface)[:30]


def _meant(gazetteer: Gazetteer, toponym: Toponym) -> list[Place]:
    if toponym.kind is ToponymKind.DEMONYM:
        return list(gazetteer.demonym(toponym.surface))
    return _areas(gazetteer, toponym.surface)


def _areas(gazetteer: Gazetteer, name: str) -> list[Place]:
    return [place for place in gazetteer.lookup(name) if place.kind in AREA_KINDS]
