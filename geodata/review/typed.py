"""What a person types, read strictly: a date or span in EDTF (ISO 8601-2:2019) or with its months in letters, a position in degrees. The other hand
of `words.edtf`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from geodata.datewords import with_digits
from geodata.errors import InvalidRecord
from geodata.language import say
from geodata.model import MAX_YEAR, Precision, TimeSpan, check_position

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"(\d{4})")
_DECADE = re.compile(r"(\d{3})X")
_OPEN = ("", "..")
_BETWEEN = re.compile(r" ?[/–] ?| - | to ")
"""What stands between the two ends of a span."""


def typed_span(text: str) -> TimeSpan | None:
    """The span that the text writes; None for an empty one, which says that there is no date. Raises InvalidRecord, saying how to write it."""
    given = with_digits(" ".join(text.split()))  # 2019/03/14 is one day
    if not given:
        return None
    sides = [side.strip() for side in _BETWEEN.split(given)]
    approximate = any(side.endswith("~") for side in sides)
    try:
        return _read([with_digits(side.rstrip("~").strip()).upper() for side in sides], approximate)
    except (ValueError, OverflowError, KeyError) as error:
        raise InvalidRecord(say("review.bad_date", text=repr(text), how=say("review.date_help"))) from error


def typed_position(text: str) -> tuple[float, float]:
    """Latitude and longitude of "36.34, 43.13", "32,88; 13,19", "36.34 N 43.13 E", "32°53'N 13°11'E". Without letters the latitude comes first.

    Raises InvalidRecord where they are no position.
    """
    sides = [_ANGLE.fullmatch(part) for part in _parted(text.strip().upper())]
    if len(sides) != 2 or not (sides[0] and sides[1]):
        raise InvalidRecord(say("review.bad_position", text=repr(text)))
    first, second = (_degrees(side, text) for side in sides if side)
    if first[1] in _EAST_WEST or second[1] in _NORTH_SOUTH:
        first, second = second, first
    if first[1] in _EAST_WEST or second[1] in _NORTH_SOUTH:
        raise InvalidRecord(say("review.bad_position", text=repr(text)))
    check_position(first[0], second[0], 0, say("review.typed_position"))
    return first[0], second[0]


_NORTH_SOUTH, _EAST_WEST = ("N", "S"), ("E", "W")
_NUMBER = r"(\d{1,3}(?:[.,]\d+)?)"
_ANGLE = re.compile(rf"""([NSEW]?)\s*([+-]?)\s*{_NUMBER}\s*°?\s*(?:{_NUMBER}\s*['′’]\s*)?(?:{_NUMBER}\s*["″”]\s*)?([NSEW]?)""")
_LETTERED = tuple(
    re.compile(form)
    for form in (r"([^NSEW]+[NS])[\s,;]*([^NSEW]+[EW])", r"([^NSEW]+[EW])[\s,;]*([^NSEW]+[NS])", r"([NS][^NSEW]+?)[\s,;]*([EW][^NSEW]+)")
)


def _parted(text: str) -> list[str]:
    """The two sides of a position: parted after a letter, by a semicolon, by blanks, by a comma; a comma within a side parts its decimals."""
    for form in _LETTERED:
        if found := form.fullmatch(text):
            return [found[1], found[2]]
    if ";" in text:
        return [part.strip() for part in text.split(";")]
    spaced = re.split(r"\s*,\s+|\s+,?\s*", text)
    return spaced if len(spaced) == 2 else [part.strip() for part in text.split(",")]


def _degrees(side: re.Match[str], text: str) -> tuple[float, str]:
    """One side in degrees, and its letter; empty where it has none."""
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in side.group(3, 4, 5))
    letter = side[6] or side[1]
    if minutes >= 60 or seconds >= 60 or (side[6] and side[1]):
        raise InvalidRecord(say("review.bad_position", text=repr(text)))
    is_negative = (side[2] == "-") != (letter in ("S", "W"))
    return (degrees + minutes / 60 + seconds / 3600) * (-1 if is_negative else 1), letter


def _read(sides: list[str], approximate: bool) -> TimeSpan:
    if len(sides) == 1:
        return _single(sides[0], approximate)
    first, last = sides
    begin = None if first in _OPEN else _single(first, False).begin
    end = None if last in _OPEN else _single(last, False).end
    return TimeSpan(begin, end, Precision.RANGE, approximate)


def _single(given: str, approximate: bool) -> TimeSpan:
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(given):
            begin, end, precision = read(*(int(part) for part in found.groups()))
            return TimeSpan(begin, end, precision, approximate)
    raise ValueError(given)


Read = Callable[..., tuple[date, date, Precision]]


def _day(year: int, month: int, day: int) -> tuple[date, date, Precision]:
    found = date(year, month, day)
    return found, found + timedelta(days=1), Precision.DAY


def _month(year: int, month: int) -> tuple[date, date, Precision]:
    if month <= 12:
        return date(year, month, 1), _first_after(year, month, 1), Precision.MONTH
    first, months, precision = _PARTS[month]
    return date(year, first, 1), _first_after(year, first, months), precision


_PARTS = {
    **{21 + n: (first, 3, Precision.SEASON) for n, first in enumerate((3, 6, 9, 12))},
    **{33 + n: (1 + 3 * n, 3, Precision.QUARTER) for n in range(4)},
    **{40 + n: (1 + 6 * n, 6, Precision.HALF) for n in range(2)},
}
"""EDTF's numbers for the parts of a year → first month, months, precision; as `words.edtf` writes them."""


def _year(year: int) -> tuple[date, date, Precision]:
    return date(year, 1, 1), date(year + 1, 1, 1), Precision.YEAR


def _decade(tens: int) -> tuple[date, date, Precision]:
    return date(tens * 10, 1, 1), date(min(tens * 10 + 10, MAX_YEAR + 1), 1, 1), Precision.DECADE


def _first_after(year: int, month: int, months: int) -> date:
    years, month = divmod(month - 1 + months, 12)
    return date(year + years, month + 1, 1)


_FORMS: tuple[tuple[re.Pattern[str], Read], ...] = ((_DAY, _day), (_MONTH, _month), (_YEAR, _year), (_DECADE, _decade))
