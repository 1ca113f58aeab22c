"""Lengths of time ("three years", "the past two weeks", "nearly six weeks"), and rates ("$5 a month"). Repetitions stand in `repetitions`."""

from datetime import timedelta
from fractions import Fraction
from typing import Final

from geodata.dating.ago import HEDGE_MODS
from geodata.dating.context import Context
from geodata.dating.counts import count_of, ordinal_of
from geodata.dating.finite import QUOTES
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Direction, Meaning, vague
from geodata.dating.periods import Unit, moved
from geodata.dating.words import SEASONS, UNITS, each
from geodata.model import Precision, TimeSpan, TimexType

_LETTERS: Final = {
    "S": "TS",
    "M": "TM",
    "H": "TH",
    "day": "D",
    "weekend": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "millennium": "L",
}
_YEARS: Final = {"E": 10, "C": 100}
_UNITS: Final = {unit.value: unit for unit in Unit} | {"fortnight": Unit.WEEK}
_DOUBLE: Final = frozenset(("weekend", "fortnight"))


def duration_value(number: Fraction | None, unit_word: str) -> str:
    """The TIMEX3 value of so many units; X where the number is open."""
    code = UNITS[unit_word]
    letter = _LETTERS[code]
    time, letter = ("T", letter[1:]) if len(letter) == 2 else ("", letter)
    if number is None:
        return f"P{time}X{letter}"
    if code in _DOUBLE:
        number *= 2
    if number.denominator == 1:
        return f"P{time}{number}{letter}"
    if letter == "H" and (number * 60).denominator == 1:
        hours, minutes = divmod(number * 60, 60)
        return f"PT{hours}H{minutes}M" if hours else f"PT{minutes}M"
    if letter in "EC" and (number * _YEARS[letter]).denominator == 1:
        return f"P{number * _YEARS[letter]}Y"
    if letter == "Y" and (number * 12).denominator == 1:
        years, months = divmod(number * 12, 12)
        return f"P{years}Y{months}M" if years else f"P{months}M"
    return f"P{time}{float(number):g}{letter}"


def length(p: Parts, c: Context) -> Meaning | None:
    """A counted length. "A quarter of" is a fraction, "a weekend" no measure; "one day" with a look ahead is no length."""
    number = count_of(p.words("count"))
    unit = p.words("unit")[0]
    if p.words("count") == ["a"] and p.tokens.words[p.first + 1] == "-":
        return None
    if number is not None and number >= _YEARS_FROM and _KINDS_OF_YEARS & set(p.tokens.words[p.match.end("count") : p.match.start("unit")]):
        return None
    if p.words("count") == ["one"] and unit == "day" and p.after() in ("last", "this", "next"):
        return None
    if p.words("which") and ordinal_of(p.words("which")) and "-" in p.tokens.words[p.match.end("count") : p.match.start("unit")]:
        return None
    if p.before() in QUOTES and p.is_capital("unit") and p.words("count")[0].isdigit():
        return None
    if (p.before() == "as" and p.words("count") == ["many"]) or (p.words("which") == ["last"] and p.before() in _BEFORE_VERB):
        return None
    if p.words("count") == ["some"] and unit in UNIT_WORDS:
        return vague("FUTURE_REF", "an unnamed time after") if unit == "day" else None
    if number == 0 and unit in ("quarter", "weekend"):
        return None
    if p.words("count") == ["one"] and unit == "day" and p.last - p.first == 2 and c.direction is Direction.FUTURE:
        return vague("FUTURE_REF", "an unnamed time after")
    if p.words("count")[0] in ("a", "an") and p.first and p.last - p.first == 2 and is_rate(p):
        return Meaning(TimexType.SET, duration_value(Fraction(1), unit), "a rate")
    if number == 0:
        number = Fraction(1)
    if number is not None and p.words("half"):
        number += Fraction(1, 2)
    value = duration_value(number, p.words("unit")[0])
    hedge = p.text("hedge") or p.text("outer")
    mod = HEDGE_MODS.get(hedge, "APPROX") if hedge else ""
    span, rule = _stretch(p, c, number)
    if unit == "months" and number in REPORTED_MONTHS and p.tokens.words[p.first] in ("the", "first"):
        c.report(value)
    return Meaning(TimexType.DURATION, value, rule, mod=mod, span=span, base=c.document if span else None)


_YEARS_FROM: Final = 1900
_KINDS_OF_YEARS: Final = frozenset(each("fiscal financial school academic tax calendar"))
"""Words after which "year" has a number of its own: "the 2016 school year"."""

REPORTED_MONTHS: Final = (6, 9)
"""The lengths that reports on business cover beside quarters and years ("the first nine months")."""

_BEFORE_VERB: Final = frozenset(each("to will would may might could can should must not"))
"""Words after which "last" is a verb: "expected to last six weeks"."""

UNIT_WORDS: Final = frozenset(each("day week weekend fortnight month quarter year hour minute second decade century millennium"))
"""The units in the singular."""


_PER_UNIT: Final = frozenset(
    each(
        "million billion thousand pounds dollars euros cents percent people times trained hours days nights mornings evenings miles "
        "kilometres tons barrels"
    )
)
"""Words before "a week" that make it a rate: "three nights a week"."""


def is_rate(p: Parts) -> bool:
    """Whether "a month" follows a number or "cents", as in "$5 a month"."""
    before = p.before()
    return before[0].isdigit() or before in _PER_UNIT


def _stretch(p: Parts, c: Context, number: Fraction | None) -> tuple[TimeSpan | None, str]:
    """The days of "the past two weeks" or "the next three years": up to the document's date, or from it on."""
    base, code, which = c.document, UNITS[p.words("unit")[0]], p.text("which")
    day = base and base.day
    if (
        which not in ("past", "last", "next", "coming")
        or number is None
        or number.denominator != 1
        or day is None
        or base is None
        or code not in _UNITS
    ):
        return None, "a length of time"
    back = which in ("past", "last")
    other = moved(day, _UNITS[code], int(-number if back else number) * (2 if code == "fortnight" else 1))
    if other is None or other == day:
        return None, "a length of time"
    count = f"{number} {code}{'' if number == 1 else 's'}"
    if back:
        return TimeSpan(other, day + timedelta(days=1), Precision.RANGE), f"the {count} up to {base.name}"
    return TimeSpan(day, other, Precision.RANGE), f"the {count} from {base.name} on"


def open_length(p: Parts, c: Context) -> Meaning | None:
    """ "weeks", "for years"; not "the early hours of Monday"."""
    if p.text("unit") == "quarters" and p.before() not in ("for", "in", "of"):
        return None
    part_of_day = p.text("unit") == "hours" and p.before() in ("early", "small", "late", "wee")
    if p.before() == "many" or part_of_day or p.before() in SEASONS or (p.text("unit") == "hours" and p.before() in _KINDS_OF_HOURS):
        return None
    return Meaning(TimexType.DURATION, duration_value(None, p.words("unit")[0]), "a length of time without a number")


_KINDS_OF_HOURS: Final = frozenset(each("office opening working business visiting rush school"))
"""Words before "hours" that make no length of it."""


def recent(p: Parts, c: Context) -> Meaning | None:
    """ "recent weeks"; years are too vague to count ("recent years" is PAST_REF in TimeBank)."""
    if p.words("unit")[0] == "years":
        return vague("PAST_REF", "an unnamed time before")
    return open_length(p, c)


def those_days(p: Parts, c: Context) -> Meaning | None:
    """ "in those days"."""
    return vague("PAST_REF", "an unnamed time before") if p.text("past") == "days" else None


def these_days(p: Parts, c: Context) -> Meaning | None:
    """ "these days"."""
    return vague("PRESENT_REF", "an unnamed time around the document's") if p.text("present") == "days" else None


def long_length(p: Parts, c: Context) -> Meaning | None:
    """ "week-long", "decades-long", "yearlong"."""
    unit = p.text("whole").removesuffix("long") or p.text("unit")
    return Meaning(TimexType.DURATION, duration_value(None if unit.endswith("s") else Fraction(1), unit), "a length of time")


def half_length(p: Parts, c: Context) -> Meaning | None:
    """ "half an hour", "half a year"."""
    return Meaning(TimexType.DURATION, duration_value(Fraction(1, 2), p.text("unit")), "a length of time")


def one_length(p: Parts, c: Context) -> Meaning | None:
    """ "the past month", "the past decade", "another year"; "the last days" have no number."""
    number = Fraction(1) if p.words("unit")[0] in UNIT_WORDS else None
    span, rule = _stretch(p, c, number)
    value = duration_value(number, p.words("unit")[0])
    mod = HEDGE_MODS.get(p.text("hedge"), "APPROX") if p.words("hedge") else ""
    return Meaning(TimexType.DURATION, value, rule, mod=mod, span=span, base=c.document if span else None)


def quarters_of(p: Parts, c: Context) -> Meaning | None:
    """ "a quarter of an hour", "three quarters of a century"."""
    if p.text("part") not in ("quarter", "quarters"):
        return None
    number = (count_of(p.words("count")) or Fraction(1)) / 4
    return Meaning(TimexType.DURATION, duration_value(number, p.text("unit")), "a length of time")


NUMERAL: Final = "[N12 N24 N31 N59 N99 NUMBER ONE ONES TENS SCALE DOZEN HYPHEN]"

RULES: Final = (
    Rule("quarters of a unit", "(A|count:(ONES))? HYPHEN? part:(QUARTER|UNITS) OF A unit:(UNIT|YEAR|CENTURY)", quarters_of),
    Rule(
        "length",
        "((outer:(HEDGE))? THE? which:(PAST|LAST|NEXT|COMING|PREVIOUS|FOLLOWING|LATEST|ORDINAL))?"
        " (hedge:(HEDGE))? (THE(?!COUNT HYPHEN? [UNIT DAY WEEK YEAR]))? count:(COUNT|A)"
        " (HYPHEN? (TO|OR) HYPHEN? COUNT|(?<=[N12 N24 N31 N59])HYPHEN INTEGER)?"
        " HYPHEN? (PLUS|MORE|STRAIGHT|FISCAL|FULL|LONG (?=UNITS|HOURS))? unit:(LENGTH)"
        " (OR SO|OR (ONES|SEVERAL)|half:(AND A HALF))? (?!HYPHEN? (OLD|LONG|EARLIER|AGO))",
        length,
    ),
    Rule("counted long", "count:(COUNT) HYPHEN unit:(UNIT|DAY|WEEK|YEAR|UNITS) HYPHEN LONG", length),
    Rule("long", "unit:(UNIT|DAY|WEEK|YEAR|UNITS) HYPHEN LONG", long_length),
    Rule("unitlong", "whole:(UNITLONG)", long_length),
    Rule("the past half unit", "THE? which:(PAST|LAST|NEXT|COMING) HALF HYPHEN? unit:(UNIT|CENTURY)", half_length),
    Rule("half a unit", "HALF A unit:(YEAR|UNIT|DAY|WEEK|CENTURY)", half_length),
    Rule("half-unit", "HALF HYPHEN unit:(YEAR|UNIT|DAY|CENTURY)", half_length),
    Rule("the past unit", "THE which:(PAST|LAST|NEXT|COMING) unit:(LENGTH)", one_length),
    Rule("another unit", "(hedge:(HEDGE))? ANOTHER unit:(UNIT|WEEK|YEAR)", one_length),
    Rule("hundreds of years", "HUNDREDS OF unit:(UNITS|HOURS)", open_length),
    Rule("those days", "(?<=IN)THOSE past:(UNITS)", those_days),
    Rule("these days", "THESE present:(UNITS)", these_days),
    Rule("recent years", "(RECENT|PAST) unit:(UNITS|HOURS) (AND UNITS)?", recent),
    Rule("open length", f"(THE? (PAST|LAST|NEXT|COMING))? (?<!{NUMERAL}) unit:(UNITS|HOURS) (OR UNITS)? (?!HYPHEN? (OLD|LONG))", open_length),
    Rule("the weeks ahead", "THE unit:(UNITS|HOURS) AHEAD", open_length),
)
