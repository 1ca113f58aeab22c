"""Text → words with their offsets: what the recogniser walks over."""

import re
from typing import NamedTuple

from geodata.segment import sentences

_WORD = re.compile(r"(?:[A-Z][a-z]{0,3}\.){2,}|\w+(?:['’‘]\w+|/\w+)*")
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
    starts = {start for start, _ in sentences(text)}
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group()) or match.group()
        gap = text[last : match.start()]
        joined = gap in _JOINTS and bool(found) and found[-1].end == last and match.start() not in starts
        opens = match.start() in starts or gap[-1:] in _OPENERS
        found.append(Token(match.start(), match.start() + len(word), word, joined, opens))
        last = match.end()
    return found
