"""The years of expressions: four digits that are a year by their neighbours, two digits ("'08"), years in words, and years counted from another."""

from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import count_of, year_of
from geodata.dating.edges import edged
from geodata.dating.grammar import Parts
from geodata.dating.meaning import Base, Meaning, dated
from geodata.dating.periods import Period, Unit
from geodata.dating.words import MONTHS, each

PIVOT: Final = 30
"""Two-digit years up to this are of this century, others of the last: 9/11/01 is 2001, 27/10/89 is 1989.
Checked against the anchor, which decides where there is one."""

YEAR_TAIL = "(COMMA? year:(YEARLIKE|SHORTYEAR)|COMMA? OF? relyear:(LAST|THIS|NEXT|THAT|THE (SAME|FOLLOWING|PREVIOUS)) YEAR)"
"""What names the year beside a date: its digits, or "last year", "of the same year"."""

_SHIFTS: Final = {"last": -1, "this": 0, "next": 1, "coming": 1, "upcoming": 1, "previous": -1, "preceding": -1, "that": 0, "same": 0, "following": 1}

YEAR_CUES: Final = frozenset(
    each(
        "in since by until till of from during before after through to and between than circa early late mid or for the fiscal - "
        "– ( around about spring summer autumn fall winter mid-"
    )
)
"""Words after which a number or a month's name is a date."""

_NOT_AFTER_YEAR: Final = frozenset(
    each("people men women dead dollars pounds euros percent per % million billion degrees feet metres meters miles km kilometres")
)


def year(p: Parts, c: Context) -> Meaning | None:
    """Four digits that are a year by their neighbours: "in 2014", not "2000 troops"."""
    number = int(p.text("year"))
    if not _looks_like_year(p, number):
        return None
    meaning = dated(Period(Unit.YEAR, number), "the year as written")
    return meaning and edged(meaning, p.words("edge"))


def short_year(p: Parts, c: Context) -> Meaning | None:
    """ "in '08"."""
    return dated(Period(Unit.YEAR, full_year(int(p.text("year")[1:]), c)), "the year as written in two figures")


def named_year(p: Parts, c: Context) -> Meaning | None:
    """ "the year 2000"."""
    meaning = dated(Period(Unit.YEAR, int(p.text("year"))), "the year as written")
    return meaning and edged(meaning, p.words("edge"))


def _looks_like_year(p: Parts, number: int) -> bool:
    before, after = p.before(), p.after()
    if before == "." and p.first > 1 and p.tokens.words[p.first - 2] in ("c", "ca"):
        return True
    if (before in ("$", "£", "€", "#", "no", ".", "/", ":") and before != ".") or after in _NOT_AFTER_YEAR:
        return False
    if _in_telephone_number(p):
        return False
    if before in ("'s", "’s") and after[:1].isalpha() and p.tokens.is_capital(p.last):
        return False
    if 1900 <= number <= 2100 and (before in ("in", "since", "during", "until") or p.words("edge")):
        return True
    if before == "the" and 1900 <= number <= 2100:
        return True
    counted = after.isalpha() and after.endswith("s") and len(after) > 3 and after not in ("was", "this", "does", "has", "plus", "its")
    if counted:
        return False
    return 1800 <= number <= 2100 or before in YEAR_CUES


def _in_telephone_number(p: Parts) -> bool:
    """Whether three figures stand before the four: "249-2250", "892 1789"."""
    words = p.tokens.words[max(0, p.first - 2) : p.first]
    number = words[-1] if words and words[-1] != "-" else words[0] if words else ""
    return len(number) == 3 and number.isdigit()


def spelt_year(p: Parts, c: Context) -> Meaning | None:
    """ "nineteen ninety-seven", with or without its month."""
    number = year_of(p.words("year"))
    if number is None:
        return None
    if p.words("month"):
        return dated(Period.part_of_year(Unit.MONTH, number, MONTHS[p.text("month")] - 1), "the month as written")
    return dated(Period(Unit.YEAR, number), "the year as written")


def year_by_count(p: Parts, c: Context) -> Meaning | None:
    """ "the year two thousand"."""
    number = count_of(p.words("year"))
    return dated(Period(Unit.YEAR, int(number)), "the year as written") if number and 1000 <= number <= 2999 else None


def year_part(p: Parts, c: Context) -> int | None:
    """The year that is written beside a date or counted ("last year"); None where there is none."""
    written = p.text("year")
    if written:
        digits = written.strip("'’ ")
        number = int(digits)
        turned = bool(p.words("later")) and MONTHS[p.text("later")] < MONTHS[p.text("month")]
        return (full_year(number, c) if len(digits) == 2 else number) - turned
    base = year_base(p, c)
    if base:
        here = base.period(Unit.YEAR)
        return here and here.number + _SHIFTS[p.words("relyear")[-1]]
    return None


def year_base(p: Parts, c: Context) -> Base | None:
    """What a counted year counts from; None for a written one."""
    if not p.words("relyear"):
        return None
    named = p.words("relyear")[0] in ("that", "the") and c.narrative and c.narrative.period(Unit.YEAR)
    return c.narrative if named else c.document


AHEAD: Final = 20
"""How many years ahead two figures may lie: "'42", written in 2013, is 1942."""


def full_year(two_digits: int, c: Context) -> int:
    """The year that two digits stand for: the one nearest to the document's date, else by `PIVOT`."""
    anchor = c.document and c.document.span.begin
    if anchor is None:
        return two_digits + (2000 if two_digits <= PIVOT else 1900)
    century = anchor.year // 100 * 100
    years = (century + shift + two_digits for shift in (-100, 0, 100))
    return min((year for year in years if year <= anchor.year + AHEAD), key=lambda year: abs(year - anchor.year))
