"""The walk over a text: the longest name that the gazetteer knows at each word, and what it is used for."""

from collections.abc import Sequence

from geodata.gazetteer import Gazetteer
from geodata.model import PLACE_KINDS, Document, Toponym, ToponymKind
from geodata.recognise.people import people_in
from geodata.recognise.tokens import Token, tokens
from geodata.recognise.uses import Setting, use_of
from geodata.recognise.vocabulary import vocabulary

RECOGNISER = "rules 1"
"""The name and version of the recogniser, kept with every toponym."""

_LISTING = frozenset({", ", " and ", ", and ", " or ", ", or ", "; ", " & "})

LONGEST_NAME_WORDS = 6
"""No name of more words is looked for; longer ones are under one in ten thousand of GeoNames."""


def recognise(document: Document, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The toponyms of a document, by start, never overlapping; empty where it names none.

    Names that the gazetteer does not know are not found. Those used for people, organisations and products are, so that they can be shown with
    the reason why they are on no map.
    """
    words, known = tokens(document.text), vocabulary()
    setting = Setting(document.text, words, *people_in(words, known), known)
    found: list[Toponym] = []
    at = 0
    while at < len(words):
        length, kind = _name_at(setting, at, gazetteer, after_place=_follows(document.text, words[at], found))
        if kind:
            start, end = words[at].start, words[at + length - 1].end
            found.append(Toponym(document.id, start, end, document.text[start:end], kind, RECOGNISER))
        at += length
    return tuple(found)


def _name_at(setting: Setting, at: int, gazetteer: Gazetteer, *, after_place: bool) -> tuple[int, ToponymKind | None]:
    """How many words the name at word number `at` has and what it is used for; one word and None where there is none."""
    if setting.words[at].is_capitalised:
        for length in range(_longest(setting.words, at, setting.known.never), 0, -1):
            run = setting.words[at : at + length]
            written = setting.text[run[0].start : run[-1].end]
            if not run[-1].is_capitalised:
                continue
            if gazetteer.demonym(written):
                return length, ToponymKind.DEMONYM
            places = gazetteer.lookup(written)
            if places and (kind := use_of(setting, at, length, places, gazetteer, after_place=after_place)):
                return length, kind
    return 1, None


def _follows(text: str, word: Token, found: Sequence[Toponym]) -> bool:
    """Whether a word comes next in a list of places: "Mosul, Hawija", "Taji and Besmayah"."""
    return bool(found) and found[-1].kind in PLACE_KINDS and text[found[-1].end : word.start] in _LISTING


def _longest(words: Sequence[Token], at: int, never: frozenset[str]) -> int:
    """How many words from here could be one name. An opening word that is a common one begins none of several words: "In Salah", "The Gulf"."""
    if words[at].opens and words[at].text.lower() in never:
        return 1
    length = 1
    while length < LONGEST_NAME_WORDS and at + length < len(words) and words[at + length].joined:
        length += 1
    return length
