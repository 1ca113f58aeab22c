"""Text → time expressions: one scan over the classes of the tokens, then the rule that matched reads its parts."""

import re
from dataclasses import dataclass, replace
from typing import Final

from geodata.dating import durations, relative, vague, written
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Base, Context, Direction, Meaning
from geodata.dating.tense import direction_at
from geodata.dating.tokens import OTHER, Tokens
from geodata.model import TimexType

RULES: Final[tuple[Rule, ...]] = (
    *written.RULES[:15],
    *relative.RULES,
    *durations.RULES[:5],
    *durations.RULES[5:],
    *written.RULES[15:],
    *vague.RULES,
)
"""Every rule, in the order in which they are tried: the first that reads the words wins, so longer forms stand before shorter ones."""

_SCAN: Final = re.compile(f"(?![{OTHER}])(?:" + "|".join(f"({rule.anonymous})" for rule in RULES) + ")")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression found in a text, with its tokens (`last` excluded)."""

    start: int
    end: int
    first: int
    last: int
    meaning: Meaning


def find(tokens: Tokens, document: Base | None, *, day_first: bool = True) -> list[Found]:
    """The time expressions of the text in order, none overlapping another."""
    found: list[Found] = []
    context = Context(document, day_first=day_first)
    position = 0
    while match := _SCAN.search(tokens.classes, position):
        read = _read(tokens, match.start(), match.lastindex or 1, context)
        if read is None:
            position = match.start() + 1
            continue
        found.append(read)
        position = read.last
        context = replace(context, narrative=_narrative(read, tokens) or context.narrative)
    return found


def _read(tokens: Tokens, first: int, rule_number: int, context: Context) -> Found | None:
    context = replace(context, direction=direction_at(tokens, first))
    for rule in RULES[rule_number - 1 :]:
        match = rule.regex.match(tokens.classes, first)
        if match is None:
            continue
        meaning = rule.read(Parts(tokens, match), context)
        if meaning is not None:
            return Found(tokens.starts[first], tokens.ends[match.end() - 1], first, match.end(), meaning)
    return None


def _narrative(read: Found, tokens: Tokens) -> Base | None:
    meaning = read.meaning
    if meaning.period is None or meaning.type is not TimexType.DATE or meaning.span is None or meaning.mod:
        return None
    words = tokens.surface(read.first, read.last)
    return Base(meaning.span, "the date named before", f"“{words}”, named before it: {meaning.value}", meaning.period.unit)


__all__ = ["RULES", "Direction", "Found", "find"]
