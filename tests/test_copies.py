"""Which documents count as copies: invented reports, cut, edited, framed and merely alike."""

from dataclasses import replace
from datetime import date

import pytest
from conftest import a_document
from hypothesis import given
from hypothesis import strategies as st

from geodata.copies import copies, shingles_of, with_copies
from geodata.model import Document

WIRE = (
    "Rescue teams reached the village of Alphaville on Tuesday after two days of heavy rain, the regional governor said. The only bridge had been "
    "closed since Sunday evening. About three hundred people spent the night in a school, and the army brought blankets and drinking water by boat. "
    "The governor asked drivers to stay away from the valley until engineers had looked at the road. A second shelter is to open on Thursday."
)
FRAME = "Home News Weather Sport Contact us. " + " ".join(f"Read also number {n}." for n in range(4)) + "\n\n"
OTHER = (
    "The regional governor spoke in Alphaville on Tuesday. After two days of rain the bridge is closed, and three hundred people have been taken to "
    "a school. Our reporter met some of them: they were tired, and nobody could say when they would go home. The army came with water and blankets. "
    "On the far side of the valley shops remained open, and the market was held as usual, with fewer visitors than in other weeks of the season."
)


def told(name: str, text: str, day: date | None) -> Document:
    return replace(a_document(name, name, day), text=text)


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        (WIRE, True),
        (WIRE.upper().replace(",", " –"), True),
        (WIRE.replace("Tuesday", "Tuesday night").replace("three hundred", "300"), True),
        (WIRE[: len(WIRE) * 2 // 3], True),
        (FRAME + WIRE, True),
        (f"{OTHER} {WIRE[:120]}", False),
        (WIRE + " " + OTHER + " " + OTHER.replace("the", "some"), False),
        (OTHER, False),
        ("", False),
        ("Alphaville", False),
    ],
)
def test_a_copy_keeps_most_of_the_words_in_their_order(text: str, is_copy: bool) -> None:
    found = copies([told("first", WIRE, date(2020, 1, 1)), told("later", text, date(2020, 1, 2))])
    assert (told("later", text, None).id in found) is is_copy


def test_the_earliest_published_is_the_original_and_the_undated_comes_last() -> None:
    late, early, undated = told("a", WIRE, date(2020, 1, 2)), told("b", WIRE, date(2020, 1, 1)), told("c", WIRE, None)
    found = copies([undated, late, early])
    assert {id_: copy.original for id_, copy in found.items()} == {late.id: early.id, undated.id: early.id}
    assert all(copy.share == 1 for copy in found.values())


def test_of_two_of_one_day_the_lesser_id_is_the_original() -> None:
    one, two = sorted((told("a", WIRE, date(2020, 1, 1)), told("b", WIRE, date(2020, 1, 1))), key=lambda d: d.id)
    assert set(copies([two, one])) == {two.id}


def test_documents_are_marked_in_their_own_order() -> None:
    documents = [told("late", WIRE + " Traffic was light.", date(2020, 1, 2)), told("early", WIRE, date(2020, 1, 1))]
    marked = with_copies(documents)
    assert [d.copy_of for d in marked] == [documents[1].id, ""]
    assert 0.9 < marked[0].copy_share < 1


def test_texts_without_spaces_are_compared_by_character() -> None:
    text = "火曜日に救助隊が村に到着した。橋は日曜日から閉鎖されている。"
    assert copies([told("a", text, date(2020, 1, 1)), told("b", text.replace("。", ""), date(2020, 1, 2))])


@given(st.permutations([told(str(n), WIRE[n * 20 :] if n % 2 else OTHER[n:], date(2020, 1, 1 + n % 3)) for n in range(6)]))
def test_the_order_of_documents_changes_nothing(documents: list[Document]) -> None:
    assert copies(documents) == copies(sorted(documents, key=lambda d: d.id))


@given(st.text(max_size=80))
def test_every_text_has_shingles_of_its_own(text: str) -> None:
    assert shingles_of(text) == shingles_of(text)
    assert bool(shingles_of(text)) == any(ch.isalnum() or ch == "_" for ch in text) or not text.isascii()
