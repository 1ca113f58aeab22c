"""Times of day and parts of the day: "7:15 p.m.", "4 a.m. EDT Thursday", "Friday night", "this morning", "overnight", "the night of 7 August".

One that names no day is given the day named just before, else the document's; such a guess is weak and dates no mention.
"""

from dataclasses import replace
from typing import Final

from geodata.dating.context import Context
from geodata.dating.counts import count_of
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import OPEN_VALUES, Base, Meaning, dated
from geodata.dating.periods import Unit
from geodata.dating.relative import DAY_TIMING, WHICH, named_before, today
from geodata.dating.weekdays import weekday
from geodata.dating.words import DAY_PARTS
from geodata.dating.written import month_day
from geodata.dating.years import YEAR_TAIL
from geodata.model import TimexType

FIXED: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def part_of_day(p: Parts, c: Context) -> Meaning | None:
    """ "Friday night", "yesterday morning", "the morning of 14 February"."""
    return _timed(_day(p, c), _code(p.words("part")[-1]))


def _day(p: Parts, c: Context) -> Meaning | None:
    if p.words("weekday"):
        return weekday(p, c)
    if p.words("month"):
        return month_day(p, c)
    return today(p, c)


def _code(word: str) -> str:
    return FIXED.get(word) or "T" + DAY_PARTS[word]


def _timed(meaning: Meaning | None, code: str) -> Meaning | None:
    if meaning is None:
        return None
    return replace(meaning, type=TimexType.TIME, value=meaning.value + code)


def pointed(p: Parts, c: Context) -> Meaning | None:
    """ "last night", "this morning", "tonight", "overnight", "the previous evening", "that night", "the next morning"."""
    which, part = p.words("which"), p.words("part")[-1]
    if part == "overnight" or (part == "night" and "last" in which):
        return _shifted(c.document, -1, part, "the night before")
    if part == "tonight" or which == ["this"]:
        return _shifted(c.document, 0, "night" if part == "tonight" else part, f"the {'night' if part == 'tonight' else part} of")
    step = -1 if {"previous", "last", "before"} & set(which) else 1 if {"next", "following"} & set(which) else 0
    base = named_before(c, Unit.DAY)
    if "that" in which and base is c.document and c.narrative is not None:
        base = None
    return _shifted(base, step, part, f"the {part} {('before', 'of', 'after')[step + 1]}")


def before_last(p: Parts, c: Context) -> Meaning | None:
    """ "the night before last"."""
    return _shifted(c.document, -2, p.text("part"), f"the {p.text('part')} two days before")


def _shifted(base: Base | None, step: int, part: str, rule: str) -> Meaning | None:
    day = base and base.period(Unit.DAY)
    code = _code("night" if part in ("overnight", "tonight") else part)
    if base is None or day is None:
        return Meaning(TimexType.TIME, OPEN_VALUES[Unit.DAY] + code, f"{rule} a day that is not known", is_open=True)
    return _timed(dated(day.shifted(step), f"{rule} {base.name}", base), code)


def bare_part(p: Parts, c: Context) -> Meaning | None:
    """ "late at night", "in the morning", "at noon": of the day named just before."""
    return _weak(c, _code(p.words("part")[-1]))


def clock(p: Parts, c: Context) -> Meaning | None:
    """A time by the clock, with or without its day."""
    code = _clock_code(p)
    if code is None:
        return None
    if p.words("weekday") or p.words("day") or p.words("month"):
        return _timed(_day(p, c), code)
    return _weak(c, code)


def clock_with_half(p: Parts, c: Context) -> Meaning | None:
    """The "8" of "between 8 and 9 p.m."; None where nothing shows that it is a time."""
    return clock(p, c) if p.words("later") else None


def _weak(c: Context, code: str) -> Meaning | None:
    base = c.recent if c.recent and c.recent.day else c.document
    day = base and base.period(Unit.DAY)
    if base is None or day is None:
        return Meaning(TimexType.TIME, OPEN_VALUES[Unit.DAY] + code, "a time of a day that is not known", is_weak=True)
    meaning = _timed(dated(day, f"a time on {base.name}", base), code)
    return meaning and replace(meaning, is_weak=True)


def twelve(p: Parts, c: Context) -> Meaning | None:
    """ "12 noon", "12:00 midnight", with or without its day."""
    if p.text("hour") not in ("12", "12:00") or p.text("part") not in FIXED:
        return None
    return part_of_day(p, c) if p.words("weekday") or p.words("day") else bare_part(p, c)


def _clock_code(p: Parts) -> str | None:
    digits = p.text("hour").replace(".", ":")
    if len(digits) == 4 and digits.isdigit():
        digits = f"{digits[:2]}:{digits[2:]}"
    elif (len(digits) == 3 and digits.isdigit()) or (":" in digits and p.words("hours")):
        return None
    hour_text, _, rest = digits.partition(":")
    if rest and len(rest.split(":")[0]) != 2:
        return None
    number = int(hour_text) if hour_text.isdigit() else count_of(p.words("hour"))
    if number is None or number > 24:
        return None
    hour, half = int(number), (p.text("half") or p.text("later")).replace(".", "")
    if p.text("day") == "tonight" and not half:
        half = "pm"
    if p.words("part") and not half:
        half = "am" if p.text("part") == "morning" else "pm"
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"T{hour:02}:{rest or '00'}"


DAY_AFTER: Final = f"(COMMA? ON? (which:({WHICH}))? weekday:(WEEKDAY)|COMMA? day:(TODAY|YESTERDAY|TOMORROW|TONIGHT))"
HOUR: Final = "hour:(CLOCKTIME|SMALL|NUMBER|ONES|ONE)"
ZONE: Final = "(LOCAL TIME|ZONE TIME?)"
ZONED: Final = f"({ZONE}|OPEN {ZONE} CLOSE)?"
CLOCK: Final = f"(hedge:(ABOUT))? {HOUR} (half:(AM)|OCLOCK) {ZONED}"
OTHER_CLOCK: Final = "(TO|AND|HYPHEN|UNTIL) (CLOCKTIME|SMALL|ONES|MIDDAY) later:(AM)?"
"""The second of two times, which says of the first what it leaves out: "5-7 p.m. Tuesday", "from 9 a.m. to noon on Saturday"."""

MONTH_DAY: Final = f"(month:(NAMEDMONTH) DOT? day:(SMALL|NTH) {YEAR_TAIL}?)"
TURNED: Final = f"(day:(SMALL|NTH) OF? month:(NAMEDMONTH) {YEAR_TAIL}?)"

RULES: Final = (
    Rule("clock and written day", f"{CLOCK} COMMA? ON? (named:(ANYDAY) COMMA?)? {MONTH_DAY}", clock),
    Rule("clock and day written the other way", f"{CLOCK} COMMA? ON? (named:(ANYDAY) COMMA?)? {TURNED}", clock),
    Rule("written day and clock", f"(named:(ANYDAY) COMMA?)? {MONTH_DAY} COMMA? AT? (hedge:(ABOUT))? {HOUR} half:(AM) {ZONED}", clock),
    Rule("written day the other way and clock", f"(named:(ANYDAY) COMMA?)? {TURNED} COMMA? AT? (hedge:(ABOUT))? {HOUR} half:(AM) {ZONED}", clock),
    Rule("noon on a written day", f"part:(MIDDAY) ON (named:(ANYDAY) COMMA?)? {MONTH_DAY}", part_of_day),
    Rule("noon in figures", f"hour:(CLOCKTIME|N12) part:(MIDDAY) ({DAY_AFTER})?", twelve),
    Rule(
        "clock before another and a day",
        f"{HOUR} (half:(AM)|(?=[TO AND HYPHEN UNTIL] [CLOCKTIME SMALL ONES] AM)) (?={OTHER_CLOCK} {DAY_AFTER})",
        clock,
    ),
    Rule("clock before another", f"(?<=[BETWEEN FROM])hour:(SMALL|CLOCKTIME) (?={OTHER_CLOCK})", clock_with_half),
    Rule("clock and day", f"(hedge:(ABOUT))? {HOUR} (half:(AM)|OCLOCK|(?<=CLOCKTIME)) {ZONED} {DAY_AFTER} (part:(PART))?", clock),
    Rule("day and clock", f"(which:({WHICH}))? weekday:(WEEKDAY) (AT|COMMA)? (hedge:(ABOUT))? {HOUR} half:(AM) {ZONED}", clock),
    Rule("today and clock", f"day:(TODAY|YESTERDAY|TOMORROW) AT {HOUR} half:(AM) {ZONED}", clock),
    Rule("clock in four figures and day", f"hour:(NUMBER|YEARLIKE) (ZONE TIME?|LOCAL TIME) {DAY_AFTER}", clock),
    Rule("clock in four figures", "hour:(NUMBER|YEARLIKE) (ZONE|LOCAL TIME|hours:(HOURS))", clock),
    Rule("clock with half", CLOCK, clock),
    Rule("clock with zone", f"(hedge:(ABOUT))? hour:(CLOCKTIME) ({ZONE}|OPEN {ZONE} CLOSE)", clock),
    Rule("clock in the morning and day", f"hour:(CLOCKTIME|SMALL|ONES|ONE) IN THE part:(PART) {DAY_AFTER}", clock),
    Rule("clock in the morning", "hour:(CLOCKTIME|SMALL|ONES|ONE) IN THE part:(PART)", clock),
    Rule("clock after at", "(?<=AT)hour:(CLOCKTIME)", clock),
    Rule("part of a weekday and day", f"(EARLY|LATE)? THE? part:(PART|MIDDAY) OF named:(WEEKDAY) COMMA? {MONTH_DAY}", part_of_day),
    Rule("part of a weekday and day the other way", f"(EARLY|LATE)? THE? part:(PART|MIDDAY) OF named:(WEEKDAY) COMMA? {TURNED}", part_of_day),
    Rule("part of a written day", f"(EARLY|LATE)? THE? part:(PART|MIDDAY) OF {MONTH_DAY}", part_of_day),
    Rule("part of a day written the other way", f"(EARLY|LATE)? THE? part:(PART|MIDDAY) OF {TURNED}", part_of_day),
    Rule("written day and part", f"{MONTH_DAY} COMMA? part:(PART)", part_of_day),
    Rule("part of a weekday's hours", "THE? (EARLY|LATE|PRE HYPHEN)? part:(PART|MIDDAY) HOURS (OF|ON)? weekday:(WEEKDAY)", part_of_day),
    Rule("part of a written day's hours", f"THE? (EARLY|LATE|PRE HYPHEN)? part:(PART|MIDDAY) HOURS (OF|ON) {MONTH_DAY}", part_of_day),
    Rule("part of a day's hours written the other way", f"THE? (EARLY|LATE|PRE HYPHEN)? part:(PART|MIDDAY) HOURS (OF|ON) {TURNED}", part_of_day),
    Rule("weekday, part and day", f"named:(WEEKDAY) part:(PART) COMMA? {MONTH_DAY}", part_of_day),
    Rule("weekday, part and day the other way", f"named:(WEEKDAY) part:(PART) COMMA? THE? {TURNED}", part_of_day),
    Rule("overnight on a weekday", "part:(OVERNIGHT) weekday:(WEEKDAY)", part_of_day),
    Rule("weekday and part", f"{DAY_TIMING} (which:({WHICH}))? weekday:(WEEKDAY) COMMA? (LATE|EARLY|AT)? part:(PART|MIDDAY)", part_of_day),
    Rule("part of a weekday", "(EARLY|LATE)? THE? part:(PART) OF weekday:(WEEKDAY)", part_of_day),
    Rule("noon on a weekday", f"part:(MIDDAY) {DAY_AFTER}", part_of_day),
    Rule("mid-afternoon of a weekday", f"MID HYPHEN? part:(PART) {DAY_AFTER}", part_of_day),
    Rule("yesterday and part", f"{DAY_TIMING} day:(YESTERDAY|TOMORROW) (LATE|EARLY|AT)? part:(PART|MIDDAY)", part_of_day),
    Rule("the night before last", "THE part:(PART) which:(BEFORE LAST)", before_last),
    Rule("the night before", "THE part:(PART) which:(BEFORE) (?=DOT|COMMA|BREAK|ON|IN|AT|AND|TO|$)", pointed),
    Rule(
        "part after this, last, that",
        "(edge:(EARLY|LATE|LATER|EARLIER|MID HYPHEN?))? which:(THIS|LAST|THAT SAME|THAT|THE SAME|THE (PREVIOUS|NEXT|FOLLOWING)) part:(PART)",
        pointed,
    ),
    Rule("tonight", "(edge:(EARLIER|LATER|LATE))? part:(TONIGHT|OVERNIGHT)", pointed),
    Rule("late at night", "(LATE|EARLY) AT part:(PART)", bare_part),
    Rule("at night", "(?<=AT)part:(PART)", bare_part),
    Rule("in the morning", "(?<=[IN DURING])THE (EARLY|LATE)? part:(PART)", bare_part),
    Rule("mid afternoon", "(MID|LATE|EARLY) HYPHEN? part:(PART)", bare_part),
    Rule("noon", "part:(MIDDAY)", bare_part),
)
