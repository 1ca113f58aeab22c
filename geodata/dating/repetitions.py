"""Repetitions: "every Friday", "twice a month", "daily", "at weekends". A rate such as "$5 a month" is read by `durations`."""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import count_of
from geodata.dating.durations import duration_value
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Meaning
from geodata.dating.words import DAY_PARTS, MONTHS, SEASONS, UNITS, WEEKDAYS
from geodata.model import TimexType

_ADVERBS: Final = {
    "daily": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annually": "P1Y",
} | {
    "annual": "P1Y",
    "nightly": "P1D",
    "hourly": "PT1H",
}


def adverb(p: Parts, c: Context) -> Meaning | None:
    """ "daily", "annually"; not a newspaper's name ("the Daily Star")."""
    if p.is_capital("often") and p.last < len(p.tokens.words) and p.tokens.is_capital(p.last):
        return None
    return Meaning(TimexType.SET, _ADVERBS[p.text("often")], "a repetition")


def every(p: Parts, c: Context) -> Meaning | None:
    """ "every month", "each year", "twice a week"."""
    number = count_of(p.words("count")) if p.words("count") else Fraction(1)
    if number == 1 and UNITS[p.words("unit")[0]] == "weekend":
        return Meaning(TimexType.SET, "XXXX-WXX-WE", "a repetition")
    return Meaning(TimexType.SET, duration_value(number, p.words("unit")[0]), "a repetition")


def weekends(p: Parts, c: Context) -> Meaning | None:
    """ "at weekends"."""
    return Meaning(TimexType.SET, "XXXX-WXX-WE", "a repetition") if p.text("unit") == "weekends" else None


def every_other(p: Parts, c: Context) -> Meaning | None:
    """ "every other week"."""
    return Meaning(TimexType.SET, duration_value(Fraction(2), p.words("unit")[0]), "a repetition")


def every_part(p: Parts, c: Context) -> Meaning | None:
    """ "every morning"."""
    return Meaning(TimexType.SET, f"XXXX-XX-XXT{DAY_PARTS[p.text('part')]}", "a part of every day")


def weekdays(p: Parts, c: Context) -> Meaning | None:
    """ "every Friday", "Fridays"."""
    number = WEEKDAYS[p.text("weekday").removesuffix("s") if p.text("weekday") not in WEEKDAYS else p.text("weekday")]
    return Meaning(TimexType.SET, f"XXXX-WXX-{number + 1}", "a day of every week")


def seasons(p: Parts, c: Context) -> Meaning | None:
    """ "every summer"; not "each fall of the price"."""
    code = ("SP", "SU", "FA", "WI")[SEASONS[p.text("season")]]
    return None if p.text("season") == "fall" and p.after() == "of" else Meaning(TimexType.SET, f"XXXX-{code}", "a season of every year")


def months(p: Parts, c: Context) -> Meaning | None:
    """ "every January"."""
    return Meaning(TimexType.SET, f"XXXX-{MONTHS[p.text('month')]:02}", "a month of every year") if p.is_capital("month") else None


def every_weekday_part(p: Parts, c: Context) -> Meaning | None:
    """ "every Monday morning"."""
    meaning = weekdays(p, c)
    return meaning and replace(meaning, value=f"{meaning.value}T{DAY_PARTS[p.text('part')]}")


RULES: Final = (
    Rule("weekends", "(?<=[ON AT])unit:(WEEKEND)", weekends),
    Rule("every other unit", "(EVERY|EACH) OTHER unit:(LENGTH)", every_other),
    Rule("every so many units", "ONCE? (EVERY|EACH) (count:(COUNT) (HYPHEN? (TO|OR) HYPHEN? COUNT)? HYPHEN?)? unit:(LENGTH)", every),
    Rule("times a unit", "(ONCE|TWICE|COUNT TIMES) (A|EACH|EVERY|PER) unit:(LENGTH)", every),
    Rule("every Monday morning", "(EVERY|EACH) weekday:(WEEKDAY) part:(PART)", every_weekday_part),
    Rule("every summer", "(EVERY|EACH) season:(NAMEDSEASON)", seasons),
    Rule("every January", "(EVERY|EACH) month:(NAMEDMONTH)", months),
    Rule("every weekday", "(EVERY|EACH) (OTHER|ANYNTH)? weekday:(WEEKDAY)", weekdays),
    Rule("Monday mornings", "weekday:(WEEKDAY) part:(PARTS)", every_weekday_part),
    Rule("second of two weekdays", "(?<=[EVERY EACH]WEEKDAY AND)weekday:(WEEKDAY)", weekdays),
    Rule("every morning", "(EVERY|EACH) part:(PART)", every_part),
    Rule("weekdays", "weekday:(WEEKDAYS)", weekdays),
    Rule("adverb of repetition", "often:(OFTEN|QUARTERLY (?=[DOT COMMA BREAK]))", adverb),
)
