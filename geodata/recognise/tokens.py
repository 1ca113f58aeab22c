"""Text → words with their offsets: what the recogniser walks over."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Z](?:\.[A-Z])+\.?(?![a-z])|\w+(?:['’‘]\w+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s$|['’]$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word without the possessive 's. `breaks` says whether more than a space, a hyphen or an apostrophe parts it from the word before."""

    start: int
    end: int
    text: str
    breaks: bool

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter or is written in a script without capitals."""
        first = self.text[0]
        return first.isalpha() and not first.islower()


def tokens(text: str) -> list[Token]:
    """The words of a text, in order. "Iraq's" gives "Iraq"; "U.S." is one word; "US-led" gives "US" and "led"."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        gap = text[last : match.start()]
        possessive = bool(found) and found[-1].end < last
        found.append(Token(match.start(), match.start() + len(word), word, possessive or gap not in (" ", "-", "‑", ". ", "’", "'")))
        last = match.end()
    return found
