"""Dates counted from another: "yesterday", "last week", "the previous month". Weekdays stand in `weekdays`, dates so many units away in `ago`.

"Last", "this", "next" count from the document's date; "previous", "following", "that" from the date named before.
Without what they count from they stay open.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import ordinal_of
from geodata.dating.edges import edged
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Base, Direction, Meaning, dated, undated
from geodata.dating.periods import Period, Unit, moved
from geodata.dating.words import UNITS, each
from geodata.model import Precision, TimeSpan

_STEPS: Final = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "latest": -1,
    "this": 0,
    "current": 0,
    "present": 0,
    "same": 0,
    "that": 0,
} | {
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}
CALENDAR: Final = frozenset(unit.value for unit in Unit)
"""The units that have a place on the calendar."""

_FROM_NARRATIVE: Final = frozenset(["previous", "preceding", "following", "same", "that"])


def base_for(words: list[str], c: Context, unit: Unit) -> Base | None:
    """What such words count from: the date named before for "previous", "following", "that", "same"; else the document's date."""
    told = words[:2] == ["the", "next"] and c.direction is Direction.PAST
    return named_before(c, unit) if told or _FROM_NARRATIVE & set(words) else c.document


def named_before(c: Context, unit: Unit) -> Base | None:
    """The date named before, where it is exact enough to tell the unit; else one named earlier that lies in it, or the document's date, if that does.

    The document's date where none was named; None where all that were named are too wide, or elsewhere ("In 1982 … Ten weeks later"), unless the last
    one only looks back, or stands far off.
    """
    told = c.narrative
    if told is None or told.period(unit):
        return told or c.document
    free = c.looks_back or c.recent is None
    return next((base for base in (c.monthly, c.exact, c.document) if base and base.period(unit) and (free or _lies_in(base, told))), None)


def _lies_in(inner: Base, outer: Base) -> bool:
    first, last, begin, end = inner.span.begin, inner.span.last, outer.span.begin, outer.span.last
    return first is not None and last is not None and (begin is None or begin <= first) and (end is None or last <= end)


def pointed_base(c: Context, unit: Unit) -> Base | None:
    """What "the end of the year" counts from: the date named just before, where the sentence tells of a time before the document's; else the
    document's date.
    """
    told = c.recent if c.direction is Direction.PAST else None
    then, here = told and told.period(unit), c.document and c.document.period(unit)
    return told if then and here and then.number < here.number else c.document


def today(p: Parts, c: Context) -> Meaning | None:
    """Today, yesterday, tomorrow; the day before yesterday, the day after tomorrow."""
    word = p.text("day")
    if word == "today" and p.is_capital("day") and (p.before() == "usa" or {p.after(), p.after(2)} & _PROGRAMMES):
        return None
    if word == "today" and p.after() in ("'s", "’s") and p.after(2) in _OF_THESE_TIMES:
        return None
    step = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[word]
    if p.words("beyond"):
        step += step
    day = c.document and c.document.period(Unit.DAY)
    name = {-2: "two days before", -1: "the day before", 0: "the day of", 1: "the day after", 2: "two days after"}[step]
    if day is None or c.document is None:
        return undated(Unit.DAY, f"{name} a document's date that is not known to the day")
    meaning = dated(day.shifted(step), f"{name} {c.document.name}", c.document)
    return meaning and edged(meaning, p.words("edge"))


_OF_THESE_TIMES: Final = frozenset(
    each("world youth society age generation generations standards children teenagers kids students youngsters families technology computers")
)
"""Words of which "today's" speaks of no day, but of these times."""

_PROGRAMMES: Final = frozenset(each("show program programme newspaper"))
"""Words that make "Today" a name: "the Today programme", "the “Today” show"."""


def unit(p: Parts, c: Context) -> Meaning | None:
    """ "last week", "this year", "the previous month", "next quarter", "the weekend"."""
    which = p.words("which")
    step = next((_STEPS[word] for word in which if word in _STEPS), 0)
    code = UNITS[p.text("unit")]
    if which == ["that"] and p.after() in ("-", "–"):
        return None
    if code in ("decade", "century") and which in (["the", "next"], ["the", "coming"]) and p.before() in _THROUGHOUT:
        return None
    if code not in CALENDAR or (which[-1:] == ["past"] and "this" not in which and code not in ("year", "weekend")):
        return None
    kind = Unit(code)
    if which:
        base = base_for(which, c, kind)
    else:
        base = named_before(c, kind) if kind is Unit.DAY else c.document if kind is Unit.WEEKEND else pointed_base(c, kind)
    here = base and base.period(kind)
    if kind is Unit.WEEKEND and base and here and ("past" in which or not {"this", "next", "coming"} & set(which)):
        here, step = _last_weekend(base, here, c, "last" in which or "past" in which), min(step + 1, 0) if step < 0 else step
    if kind is Unit.WEEKEND and base and here and which == ["this"] and c.direction is Direction.PAST and _first(here) > _last(base):
        step = -1
    if {"that", "same"} & set(which) and c.document and here is None:
        return None
    if {"that", "same"} & set(which) and (c.narrative is None or base is c.document):
        return undated(kind, f"a {kind} that nothing before it names")
    if base is None or here is None:
        return undated(kind, f"a {kind} counted from a date that is not known exactly enough")
    name = {-1: f"the {kind} before that of", 0: f"the {kind} of", 1: f"the {kind} after that of"}[step]
    if kind is Unit.WEEKEND:
        name = f"the {kind} {'after' if here.shifted(step).begin and _first(here.shifted(step)) > _last(base) else 'before'}"
    if kind is Unit.DAY and ({"this", "current", "latest"} & set(which) or which == ["last"]):
        return None
    meaning = dated(here.shifted(step), f"{name} {base.name}", base)
    if meaning and kind is Unit.YEAR and which[-1:] == ["past"] and base.day and (begin := moved(base.day, kind, -1)):
        rule = f"the twelve months up to {base.name}, with the value of the year before its own, as TimeBank has it"
        return replace(meaning, rule=rule, span=TimeSpan(begin, base.span.end, Precision.RANGE))
    return meaning and edged(meaning, p.words("edge"))


_THROUGHOUT: Final = frozenset(each("over for in during within throughout through"))
"""Words after which "the next decade" is the ten years to come, not the decade of the calendar."""


def beyond(p: Parts, c: Context) -> Meaning | None:
    """ "the week before last", "the month after next"."""
    code, base = UNITS[p.text("unit")], c.document
    if code not in CALENDAR:
        return None
    kind = Unit(code)
    here = base and base.period(kind)
    step = -2 if p.text("beyond") == "before last" else 2
    if base is None or here is None:
        return undated(kind, f"a {kind} counted from a date that is not known exactly enough")
    return dated(here.shifted(step), f"two {kind}s {'before' if step < 0 else 'after'} that of {base.name}", base)


def beside(p: Parts, c: Context) -> Meaning | None:
    """ "the day before", "the year after": of the date named before."""
    code = UNITS[p.text("unit")]
    if code not in CALENDAR:
        return None
    kind, step = Unit(code), -1 if p.text("how") == "before" else 1
    base = named_before(c, kind)
    here = base and base.period(kind)
    if base is None or here is None:
        return undated(kind, f"a {kind} counted from a date that is not known exactly enough")
    return dated(here.shifted(step), f"the {kind} {p.text('how')} that of {base.name}", base)


def _first(period: Period) -> date:
    return period.begin or date.max


def _last(base: Base) -> date:
    return base.span.last or date.max


def _last_weekend(base: Base, here: Period, c: Context, is_last: bool) -> Period:
    if not is_last and c.direction is Direction.FUTURE:
        return here
    begun = here.begin is not None and base.span.begin is not None and here.begin <= base.span.begin
    return here if begun and not is_last else here.shifted(-1)


def paired(p: Parts, c: Context) -> Meaning | None:
    """The "next" of "this year and next"."""
    words = p.tokens.words[p.first - 3 : p.first - 1]
    kind = UNITS[words[1]]
    here = c.document and c.document.period(Unit(kind)) if words[0] == "this" and kind in CALENDAR else None
    if here is None or c.document is None:
        return None
    step = _STEPS[p.text("which")]
    return dated(here.shifted(step), f"the {kind} {'before' if step < 0 else 'after'} that of {c.document.name}", c.document)


def of_the_year(p: Parts, c: Context) -> Meaning | None:
    """ "The hottest day of the year", "the first three months of the year"; not "the player of the year"."""
    before = p.tokens.words[max(0, p.first - _RANKED_TOKENS) : p.first]
    ranked = any(word.endswith("est") and len(word) > 4 for word in before) or _RANKS & set(before)
    return unit(p, c) if ranked else None


_RANKED_TOKENS: Final = 6
_RANKS: Final = frozenset(each("first second third fourth fifth final last most best worst"))
"""Words, at most so many tokens before, by which "of the year" says of which time something is the first or the most."""


def year_end(p: Parts, c: Context) -> Meaning | None:
    """ "year-end", "year's end", "year-end 2016"."""
    if p.words("year"):
        meaning = dated(Period(Unit.YEAR, int(p.text("year"))), "the year as written")
        return meaning and edged(meaning, ["end"])
    base = c.document
    here = base and base.period(Unit.YEAR)
    if base is None or here is None:
        return undated(Unit.YEAR, "the end of a year that nothing fixes")
    meaning = dated(here, f"the year of {base.name}", base)
    return meaning and edged(meaning, ["end"])


def nth_of_month(p: Parts, c: Context) -> Meaning | None:
    """ "the 14th", "14th inst.", "14th ult."."""
    number, base = ordinal_of(p.words("day")), c.document
    if not p.words("which") and not p.words("latin") and c.recent and c.recent.unit in (Unit.DAY, Unit.MONTH):
        base = c.recent
    here = base and base.period(Unit.MONTH)
    if number is None or not 1 <= number <= 31:
        return None
    if base is None or here is None:
        return undated(Unit.DAY, "a day of a month that nothing fixes")
    if p.words("unit") and p.text("unit") != "month":
        return None
    step = _STEPS[p.text("which")] if p.words("which") else -1 if p.text("latin") == "ult" else 0
    begin = here.shifted(step).begin
    day = begin and begin + timedelta(days=number - 1)
    if day is None or begin is None or day.month != begin.month:
        return None
    return dated(Period.containing(Unit.DAY, day), f"the day of the month of {base.name}", base)


WHICH = (
    "LAST|THE? PAST|THIS PAST|THIS COMING|THIS|NEXT|THE NEXT|THE? PREVIOUS|THE? FOLLOWING|THE? SAME|THAT SAME|THAT|THE? CURRENT|THE LATEST|THE COMING"
)
TIMING = "(edge:(EARLY|LATE|EARLIER|LATER|SOMETIME|MID HYPHEN?|THE? (BEGINNING|END|MIDDLE) OF))?"
DAY_TIMING = "(edge:(EARLY|LATE|EARLIER|LATER|SOMETIME))?"
BUSINESS = "(FISCAL (?=YEAR|QUARTER))?"

RULES: Final = (
    Rule("day before yesterday", "THE? DAY beyond:(BEFORE|AFTER) day:(YESTERDAY|TOMORROW)", today),
    Rule("today", f"{DAY_TIMING} day:(TODAY|YESTERDAY|TOMORROW)", today),
    Rule("this year and next", "(?<=[YEAR WEEK UNIT][AND OR])which:(NEXT|LAST) (?=DOT|COMMA|BREAK|$)", paired),
    Rule("unit after last, next, this", f"{TIMING} which:({WHICH}) {BUSINESS} unit:(UNIT|DAY|WEEK|YEAR|QUARTER|WEEKEND) (OR SO)?", unit),
    Rule("the day before", "THE unit:(DAY|WEEK|YEAR|UNIT) how:(BEFORE|AFTER) (?=DOT|COMMA|BREAK|ON|IN|AND|$)", beside),
    Rule("the week before last", "THE unit:(WEEK|YEAR|WEEKEND|QUARTER|UNIT) beyond:(BEFORE LAST|AFTER NEXT)", beyond),
    Rule("the weekend", "THE unit:(WEEKEND)", unit),
    Rule("the week", "THE unit:(WEEK) (?![OF BEFORE AFTER FOLLOWING HYPHEN])", unit),
    Rule("earlier in the week", "edge:(EARLIER|LATER|EARLY|LATE) IN THE unit:(DAY|WEEK|UNIT|YEAR)", unit),
    Rule("the end of the unit", f"edge:(THE? (BEGINNING|END|MIDDLE|REST) OF) THE {BUSINESS} unit:(WEEK|YEAR|QUARTER|UNIT|CENTURY)", unit),
    Rule("of the year", "(?<=OF)THE unit:(YEAR) (?![ENDED])", of_the_year),
    Rule("year-end", "edge:((YEAR POSSESSIVE|YEAR HYPHEN?) END) (year:(YEARLIKE))?", year_end),
    Rule("day of last month", "THE day:(NTH) OF which:(LAST|THIS|NEXT) unit:(UNIT)", nth_of_month),
    Rule("day of this month", "THE day:(NTH) (?=[DOT COMMA BREAK AND TO])", nth_of_month),
    Rule("day inst.", "THE? day:(NTH) latin:(INST|ULT) DOT?", nth_of_month),
)
