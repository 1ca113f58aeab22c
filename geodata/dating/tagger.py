"""Text → time expressions: one scan over the classes of the tokens, then the rule that matched reads its parts."""

import re
from dataclasses import dataclass, replace
from typing import Final

from geodata.dating import durations, holidays, hours, quarters, relative, vague, written
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Base, Context, Direction, Meaning
from geodata.dating.periods import Unit
from geodata.dating.tense import direction_at
from geodata.dating.tokens import OTHER, Tokens
from geodata.model import TimexType

RULES: Final[tuple[Rule, ...]] = (
    *hours.RULES,
    *holidays.RULES,
    *quarters.RULES,
    *written.RULES[:-3],
    *relative.RULES,
    *durations.RULES,
    *written.RULES[-3:],
    *vague.RULES,
)
"""Every rule, in the order in which they are tried: the first that reads the words wins, so longer forms stand before shorter ones."""

RECENT_TOKENS: Final = 60
"""How far back "at 7 p.m." may look for its day, in tokens: about two sentences."""

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
    position = named_at = 0
    while match := _SCAN.search(tokens.classes, position):
        near = context.narrative if match.start() - named_at <= RECENT_TOKENS else None
        read = _read(tokens, match.start(), match.lastindex or 1, replace(context, recent=near))
        if read is None:
            position = match.start() + 1
            continue
        found.append(read)
        position = read.last
        if named := _narrative(read, tokens):
            quarter = named if named.unit is Unit.QUARTER else context.quarter
            context, named_at = replace(context, narrative=named, quarter=quarter), read.last
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
    if meaning.period is None or meaning.type is not TimexType.DATE or meaning.span is None or meaning.mod or meaning.is_aside:
        return None
    words = tokens.surface(read.first, read.last)
    return Base(meaning.span, "the date named before", f"“{words}”, named before it: {meaning.value}", meaning.period.unit)


__all__ = ["RULES", "Direction", "Found", "find"]
