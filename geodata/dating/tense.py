"""Which way a sentence looks from its anchor: the nearest verb form before the words, else after them."""

import re
from typing import Final

from geodata.dating.meaning import Direction
from geodata.dating.tokens import Tokens
from geodata.dating.words import each

_FUTURE: Final = frozenset(
    each("will shall 'll won would plans planned plan scheduled expected expects expect hopes hoped hope intends due upcoming")
)
_PAST: Final = frozenset(
    each(
        "was were had did said told began came went got took made gave saw held killed fell rose met left found lost won struck "
        "hit sent spoke became brought built bought fought led put ran shot stood thought wrote paid has have been"
    )
)
_STOP: Final = frozenset((".", "¶", ";", "?", "!"))
_REACH = 20
_ED: Final = re.compile(r"[a-z]{2,}ed$")


def direction_at(tokens: Tokens, first: int) -> Direction:
    """The direction at token `first`; UNKNOWN where no verb within 20 tokens of its sentence says."""
    words = tokens.words
    for step in (range(first - 1, max(-1, first - _REACH), -1), range(first, min(len(words), first + _REACH))):
        for index in step:
            word = words[index]
            if word in _STOP:
                break
            if word in _FUTURE:
                return Direction.FUTURE
            if word in _PAST or _ED.match(word):
                return Direction.PAST
    return Direction.UNKNOWN
