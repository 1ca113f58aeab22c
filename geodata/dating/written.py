"""Days that name their place on the calendar: "14 February 2017", "Feb. 14", "14/02/2017", and years. Months stand in `months`, ranges in `ranges`.

Where the year is missing it is taken from the anchor by the direction of the sentence.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import ordinal_of
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import MONTH_NAMES, Direction, Meaning, dated, say_day
from geodata.dating.months import month as named_month
from geodata.dating.months import month_year
from geodata.dating.periods import Period, Unit, weekday_on_or_after, weekday_on_or_before
from geodata.dating.tense import is_told
from geodata.dating.words import MONTHS, WEEKDAYS, each
from geodata.dating.years import YEAR_TAIL, full_year, named_year, short_year, spelt_year, year, year_by_count, year_part
from geodata.model import MAX_YEAR, TimexType

WRITTEN: Final = "the day as written"


def iso(p: Parts, c: Context) -> Meaning | None:
    """2017-02-14, with or without a time."""
    word = p.text("iso")
    day = day_of(*map(int, word[:10].replace("/", "-").split("-")))
    if day is None:
        return None
    meaning = dated(Period.containing(Unit.DAY, day), WRITTEN)
    if meaning is None or len(word) <= 10:
        return meaning
    return Meaning(TimexType.TIME, word.upper(), WRITTEN, span=meaning.span, period=meaning.period)


def nine_eleven(p: Parts, c: Context) -> Meaning | None:
    """9/11, a date that is its own name."""
    return dated(Period.containing(Unit.DAY, date(2001, 9, 11)), "11 September 2001 by its name")


def weekday_of_month(p: Parts, c: Context) -> Meaning | None:
    """ "the first Monday of March 2016", "the last Friday in May"."""
    if p.text("month") in ("may", "march", "mar") and not p.is_capital("month"):
        return None
    whole = month_year(p, c) if p.words("year") or p.words("relyear") else named_month(p, c)
    first, end = (whole.period.begin, whole.period.end) if whole and whole.period else (None, None)
    if whole is None or first is None or end is None:
        return whole
    number = WEEKDAYS[p.text("weekday")]
    if p.text("nth") == "last":
        day = weekday_on_or_before(end - timedelta(days=1), number)
    else:
        start = weekday_on_or_after(first, number)
        day = start and start + timedelta(weeks=(ordinal_of(p.words("nth")) or 1) - 1)
    if day is None or not first <= day < end:
        return None
    return dated(Period.containing(Unit.DAY, day), f"the day in {whole.rule}", whole.base)


def slashed(p: Parts, c: Context) -> Meaning | None:
    """14/02/2017, by the document's order of day and month where both could be either."""
    first, second, year = (int(number) for number in p.text("date").replace(".", "/").replace("-", "/").split("/"))
    if year < 100:
        year = full_year(year, c)
    orders = [(first, second), (second, first)] if c.day_first else [(second, first), (first, second)]
    for day, month in orders:
        found = day_of(year, month, day)
        if found:
            return dated(Period.containing(Unit.DAY, found), "the day as written in figures, " + ("day" if c.day_first else "month") + " first")
    return None


def month_day(p: Parts, c: Context) -> Meaning | None:
    """A day and a month, with or without a year."""
    month, day = MONTHS[p.text("month")], ordinal_of(p.words("day"))
    if p.first == p.match.start("day") and p.words("day")[0] in _THIRDS and p.before() in _WHICH_PART:
        return None
    if day is None or (p.text("month") in ("may", "march", "mar") and not p.is_capital("month")) or _is_new_sentence(p):
        return None
    year = year_part(p, c)
    if year is None and (month, day) == (9, 11) and p.after() in _OF_2001:
        year = 2001
    if year is not None:
        found = day_of(year, month, day)
        return _checked(dated(Period.containing(Unit.DAY, found), WRITTEN), p) if found else _no_such_day(year, month, p)
    return _checked(nearest(month, day, p, c), p)


def two_figures(p: Parts, c: Context) -> Meaning | None:
    """ "24 Mar 45" at the head of a line, as in a diary; elsewhere two figures after a month are a number of something else."""
    text, start, end = p.tokens.text, p.tokens.starts[p.first], p.tokens.ends[p.last - 1]
    if len(p.text("year")) != 2 or not _HEAD.search(text, max(0, start - _HEAD_CHARS), start) or not _HEAD_END.match(text, end):
        return None
    return month_day(p, c)


_HEAD: Final = re.compile(r"(?:^|\n)[\s\-*•]*(?:[A-Za-z]{3,9}\.?,? )?$")
_HEAD_CHARS: Final = 40
_HEAD_END: Final = re.compile(r"\.?[ \t]*(?:\n|$|[:–—])")

_THIRDS: Final = frozenset(("third", "fifth"))
_WHICH_PART: Final = frozenset(each("last first final second middle"))
"""Words before "third" that make it a part: "the last third of June"."""


def _is_new_sentence(p: Parts) -> bool:
    """Whether the full stop after a month's whole name ends a sentence: "It came in May. Second …"."""
    after = p.match.end("month")
    return p.tokens.words[after : after + 1] == ["."] and after < p.match.start("day") and p.text("month") in _WHOLE_NAMES


_WHOLE_NAMES: Final = frozenset(name.lower() for name in MONTH_NAMES)


def _no_such_day(year: int, month: int, p: Parts) -> Meaning | None:
    """ "30 February 2015": its month, with a word that the calendar has no such day."""
    meaning = dated(Period.part_of_year(Unit.MONTH, year, month - 1), "the month as written")
    return meaning and replace(meaning, clash=f"“{p.tokens.surface(p.first, p.last)}” is no day of the calendar.")


_OF_2001: Final = frozenset(each("attacks terror terrorist terrorists hijackers hijackings commission"))
"""Words after "September 11" that make it the day of 2001, as its other name 9/11 is."""


def _checked(meaning: Meaning | None, p: Parts) -> Meaning | None:
    """The meaning, with a word where the day of the week that is written does not fit it."""
    name = p.text("named").rstrip(" .")
    day = meaning.period.begin if meaning and meaning.period else None
    if meaning is None or day is None or not name or day.weekday() == WEEKDAYS[name]:
        return meaning
    words = p.tokens.surface(p.first, p.last)
    return replace(meaning, clash=f"“{words}” cannot be: {say_day(day).split(' ', 1)[1]} was a {say_day(day).split(' ', 1)[0]}.")


def nearest(month: int, day: int, p: Parts, c: Context) -> Meaning | None:
    """A day of a month without a year: the nearest one, or the one that the verb points to where two are about as near. Where the document has no
    date, it is of the year of a date just before."""
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    base = c.document or c.recent
    anchor = base and (base.day or base.span.begin)
    if base is None or anchor is None:
        return Meaning(TimexType.DATE, f"XXXX-{month:02}-{day:02}", "a day of a year that nothing fixes", is_open=True)
    candidates = [found for year in range(max(1, anchor.year - 4), anchor.year + 5) if (found := day_of(year, month, day))]
    if name := p.text("named").rstrip(" ."):
        near = [found for found in candidates if abs(found.year - anchor.year) <= 1 and found.weekday() == WEEKDAYS[name]]
        candidates = near or candidates
    if c.document is None or (c.is_head and base.unit is not Unit.DAY):
        candidates = [found for found in candidates if found.year == anchor.year] or candidates
    if p.before() in ("is", "are") and (coming := [found for found in candidates if found >= anchor]):
        candidates = coming
    chosen = _in_direction(candidates, anchor, c.direction, strict=_is_closed(p) or (c.direction is Direction.PAST and is_told(p.tokens, p.first)))
    return dated(Period.containing(Unit.DAY, chosen), f"the {day} {MONTH_NAMES[month - 1]} nearest to {base.name}", base) if chosen else None


def _is_closed(p: Parts) -> bool:
    """Whether the day lies in the past, however near the coming one is: "last", "since", or "had" before "on"."""
    before = p.tokens.words[max(0, p.first - _HAD_TOKENS) : p.first]
    had = before[-1:] == ["on"] and "had" in before and not _LOOKS_ON & set(before[before.index("had") :])
    return had or p.before() in _CLOSED_PAST or bool(p.words("past") or p.words("ago"))


_HAD_TOKENS: Final = 8
"""How far before the day "had" may stand, in tokens."""

_LOOKS_ON: Final = frozenset(each("planned scheduled due set to for until . ;"))
"""Words after "had" that lead to a day still to come: "had been due on"."""

_CLOSED_PAST: Final = frozenset(("ended", "since", "dated", "died", "born"))
"""Words after which a day lies in the past, however near the coming one is."""

CLOSE_CALL_DAYS: Final = 60
"""A day without a year is the nearest one; only where two years are about as near (within this many days) does the verb decide. Found on TimeBank."""

TOLD_DAYS: Final = 200
"""The same after a past verb: "it landed on 6 August", told in March, is last August; "they agreed on 1 April", told then, rather looks ahead."""


def _in_direction(candidates: list[date], anchor: date, direction: Direction, *, strict: bool) -> date | None:
    ranked = sorted(candidates, key=lambda day: (abs((day - anchor).days), day))[:2]
    margin = TOLD_DAYS if direction is Direction.PAST else CLOSE_CALL_DAYS
    if strict:
        ranked = [day for day in ranked if day <= anchor] or ranked
    elif len(ranked) == 2 and abs((ranked[1] - anchor).days) - abs((ranked[0] - anchor).days) <= margin:
        fitting = [day for day in ranked if (day - anchor).days * direction >= 0]
        ranked = fitting or ranked
    return ranked[0] if ranked else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none such."""
    try:
        return date(year, month, day) if year <= MAX_YEAR else None
    except ValueError:
        return None


RULES: Final = (
    Rule("day with hyphens", "day:(SMALL) HYPHEN month:(NAMEDMONTH) HYPHEN year:(YEARLIKE)", month_day),
    Rule("the eleventh of September", "NINELEVEN", nine_eleven),
    Rule("weekday of a month", f"THE? nth:(ANYNTH|LAST) weekday:(WEEKDAY) (OF|IN) month:(NAMEDMONTH) {YEAR_TAIL}?", weekday_of_month),
    Rule("iso date", "iso:(ISO)", iso),
    Rule("date in figures", "date:(SLASHED)", slashed),
    Rule("day, month and two figures", "day:(SMALL|NTH) month:(NAMEDMONTH) DOT? year:(SMALL|N59|N99)", two_figures),
    Rule(
        "day and month",
        f"(named:(ANYDAY) COMMA? THE?|THE)? day:(SMALL|ANYNTH) OF? month:(NAMEDMONTH) (DOT? {YEAR_TAIL}|past:(LAST) (?!YEAR))?",
        month_day,
    ),
    Rule("month and spelt year", "month:(NAMEDMONTH) COMMA? year:((ONES|TENS) (TENS|ONES) (HYPHEN? (ONES|ONE))?)", spelt_year),
    Rule(
        "month and day",
        f"(named:(ANYDAY) COMMA?|ago:(LAST|THIS PAST))? month:(NAMEDMONTH) DOT? THE? day:(SMALL|ANYNTH) ({YEAR_TAIL}|past:(LAST) (?!YEAR))?",
        month_day,
    ),
)

YEAR_RULES: Final = (
    Rule("year of two figures", "(?<=[IN OF SINCE BY UNTIL FROM TO BEFORE AFTER])year:(SHORTYEAR)", short_year),
    Rule("spelt year", "year:((ONES|TENS) TENS HYPHEN? (ONES|ONE))", spelt_year),
    Rule("the year two thousand", "THE YEAR year:(ONES SCALE (AND? SPELT)?)", year_by_count),
    Rule("the year 2000", "(edge:(EDGE))? THE YEAR year:(YEARLIKE)", named_year),
    Rule("year", "(edge:(EDGE) HYPHEN?)? year:(YEARLIKE)", year),
)
"""Years without a day or month: tried late, since four figures are the weakest sign of a date."""
