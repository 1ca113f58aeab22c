"""What a person types, read strictly: a date or span in EDTF (ISO 8601-2:2019), a position in degrees. The other hand of `words.edtf`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from geodata.errors import InvalidRecord
from geodata.language import say
from geodata.model import MAX_YEAR, Precision, TimeSpan, check_position

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"(\d{4})")
_DECADE = re.compile(r"(\d{3})X")


def typed_span(text: str) -> TimeSpan | None:
    """The span that the text writes; None for an empty one, which says that there is no date. Raises InvalidRecord, saying how to write it."""
    given = text.strip().upper().replace("–", "/")
    if not given:
        return None
    approximate = given.endswith("~")
    try:
        return _interval(given, approximate) if "/" in given else _single(given.rstrip("~"), approximate)
    except (ValueError, OverflowError, KeyError) as error:
        raise InvalidRecord(say("review.bad_date", text=repr(text), how=say("review.date_help"))) from error


def typed_position(text: str) -> tuple[float, float]:
    """Latitude and longitude of "36.34, 43.13" or "36.34 N 43.13 E". Raises InvalidRecord where they are no position."""
    found = re.fullmatch(r"\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*([NS]?)\s*[,; ]\s*([+-]?\d+(?:\.\d+)?)\s*°?\s*([EW]?)\s*", text, re.IGNORECASE)
    if not found:
        raise InvalidRecord(say("review.bad_position", text=repr(text)))
    lat = float(found[1]) * (-1 if found[2].upper() == "S" else 1)
    lon = float(found[3]) * (-1 if found[4].upper() == "W" else 1)
    check_position(lat, lon, 0, "the typed position")
    return lat, lon


def _interval(given: str, approximate: bool) -> TimeSpan:
    first, last = (side.rstrip("~") for side in given.split("/"))
    begin = None if first in ("", "..") else _single(first, False).begin
    end = None if last in ("", "..") else _single(last, False).end
    return TimeSpan(begin, end, Precision.RANGE, approximate or "~" in given)


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
