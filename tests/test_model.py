"""Records refuse what cannot be, and a span of time answers what lies in it."""

import dataclasses
import math
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata import model
from geodata.errors import GeodataError, InvalidRecord
from geodata.model import MAX_YEAR, PLACE_KINDS, Place, Position, Precision, TimeSpan, ToponymKind, short_hash

DAYS = st.dates(date(1, 1, 1), date(MAX_YEAR, 12, 31))
DAY = date(2018, 7, 3)


def place(lat: float = 0.0, lon: float = 0.0, radius_m: float = 0.0) -> Place:
    return Place("table", "1", "Westerford", (), lat, lon, radius_m, "PPL", "GB", "")


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (None, None),
        (DAY, DAY),
        (DAY, DAY - timedelta(days=1)),
        (date(9999, 1, 1), None),
        (date(9999, 1, 1), date(9999, 1, 2)),
        (None, date(9999, 1, 2)),
        (None, date(1, 1, 1)),
    ],
)
def test_a_span_that_cannot_be_is_refused(begin: date | None, end: date | None) -> None:
    with pytest.raises(InvalidRecord, match="a time span"):
        TimeSpan(begin, end, Precision.DAY)


@pytest.mark.parametrize(("begin", "end"), [(DAY, None), (None, DAY), (date(1, 1, 1), date(1, 1, 2)), (date(9998, 12, 31), date(9999, 1, 1))])
def test_open_spans_and_the_first_and_last_years_are_allowed(begin: date | None, end: date | None) -> None:
    span = TimeSpan(begin, end, Precision.RANGE)
    assert (span.begin, span.end, span.approximate) == (begin, end, False)


@given(DAYS)
def test_a_day_is_its_own_first_and_last(day: date) -> None:
    span = TimeSpan.of_day(day)
    assert (span.begin, span.last, span.precision) == (day, day, Precision.DAY)
    assert span.overlaps(day, day)
    assert TimeSpan.of_day(day, approximate=True) != span


def test_an_open_end_has_no_last_day() -> None:
    assert TimeSpan(DAY, None, Precision.RANGE).last is None


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2018, 7, 1), date(2018, 7, 2), False),
        (date(2018, 7, 1), date(2018, 7, 3), True),
        (date(2018, 7, 4), date(2018, 7, 4), True),
        (date(2018, 7, 5), date(2018, 7, 9), True),
        (date(2018, 7, 6), date(2018, 7, 9), False),
        (date(2018, 1, 1), date(2018, 12, 31), True),
    ],
)
def test_a_window_selects_what_touches_it_at_either_end(first: date, last: date, expected: bool) -> None:
    assert TimeSpan(date(2018, 7, 3), date(2018, 7, 6), Precision.RANGE).overlaps(first, last) is expected


@given(st.none() | DAYS, st.none() | DAYS, DAYS, DAYS)
def test_overlap_is_a_day_in_common(begin: date | None, end: date | None, first: date, last: date) -> None:
    assume((begin or end) and end != date.min and not (begin and end and begin >= end) and first <= last)
    span = TimeSpan(begin, end, Precision.RANGE)
    common_first = max(first, begin or first)
    common_last = min(last, span.last or last)
    assert span.overlaps(first, last) is (common_first <= common_last)


@pytest.mark.parametrize(
    "values",
    [(90.1, 0, 0), (-91, 0, 0), (0, 180.5, 0), (0, -181, 0), (math.nan, 0, 0), (0, math.inf, 0), (0, 0, -1), (0, 0, math.inf), (0, 0, math.nan)],
)
def test_a_position_off_the_globe_is_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidRecord):
        place(*values)
    with pytest.raises(InvalidRecord):
        Position(0, 1, *values)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 2e7))
def test_every_position_on_the_globe_is_allowed(lat: float, lon: float, radius_m: float) -> None:
    assert (place(lat, lon, radius_m).lat, Position(0, 1, lat, lon, radius_m).lon) == (lat, lon)


def test_a_hash_is_stable_and_short() -> None:
    assert short_hash("a", 1, 2) == short_hash("a:1:2") == "f2bc49642ad56138"


@given(st.lists(st.integers(), min_size=1), st.lists(st.integers(), min_size=1))
def test_different_numbers_give_different_hashes(left: list[int], right: list[int]) -> None:
    assert (short_hash(*left) == short_hash(*right)) is (left == right)
    assert len(short_hash(*left)) == 16


def records() -> list[type]:
    return [value for value in vars(model).values() if dataclasses.is_dataclass(value) and isinstance(value, type)]


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_record_is_frozen_slotted_and_explained(record: type) -> None:
    parameters = record.__dataclass_params__
    assert parameters.frozen
    assert "__slots__" in vars(record)
    assert record.__doc__
    assert not record.__doc__.startswith(f"{record.__name__}(")


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_no_field_can_be_changed_from_outside(record: type) -> None:
    names = [str(field.type) for field in dataclasses.fields(record)]
    assert not [name for name in names if name.startswith(("dict", "list", "set"))]


def test_a_name_of_people_or_of_an_organisation_is_not_looked_up() -> None:
    assert {ToponymKind.NAME, ToponymKind.METONYM, ToponymKind.ADJECTIVE} == PLACE_KINDS


def test_a_broken_record_is_an_error_of_ours_and_a_value_error() -> None:
    assert issubclass(InvalidRecord, GeodataError)
    assert issubclass(InvalidRecord, ValueError)
