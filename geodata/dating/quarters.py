"""Quarters, halves and business years: "the third quarter of 1984", "fourth-quarter", "last year's first half", "the year-ago quarter".

A quarter without a year is the last one so numbered that has begun by the document's date, or the next one where the sentence looks ahead. A
"quarter" or "period" that is only pointed at ("the latest quarter", "the year-earlier period") is the one named before.
"""

from dataclasses import replace
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import ordinal_of
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Base, Direction, Meaning, dated, undated
from geodata.dating.periods import Period, Unit
from geodata.dating.words import MONTHS
from geodata.dating.years import YEAR_TAIL, year_base, year_part
from geodata.model import TimexType


def part_of_year(p: Parts, c: Context) -> Meaning | None:
    """A numbered quarter or half."""
    unit = Unit.HALF if p.text("unit") == "half" else Unit.QUARTER
    parts = 4 if unit is Unit.QUARTER else 2
    index = parts - 1 if p.text("nth") in ("last", "final") else (ordinal_of(p.words("nth")) or 0) - 1
    if not 0 <= index < parts:
        return None
    here = c.document and c.document.period(Unit.YEAR)
    year = here.number if here and p.words("the") else year_part(p, c)
    if year is not None:
        base = c.document if p.words("the") else year_base(p, c)
        return dated(Period.part_of_year(unit, year, index), f"the {unit} as written", base)
    if unit is Unit.HALF:
        return None
    return _nearest(index, unit, p, c)


def by_months(p: Parts, c: Context) -> Meaning | None:
    """ "the July-September quarter"."""
    first, last = MONTHS[p.text("month")] - 1, MONTHS[p.text("later")] - 1
    if first % 3 or last != first + 2:
        return None
    year = year_part(p, c)
    if year is None:
        return _nearest(first // 3, Unit.QUARTER, p, c)
    return dated(Period.part_of_year(Unit.QUARTER, year, first // 3), "the quarter as written", year_base(p, c))


def one_of_two(p: Parts, c: Context) -> Meaning | None:
    """The "second" and the "third quarters" of "the second and third quarters"."""
    return part_of_year(p, c) if p.text("units") == "quarters" else None


def lettered(p: Parts, c: Context) -> Meaning | None:
    """ "Q3 2016", "H1 2016"."""
    unit = Unit.QUARTER if p.text("letter") == "q" else Unit.HALF
    index, year = int(p.text("nth")) - 1, year_part(p, c)
    if not p.is_capital("letter") or not 0 <= index < (4 if unit is Unit.QUARTER else 2) or (year is None and unit is Unit.HALF):
        return None
    return _nearest(index, unit, p, c) if year is None else dated(Period.part_of_year(unit, year, index), f"the {unit} as written", year_base(p, c))


def _nearest(index: int, unit: Unit, p: Parts, c: Context) -> Meaning | None:
    base = c.document
    here = base and base.period(unit)
    if base is None or here is None:
        return undated(unit, f"a {unit} of a year that nothing fixes")
    number = 4 if unit is Unit.QUARTER else 2
    back = (here.number - index) % number
    ahead = number - back
    if back and ((c.direction is Direction.FUTURE and ahead == 1) or (unit is Unit.QUARTER and back > 1 and _runs_to(p, c))):
        return dated(here.shifted(ahead), f"the next such {unit} after {base.name}", base)
    return dated(here.shifted(-back), f"the last such {unit} begun by {base.name}", base)


def _runs_to(p: Parts, c: Context) -> bool:
    """Whether the words lead up to a quarter: "by the second quarter", "through the end of the third quarter"; not where the past is told."""
    words = p.tokens.words[max(0, p.first - 8) : p.first]
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at] not in ("the", "end", "of", "its")), -1)
    if at < 0 or words[at] not in ("by", "until", "through") or "had" in words + p.tokens.words[p.last : p.last + 8]:
        return False
    return c.direction is not Direction.PAST or (at > 0 and words[at - 1] not in (".", "¶"))


def pointed(p: Parts, c: Context) -> Meaning | None:
    """ "the quarter", "the latest quarter", "the year-ago period": the quarter named before, or a year earlier."""
    named = c.quarter
    if p.text("unit") == "period" and named is None:
        return Meaning(TimexType.DURATION, c.stretch, "as long as the months named before") if c.stretch else None
    if named is None or named.period(Unit.QUARTER) is None:
        return _latest(p, c)
    period = named.period(Unit.QUARTER)
    back = 4 if p.words("back") else 0
    meaning = period and dated(period.shifted(-back), "the quarter named before" + (", a year earlier" if back else ""), named)
    return meaning and replace(meaning, is_aside=back > 0)


def same_of_year(p: Parts, c: Context) -> Meaning | None:
    """ "the 1988 period", "last year's quarter": the quarter named before, of another year."""
    year, named = year_part(p, c), c.quarter and c.quarter.period(Unit.QUARTER)
    if year is None or named is None:
        return None
    meaning = dated(Period.part_of_year(Unit.QUARTER, year, named.number % 4), "the quarter named before, of the year as written", c.quarter)
    return meaning and replace(meaning, is_aside=True)


def same_time(p: Parts, c: Context) -> Meaning | None:
    """ "the same period last year", "the same month a year earlier", "the same quarter of 2015": the months named before, of that year; the year
    alone where none were named.
    """
    word = p.text("unit")
    named = (c.quarter or c.narrative) if word == "period" else c.quarter if word == "quarter" else c.narrative if word == "month" else None
    unit = named.unit if named else Unit.YEAR
    fits = unit in _PARTS if word == "period" else unit is Unit(word) if word in ("quarter", "month") else False
    here = named.period(unit) if named and fits else None
    if here is None or named is None:
        own = c.document and c.document.period(Unit.YEAR)
        year, base = (year_part(p, c), None) if p.words("year") else (own and own.number - 1, c.document)
        return None if year is None or word != "period" else dated(Period(Unit.YEAR, year), "the year that is compared with", base)
    number = _PARTS[unit]
    then = Period.part_of_year(unit, int(p.text("year")), here.number % number) if p.words("year") else here.shifted(-number)
    meaning = dated(then, f"the {unit} named before, of the year that it is compared with", named)
    return meaning and replace(meaning, is_aside=True)


_PARTS: Final = {Unit.MONTH: 12, Unit.QUARTER: 4, Unit.HALF: 2}
"""The parts of a year that are compared with those of another, and how many of them it has."""


def _latest(p: Parts, c: Context) -> Meaning | None:
    base = c.document
    here = base and base.period(Unit.QUARTER)
    if base is None or here is None:
        return undated(Unit.QUARTER, "a quarter counted from a date that is not known")
    if p.words("back"):
        return dated(here.shifted(-4), f"the quarter a year before that of {base.name}", base)
    return dated(here.shifted(-1), f"the last quarter ended by {base.name}", base)


def year_ago(p: Parts, c: Context) -> Meaning | None:
    """ "year-earlier net income": the same quarter a year before where one was named, else the year before."""
    if c.quarter is not None and (period := c.quarter.period(Unit.QUARTER)):
        meaning = dated(period.shifted(-4), "the quarter named before, a year earlier", c.quarter)
        return meaning and replace(meaning, is_aside=True)
    base: Base | None = c.document
    here = base and base.period(Unit.YEAR)
    return (
        dated(here.shifted(-1), f"the year before that of {base.name}", base) if base and here else undated(Unit.YEAR, "a year before one not known")
    )


def fiscal(p: Parts, c: Context) -> Meaning | None:
    """ "fiscal 1989": its year, as TIMEX3 cannot say when it began."""
    return dated(Period(Unit.YEAR, int(p.text("year"))), "the business year as written")


def fiscal_length(p: Parts, c: Context) -> Meaning | None:
    """ "the fiscal year", "the year ended March 31": a year's length, its end said elsewhere."""
    c.report("P1Y")
    return Meaning(TimexType.DURATION, "P1Y", "a year's length")


def full_year(p: Parts, c: Context) -> Meaning | None:
    """ "the full year", "for the year"."""
    base = c.document
    here = base and base.period(Unit.YEAR)
    c.report("P1Y")
    return dated(here, f"the year of {base.name}", base) if base and here else undated(Unit.YEAR, "a year that nothing fixes")


def quarter_century(p: Parts, c: Context) -> Meaning | None:
    """ "a quarter of a century", "the past quarter-century": 25 years."""
    return Meaning(TimexType.DURATION, "P25Y", "a quarter of a hundred years")


NTH: Final = "nth:(ORDINAL|SECOND|NTH)"
NUMBERED: Final = f"(THE (?!NTH HYPHEN|ORDINAL HYPHEN|SECOND HYPHEN))? (FISCAL HYPHEN?)? {NTH} HYPHEN? (FISCAL HYPHEN?)?"

RULES: Final = (
    Rule("quarter of a century", "(A|THE? (PAST|LAST))? QUARTER (HYPHEN|OF A)? CENTURY", quarter_century),
    Rule(
        "numbered quarter of a year",
        f"{NUMBERED} unit:(QUARTER|HALF) (OF|IN)? {YEAR_TAIL}",
        part_of_year,
    ),
    Rule("numbered half of this year", f"{NUMBERED} unit:(QUARTER|HALF) OF the:(THE) YEAR", part_of_year),
    Rule("last part of a year", f"THE? nth:(LAST|FINAL) unit:(HALF|QUARTER) OF ({YEAR_TAIL}|the:(THE) YEAR)", part_of_year),
    Rule("year's numbered quarter", f"relyear:(THIS|LAST|NEXT) YEAR POSSESSIVE {NTH} HYPHEN? unit:(QUARTER|HALF)", part_of_year),
    Rule("quarter after its year", f"THE? (FISCAL)? year:(YEARLIKE) (FISCAL)? {NTH} HYPHEN? unit:(QUARTER|HALF)", part_of_year),
    Rule(
        "numbered quarter",
        f"{NUMBERED} unit:(QUARTER)",
        part_of_year,
    ),
    Rule("quarter by its months", f"THE? month:(NAMEDMONTH) HYPHEN later:(NAMEDMONTH) QUARTER (OF {YEAR_TAIL})?", by_months),
    Rule("one of two quarters", f"THE? {NTH} (?=(AND|OR|TO) (ORDINAL|SECOND) units:(UNITS))", one_of_two),
    Rule("the last of two quarters", f"{NTH} units:(UNITS) (OF? {YEAR_TAIL})?", one_of_two),
    Rule("Q3", f"letter:(Q|H) nth:(N12) {YEAR_TAIL}?", lettered),
    Rule("quarter of a year ago", "(THE)? back:(YEAR HYPHEN? (AGO|EARLIER)) unit:(QUARTER|PERIOD)", pointed),
    Rule("quarter of a named year", "THE year:(YEARLIKE) unit:(QUARTER|PERIOD)", same_of_year),
    Rule("quarter of last year", "relyear:(THIS|LAST|NEXT) YEAR POSSESSIVE unit:(QUARTER|PERIOD)", same_of_year),
    Rule(
        "same period last year",
        "THE (SAME|CORRESPONDING) unit:(QUARTER|PERIOD|UNIT) (COMMA? (OF|IN)? (LAST YEAR|year:(YEARLIKE))|A YEAR (EARLIER|AGO|BEFORE))",
        same_time,
    ),
    Rule("year-earlier third quarter", f"THE YEAR HYPHEN? (AGO|EARLIER) {NTH} unit:(QUARTER)", year_ago),
    Rule("latest quarter", "THE (LATEST|MOST RECENT) unit:(QUARTER|PERIOD)", pointed),
    Rule("the quarter", "THE unit:(QUARTER) (?![OF HYPHEN])", pointed),
    Rule("a year before", "YEAR HYPHEN (AGO|EARLIER)", year_ago),
    Rule("business year", "FISCAL YEAR? year:(YEARLIKE)", fiscal),
    Rule("business year after its number", "THE? year:(YEARLIKE) FISCAL YEAR", fiscal),
    Rule("business year without a number", "THE (FISCAL YEAR|YEAR (?=ENDED|TO NAMEDMONTH))", fiscal_length),
    Rule("full year", "(THE FULL YEAR|(?<=FOR)THE YEAR(?=COMMA|DOT))", full_year),
)
