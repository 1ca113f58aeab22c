"""Reading: how many documents speak, why a pin stands where it does, how a sentence is cited: the pages as Streamlit's test runner draws them."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REFERENCE
from streamlit.testing.v1 import AppTest
from test_pages import app, pages_in_their_frame, turn, words

from geodata import query
from geodata.atlas import keep_texts, open_atlas, save, write_facts
from geodata.model import Atlas, LayerSet
from geodata.words import sources

__all__ = ["pages_in_their_frame"]


@pytest.fixture
def copied(tmp_path: Path, layer_set: LayerSet) -> Path:
    """The small atlas, its second document a copy of the first, and the texts kept."""
    first, second = layer_set.documents
    write_facts(tmp_path, Atlas("Small", "", "", "", "", "", ""))
    save(replace(layer_set, documents=(first, replace(second, copy_of=first.id, copy_share=0.93))), tmp_path)
    keep_texts(layer_set.documents, tmp_path)
    return tmp_path


def code(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in at.code)


def test_the_list_says_from_how_many_documents_and_publishers(monkeypatch: pytest.MonkeyPatch) -> None:
    found = query.sourcing(open_atlas(REFERENCE))
    assert f"{found.documents} documents from {found.publishers} publishers" in words(app(monkeypatch, REFERENCE))


def test_a_copy_counts_once_and_says_of_what_it_is_one(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(app(monkeypatch, copied))
    assert "1 document from 1 publisher, with 1 copy" in shown
    assert "A copy of “Report a”, The Post (93% of its words" in shown
    assert not [word for word in ("independent", "confirmed", "corroborated") if word in shown.lower()]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((3, 2, 0), "3 documents from 2 publishers"),
        ((1, 1, 1), "1 document from 1 publisher, with 1 copy counted as what is copied"),
        ((0, 0, 0), "0 documents from 0 publishers"),
        ((4, 2, 3), "4 documents from 2 publishers, with 3 copies counted as what is copied"),
    ],
)
def test_sources_in_words(numbers: tuple[int, int, int], text: str) -> None:
    assert sources(*numbers) == text


def test_why_this_pin_opens_from_its_link_on_every_page(copied: Path, layer_set: LayerSet, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in ("map", "about"):
        at = app(monkeypatch, copied, page, why=layer_set.mentions[0].id)
        assert not at.exception and not at.error
        shown = words(at)
        assert "the Monday before" in shown and "Places compared" in shown and "Betaland" in shown
        assert layer_set.mentions[0].id in code(at)
        assert at.query_params["why"] in (layer_set.mentions[0].id, [layer_set.mentions[0].id])


def test_why_of_a_sentence_that_is_not_there_says_so(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, copied, why="0" * 16)
    assert not at.exception and "does not have" in at.info[0].value
    assert "why" not in at.query_params


def test_the_buttons_open_why_and_the_citation(copied: Path, layer_set: LayerSet, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = layer_set.mentions[0].id
    at = app(monkeypatch, copied)
    at.button(key=f"card_cite_{id_}").click().run()
    assert "“Fighters left Alphaville on Monday”" in code(at) and "SHA-256" in code(at)
    at.button(key=f"card_why_{id_}").click().run()
    assert "Places compared" in words(at)


def test_hostile_text_is_no_markup_in_the_panel(copied: Path, layer_set: LayerSet, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = words(app(monkeypatch, copied, why=layer_set.mentions[1].id))
    assert "&lt;script&gt;" in shown and "<script>alert" not in shown and "<b>Gazette" not in shown


def test_the_link_of_a_view_carries_its_filters(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, copied, status="claimed", q="Beta")
    turn(at, "places")
    assert at.session_state["statuses"] == ["claimed"]
