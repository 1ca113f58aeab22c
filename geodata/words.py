"""Facts in words, the same on the page and in every export: days, spans, distances, counts in plain English, and spans as EDTF for machines.

In English a date always carries its month in letters, so that no reader takes 3/7 for 7 March.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from geodata.model import Precision, Status, TimeSpan

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}

NO_DATE = "no date in the text"

MEANING: Mapping[Status, str] = {
    Status.HAPPENED: "stated as fact by the source",
    Status.PLANNED: "planned, expected, hoped or predicted",
    Status.CLAIMED: "said by someone, and open to dispute",
    Status.DENIED: "said not to be so",
    Status.MENTIONED: "only named: background, comparison, title",
}
"""What each status says of how the source puts it."""


def day(value: date) -> str:
    """3 Jul 2018."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def span(value: TimeSpan | None) -> str:
    """The span as a reader would say it: "14 Feb 2017", "11–12 Feb 2017", "Apr 2018", "spring 2017", "about 17 Oct 2016", "since 3 Jul 2018"."""
    if value is None:
        return NO_DATE
    return f"about {_span(value)}" if value.approximate else _span(value)


def _span(value: TimeSpan) -> str:
    begin, end = value.begin, value.end
    if begin is None or end is None:
        return f"since {day(begin)}" if begin else f"until {day(_last(end))}"
    named = _NAMED.get(value.precision)
    return named(begin) if named and _is_whole(value) else _range(begin, _last(end))


_NAMED: Mapping[Precision, Callable[[date], str]] = {
    Precision.MONTH: lambda d: f"{MONTHS[d.month - 1]} {d.year}",
    Precision.QUARTER: lambda d: f"quarter {d.month // 3 + 1} of {d.year}",
    Precision.SEASON: lambda d: f"{_SEASONS[d.month]} {d.year}" if d.month < 12 else f"winter {d.year}/{(d.year + 1) % 100:02d}",
    Precision.HALF: lambda d: f"{'first' if d.month < 7 else 'second'} half of {d.year}",
    Precision.YEAR: lambda d: str(d.year),
    Precision.DECADE: lambda d: f"the {d.year}s",
}


def _is_whole(value: TimeSpan) -> bool:
    """Whether the span begins where a period of its precision begins (a fiscal year does not, and is then given by its days)."""
    begin = value.begin
    every = tuple(range(1, 13))
    firsts = {Precision.MONTH: every, Precision.QUARTER: (1, 4, 7, 10), Precision.SEASON: tuple(_SEASONS), Precision.HALF: (1, 7)}
    if value.precision is Precision.DAY:
        return begin is not None and value.last == begin
    return begin is not None and begin.day == 1 and begin.month in firsts.get(value.precision, (1,))


def _range(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{first.day}–{day(last)}"


def _last(end: date | None) -> date:
    return (end or date.max) - timedelta(days=1)


def edtf(value: TimeSpan | None) -> str:
    """The span in the Extended Date/Time Format (ISO 8601-2:2019, level 2 for quarters and halves); empty where there is none.

    A span of days that no single date stands for becomes an interval of its first and last day; an end that falls on the edge of a year, or both on
    edges of months, is given as that year or month. An open side is "..", an approximate span carries "~".
    """
    if value is None:
        return ""
    mark = "~" if value.approximate else ""
    if value.begin and value.end and (whole := _EDTF.get(value.precision)) and _is_whole(value):
        return whole(value.begin) + mark
    first, last = _edtf_ends(value.begin, value.last)
    return first + mark if first == last else "/".join(end + mark if end != ".." else end for end in (first, last))


_EDTF: Mapping[Precision, Callable[[date], str]] = {
    Precision.DAY: lambda d: d.isoformat(),
    Precision.MONTH: lambda d: d.isoformat()[:7],
    Precision.QUARTER: lambda d: f"{d.year:04d}-{33 + d.month // 3}",
    Precision.SEASON: lambda d: f"{d.year:04d}-{20 + d.month // 3}",
    Precision.HALF: lambda d: f"{d.year:04d}-{40 + d.month // 7}",
    Precision.YEAR: lambda d: f"{d.year:04d}",
    Precision.DECADE: lambda d: f"{d.year // 10:03d}X",
}


def _edtf_ends(first: date | None, last: date | None) -> tuple[str, str]:
    month_edges = first and last and first.day == 1 and (last + timedelta(days=1)).day == 1
    digits = 7 if month_edges else 10
    begin = ".." if first is None else first.isoformat()[: 4 if (first.month, first.day) == (1, 1) else digits]
    end = ".." if last is None else last.isoformat()[: 4 if (last.month, last.day) == (12, 31) else digits]
    return begin, end


def other_side(status: str) -> tuple[str, str]:
    """What is said of a claim or denial whose other side stands near it in its source, and what leads there: "denied in the same source", "see the
    denial". Two empty texts for other statuses."""
    return _OTHER_SIDES.get(status, ("", ""))


_OTHER_SIDES: Mapping[str, tuple[str, str]] = {
    Status.CLAIMED: ("denied in the same source", "See the denial"),
    Status.DENIED: ("claimed in the same source", "See the claim"),
}


def count(number: int, noun: str) -> str:
    """ "1 sentence", "12 sentences"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def sources(documents: int, publishers: int, copies: int) -> str:
    """From how much the sentences come: "3 documents from 2 publishers", copies counted with their originals."""
    also = f", with {'1 copy' if copies == 1 else f'{copies:,} copies'} counted as what is copied" if copies else ""
    return f"{count(documents, 'document')} from {count(publishers, 'publisher')}{also}"


def distance(metres: float) -> str:
    """A radius in words: "200 m", "4 km", "250 km", rounded as one would say it."""
    if metres < 950:
        return f"{max(round(metres, -1 if metres < 100 else -2), 10):.0f} m"
    kilometres = metres / 1000
    return f"{kilometres:.1f} km" if kilometres < 3 else f"{round(kilometres):,} km" if kilometres < 30 else f"{round(kilometres, -1):,.0f} km"


def position(lat: float, lon: float, radius_m: float) -> str:
    """A position with as many digits as its radius deserves: "34.73° N, 36.46° E"."""
    digits = 3 if radius_m < 2_000 else 2 if radius_m < 20_000 else 1
    return f"{abs(lat):.{digits}f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.{digits}f}° {'E' if lon >= 0 else 'W'}"
