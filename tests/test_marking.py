"""Marks in a quotation: at the offset of the mention and not at the first word that is the same, and as text only."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.export import marked_quotation
from geodata.export.marking import place_in, time_in
from geodata.quote import render

TEXT = (
    "In Alphaville, where it was quieter, the mayor said on Monday that the road to Betatown, the last that the guards of Alphaville hold, would be "
    "closed on Monday night. Alphaville has two bridges."
)
STRETCH = (0, TEXT.index(" Alphaville has"))


def a_row(start: int, name: str, quote: str, stretch: tuple[int, int], time: str = "") -> dict[str, Any]:
    return {
        "quote": quote,
        "surface": name,
        "start": start,
        "end": start + len(name),
        "quote_start": stretch[0],
        "quote_end": stretch[1],
        "dated_words": time,
        "when_begin": date(2020, 1, 1),
    }


@pytest.mark.parametrize(("nth", "before"), [(0, "In "), (1, "guards of ")])
def test_the_name_is_marked_at_its_own_offset(nth: int, before: str) -> None:
    start = [at for at in range(len(TEXT)) if TEXT.startswith("Alphaville", at)][nth]
    made = marked_quotation(a_row(start, "Alphaville", render(TEXT, *STRETCH, [(start, start + 10)]), STRETCH))
    assert made.count("<mark") == 1 and f'{before}<mark class="dl-place">Alphaville</mark>' in made


def test_of_time_words_that_stand_twice_those_next_to_the_name_are_marked() -> None:
    quote, start = render(TEXT, *STRETCH, []), TEXT.rindex("Alphaville hold")
    row = a_row(start, "Alphaville", quote, STRETCH, "on Monday")
    assert time_in(row) == (quote.index("on Monday night"), quote.index("on Monday night") + 9)
    assert time_in(a_row(3, "Alphaville", quote, STRETCH, "on Monday")) == (quote.index("on Monday that"), quote.index("on Monday that") + 9)


@given(
    st.lists(st.sampled_from(["Alphaville", "the", "guards", "held", "a", "bridge\n", "near", "Betatown,"]), min_size=1, max_size=120),
    st.data(),
)
def test_the_marked_name_is_the_mentions_wherever_bounds_can_tell(words: list[str], data: st.DataObject) -> None:
    """Without a gap the mark is exact; with gaps it is never one that the bounds rule out, and never missing where the words are there."""
    text = " ".join(words)
    starts = [at for at in range(len(text)) if text.startswith("Alphaville", at)]
    if not starts:
        return
    start = data.draw(st.sampled_from(starts))
    stretch = (0, len(text))
    quote = render(text, *stretch, [(start, start + 10)])
    found = place_in(a_row(start, "Alphaville", quote, stretch))
    assert found is not None and quote[slice(*found)] == "Alphaville"
    if "[…]" not in quote and "\n" not in text:
        assert found[0] == start


def test_what_the_quotation_leaves_out_is_not_marked_and_text_stays_text() -> None:
    assert marked_quotation(a_row(0, "Gammaville", "<b>nothing</b> here", (0, 19), "on Monday")) == "&lt;b&gt;nothing&lt;/b&gt; here"


def test_a_name_that_a_person_added_without_a_stretch_is_marked_at_its_first_occurrence() -> None:
    row = a_row(500, "Alphaville", "Alphaville or Alphaville", (0, 0)) | {"quote_start": None, "quote_end": float("nan")}
    assert place_in(row) == (0, 10)
