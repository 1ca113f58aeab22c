"""A place's page: its names, its sentences along both axes, and what was said of it in the order of reporting."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ALPHA, BETA, REFERENCE, a_document, a_mention
from test_pages import app, pages_in_their_frame, words

from geodata import query
from geodata.atlas import OpenAtlas, open_atlas, save, write_facts
from geodata.model import Atlas, Document, LayerSet, Mention, Place, Precision, Status, TimeSpan
from geodata.query import Filters
from geodata.ui.excerpts import PAGE
from geodata.ui.profile import AT_MOST, AT_ONCE, names_html, script_of

__all__ = ["pages_in_their_frame"]

MARKUP = "<script>alert(1)</script>"
FEBRUARY = TimeSpan(date(2020, 2, 1), date(2020, 3, 1), Precision.MONTH)
EARLY, MONTH, LATE, NEVER = (
    a_document("early", "The Post", date(2020, 1, 1)),
    replace(a_document("month", "The Month", None), published=FEBRUARY),
    a_document("late", f"{MARKUP} Gazette", date(2020, 3, 1)),
    a_document("never", "Undated Sheet", None),
)


def stated(document: Document, start: int, status: Status, place: Place = ALPHA, said_by: str = "A speaker") -> Mention:
    return a_mention(document, start, f"{place.name}", place, status=status, said_by=said_by, reported=document.published)


MENTIONS = (
    stated(LATE, 1, Status.HAPPENED, said_by=MARKUP),
    stated(LATE, 2, Status.DENIED),
    stated(EARLY, 3, Status.PLANNED),
    stated(EARLY, 4, Status.HAPPENED),
    stated(MONTH, 5, Status.CLAIMED),
    stated(MONTH, 6, Status.MENTIONED),
    stated(NEVER, 7, Status.PLANNED),
    stated(LATE, 8, Status.PLANNED, BETA),
)


def folder_of(tmp_path: Path, mentions: tuple[Mention, ...] = MENTIONS, quotation: str = f"A quotation {MARKUP}") -> Path:
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(LayerSet((EARLY, MONTH, LATE, NEVER), mentions, (quotation,) * len(mentions), (), ()), tmp_path)
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path)


def site(atlas: OpenAtlas, name: str) -> str:
    found = query.sites(atlas)
    return str(found[(found["label"] == name) | (found["place_name"] == name)].sort_values("mentions")["site"].iloc[-1])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {3: [5, 1, 2], 5: [1, 2], 2: [], 7: []}),
        (Filters(statuses=("planned",)), {3: [5, 1, 2], 7: []}),
        (Filters(reported=(date(2020, 2, 3), date(2020, 2, 4))), {5: [1, 2]}),
        (Filters(statuses=("happened",)), {}),
        (Filters(layers=()), {}),
    ],
)
def test_what_was_said_with_what_came_later(folder: Path, filters: Filters, expected: dict[int, list[int]]) -> None:
    atlas = open_atlas(folder)
    found = query.said(atlas, site(atlas, "Alphaville"), filters)
    assert {said.row["start"]: said.later["start"].tolist() for said in found} == expected
    assert [said.row["start"] for said in found] == list(expected)


def test_nothing_is_said_of_a_place_that_is_not_there(folder: Path) -> None:
    assert query.said(open_atlas(folder), "0" * 16) == []


def test_what_began_while_the_first_report_lasted_is_not_later(tmp_path: Path) -> None:
    mid = replace(LATE, published=TimeSpan.of_day(date(2020, 2, 20)))
    atlas = open_atlas(folder_of(tmp_path, (stated(MONTH, 5, Status.CLAIMED), stated(mid, 6, Status.HAPPENED))))
    assert [said.later.empty for said in query.said(atlas, site(atlas, "Alphaville"))] == [True]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("الموصل", ("Arabic script", "ar")),
        ("مووسڵ", ("Arabic script", "und-Arab")),
        ("ڕەققە", ("Arabic script", "und-Arab")),
        ("Раққа", ("Cyrillic", "und-Cyrl")),
        ("モースル", ("Japanese", "ja")),
        ("摩苏尔", ("Chinese characters", "und-Hani")),
        ("모술", ("Korean", "ko")),
        ("ʿeri", ("Latin", "")),
        ("ᚠ", ("Other scripts", "")),
        ("123", ("Latin", "")),
        ("", ("Latin", "")),
    ],
)
def test_the_language_of_a_name_is_given_only_where_its_script_tells_it(name: str, expected: tuple[str, str]) -> None:
    assert script_of(name) == expected


def test_names_stand_by_script_and_are_no_markup() -> None:
    shown = names_html(["Alfa", "ألفا", f"{MARKUP}", "Álfa"])
    assert '<bdi dir="auto" lang="ar">ألفا</bdi>' in shown and "<script>" not in shown and "&lt;script&gt;" in shown
    assert shown.index("Arabic script") < shown.index("Latin")


@pytest.mark.parametrize("name", ["Mosul", "Raqqa"])
def test_a_place_of_the_reference_atlas(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = open_atlas(REFERENCE)
    chosen = site(atlas, name)
    at = app(monkeypatch, REFERENCE, "places", site=chosen)
    shown = words(at)
    assert not at.exception and not at.error
    assert "data:image/svg+xml;base64," in shown and f"Map: {name} at" in shown and 'lang="ar"' in shown
    assert shown.count('class="dl-histogram"') == 2 and "listed, and not judged" in shown
    said = query.said(atlas, chosen)
    assert said and shown.count("Later on the same place") <= len(said)
    for statement in said:
        assert f"stated by <span dir='auto'>{statement.row['said_by']}" in shown
    listed = query.mentions(atlas, Filters(sites=(chosen,)))
    assert shown.count("<article") == min(len(listed), PAGE)


def test_statements_of_one_report_share_what_came_later(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = open_atlas(folder)
    shown = words(app(monkeypatch, folder, "places", site=site(atlas, "Alphaville")))
    assert shown.count("Later on the same place") == 4
    assert not [word for word in ("confirmed", "refuted", "fulfilled", "turned out") if word in shown.lower()]
    assert shown.count("Nothing in this atlas was reported of it later.") == 1 and shown.count("Its date of reporting is unknown") == 1


def test_many_later_statements_open_below_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = tuple(stated(LATE, start, Status.HAPPENED) for start in range(10, 40))
    folder = folder_of(tmp_path, (stated(EARLY, 3, Status.PLANNED), stated(EARLY, 4, Status.DENIED), *later))
    shown = words(app(monkeypatch, folder, "places", site=site(open_atlas(folder), "Alphaville")))
    assert shown.count("Later on the same place") == 1
    assert f"<summary>{30 - AT_ONCE} more</summary>" in shown and f"And {30 - AT_ONCE - AT_MOST} more" in shown


def test_a_place_of_which_nothing_was_planned_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path, (stated(EARLY, 3, Status.HAPPENED),))
    shown = words(app(monkeypatch, folder, "places", site=site(open_atlas(folder), "Alphaville")))
    assert "No statement here is planned, claimed or denied" in shown and 'class="dl-pair"' not in shown


def test_hostile_text_is_inert_on_the_page_of_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = replace(ALPHA, name=f"Alphaville {MARKUP}", other_names=(MARKUP, "‮Alfa"))
    mentions = (stated(EARLY, 3, Status.PLANNED, evil, MARKUP), stated(LATE, 9, Status.DENIED, evil, MARKUP))
    folder = folder_of(tmp_path, mentions)
    at = app(monkeypatch, folder, "places", site=site(open_atlas(folder), evil.name))
    assert not at.exception and 'class="dl-pair"' in words(at)
    assert "<script>" not in words(at) and "&lt;script&gt;" in words(at)
