"""Text → words with their offsets: what the recogniser walks over."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, product
from typing import NamedTuple

from geodata.segment import sentences

_WORD = re.compile(r"(?:[A-Z][a-z]{0,3}\.){2,}|\w+(?:['’‘]\w+|/\w+)*")
_POSSESSIVES = "'s", "’s"
_JOINTS = frozenset({" ", "-", "‑", ". ", "’", "'", "\u00a0"})
"""What may stand between two words of one name ("St. Louis", "Al-Asad")."""


_OPENERS = frozenset({"“", '"', "‘"})

_NEXT_WORDS = re.compile(r"( [A-Z]\w+)(?: of [A-Z]\w+)?")
"""What may follow a possessive in a name: "Cox's Bazar", "People's Republic of China"."""

_SAINT = re.compile(r"(?:St\.?|Saint) ")
"""How a name that ends with a possessive begins ("St. John's"): any other such ending is a plain possessive."""


class Token(NamedTuple):
    """A word without a possessive 's, but where a place's name holds it.

    `joined` says whether it may belong to one name with the word before; `opens` whether it opens a sentence or a quotation.
    """

    start: int
    end: int
    text: str
    joined: bool
    opens: bool

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter, or with a letter of a script that has none."""
        first = self.text[0]
        return first.isalpha() and not first.islower()


def tokens(text: str, is_name: Callable[[str], bool] = lambda name: False) -> list[Token]:
    """The words of a text, in order. "Iraq's" gives "Iraq"; "U.S." is one word; "US-led" gives "US" and "led".

    `is_name` says which words are a place's name as they stand: "Cox's Bazar" keeps its possessive.
    """
    starts = chain((start for start, _ in sentences(text)), [len(text)])
    following = next(starts)
    found: list[Token] = []
    add, last, whole = found.append, 0, False
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, gap, is_first = match.group(), text[last:start], False
        while following <= start:
            following, is_first = next(starts), True
        is_joined = whole and not is_first and gap in _JOINTS
        is_possessive = word.endswith(_POSSESSIVES)
        whole = not is_possessive or any(map(is_name, _around(text, found[-1:] if is_joined else (), start, end)))
        if not whole:
            word = word[:-2]
        add(Token(start, start + len(word), word, is_joined, is_first or gap[-1:] in _OPENERS))
        last = end
    return found


def _around(text: str, before: Sequence[Token], start: int, end: int) -> Iterator[str]:
    """The names that a possessive from `start` to `end` may stand in, with and without the word before it."""
    firsts = [start, *(word.start for word in before)]
    following = _NEXT_WORDS.match(text, end)
    if following:
        return (text[first:last] for first, last in product(firsts, {following.end(1), following.end()}))
    return (text[first:end] for first in firsts if _SAINT.match(text, first))
