"""Words as they would be written in running text, where the text gives no help: a line in capitals, or a text without any."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from geodata.recognise.names import Asked
from geodata.recognise.tokens import Token
from geodata.recognise.vocabulary import Vocabulary

_SHORTEST_LINE = 3
"""Fewer words in capitals are an abbreviation or a dateline, not a line in capitals."""

_SHOUTED_SHARE, _TITLED_SHARE = 0.7, 0.9
_UNCASED_SHARE, _SHORTEST_UNCASED = 0.01, 5
_WELL_KNOWN = frozenset({"country", "division", "capital", "city6", "city5"})

Casing = str
"""How the sentence of a word is written: "" for running text, "caps", "title" or "none"."""


def recased(words: Sequence[Token], ask: Asked, known: Vocabulary) -> tuple[list[Token], list[Casing]]:
    """The words with their text as in running text (offsets stay), and how the sentence of each was written."""
    if _is_uncased(words):
        return _with_names(words, ask, known), ["none"] * len(words)
    found: list[Token] = []
    casings: list[Casing] = []
    for sentence in _sentences(words):
        casing = _casing(sentence)
        found += [_calmed(word, known) for word in sentence] if casing == "caps" else sentence
        casings += [casing] * len(sentence)
    return found, casings


def _sentences(words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    starts = [0, *(at for at, word in enumerate(words) if at and word.opens), len(words)]
    return (words[first:last] for first, last in pairwise(starts))


def _casing(sentence: Sequence[Token]) -> Casing:
    long = [text for _, _, text, _, _ in sentence if len(text) > 3]
    capitals = [text for text in long if text[0].isupper()]
    if len(long) < _SHORTEST_LINE or len(capitals) < _SHOUTED_SHARE * len(long):
        return ""
    if sum(map(str.isupper, capitals)) >= _SHOUTED_SHARE * len(long):
        return "caps"
    return "title" if len(capitals) > _TITLED_SHARE * len(long) else ""


def _calmed(word: Token, known: Vocabulary) -> Token:
    low = word.text.lower()
    if low in known.never or low in known.prepositions or low in known.function_words:
        return word._replace(text=low)
    return word._replace(text=low.title()) if word.text.isupper() and "." not in word.text and len(low) > 3 else word


def _is_uncased(words: Sequence[Token]) -> bool:
    capitals = (text for _, _, text, _, _ in words if text[0].isupper())
    if next(islice(capitals, int(_UNCASED_SHARE * len(words)), None), None):
        return False  # more than the share of capitals, which most texts have in their first words
    return sum(text[0].islower() and text[0].isascii() for _, _, text, _, _ in words) >= _SHORTEST_UNCASED


def _with_names(words: Sequence[Token], ask: Asked, known: Vocabulary) -> list[Token]:
    """The words with a capital where they alone, or with the one after, are the name of a well-known place or people."""
    found = list(words)
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if following and _is_well_known(f"{word.text} {following.text}".title(), ask, known):
            found[at], found[at + 1] = word._replace(text=word.text.title()), following._replace(text=following.text.title())
        elif _is_well_known(word.text.title(), ask, known):
            found[at] = word._replace(text=word.text.title())
    return found


def _is_well_known(name: str, ask: Asked, known: Vocabulary) -> bool:
    low = name.lower()
    if len(name) < 4 or low in known.never or low in known.openers:
        return False
    facts = ask(name)
    return bool(facts.demonym_of) or (facts.exact and facts.sort in _WELL_KNOWN)
