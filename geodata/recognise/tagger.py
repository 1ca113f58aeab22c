"""The rules that find names and say what each is used for."""

from collections.abc import Sequence

from geodata.gazetteer import Gazetteer
from geodata.model import Document, Toponym, ToponymKind
from geodata.recognise.tokens import Token, tokens

RECOGNISER = "rules 1"
"""The name and version of the recogniser, kept with every toponym."""

LONGEST_NAME_WORDS = 6
"""No name of more words is looked for; longer ones are under one in ten thousand of GeoNames."""


def recognise(document: Document, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The toponyms of a document, by start, never overlapping. Empty where it names none."""
    words = tokens(document.text)
    found: list[Toponym] = []
    at = 0
    while at < len(words):
        length, kind = _name_at(words, at, gazetteer)
        if length:
            start, end = words[at].start, words[at + length - 1].end
            found.append(Toponym(document.id, start, end, document.text[start:end], kind, RECOGNISER))
        at += length or 1
    return tuple(found)


def _name_at(words: Sequence[Token], at: int, gazetteer: Gazetteer) -> tuple[int, ToponymKind]:
    if not words[at].is_capitalised:
        return 0, ToponymKind.NAME
    if gazetteer.demonym(words[at].text):
        return 1, ToponymKind.DEMONYM
    for length in range(LONGEST_NAME_WORDS, 0, -1):
        run = words[at : at + length]
        if len(run) < length or any(word.breaks for word in run[1:]) or not run[-1].is_capitalised:
            continue
        places = gazetteer.lookup(" ".join(word.text for word in run))
        if places and (
            length > 1
            or places[0].gazetteer == "dateline"
            or places[0].kind != "PPL"
            or (gazetteer.population(places[0]) > 20_000 and len(run[0].text) > 4)
        ):
            return length, ToponymKind.NAME
    return 0, ToponymKind.NAME
