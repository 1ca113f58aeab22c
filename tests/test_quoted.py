"""Earlier messages in a message: each is a document of its own, with its own sender and day, however it is quoted."""

from pathlib import Path

import pytest
from documents import a_message
from hypothesis import given
from hypothesis import strategies as st

from geodata.read import Item, attachments, read_whole
from geodata.read.quoted import Earlier, apart

OWN = "The convoy left Erbil on Tuesday."
ASKED = Earlier("We moved forty families yesterday.\nIs the road open?", "Ann Lee", "2017-02-06")
QUOTED = "> We moved forty families yesterday.\n> Is the road open?\n"
BLOCK = """From: Ann Lee <ann@example.org>
{day}
To: Desk; The Other
  Desk
Subject: RE: The road

We moved forty families yesterday.
Is the road open?
"""


@pytest.mark.parametrize(
    "led",
    [
        "On Mon, 6 Feb 2017 at 09:12, Ann Lee <ann@example.org> wrote:",
        "On Mon, Feb 6, 2017 at 9:12 AM Ann Lee <ann@example.org>\nwrote:",
        "On 6 Feb 2017, at 09:12, Ann Lee wrote:\n",
        "On 2017-02-06 09:12 +0100, Ann Lee wrote:",
        "On Mon, Feb 6, 2017 at 9:12 AM CET Ann Lee wrote:",
    ],
)
def test_what_is_quoted_by_lines_has_the_sender_and_the_day_of_the_words_above(led: str) -> None:
    own, earlier = apart(f"{OWN}\n\n{led}\n{QUOTED}")
    assert own.strip() == OWN and earlier == (ASKED,)


@pytest.mark.parametrize("day", ["Sent: Monday, February 6, 2017 9:12 AM", "Date: Mon, 6 Feb 2017 09:12:00 +0000", "Sent: 06 February 2017 09:12"])
@pytest.mark.parametrize("line", ["", "-----Original Message-----\n", "________________________________\n"])
def test_what_stands_behind_a_block_of_headers_has_theirs(day: str, line: str) -> None:
    own, earlier = apart(f"{OWN}\n\n{line}{BLOCK.format(day=day)}")
    assert own.strip() == OWN
    assert earlier == (Earlier(ASKED.text, ASKED.sender, ASKED.day, "RE: The road"),)


def test_a_thread_is_taken_apart_to_its_first_message() -> None:
    older = "> On 1 Feb 2017, Ben wrote:\n>> How many came?\n>\n> > On 30 Jan 2017, Cleo wrote:\n> > > Forty came today.\n"
    own, earlier = apart(f"{OWN}\nOn Mon, 6 Feb 2017, Ann Lee wrote:\n{QUOTED}>\n{older}")
    assert own.strip() == OWN
    assert [(one.sender, one.day) for one in earlier] == [("Ann Lee", "2017-02-06"), ("Ben", "2017-02-01"), ("Cleo", "2017-01-30")]
    assert earlier[2].text == "Forty came today."


def test_answers_between_quoted_lines_stay_with_the_message() -> None:
    own, [earlier] = apart("> Is the road open?\nYes, since Monday.\n> And the bridge?\nNo.\n")
    assert own.split("\n")[:2] == ["Yes, since Monday.", "No."]
    assert earlier == Earlier("Is the road open?\n\nAnd the bridge?")


@pytest.mark.parametrize(
    "text",
    ["> 200 people left Homs.\nDone.", "From: the council\nTo: the press\nSubject: water\nWells were shut.", "On Monday the mayor wrote:\nWe stay."],
)
def test_what_only_looks_like_a_quotation_stays(text: str) -> None:
    assert apart(text) == (text, ())


def test_a_list_in_a_message_that_answers_none_stays_in_it(tmp_path: Path) -> None:
    body = "Today:\n> shells fell on Homs\n> a road near Hama was shut\n"
    assert read(tmp_path, a_message(body, subject="Daily report"))[0] == body
    assert read(tmp_path, a_message(body, subject="Re: Daily report"))[0] == "Today:\n"


def test_a_day_that_can_be_read_in_two_ways_is_none() -> None:
    assert apart(f"{OWN}\nOn 2/6/17, Ann Lee wrote:\n{QUOTED}")[1] == (Earlier(ASKED.text, "Ann Lee"),)


@given(st.lists(st.tuples(st.integers(0, 4), st.text("abc", max_size=3)), max_size=30))
def test_no_word_is_lost_and_none_is_there_twice(lines: list[tuple[int, str]]) -> None:
    own, earlier = apart("\n".join(f"{'>' * depth} {word}" for depth, word in lines))
    found = " ".join((own, *(one.text for one in earlier))).replace(">", " ").split()
    assert sorted(found) == sorted(word for _, word in lines if word)


@pytest.mark.parametrize("text", [">" * 100_000, "> a\n" * 50_000, "From: x\n" * 50_000, "On a\n" * 50_000 + "> x", "-" * 90_000 + "\nFrom:" * 2000])
def test_hostile_texts_take_no_long_time(text: str) -> None:
    apart(text)


def read(folder: Path, data: bytes) -> tuple[str, str, str, str]:
    file = folder / "m.eml"
    file.write_bytes(data)
    document = read_whole(Item("m.eml", file, {}))[0]
    return document.text, document.author, document.title, str(document.published.begin) if document.published else ""


def test_a_message_is_read_without_what_it_quotes_which_is_a_text_of_its_own(tmp_path: Path) -> None:
    data = a_message(f"{OWN}\n\nOn Mon, 6 Feb 2017 at 09:12, Ben --- <ben@example.org> wrote:\n{QUOTED}", subject="Re: The road")
    assert read(tmp_path, data) == (f"{OWN}\n", "Ann Lee", "The road", "2017-02-16")
    [member] = attachments(data)
    file = tmp_path / member.name
    file.write_bytes(member.data)
    quoted = read_whole(Item(member.name, file, {}))[0]
    assert (quoted.text, quoted.author, quoted.title) == (f"{ASKED.text}\n", "Ben ---", "The road")
    assert str(quoted.published and quoted.published.begin) == "2017-02-06" and not quoted.published_inferred


def test_a_message_that_only_forwards_another_is_read_as_that_one(tmp_path: Path) -> None:
    data = a_message(f"---------- Forwarded message ---------\n{BLOCK.format(day='Date: Mon, Feb 6, 2017 at 9:12 AM')}", subject="Fwd: The road")
    assert read(tmp_path, data) == (f"{ASKED.text}\n", "Ann Lee", "The road", "2017-02-06")
    assert list(attachments(data)) == []
    undated = a_message(f"---------- Forwarded message ---------\n{BLOCK.format(day='Date: some day')}")
    assert read(tmp_path, undated)[3] == ""


def test_a_mail_program_marks_what_it_quotes_in_html(tmp_path: Path) -> None:
    html = f"<p>{OWN}</p><div>On Mon, 6 Feb 2017, Ben wrote:</div><blockquote type=cite><p>It rained<br>yesterday.</p></blockquote><p>Regards</p>"
    data = a_message("", html=html)
    assert read(tmp_path, data)[0] == f"{OWN}\n\nRegards\n"
    [member] = attachments(data)
    assert b"published: 2017-02-06" in member.data and b"It rained\n\nyesterday." in member.data
    plain = a_message("", html=f"<p>{OWN}</p><blockquote><p>The ministry: it rained.</p></blockquote>")
    assert read(tmp_path, plain)[0] == f"{OWN}\n\nThe ministry: it rained.\n" and list(attachments(plain)) == []
