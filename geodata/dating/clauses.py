"""The records of light syntax: a sentence, its clauses, and how they hang on each other. Each token belongs to one clause."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from geodata.dating.tokens import Tokens
from geodata.model import Span


class Kind(StrEnum):
    """How a clause hangs on the one above it."""

    MAIN = "main"
    COORDINATE = "coordinate"  # "…, but he said …"
    CONTENT = "content"  # what a verb of saying reports
    ATTRIBUTION = "attribution"  # "…, he said"
    RELATIVE = "relative"
    WHERE = "where"
    WHEN = "when"
    WHILE = "while"  # as, while
    IF = "if"
    CAUSE = "cause"  # because, although, since with a verb
    BACKGROUND = "background"  # "since the fall of Mosul": another event, only named
    PARTICIPLE = "participle"  # "…, launching missiles at …"
    WITH = "with"  # "With Iraqi forces keeping watch, …"
    APPOSITION = "apposition"


CARRY_UP: Final = frozenset((Kind.PARTICIPLE, Kind.APPOSITION, Kind.BACKGROUND, Kind.WITH))
"""Clauses of which what is said belongs to the one they hang on."""


@dataclass(slots=True)
class Clause:
    """One clause: its number, what it hangs on (None at the top), the token that opened it, and its tokens in order."""

    number: int
    kind: Kind
    parent: int | None
    opener: int
    tokens: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A sentence of the tokens `first` to `last` (excluded), its clauses, and for each token the number of its clause."""

    tokens: Tokens
    first: int
    last: int
    clauses: list[Clause]
    owner: list[int]

    def clause_of(self, token: int) -> Clause:
        """The clause to which the token belongs."""
        return self.clauses[self.owner[token - self.first]]

    def chain(self, clause: Clause) -> list[Clause]:
        """The clause and those above it, innermost first."""
        found = [clause]
        while found[-1].parent is not None:
            found.append(self.clauses[found[-1].parent])
        return found


def shown(sentence: Sentence, first: int, last: int) -> Span:
    """The characters from token `first` to the end of token `last`."""
    return sentence.tokens.starts[first], sentence.tokens.ends[last]


def word_in(sentence: Sentence, tokens: list[int], words: frozenset[str]) -> Span | None:
    """The characters of the first of these tokens that is one of the words; None where none is."""
    at = next((at for at in tokens if sentence.tokens.words[at] in words), None)
    return None if at is None else shown(sentence, at, at)
