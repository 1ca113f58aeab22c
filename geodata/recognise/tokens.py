"""Text → words with their offsets: what the recogniser walks over."""

import re
from collections import deque
from typing import NamedTuple

from geodata.segment import sentences

_WORD = re.compile(r"(?:[A-Z][a-z]{0,3}\.){2,}|\w+(?:['’‘]\w+|/\w+)*")
_APOSTROPHES = frozenset("'’")
_POSSESSIVE = re.compile(r"['’]s?$")
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
    starts = deque(start for start, _ in sentences(text))
    found: list[Token] = []
    add, last, whole = found.append, 0, False
    for match in _WORD.finditer(text):
        start, end = match.span()
        written, gap, is_first = match.group(), text[last:start], False
        while starts and starts[0] <= start:
            starts.popleft()
            is_first = True
        word = (_POSSESSIVE.sub("", written) or written) if written[-2:].rstrip("s")[-1:] in _APOSTROPHES else written
        add(Token(start, start + len(word), word, whole and not is_first and gap in _JOINTS, is_first or gap[-1:] in _OPENERS))
        last, whole = end, len(word) == len(written)
    return found
