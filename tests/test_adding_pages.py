"""The page that adds documents, by Streamlit's own test runner and in a real browser: from an own PDF to the map."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from conftest import REFERENCE
from documents import SENTENCE, a_pdf, a_scan, with_picture
from playwright.sync_api import Browser, Page, expect
from streamlit.runtime.context import ContextProxy, StreamlitHeaders
from streamlit.testing.v1 import AppTest
from test_pages import app, pages_in_their_frame, words

from geodata import adding, jobs, query
from geodata.atlas import create_atlas, open_atlas
from geodata.bench.browser import FRAME, serving
from geodata.config import Settings
from geodata.export import EXPORTS, marked_quotation
from geodata.intake import Input, Intake, Look, Unread
from geodata.model import Atlas
from geodata.query import Filters
from geodata.ui import whole
from geodata.ui.facts import FEW

__all__ = ["pages_in_their_frame"]


@pytest.fixture
def atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GEODATA_ATLASES", str(tmp_path / "atlases"))
    monkeypatch.setenv("GEODATA_EDITABLE", "true")
    create_atlas(tmp_path / "atlases" / "mine", Atlas("Mine", "", "", "", "", "", ""))
    return tmp_path / "atlases" / "mine"


def shown(at: AppTest) -> str:
    return words(at) + " ".join(str(element.value) for kind in (at.caption, at.info, at.success, at.warning, at.error) for element in kind)


def test_a_hosted_dashboard_offers_no_adding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEODATA_EDITABLE", "false")
    at = app(monkeypatch, REFERENCE, "add")
    assert not at.exception and not [button for button in at.button if button.key == "add"]
    assert "Read them" not in [button.label for button in at.button]


def test_the_reference_atlas_asks_for_the_name_of_a_new_one(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE, "add")
    assert not at.exception and "stays as it is" in at.info[0].value and at.text_input(key="new_title").value == "My atlas"


def test_nothing_given_says_what_to_give(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, atlas, "add")
    next(button for button in at.button if button.label == "Read them").click().run()
    assert not at.exception and "Choose files" in at.error[0].value and Intake(atlas).is_empty()


def test_a_pasted_text_is_given_to_a_process_of_its_own(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(jobs, "start", lambda arguments, folder: started.append(list(arguments)))
    at = app(monkeypatch, atlas, "add")
    at.text_area(key="pasted").set_value(SENTENCE)
    at.text_input(key="pasted_title").set_value("A <b>statement</b>")
    at.text_area(key="addresses").set_value("example.org/a https://archive.example/a\n")
    next(button for button in at.button if button.label == "Read them").click().run()
    address, pasted = Intake(atlas).inputs()
    assert (address.where, address.facts) == ("https://example.org/a", {"archive_url": "https://archive.example/a"})
    assert (pasted.name, pasted.facts) == ("A <b>statement</b>.txt", {"title": "A <b>statement</b>"})
    assert started == [["add", str(atlas.resolve()), "--resume", "--look"]] or started[0][2:] == ["--resume", "--look"]


def test_what_was_read_is_looked_at_before_it_is_added(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = Intake(atlas)
    intake.give([Input("file", "x", "x")])
    facts = {"title": "<script>alert(1)</script>", "published": "2017-02-16"}
    intake.show([Look("a.txt", facts, {"title": "front matter"}, 10)], [Unread("<img src=x>.pdf", "<img src=x>.pdf: holds <b>no</b> text")])
    at = app(monkeypatch, atlas, "add")
    assert not at.exception and "1 document read; nothing is added yet" in words(at)
    assert "&lt;img src=x&gt;.pdf" in words(at) and "<img" not in words(at) and "<script>" not in words(at)
    assert at.button(key="add").label == "Add 1 document and build the map"
    at.button(key="discard").click().run()
    assert intake.is_empty() and "Discarded" in shown(at)


@pytest.mark.parametrize(("state", "said"), [("cancelled", "Cancelled"), ("failed", "No space left"), ("running", "ended before it was done")])
def test_work_that_stopped_says_so_and_can_go_on(atlas: Path, monkeypatch: pytest.MonkeyPatch, state: str, said: str) -> None:
    intake = Intake(atlas)
    intake.give([Input("file", "x", "x")])
    intake.job.mkdir()
    (intake.job / jobs.PROGRESS).write_text(f'{{"state": "{state}", "stage": "read", "message": "No space left", "pid": 0}}', encoding="utf-8")
    at = app(monkeypatch, atlas, "add")
    assert not at.exception and said in shown(at)
    assert {"go_on", "discard"} <= {button.key for button in at.button}


def test_the_documents_of_the_atlas_are_listed_with_what_was_left_out(atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    around = b"Rain fell 20 km west of Mosul."  # a place of its own, though its name is that of Mosul
    french = "Les forces ont quitté la ville de Mossoul mardi, selon le ministère. " * 3
    for name, data in (("a.txt", SENTENCE.encode()), ("b.pdf", a_scan()), ("c.txt", french.encode()), ("d.txt", around)):
        (tmp_path / name).write_bytes(data)
    given = [Input("file", str(tmp_path / name), name) for name in ("a.txt", "b.pdf", "c.txt", "d.txt")]
    with jobs.at_work(Intake(atlas).job) as report:
        adding.run(Intake(atlas), given, Settings(), report)
        report.end(jobs.State.DONE, "")
    at = app(monkeypatch, atlas, "add")
    assert not at.exception and "3 documents added" in at.success[0].value and "holds no text" in words(at)
    assert "1 document of the atlas is in a language that is not parsed" in words(at)
    assert "3 documents in this atlas" in words(at) and at.button(key="rebuild").disabled
    assert "3 sentences at 3 places" in at.success[0].value
    assert "3 of 3 sentences at 3 of 3 places" in words(app(monkeypatch, atlas, "map"))
    with jobs.at_work(Intake(atlas).job) as report:
        Intake(atlas).edit({"a.txt": {"title": "Another"}})
        adding.run(Intake(atlas), (), Settings(), report)
        report.end(jobs.State.DONE, "")
    assert "Saved, and built again" in app(monkeypatch, atlas, "add").success[0].value


def test_documents_without_a_sure_date_are_named_above_the_table(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = Intake(atlas)
    intake.give([Input("file", "x", "x")])
    dated = {"published": "2017-02-16"}
    intake.show([Look("a.txt", {}, {}, 10), Look("b.pdf", dated, {}, 10, "", True), Look("c.txt", dated, {}, 10)], [])
    said = [warning.value for warning in app(monkeypatch, atlas, "add").warning]
    assert len(said) == 2 and "1 document of 3 has no date" in said[0] and "b\\.pdf" in said[1] and "c" not in said[1].split(":")[-1]
    intake.edit({"a.txt": {"published": "14 March 2019"}, "b.pdf": {"published": "2018"}})
    assert not app(monkeypatch, atlas, "add").warning


@pytest.mark.parametrize("number", [FEW, FEW + 1])
def test_what_is_to_be_said_of_a_document_is_seen_beside_a_form_or_above_the_table(
    atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    for at in range(number - 1):
        (tmp_path / f"{at}.txt").write_text(f"{SENTENCE} {at}", encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(with_picture(a_pdf(SENTENCE, ""), 2))
    adding.run(Intake(atlas), [Input("file", str(f), f.name) for f in sorted(tmp_path.glob("*.*"))], Settings(), lambda *_: None, look_only=True)
    shown_page = app(monkeypatch, atlas, "add")
    said = shown(shown_page) + " ".join(box.label for box in shown_page.expander)
    assert "page 2 of 2 is a picture" in said.replace("\\", "")
    assert (f"Of 1 document of {number} there is more to say" in said) == (number > FEW)


def test_what_is_not_on_the_map_leads_to_where_it_is_mended(atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The Iraqis left Mosul on Monday, officials said.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Les forces ont quitté la ville de Mossoul mardi, selon le ministère. " * 3, encoding="utf-8")
    adding.run(Intake(atlas), [Input("file", str(tmp_path / name), name) for name in ("a.txt", "b.txt")], Settings(), lambda *_: None)
    at = app(monkeypatch, atlas, "not-on-the-map")
    assert not at.exception and [link.proto.label for link in at.get("page_link") if "add" in link.proto.page]
    at.button(key="mend_demonym").click().run()
    assert not at.exception and at.header[0].value == "Review" and at.session_state["review_part"] == "Add what was missed"
    monkeypatch.setenv("GEODATA_EDITABLE", "false")
    at = app(monkeypatch, atlas, "not-on-the-map")
    assert not at.exception and not at.get("page_link") and not [button for button in at.button if button.label == "Add what was missed"]


def waiting(atlas: Path, folder: Path, number: int) -> None:
    for n in range(number):
        (folder / f"{n}.txt").write_text(f"Rain fell in Mosul on day {n}.", encoding="utf-8")
    given = [Input("file", str(folder / f"{n}.txt"), f"{n}.txt") for n in range(number)]
    adding.run(Intake(atlas), given, Settings(), lambda *_: None, look_only=True)


def test_a_document_is_corrected_in_its_form_or_left_out(atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "start", lambda arguments, folder: None)
    waiting(atlas, tmp_path, 3)
    at = app(monkeypatch, atlas, "add")
    assert not at.exception and "Add 3 documents" in at.button(key="add").label
    boxes = [box for box in at.checkbox if box.label == "Leave it out"]
    assert len(boxes) == 3 and len([box for box in at.text_input if box.label == "Published"]) == 3
    assert [(box.value, box.placeholder) for box in at.text_input if box.label == "Publisher"] == [("", "publisher not stated")] * 3
    boxes[1].check().run()
    assert "Add 2 documents" in at.button(key="add").label and len([box for box in at.text_input if box.label == "Published"]) == 2
    [box for box in at.text_input if box.label == "Published"][1].set_value("14 March 2019").run()
    at.button(key="add").click().run()
    assert not at.exception and Intake(atlas).edits() == {"2.txt": {"published": "14 March 2019"}}
    adding.run(Intake(atlas), (), Settings(), lambda *_: None)
    assert sorted(query.documents(open_atlas(atlas))["source"]) == ["0.txt", "2.txt"] and Intake(atlas).is_empty()
    stored = app(monkeypatch, atlas, "add")
    assert [box.value for box in stored.text_input if box.label == "Published"] == ["", "2019-03-14"]
    assert stored.button(key="rebuild").disabled and not [box for box in stored.checkbox if box.label == "Leave it out"]


def test_many_documents_stand_in_a_table_and_are_left_out_there(atlas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def edited(frame: pd.DataFrame, **_: object) -> pd.DataFrame:  # the test runner cannot type into a table
        frame = frame.set_index("file", drop=False)
        frame.loc["3.txt", "out"], frame.loc["3.txt", "title"], frame.loc["5.txt", "title"] = True, "Left", "The fifth"
        return frame

    monkeypatch.setattr(jobs, "start", lambda arguments, folder: None)
    monkeypatch.setattr(st, "data_editor", edited)
    waiting(atlas, tmp_path, FEW + 1)
    at = app(monkeypatch, atlas, "add")
    assert f"Add {FEW} documents" in at.button(key="add").label and not [box for box in at.text_input if box.label == "Published"]
    at.button(key="add").click().run()
    assert not at.exception and Intake(atlas).edits() == {"5.txt": {"title": "The fifth"}}
    assert "3.txt" not in [found.source for found in Intake(atlas).waiting()] and len(Intake(atlas).waiting()) == FEW


OWN = "Ward 7 of the hospital in Mosul was closed, the office said. Nobody was hurt in Erbil. A road to Duhok was open, and Duhok was calm."


@pytest.fixture
def own(atlas: Path, tmp_path: Path) -> Path:
    """An atlas with a report of no licence, so that little of it may be quoted."""
    (tmp_path / "a.txt").write_text(OWN, encoding="utf-8")
    adding.run(Intake(atlas), [Input("file", str(tmp_path / "a.txt"), "a.txt")], Settings(), lambda *_: None)
    return atlas


def asked(monkeypatch: pytest.MonkeyPatch, at: str, **headers: str) -> None:
    """Pretend that the server stands at an address and that a browser sent these headers."""
    monkeypatch.setattr(
        ContextProxy, "headers", property(lambda _: StreamlitHeaders((name.replace("_", "-"), value) for name, value in headers.items()))
    )
    get = st.get_option
    monkeypatch.setattr(st, "get_option", lambda key: at if key == "server.address" else get(key))


def test_own_sentences_are_whole_on_ones_own_machine(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "127.0.0.1", Host="localhost:8501", Origin="http://localhost:8501")
    here = words(app(monkeypatch, own))
    assert "Nobody was hurt in" in here and "the office said." in here and "Not quoted here" not in here
    assert here.count('A road to <mark class="dl-place">Duhok</mark> was open, and Duhok was calm.') == 1
    assert here.count('A road to Duhok was open, and <mark class="dl-place">Duhok</mark> was calm.') == 1


@pytest.mark.parametrize(("host", "is_whole"), [("localhost:8501", True), ("maps.example.org", False)])
def test_builds_are_compared_by_whole_sentences_on_ones_own_machine(own: Path, monkeypatch: pytest.MonkeyPatch, host: str, is_whole: bool) -> None:
    asked(monkeypatch, "127.0.0.1", Host=host)
    drawn = app(monkeypatch, own, "rebuild")  # beside the empty build that an atlas begins with
    assert not drawn.exception and "4 sentences not in the other build" in words(drawn)
    assert ("A road to Duhok was open, and Duhok was calm." in words(drawn)) == is_whole


def test_where_no_text_is_kept_the_card_says_what_would_help(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "127.0.0.1")
    for file in (own / "texts").iterdir():
        file.unlink()
    without = words(app(monkeypatch, own))
    assert "no licence of the source is stated" in without and "Write one on Add" in without and "Nobody was hurt in" not in without


@pytest.mark.parametrize(
    ("at", "editable", "headers"),
    [
        ("127.0.0.1", "false", {"Host": "localhost:8501"}),
        ("0.0.0.0", "true", {"Host": "localhost:8501"}),
        ("", "true", {"Host": "maps.example.org"}),
        ("127.0.0.1", "true", {"Host": "maps.example.org", "Origin": "https://maps.example.org"}),
        ("127.0.0.1", "true", {"Host": "127.0.0.1:8501", "Origin": "https://maps.example.org"}),
        ("127.0.0.1", "true", {"Host": "127.0.0.1:8501", "X_Forwarded_For": "203.0.113.7"}),
    ],
)
def test_a_hosted_page_quotes_what_the_licence_leaves_and_no_more(
    own: Path, monkeypatch: pytest.MonkeyPatch, at: str, editable: str, headers: dict[str, str]
) -> None:
    asked(monkeypatch, at, **headers)
    monkeypatch.setenv("GEODATA_EDITABLE", editable)
    drawn = app(monkeypatch, own)
    shown_quotes = set(re.findall(r'<blockquote class="dl-quote" dir="auto">(.*?)</blockquote>', words(drawn)))
    allowed = {marked_quotation(row) for row in query.mentions(open_atlas(own), Filters()).to_dict("records") if row["quote"]}
    assert not drawn.exception and shown_quotes <= allowed and "no licence of the source is stated" in words(drawn)
    assert ("Write one on Add" in words(drawn)) == (editable == "true")


def test_the_reference_atlas_keeps_its_quotations_on_ones_own_machine(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "127.0.0.1")
    monkeypatch.setattr(whole, "is_reference", lambda folder: folder == own)
    assert "Nobody was hurt in" not in words(app(monkeypatch, own))


def test_an_export_quotes_no_more_for_being_made_on_ones_own_machine(own: Path) -> None:
    rows = query.mentions(open_atlas(own), Filters()).to_dict("records")
    quoted = {row["quote"] for row in rows}
    assert sum(map(len, quoted)) < len(OWN) / 2  # by the characters of the source a quarter, with the marks of what is left out more
    for kind in EXPORTS.values():
        data = kind.data(open_atlas(own), Filters())
        parts = zipped(data) if data.startswith(b"PK") else [data]
        assert not any(b"Nobody was hurt in" in part or b"the office said" in part for part in parts), kind.name


def zipped(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    yield context.new_page()
    context.close()


def test_from_an_own_pdf_to_the_map(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a new user would: choose files, look at what was read, add, and see the map."""
    monkeypatch.setenv("GEODATA_ATLASES", str(tmp_path / "atlases"))
    report, scan = tmp_path / "report.pdf", tmp_path / "scan.pdf"
    report.write_bytes(a_pdf(SENTENCE, title="A report", created="D:20170216"))
    scan.write_bytes(a_scan())
    with serving() as address:
        page.goto(address)
        page.get_by_role("link", name="Add", exact=True).first.click(timeout=60_000)
        expect(page.get_by_role("heading", name="Add", exact=True)).to_be_visible(timeout=60_000)
        page.locator("input[type=file]").set_input_files([str(report), str(scan)])
        expect(page.get_by_text("scan.pdf").first).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="Read them").click()
        expect(page.get_by_role("heading", name="1 document read; nothing is added yet")).to_be_visible(timeout=120_000)
        expect(page.get_by_text("holds no text").first).to_be_visible()
        page.get_by_role("button", name="Add 1 document and build the map").click()
        expect(page.get_by_text("1 document added")).to_be_visible(timeout=120_000)
        page.get_by_role("link", name="See the map").click()
        frame = page.frame_locator(FRAME)
        expect(frame.get_by_text(re.compile(r"^2 of 2 sentences")).first).to_be_visible(timeout=60_000)
        expect(frame.locator(".dl-site")).to_have_count(2, timeout=30_000)
    assert [path.name for path in (tmp_path / "atlases").iterdir() if not path.name.startswith(".")] == ["my-atlas"]
