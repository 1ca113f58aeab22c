"""Facts in words: spans in English and in EDTF, distances, positions."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import words
from geodata.model import Precision, TimeSpan


def a_span(begin: str | None, end: str | None, precision: str, approximate: bool = False) -> TimeSpan:
    return TimeSpan(begin and date.fromisoformat(begin), end and date.fromisoformat(end), Precision(precision), approximate)


@pytest.mark.parametrize(
    ("span", "english", "edtf"),
    [
        (a_span("2017-02-14", "2017-02-15", "day"), "14 Feb 2017", "2017-02-14"),
        (a_span("2016-10-17", "2016-10-18", "day", True), "about 17 Oct 2016", "2016-10-17~"),
        (a_span("2017-02-11", "2017-02-13", "weekend"), "11–12 Feb 2017", "2017-02-11/2017-02-12"),
        (a_span("2017-02-27", "2017-03-06", "week"), "27 Feb – 5 Mar 2017", "2017-02-27/2017-03-05"),
        (a_span("2018-04-01", "2018-05-01", "month"), "Apr 2018", "2018-04"),
        (a_span("2018-04-01", "2018-07-01", "quarter"), "quarter 2 of 2018", "2018-34"),
        (a_span("2017-03-01", "2017-06-01", "season"), "spring 2017", "2017-21"),
        (a_span("2017-12-01", "2018-03-01", "season"), "winter 2017/18", "2017-24"),
        (a_span("2017-07-01", "2018-01-01", "half"), "second half of 2017", "2017-41"),
        (a_span("2014-01-01", "2015-01-01", "year"), "2014", "2014"),
        (a_span("2017-04-01", "2018-04-01", "year"), "1 Apr 2017 – 31 Mar 2018", "2017-04/2018-03"),
        (a_span("1990-01-01", "2000-01-01", "decade"), "the 1990s", "199X"),
        (a_span("2012-01-01", "2017-10-21", "range"), "1 Jan 2012 – 20 Oct 2017", "2012/2017-10-20"),
        (a_span("2017-06-01", "2017-11-01", "range", True), "about 1 Jun – 31 Oct 2017", "2017-06~/2017-10~"),
        (a_span("2012-01-01", None, "range"), "since 1 Jan 2012", "2012/.."),
        (a_span(None, "2012-05-02", "range"), "until 1 May 2012", "../2012-05-01"),
        (None, "no date in the text", ""),
    ],
)
def test_spans(span: TimeSpan | None, english: str, edtf: str) -> None:
    assert words.span(span) == english
    assert words.edtf(span) == edtf


DAYS = st.dates(date(1, 1, 2), date(9998, 12, 30))


@given(DAYS, st.integers(1, 4000), st.sampled_from(Precision), st.booleans())
def test_edtf_is_well_formed_and_never_narrower_than_its_span(begin: date, days: int, precision: Precision, approximate: bool) -> None:
    if begin.toordinal() + days > date(9998, 12, 31).toordinal():
        return
    span = TimeSpan(begin, begin + timedelta(days=days), precision, approximate)
    text = words.edtf(span)
    one = r"\d{4}(-\d{2}){0,2}|\d{3}X"
    assert re.fullmatch(rf"({one})~?(/({one})~?)?", text)
    assert text.endswith("~") == approximate
    assert words.span(span)


@pytest.mark.parametrize(
    ("metres", "said"), [(4, "10 m"), (60, "60 m"), (440, "400 m"), (2_100, "2.1 km"), (5_400, "5 km"), (17_100, "17 km"), (279_157, "280 km")]
)
def test_distances(metres: float, said: str) -> None:
    assert words.distance(metres) == said


def test_positions_have_the_digits_that_their_radius_deserves() -> None:
    assert words.position(34.7237, 36.462, 500) == "34.724° N, 36.462° E"
    assert words.position(-34.7237, -36.462, 17_100) == "34.72° S, 36.46° W"
    assert words.position(33, 44, 372_994) == "33.0° N, 44.0° E"


def test_counts() -> None:
    assert [words.count(n, "sentence") for n in (0, 1, 1200)] == ["0 sentences", "1 sentence", "1,200 sentences"]
