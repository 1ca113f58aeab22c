"""Months by name: "March 2014", "early January", "that September", "in May". Without a year, the nearest in the sentence's direction."""

from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import count_of
from geodata.dating.edges import edged
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import MONTH_NAMES, Base, Direction, Meaning, dated, undated
from geodata.dating.periods import Period, Unit
from geodata.dating.words import MONTHS, UNITS, each
from geodata.dating.years import YEAR_CUES, YEAR_TAIL, year_base, year_part
from geodata.model import TimexType


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
    if not which and (beside := _year_beside(p, c)) and (year := beside.period(Unit.YEAR)):
        meaning = dated(Period.part_of_year(Unit.MONTH, year.number, number - 1), f"the {name} of {beside.name}", beside)
        return meaning and edged(meaning, p.words("edge"))
    back = (here.number - (number - 1)) % 12
    if which in ("last", "past", "this past"):
        meaning = dated(here.shifted(-(back or 12)), f"the {name} before {base.name}", base)
    elif which in ("next", "coming", "this coming") or (not which and (_is_traded(p) or c.direction is Direction.FUTURE)):
        meaning = dated(here.shifted((12 - back) % 12 or (12 if which else 0)), f"the {name} after {base.name}", base)
    elif which == "this":
        meaning = dated(Period.part_of_year(Unit.MONTH, here.year, number - 1), f"the {name} of the year of {base.name}", base)
    elif not which and _is_coming(back, p, c):
        meaning = dated(here.shifted(12 - back), f"the {name} nearest to {base.name}", base)
    else:
        meaning = dated(here.shifted(-back), f"the last {name} up to {base.name}", base)
    return meaning and edged(meaning, p.words("edge"))


def month_years_ago(p: Parts, c: Context) -> Meaning | None:
    """ "June two years ago"."""
    here, number = c.document and c.document.period(Unit.YEAR), count_of(p.words("count"))
    if here is None or UNITS[p.words("unit")[0]] != "year" or number is None or number.denominator != 1 or not p.is_capital("month"):
        return None
    year = here.number - (int(number) or 1)
    return dated(Period.part_of_year(Unit.MONTH, year, MONTHS[p.text("month")] - 1), "the month of a year so long ago", c.document)


def _year_beside(p: Parts, c: Context) -> Base | None:
    """The year that stands just before: "last year, in June"."""
    words = p.tokens.words[max(0, p.first - 3) : p.first - 1]
    beside = [word for word in words if word != ","][-1:]
    year = c.recent if c.recent and c.recent.unit is Unit.YEAR else None
    return year if year and p.before() == "in" and beside and (beside[0] == "year" or beside[0].isdigit()) else None


def pointed_month(p: Parts, c: Context) -> Meaning | None:
    """ "that September", "the following March": from the date named before; open where none was."""
    if not p.is_capital("month"):
        return None
    number, base, which = MONTHS[p.text("month")], c.narrative, p.words("which")[-1]
    year = base and base.period(Unit.YEAR)
    if base is None or year is None or base.span.begin is None or base.span.last is None:
        return Meaning(TimexType.DATE, f"XXXX-{number:02}", "a month counted from a date that is not known", is_open=True)
    own = Period.part_of_year(Unit.MONTH, year.number, number - 1)
    if which in ("following", "next") and own.begin and own.begin <= base.span.begin:
        own = own.shifted(12)
    if which in ("previous", "preceding") and own.end and own.end > base.span.begin:
        own = own.shifted(-12)
    return dated(own, f"that month of the year of {base.name}, or the one beside it", base)


def _is_coming(back: int, p: Parts, c: Context) -> bool:
    """Whether a month named alone is the next of its name, by how many months ago the last one was, though no verb looks ahead."""
    if _is_ranked(p) or (p.before() == "to" and p.tokens.words[p.first - 2] in ("year", "months")):
        return False
    told = c.direction is Direction.PAST and (p.before() == "the" or p.after() in ("'s", "’s"))
    if back == NEXT_MONTH and p.before() != "in" and not told:
        return True
    return back > HALF_A_YEAR and (c.direction is Direction.UNKNOWN or p.before() in _UP_TO)


HALF_A_YEAR: Final = 8
"""A month without a verb to place it is taken as the coming one when the last lies more months back than this. Found on TimeBank."""


_UP_TO: Final = frozenset(each("through until till by"))
"""Words that lead to a month's end: a month so far back is the coming one even after a past verb ("lent it the money through January")."""


NEXT_MONTH: Final = 11
"""Eleven months back is next month, and that is meant ("through March", "orders for March"), unless a past verb stands with "in March"."""


def traded_month(p: Parts, c: Context) -> Meaning | None:
    """The May of "oil for May delivery": after "for" the word is more often a name or a verb."""
    return month(p, c) if _is_traded(p) else None


def _is_traded(p: Parts) -> bool:
    """Whether the month is that of a delivery, which lies ahead."""
    return p.before() == "for" and p.after() in _TRADED


_TRADED: Final = frozenset(each("delivery settlement contract contracts futures"))


def month_before_noun(p: Parts, c: Context) -> Meaning | None:
    """ "the March meeting", "March's figures"; of a person named May only what is nobody's office."""
    if p.text("month") == "may" and (p.last == p.first or p.after() in _OFFICES or p.before() != "the"):
        return None
    if p.before() == "the" and (not p.after().isalpha() or p.tokens.is_capital(p.last)):
        return None
    return month(p, c)


def ranked_month(p: Parts, c: Context) -> Meaning | None:
    """The March of "the wettest March since 1990"."""
    return month(p, c) if _is_ranked(p) else None


def _is_ranked(p: Parts) -> bool:
    before = p.before()
    return (before.endswith("est") and len(before) > 4) or before in ("best", "worst")


_OFFICES: Final = frozenset(each("government administration cabinet ministry premiership team camp family years"))


def _is_person(p: Parts) -> bool:
    """Whether the month is someone's name: after "Mr", or before a capital without a word that leads to a date."""
    title = p.tokens.words[p.first - 2] if p.before() == "." and p.first > 1 else p.before()
    if title in ("mr", "mrs", "ms", "miss", "dr", "sir") or (title in ("black", "red") and p.tokens.is_capital(p.first - 1)):
        return True
    after = p.after()
    if p.tokens.surface(p.first, p.last).isupper() and p.text("month") != "may":
        return False
    named = after[:1].isalpha() and p.tokens.is_capital(p.last)
    hyphened = after == "-" and p.last + 1 < len(p.tokens.words) and p.tokens.is_capital(p.last + 1) and p.tokens.words[p.last + 1] not in MONTHS
    if p.text("month") == "jan" and named:
        return True
    return (named or hyphened) and not p.words("which") and not p.words("edge") and p.before() not in YEAR_CUES


RULES: Final = (
    Rule("month and year", f"(edge:(EDGE) HYPHEN?)? month:(NAMEDMONTH) DOT? OF? {YEAR_TAIL}", month_year),
    Rule("month of years ago", "month:(NAMEDMONTH) count:(COUNT|A) unit:(YEAR|UNITS) AGO", month_years_ago),
    Rule("month pointed at", "which:(THAT SAME?|THE (SAME|FOLLOWING|NEXT|PREVIOUS)) month:(NAMEDMONTH)", pointed_month),
    Rule("month after last, next, this", "(edge:(EDGE) HYPHEN?)? which:(LAST|THIS PAST|THIS COMING|THIS|NEXT|PAST) month:(NAMEDMONTH)", month),
    Rule("month at an edge", "edge:(EDGE) HYPHEN? month:(NAMEDMONTH)", month),
    Rule("month", "month:(MONTH)", month),
    Rule("May or March after a preposition", "(?<=[IN OF SINCE BY FROM TO BEFORE AFTER DURING THROUGH UNTIL AND])month:(MAY)", month),
    Rule("May or March for delivery", "(?<=FOR)month:(MAY)", traded_month),
    Rule("May or March before what it names", "month:((MAY) (?=POSSESSIVE)|(?<=THE)MAY)", month_before_noun),
    Rule("May or March of a rank", "month:(MAY)", ranked_month),
)
