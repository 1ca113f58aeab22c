"""Facts in words, the same on the page and in every export: days, spans, distances, counts; and spans as EDTF for machines.

The words are the language's (see `language`); what they are put to is known here.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from geodata.language import find, say
from geodata.model import Precision, TimeSpan


def day(value: date) -> str:
    """3 Jul 2018."""
    return say("span.day", day=str(value.day), month=_month(value), year=str(value.year))


def _month(value: date) -> str:
    return say(f"month.{value.month}")


def span(value: TimeSpan | None) -> str:
    """The span as a reader would say it: "14 Feb 2017", "11–12 Feb 2017", "Apr 2018", "spring 2017", "about 17 Oct 2016", "since 3 Jul 2018"."""
    if value is None:
        return say("span.none")
    return say("span.about", span=_span(value)) if value.approximate else _span(value)


def _span(value: TimeSpan) -> str:
    begin, end = value.begin, value.end
    if begin is None or end is None:
        return say("span.since", day=day(begin)) if begin else say("span.until", day=day(_last(end)))
    named = _NAMED.get(value.precision)
    return named(begin) if named and _is_whole(value) else _range(begin, _last(end))


_NAMED: Mapping[Precision, Callable[[date], str]] = {
    Precision.MONTH: lambda d: say("span.month", month=_month(d), year=str(d.year)),
    Precision.QUARTER: lambda d: say("span.quarter", number=d.month // 3 + 1, year=str(d.year)),
    Precision.SEASON: lambda d: _winter(d) if d.month == 12 else say("span.season", season=say(f"season.{d.month}"), year=str(d.year)),
    Precision.HALF: lambda d: say("span.first_half" if d.month < 7 else "span.second_half", year=str(d.year)),
    Precision.YEAR: lambda d: str(d.year),
    Precision.DECADE: lambda d: say("span.decade", year=str(d.year)),
}


def _winter(first: date) -> str:
    return say("span.winter", year=str(first.year), next=f"{(first.year + 1) % 100:02d}")


def _is_whole(value: TimeSpan) -> bool:
    """Whether the span begins where a period of its precision begins (a fiscal year does not, and is then given by its days)."""
    begin = value.begin
    every = tuple(range(1, 13))
    firsts = {Precision.MONTH: every, Precision.QUARTER: (1, 4, 7, 10), Precision.SEASON: (3, 6, 9, 12), Precision.HALF: (1, 7)}
    if value.precision is Precision.DAY:
        return begin is not None and value.last == begin
    return begin is not None and begin.day == 1 and begin.month in firsts.get(value.precision, (1,))


def _range(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if first.year != last.year:
        return say("span.range", first=day(first), last=day(last))
    if first.month != last.month:
        return say("span.in_one_year", day=str(first.day), month=_month(first), last=day(last))
    return say("span.in_one_month", day=str(first.day), last=day(last))


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


def reported(value: TimeSpan | None, is_inferred: bool) -> str:
    """When something was reported, to stand after that word: "3 Jul 2018", "3 Jul 2018 (inferred)", "on an unknown date"."""
    return published(value, is_inferred) or say("card.unknown_date")


def published(value: TimeSpan | None, is_inferred: bool) -> str:
    """The date of a document, with what it is worth: "Apr 2018", "3 Jul 2018 (inferred)"; empty where there is none."""
    if value is None:
        return ""
    return say("source.inferred", date=span(value)) if is_inferred else span(value)


def status(value: str) -> str:
    """A status with what it says of how the source puts it: "denied – said not to be so"."""
    return say("filters.status", status=say(f"status.{value}"), meaning=say(f"meaning.{value}"))


def quoted(text: str) -> str:
    """Words of a source in quotation marks."""
    return say("card.words", words=text)


def other_side(status: str) -> tuple[str, str]:
    """What is said of a claim or denial whose other side stands near it in its source, and what leads there: "denied in the same source", "see the
    denial". Two empty texts for other statuses."""
    return find(f"other_side.{status}.said"), find(f"other_side.{status}.look")


def shortened(text: str, most: int) -> str:
    """At most so many characters of a text, cut between two words, with a mark where something is left out."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def count(number: int, noun: str) -> str:
    """ "1 sentence", "12 sentences". The nouns are those of `count` in the language."""
    return say(f"count.{noun}", n=number)


def sources(documents: int, publishers: int, copies: int) -> str:
    """From how much the sentences come: "3 documents from 2 publishers", copies counted with their originals."""
    found = say("sourcing.from", documents=count(documents, "document"), publishers=count(publishers, "publisher"))
    return found + say("sourcing.copies", copies=count(copies, "copy")) if copies else found


def extent(drawn: str, radius_m: float) -> str:
    """How exact a place is: "an area", "along its course", "within 4 km". `drawn` is "area", "line" or "point"."""
    if drawn == "area":
        return say("extent.area")
    return say("extent.line") if drawn == "line" else say("extent.within", distance=distance(radius_m))


def reach(drawn: str, radius_m: float) -> str:
    """What the radius of a place means: "within 4 km" of a point; of an area or a line, that its circle does not hold it. `drawn` as for `extent`."""
    if drawn == "area":
        return say("extent.size", distance=distance(radius_m))
    return say("extent.course", distance=distance(radius_m)) if drawn == "line" else say("extent.within", distance=distance(radius_m))


def distance(metres: float) -> str:
    """A radius in words: "200 m", "4 km", "250 km", rounded as one would say it."""
    if metres < 950:
        return say("measure.metres", number=round(max(round(metres, -1 if metres < 100 else -2), 10)))
    km = metres / 1000
    return say("measure.kilometres", number=f"{km:.1f}" if km < 3 else round(km) if km < 30 else round(round(km, -1)))


def position(lat: float, lon: float, radius_m: float) -> str:
    """A position with as many digits as its radius deserves: "34.73° N, 36.46° E"."""
    digits = 3 if radius_m < 2_000 else 2 if radius_m < 20_000 else 1
    north, east = say("measure.north" if lat >= 0 else "measure.south"), say("measure.east" if lon >= 0 else "measure.west")
    return say("measure.position", lat=f"{abs(lat):.{digits}f}", north=north, lon=f"{abs(lon):.{digits}f}", east=east)
