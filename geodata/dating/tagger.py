"""Text → time expressions: at each token the rules that may begin there are tried, and the first that matches reads its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geodata.dating import (
    ago,
    compounds,
    durations,
    eras,
    holidays,
    hours,
    lunar,
    months,
    quarters,
    ranges,
    relative,
    repetitions,
    vague,
    weekdays,
    written,
)
from geodata.dating.context import Context
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Base, Meaning, say_span
from geodata.dating.periods import Unit
from geodata.dating.prefixes import LENGTH, prefixes
from geodata.dating.tokens import Tokens, is_day_first
from geodata.model import TimexType

RULES: Final[tuple[Rule, ...]] = (
    *compounds.RULES,
    *hours.RULES,
    *holidays.RULES,
    *lunar.RULES,
    *quarters.RULES,
    *ranges.RULES,
    *written.RULES,
    *months.RULES,
    *eras.RULES,
    *ago.RULES,
    *repetitions.RULES,
    *weekdays.RULES,
    *relative.RULES,
    *durations.RULES,
    *written.YEAR_RULES,
    *vague.RULES,
)
"""Every rule, in the order in which they are tried: the first that reads the words wins, so longer forms stand before shorter ones."""

RECENT_TOKENS: Final = 60
"""How far back "at 7 p.m." may look for its day, in tokens: about two sentences."""


HAD_TOKENS: Final = 5
"""How far before a date "had" may stand that tells it, in tokens: "talks had begun in January"."""


class Starts:
    """The rules that may match at a token, by the classes of it and the next one, in the order of `RULES`."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            for prefix in prefixes(rule.regex.pattern):
                self._rules.setdefault(prefix, []).append(rule)
        self._order = {rule.name: number for number, rule in enumerate(rules)}
        self._known: dict[str, tuple[Rule, ...]] = {}
        self.first = re.compile("[" + "".join(sorted({prefix[0] for prefix in self._rules})) + "]")

    def at(self, pair: str) -> tuple[Rule, ...]:
        """The rules that may match where these two classes stand."""
        known = self._known.get(pair)
        if known is None:
            both = self._rules.get(pair, []) + (self._rules.get(pair[0], []) if len(pair) > 1 else [])
            known = self._known[pair] = tuple(sorted(both, key=lambda rule: self._order[rule.name]))
        return known


STARTS: Final = Starts(RULES)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression found in a text, with its tokens (`last` excluded)."""

    start: int
    end: int
    first: int
    last: int
    meaning: Meaning


def find(tokens: Tokens, document: Base | None, heads: frozenset[int] = frozenset(), *, day_first: bool | None = None) -> list[Found]:
    """The time expressions of the text in order, none overlapping another. The order of day and month is the text's own, unless it is given.

    `heads` are the first tokens of the dates at the heads of entries: what stands under one counts from it.
    """
    found: list[Found] = []
    context = Context(document, day_first=is_day_first(tokens) if day_first is None else day_first)
    classes, end, named_at = tokens.classes, 0, 0
    for start in STARTS.first.finditer(classes):
        first = start.start()
        if first < end:
            continue
        rules = STARTS.at(classes[first : first + LENGTH])
        if not rules:
            continue
        context.at(tokens, first, near=first - named_at <= RECENT_TOKENS, is_head=first in heads)
        read = _read(tokens, first, rules, context)
        if read is None:
            continue
        if first in heads:
            context.document = _entry(read) or document
        found.append(read)
        end = read.last
        if named := _narrative(read, tokens, context):
            context.name(named, looks_back="had" in tokens.words[max(0, first - HAD_TOKENS) : first])
            named_at = read.last
    return found


def _read(tokens: Tokens, first: int, rules: Sequence[Rule], context: Context) -> Found | None:
    for rule in rules:
        match = rule.regex.match(tokens.classes, first)
        if match is None:
            continue
        meaning = rule.read(Parts(tokens, match), context)
        if meaning is not None:
            return Found(tokens.starts[first], tokens.ends[match.end() - 1], first, match.end(), meaning)
    return None


ENTRY: Final = "the date of the entry"
"""What the base is called that a dated entry gives."""


def _entry(head: Found) -> Base | None:
    """What an entry counts from: the date at its head."""
    span, period = head.meaning.span, head.meaning.period
    return Base(span, ENTRY, f"{say_span(span)}, {ENTRY}", period.unit if period else Unit.DAY) if span else None


COMPARING: Final = frozenset(("than", "with", "over"))
"""Words before a quarter that is only compared with: what follows still counts from the quarter that the text reports on."""


def _narrative(read: Found, tokens: Tokens, context: Context) -> Base | None:
    meaning = read.meaning
    before = tokens.words[read.first - 1] if read.first else ""
    told = context.narrative and context.narrative.unit is Unit.QUARTER and before in ("ended", "ending")
    if told or (before in COMPARING and meaning.period is not None and meaning.period.unit is Unit.QUARTER):
        return None
    if (
        meaning.period is None
        or meaning.type is TimexType.DURATION
        or meaning.is_weak
        or meaning.span is None
        or (meaning.mod and meaning.period.unit not in (Unit.DAY, Unit.MONTH))
        or meaning.is_aside
    ):
        return None
    words = f"{say_span(meaning.span)}, named before as “{tokens.surface(read.first, read.last)}”"
    if meaning.base is not None:
        words += f" and counted from {meaning.base.words}"
    return Base(meaning.span, "the date named before", words, meaning.period.unit)
