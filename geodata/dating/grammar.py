"""The pattern language of the rules: regular expressions over the classes of tokens, written as words.

`day:(N31) of? month:(MONTH)` reads: a token of class N31, perhaps one of class OF, one of class MONTH; the parts called day and month are
handed to the rule's reader. Words in capitals are classes (`words.CLASSES`) or the macros below; `?`, `*`, `+`, `|` and brackets mean what they do
in regular expressions. Knows the form of expressions, never their meaning.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from geodata.dating.context import Context
from geodata.dating.meaning import Meaning
from geodata.dating.tokens import SYMBOLS, Tokens

MACROS: Final = {
    "INTEGER": "(N12|N24|N31|N59|N99|NUMBER|YEARLIKE)",
    "SMALL": "(N12|N24|N31)",
    "SPELT": "(TENS (HYPHEN? (ONES|ONE))?|ONES|ONE)",
    "BIG": "((A|ONES|ONE|TENS HYPHEN (ONES|ONE)|TENS|INTEGER)? SCALE+ (AND? SPELT)?)",
    "ANDAHALF": "HYPHEN? AND HYPHEN? A HYPHEN? HALF",
    "COUNT": "(A? DOZEN|BIG|INTEGER (AND? NUMBER|FRACTION)?|(SPELT|SMALL) ANDAHALF|SPELT|A COUPLE (OF)?|COUPLE OF|A? FEW|SEVERAL)",
    "LENGTH": "(UNIT|UNITS|HOURS|DAY|WEEK|YEAR|QUARTER|CENTURY|WEEKEND|SECONDS)",
    "HEDGE": "(ABOUT|NEARLY|(NO|NOT)? (MORE|LESS) THAN|AT LEAST|AT MOST|UNTO TO|OVER (?=A))",
    "EDGE": "(EARLY|LATE|MID|THE? (BEGINNING|END|MIDDLE) OF)",
    "NAMEDMONTH": "(MONTH|MAY)",
    "ANYDAY": "(WEEKDAY|SHORTDAY DOT?)",
    "NAMEDSEASON": "(SEASON|FALL)",
    "ANYNTH": "(NTH|ORDINAL|SECOND|TENS HYPHEN? (ORDINAL|SECOND))",
}
"""Names for often used groups; they may use one another where the later uses the earlier."""

_WORD = re.compile(r"[A-Z][A-Z0-9]*")
_GROUP = re.compile(r"(?:([a-z]+):)?\((?!\?)")


class Parts:
    """The named parts of one match. A part that is absent is empty."""

    __slots__ = ("first", "last", "match", "tokens")

    def __init__(self, tokens: Tokens, match: re.Match[str]) -> None:
        self.tokens = tokens
        self.match = match
        self.first, self.last = match.span()

    def words(self, name: str) -> list[str]:
        """The words of the part, in lower case; [] where it is absent or the rule has no such part."""
        if name not in self.match.re.groupindex:
            return []
        first, last = self.match.span(name)
        return self.tokens.words[first:last] if first >= 0 else []

    def text(self, name: str) -> str:
        """The words of the part, joined by single spaces."""
        return " ".join(self.words(name))

    def before(self) -> str:
        """The word before the match, in lower case; "" at the beginning."""
        return self.tokens.words[self.first - 1] if self.first else ""

    def after(self, place: int = 1) -> str:
        """The word after the match, or the `place`-th one, in lower case; "" past the end."""
        at = self.last + place - 1
        return self.tokens.words[at] if at < len(self.tokens.words) else ""

    def is_capital(self, name: str) -> bool:
        """Whether the part begins with a capital letter."""
        first = self.match.start(name)
        return first >= 0 and self.tokens.is_capital(first)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what reads it. `read` answers None where the words turn out to be no time expression."""

    name: str
    pattern: str
    read: Callable[[Parts, Context], Meaning | None]
    regex: re.Pattern[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regex", re.compile(compiled(self.pattern)))


def compiled(pattern: str) -> str:
    """The regular expression over class symbols that a pattern stands for. An unknown class raises KeyError: a mistake in a table of ours."""
    for name, meaning in reversed(MACROS.items()):
        pattern = re.sub(rf"\b{name}\b", meaning, pattern)
    symbols = _WORD.sub(lambda word: SYMBOLS[word.group()], pattern)
    groups = _GROUP.sub(lambda group: f"(?P<{group[1]}>" if group[1] else "(?:", symbols)
    return groups.replace(" ", "")
