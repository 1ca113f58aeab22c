"""Feasts of the Islamic calendar: "Ramadan", "last Eid al-Fitr", "Ashura 2016".

Their days follow the tabular Islamic calendar in its civil form: E. M. Reingold and N. Dershowitz, Calendrical Calculations, 4th ed. (Cambridge
University Press, 2018), chapter 7. What a country keeps depends on the sighting of the moon and may be a day earlier or later, so every span is
a day wider on either side and approximate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from geodata.dating.context import Context
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Direction, Meaning
from geodata.dating.periods import Period, Unit
from geodata.dating.years import YEAR_TAIL, year_base, year_part
from geodata.model import MAX_YEAR, Precision, TimeSpan, TimexType

EPOCH: Final = 227_015
"""The day before which the calendar begins, as `date.toordinal` counts: 16 July 622 of the Julian calendar (the book's R.D. 227015)."""

SIGHTING_DAYS: Final = timedelta(days=1)
"""How far a country's day may lie from the calculated one."""

LAST_HIJRI_YEAR_WRITTEN: Final = 1600
"""A written year below this one counts from the Hijra ("Ramadan 1438"): news in English names no feast so long ago."""


@dataclass(frozen=True, slots=True)
class Feast:
    """Where a feast stands in the year: month and day, and the month and day after its last."""

    name: str
    first: tuple[int, int]
    after: tuple[int, int]


RAMADAN: Final = Feast("Ramadan", (9, 1), (10, 1))
FITR: Final = Feast("Eid al-Fitr", (10, 1), (10, 2))
ADHA: Final = Feast("Eid al-Adha", (12, 10), (12, 11))
FEASTS: Final[Mapping[str, tuple[Feast, ...]]] = {
    "ramadan": (RAMADAN,),
    "ramadhan": (RAMADAN,),
    "fitr": (FITR,),
    "adha": (ADHA,),
    "eid": (FITR, ADHA),
    "ashura": (Feast("Ashura", (1, 10), (1, 11)),),
    "ashoura": (Feast("Ashura", (1, 10), (1, 11)),),
    "mawlid": (Feast("Mawlid", (3, 12), (3, 13)),),
}


def islamic(year: int, month: int, day: int) -> date | None:
    """The day of the tabular Islamic calendar; None outside the years 1 to 9998."""
    ordinal = EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(ordinal) if 1 <= ordinal <= date(MAX_YEAR, 12, 31).toordinal() else None


def feast(p: Parts, c: Context) -> Meaning | None:
    """A feast of a year that is written, or the one in the direction of its words or its sentence; "Eid" alone is the nearer of the two."""
    if not p.is_capital("name"):
        return None
    wanted, year = FEASTS[p.words("name")[-1]], year_part(p, c)
    base = year_base(p, c) if p.words("year") or p.words("relyear") else c.document
    anchor = c.document and (c.document.day or c.document.span.begin)
    if year is None and anchor is None:
        return Meaning(TimexType.DATE, "XXXX-XX-XX", "a feast of a year that nothing fixes", is_open=True)
    found = _of_year(wanted, year) if year is not None else _nearest(_around(wanted, anchor), anchor, p, c) if anchor else None
    if found is None:
        return None
    named, begin, end = found
    rule = f"{named.name} by the tabular Islamic calendar, a day either way" + (f"; the one nearest to {base.name}" if base and year is None else "")
    middle = Period.containing(Unit.MONTH, begin + (end - begin) / 2)
    value = middle.value if (end - begin).days > 1 else begin.isoformat()
    span = TimeSpan(begin - SIGHTING_DAYS, end + SIGHTING_DAYS, Precision.RANGE, approximate=True)
    return Meaning(TimexType.DATE, value, rule, mod="APPROX", span=span, base=base)


Dated = tuple[Feast, date, date]


def _around(wanted: tuple[Feast, ...], anchor: date) -> list[Dated]:
    """The feasts of the years around the day, in order."""
    near = (anchor.toordinal() - EPOCH) * 30 // 10_631 + 1
    found = [dated for year in range(max(1, near - 1), near + 2) for item in wanted if (dated := _dated(item, year))]
    return sorted(found, key=lambda dated: dated[1])


def _dated(item: Feast, year: int) -> Dated | None:
    begin, end = islamic(year, *item.first), islamic(year, *item.after)
    return (item, begin, end) if begin and end and begin.toordinal() > 1 and end.year < MAX_YEAR else None


def _of_year(wanted: tuple[Feast, ...], year: int) -> Dated | None:
    """The first one that begins in the year."""
    if year < LAST_HIJRI_YEAR_WRITTEN:
        return _dated(wanted[0], year) if year > 0 else None
    return next((dated for dated in _around(wanted, date(year, 7, 1)) if dated[1].year == year), None) if year < MAX_YEAR else None


def _nearest(found: list[Dated], anchor: date, p: Parts, c: Context) -> Dated | None:
    which = p.text("which")
    if which in ("last", "this past"):
        return next((dated for dated in reversed(found) if dated[2] <= anchor), None)
    if which in ("next", "this coming"):
        return next((dated for dated in found if dated[1] > anchor), None)
    if which != "this" and c.direction is Direction.FUTURE:
        return next((dated for dated in found if dated[2] > anchor), None)
    if which != "this" and c.direction is Direction.PAST:
        return next((dated for dated in reversed(found) if dated[1] <= anchor), None)
    return min(found, key=lambda dated: min(abs((dated[1] - anchor).days), abs((dated[2] - anchor).days)), default=None)


NAME: Final = "name:(FEAST|EID (HYPHEN? ALUL HYPHEN? FEASTDAY)?)"

RULES: Final = (
    Rule("feast and year", f"{NAME} {YEAR_TAIL}", feast),
    Rule("feast", f"(which:(LAST|THIS PAST|THIS COMING|THIS|NEXT))? {NAME}", feast),
)
