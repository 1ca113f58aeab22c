"""Seasons, decades, centuries and the eras: "the spring of 2017", "the 1990s", "the 19th century", "44 BC"."""

from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import ordinal_of
from geodata.dating.edges import edged
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Base, Direction, Meaning, dated, undated
from geodata.dating.periods import Period, Unit
from geodata.dating.words import DECADES, SEASONS
from geodata.dating.years import PIVOT, YEAR_TAIL, year_base, year_part
from geodata.model import MAX_YEAR, TimexType


def era_year(p: Parts, c: Context) -> Meaning | None:
    """ "44 BC", "AD 79": before our era TIMEX3 has a value, the calendar no place."""
    digits = p.text("year").replace(",", "")
    if not digits.isdigit() or not 1 <= int(digits) <= MAX_YEAR:
        return None
    if p.text("era")[0] == "b":
        return Meaning(TimexType.DATE, f"BC{int(digits):04}", "the year before our era as written")
    return (
        dated(Period(Unit.YEAR, int(digits)), "the year as written")
        if p.tokens.surface(p.first, p.last).rstrip(".")[-1:].isupper() or p.is_capital("era")
        else None
    )


def decade(p: Parts, c: Context) -> Meaning | None:
    """ "the 1990s", "the '90s", "the nineties"."""
    word = p.text("decade")
    number = DECADES.get(word, int("".join(letter for letter in word if letter.isdigit()) or 0))
    owner = p.tokens.words[p.first - 2] if p.first > 1 and p.before() in ("early", "late", "mid") else p.before()
    if p.first and (owner in ("his", "her", "their", "my") or (number < 100 and word[0].isdigit() and p.before() != "the" and not p.words("edge"))):
        return None
    if number % 10 or (number >= 100 and not 1000 <= number <= 2990):
        return None
    if number < 100:
        number = _full_decade(number, c)
    if number % 100 == 0 and 100 <= number < 2000:
        meaning = dated(Period(Unit.CENTURY, number // 100), "the century as written")
    else:
        meaning = dated(Period(Unit.DECADE, number // 10), "the decade as written")
    return meaning and edged(meaning, p.words("edge"))


def _full_decade(two_digits: int, c: Context) -> int:
    """The decade's first year: that of the last such decade that has begun by the document's date, or is about to; without a date by `PIVOT`."""
    anchor = c.document and c.document.span.begin
    if anchor is None or anchor.year < 200:
        return two_digits + (2000 if two_digits <= PIVOT - 10 else 1900)
    year = anchor.year // 100 * 100 + two_digits
    return year if year <= anchor.year + SOON_YEARS else year - 100


SOON_YEARS: Final = 3
"""How soon a coming decade may begin to be meant: "in the '90s", written in 1989."""


def century(p: Parts, c: Context) -> Meaning | None:
    """ "the 20th century"; "this century", "last century"."""
    which, base = p.text("which"), c.document
    if (p.words("units") and p.text("units") != "centuries") or p.after() in _BEFORE_OUR_ERA:
        return None
    if which:
        here = base and base.period(Unit.CENTURY)
        if here is None:
            return undated(Unit.CENTURY, "a century counted from nothing known")
        meaning = dated(here.shifted({"this": 0, "last": -1, "next": 1}[which]), f"the century counted from {base.name}" if base else "", base)
    else:
        number = ordinal_of(p.words("nth"))
        meaning = dated(Period(Unit.CENTURY, number - 1), "the century as written") if number and number <= 99 else None
    return meaning and edged(meaning, p.words("edge"))


_BEFORE_OUR_ERA: Final = frozenset(("bc", "bce", "b.c", "b.c."))


def season(p: Parts, c: Context) -> Meaning | None:
    """A season of a year, or the nearest one in the direction of the sentence."""
    if p.text("season") == "fall" and not _is_autumn(p):
        return None
    index, year, base = SEASONS[p.text("season")], year_part(p, c), c.document
    if p.words("years"):
        year = int(p.text("years")[:4])
    if year is not None:
        meaning = dated(Period.part_of_year(Unit.SEASON, year, index), "the season as written", year_base(p, c))
    else:
        meaning = _nearest_season(index, p, c, base)
    return meaning and edged(meaning, p.words("edge"))


def pointed_season(p: Parts, c: Context) -> Meaning | None:
    """ "that summer", "the following winter": from the date named before; open where none was."""
    if p.text("season") == "fall" and p.after() == "of":
        return None
    index, base = SEASONS[p.text("season")], c.narrative
    year = base and base.period(Unit.YEAR)
    if base is None or year is None or base.span.begin is None or base.span.last is None:
        return undated(Unit.SEASON, "a season counted from a date that is not known")
    own = Period.part_of_year(Unit.SEASON, year.number, index)
    which = p.words("which")[-1]
    if which in ("following", "next"):
        ahead = own.begin is not None and own.begin > base.span.last
        return dated(own if ahead else own.shifted(4), f"the next one after {base.name}", base)
    if which in ("previous", "preceding"):
        past = own.end is not None and own.end <= base.span.begin
        return dated(own if past else own.shifted(-4), f"the last one before {base.name}", base)
    return dated(own, f"the one of the year of {base.name}", base)


def _is_autumn(p: Parts) -> bool:
    """Whether "fall" is the season: with its year, after "last", "this", "next", or in "in the fall" without "of"."""
    if p.words("year") or p.words("years") or p.words("relyear") or p.text("which") in ("last", "this", "next", "this past"):
        return True
    return p.before() in ("in", "by", "until", "since") and p.after() != "of"


def _nearest_season(index: int, p: Parts, c: Context, base: Base | None) -> Meaning | None:
    here = base and base.period(Unit.SEASON)
    name, which = p.text("season"), p.text("which")
    if base is None or here is None:
        return Meaning(TimexType.DATE, f"XXXX-{('SP', 'SU', 'FA', 'WI')[index]}", f"a {name} that nothing fixes", is_open=True)
    back = (here.number - index) % 4
    if which in ("last", "past", "this past"):
        return dated(here.shifted(-(back or 4)), f"the {name} before {base.name}", base)
    if which in ("next", "coming", "this coming") or (not which and c.direction is Direction.FUTURE):
        return dated(here.shifted((4 - back) % 4 or (4 if which == "next" else 0)), f"the {name} after {base.name}", base)
    if which == "this" and back:
        return dated(
            Period.part_of_year(Unit.SEASON, base.span.begin.year if base.span.begin else here.year, index),
            f"the {name} of the year of {base.name}",
            base,
        )
    return dated(here.shifted(-back), f"the last {name} up to {base.name}", base)


RULES: Final = (
    Rule("year before an era", "year:(INTEGER) era:(BC|AD)", era_year),
    Rule("year after an era", "era:(AD) year:(INTEGER)", era_year),
    Rule(
        "season and year",
        f"(edge:(EDGE) HYPHEN?)? THE? season:(NAMEDSEASON) (OF|IN)? ({YEAR_TAIL} (HYPHEN (SMALL|N59|N99|YEARLIKE))?|years:(YEARPAIR))",
        season,
    ),
    Rule("season pointed at", "which:(THAT SAME?|THE (SAME|FOLLOWING|NEXT|PREVIOUS)) season:(NAMEDSEASON)", pointed_season),
    Rule("season", "(THE? edge:(EDGE) HYPHEN?)? (THE|which:(LAST|THIS PAST|THIS COMING|THIS|NEXT)) season:(NAMEDSEASON)", season),
    Rule("edge of a season", "THE edge:(EARLY|LATE|MID) HYPHEN? season:(NAMEDSEASON)", season),
    Rule(
        "season after a preposition",
        "(?<=[IN BY SINCE UNTIL FROM DURING THROUGH FOR OF AND TO BEFORE AFTER THAN OR])(edge:(EARLY|LATE|MID) HYPHEN?)? season:(SEASON)",
        season,
    ),
    Rule("century", "(THE? edge:(EDGE) HYPHEN?)? (THE? nth:(ANYNTH) HYPHEN?|THE? which:(LAST|THIS|NEXT)) CENTURY", century),
    Rule(
        "one of two centuries",
        "(THE? edge:(EDGE) HYPHEN?)? THE? nth:(ANYNTH) (?=(AND|TO|OR|HYPHEN) (EDGE HYPHEN?)? ANYNTH HYPHEN? (CENTURY|units:(UNITS)))",
        century,
    ),
    Rule("the last of two centuries", "(edge:(EDGE) HYPHEN?)? nth:(ANYNTH) units:(UNITS)", century),
    Rule("decade", "edge:((EDGE HYPHEN?)? THE? (EARLY|LATE|MID)? HYPHEN?) decade:(TENSPLURAL|DECADE)", decade),
)
