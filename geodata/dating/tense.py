"""Which way a sentence looks from its anchor: the nearest verb group of the clause before the words, else after them, else of the sentence."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.finite import DETERMINERS, PREPOSITIONS
from geodata.dating.meaning import Direction
from geodata.dating.tokens import Tokens
from geodata.dating.words import each

_FUTURE: Final = verbs.MODALS | frozenset(
    each("forecast plans planning scheduled expected expects expect hopes hope intends due upcoming until effective")
)
_PLANNED: Final = frozenset(each("planned hoped scheduled slated"))
"""After these a date is that of the plan's end ("planned to leave on Thursday"); before them that of the planning."""

_PAST: Final = verbs.IRREGULAR_PAST | verbs.PAST_HELPERS | frozenset(each("has have been since"))
_END: Final = frozenset((".", "¶", ";", "?", "!"))
_BOUNDARY: Final = _END | frozenset(each("that which who where when while because although but"))
_REACH = 20
"""How many tokens a verb may be away: about a long clause."""


def direction_at(tokens: Tokens, first: int) -> Direction:
    """The direction at token `first`; UNKNOWN where no verb near it in its sentence says."""
    for index in range(first - 1, max(-1, first - _REACH), -1):
        if tokens.words[index] in _BOUNDARY:
            break
        if tokens.words[index] in _PLANNED:
            return Direction.FUTURE
    before = range(first - 1, max(-1, first - _REACH), -1)
    after = range(first, min(len(tokens.words), first + _REACH))
    for steps, stops in ((before, _BOUNDARY), (after, _BOUNDARY), (before, _END)):
        direction = _scan(tokens, steps, stops)
        if direction is not Direction.UNKNOWN:
            return direction
    return Direction.UNKNOWN


def _scan(tokens: Tokens, steps: range, stops: frozenset[str]) -> Direction:
    words = tokens.words
    for index in steps:
        word = words[index]
        if word in stops:
            break
        if word == "may" and tokens.is_capital(index):
            continue
        if word in _FUTURE or verbs.is_modal(words, index) or _is_set(words, index):
            return Direction.FUTURE
        if word in _PAST or (verbs.is_ed(word) and not _is_adjective(words, index)):
            return _of_group(words, index)
    return Direction.UNKNOWN


def _is_set(words: list[str], index: int) -> bool:
    """Whether the word looks ahead with the one beside it: "is to", "due to", "set for", "could reach"."""
    if words[index] == "could":
        return words[index + 1 : index + 2] not in (["not"], ["n't"], ["have"])
    if words[index] == "set":
        return words[index + 1 : index + 2] in (["for"], ["to"])
    return words[index] == "to" and words[index - 1] in ("is", "are", "due", "going", "set")


def _is_adjective(words: list[str], index: int) -> bool:
    """Whether a form in -ed stands before a noun: "a still unspecified date", "the planned talks"."""
    before = words[index - 1] if index else ""
    return before in DETERMINERS or before in PREPOSITIONS or before in ("still", "more", "most", "newly", "recently")


def _of_group(words: list[str], index: int) -> Direction:
    """The direction of a verb group from its participle: "would be finished", "is to be completed" look ahead."""
    for at in range(index - 1, max(-1, index - 4), -1):
        word = words[at]
        if word in _FUTURE or (word == "to" and words[at + 1] == "be"):
            return Direction.FUTURE
        if word not in verbs.BE and word not in verbs.HAVE and not word.endswith("ly") and word not in ("not", "been"):
            break
    return Direction.PAST
