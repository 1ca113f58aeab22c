"""Calendar arithmetic: a period is the n-th day, week, month … of the calendar, and moving it is addition.

The calendar is the proleptic Gregorian one of `datetime`, weeks are those of ISO 8601. Knows nothing of words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import final

from geodata.model import MAX_YEAR, Precision, TimeSpan

WEEK_BEGINS = 0
"""Monday, as `date.weekday` counts: ISO 8601, which TIMEX3 follows in its week values."""

SEASON_BEGINS = 2
"""The month, counted from 0, in which spring begins: March. Seasons are meteorological (spring March to May, winter December to February): the
convention of the UK Met Office and of the World Meteorological Organization, and what British news means by "by spring".
Winter has the year of its December."""

SEASONS = ("SP", "SU", "FA", "WI")
"""The TIMEX3 codes of the seasons, in the order of the year from spring on."""


class Unit(StrEnum):
    """A unit of the calendar. The order is from short to long."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_OFFSET = {Unit.SEASON: SEASON_BEGINS}


@final
@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The `number`-th `unit` of the calendar: for days the proleptic ordinal, for weeks counted from that of 1 January 1, else from the year 0."""

    unit: Unit
    number: int

    @classmethod
    def containing(cls, unit: Unit, day: date) -> "Period":
        """The period of this unit in which the day lies; for weekends that of the day's week."""
        if unit is Unit.DAY:
            return cls(unit, day.toordinal())
        if unit in (Unit.WEEK, Unit.WEEKEND):
            return cls(unit, (day.toordinal() - 1 - WEEK_BEGINS) // 7)
        months = day.year * 12 + day.month - 1 - _OFFSET.get(unit, 0)
        return cls(unit, months // _MONTHS_OF[unit])

    @classmethod
    def part_of_year(cls, unit: Unit, year: int, index: int) -> "Period":
        """The `index`-th (from 0) month, quarter, half or season of a year; for Unit.YEAR the index is 0."""
        return cls(unit, year * (12 // _MONTHS_OF[unit]) + index)

    def shifted(self, count: int) -> "Period":
        """The period `count` units later; earlier where it is negative."""
        return Period(self.unit, self.number + count)

    def within(self, unit: Unit) -> "Period | None":
        """The longer period in which this one begins; None outside the calendar."""
        first = self.begin
        return None if first is None else Period.containing(unit, first)

    @property
    def begin(self) -> date | None:
        """The first day; None outside the years 1 to 9998."""
        if self.unit is Unit.DAY:
            return _from_ordinal(self.number)
        if self.unit is Unit.WEEK:
            return _from_ordinal(self.number * 7 + 1 + WEEK_BEGINS)
        if self.unit is Unit.WEEKEND:
            return _from_ordinal(self.number * 7 + 6 + WEEK_BEGINS)
        months = self.number * _MONTHS_OF[self.unit] + _OFFSET.get(self.unit, 0)
        year, month = divmod(months, 12)
        if year == 0 and self.unit in (Unit.DECADE, Unit.CENTURY):
            return date(1, 1, 1)
        return date(year, month + 1, 1) if 1 <= year <= MAX_YEAR else None

    @property
    def end(self) -> date | None:
        """The day after the last one; None outside the years 1 to 9998."""
        if self.unit is Unit.WEEKEND:
            return _from_ordinal(self.number * 7 + 8 + WEEK_BEGINS)
        following = self.shifted(1)
        months = following.number * _MONTHS_OF.get(self.unit, 0)
        if months == (MAX_YEAR + 1) * 12:
            return date(MAX_YEAR + 1, 1, 1)
        return following.begin

    @property
    def year(self) -> int:
        """The calendar year in which it begins, for weeks the ISO year. Outside the calendar, a year below 1 or above 9998."""
        if self.unit in _MONTHS_OF:
            return (self.number * _MONTHS_OF[self.unit] + _OFFSET.get(self.unit, 0)) // 12
        first = self.begin
        if first is None:
            return 0 if self.number < 0 else MAX_YEAR + 1
        return first.year if self.unit is Unit.DAY else first.isocalendar().year

    @property
    def value(self) -> str:
        """The TIMEX3 value; "" outside the calendar."""
        if self.begin is None:
            return ""
        return _VALUES[self.unit](self)

    def span(self, *, approximate: bool = False) -> TimeSpan | None:
        """The days of the period; None outside the years 1 to 9998."""
        begin, end = self.begin, self.end
        if begin is None or end is None:
            return None
        return TimeSpan(begin, end, Precision(self.unit.value), approximate)


def _from_ordinal(ordinal: int) -> date | None:
    if not 1 <= ordinal <= _LAST_ORDINAL:
        return None
    return date.fromordinal(ordinal)


_LAST_ORDINAL = date(MAX_YEAR + 1, 1, 1).toordinal()


def _day_value(period: Period) -> str:
    return date.fromordinal(period.number).isoformat()


def _week_value(period: Period) -> str:
    monday = date.fromordinal(period.number * 7 + 1 + WEEK_BEGINS)
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}" + ("-WE" if period.unit is Unit.WEEKEND else "")


def _part_value(letter: str, width: int, parts: int) -> Callable[[Period], str]:
    def value(period: Period) -> str:
        year, index = divmod(period.number, parts)
        return f"{year:04}-{letter}{index + 1:0{width}}"

    return value


def _season_value(period: Period) -> str:
    year, index = divmod(period.number, 4)
    return f"{year:04}-{SEASONS[index]}"


_VALUES: dict[Unit, Callable[[Period], str]] = {
    Unit.DAY: _day_value,
    Unit.WEEK: _week_value,
    Unit.WEEKEND: _week_value,
    Unit.MONTH: _part_value("", 2, 12),
    Unit.QUARTER: _part_value("Q", 1, 4),
    Unit.HALF: _part_value("H", 1, 2),
    Unit.SEASON: _season_value,
    Unit.YEAR: lambda period: f"{period.number:04}",
    Unit.DECADE: lambda period: f"{period.number:03}",
    Unit.CENTURY: lambda period: f"{period.number:02}",
}

_DAYS_IN = {Unit.DAY: 1, Unit.WEEK: 7}


def moved(day: date, unit: Unit, count: int) -> date | None:
    """The day `count` units later (earlier if negative), on the last day of the month where that day does not exist; None outside the calendar."""
    if unit in _DAYS_IN:
        return _from_ordinal(day.toordinal() + count * _DAYS_IN[unit])
    if unit is Unit.WEEKEND:
        return _from_ordinal(day.toordinal() + count * 7)
    month = Period.containing(Unit.MONTH, day).shifted(count * _MONTHS_OF[unit])
    first, end = month.begin, month.end
    if first is None or end is None:
        return None
    return min(first.replace(day=1) + timedelta(days=day.day - 1), end - timedelta(days=1))


def weekday_on_or_before(day: date, weekday: int) -> date | None:
    """The last such weekday (Monday is 0) up to and including the day."""
    return _from_ordinal(day.toordinal() - (day.weekday() - weekday) % 7)


def weekday_on_or_after(day: date, weekday: int) -> date | None:
    """The first such weekday (Monday is 0) from the day on, the day included."""
    return _from_ordinal(day.toordinal() + (weekday - day.weekday()) % 7)
