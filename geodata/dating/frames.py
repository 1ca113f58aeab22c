"""The words around a date that say how it bounds a time: since, by, until, before, after, from … to, between … and.

One expression and its frame become the span that dates a statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geodata.dating.meaning import Base, Direction
from geodata.dating.periods import Unit
from geodata.dating.tagger import ENTRY, Found
from geodata.dating.tense import direction_at
from geodata.dating.tokens import Tokens
from geodata.dating.words import each
from geodata.model import MAX_YEAR, Precision, TimeSpan, TimexType

_PLAIN: Final = frozenset(each("on in at during over throughout within sometime around about through this earlier later late early"))
_JOINS: Final = frozenset(("to", "and", "until", "till", "-", "–", "through"))


@dataclass(frozen=True, slots=True)
class Framed:
    """A span that can date a statement.

    Its words with their frame (code points), its tokens (`core`: the first of the expression itself), the rule, and what it was counted from.
    """

    start: int
    end: int
    first: int
    last: int
    core: int
    span: TimeSpan
    rule: str
    base: Base | None


def framed(found: Sequence[Found], tokens: Tokens, document: Base | None) -> list[Framed]:
    """Every expression with a place on the calendar, in its frame, in the order of the text; a range is one, and so are days in a row."""
    dated = [item for item in found if item.meaning.span is not None and not item.meaning.is_weak]
    frames: list[Framed] = []
    at = 0
    while at < len(dated):
        joined = _range(dated[at], dated[at + 1], tokens) if at + 1 < len(dated) else None
        days = _days_in_a_row(dated, at, tokens)
        frames.append(joined or _stretched(_single(dated[at], tokens, document), dated[at + days - 1]))
        at += 2 if joined else days
    return frames


def _days_in_a_row(dated: Sequence[Found], at: int, tokens: Tokens) -> int:
    """How many expressions from this one on name neighbouring days in a list: 2 for "on 9 and 10 August", 1 where it stands alone."""
    last = at
    while last + 1 < len(dated) and _is_next_day(dated[last], dated[last + 1]) and _lists(tokens, dated[last].last, dated[last + 1].first):
        last += 1
    return last + 1 - at


def _is_next_day(one: Found, other: Found) -> bool:
    first, second = one.meaning.span, other.meaning.span
    days = [item.meaning.period is not None and item.meaning.period.unit is Unit.DAY and item.meaning.type is TimexType.DATE for item in (one, other)]
    return all(days) and first is not None and second is not None and first.end == second.begin


def _lists(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tokens from `first` to before `last` are what stands between the items of a list."""
    return tokens.words[first:last] in (["and"], [","], [",", "and"], ["&"])


def _stretched(frame: Framed, last: Found) -> Framed:
    """The frame up to the last of several days in a row; as it is where that is its own."""
    if last.last == frame.last or last.meaning.span is None:
        return frame
    span = TimeSpan(frame.span.begin, last.meaning.span.end, Precision.RANGE, frame.span.approximate)
    return replace(frame, end=last.end, last=last.last, span=span, rule=f"the days from the first to the last named: {frame.rule}")


def _word(tokens: Tokens, index: int) -> str:
    return tokens.words[index] if 0 <= index < len(tokens.words) else ""


def _range(item: Found, following: Found, tokens: Tokens) -> Framed | None:
    opener, join = _word(tokens, item.first - 1), _word(tokens, item.last)
    adjacent = following.first == item.last + 1
    if not adjacent or join not in _JOINS or (join in ("and", "to", "until", "till", "through") and opener not in ("from", "between")):
        return None
    if opener == "between" and join != "and":
        return None
    first, last = item.meaning.span, following.meaning.span
    if first is None or last is None or first.begin is None or last.end is None or first.begin >= last.end:
        return None
    start = item.first - (opener in ("from", "between"))
    span = TimeSpan(first.begin, last.end, Precision.RANGE, first.approximate or last.approximate)
    rule = f"from the beginning of the first to the end of the second: {item.meaning.rule}; {following.meaning.rule}"
    return Framed(tokens.starts[start], following.end, start, following.last, item.first, span, rule, item.meaning.base or following.meaning.base)


def _single(item: Found, tokens: Tokens, document: Base | None) -> Framed:
    index = item.first - 1
    if _word(tokens, index) == "the":
        index -= 1
    word = _word(tokens, index)
    span, rule = item.meaning.span, item.meaning.rule
    if span is None:
        raise ValueError("an expression without a span has no frame")
    if item.meaning.type is TimexType.TIME and word in ("after", "before"):
        return Framed(tokens.starts[index], item.end, index, item.last, item.first, span, rule, item.meaning.base)
    if item.meaning.base and item.meaning.base.name == ENTRY:
        document = item.meaning.base
    possessive = _word(tokens, item.last) in ("'s", "’s")
    bounded = None if possessive else _bounded(word, span, rule, document, direction_at(tokens, item.first))
    if bounded is not None and bounded[0] != span:
        base = item.meaning.base or (document if document and document.name in bounded[1] else None)
        return Framed(tokens.starts[index], item.end, index, item.last, item.first, bounded[0], bounded[1], base)
    while word in _PLAIN and _word(tokens, index - 1) in ("sometime", "late", "early", "earlier", "later"):
        index -= 1
    first = index if word in _PLAIN else item.first
    span = replace(span, approximate=True) if word in ("around", "about") else span
    return Framed(tokens.starts[first], item.end, first, item.last, item.first, span, rule, item.meaning.base)


def _bounded(word: str, span: TimeSpan, rule: str, document: Base | None, direction: Direction) -> tuple[TimeSpan, str] | None:
    """The span that a bounding word makes of a date; None where the word bounds nothing."""
    now = document.span if document else None
    name = document.name if document else ""
    if word in ("since", "from") and (word == "since" or direction is Direction.PAST):
        end = now.end if now and now.end and span.begin and now.end > span.begin else None
        return _spanned(span.begin, end, span), f"from the beginning of {rule} to {name}" if end else f"from the beginning of {rule} on"
    if word == "from":
        return _spanned(span.begin, None, span), f"from the beginning of {rule} on"
    if word in ("by", "until", "till"):
        return _up_to(word, span, rule, now, name)
    if word == "before":
        return _spanned(None, span.begin, span), f"before {rule}"
    if word == "after" and span.end and span.end.year <= MAX_YEAR:
        end = now.end if now and now.end and now.end > span.end else None
        return _spanned(span.end, end, span), f"after {rule}" + (f", up to {name}" if end else "")
    return None


def _up_to(word: str, span: TimeSpan, rule: str, now: TimeSpan | None, name: str) -> tuple[TimeSpan, str]:
    begin = now.begin if now and now.begin and span.end and now.begin < span.end and (span.begin is None or now.begin <= span.begin) else None
    return _spanned(begin, span.end, span), f"from {name} to the end of {rule}" if begin else f"up to the end of {rule}"


def _spanned(begin: date | None, end: date | None, span: TimeSpan) -> TimeSpan:
    if begin is None and end is None:
        return span
    return TimeSpan(begin, end, Precision.RANGE, span.approximate)
