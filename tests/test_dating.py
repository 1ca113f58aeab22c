"""The room as a whole: calendar arithmetic, the record it hands out, what is a problem, and that no clock is read."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dating import read_time
from geodata.dating.frames import framed
from geodata.dating.holidays import easter
from geodata.dating.meaning import Base, say_day
from geodata.dating.periods import Period, Unit, moved, weekday_on_or_after, weekday_on_or_before
from geodata.dating.prefixes import prefixes
from geodata.dating.tagger import find
from geodata.dating.tokens import tokenise
from geodata.model import Document, Precision, TimeSpan

THURSDAY = date(2017, 2, 16)
DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


def document(text, published=THURSDAY, basis="", *, inferred=False):
    span = TimeSpan.of_day(published) if isinstance(published, date) else published
    return Document("0" * 16, "", "", "a.txt", "", "", "", "", "", "", "", "", text, "en", span, basis, inferred, None)


@pytest.mark.parametrize(
    ("unit", "value", "first", "last"),
    [
        (Unit.DAY, "2017-02-16", "2017-02-16", "2017-02-16"),
        (Unit.WEEK, "2017-W07", "2017-02-13", "2017-02-19"),
        (Unit.WEEKEND, "2017-W07-WE", "2017-02-18", "2017-02-19"),
        (Unit.MONTH, "2017-02", "2017-02-01", "2017-02-28"),
        (Unit.QUARTER, "2017-Q1", "2017-01-01", "2017-03-31"),
        (Unit.SEASON, "2016-WI", "2016-12-01", "2017-02-28"),
        (Unit.HALF, "2017-H1", "2017-01-01", "2017-06-30"),
        (Unit.YEAR, "2017", "2017-01-01", "2017-12-31"),
        (Unit.DECADE, "201", "2010-01-01", "2019-12-31"),
        (Unit.CENTURY, "20", "2000-01-01", "2099-12-31"),
    ],
)
def test_the_periods_of_a_day(unit, value, first, last):
    period = Period.containing(unit, THURSDAY)
    assert (period.value, str(period.span().begin), str(period.span().last)) == (value, first, last)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2016, 1, 1), "2015-W53"),
        (date(2017, 1, 1), "2016-W52"),
        (date(2018, 12, 31), "2019-W01"),
        (date(2020, 12, 31), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
    ],
)
def test_weeks_at_the_turn_of_a_year_are_those_of_iso_8601(day, week):
    assert Period.containing(Unit.WEEK, day).value == week


@given(st.sampled_from(list(Unit)), DAYS)
def test_a_period_holds_its_day_and_meets_its_neighbours(unit, day):
    period = Period.containing(unit, day)
    span, following = period.span(), period.shifted(1)
    if span is None:
        return
    if unit is not Unit.WEEKEND:
        assert span.begin <= day < span.end
        assert following.begin is None or following.begin == span.end
    assert following.shifted(-1) == period
    assert span.precision == Precision(unit.value)


@given(DAYS, st.integers(-4000, 4000))
def test_months_move_to_the_last_day_where_the_day_is_missing(day, count):
    target = moved(day, Unit.MONTH, count)
    if target is not None:
        assert (target.year * 12 + target.month) - (day.year * 12 + day.month) == count
        assert target.day == day.day or (target.day < day.day and moved(target, Unit.DAY, 1).day == 1)


def test_a_year_after_29_february():
    assert moved(date(2016, 2, 29), Unit.YEAR, 1) == date(2017, 2, 28)
    assert moved(date(9998, 12, 1), Unit.YEAR, 1) is None
    assert moved(date(1, 1, 1), Unit.DAY, -1) is None


@given(DAYS, st.integers(0, 6))
def test_weekdays_around_a_day(day, weekday):
    before, after = weekday_on_or_before(day, weekday), weekday_on_or_after(day, weekday)
    assert before is None or (before.weekday() == weekday and 0 <= (day - before).days < 7)
    assert after is None or (after.weekday() == weekday and 0 <= (after - day).days < 7)


@pytest.mark.parametrize(
    ("year", "day"), [(1943, "1943-04-25"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2017, "2017-04-16"), (2038, "2038-04-25")]
)
def test_easter(year, day):
    assert str(easter(year)) == day


FRAMES = """
since 2012|2012-01-01|2017-02-16
since last week|2017-02-06|2017-02-16
by spring|2017-02-16|2017-05-31
by the end of March|2017-02-16|2017-03-31
by 2014|-|2014-12-31
until 2014|-|2014-12-31
until next week|2017-02-16|2017-02-26
before 2014|-|2013-12-31
after 2014|2015-01-01|2017-02-16
from 5 to 7 March 2016|2016-03-05|2016-03-07
between June and October 2016|2016-06-01|2016-10-31
2014–2016|2014-01-01|2016-12-31
from 2014 to 2016|2014-01-01|2016-12-31
in 2014|2014-01-01|2014-12-31
on Tuesday|2017-02-14|2017-02-14
around 2014|2014-01-01|2014-12-31
over the past two weeks|2017-02-02|2017-02-16
"""


@pytest.mark.parametrize("row", FRAMES.strip().splitlines())
def test_frames(row):
    words, first, last = row.split("|")
    verb = "will end" if "spring" in words or ("March" in words and "2016" not in words) or "next" in words else "had ended"
    text = f"It {verb} {words}."
    base = Base(TimeSpan.of_day(THURSDAY), "the document's date", say_day(THURSDAY))
    tokens = tokenise(text)
    frames = framed(find(tokens, base), tokens, base)
    assert len(frames) == 1
    frame = frames[0]
    assert text[frame.start : frame.end] == words
    assert (str(frame.span.begin or "-"), str(frame.span.last or "-")) == (first, last)


def test_without_a_document_date_relative_words_are_problems_and_absolute_ones_resolve():
    reading = read_time(document("It fell on 3 May 2014. It rose on Tuesday, and again last month.", None))
    assert [timex.value for timex in reading.timexes] == ["2014-05-03", "XXXX-WXX-2", "XXXX-XX"]
    assert [problem.code for problem in reading.problems] == ["no_anchor", "no_anchor"]
    assert [timex.span is None for timex in reading.timexes] == [False, True, True]


def test_a_document_date_of_a_month_resolves_what_it_can():
    february = TimeSpan(date(2017, 2, 1), date(2017, 3, 1), Precision.MONTH)
    reading = read_time(document("It fell last year and rose last month. It fell yesterday.", february))
    assert [timex.value for timex in reading.timexes] == ["2016", "2017-01", "XXXX-XX-XX"]
    assert [problem.subject for problem in reading.problems] == ["yesterday"]


def test_timexes_stand_in_order_with_their_words():
    text = "On Tuesday it fell. In 2014 it rose."
    reading = read_time(document(text))
    assert [(text[t.start : t.end], t.surface, t.value) for t in reading.timexes] == [("Tuesday", "Tuesday", "2017-02-14"), ("2014", "2014", "2014")]
    assert reading.timexes[0].rule == "the Tuesday before the document's date"


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("Tuesday, August 16\n\nThe town fell last week.", True),
        ("16 August 2016\n\nThe town fell last week.", True),
        ("Updated: 16 August 2016\n\nThe town fell last week.", True),
        ("15 February 2017\n\nThe town fell last week.", False),
        ("The town fell on 16 August 2016.\n\nIt is quiet.", False),
        ("HAMA, Aug 16 (Agency) - The town fell on Monday.", True),
        ("HAMA, Feb 15 (Agency) - The town fell on Monday.", False),
        ("Monday 14 February 2017\n\nThe town fell.", True),
        ("Nothing of the kind.", False),
        ("", False),
    ],
)
def test_a_header_or_dateline_that_contradicts_the_documents_date(text, contradicts):
    problems = [problem for problem in read_time(document(text, basis="a person's note")).problems if problem.code in ("contradiction", "weekday")]
    assert bool(problems) == contradicts
    if problems:
        assert problems[0].start is not None and problems[0].end > problems[0].start


def test_a_past_event_after_the_documents_date_is_a_contradiction():
    problems = read_time(document("The town was taken on 3 March 2017.")).problems
    assert [problem.code for problem in problems] == ["contradiction"]
    assert "Friday 3 March 2017" in problems[0].message and "Thursday 16 February 2017" in problems[0].message
    assert read_time(document("The talks will be held on 3 March 2017.")).problems == ()


def test_a_document_without_a_date_takes_the_one_at_its_head_and_says_so():
    reading = read_time(document("HAMA, 3 May 2014 (Agency) – Jets hit Homs on Friday.", None))
    assert [timex.value for timex in reading.timexes] == ["2014-05-03", "2014-05-02"]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("HAMA, Feb 15 (Agency) – Jets hit Homs today. A truce ended yesterday.", ["2017-02-15", "2017-02-15", "2017-02-14"]),
        ("HAMA, Feb 15 (Agency) – Jets hit Homs on Thursday.", ["2017-02-15", "2017-02-09"]),
        ("HAMA, Feb 16 (Agency) – Jets hit Homs on Thursday.", ["2017-02-16", "2017-02-16"]),
        ("HAMA, Aug 16 (Agency) – Jets hit Homs today.", ["2016-08-16", "2017-02-16"]),
    ],
)
def test_a_report_counts_from_the_day_of_its_dateline_unless_that_contradicts_the_documents_date(text, values):
    reading = read_time(document(text))
    assert [timex.value for timex in reading.timexes] == values
    if values[0] == "2017-02-15":
        anchor = reading.statement(text.index("Homs"), text.index("Homs") + 4).dated_anchor
        assert anchor == "Wednesday 15 February 2017, the day of the dateline “Feb 15”, before Thursday 16 February 2017, the document's date"


def test_a_weekday_that_does_not_fit_its_date_is_a_contradiction_of_that_sentence_only():
    problems = read_time(document("It fell on Monday 14 February 2017.")).problems
    assert [problem.code for problem in problems] == ["weekday"]
    assert problems[0].message == "“Monday 14 February 2017” cannot be: 14 February 2017 was a Tuesday."


def test_a_document_dated_after_it_was_collected():
    late = replace(document("Nothing."), collected_at=datetime(2017, 2, 1, tzinfo=UTC))
    assert [problem.code for problem in read_time(late).problems] == ["contradiction"]


FALSE_CLOCK = """
import datetime, locale, sys, time

false = datetime.datetime.fromisoformat(sys.argv[1])


class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls(false.year, false.month, false.day)


class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(false.year, false.month, false.day, 23, 59, tzinfo=tz)

    today = utcnow = now


time.time = lambda: false.timestamp()
time.localtime = lambda at=None: false.timetuple()
datetime.date, datetime.datetime = Date, DateTime
locale.setlocale(locale.LC_ALL, "")

from geodata.dating import read_time
from tests.test_dating import document

assert datetime.date.today().year == false.year
for published in (Date(2017, 2, 16), None):
    text = "It fell on Tuesday and rose last month, in 2014, on 3/4/16 and '97. By spring and on Friday it will end. It is 5 March. Easter was cold."
    reading = read_time(document(text, published))
    print([(timex.value, timex.rule, str(timex.span)) for timex in reading.timexes], reading.problems, reading.statement(0, 2))
"""


def test_the_same_reading_under_a_false_clock_in_any_time_zone_and_locale():
    root = str(Path(__file__).parents[1])
    outputs = set()
    for day, zone, language in (
        ("1951-12-31", "UTC", "C"),
        ("2999-06-01", "Pacific/Kiritimati", "C.UTF-8"),
        ("2017-02-16", "America/Los_Angeles", "POSIX"),
    ):
        environment = {**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONPATH": root, "PYTHONHASHSEED": str(len(zone)), "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", FALSE_CLOCK, day]
        outputs.add(subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=root).stdout)
    assert len(outputs) == 1
    assert "2017-02-14" in outputs.pop()


def test_no_file_of_the_room_asks_for_the_time():
    room = Path(__file__).parents[1] / "geodata" / "dating"
    for file in room.glob("*.py"):
        source = file.read_text(encoding="utf-8")
        assert not re.search(r"\.today\(\)|\.now\(|^import time$|from time import", source, re.MULTILINE), file.name


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("ab", {"ab"}),
        ("a?b", {"ab", "b"}),
        ("(?:a|bc)d", {"ad", "bc"}),
        ("[ab]c*", {"a", "b", "ac", "bc"}),
        ("(?<=x)a(?!b)", {"a"}),
        ("(?P<n>a)+b", {"ab", "aa"}),
    ],
)
def test_prefixes(expression, expected):
    assert prefixes(expression) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on 3/4/2016.", "2016-04-03"),
        ("It fell on 3/4/2016, 25/12/2015 and 1/1/2014.", "2016-04-03"),
        ("It fell on 3/4/2016 and 12/25/2015.", "2016-03-04"),
        ("On February 14 it fell. It fell on 3/4/2016.", "2016-03-04"),
    ],
)
def test_the_order_of_day_and_month_is_the_texts_own(text, value):
    assert value in [timex.value for timex in read_time(document(text)).timexes]
