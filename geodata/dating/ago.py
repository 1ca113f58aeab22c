"""Dates so many units away: "three years ago", "two days earlier", "a week later", "half a century ago", "some time ago".

"Ago" counts from the document's date; "earlier", "later" from the date named before. Without what they count from they stay open.
"""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import count_of
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Base, Direction, Meaning, about, dated, undated, vague
from geodata.dating.periods import Unit, moved
from geodata.dating.relative import CALENDAR, named_before
from geodata.dating.words import UNITS, each
from geodata.model import TimeSpan

HEDGE_MODS: Final = {
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "more than": "MORE_THAN",
    "over": "MORE_THAN",
    "under": "LESS_THAN",
    "at least": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS",
}

_SMALLER: Final = {Unit.WEEK: (Unit.DAY, 7), Unit.YEAR: (Unit.MONTH, 12), Unit.DECADE: (Unit.YEAR, 10), Unit.CENTURY: (Unit.YEAR, 100)}
"""What half a unit is counted in, and how many of it make the unit."""


def counted(p: Parts, c: Context) -> Meaning | None:
    """ "three years ago", "two days earlier", "a week later", "six months from now"."""
    how = p.words("how")
    if p.text("hedge") == "over" and p.before() in _TAKEN:
        return None
    back = how[0] in ("ago", "earlier", "before")
    code = UNITS[p.words("unit")[0]]
    exact = Unit(code) if code in CALENDAR else Unit.WEEK if code == "fortnight" else Unit.DAY
    base = c.document if how[0] in ("ago", "hence", "from") else named_before(c, exact)
    number = count_of(p.words("count")) if p.words("count") else None
    if how[0] == "later" and c.narrative is None and c.direction is Direction.PAST:
        base = None
    if p.words("count") and p.words("count")[0] in ("a", "an") and number == 0:
        number = Fraction(1)
    if p.words("half"):
        number = (number or 0) + Fraction(1, 2)
    if number is None:
        return vague("PAST_REF" if back else "FUTURE_REF", "an unnamed time " + ("before" if back else "after"))
    if code == "year" and number == 1 and back and c.quarter and _within(c.narrative, c.quarter) and _is_reported(c):
        return _quarter_ago(c.quarter)
    if code in ("S", "M", "H", "millennium"):
        return _within_day(p, c, base, back)
    if code == "fortnight":
        code, number = "week", number * 2
    meaning = replace(_moved(base, Unit(code), -number if back else number), is_aside=code == "year")
    return about(meaning, _mod(p)) if meaning.span and p.words("hedge") else meaning


_TAKEN: Final = frozenset(("took", "take", "takes", "taken", "taking", "handed"))
"""Verbs with "over": "she took over three years ago"."""


def _within(inner: Base | None, outer: Base) -> bool:
    """Whether the date named last lies in the quarter."""
    if inner is None or inner.span.begin is None or outer.span.begin is None or inner.span.end is None or outer.span.end is None:
        return False
    return outer.span.begin <= inner.span.begin and inner.span.end <= outer.span.end


def _is_reported(c: Context) -> bool:
    """Whether the text reports on the quarter: it is over by the document's date, or nothing was named since (a business year's fourth)."""
    if c.quarter is None or c.narrative is None or c.document is None or c.document.span.last is None:
        return True
    end = c.quarter.span.end
    return c.narrative.unit is Unit.QUARTER or (end is not None and end <= c.document.span.last)


def _quarter_ago(quarter: Base) -> Meaning | None:
    """ "a year ago" in a report on a quarter: the same quarter of the year before."""
    period = quarter.period(Unit.QUARTER)
    meaning = period and dated(period.shifted(-4), "the quarter named before, a year earlier", quarter)
    return meaning and replace(meaning, is_aside=True)


def _mod(p: Parts) -> str:
    return HEDGE_MODS.get(p.text("hedge"), "APPROX")


def _moved(base: Base | None, unit: Unit, number: Fraction) -> Meaning:
    """The period that lies so many units away. Weeks and shorter are counted in days; the value keeps the unit that the words use."""
    count = f"{abs(number)} {unit}{'' if abs(number) == 1 else 's'}"
    if base is None:
        return undated(unit, f"{count} from a date that is not known")
    if number.denominator != 1 and unit in _SMALLER:
        unit, number = _SMALLER[unit][0], number * _SMALLER[unit][1]
    rule = f"{count} {'before' if number < 0 else 'after'} {base.name}"
    here = base.period(unit)
    if here is None:
        return undated(unit, rule)
    meaning = dated(here.shifted(int(number)), rule, base)
    if meaning is None:
        return undated(unit, rule)
    day = base.day
    target = day and moved(day, Unit.WEEK, int(number)) if unit is Unit.WEEK else None
    return replace(meaning, span=TimeSpan.of_day(target, approximate=True)) if target else meaning


def _within_day(p: Parts, c: Context, base: Base | None, back: bool) -> Meaning | None:
    if UNITS[p.words("unit")[0]] == "millennium":
        return vague("PAST_REF" if back else "FUTURE_REF", "a time before memory")
    day = base and base.period(Unit.DAY)
    if day is None or base is None:
        return undated(Unit.DAY, "hours from a date that is not known")
    hours = count_of(p.words("count")) if UNITS[p.words("unit")[0]] == "H" and p.words("count") else None
    days = int((hours or 0) / 24)
    if days:
        return dated(day.shifted(-days if back else days), f"{days} times 24 hours {'before' if back else 'after'} {base.name}", base)
    return dated(day, f"within a day of {base.name}", base)


def ahead(p: Parts, c: Context) -> Meaning | None:
    """The day of "the polls open in two weeks"; in "he built it in two weeks" and "will cut jobs in two years" a length."""
    return in_time(p, c) if _is_at_a_time(p, c) else None


def in_time(p: Parts, c: Context) -> Meaning | None:
    """ "in two weeks' time"."""
    number, code = count_of(p.words("count")), UNITS[p.words("unit")[0]]
    if number is None or code not in CALENDAR or c.document is None:
        return None
    meaning = _moved(c.document, Unit(code), number or Fraction(1))
    return about(meaning, _mod(p)) if meaning.span and p.words("hedge") else meaning


def _is_at_a_time(p: Parts, c: Context) -> bool:
    words = p.tokens.words[max(0, p.first - 3) : p.first - 1]
    if words[-1:] and words[-1] in ("place", "office", "back"):
        words.pop()
    verb = words[-1] if words else ""
    return verb in _AT_A_TIME or (verb in _AT_ONCE and c.direction is Direction.FUTURE)


_AT_A_TIME: Final = frozenset(each("begins opens starts ends closes expires resumes leaves departs arrives returns retires"))
"""Present tenses that tell of a fixed time to come when a length follows: "the talks begin in two weeks"."""

_AT_ONCE: Final = frozenset(
    each(
        "begin open start end close expire resume leave depart arrive return retire meet vote reopen redeemed held released published launched "
        "delivered completed take run due over ready out up"
    )
)
"""Words for what happens at a time and takes none, where the sentence looks ahead."""


def time_ago(p: Parts, c: Context) -> Meaning | None:
    """ "some time ago", "a long time ago", "the other day"."""
    return vague("PAST_REF", "an unnamed time before") if p.text("some") in ("", "some") else None


RULES: Final = (
    Rule(
        "counted from a date",
        "(hedge:(HEDGE|(OVER|UNDER) (?=COUNT LENGTH (AGO|EARLIER|LATER))))? count:(COUNT|A) HYPHEN? unit:(LENGTH) (OR SO|OR MORE|half:(AND A HALF))?"
        " how:(AGO|EARLIER|LATER|FROM NOW|(BEFORE|AFTER) (?=DOT|COMMA|BREAK))",
        counted,
    ),
    Rule("half a unit ago", "(hedge:(HEDGE))? half:(HALF) A unit:(UNIT|DAY|YEAR|CENTURY) how:(AGO|EARLIER|LATER)", counted),
    Rule("half-unit ago", "(hedge:(HEDGE))? A? half:(HALF) HYPHEN? unit:(UNIT|YEAR|CENTURY) how:(AGO|EARLIER|LATER)", counted),
    Rule(
        "in so many units",
        "(?<=IN)(hedge:(HEDGE))? count:(COUNT|A) unit:(DAY|WEEK|YEAR|UNIT|UNITS) (?!HYPHEN|POSSESSIVE|APOSTROPHE|OF|AND|OR)",
        ahead,
    ),
    Rule("in so many weeks' time", "(?<=IN)(hedge:(HEDGE))? count:(COUNT|A) unit:(DAY|WEEK|YEAR|UNIT|UNITS) (APOSTROPHE|POSSESSIVE) TIME", in_time),
    Rule("some time ago", "(A? (LONG|SHORT)|some:(SEVERAL)) TIME AGO", time_ago),
    Rule("the other day", "(?<!AND)THE OTHER (DAY|PART)", time_ago),
    Rule("an open number of units ago", "unit:(LENGTH) how:(AGO|EARLIER|LATER)", counted),
)
