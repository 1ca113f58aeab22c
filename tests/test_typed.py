"""What a person types in Review: dates and spans, positions; and what is refused, with how to write it."""

from datetime import date

import pytest

from geodata import words
from geodata.errors import InvalidRecord
from geodata.model import Precision, TimeSpan
from geodata.review import typed_position, typed_span

SPANS = [
    ("2017-02-14", date(2017, 2, 14), date(2017, 2, 15), Precision.DAY),
    ("2017-02", date(2017, 2, 1), date(2017, 3, 1), Precision.MONTH),
    ("2016-12", date(2016, 12, 1), date(2017, 1, 1), Precision.MONTH),
    ("2017", date(2017, 1, 1), date(2018, 1, 1), Precision.YEAR),
    ("201X", date(2010, 1, 1), date(2020, 1, 1), Precision.DECADE),
    ("2017-21", date(2017, 3, 1), date(2017, 6, 1), Precision.SEASON),
    ("2017-24", date(2017, 12, 1), date(2018, 3, 1), Precision.SEASON),
    ("2017-36", date(2017, 10, 1), date(2018, 1, 1), Precision.QUARTER),
    ("2017-41", date(2017, 7, 1), date(2018, 1, 1), Precision.HALF),
    ("2017-02-14/2017-02-20", date(2017, 2, 14), date(2017, 2, 21), Precision.RANGE),
    ("../2017", None, date(2018, 1, 1), Precision.RANGE),
    ("2017-02-01/..", date(2017, 2, 1), None, Precision.RANGE),
]


@pytest.mark.parametrize(("text", "begin", "end", "precision"), SPANS)
def test_typed_dates(text: str, begin: date | None, end: date | None, precision: Precision) -> None:
    assert typed_span(text) == TimeSpan(begin, end, precision)
    assert typed_span(f" {text}~ ") == TimeSpan(begin, end, precision, approximate=True)
    assert words.edtf(typed_span(text)) == text


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("14 February 2017", "2017-02-14"),
        ("Tuesday, Feb. 14, 2017", "2017-02-14"),
        ("february 2017 ~", "2017-02~"),
        ("2017/02/14", "2017-02-14"),
        ("14 February 2017 – 20 February 2017", "2017-02-14/2017-02-20"),
        ("March 2016 to May 2017", "2016-03-01/2017-05-31"),
        ("2014–2017", "2014-01-01/2017-12-31"),
        ("../March 2016", "../2016-03-31"),
    ],
)
def test_dates_typed_with_their_month_in_letters(written: str, edtf: str) -> None:
    assert typed_span(written) == typed_span(edtf)


NO_DATES = """yesterday|3/4/2017|31 February 2017|2016/2017/2018|2017-13|2017-02-30|14.2.2017|2017/2016|/|../..|0000|9999-12-31|2017-2-1|1'; --"""


@pytest.mark.parametrize("text", NO_DATES.split("|"))
def test_what_is_no_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(InvalidRecord):
        typed_span(text)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("36.34, 43.13", (36.34, 43.13)),
        ("36.34 N 43.13 W", (36.34, -43.13)),
        ("-1; +2", (-1, 2)),
        ("32,88; 13,19", (32.88, 13.19)),
        ("32°30'N 13°15'E", (32.5, 13.25)),
        ("13°15'E, 32°30'S", (-32.5, 13.25)),
        ("N 36.5 E 43.25", (36.5, 43.25)),
        ("36,5 43,25", (36.5, 43.25)),
        ("36°20'24\"N 43°8'E", (36.34, 43 + 8 / 60)),
    ],
)
def test_typed_positions(text: str, position: tuple[float, float]) -> None:
    assert typed_position(text) == pytest.approx(position)


@pytest.mark.parametrize(
    "text", ["", "Mosul", "36.34", "91, 0", "0, 181", "nan, 0", "1e5, 3", "1 N 2 N", "1 E 2 E", "32°61'N 13°0'E", "1, 2, 3", "N 1 N, 2"]
)
def test_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecord):
        typed_position(text)
