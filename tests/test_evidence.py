"""Citations, dossiers, evidence sheets and drawn maps: complete, inert, and on one page of paper each."""

import json
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import CHROMIUM, QUIET, REFERENCE
from pypdf import PdfReader

from geodata import query
from geodata.atlas import OpenAtlas, append_decision, keep_texts, open_atlas, save, write_facts
from geodata.export import EXPORTS, Spot, citation, described, dossier, evidence, locator
from geodata.export.content import documents
from geodata.export.locator import HEIGHT, WIDTH
from geodata.export.outlines import Frame, is_scrap
from geodata.export.saying import kind_in_country
from geodata.model import Action, Atlas, Decision, LayerSet, Target
from geodata.query import Filters

HOSTILE = '</pre><script>alert(1)</script>\u202e"onx='
VERSIONS = (("program", "0.0"), ("gazetteer", "test"))


@pytest.fixture
def atlas(tmp_path: Path, layer_set: LayerSet) -> OpenAtlas:
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(replace(layer_set, versions=VERSIONS), tmp_path)
    return open_atlas(tmp_path)


def cited(atlas: OpenAtlas, id_: str, link: str = "") -> str:
    row = query.mention(atlas, id_)
    assert row is not None
    return citation(row, documents(atlas)[row["document_id"]], atlas, link)


def test_a_citation_says_who_what_when_where_and_which_bytes(atlas: OpenAtlas, layer_set: LayerSet) -> None:
    text = cited(atlas, layer_set.mentions[0].id, "https://example.net/?mention=1")
    for part in (
        "“Fighters left Alphaville on Monday”",
        "Report a. The Post, 5 Mar 2020. https://example.org/a.",
        "Characters 0–40 of the text; the name “Alphaville” stands at 14–24.",
        "0" * 64,
        "1" * 64,
        "build 0001",
        "https://example.net/?mention=1",
    ):
        assert part in text


def test_what_is_not_quoted_is_cited_all_the_same(atlas: OpenAtlas, layer_set: LayerSet) -> None:
    text = cited(atlas, layer_set.mentions[2].id)
    assert "Not quoted here" in text and "“Betaland” stands at" in text and "“”" not in text


def test_a_copy_is_called_a_copy(tmp_path: Path, layer_set: LayerSet) -> None:
    first, second = layer_set.documents
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(replace(layer_set, documents=(first, replace(second, copy_of=first.id, copy_share=0.93))), tmp_path)
    assert "A copy of “Report a”, The Post (93% of its words" in cited(open_atlas(tmp_path), layer_set.mentions[1].id)


def test_a_dossier_holds_everything_that_decided(atlas: OpenAtlas, layer_set: LayerSet) -> None:
    found = dossier(atlas, layer_set.mentions[0].id)
    assert found is not None
    assert list(found.sections) == ["Place", "Time", "Statement", "Source", "Made with"]
    assert found.sections["Place"]["taken as"] == "Alphaville (geonames 1)"
    assert found.sections["Place"]["what it is"] == "town"
    assert found.sections["Time"]["rule"] == "the Monday before"
    assert found.sections["Made with"]["gazetteer"] == "test"
    assert [row[0] for row in found.weighed] == ["Alphaville", "Betaland"]
    assert dossier(atlas, "0" * 16) is None


@pytest.mark.parametrize(
    ("code", "country", "expected"),
    [
        ("PPL", "SY", "town in Syria"),
        ("PPLA3", "SY", "town in Syria"),
        ("ADM1", "IQ", "first-level division in Iraq"),
        ("PCLI", "GB", "country"),
        ("STM", "", "river"),
        ("XYZ", "??", "spot in ??"),
    ],
)
def test_a_place_is_named_in_words_and_not_by_codes(code: str, country: str, expected: str) -> None:
    assert kind_in_country(code, country) == expected


def test_no_code_of_a_kind_stands_on_a_sheet() -> None:
    one = query.mentions(open_atlas(REFERENCE)).query("phrase == 'Raqqa'")["id"].iloc[0]
    page = evidence(open_atlas(REFERENCE), Filters(mentions=(one,)), str)
    assert "town in Syria" in page and not re.search(r"\b(PPL|PCLI|ADM1|SY)\b", page)


def test_what_people_decided_stands_in_words_in_the_panel_and_on_the_sheet(tmp_path: Path, layer_set: LayerSet) -> None:
    moved = {
        "place_name": "Betaland",
        "lat": 1.0,
        "lon": 2.0,
        "radius_m": 500.0,
        "place_kind": "PPL",
        "place_gazetteer": "reviewer",
        "place_key": "b",
    }
    made = (
        (Action.ACCEPT, {}, "accepted"),
        (Action.MOVE, moved, "moved: Betaland"),
        (Action.REDATE, {"when_begin": "2020-03-01", "when_end": "2020-03-02", "when_precision": "day"}, "dated: 1 Mar 2020"),
        (Action.RELAYER, {"layer": "air_strikes"}, "put into a layer: Air strikes"),
        (Action.STATUS, {"status": "claimed", "said_by": "The mayor"}, "status and speaker set: claimed, by The mayor"),
        (Action.NOTE, {"note": "Ada: look again"}, "note: Ada: look again"),
    )
    write_facts(tmp_path, Atlas("T"))
    save(layer_set, tmp_path)
    for action, value, _ in made:
        target = Target("a.txt", 14, 24, "Alphaville", "", "")
        append_decision(tmp_path, Decision(action, target, json.dumps(value), "Ada", datetime(2026, 1, 2, tzinfo=UTC)))
    opened, id_ = open_atlas(tmp_path), layer_set.mentions[0].id
    found = dossier(opened, id_)
    assert found is not None and [row[1:3] for row in found.decided] == [(said, "Ada") for *_, said in made]
    assert {row[4] for row in found.decided} == {"in effect"}
    assert "moved: Betaland" in EXPORTS["evidence"].make(opened, Filters(mentions=(id_,)))


def test_a_sheet_holds_one_sentence_and_its_link(atlas: OpenAtlas, layer_set: LayerSet) -> None:
    id_ = layer_set.mentions[0].id
    page = evidence(atlas, Filters(mentions=(id_,)), lambda mention_id: f"https://example.net/?why={mention_id}")
    assert page.count('<article class="sheet"') == 1
    assert f'<a href="https://example.net/?why={id_}">' in page
    assert '<mark class="dl-place">Alphaville</mark>' in page
    assert "<script" not in page and "http-equiv" in page


def test_an_export_of_nothing_says_so(atlas: OpenAtlas) -> None:
    assert "No sentence passes" in EXPORTS["evidence"].make(atlas, Filters(mentions=()))


def test_context_is_shown_only_where_licence_and_owner_let_it(atlas: OpenAtlas, layer_set: LayerSet, tmp_path: Path) -> None:
    only = Filters(mentions=(layer_set.mentions[0].id,))
    assert "In Betaland nothing" not in evidence(atlas, only, str)
    first = layer_set.documents[0]
    kept = replace(first, text_sha256=sha256(first.text.encode()).hexdigest())
    for licence, is_shown in (("Open Government Licence v3.0", True), ("All rights reserved", False)):
        folder = tmp_path / licence
        folder.mkdir()
        write_facts(folder, Atlas("T", "", "", "", "", "", ""))
        documents_ = (replace(kept, licence=licence), layer_set.documents[1])
        save(replace(layer_set, documents=documents_), folder)
        keep_texts(documents_, folder)
        assert ("In Betaland nothing" in evidence(open_atlas(folder), only, str)) is is_shown


def test_hostile_text_is_inert(tmp_path: Path, layer_set: LayerSet) -> None:
    first, second = layer_set.documents
    hostile = replace(first, title=HOSTILE, publisher=HOSTILE, author=HOSTILE, url="javascript:alert(1)", content_note=HOSTILE)
    mentions = (replace(layer_set.mentions[0], said_by=HOSTILE, surface=HOSTILE, working=HOSTILE), *layer_set.mentions[1:])
    write_facts(tmp_path, Atlas(HOSTILE, "", "", "", "", HOSTILE, ""))
    save(replace(layer_set, documents=(hostile, second), mentions=mentions, quotations=(HOSTILE, *layer_set.quotations[1:])), tmp_path)
    page = EXPORTS["evidence"].make(open_atlas(tmp_path), Filters())
    assert isinstance(page, str)
    assert "<script" not in page and "\u202e" not in page and "javascript:" not in re.sub(r"<pre.*?</pre>", "", page, flags=re.DOTALL)
    drawing = locator(Spot(HOSTILE, 1, 1, 1))
    assert "<script" not in drawing


@pytest.mark.parametrize(
    ("spot", "names"),
    [
        (Spot("Mosul", 36.335, 43.12, 5_000), ("Iraq", "Syria")),
        (Spot("Suva", -18.1, 178.4, 5_000), ("Suva",)),
        (Spot("Taveuni", -16.8, -179.97, 10_000), ("Taveuni",)),
        (Spot("South Pole", -90, 0, 1_000), ("South Pole",)),
        (Spot("Earth", 0, 0, 10_000_000), ("Earth",)),
    ],
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_drawn_map_shows_the_place_and_its_surroundings(spot: Spot, names: tuple[str, ...], theme: str) -> None:
    drawing = locator(spot, [Spot("other", spot.lat, spot.lon, 0)], theme)
    assert all(f">{name}</text>" in drawing for name in names)
    assert "Natural Earth" in drawing and "nan" not in drawing
    assert spot.name in described(spot)


def test_a_scrap_at_the_edge_is_not_drawn_but_what_is_within_is() -> None:
    frame = Frame(35.0, 39.0, 1.5, 0.8, WIDTH, HEIGHT)
    assert is_scrap(frame, [(-5.0, 290.0), (4.0, 296.0), (-3.0, 305.0)]) and is_scrap(frame, [(-50.0, 10.0), (-40.0, 20.0)])
    assert not is_scrap(frame, [(100.0, 100.0), (104.0, 103.0)]) and not is_scrap(frame, [(-5.0, 200.0), (40.0, 230.0)])
    drawn = [
        [tuple(map(float, point.split())) for point in run.split("L")]
        for path in re.findall(r'<path d="M([^Z"]+)" fill="none"', locator(Spot("Raqqa", 35.95283, 39.00788, 5_402)))
        for run in path.split("M")
        if "v" not in run
    ]
    assert len(drawn) > 2 and not [run for run in drawn if is_scrap(frame, run)]


def test_no_exact_dot_stands_in_an_area_and_its_circle_is_not_said_to_hold_it() -> None:
    point, area = Spot("Iraq", 33, 44, 373_000), Spot("Iraq", 33, 44, 373_000, "area")
    assert 'r="4"' in locator(point) and 'r="4"' not in locator(area)
    assert "within 370 km" in described(point) and "within" not in described(area) and "beyond" in described(area)


def test_a_border_in_dispute_is_dashed_and_the_area_hatched() -> None:
    drawing = locator(Spot("Quneitra", 33.12, 35.82, 1_000))
    assert "stroke-dasharray" in drawing and 'fill="url(#h)"' in drawing


def test_the_longest_sheets_of_the_reference_atlas_fit_one_page_each(tmp_path: Path) -> None:
    if CHROMIUM is None:
        pytest.skip("Chromium is missing")
    opened = open_atlas(REFERENCE)
    found = query.mentions(opened)
    longest = found.assign(n=found["working"].str.len() + found["quote"].str.len()).sort_values(["n", "id"], ascending=False)["id"].head(4)
    (tmp_path / "sheets.html").write_text(evidence(opened, Filters(mentions=tuple(longest)), str), encoding="utf-8")
    command = [CHROMIUM, "--headless", *QUIET, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'sheets.pdf'}", f"{tmp_path / 'sheets.html'}"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert len(PdfReader(tmp_path / "sheets.pdf").pages) == 4
