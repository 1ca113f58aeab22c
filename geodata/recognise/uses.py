"""What a name that the gazetteer knows is used for in its sentence; None where it is a common word after all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer, fold, is_abbreviation
from geodata.model import Place, ToponymKind
from geodata.recognise.tokens import Token
from geodata.recognise.vocabulary import Vocabulary

STRONG_POPULATION = 100_000
"""A settlement of so many, under its first name, needs no preposition to be believed."""

STRONG_MULTIWORD_POPULATION = 2_000
"""The same for names of several words, which are seldom anything else."""

SHORTEST_SHOUTED = 5
"""Fewer capitals alone are an abbreviation ("RAF", "NATO"); more may be a name in a headline or a dateline ("MOSUL")."""

_PARTICIPLE = re.compile(r"[-‑](?:led|based|backed|born|run|controlled|held|funded|trained|made|wide|owned|supported|allied|style|era|linked)\b")


@dataclass(frozen=True, slots=True)
class Setting:
    """A document as the rules see it: `people` are numbers of words in people's names, `surnames` the last ones of those."""

    text: str
    words: Sequence[Token]
    people: frozenset[int]
    surnames: frozenset[str]
    known: Vocabulary


def use_of(setting: Setting, at: int, length: int, places: Sequence[Place], gazetteer: Gazetteer, *, after_place: bool) -> ToponymKind | None:
    """The use of the name of `length` words that begins with word number `at`; `after_place` says whether it goes on a list of places."""
    run = setting.words[at : at + length]
    written = setting.text[run[0].start : run[-1].end]
    if length == 1 and (_is_common(written, places, setting.known) or (run[0].opens and written.lower() in setting.known.openers)):
        return None
    if at in setting.people and at + length in setting.people:
        return None  # a given name: the surname after it stands for the person
    if off_map := _off_map(setting, at, length, may_be_surname=not after_place and places[0].kind != "PCLI"):
        return off_map
    if after_place or _takes_place(setting, at) or any(_is_strong(place, written, length, gazetteer) for place in places):
        return _manner(setting, at, run[-1], places)
    return None


def _is_common(word: str, places: Sequence[Place], known: Vocabulary) -> bool:
    """Whether a single word is no name, whatever towns are called: a word of the language, or capitals that are no known abbreviation."""
    if word.isupper() and len(word) < SHORTEST_SHOUTED:
        return not any(is_abbreviation(name) and fold(name) == fold(word) for place in places for name in (place.name, *place.other_names))
    return word.lower() in known.never or len(word) < 3


def _off_map(setting: Setting, at: int, length: int, *, may_be_surname: bool) -> ToponymKind | None:
    run, known = setting.words[at : at + length], setting.known
    following = setting.words[at + length] if at + length < len(setting.words) else None
    next_word = following.text if following and following.joined else ""
    if _in_organisation(setting, run[0].start) or next_word in known.organisation_tails or _has_organisation_head(setting, at):
        return ToponymKind.ORGANISATION
    if next_word in known.product_tails or (next_word and next_word[0].isupper() and any(c.isdigit() for c in next_word)):
        return ToponymKind.PRODUCT
    if length == 1 and (_is_person(setting, at) or (may_be_surname and _is_surname(setting, at))):
        return ToponymKind.PERSON
    return None


def _is_person(setting: Setting, at: int) -> bool:
    return at in setting.people or setting.words[at].text in setting.known.people


def _is_surname(setting: Setting, at: int) -> bool:
    """Whether the word is a person's name elsewhere in the document, and nothing here says that it is a place."""
    return setting.words[at].text in setting.surnames and _previous(setting, at) not in ("in", "at", "near", "from")


def _in_organisation(setting: Setting, start: int) -> bool:
    text = setting.text
    for name in setting.known.organisations:
        at = text.rfind(name, max(0, start - len(name)), start + len(name))
        if at >= 0 and at <= start < at + len(name):
            return True
    return False


def _has_organisation_head(setting: Setting, at: int) -> bool:
    """Whether "Ministry of", "University of the" … stands before, or before "A and" where this is B."""
    words, known = setting.words, setting.known
    at -= 1
    while at > 0 and words[at].text in ("the", "and") and words[at + 1].joined:
        at -= 1 if words[at].text == "the" else 2
    return at > 0 and words[at].text in ("of", "for") and words[at + 1].joined and words[at].joined and words[at - 1].text in known.organisation_heads


def _is_strong(place: Place, written: str, length: int, gazetteer: Gazetteer) -> bool:
    if place.gazetteer == "dateline" or place.kind != "PPL":
        return True
    population = gazetteer.population(place)
    if length > 1:
        return population >= STRONG_MULTIWORD_POPULATION
    return population >= STRONG_POPULATION or (population >= STRONG_POPULATION // 10 and fold(place.name) == fold(written))


def _takes_place(setting: Setting, at: int) -> bool:
    """Whether a word that takes a place stands before, in the same run of words, and the name does not open its sentence."""
    return not setting.words[at].opens and _previous(setting, at) in setting.known.prepositions


def _previous(setting: Setting, at: int) -> str:
    return setting.words[at - 1].text.lower() if at and setting.words[at].joined else ""


def _manner(setting: Setting, at: int, last: Token, places: Sequence[Place]) -> ToponymKind:
    after = setting.text[last.end : last.end + 40]
    if _PARTICIPLE.match(after):
        return ToponymKind.ADJECTIVE
    next_word = match.group(1) if (match := re.match(r" ([a-z]+)", after)) else ""
    if places[0].kind in ("PCLI", "PPLC") and next_word in setting.known.acts and _previous(setting, at) not in setting.known.prepositions | {"and"}:
        return ToponymKind.METONYM
    if next_word and last.text.isupper() and next_word not in setting.known.function_words:
        return ToponymKind.ADJECTIVE
    return ToponymKind.NAME
