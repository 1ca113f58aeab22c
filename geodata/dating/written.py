"""Dates that name their place on the calendar: "14 February 2017", "Feb. 14", "14/02/2017", "the spring of 2017", "the 1990s".

Where the year is missing it is taken from the anchor by the direction of the sentence.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import ordinal_of
from geodata.dating.edges import edged
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import MONTH_NAMES, Direction, Meaning, dated, say_day, undated
from geodata.dating.periods import Period, Unit, weekday_on_or_after, weekday_on_or_before
from geodata.dating.words import MONTHS, WEEKDAYS, each
from geodata.dating.years import YEAR_CUES, YEAR_TAIL, full_year, named_year, spelt_year, year, year_base, year_pair, year_part
from geodata.model import MAX_YEAR, TimexType

WRITTEN: Final = "the day as written"


def iso(p: Parts, c: Context) -> Meaning | None:
    """2017-02-14, with or without a time."""
    word = p.text("iso")
    day = _day(*map(int, word[:10].split("-")))
    if day is None:
        return None
    meaning = dated(Period.containing(Unit.DAY, day), WRITTEN)
    if meaning is None or len(word) == 10:
        return meaning
    return Meaning(TimexType.TIME, word.upper(), WRITTEN, span=meaning.span, period=meaning.period)


def nine_eleven(p: Parts, c: Context) -> Meaning | None:
    """9/11, a date that is its own name."""
    return dated(Period.containing(Unit.DAY, date(2001, 9, 11)), "11 September 2001 by its name")


def weekday_of_month(p: Parts, c: Context) -> Meaning | None:
    """ "the first Monday of March 2016", "the last Friday in May"."""
    if p.text("month") in ("may", "march", "mar") and not p.is_capital("month"):
        return None
    whole = month_year(p, c) if p.words("year") or p.words("relyear") else month(p, c)
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
        found = _day(year, month, day)
        if found:
            return dated(Period.containing(Unit.DAY, found), "the day as written in figures, " + ("day" if c.day_first else "month") + " first")
    return None


def month_day(p: Parts, c: Context) -> Meaning | None:
    """A day and a month, with or without a year."""
    month, day = MONTHS[p.text("month")], ordinal_of(p.words("day"))
    if day is None or (p.text("month") in ("may", "march", "mar") and not p.is_capital("month")):
        return None
    year = year_part(p, c)
    if year is not None:
        found = _day(year, month, day)
        return _checked(dated(Period.containing(Unit.DAY, found), WRITTEN), p) if found else None
    return _checked(_nearest(month, day, p, c), p)


def second_day(p: Parts, c: Context) -> Meaning | None:
    """The "16" of "March 15 and 16", the "17" of "March 15, 16 and 17": of the month before it, and not before its day."""
    back = 5 if p.words("third") else 3
    name, first = p.tokens.words[p.first - back], ordinal_of(p.tokens.words[p.first - 2 : p.first - 1])
    day, year = ordinal_of(p.words("day")), year_part(p, c)
    before = c.narrative.day if c.narrative else None
    if day is None or first is None or first >= day or not p.tokens.is_capital(p.first - back):
        return None
    if year is None and before is not None and (before.month, before.day) == (MONTHS[name], first):
        year = before.year
    found = _day(year, MONTHS[name], day) if year else None
    return dated(Period.containing(Unit.DAY, found), "the second day of two as written") if found else None


def _checked(meaning: Meaning | None, p: Parts) -> Meaning | None:
    """The meaning, with a word where the day of the week that is written does not fit it."""
    name = p.text("named").rstrip(" .")
    day = meaning.period.begin if meaning and meaning.period else None
    if meaning is None or day is None or not name or day.weekday() == WEEKDAYS[name]:
        return meaning
    words = p.tokens.surface(p.first, p.last)
    return replace(meaning, clash=f"“{words}” cannot be: {say_day(day).split(' ', 1)[1]} was a {say_day(day).split(' ', 1)[0]}.")


def _nearest(month: int, day: int, p: Parts, c: Context) -> Meaning | None:
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    base = c.document
    anchor = base and (base.day or base.span.begin)
    if base is None or anchor is None:
        return Meaning(TimexType.DATE, f"XXXX-{month:02}-{day:02}", "a day of a year that nothing fixes", is_open=True)
    candidates = [found for year in range(max(1, anchor.year - 4), anchor.year + 5) if (found := _day(year, month, day))]
    if name := p.text("named").rstrip(" ."):
        near = [found for found in candidates if abs(found.year - anchor.year) <= 1 and found.weekday() == WEEKDAYS[name]]
        candidates = near or candidates
    if p.before() in ("is", "are") and (coming := [found for found in candidates if found >= anchor]):
        candidates = coming
    chosen = _in_direction(candidates, anchor, c.direction, strict=p.before() in _CLOSED_PAST or bool(p.words("past") or p.words("ago")))
    return dated(Period.containing(Unit.DAY, chosen), f"the {day} {MONTH_NAMES[month - 1]} nearest to {base.name}", base) if chosen else None


_CLOSED_PAST: Final = frozenset(("ended", "since", "dated", "died", "born"))
"""Words after which a day lies in the past, however near the coming one is."""

CLOSE_CALL_DAYS: Final = 60
"""A day without a year is the nearest one; only where two years are about as near (within this many days) does the verb decide. Found on TimeBank."""


def _in_direction(candidates: list[date], anchor: date, direction: Direction, *, strict: bool) -> date | None:
    ranked = sorted(candidates, key=lambda day: (abs((day - anchor).days), day))[:2]
    if strict:
        ranked = [day for day in ranked if day <= anchor] or ranked
    elif len(ranked) == 2 and abs((ranked[1] - anchor).days) - abs((ranked[0] - anchor).days) <= CLOSE_CALL_DAYS:
        fitting = [day for day in ranked if (day - anchor).days * direction >= 0]
        ranked = fitting or ranked
    return ranked[0] if ranked else None


def month_year(p: Parts, c: Context) -> Meaning | None:
    """A month of a year that is written or counted ("January this year")."""
    if p.text("month") in ("may", "march", "mar") and not p.is_capital("month"):
        return None
    year = year_part(p, c)
    if year is None:
        return undated(Unit.MONTH, "a month of a year that nothing fixes")
    meaning = dated(Period.part_of_year(Unit.MONTH, year, MONTHS[p.text("month")] - 1), "the month as written", year_base(p, c))
    return meaning and edged(meaning, p.words("edge"))


def month(p: Parts, c: Context) -> Meaning | None:
    """A month alone or with "last", "next", "this": the nearest in the direction of the sentence."""
    if not p.is_capital("month") or _is_person(p):
        return None
    number, which, base = MONTHS[p.text("month")], p.text("which"), c.document
    name = MONTH_NAMES[number - 1]
    here = base and base.period(Unit.MONTH)
    if base is None or here is None:
        return Meaning(TimexType.DATE, f"XXXX-{number:02}", f"{name} of a year that nothing fixes", is_open=True)
    back = (here.number - (number - 1)) % 12
    if which in ("last", "past", "this past"):
        meaning = dated(here.shifted(-(back or 12)), f"the {name} before {base.name}", base)
    elif which in ("next", "coming", "this coming") or (not which and c.direction is Direction.FUTURE):
        meaning = dated(here.shifted((12 - back) % 12 or (12 if which else 0)), f"the {name} after {base.name}", base)
    elif which == "this":
        meaning = dated(Period.part_of_year(Unit.MONTH, here.year, number - 1), f"the {name} of the year of {base.name}", base)
    elif not which and _is_coming(back, p, c):
        meaning = dated(here.shifted(12 - back), f"the {name} nearest to {base.name}", base)
    else:
        meaning = dated(here.shifted(-back), f"the last {name} up to {base.name}", base)
    return meaning and edged(meaning, p.words("edge"))


def _is_coming(back: int, p: Parts, c: Context) -> bool:
    """Whether a month named alone is the next of its name, by how many months ago the last one was, though no verb looks ahead."""
    told = c.direction is Direction.PAST and (p.before() == "the" or p.after() in ("'s", "’s"))
    if back == NEXT_MONTH and p.before() != "in" and not told:
        return True
    return back > HALF_A_YEAR and (c.direction is Direction.UNKNOWN or p.before() in _UP_TO)


def month_before_noun(p: Parts, c: Context) -> Meaning | None:
    """ "the March meeting", "March's figures"; of a person named May only what is nobody's office."""
    if p.text("month") == "may" and (p.last == p.first or p.after() in _OFFICES or p.before() != "the"):
        return None
    if p.before() == "the" and (not p.after().isalpha() or p.tokens.is_capital(p.last)):
        return None
    return month(p, c)


_OFFICES: Final = frozenset(each("government administration cabinet ministry premiership team camp family years"))


def _is_person(p: Parts) -> bool:
    """Whether the month is someone's name: after "Mr", or before a capital without a word that leads to a date."""
    if p.before() in ("mr", "mrs", "ms", "miss", "dr", "sir", "."):
        return p.before() != "." or p.tokens.words[p.first - 2] in ("mr", "mrs", "ms", "dr")
    after = p.after()
    named = after[:1].isalpha() and p.tokens.is_capital(p.last)
    hyphened = after == "-" and p.last + 1 < len(p.tokens.words) and p.tokens.is_capital(p.last + 1) and p.tokens.words[p.last + 1] not in MONTHS
    if p.text("month") == "jan" and named:
        return True
    return (named or hyphened) and not p.words("which") and not p.words("edge") and p.before() not in YEAR_CUES


HALF_A_YEAR: Final = 8
"""A month without a verb to place it is taken as the coming one when the last lies more months back than this. Found on TimeBank."""

_UP_TO: Final = frozenset(each("through until till by"))
"""Words that lead to a month's end: a month so far back is the coming one even after a past verb ("lent it the money through January")."""

NEXT_MONTH: Final = 11
"""Eleven months back is next month, and that is meant ("through March", "orders for March"), unless a past verb stands with "in March"."""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year <= MAX_YEAR else None
    except ValueError:
        return None


RULES: Final = (
    Rule("day with hyphens", "day:(SMALL) HYPHEN month:(NAMEDMONTH) HYPHEN year:(YEARLIKE)", month_day),
    Rule("the eleventh of September", "NINELEVEN", nine_eleven),
    Rule("weekday of a month", f"THE? nth:(ANYNTH|LAST) weekday:(WEEKDAY) (OF|IN) month:(NAMEDMONTH) {YEAR_TAIL}?", weekday_of_month),
    Rule("year pair", "years:(YEARPAIR|YEARLIKE HYPHEN (SMALL|N59|N99))", year_pair),
    Rule("iso date", "iso:(ISO)", iso),
    Rule("date in figures", "date:(SLASHED)", slashed),
    Rule("day of a range", "THE? day:(SMALL|NTH) (?=(HYPHEN|TO|AND) (SMALL|NTH) OF? month:(NAMEDMONTH) DOT? (COMMA? year:(YEARLIKE))?)", month_day),
    Rule("second day of a range", "(?<=[MONTH MAY][N12 N24 N31 NTH][AND HYPHEN TO])day:(SMALL|NTH) (COMMA? year:(YEARLIKE))?", second_day),
    Rule("second day of a list", "(?<=[MONTH MAY][N12 N24 N31 NTH]COMMA)day:(SMALL|NTH) (?=COMMA? AND (SMALL|NTH))", second_day),
    Rule(
        "third day of a list",
        "(?<=[MONTH MAY][N12 N24 N31 NTH]COMMA[N12 N24 N31 NTH]AND)day:(third:(SMALL|NTH)) (COMMA? year:(YEARLIKE))?",
        second_day,
    ),
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
    Rule("month and year", f"(edge:(EDGE) HYPHEN?)? month:(NAMEDMONTH) DOT? OF? {YEAR_TAIL}", month_year),
    Rule("month after last, next, this", "(edge:(EDGE) HYPHEN?)? which:(LAST|THIS PAST|THIS|NEXT|PAST) month:(NAMEDMONTH)", month),
    Rule("month at an edge", "edge:(EDGE) HYPHEN? month:(NAMEDMONTH)", month),
    Rule("month", "month:(MONTH)", month),
    Rule("May or March after a preposition", "(?<=[IN OF SINCE BY FROM TO BEFORE AFTER DURING THROUGH UNTIL AND])month:(MAY)", month),
    Rule("May or March before what it names", "month:((MAY) (?=POSSESSIVE)|(?<=THE)MAY)", month_before_noun),
    Rule("spelt year", "year:((ONES|TENS) TENS HYPHEN? (ONES|ONE))", spelt_year),
    Rule("the year 2000", "(edge:(EDGE))? THE YEAR year:(YEARLIKE)", named_year),
    Rule("year", "(edge:(EDGE) HYPHEN?)? year:(YEARLIKE)", year),
)
