"""Named days: "Christmas Eve", "last Thanksgiving", "Easter Sunday 2016", "New Year's Day".

The table holds days that English news names and whose place in the year is fixed by rule. Those of the Islamic calendar have a room of their own
(`lunar`).
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from geodata.dating.context import Context
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Base, Direction, Meaning, dated
from geodata.dating.periods import Period, Unit, weekday_on_or_after, weekday_on_or_before
from geodata.dating.years import YEAR_TAIL, year_base, year_part
from geodata.model import MAX_YEAR, TimexType

MONDAY, TUESDAY, THURSDAY = 0, 1, 3


def fixed(month: int, day: int) -> Callable[[int], date]:
    """The same day every year."""
    return lambda year: date(year, month, day)


def nth_weekday(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """The `number`-th such weekday of a month; the last one where the number is 0."""

    def day_in(year: int) -> date:
        if number:
            first = weekday_on_or_after(date(year, month, 1), weekday)
            return (first or date.min) + timedelta(weeks=number - 1)
        return weekday_on_or_before(date(year, month + 1, 1) - timedelta(days=1), weekday) or date.min

    return day_in


def after_easter(days: int) -> Callable[[int], date]:
    """A day counted from Easter Sunday."""
    return lambda year: easter(year) + timedelta(days=days)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the rule of the Gregorian calendar (the "anonymous" computus, Nature, 20 April 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, off = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * off + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def after_first_monday(year: int) -> date:
    """The day of federal elections in the United States: the Tuesday after the first Monday in November."""
    return weekday_on_or_after(date(year, 11, 2), TUESDAY) or date.min


DAYS: Final[Mapping[str, Callable[[int], date]]] = {
    "new year": fixed(1, 1),
    "new year's day": fixed(1, 1),
    "new year's": fixed(1, 1),
    "new year's eve": fixed(12, 31),
    "juneteenth": fixed(6, 19),
    "anzac day": fixed(4, 25),
    "ascension day": after_easter(39),
    "pentecost": after_easter(49),
    "martin luther king day": nth_weekday(1, MONDAY, 3),
    "presidents day": nth_weekday(2, MONDAY, 3),
    "presidents' day": nth_weekday(2, MONDAY, 3),
    "valentine's day": fixed(2, 14),
    "valentines day": fixed(2, 14),
    "st patrick's day": fixed(3, 17),
    "st . patrick's day": fixed(3, 17),
    "ash wednesday": after_easter(-46),
    "palm sunday": after_easter(-7),
    "maundy thursday": after_easter(-3),
    "good friday": after_easter(-2),
    "easter": after_easter(0),
    "easter day": after_easter(0),
    "easter sunday": after_easter(0),
    "easter monday": after_easter(1),
    "april fools' day": fixed(4, 1),
    "may day": fixed(5, 1),
    "memorial day": nth_weekday(5, MONDAY, 0),
    "independence day": fixed(7, 4),
    "bastille day": fixed(7, 14),
    "labor day": nth_weekday(9, MONDAY, 1),
    "columbus day": nth_weekday(10, MONDAY, 2),
    "halloween": fixed(10, 31),
    "election day": after_first_monday,
    "armistice day": fixed(11, 11),
    "veterans day": fixed(11, 11),
    "remembrance day": fixed(11, 11),
    "thanksgiving": nth_weekday(11, THURSDAY, 4),
    "thanksgiving day": nth_weekday(11, THURSDAY, 4),
    "christmas eve": fixed(12, 24),
    "christmas": fixed(12, 25),
    "christmas day": fixed(12, 25),
    "boxing day": fixed(12, 26),
}


def holiday(p: Parts, c: Context) -> Meaning | None:
    """A named day of a year that is written, or the nearest in the direction of its words or its sentence."""
    name = p.text("name").replace("’", "'").replace(" '", "'")
    day_in = DAYS.get(name)
    if day_in is None or not p.is_capital("name") or (name == "new year" and not p.tokens.is_capital(p.last - 1)):
        return None
    if p.words("week"):
        return _week(day_in, p, c)
    year = year_part(p, c)
    if year is not None:
        return _dated(day_in, year, "the named day as written", year_base(p, c))
    base = c.document
    anchor = base and (base.day or base.span.begin)
    if base is None or anchor is None:
        return Meaning(TimexType.DATE, "XXXX-XX-XX", "a named day of a year that nothing fixes", is_open=True)
    return _dated(day_in, _year(day_in, anchor, p, c), f"the one nearest to {base.name}", base)


def _year(day_in: Callable[[int], date], anchor: date, p: Parts, c: Context) -> int:
    which = p.text("which")
    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= year <= MAX_YEAR]
    if which == "this":
        return anchor.year
    if which in ("last", "past", "this past"):
        return max((year for year in years if day_in(year) < anchor), default=anchor.year)
    if which in ("next", "this coming", "coming") or c.direction is Direction.FUTURE:
        return min((year for year in years if day_in(year) >= anchor), default=anchor.year)
    if c.direction is Direction.PAST:
        return max((year for year in years if day_in(year) <= anchor), default=anchor.year)
    return min(years, key=lambda year: abs((day_in(year) - anchor).days))


def _dated(day_in: Callable[[int], date], year: int, rule: str, base: Base | None) -> Meaning | None:
    if not 1 <= year <= MAX_YEAR:
        return None
    return dated(Period.containing(Unit.DAY, day_in(year)), rule, base)


def _week(day_in: Callable[[int], date], p: Parts, c: Context) -> Meaning | None:
    base = c.document
    anchor = base and (base.day or base.span.begin)
    if base is None or anchor is None:
        return None
    year = min((anchor.year - 1, anchor.year, anchor.year + 1), key=lambda year: abs((day_in(year) - anchor).days))
    return dated(Period.containing(Unit.WEEK, day_in(year)), f"the week of the one nearest to {base.name}", base)


NAME: Final = "name:((HOLIDAY|MAY) (POSSESSIVE|YEAR POSSESSIVE?|APOSTROPHE|DOT HOLIDAY POSSESSIVE|HOLIDAY)* (DAY|EVE|WEEKDAY)?)"

RULES: Final = (
    Rule("named day and year", f"(THE)? {NAME} {YEAR_TAIL}", holiday),
    Rule("named day", f"(which:(LAST|THIS PAST|THIS COMING|THIS|NEXT))? {NAME} (week:(WEEK))?", holiday),
)
