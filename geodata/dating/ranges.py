"""The ends of ranges and lists: "from 5 to 7 March", "March 15, 16 and 17", "14/15 February", "Jan–Mar 2017", "2016-17", "1914-18".

Each end is an expression of its own; what it leaves out, the month or the year, is taken from the other end. `frames` makes one stretch of them.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import ordinal_of
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Meaning, dated
from geodata.dating.months import month_year
from geodata.dating.periods import Period, Unit
from geodata.dating.words import MONTHS
from geodata.dating.written import day_of, month_day, nearest
from geodata.dating.years import year_part
from geodata.model import MAX_YEAR, Precision, TimeSpan


def year_pair(p: Parts, c: Context) -> Meaning | None:
    """ "2016-17", "2016/17": two years that follow each other, as one stretch; its value is the first."""
    first, second = int(p.text("years")[:4]), int(p.text("years")[-2:])
    if (first + 1) % 100 != second or not 1000 <= first < MAX_YEAR:
        return None
    period = Period(Unit.YEAR, first)
    meaning = dated(period, "the two years as written")
    return meaning and replace(meaning, span=TimeSpan(date(first, 1, 1), date(first + 2, 1, 1), Precision.RANGE))


def second_year(p: Parts, c: Context) -> Meaning | None:
    """The "18" of "1914-18". After a hyphen 12 or less may be a month ("2010-12"), so only a dash makes a year of it."""
    first, digits = int(p.tokens.words[p.first - 2]), p.text("year")
    number = first // 100 * 100 + int(digits)
    is_month = p.before() == "-" and int(digits) <= 12
    return None if len(digits) != 2 or number <= first or is_month or first < 1000 else dated(Period(Unit.YEAR, number), "the second year as written")


def second_day(p: Parts, c: Context) -> Meaning | None:
    """The "16" of "March 15 and 16", the "17" of "March 15, 16 and 17": of the month before it, and not before its day."""
    at = _month_before(p)
    first, day, year = ordinal_of(p.tokens.words[p.first - 2 : p.first - 1]), ordinal_of(p.words("day")), year_part(p, c)
    before = c.narrative.day if c.narrative else None
    if at is None or day is None or first is None or first >= day or not p.tokens.is_capital(at):
        return None
    month = MONTHS[p.tokens.words[at]]
    if year is None and before is not None and (before.month, before.day) == (month, first):
        year = before.year
    found = day_of(year, month, day) if year else None
    return dated(Period.containing(Unit.DAY, found), "the second day of two as written") if found else None


def _month_before(p: Parts) -> int | None:
    """The token of the month that a list of days begins with, through the days before this one; None where none stands there."""
    words, at = p.tokens.words, p.first - 1
    while at > max(0, p.first - LIST_TOKENS) and (words[at] in _JOINS or words[at][0].isdigit()):
        at -= 1
    if words[at] == "." and at > 0:
        at -= 1
    return at if words[at] in MONTHS else None


LIST_TOKENS: Final = 8
"""How far before a day the month of its list may stand, in tokens."""

_JOINS: Final = frozenset(("and", "to", ",", "-", "–", "‑", "−"))


_ORDINAL: Final = re.compile("[a-z]+")


def two_days(p: Parts, c: Context) -> Meaning | None:
    """ "14/15 February", "14th/15th February": both days, of a night as a rule; its value is the first."""
    first, _, second = _ORDINAL.sub("", p.text("days")).partition("/")
    if not second.isdigit() or int(second) != int(first) + 1 or int(second) > 31:
        return None
    year, month = year_part(p, c), MONTHS[p.text("month")]
    begin = day_of(year, month, int(first)) if year is not None else None
    meaning = dated(Period.containing(Unit.DAY, begin), "the two days as written") if begin else nearest(month, int(first), p, c)
    if meaning is None or meaning.period is None or meaning.period.begin is None:
        return meaning
    return replace(meaning, span=TimeSpan(meaning.period.begin, meaning.period.begin + timedelta(days=2), Precision.RANGE))


RULES: Final = (
    Rule("year pair", "years:(YEARPAIR|YEARLIKE HYPHEN (SMALL|N59|N99))", year_pair),
    Rule("second year of two", "(?<=YEARLIKE HYPHEN)year:(SMALL|N59|N99) (?!HYPHEN|DOT SMALL)", second_year),
    Rule("day of a range", "THE? day:(SMALL|NTH) (?=(HYPHEN|TO|AND) (SMALL|NTH) OF? month:(NAMEDMONTH) DOT? (COMMA? year:(YEARLIKE))?)", month_day),
    Rule(
        "first day of a list",
        "THE? day:(SMALL|NTH) (?=COMMA (SMALL|NTH) COMMA? AND (SMALL|NTH) OF? month:(NAMEDMONTH) DOT? (COMMA? year:(YEARLIKE))?)",
        month_day,
    ),
    Rule(
        "day before another with its year",
        "day:(SMALL|NTH) OF? month:(NAMEDMONTH) (?=(HYPHEN|TO|AND|UNTIL) (SMALL|NTH) OF? later:(NAMEDMONTH) COMMA? year:(YEARLIKE))",
        month_day,
    ),
    Rule(
        "month's day before another with its year",
        "month:(NAMEDMONTH) DOT? day:(SMALL|NTH) (?=(HYPHEN|TO|AND|UNTIL) later:(NAMEDMONTH) DOT? (SMALL|NTH) COMMA? year:(YEARLIKE))",
        month_day,
    ),
    Rule(
        "month before another with its year",
        "(edge:(EDGE) HYPHEN?)? month:(NAMEDMONTH) DOT?"
        " (?=(HYPHEN|TO|AND|OR|UNTIL|STROKE) (EARLY|LATE|MID HYPHEN?)? later:(NAMEDMONTH) DOT? COMMA? year:(YEARLIKE))",
        month_year,
    ),
    Rule("two days with a stroke", "days:(NUMBER|NTHPAIR) OF? month:(NAMEDMONTH) (DOT? COMMA? year:(YEARLIKE))?", two_days),
    Rule(
        "day before a second and their year",
        "month:(NAMEDMONTH) DOT? day:(SMALL|NTH) (?=(HYPHEN|TO|AND) (SMALL|NTH) COMMA year:(YEARLIKE))",
        month_day,
    ),
    Rule("second day", "(?<=[N12 N24 N31 NTH][AND HYPHEN TO])day:(SMALL|NTH) (COMMA? year:(YEARLIKE))?", second_day),
    Rule("second day of a list", "(?<=[N12 N24 N31 NTH]COMMA)day:(SMALL|NTH) (?=COMMA? AND (SMALL|NTH))", second_day),
)
