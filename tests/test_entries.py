"""Dated entries: what a chronology, a diary or a daily report tells under a date has that date, and counts from it."""

from datetime import date, timedelta

import pytest

from geodata.dating import Reading, read_time
from geodata.model import Ground, Statement, Status
from geodata.read import document_of_text

DIARY = """War diary of the 2nd Battalion

23 March 1945
0600 hrs. The battalion moved to Xanten. Shells fell on Goch the next day.

24 March 1945
C Company had left Xanten. It took Rees today.

25 March 1945
The attack on Bienen will begin on Tuesday.
"""

TIMELINE = """Timeline

12 March 2011: Protests began in Daraa.
18 March – Security forces opened fire in Homs. Shops shut in Hama.
- 2 April: Tanks surround Idlib
April 2011. Thousands fled to Antakya.
2012: Fighting reached Aleppo, which the army had held since 1982.
"""


def read(text: str, published: str = "") -> Reading:
    return read_time(document_of_text("x", text, published))


def of(text: str, reading: Reading, name: str) -> Statement:
    return reading.statement(text.index(name), text.index(name) + len(name))


def day(text: str, reading: Reading, name: str) -> date | None:
    when = of(text, reading, name).when
    return when and when.begin


def test_a_date_alone_on_its_line_dates_what_stands_under_it() -> None:
    reading = read(DIARY)
    assert day(DIARY, reading, "Xanten") == date(1945, 3, 23)
    found = of(DIARY, reading, "Rees")
    assert (found.when and found.when.begin, found.dated_words) == (date(1945, 3, 24), "today")
    assert of(DIARY, reading, "Xanten").dated_ground is Ground.PASSAGE
    assert of(DIARY, reading, "Xanten").dated_words == "23 March 1945"
    assert reading.problems == ()  # the first of them is no date of the document


def test_what_is_told_in_an_entry_counts_from_its_date() -> None:
    reading = read(DIARY, "1946-01-10")
    assert day(DIARY, reading, "Goch") == date(1945, 3, 24)
    assert day(DIARY, reading, "Bienen") == date(1945, 3, 27)
    assert of(DIARY, reading, "Bienen").status is Status.PLANNED


@pytest.mark.parametrize("published", ["", "2017-02-16"])
def test_a_date_before_a_colon_or_dash_dates_its_paragraph(published: str) -> None:
    reading = read(TIMELINE, published)
    days = {name: day(TIMELINE, reading, name) for name in ("Daraa", "Homs", "Hama", "Idlib", "Antakya", "Aleppo")}
    assert days == {
        "Daraa": date(2011, 3, 12),
        "Homs": date(2011, 3, 18),
        "Hama": date(2011, 3, 18),
        "Idlib": date(2011, 4, 2),
        "Antakya": date(2011, 4, 1),
        "Aleppo": date(2012, 1, 1),
    }
    assert of(TIMELINE, reading, "Daraa").dated_ground is Ground.SENTENCE
    assert of(TIMELINE, reading, "Hama").dated_ground is Ground.PASSAGE
    assert "at the head of the entry" in of(TIMELINE, reading, "Hama").dated_rule


def test_times_of_posts_date_what_stands_under_them() -> None:
    text = "14 May 2021, 06:12\nSirens in Homs.\n\n14 May 2021, 09:40\nFires in Hama since last night.\n\n15 May 2021, 14:05\nA tower in Idlib fell."
    reading = read(text)
    assert [day(text, reading, name) for name in ("Homs", "Hama", "Idlib")] == [date(2021, 5, 14), date(2021, 5, 13), date(2021, 5, 15)]
    since = of(text, reading, "Hama").when
    assert since is not None and since.end == date(2021, 5, 15)  # to the day of the post, which tells it


def test_a_place_that_labels_its_sentence_has_the_sentence_s_date() -> None:
    text = "Homs: The market opened on Thursday. Shops in Hama stayed shut."
    reading = read(text, "2014-06-14")
    assert day(text, reading, "Homs") == date(2014, 6, 12)
    assert of(text, reading, "Homs").dated_ground is Ground.SENTENCE


def test_a_day_without_a_year_has_that_of_the_date_just_before_where_no_other_date_is_known() -> None:
    text = "On 13 July 1995 buses came to Homs. The shooting began in Hama on 16 July."
    assert day(text, read(text), "Hama") == date(1995, 7, 16)
    assert day(text, read(text, "2001-08-02"), "Hama") == date(2001, 7, 16)


@pytest.mark.parametrize(
    "text",
    [
        "16 February 2017\n\nShells fell on Homs. People fled.",  # the document's own date
        "16 February 2017: Shells fell on Homs.",  # one is no chronology
        "Shells fell on Homs.\n\nRelated\n12 February 2017\nTalks go on in Geneva\n10 February 2017\nAid reaches camps",  # the dates of links
        "9 May 2016: A word.\n\n2 May 2016: Another.\n\n5 May 2016: A third.\n\nShells fell on Homs.",  # in no order of time
    ],
)
def test_what_is_no_dated_entry_dates_nothing(text: str) -> None:
    assert of(text, read(text), "Homs").when is None


def test_what_was_before_the_entry_or_is_told_by_somebody_has_not_its_date() -> None:
    text = "1 May 2016: Rebels who had left Homs met.\n2 May 2016: The mayor said that shells had hit Hama. The army had taken Idlib."
    reading = read(text)
    assert [of(text, reading, name).when for name in ("Homs", "Hama", "Idlib")] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "begin", "days"),
    [
        ("Shells hit Homs on Monday and Tuesday.", date(2014, 6, 30), 2),
        ("They fought in Homs on 5, 6 and 7 May.", date(2014, 5, 5), 3),
        ("On the night of 24th/25th March they took Homs.", date(2014, 3, 24), 2),
        ("On 9 and 14 May shells hit Homs.", date(2014, 5, 14), 1),  # no days in a row: the nearer
    ],
)
def test_days_in_a_row_are_one_stretch(text: str, begin: date, days: int) -> None:
    when = of(text, read(text, "2014-07-03"), "Homs").when
    assert when is not None
    assert (when.begin, when.end) == (begin, begin + timedelta(days=days))


def test_what_is_only_compared_with_dates_nothing() -> None:
    text = "More people died, 30 per cent more than in September. In Homs most were children."
    assert of(text, read(text, "2014-11-03"), "Homs").when is None


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Letter from Gaza, 9 November 2023\n\nYesterday we left Homs on foot.", date(2023, 11, 8)),
        ("House of Commons debates – 3 July 2014\n\nLast Thursday I was in Homs.", date(2014, 6, 26)),
        ("San José, 12 March 2010 – A bus from Homs was stopped yesterday.", date(2010, 3, 11)),
        ("The dead of Houla on 25 May 2012\n\nYesterday we left Homs on foot.", None),  # the day of what it is about
    ],
)
def test_a_title_that_ends_with_a_day_dates_a_document_without_a_date(text: str, begin: date | None) -> None:
    assert day(text, read(text), "Homs") == begin
    given = of(text, read(text, "2024-02-02"), "Homs").when  # a date that was given goes before the title's
    assert given is not None and given.begin is not None and given.begin.year in (2010, 2024)


def test_two_figures_after_a_month_are_a_year_at_the_head_of_a_line_only() -> None:
    text = "Diary, March 1945\n\n23 Mar 45\nTanks reached Goch.\n\n24 Mar 45\nOn 6 March 45 men left Rees."
    reading = read(text)
    assert (day(text, reading, "Goch"), day(text, reading, "Rees")) == (date(1945, 3, 23), date(1945, 3, 6))
    assert [timex.surface for timex in reading.timexes] == ["March 1945", "23 Mar 45", "24 Mar 45", "6 March"]
