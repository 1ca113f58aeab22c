"""What an expression means, and what it is counted from: the records that the rules exchange inside this room."""

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Final, final

from geodata.dating.periods import Period, Unit
from geodata.model import Span, Status, TimeSpan, TimexType

OPEN_VALUES: Final = {
    Unit.DAY: "XXXX-XX-XX",
    Unit.WEEK: "XXXX-WXX",
    Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX",
    Unit.HALF: "XXXX-HX",
    Unit.SEASON: "XXXX-XX",
    Unit.YEAR: "XXXX",
    Unit.DECADE: "XXX",
    Unit.CENTURY: "XX",
}
"""The TIMEX3 value of a unit that nothing fixes on the calendar."""


class Direction(IntEnum):
    """Which way the sentence looks from its anchor, by its verbs."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@final
@dataclass(frozen=True, slots=True)
class Base:
    """What a relative expression is counted from. `name` stands in rules ("the document's date"), `words` says it in full, with its origin."""

    span: TimeSpan
    name: str
    words: str
    unit: Unit = Unit.DAY

    def period(self, unit: Unit) -> Period | None:
        """The period of this unit that holds all of it; None where it is too wide to tell, or open."""
        first, last = self.span.begin, self.span.last
        if first is None or last is None:
            return None
        period = Period.containing(unit, first)
        return period if unit is Unit.WEEKEND or Period.containing(unit, last) == period else None

    @property
    def day(self) -> date | None:
        """The one day it is; None where it is longer than that."""
        period = self.period(Unit.DAY)
        return None if period is None else period.begin


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means.

    `base` is what it was counted from, None for an absolute one; `is_open` where that was missing; `is_weak` where its day is only a guess;
    `is_aside` where it compares with another time, so that nothing after it counts from it; `clash` says where its words contradict each other.
    """

    type: TimexType
    value: str
    rule: str
    mod: str = ""
    span: TimeSpan | None = None
    base: Base | None = None
    is_open: bool = False
    is_weak: bool = False
    is_aside: bool = False
    clash: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """A status with the words that show it. `governor` is the token of a word whose infinitive holds the place ("plans to retake Mosul"), else -1:
    what stands before it has a time of its own.
    """

    status: Status
    evidence: tuple[Span, ...] = ()
    governor: int = -1


def dated(period: Period, rule: str, base: Base | None = None) -> Meaning | None:
    """The meaning of an expression that names this period; None outside the calendar."""
    value = period.value
    return Meaning(TimexType.DATE, value, rule, span=period.span(), base=base, period=period) if value else None


def undated(unit: Unit, rule: str) -> Meaning:
    """The meaning of a relative expression of which nothing says what it is counted from."""
    return Meaning(TimexType.DATE, OPEN_VALUES[unit], rule, is_open=True)


def vague(value: str, rule: str) -> Meaning:
    """The meaning of a word for an unnamed time: PAST_REF, PRESENT_REF, FUTURE_REF."""
    return Meaning(TimexType.DATE, value, rule)


def about(meaning: Meaning, mod: str) -> Meaning:
    """The same with a TIMEX3 modifier; its span becomes approximate."""
    span = None if meaning.span is None else replace(meaning.span, approximate=True)
    return replace(meaning, mod=mod, span=span)


def say_day(day: date) -> str:
    """A day as our pages write it: "Thursday 16 February 2017", whatever the locale."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def say_span(span: TimeSpan) -> str:
    """A span in words: its day, or its first and last day."""
    if span.begin is None:
        return f"until {say_day(span.last)}" if span.last else ""
    if span.last is None:
        return f"from {say_day(span.begin)}"
    if span.begin == span.last:
        return say_day(span.begin)
    return f"{say_day(span.begin)} to {say_day(span.last)}"


MONTH_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
