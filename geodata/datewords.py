"""The date of a document as a person writes it → its span. Read strictly: what can be read in two ways, as 04/05/2019 can, is refused."""

import re
from datetime import date, timedelta

from geodata.errors import InvalidRecord
from geodata.model import MAX_YEAR, Precision, TimeSpan

UNKNOWN = "unknown"
"""Written for a date that the document states and that a person does not believe."""

HOW = "write 2019-03-14, 14 March 2019, 2019-03, March 2019, 2019, or two of the forms with digits with / between"
"""What is said to whoever wrote something else."""

_TIME = r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_PARTIAL_DATE = re.compile(rf"([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}})(?:{_TIME})?)?)?")
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{2})/([0-9]{2})")

_MONTHS = ("january february march april may june july august september october november december").split()
_MONTH = r"([A-Za-z]{3,9})\.?"
_NTH = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_NTH} (?:of )?{_MONTH},? ([0-9]{{4}})", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} {_NTH},? ([0-9]{{4}})", re.IGNORECASE)
_NO_DAY = re.compile(rf"{_MONTH},? ([0-9]{{4}})", re.IGNORECASE)


def parse_published(words: str) -> TimeSpan:
    """The span of an ISO 8601 date: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or two of them with `/` between; `..` leaves one side open (EDTF). A day or a
    month may have its month in English letters ("14 March 2019", "March 14, 2019", "Mar 2019").

    A time after a full date ("2017-02-16T14:26Z") is passed over: a document is dated by the day where it was written.
    Raises InvalidRecord where the words are anything else, name no day of the calendar, or end before they begin.
    """
    words = " ".join(words.split())
    first, slash, last = with_digits(words).partition("/")
    if not slash:
        return _partial(first, words)
    begin = None if first == ".." else _partial(first, words).begin
    end = None if last == ".." else _partial(last, words).end
    return TimeSpan(begin, end, Precision.RANGE)


def check_published(words: str) -> None:
    """Raise InvalidRecord, saying how a date is written, where the words are neither a date, nor `UNKNOWN`, nor empty."""
    if words.strip().lower() in ("", UNKNOWN):
        return
    try:
        parse_published(words)
    except InvalidRecord as error:
        raise InvalidRecord(f"published: {error}; {HOW}") from error


def with_digits(words: str) -> str:
    """A date with its month in English letters, or with strokes after its year, as ISO 8601 has it; else the words as they are."""
    if found := _SLASHED.fullmatch(words):
        return "-".join(found.groups())
    for pattern, order in ((_DAY_FIRST, (2, 1, 0)), (_MONTH_FIRST, (2, 0, 1)), (_NO_DAY, (1, 0))):
        if found := pattern.fullmatch(words):
            year, month, *day = (found.groups()[at] for at in order)
            if number := _month(month):
                return "-".join((year, f"{number:02}", *(f"{int(part):02}" for part in day)))
    return words


def _month(name: str) -> int:
    """The number of a month by its name, its first three letters, or "Sept"; 0 where it is none."""
    lower = name.lower()
    return next((number for number, full in enumerate(_MONTHS, 1) if lower in (full, full[:3]) or lower == "sept" == full[:4]), 0)


def _partial(digits: str, words: str) -> TimeSpan:
    found = _PARTIAL_DATE.fullmatch(digits)
    if not found:
        raise InvalidRecord(f"{words!r} is no date that can be read in one way only")
    year, month, day = found.groups()
    if not 1 <= int(year) <= MAX_YEAR:
        raise InvalidRecord(f"{words!r} lies outside the years 1 to {MAX_YEAR}")
    try:
        begin = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise InvalidRecord(f"{words!r} is no day of the calendar") from error
    if day:
        return TimeSpan.of_day(begin)
    if month:
        return TimeSpan(begin, (begin + timedelta(days=31)).replace(day=1), Precision.MONTH)
    return TimeSpan(begin, date(begin.year + 1, 1, 1), Precision.YEAR)
