"""The pages of whoever edits: atlases, review, rebuild; by Streamlit's own test runner, and once by keyboard and mouse in a real browser."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import ALPHA, REFERENCE, a_mention
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest
from test_pages import app, pages_in_their_frame, turn, words

from geodata import jobs, query
from geodata.atlas import (
    builds,
    current_build,
    keep_texts,
    list_atlases,
    list_trash,
    new_atlas,
    open_atlas,
    read_decisions,
    read_facts,
    save,
)
from geodata.bench.browser import serving
from geodata.model import Action, Atlas, Document, LayerSet

__all__ = ["pages_in_their_frame"]  # a fixture that acts by being here


def with_checksum(document: Document) -> Document:
    return replace(document, text_sha256=sha256(document.text.encode()).hexdigest())


@pytest.fixture
def mine(tmp_path: Path, layer_set: LayerSet, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An atlas on a shelf of its own with its texts, in a dashboard that may be edited."""
    monkeypatch.setenv("GEODATA_ATLASES", str(tmp_path / "shelf"))
    monkeypatch.setenv("GEODATA_PLACES", str(tmp_path / "places"))
    monkeypatch.setenv("GEODATA_EDITABLE", "true")
    made = new_atlas(tmp_path / "shelf", Atlas("My <b>atlas</b>", "", "", "", "", "", "")).folder
    kept = replace(layer_set, documents=tuple(map(with_checksum, layer_set.documents)))
    keep_texts(kept.documents, made)
    save(kept, made)
    return made


def named(at: AppTest) -> AppTest:
    return at.text_input(key="reviewer").set_value("Ada").run()


def test_a_link_to_an_atlas_that_is_gone_says_so_and_shows_no_other(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE, atlas="gone <b>*x*</b>")
    assert not at.exception and r"gone \<b\>\*x\*\</b\>" in at.warning[0].value and "renamed or deleted" in at.warning[0].value
    assert not at.title and not at.header and "data-mention" not in words(at)
    assert "renamed or deleted" in turn(at, "sources").warning[0].value and at.query_params["atlas"]
    at.button(key=f"instead_{mine.name}").click().run()
    assert not at.exception and not at.warning and at.session_state["atlas"] == mine.name


def test_the_switch_names_the_reference_atlas_where_it_is_shown(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE)
    switch = at.selectbox(key="_atlas")
    assert switch.options[switch.index] == "Reference atlas"
    switch.set_value(mine.name).run()
    assert at.session_state["atlas"] == mine.name
    at.selectbox(key="_atlas").set_value("").run()
    assert not at.exception and at.session_state["atlas"] is None and at.selectbox(key="_atlas").value == ""


def test_atlases_are_made_renamed_duplicated_deleted_and_brought_back(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = mine.parent
    at = app(monkeypatch, mine, "atlases")
    assert not at.exception and "<b>atlas" not in words(at)
    at.text_input(key="new_title").set_value("Second")
    at.button(key="FormSubmitter:new-Make it").click().run()
    assert at.session_state["atlas"] == "second" and [s.name for s in list_atlases(shelf)] == [mine.name, "second"]
    at.text_input(key="title_second").set_value("Third").run()
    at.button(key="rename_second").click().run()
    assert at.session_state["atlas"] == "third"
    at.button(key="copy_third").click().run()
    assert at.session_state["atlas"] == "third-copy"
    at.button(key="delete_third-copy").click().run()
    assert [s.name for s in list_trash(shelf)] == ["third-copy"] and at.session_state["atlas"] is None
    at.button(key="back_third-copy").click().run()
    assert len(list_atlases(shelf)) == 3 and not list_trash(shelf)
    at.button(key=f"show_{'third'}").click().run()
    assert not at.exception and "Third" in at.title[0].value


def test_what_an_atlas_says_of_itself_is_edited(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, mine, "atlases")
    at.text_input(key="fact_summary").set_value("What was said.")
    at.checkbox(key="fact_confidential").check()
    at.button(key="FormSubmitter:facts-Save").click().run()
    assert not at.exception and (read_facts(mine).summary, read_facts(mine).confidential) == ("What was said.", True)
    at.text_input(key="fact_title").set_value(" ")
    at.button(key="FormSubmitter:facts-Save").click().run()
    assert "needs a title" in at.error[0].value and read_facts(mine).title == "My <b>atlas</b>"


@pytest.mark.parametrize("name", ["../mine", "/etc", "no-such", "<b>"])
def test_an_address_that_names_no_listed_atlas_opens_nothing(mine: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, mine, atlas=name)
    assert not at.exception and "not here" in at.warning[0].value and not at.title and "<b>" not in at.warning[0].value


def test_who_may_not_edit_gets_no_page_for_it(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEODATA_EDITABLE", "false")
    at = app(monkeypatch, mine, "atlases")
    assert not [button for button in at.button if button.label in ("Delete", "Make it", "Rename", "Duplicate")]
    assert "own machine" in at.info[-1].value


def test_an_atlas_that_cannot_be_opened_leaves_a_way_to_another(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (mine / "atlas.toml").write_text('title = "Old"\n')
    at = app(monkeypatch, mine, "atlases")
    assert "geodata upgrade" in at.error[0].value.replace("\\", "")
    at.button(key=f"upgrade_{mine.name}").click().run()
    assert not at.exception and not at.error and open_atlas(mine).facts.title == "Old"


def test_the_reference_atlas_is_duplicated_before_it_is_reviewed(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GEODATA_ATLAS", raising=False)
    from geodata.config import REFERENCE_ATLAS

    at = app(monkeypatch, REFERENCE_ATLAS, "review")
    assert "read only" in at.info[0].value
    at.button(key="duplicate_to_review").click().run()
    assert at.session_state["atlas"] == "reference-atlas-reviewed" and not at.exception
    assert len(query.mentions(open_atlas(mine.parent / "reference-atlas-reviewed"))) == len(query.mentions(open_atlas(REFERENCE_ATLAS)))


def test_a_sentence_is_accepted_rejected_and_taken_back(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, mine, "review")
    assert at.button(key="accept").disabled and "name" in words(at)
    named(at).button(key="accept").click().run()
    at.button(key="reject").click().run()
    assert [d.action for _, d in read_decisions(mine)] == [Action.ACCEPT, Action.REJECT]
    assert "of the 2 pins checked so far, 1 was moved or taken off" in words(at) and "<script>" not in words(at)
    at.button(key="undo_last").click().run()
    assert not at.exception and "of the one pin checked so far, 0" in words(at).replace("Error rate: ", "")


def test_a_pin_is_moved_to_typed_coordinates_and_the_name_everywhere(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = named(app(monkeypatch, mine, "review"))
    scope = next(box for box in at.selectbox if box.label == "Decide about")
    if "Alphaville" not in str(scope.options):
        at.button(key="next").click().run()
        scope = next(box for box in at.selectbox if box.label == "Decide about")
    scope.select_index(2).run()
    next(box for box in at.text_input if box.label == "Position").set_value("nonsense").run()
    assert "no position" in at.error[0].value
    at.button(key="move").click().run()
    assert "no position" in at.toast[0].value and not read_decisions(mine)
    next(box for box in at.text_input if box.label == "Position").set_value("34.6, 43.7").run()
    at.button(key="move").click().run()
    found = query.mentions_alike(open_atlas(mine), "Alphaville", "Alphaville")
    assert found["lat"].tolist() == [34.6, 34.6] and found["moved"].all()


@pytest.mark.parametrize("part", ["Date", "Layer", "Status", "Note"])
def test_what_else_may_be_changed(mine: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = named(app(monkeypatch, mine, "review"))
    at.session_state[next(g.key for g in at.get("button_group") if g.key.startswith("part_"))] = part
    at.run()
    if part == "Date":
        box = next(box for box in at.text_input if box.label == "When it happened")
        box.set_value("tomorrow").run()
        assert "is no date" in at.error[0].value
        next(box for box in at.text_input if box.label == "When it happened").set_value("2019-05").run()
    if part == "Note":
        at.text_area[0].set_value("look <b>again</b>").run()
    at.button(key={"Date": "redate", "Layer": "relayer", "Status": "restate", "Note": "note"}[part]).click().run()
    assert not at.exception and len(read_decisions(mine)) == 1 and "<b>again" not in words(at)


def test_a_missed_mention_is_marked_and_added_and_stands_in_the_list(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = named(app(monkeypatch, mine, "review"))
    at.session_state["review_part"] = "Add what was missed"
    at.run()
    sentence = next(box for box in at.selectbox if box.label == "Sentence")
    assert len(sentence.options) == 2
    sentence.select_index(0).run()
    next(box for box in at.selectbox if box.label == "From the word").select("Monday").run()
    next(box for box in at.text_input if box.label == "Position").set_value("1.5, 2.5").run()
    for key, wanted in (("missed_layer", "choose a layer"), ("missed_status", "choose a status")):
        assert at.selectbox(key=key).value is None
        at.button(key="add_missed").click().run()
        assert wanted in at.toast[0].value and not read_decisions(mine)
        at.selectbox(key=key).select_index(0).run()
    at.button(key="add_missed").click().run()
    assert next(box for box in at.selectbox if box.label == "Sentence").value is None
    assert not at.exception and query.mentions(open_atlas(mine))["surface"].tolist().count("Monday") == 1
    at.session_state["review_part"] = "Decisions"
    at.run()
    assert "added **Monday**" in words(at)
    next(button for button in at.button if button.label == "Undo").click().run()
    assert "Monday" not in query.mentions(open_atlas(mine))["surface"].tolist()


def test_a_candidate_is_compared_used_and_left_again(mine: Path, layer_set: LayerSet, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, mine, "rebuild")
    before = current_build(mine).name
    document = with_checksum(layer_set.documents[0])
    save(
        replace(layer_set, documents=(document,), mentions=(a_mention(document, 14, "Alphaville", replace(ALPHA, lat=11.0)),), quotations=("",)),
        mine,
        candidate=True,
    )
    at.run()
    assert "1 sentence at another place" in words(at) and "110.6 km" in words(at) and "2 sentences not in the other build" in words(at)
    assert "Would be" in words(at)
    at.button(key="use").click().run()
    assert current_build(mine).name == builds(mine)[-1] != before
    at.selectbox(key="compared").select(before).run()
    assert at.button(key="use").label == f"Go back to build {before}" and "Would be" not in words(at) and f"In build {before}" in words(at)
    at.button(key="use").click().run()
    assert current_build(mine).name == before and not at.exception


@pytest.mark.parametrize(("made", "said"), [("", "nothing has changed"), ("0007", "build 0007 is a candidate")])
def test_what_came_of_building_again_is_said(mine: Path, monkeypatch: pytest.MonkeyPatch, made: str, said: str) -> None:
    (mine / "sources").mkdir()
    at = app(monkeypatch, mine, "rebuild")
    at.session_state["_rebuilding"] = True  # as it is while the work goes on
    with jobs.at_work(mine / ".job") as report:
        report.end(jobs.State.DONE, made)
    at.run()
    assert not at.exception and said in " ".join(str(box.value) for box in at.success)
    assert said not in " ".join(str(box.value) for box in at.run().success)


def test_an_empty_atlas_says_what_to_do(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = new_atlas(mine.parent, Atlas("Empty", "", "", "", "", "", "")).folder
    at = named(app(monkeypatch, empty, "review"))
    assert not at.exception and at.success
    at.session_state["review_part"] = "Add what was missed"
    assert not at.run().exception and "no documents" in at.info[0].value
    at.session_state["review_part"] = "Decisions"
    assert not at.run().exception and "Nobody has decided" in at.info[0].value
    assert not turn(at, "rebuild").exception


def test_a_reviewer_needs_no_mouse_and_may_drag_the_pin(mine: Path, chromium: Browser) -> None:
    with serving(mine) as address:
        page = chromium.new_page(viewport={"width": 1400, "height": 1300})
        page.goto(address + "review")
        name = page.get_by_label("Your name")
        name.fill("Ada", timeout=60_000)
        name.press("Enter")
        expect(page.get_by_role("button", name="Accept")).to_be_enabled(timeout=30_000)
        page.get_by_role("heading", name="Review").click()
        page.keyboard.press("a")
        expect(page.get_by_text("Accepted: 1 sentence.")).to_be_visible(timeout=30_000)
        expect(page.locator('[data-test-script-state="notRunning"]')).to_have_count(1, timeout=30_000)  # the pin is the next sentence's
        pin = page.frame_locator('iframe[title="streamlit_folium.st_folium"]').locator(".dl-pin")
        expect(pin).to_be_visible(timeout=30_000)
        box = pin.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 60, box["y"] + 40, steps=5)
        page.mouse.up()
        expect(page.get_by_text("The pin stands at")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="Move").click()
        expect(page.get_by_text("Moved: 1 sentence.")).to_be_visible(timeout=30_000)
        page.close()
    assert [d.action for _, d in read_decisions(mine)] == [Action.ACCEPT, Action.MOVE]
