"""Words are found whatever their letters carry: marks, case, apostrophes, and as keyboards exchange them."""

import unicodedata

import pytest
from conftest import REFERENCE
from hypothesis import given
from hypothesis import strategies as st

from geodata import query
from geodata.atlas import open_atlas
from geodata.query import Filters
from geodata.searching import folded


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("hadithah", "Ḩadīthah"),
        ("irbil", "Irbīl"),
        ("hawijah", "Al Ḩawījah"),
        ("اربيل", "أربيل"),
        ("أربيل", "اربيل"),
        ("ادلب", "إِدْلِب"),
        ("الرقه", "الرَّقَّة"),
        ("deir ez zor", "Deir ez-Zor"),
        ("qaim", "Qa’im"),
        ("lodz", "Łódź"),
        ("tromso", "Tromsø"),
        ("strasse", "STRAßE"),
        ("istanbul", "İstanbul"),
        ("киiв", "КИЇВ".replace("Ї", "I")),
    ],
)
def test_what_is_typed_finds_what_is_written(typed: str, written: str) -> None:
    assert folded(typed) in folded(written)


def test_other_letters_are_other_words() -> None:
    assert folded("Homs") != folded("Hums")
    assert folded("दिल्ली") != folded("दल्ला")  # vowels of a script whose marks are no ornament


@given(st.text())
def test_folding_is_done_once_and_does_not_care_how_letters_are_composed(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("typed", ["hadithah", "Ḩadīthah", "HADITHAH", "hadītHah"])
def test_the_reference_atlas_finds_a_place_by_its_name_without_marks(typed: str) -> None:
    found = query.mentions(open_atlas(REFERENCE), Filters(text=typed))
    assert set(found["place_name"]) == {"Ḩadīthah"}
