"""Text → words with their offsets: what the recogniser walks over."""

import re
from itertools import chain
from typing import NamedTuple

from geodata.segment import sentences

_WORD = re.compile(r"(?:[A-Z][a-z]{0,3}\.){2,}|\w+(?:['’‘]\w+|/\w+)*")
_POSSESSIVES = "'s", "’s"
_JOINTS = frozenset({" ", "-", "‑", ". ", "’", "'", "\u00a0"})
"""What may stand between two words of one name ("St. Louis", "Al-Asad")."""


_OPENERS = frozenset({"“", '"', "‘"})


class Token(NamedTuple):
    """A word without a possessive 's.

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


def tokens(text: str) -> list[Token]:
    """The words of a text, in order. "Iraq's" gives "Iraq"; "U.S." is one word; "US-led" gives "US" and "led"."""
    starts = chain((start for start, _ in sentences(text)), [len(text)])
    following = next(starts)
    found: list[Token] = []
    add, last, whole = found.append, 0, False
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, gap, is_first = match.group(), text[last:start], False
        while following <= start:
            following, is_first = next(starts), True
        is_possessive = word.endswith(_POSSESSIVES)
        if is_possessive:
            word = word[:-2]
        add(Token(start, start + len(word), word, whole and not is_first and gap in _JOINTS, is_first or gap[-1:] in _OPENERS))
        last, whole = end, not is_possessive
    return found
