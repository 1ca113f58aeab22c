"""Atlases side by side: named by title, found by name only, deleted with a way back; kept as one file, brought up to date, rid of a document."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import REFERENCE

from geodata import query
from geodata.__main__ import main
from geodata.atlas import (
    SCHEMA,
    append_decision,
    back_up,
    builds,
    current_build,
    duplicate_atlas,
    erase_document,
    find_atlas,
    keep_texts,
    list_atlases,
    list_trash,
    new_atlas,
    open_atlas,
    read_decisions,
    read_facts,
    read_text,
    remove_for_good,
    rename_atlas,
    restore_atlas,
    restore_backup,
    save,
    schema_of,
    settings_for,
    tombstones,
    trash_atlas,
    upgrade_atlas,
    write_facts,
)
from geodata.config import GeocoderSettings, Settings
from geodata.errors import AtlasError, ConfigError
from geodata.locate import open_geocoder
from geodata.model import Action, Atlas, Decision, LayerSet, Target

AT = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
EMPTY = Atlas("", "", "", "", "", "", "")


def titled(title: str, **changes: object) -> Atlas:
    return replace(EMPTY, title=title, **changes)  # type: ignore[arg-type]


def decide(folder: Path, source: str = "a.txt", **value: object) -> None:
    append_decision(folder, Decision(Action.NOTE, Target(source, 14, 24, "Alphaville", "left ", " on"), json.dumps(value), "Ada", AT))


@pytest.fixture
def folder(tmp_path: Path, layer_set: LayerSet) -> Path:
    made = new_atlas(tmp_path / "shelf", titled("Mine"))
    save(layer_set, made.folder)
    keep_texts(layer_set.documents, made.folder)
    decide(made.folder, note="first")
    return made.folder


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Alpha valley, 2019–2020", "the-alpha-valley-2019-2020"),
        ("  É tudo ", "e-tudo"),
        ("أطلس", "atlas"),
        ("../../etc", "etc"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_name_is_made_from_the_title_and_leads_nowhere_else(tmp_path: Path, title: str, name: str) -> None:
    made = new_atlas(tmp_path, titled(title))
    assert (made.name, made.folder.parent) == (name, tmp_path)
    assert new_atlas(tmp_path, titled(title)).name == f"{name}-2"
    assert read_facts(made.folder).title == title
    assert open_atlas(made.folder).facts.title == title


def test_an_atlas_needs_a_title(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="needs a title"):
        new_atlas(tmp_path, titled("  "))
    assert list_atlases(tmp_path) == ()


@pytest.mark.parametrize("name", ["..", "../shelf", "/etc", ".trash", "Mine", "", "linked"])
def test_only_what_is_listed_is_found(folder: Path, name: str, tmp_path: Path) -> None:
    (folder.parent / "linked").symlink_to(REFERENCE)
    (folder.parent / "no-atlas").mkdir()
    assert [found.name for found in list_atlases(folder.parent)] == ["mine"]
    with pytest.raises(AtlasError, match="holds no atlas"):
        find_atlas(folder.parent, name)


def test_a_broken_atlas_is_listed_with_its_problem(folder: Path) -> None:
    (folder / "atlas.toml").write_text("title = ")
    [found] = list_atlases(folder.parent)
    assert "cannot be read" in found.problem and found.facts.confidential


def test_renaming_moves_it_and_keeps_everything(folder: Path) -> None:
    found = rename_atlas(folder.parent, "mine", "Yours")
    assert (found.name, found.facts.title, folder.exists()) == ("yours", "Yours", False)
    assert len(read_decisions(found.folder)) == 1
    assert rename_atlas(folder.parent, "yours", "YOURS").name == "yours"


def test_a_duplicate_has_every_decision_and_its_own_life(folder: Path) -> None:
    copy = duplicate_atlas(folder, folder.parent, "Copy")
    decide(copy.folder, note="second")
    assert (len(read_decisions(folder)), len(read_decisions(copy.folder))) == (1, 2)
    assert len(query.mentions(open_atlas(copy.folder))) == 3
    assert not list(copy.folder.rglob("*.part"))


def test_the_reference_atlas_can_be_duplicated(tmp_path: Path) -> None:
    copy = duplicate_atlas(REFERENCE, tmp_path / "own", "Mine")
    assert query.counts(open_atlas(copy.folder)) == query.counts(open_atlas(REFERENCE))


def test_what_is_deleted_comes_back_until_it_is_removed_for_good(folder: Path) -> None:
    shelf = folder.parent
    kept = trash_atlas(shelf, "mine")
    assert list_atlases(shelf) == () and [found.name for found in list_trash(shelf)] == [kept]
    new_atlas(shelf, titled("Mine"))
    back = restore_atlas(shelf, kept)
    assert back.name == "mine-2" and len(read_decisions(back.folder)) == 1
    remove_for_good(shelf, trash_atlas(shelf, "mine-2"))
    assert list_trash(shelf) == () and [found.name for found in list_atlases(shelf)] == ["mine"]
    with pytest.raises(AtlasError, match="the trash holds no atlas"):
        restore_atlas(shelf, kept)


@pytest.mark.parametrize("text", ["control \x7f \x01 \t", 'quo"te \\ back', "line\nbreak", "עברית"])
def test_facts_hold_any_text(tmp_path: Path, text: str) -> None:
    facts = titled("t", summary=text, confidential=True)
    write_facts(tmp_path, facts)
    assert read_facts(tmp_path) == facts


def test_a_backup_is_the_whole_atlas_and_the_same_bytes_each_time(folder: Path, tmp_path: Path) -> None:
    first, second = (back_up(folder, tmp_path / name) for name in ("1.zip", "2.zip"))
    assert first.read_bytes() == second.read_bytes()
    restore_backup(first, tmp_path / "back")
    assert read_decisions(tmp_path / "back") == read_decisions(folder)
    assert query.mentions(open_atlas(tmp_path / "back")).equals(query.mentions(open_atlas(folder)))
    names = {p.relative_to(tmp_path / "back").as_posix() for p in (tmp_path / "back").rglob("*")}
    assert "texts" in names and not {name for name in names if name.endswith((".turn", ".part", "-journal"))}
    with pytest.raises(AtlasError, match="is there already"):
        restore_backup(first, tmp_path / "back")


def test_the_command_line_backs_up_and_restores(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(folder), "-o", str(tmp_path / "b.zip")]) == 0
    assert main(["restore", str(tmp_path / "b.zip"), "-o", str(tmp_path / "back")]) == 0
    before = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(b"another file")
    assert main(["backup", str(folder), "-o", str(tmp_path / "b.zip")]) == 2 and "is there already" in capsys.readouterr().err
    assert (tmp_path / "b.zip").read_bytes() == b"another file"
    assert main(["backup", str(folder), "-o", str(tmp_path / "b.zip"), "--force"]) == 0 and (tmp_path / "b.zip").read_bytes() == before
    assert read_facts(tmp_path / "back").title == "Mine"
    assert main(["backup", str(tmp_path / "nothing"), "-o", str(tmp_path / "c.zip")]) == 2
    assert not (tmp_path / "c.zip").exists()


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", "c:\\out.txt", "..\\out.txt"])
def test_a_backup_that_leads_out_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    back_up(folder, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as archive:
        archive.writestr(name, "x")
    with pytest.raises(AtlasError, match="lead out of the atlas"):
        restore_backup(tmp_path / "b.zip", tmp_path / "back")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.zip", "shelf"]


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(AtlasError, match="is no backup"):
        restore_backup(tmp_path / "b.zip", tmp_path / "back")
    assert not (tmp_path / "back").exists()


FIRST_DECISIONS = """CREATE TABLE decisions (number INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL, source TEXT NOT NULL,
 start INTEGER NOT NULL, "end" INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
 value TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
 undoes INTEGER REFERENCES decisions (number)) STRICT"""


def as_of_1(folder: Path) -> None:
    """Turn an atlas of today into one of the first layout."""
    decisions = read_decisions(folder)
    (folder / "decisions.sqlite").unlink()
    connection = sqlite3.connect(folder / "decisions.sqlite")
    with connection:
        connection.execute(FIRST_DECISIONS)
        for number, d in decisions:
            t = d.target
            row = (number, str(d.action), t.source, t.start, t.end, t.exact, t.prefix, t.suffix, d.value, d.by, d.at.isoformat(), d.undoes)
            connection.execute(f"INSERT INTO decisions VALUES ({', '.join('?' * 12)})", row)
    connection.close()
    (folder / "atlas.toml").write_text('title = "Mine"\nsummary = "s"\n', encoding="utf-8")
    build = current_build(folder)
    lines = (build / "documents.csv").read_text(encoding="utf-8").splitlines()
    (build / "documents.csv").write_text("\n".join(line.rsplit(",", 2)[0] for line in lines) + "\n", encoding="utf-8")
    (build / "versions.csv").unlink()


EARLIER: dict[int, Callable[[Path], None]] = {1: as_of_1}


def test_every_earlier_layout_is_tried() -> None:
    assert sorted(EARLIER) == list(range(1, SCHEMA))


@pytest.mark.parametrize("version", sorted(EARLIER))
def test_an_atlas_of_every_earlier_layout_is_brought_up_to_date(folder: Path, version: int, capsys: pytest.CaptureFixture[str]) -> None:
    EARLIER[version](folder)
    assert schema_of(folder) == version
    with pytest.raises(AtlasError, match="geodata upgrade"):
        open_atlas(folder)
    assert main(["upgrade", str(folder)]) == 0 and f"was of layout {version}" in capsys.readouterr().out
    opened = open_atlas(folder)
    assert (opened.facts.title, opened.facts.summary, opened.facts.confidential) == ("Mine", "s", False)
    assert query.mentions(opened)["note"].tolist().count("first") == 1
    decide(folder, note="second")
    assert upgrade_atlas(folder) == SCHEMA
    assert [d.saw for _, d in read_decisions(folder)] == [None, None]


def test_an_atlas_of_a_later_layout_is_left_alone(folder: Path) -> None:
    (folder / "atlas.toml").write_text(f"schema = {SCHEMA + 1}\n")
    for act in (open_atlas, upgrade_atlas):
        with pytest.raises(AtlasError, match="newer Dateline"):
            act(folder)


def test_erasing_leaves_a_tombstone_and_no_word_of_the_document(folder: Path, layer_set: LayerSet) -> None:
    save(replace(layer_set, mentions=layer_set.mentions[:2], quotations=layer_set.quotations[:2]), folder, candidate=True)
    decide(folder, "b.txt", note="stays")
    gone, stays = layer_set.documents
    stone = erase_document(folder, "a.txt", by="Ada", reason="a witness\nat risk", at=AT)
    assert (stone.document_id, stone.reason, stone.at) == (gone.id, "a witness at risk", "2024-05-06T07:08:00+00:00")
    assert tombstones(folder) == {gone.id: stone}
    opened = open_atlas(folder)
    assert set(query.mentions(opened)["source"]) == {"b.txt"} and query.documents(opened)["id"].tolist() == [stays.id]
    assert [d.target.source for _, d in read_decisions(folder)] == ["b.txt"]
    assert read_text(folder, gone.id, gone.text_sha256) is None
    held = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != "erased.csv")
    assert b"a.txt" not in held and b"The Post" not in held and b"Fighters left Alphaville on Monday" not in held.replace(stays.text.encode(), b"")
    assert builds(folder) == ["0001", "0004"]  # the empty one it began with, and the one in use
    with pytest.raises(AtlasError, match="no build holds"):
        erase_document(folder, "nothing.txt", by="", reason="", at=AT)


def test_erasing_again_finishes_what_was_interrupted(folder: Path, layer_set: LayerSet, capsys: pytest.CaptureFixture[str]) -> None:
    gone = layer_set.documents[0]
    first = erase_document(folder, gone.id, by="Ada", reason="once", at=AT)
    assert main(["erase", str(folder), gone.id, "--reason", "twice"]) == 0
    assert tombstones(folder) == {gone.id: first}


def test_a_confidential_atlas_asks_nobody(folder: Path) -> None:
    geocoder = GeocoderSettings("nominatim", "https://geocode.example", "tests")
    settings = Settings(geocoder=geocoder)
    assert settings_for(folder, settings) == settings
    write_facts(folder, titled("Mine", confidential=True))
    found = settings_for(folder, settings)
    assert found.confidential and found.geocoder.kind == "none" and open_geocoder(found) is None
    assert replace(found, geocoder=geocoder).geocoder.kind == "none"
    with pytest.raises(ConfigError, match="confidential"):
        Settings(confidential="yes")  # type: ignore[arg-type]


def test_a_confidential_build_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("Nothing was heard from Qwertzuville in Syria on 3 May 2019.", encoding="utf-8")
    (tmp_path / "geodata.toml").write_text("[geocoder]\nkind = 'nominatim'\nurl = 'https://geocode.example'\nuser_agent = 'tests'\n")
    monkeypatch.chdir(tmp_path)
    new = new_atlas(tmp_path, titled("Mine", confidential=True))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert main(["build", "sources", "--out", str(new.folder)]) == 0
    assert query.counts(open_atlas(new.folder)).mentions >= 1
