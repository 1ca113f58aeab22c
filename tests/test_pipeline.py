"""The whole way: the same documents always give the same atlas, and nothing that was found is lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REFERENCE, SOURCES, needs_sources

from geodata import pipeline, query
from geodata.atlas import current_build, open_atlas, save
from geodata.config import Settings, load_settings
from geodata.model import Document, LayerSet, Stage, Status
from geodata.quote import is_open, quotable_characters
from geodata.read import document_of_text
from geodata.rows import rows_of

ROOT = Path(__file__).parents[1]

REPORT = """MOSUL, Iraq, 17 October 2016

Iraqi forces began an operation south of Mosul on Monday, the defence ministry said. Aid workers in Erbil expect thousands to leave Hawija next week.

Officials in Washington denied that troops had entered Syria."""


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(Path("none.toml"))


@pytest.fixture(scope="module")
def sources(settings: Settings) -> LayerSet:
    if not SOURCES.is_dir():
        pytest.skip("the five sources are not beside this checkout")
    return pipeline.build(SOURCES, settings)


def a_folder(path: Path, *texts: str) -> Path:
    path.mkdir()
    for number, text in enumerate(texts):
        (path / f"{number}.txt").write_text(text, encoding="utf-8")
    return path


def test_every_toponym_ends_in_one_mention_or_one_problem(settings: Settings) -> None:
    parsed = pipeline.parse_alone(document_of_text("x", REPORT, "2016-10-17"), pipeline.Tools.open(settings))
    mentioned = [(m.start, m.end) for m in parsed.mentions]
    located = [(p.start, p.end) for p in parsed.problems if p.stage is Stage.LOCATE]
    anchors = [(r.toponym.start, r.toponym.end) for r in parsed.resolutions if r.anchor_for is not None]
    assert sorted(mentioned + located + anchors) == sorted((r.toponym.start, r.toponym.end) for r in parsed.resolutions)
    assert {r.anchor_for for r in parsed.resolutions if r.anchor_for is not None} <= {start for start, _ in mentioned}
    assert len(set(mentioned)) == len(mentioned) >= 5


def test_a_place_in_a_line_that_leads_on_is_no_pin_and_is_not_lost(settings: Settings) -> None:
    text = f"{REPORT}\n\nRead more about the road between Erbil and Mosul [here](#)"
    parsed = pipeline.parse_alone(document_of_text("x", text, "2016-10-17"), pipeline.Tools.open(settings))
    found = [p for p in parsed.problems if p.code == "furniture"]
    assert [p.subject for p in found] == ["Erbil", "Mosul"]
    assert all(m.end <= len(REPORT) for m in parsed.mentions)
    assert len(parsed.mentions) == len([r for r in parsed.resolutions if r.position])


DISPUTE = """The charity accused the army of shelling Homs on Sunday. The army denied that it had shelled Homs.

Aid workers reached Aleppo on Monday. In an earlier report the charity accused the army of shelling Idlib, which the army denied."""


def test_a_claim_and_its_denial_lead_to_each_other_and_neither_changes_the_other(settings: Settings) -> None:
    parsed = pipeline.parse_alone(document_of_text("x", DISPUTE, "2016-10-17"), pipeline.Tools.open(settings))
    claim, denial, other, alone = parsed.mentions
    assert [m.status for m in parsed.mentions] == [Status.CLAIMED, Status.DENIED, Status.HAPPENED, Status.CLAIMED]
    assert (claim.disputed, claim.linked, denial.disputed, denial.linked) == (True, denial.id, True, claim.id)
    assert (other.disputed, other.linked) == (False, "")
    assert (alone.disputed, alone.linked) == (True, "")


def test_a_bad_file_stops_no_other(tmp_path: Path, settings: Settings) -> None:
    folder = a_folder(tmp_path / "in", REPORT, REPORT)
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    (folder / "scan.xyz").write_text("?")
    made = pipeline.build(folder, settings)
    assert len(made.documents) == 1
    assert {(p.code, p.subject) for p in made.problems if p.stage is Stage.READ} == {
        ("unreadable", "bad.txt"),
        ("unreadable", "scan.xyz"),
        ("duplicate", "1.txt"),
    }


def test_an_empty_folder_and_an_empty_text_give_an_empty_layer_set(tmp_path: Path, settings: Settings) -> None:
    made = pipeline.build(a_folder(tmp_path / "in", ""), settings)
    assert made.mentions == ()


@needs_sources
def test_every_toponym_of_the_sources_is_accounted_for(sources: LayerSet) -> None:
    counted = len(sources.mentions) + sum(p.stage is Stage.LOCATE for p in sources.problems)
    spans = {(m.document_id, m.start) for m in sources.mentions} | {(p.document_id, p.start) for p in sources.problems if p.stage is Stage.LOCATE}
    assert len(spans) == counted


@needs_sources
def test_the_reference_atlas_is_what_the_sources_give(sources: LayerSet, tmp_path: Path) -> None:
    for made in save(sources, tmp_path).iterdir():
        kept = current_build(REFERENCE) / made.name
        assert made.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), f"{made.name} differs: run make reference, and read the diff"


@needs_sources
def test_another_day_time_zone_locale_and_order_of_files_change_nothing(sources: LayerSet, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for file in sorted(SOURCES.iterdir(), reverse=True):
        shutil.copyfile(file, folder / file.name)
    lines = (folder / "sources.csv").read_text(encoding="utf-8").splitlines()
    (folder / "sources.csv").write_text("\n".join([lines[0], *lines[:0:-1]]) + "\n", encoding="utf-8")
    environ = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    command = [sys.executable, "-m", "geodata", "build", str(folder), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, env=environ, capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    for name in ("documents", "mentions", "candidates", "places", "problems"):
        other = (tmp_path / "out" / "builds" / "0001" / f"{name}.csv").read_bytes()
        assert other == (current_build(REFERENCE) / f"{name}.csv").read_bytes()


@needs_sources
def test_quotations_keep_to_the_licence(sources: LayerSet) -> None:
    documents: dict[str, Document] = {d.id: d for d in sources.documents}
    quoted: dict[str, set[int]] = {d: set() for d in documents}
    places: dict[str, set[str]] = {d: set() for d in documents}
    for mention, words in zip(sources.mentions, sources.quotations, strict=True):
        assert len(words) <= 240
        if words:
            quoted[mention.document_id] |= set(range(mention.quote_start, mention.quote_end))
            places[mention.document_id].add(mention.place.key)
    for id_, document in documents.items():
        assert len(quoted[id_]) <= quotable_characters(document)
        wanted = {m.place.key for m in sources.mentions if m.document_id == id_}
        assert places[id_] == wanted, "each place is quoted at least once"
        if is_open(document.licence):
            assert all(w for m, w in zip(sources.mentions, sources.quotations, strict=True) if m.document_id == id_)


@needs_sources
def test_rows_are_sorted(sources: LayerSet) -> None:
    mentions = rows_of(sources)["mentions"]
    assert [row["id"] for row in mentions] != []
    assert len({row["id"] for row in mentions}) == len(mentions)


def test_the_reference_atlas_opens_and_says_what_it_is() -> None:
    atlas = open_atlas(REFERENCE)
    assert "no full account" in atlas.facts.summary
    documents = query.documents(atlas)
    assert len(documents) == 5 and documents["mentions"].min() > 0
