"""Dates counted from a date that stands beside them: "a week from Monday", "two days before Christmas", "a year ago today", "the week of 6 March".

One expression and one date: the day that is only counted from dates nothing.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import count_of, ordinal_of
from geodata.dating.grammar import Parts, Rule
from geodata.dating.holidays import NAME, holiday
from geodata.dating.hours import MONTH_DAY, TURNED
from geodata.dating.meaning import Meaning, dated, undated
from geodata.dating.months import month, month_year
from geodata.dating.periods import Period, Unit, moved
from geodata.dating.relative import WHICH, today
from geodata.dating.weekdays import weekday
from geodata.dating.words import UNITS, WEEKDAYS
from geodata.dating.written import month_day
from geodata.dating.years import YEAR_TAIL
from geodata.model import Precision, TimeSpan


def _anchor(p: Parts, c: Context) -> Meaning | None:
    """The date that stands beside the count."""
    if p.words("weekday"):
        return weekday(p, c)
    if p.words("month"):
        return month_day(p, c)
    return holiday(p, c) if p.words("name") else today(p, c)


def _steps(p: Parts) -> tuple[Unit, int] | None:
    """The unit and how many of it; None for hours, halves and open numbers."""
    code = UNITS[p.words("unit")[0]]
    number = count_of(p.words("count")) if p.words("count") else 1
    if p.words("count") and p.words("count")[0] in ("a", "an") and number == 0:
        number = 1
    if number is None or number != int(number):
        return None
    if code == "fortnight":
        return Unit.WEEK, int(number) * 2
    return (Unit(code), int(number)) if code in ("day", "week", "month", "year") else None


def counted(p: Parts, c: Context) -> Meaning | None:
    """ "a week from Monday", "two days before Christmas", "the day after last Tuesday", "30 years ago Monday"."""
    if p.text("how") == "from" and p.before() == "for":
        return None
    steps, anchor = _steps(p), _anchor(p, c)
    if steps is None or anchor is None or anchor.period is None or anchor.period.begin is None:
        return anchor if steps and anchor and anchor.is_open else None
    unit, number = steps
    back = p.text("how") in ("before", "ago")
    day = moved(anchor.period.begin, unit, -number if back else number)
    count = f"{number} {unit}{'' if number == 1 else 's'}"
    if day is None:
        return None
    return dated(Period.containing(Unit.DAY, day), f"{count} {'before' if back else 'after'} {anchor.rule}", anchor.base)


def same_time_ago(p: Parts, c: Context) -> Meaning | None:
    """ "five years ago this month", "ten years ago this week": the month or week of that year."""
    steps, base, code = _steps(p), c.document, UNITS[p.words("this")[-1]]
    day = base and base.day
    if steps is None or base is None or day is None or steps[0] is not Unit.YEAR or code not in ("week", "month"):
        return None
    then = moved(day, Unit.YEAR, -steps[1])
    return dated(Period.containing(Unit(code), then), f"the {code} of {base.name}, {steps[1]} years before", base) if then else None


def weekday_beyond(p: Parts, c: Context) -> Meaning | None:
    """ "the Saturday before last", "the Friday after next"."""
    meaning = weekday(p, c)
    if meaning is None or meaning.period is None:
        return meaning
    back = p.text("which") == "last"
    return dated(meaning.period.shifted(-7 if back else 7), f"a week {'before' if back else 'after'} {meaning.rule}", meaning.base)


def weekday_of_week(p: Parts, c: Context) -> Meaning | None:
    """ "Monday last week", "Friday next week": that day of the calendar week."""
    base, number = c.document, WEEKDAYS[p.words("weekday")[0]]
    here = base and base.period(Unit.WEEK)
    if base is None or here is None:
        return undated(Unit.DAY, "a day of a week counted from a date that is not known")
    step = {"last": -1, "this": 0, "next": 1}[p.text("which")]
    monday = here.shifted(step).begin
    day = monday and moved(monday, Unit.DAY, number)
    name = {-1: "before that of", 0: "of", 1: "after that of"}[step]
    return dated(Period.containing(Unit.DAY, day), f"that day of the week {name} {base.name}", base) if day else None


def week_of_month(p: Parts, c: Context) -> Meaning | None:
    """ "the first week of August", "the last week of May 2016": its seven days, with the value of the calendar week that holds most of them."""
    whole = month_year(p, c) if p.words("year") or p.words("relyear") else month(p, c)
    first, end = (whole.period.begin, whole.period.end) if whole and whole.period else (None, None)
    if whole is None or first is None or end is None:
        return whole
    number = ordinal_of(p.words("nth"))
    begin = moved(end, Unit.DAY, -7) if p.text("nth") == "last" else moved(first, Unit.DAY, 7 * ((number or 9) - 1))
    middle = begin and moved(begin, Unit.DAY, 3)
    if begin is None or middle is None or middle >= end:
        return None
    meaning = dated(Period.containing(Unit.WEEK, middle), f"seven days in {whole.rule}", whole.base)
    return meaning and replace(meaning, span=TimeSpan(begin, min(end, begin + timedelta(days=7)), Precision.WEEK))


def week_of(p: Parts, c: Context) -> Meaning | None:
    """ "the week of 6 March", "the week ended 6 March": the calendar week of that day."""
    day = month_day(p, c)
    if day is None or day.period is None or day.period.begin is None:
        return None
    unit = Unit.WEEKEND if p.words("weekend") else Unit.WEEK
    return dated(Period.containing(unit, day.period.begin), f"the {unit} of {day.rule}", day.base)


def quarter_ended(p: Parts, c: Context) -> Meaning | None:
    """ "the quarter ended July 31": the calendar quarter of its middle month, as TIMEX3 knows no other."""
    day = month_day(p, c)
    if day is None or day.period is None or day.period.begin is None:
        return None
    middle = moved(day.period.begin, Unit.MONTH, -1)
    if middle is None:
        return None
    meaning = dated(Period.containing(Unit.QUARTER, middle), "the quarter of the middle of these three months", day.base)
    return meaning and replace(meaning, is_aside=c.quarter is not None)


_COUNT: Final = "count:(COUNT|A) HYPHEN? unit:(DAY|WEEK|YEAR|UNIT|UNITS)"
_WEEKDAY: Final = f"(which:({WHICH}))? weekday:(WEEKDAY)"
_NAMED: Final = (("a weekday", _WEEKDAY), ("a month's day", MONTH_DAY), ("a day's month", TURNED), ("a named day", NAME))
_DAY: Final = "day:(TODAY|YESTERDAY|TOMORROW)"

RULES: Final = (
    *(Rule(f"counted from {name}", f"{_COUNT} how:(FROM|BEFORE|AFTER) {anchor}", counted) for name, anchor in (*_NAMED, ("a near day", _DAY))),
    *(Rule(f"the day beside {name}", f"THE unit:(DAY) how:(BEFORE|AFTER) {anchor}", counted) for name, anchor in _NAMED),
    Rule("ago today", f"{_COUNT} how:(AGO) {_DAY}", counted),
    Rule("ago Monday", f"{_COUNT} how:(AGO) {_WEEKDAY}", counted),
    Rule("ago this month", f"{_COUNT} how:(AGO) this:(THIS (UNIT|WEEK))", same_time_ago),
    Rule("the Saturday before last", "THE weekday:(WEEKDAY) BEFORE which:(LAST)", weekday_beyond),
    Rule("the Saturday after next", "THE weekday:(WEEKDAY) AFTER which:(NEXT)", weekday_beyond),
    *(Rule(f"week of {name}", f"THE (WEEK|weekend:(WEEKEND)) (OF|BEGINNING) {day}", week_of) for name, day in _NAMED[1:3]),
    Rule("weekday of a week", "weekday:(WEEKDAY) (OF)? which:(LAST|THIS|NEXT) WEEK", weekday_of_week),
    Rule("week of a month", f"THE? nth:(ANYNTH|LAST) WEEK (OF|IN) month:(NAMEDMONTH) {YEAR_TAIL}?", week_of_month),
    *(Rule(f"week ended {name}", f"THE WEEK (?=(ENDED|TO) {day})", week_of) for name, day in _NAMED[1:3]),
    *(Rule(f"quarter ended {name}", f"THE QUARTER (?=ENDED {day})", quarter_ended) for name, day in _NAMED[1:3]),
)
