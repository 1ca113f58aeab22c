"""Days of the week: "on Tuesday", "last Friday", "Tuesday the 26th", "from Monday to Wednesday", in the direction of their words or sentence."""

from datetime import date, timedelta
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import ordinal_of
from geodata.dating.edges import edged
from geodata.dating.finite import PREPOSITIONS
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Direction, Meaning, dated, say_day
from geodata.dating.periods import Period, Unit, moved, weekday_on_or_after, weekday_on_or_before
from geodata.dating.relative import DAY_TIMING, WHICH, base_for
from geodata.dating.words import WEEKDAYS, each
from geodata.model import TimexType

DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NEWSPAPERS: Final = frozenset(each("times telegraph mirror express herald mail independent post tribune world"))


def weekday(p: Parts, c: Context) -> Meaning | None:
    """A day of the week, in the direction of its words or its sentence; not a newspaper's name ("the Sunday Times")."""
    name, which = p.words("weekday")[0], p.words("which")
    if p.after() in _NEWSPAPERS and p.tokens.is_capital(p.last):
        return None
    if p.after() == "of" and p.after(2) in ("each", "every"):
        return None
    number = WEEKDAYS[name]
    if not which and (apposed := _apposed(number, p, c)):
        return apposed
    base = base_for(which, c, Unit.DAY)
    if not which and p.before() in ("a", "any", "one") and (not p.after().isalpha() or p.after() in PREPOSITIONS):
        return Meaning(TimexType.DATE, f"XXXX-WXX-{number + 1}", f"a {DAY_NAMES[number]} that nothing fixes")
    if base is None or base.day is None:
        return Meaning(
            TimexType.DATE, f"XXXX-WXX-{number + 1}", f"a {DAY_NAMES[number]} counted from a date that is not known to the day", is_open=True
        )
    direction = Direction.PAST if p.after() in ("'s", "’s") else c.direction
    found, how = _weekday(number, which if base is not c.document or "that" not in which else [], base.day, direction)
    if found is None:
        return None
    rule = f"{base.name} itself, a {DAY_NAMES[number]}" if found == base.day else f"the {DAY_NAMES[number]} {how} {base.name}"
    meaning = dated(Period.containing(Unit.DAY, found), rule, base)
    return meaning and edged(meaning, p.words("edge"))


def _apposed(number: int, p: Parts, c: Context) -> Meaning | None:
    """The day named just before, where the weekday only describes it: "on 4 December, a Tuesday", "May 3, a rainy Tuesday night"."""
    words, day = p.tokens.words, c.recent and c.recent.day
    at = p.first - 1 if p.before() == "a" else p.first - 2
    if c.recent is None or day is None or day.weekday() != number or at < 1 or words[at] != "a" or words[at - 1] != ",":
        return None
    return dated(Period.containing(Unit.DAY, day), f"the day of {c.recent.name}, a {DAY_NAMES[number]}", c.recent)


def _weekday(number: int, which: list[str], day: date, direction: Direction) -> tuple[date | None, str]:
    before, after = day - timedelta(days=1) if day > date.min else day, day + timedelta(days=1)
    if {"last", "past", "previous", "preceding"} & set(which):
        return weekday_on_or_before(before, number), "before"
    if {"next", "coming", "upcoming", "following"} & set(which):
        return weekday_on_or_after(after, number), "after"
    if "that" in which:
        return weekday_on_or_after(day - timedelta(days=day.weekday()), number), "of the week of"
    if "week" in which:
        found = weekday_on_or_after(after, number)
        return found and moved(found, Unit.WEEK, 1), "a week after the next, counted from"
    if "this" in which or direction is Direction.FUTURE:
        return weekday_on_or_after(day, number), "after"
    return weekday_on_or_before(day, number), "before"


def range_weekday(p: Parts, c: Context) -> Meaning | None:
    """The "Monday" of "from Monday to Wednesday": the last one up to that Wednesday."""
    base = c.document
    end = _weekday(WEEKDAYS[p.text("later")], [], base.day, c.direction)[0] if base and base.day else None
    first = end and weekday_on_or_before(end, WEEKDAYS[p.text("weekday")])
    if base is None or first is None or end is None:
        return weekday(p, c)
    return dated(Period.containing(Unit.DAY, first), f"the {DAY_NAMES[first.weekday()]} up to {say_day(end)}, counted from {base.name}", base)


def weekday_and_day(p: Parts, c: Context) -> Meaning | None:
    """ "Tuesday the 26th": the nearest month in which that day is a Tuesday."""
    number, base = ordinal_of(p.words("day")), c.document
    here = base and base.period(Unit.MONTH)
    if base is None or here is None or number is None or not 1 <= number <= 31:
        return None
    for step in (0, c.direction.value or -1, -c.direction.value or 1):
        begin = here.shifted(step).begin
        day = begin and begin + timedelta(days=number - 1)
        if begin and day and day.month == begin.month and day.weekday() == WEEKDAYS[p.text("weekday")]:
            return dated(Period.containing(Unit.DAY, day), f"the such day of a month nearest to {base.name}", base)
    return None


RULES: Final = (
    Rule("Tuesday the 26th", "weekday:(WEEKDAY) COMMA? THE day:(NTH)", weekday_and_day),
    Rule("weekday after last, next, this", f"{DAY_TIMING} which:({WHICH}) weekday:(WEEKDAY)", weekday),
    Rule("weekday last", f"{DAY_TIMING} weekday:(WEEKDAY) which:(LAST|NEXT|WEEK (?![OF]))", weekday),
    Rule("weekday of a range", "weekday:(WEEKDAY) (?=(TO|THROUGH|HYPHEN|UNTIL) later:(WEEKDAY))", range_weekday),
    Rule("weekday", "(edge:(EARLY|LATE))? weekday:(WEEKDAY) (?!PARTS)", weekday),
)
