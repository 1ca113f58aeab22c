"""From what was given to an atlas: every kind of input, what is refused, runs that are killed and go on, a full disk, work that a page watches."""

import csv
import errno
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import REFERENCE, a_document
from documents import SENTENCE, a_message, a_page, a_pdf, a_scan, a_word, a_zip, an_aes_pdf

from geodata import adding, jobs, pipeline, query
from geodata.__main__ import main
from geodata.atlas import came_with, create_atlas, current_build, duplicate_atlas, erase_document, open_atlas, read_text
from geodata.config import AddingSettings, Settings
from geodata.datewords import parse_published
from geodata.errors import AtlasError, InvalidRecord
from geodata.intake import Input, Intake
from geodata.jobs import State
from geodata.model import Atlas
from geodata.read import BY_HAND, Reach
from geodata.rows import document_row
from geodata.ui.facts import entry_of_stored
from geodata.workers import Workers

ROOT = Path(__file__).parents[1]
QUIET = Settings(adding=AddingSettings(workers=1))


def nothing(stage: str, done: int, of: int) -> None:
    """Progress that nobody watches."""


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    create_atlas(tmp_path / "atlas", Atlas("Mine", "", "", "", "", "", ""))
    return Intake(tmp_path / "atlas")


def files(folder: Path, **given: bytes) -> list[Input]:
    folder.mkdir(exist_ok=True)
    inputs = []
    for name, data in given.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(data)
        inputs.append(Input("file", str(path), path.name))
    return inputs


def sources(intake: Intake) -> dict[str, dict[str, object]]:
    return {row["source"]: row for row in query.documents(open_atlas(intake.atlas)).to_dict("records")}


def refused(outcome: adding.Outcome) -> dict[str, str]:
    return {unread.subject: unread.reason for unread in outcome.unread}


def test_every_kind_of_document_becomes_part_of_the_atlas(intake: Intake, tmp_path: Path) -> None:
    given = files(
        tmp_path / "in",
        a__txt=SENTENCE.encode(),
        b__pdf=a_pdf("A bridge in Homs was closed.", title="The bridge"),
        c__docx=a_word("A road near Aleppo was open."),
        d__html=a_page("<p>A school in Hama was opened on Tuesday.</p>"),
        e__eml=a_message("Read what is attached, from Erbil.", attached={"report.pdf": a_pdf("Rain fell in Kirkuk."), "photo.png": b"\x89PNG"}),
        f__zip=a_zip({"sources.csv": b"file,title,published\nx/g.txt,Given,2017-02-16\n", "x/g.txt": b"A market in Tikrit was closed on Monday."}),
    )
    outcome = adding.run(intake, given, QUIET, nothing)
    found = sources(intake)
    assert sorted(found) == ["a.txt", "b.pdf", "c.docx", "d.html", "e - attached/report.pdf", "e.eml", "f/x/g.txt"]
    assert found["b.pdf"]["title"] == "The bridge" and "title=the PDF's own properties" in str(found["b.pdf"]["origins"])
    assert found["f/x/g.txt"]["title"] == "Given" and "title=sources.csv" in str(found["f/x/g.txt"]["origins"])
    assert list(refused(outcome)) == ["e - attached/photo.png"]
    assert all(row["mentions"] for row in found.values())
    assert (intake.atlas / "sources" / "b.pdf").read_bytes() == (tmp_path / "in" / "b.pdf").read_bytes()
    assert read_text(intake.atlas, str(found["a.txt"]["id"]), str(found["a.txt"]["text_sha256"])) == SENTENCE
    assert intake.is_empty() and not intake.folder.exists()


@pytest.mark.parametrize("name", ["desk__mbox", "desk__eml", "Inbox"])
def test_every_message_of_a_mailbox_and_every_earlier_one_it_quotes_is_a_document(intake: Intake, tmp_path: Path, name: str) -> None:
    quoting = a_message(f"{SENTENCE}\n\n>From Ben to all.\n\nOn Mon, 6 Feb 2017, Ben wrote:\n> Rain fell in Kirkuk.\n")
    box = b"".join(b"From desk@example.org Thu Feb 16 10:00:00 2017\n" + message + b"\n" for message in (quoting, a_message("Snow fell in Homs.")))
    outcome = adding.run(intake, files(tmp_path / "in", **{name: box}), QUIET, nothing)
    found, box_name = sources(intake), name.partition("__")[0]
    messages = [f"{box_name}/message 1 - attached/quoted message 1.txt", f"{box_name}/message 1.eml", f"{box_name}/message 2.eml"]
    assert sorted(found) == messages and refused(outcome) == {}
    assert [str(found[name]["published_begin"])[:10] for name in messages] == ["2017-02-06", "2017-02-16", "2017-02-16"]
    assert "\nFrom Ben to all." in read_text(intake.atlas, str(found[messages[1]]["id"]), str(found[messages[1]]["text_sha256"]))
    assert all(row["mentions"] for row in found.values())


def test_erasing_a_message_or_what_came_with_it_says_where_its_words_still_stand(
    intake: Intake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = a_message(f"{SENTENCE}\n\nOn Mon, 6 Feb 2017, Ben wrote:\n> Rain fell in Kirkuk.\n", attached={"a.txt": b"Snow fell in Homs."})
    adding.run(intake, files(tmp_path / "in", a__eml=data, a__txt=b"Hail fell in Hama."), QUIET, nothing)
    with_it = ["a - attached/a.txt", "a - attached/quoted message 1.txt"]
    assert came_with(intake.atlas, "a.eml") == tuple(with_it) and came_with(intake.atlas, "a.txt") == ()
    assert main(["erase", str(intake.atlas), with_it[1], "--reason", "asked"]) == 0
    assert "erase as well: a.eml" in capsys.readouterr().err
    assert main(["erase", str(intake.atlas), "a.eml", "--reason", "asked"]) == 0
    assert f"erase as well: {with_it[0]}" in capsys.readouterr().err
    assert main(["erase", str(intake.atlas), "a.txt", "--reason", "asked"]) == 0 and capsys.readouterr().err == ""
    assert not any(b"Kirkuk" in file.read_bytes() for file in intake.atlas.rglob("*") if file.is_file())


def test_an_empty_argument_names_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As a variable of a shell gives it that was never set: what lies around would be added."""
    (tmp_path / "here.txt").write_text(SENTENCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["add", str(tmp_path / "atlas"), ""]) == 2
    assert "an INPUT is empty" in capsys.readouterr().err and not (tmp_path / "atlas").exists()


def test_a_file_named_as_a_mailbox_that_is_none_is_refused(intake: Intake, tmp_path: Path) -> None:
    outcome = adding.run(intake, files(tmp_path / "in", a__mbox=b"", b__mbox=b"From here on\nit rained.", c__txt=SENTENCE.encode()), QUIET, nothing)
    assert sorted(refused(outcome)) == ["a.mbox", "b.mbox"] and all("save its messages as .eml" in why for why in refused(outcome).values())


def test_a_folder_is_taken_with_its_table_and_the_same_document_once(intake: Intake, tmp_path: Path) -> None:
    files(tmp_path / "in", a__txt=SENTENCE.encode(), same__txt=SENTENCE.encode(), b__pdf=a_scan())
    outcome = adding.run(intake, [Input("file", str(tmp_path / "in"), "")], QUIET, nothing)
    assert list(sources(intake)) == ["a.txt"]
    assert "byte for byte" in refused(outcome)["same.txt"] and "holds no text" in refused(outcome)["b.pdf"]
    again = adding.run(intake, [Input("file", str(tmp_path / "in" / "same.txt"), "same.txt")], QUIET, nothing)
    assert list(sources(intake)) == ["a.txt"] and "is the same as a.txt" in refused(again)["same.txt"]


def test_a_build_of_what_the_atlas_keeps_is_the_atlas(intake: Intake, tmp_path: Path) -> None:
    given = files(tmp_path / "in", a__txt=SENTENCE.encode(), b__html=a_page("<p>A school in Hama was opened on Tuesday.</p>", "<title>T</title>"))
    adding.run(intake, [Input(i.kind, i.where, i.name, {"published": "2017-02-16"}) for i in given], QUIET, nothing)
    assert main(["build", str(intake.atlas / "sources"), "--out", str(tmp_path / "again")]) == 0
    for table in ("documents", "mentions", "problems"):
        ours, again = (current_build(folder) / f"{table}.csv" for folder in (intake.atlas, tmp_path / "again"))
        assert ours.read_text(encoding="utf-8") == again.read_text(encoding="utf-8")


def test_facts_can_be_changed_before_and_after_and_say_so(intake: Intake, tmp_path: Path) -> None:
    given = files(tmp_path / "in", a__pdf=a_pdf(SENTENCE, title="Wrong", created="D:20200101"))
    looked = adding.run(intake, given, QUIET, nothing, look_only=True)
    assert looked.layer_set is None and not sources(intake)
    assert looked.looks[0].facts["title"] == "Wrong" and looked.looks[0].facts["published"] == "2020-01-01"
    intake.edit({"a.pdf": {"title": "Right", "published": "2017-02-16"}})
    adding.run(intake, [], QUIET, nothing)
    row = sources(intake)["a.pdf"]
    assert (row["title"], str(row["published_begin"])[:10]) == ("Right", "2017-02-16")
    assert "title=given by hand" in str(row["origins"]) and not row["published_inferred"] and row["published_basis"] == ""
    intake.edit({"a.pdf": {"title": "", "published": "unknown", "publisher": "The Office"}})
    adding.run(intake, [], QUIET, nothing)
    row = sources(intake)["a.pdf"]
    assert (row["title"], row["publisher"]) == ("Wrong", "The Office") and row["published_begin"] != row["published_begin"]
    with pytest.raises(AtlasError, match="'sha256' is no fact"):
        intake.edit({"a.pdf": {"sha256": "x"}})


def test_what_is_fetched_keeps_address_time_and_copy(intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    from geodata.adding import taking
    from geodata.read.fetch import Fetched

    asked: list[str] = []

    def page(url: str, limits: AddingSettings, reach: Reach | None = None) -> Fetched:
        asked.append(url)
        return Fetched(a_page(f"<p>{SENTENCE}</p>"), url + "?led=on", datetime(2024, 5, 6, tzinfo=UTC), ".html")

    monkeypatch.setattr(taking, "fetch", page)
    given = Input("address", "https://example.org/a", "https://example.org/a", {"archive_url": "https://archive.example/a"})
    adding.run(intake, [given], QUIET, nothing, look_only=True)
    adding.run(intake, [], QUIET, nothing)
    row = sources(intake)["example-org-a.html"]
    assert asked == ["https://example.org/a"]
    assert (row["url"], row["final_url"]) == ("https://example.org/a", "https://example.org/a?led=on")
    assert (row["archive_url"], row["collected_at"]) == ("https://archive.example/a", "2024-05-06T00:00:00+00:00")
    assert "url=the address that was given" in str(row["origins"]) and "archive_url=given by hand" in str(row["origins"])


def test_a_confidential_atlas_fetches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_atlas(tmp_path / "atlas", Atlas("Mine", "", "", "", "", "", "", confidential=True))
    monkeypatch.setattr("geodata.adding.taking.fetch", lambda *_: pytest.fail("asked"))
    assert main(["add", str(tmp_path / "atlas"), "https://example.org/a"]) == 2


def test_documents_in_another_language_are_kept_and_not_parsed(intake: Intake, tmp_path: Path) -> None:
    french = (
        "Les combats ont repris dans la ville de Mossoul, selon les autorités, et la population a été évacuée vers le camp dans la nuit de lundi."
    )
    adding.run(intake, files(tmp_path / "in", a__txt=french.encode()), QUIET, nothing)
    row = sources(intake)["a.txt"]
    assert (row["language"], row["mentions"]) == ("fr", 0)
    problems = query.problems(open_atlas(intake.atlas))
    assert list(problems["code"]) == ["other_language"] and "is in French" in problems["message"].iloc[0]


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>.txt", "=cmd|' /C calc'!A0.txt", "con.txt", "a\x07\u202etxt.exe.txt", "x" * 300 + ".txt", "..", " "]
)
def test_names_that_are_markup_formulas_or_devices_are_inert(intake: Intake, tmp_path: Path, name: str) -> None:
    kept = intake.keep_upload(name, SENTENCE.encode())
    outcome = adding.run(intake, [Input("text", str(kept), name if name.strip(" .") else f"{name}.txt")], QUIET, nothing)
    [source] = sources(intake)
    assert not outcome.unread and (intake.atlas / "sources" / source).is_file()
    assert not set(source) & set('<>:"|?*\\\x07\u202e') and len(source) <= 110 and not source.startswith(("con.", "."))


def test_an_archive_with_traps_gives_what_is_sound(intake: Intake, tmp_path: Path) -> None:
    trap = a_zip(
        {"../out.txt": b"x", "bomb.txt": b"0" * 30_000_000, "good.txt": SENTENCE.encode(), "inner.zip": a_zip({"deep.txt": b"Rain fell in Kirkuk."})}
    )
    outcome = adding.run(intake, files(tmp_path / "in", t__zip=trap), QUIET, nothing)
    assert list(sources(intake)) == ["t/good.txt", "t/inner/deep.txt"]
    assert "leads out of the archive" in refused(outcome)["t/../out.txt"] and "archive_ratio" in refused(outcome)["t/bomb.txt"]
    assert not list(tmp_path.glob("**/out.txt"))


def test_what_holds_nothing_and_what_only_leads_on_is_listed(intake: Intake, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    given = files(folder, a__txt=SENTENCE.encode(), e__zip=a_zip({}), n__zip=a_zip({"con\n\x07.txt": b"x", "b.txt": b"Rain fell in Kirkuk."}))
    (folder / "gone.txt").symlink_to(tmp_path / "nothing")
    (folder / "links").symlink_to(tmp_path)
    (tmp_path / "empty").mkdir()
    given = [Input("file", str(folder), ""), Input("file", str(tmp_path / "empty"), "")]
    found = {str(unread) for unread in adding.run(intake, given, QUIET, nothing).unread}
    assert list(sources(intake)) == ["a.txt", "n/b.txt"]
    assert "e.zip: holds no document" in found and "empty: holds no document" in found
    assert "gone.txt: is a link to nothing, and is not read" in found and "links: is a link to a folder, and is not followed" in found
    [named] = [said for said in found if "control characters in its name" in said]
    assert "\n" not in named and "\x07" not in named


def test_archives_within_archives_come_to_an_end(intake: Intake, tmp_path: Path) -> None:
    data = a_zip({"a.txt": SENTENCE.encode()})
    for _ in range(6):
        data = a_zip({"inner.zip": data})
    outcome = adding.run(intake, files(tmp_path / "in", t__zip=data), QUIET, nothing)
    assert "too many archives" in next(iter(refused(outcome).values()))


def test_the_reference_atlas_is_left_alone(tmp_path: Path) -> None:
    before = sorted(path for path in REFERENCE.rglob("*"))
    with pytest.raises(AtlasError, match="the reference atlas stays as it is"):
        adding.run(Intake(REFERENCE), files(tmp_path / "in", a__txt=b"x"), QUIET, nothing)
    assert sorted(path for path in REFERENCE.rglob("*")) == before


def test_an_erased_document_leaves_nothing_and_does_not_come_back(intake: Intake, tmp_path: Path) -> None:
    given = files(tmp_path / "in", a__txt=SENTENCE.encode(), b__txt=b"Rain fell in Kirkuk.")
    adding.run(intake, given, QUIET, nothing)
    erase_document(intake.atlas, "a.txt", by="Ada", reason="a court's order", at=datetime(2024, 5, 6, tzinfo=UTC))
    assert not [path for path in intake.atlas.rglob("*") if path.is_file() and b"Fighters left Mosul" in path.read_bytes()]
    assert not (intake.atlas / ".kept").exists() and "a.txt" not in (intake.atlas / "sources" / "sources.csv").read_text(encoding="utf-8")
    again = adding.run(intake, given[:1], QUIET, nothing)
    assert "was erased from this atlas on 2024-05-06" in refused(again)["a.txt"] and list(sources(intake)) == ["b.txt"]


def test_a_backup_or_copy_carries_nothing_that_waits(intake: Intake, tmp_path: Path) -> None:
    """What waits names files of this machine: it must not be read on another one, and a made-up one not on this."""
    adding.run(intake, files(tmp_path / "in", a__txt=SENTENCE.encode()), QUIET, nothing)
    intake.give([Input("file", "/etc/hostname", "secret.txt")])
    assert main(["backup", str(intake.atlas), "-o", str(tmp_path / "b.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as packed:
        packed.writestr(".adding/inputs.json", '[{"kind": "file", "where": "/etc/hostname", "name": "x.txt", "facts": {}}]')
    assert main(["restore", str(tmp_path / "b.zip"), "-o", str(tmp_path / "restored")]) == 0
    copy = duplicate_atlas(intake.atlas, tmp_path / "shelf", "Copy")
    for atlas in (tmp_path / "restored", copy.folder):
        assert Intake(atlas).is_empty() and not (atlas / ".kept").exists() and (atlas / "sources" / "a.txt").exists()


# --- damage -----------------------------------------------------------------------------------------------------------------------------


def whole(atlas: Path) -> dict[str, bytes]:
    """What an atlas is: everything but what waits, what is kept to save work, and locks."""
    inside = (path for path in sorted(atlas.rglob("*")) if path.is_file() and not path.relative_to(atlas).parts[0].startswith("."))
    return {path.relative_to(atlas).as_posix(): path.read_bytes() for path in inside}


@pytest.mark.parametrize("step", ["keep_texts", "save", "write_whole", "_move"])
def test_a_full_disk_is_said_and_undone(intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    adding.run(intake, files(tmp_path / "in", a__txt=SENTENCE.encode()), QUIET, nothing)
    before = {name: data for name, data in whole(intake.atlas).items() if not name.startswith("texts/")}
    calls = []

    def full(*args: object, **options: object) -> None:
        calls.append(args)
        if len(calls) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        original = getattr(adding.storing, step)
        patch.setattr(adding.storing, step, lambda *args, **options: original(*args, **options) if calls else full(*args))
        with pytest.raises(AtlasError, match="No space left on device"):
            adding.run(intake, files(tmp_path / "in", b__txt=b"Rain fell in Kirkuk."), QUIET, nothing)
    assert {name: data for name, data in whole(intake.atlas).items() if not name.startswith("texts/")} == before
    adding.run(intake, [], QUIET, nothing)
    assert list(sources(intake)) == ["a.txt", "b.txt"]


def test_a_disk_that_is_full_from_the_start_is_said(intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    given = files(tmp_path / "in", a__txt=SENTENCE.encode())
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(AtlasError, match="No space left on device"):
        adding.run(intake, given, QUIET, nothing)


def test_a_killed_run_leaves_a_readable_atlas_and_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed at several moments; each time the atlas opens, and in the end everything is there, and nothing was read twice that was kept."""
    folder, atlas = tmp_path / "in", tmp_path / "atlas"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02d}.txt").write_text(f"{SENTENCE} Report {number} speaks of Homs and of Aleppo in 2016.", encoding="utf-8")
    create_atlas(atlas, Atlas("Mine", "", "", "", "", "", ""))
    (tmp_path / "geodata.toml").write_text("[adding]\nworkers = 2\n", encoding="utf-8")
    command = [sys.executable, "-m", "geodata", "add", str(atlas)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    extra = [str(folder)]
    for stage in ("take", "read", "place and date", "save"):
        run = subprocess.Popen([*command, *extra], cwd=tmp_path, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and run.poll() is None and not _has_reached(atlas, stage):
            time.sleep(0.01)
        run.kill()
        run.wait()
        open_atlas(atlas)
        extra = ["--resume"] if (atlas / ".adding" / "inputs.json").exists() else [str(folder)]
    kept = {path.name: path.stat().st_mtime_ns for path in (atlas / ".kept").glob("*/*") if not path.name.startswith(".")}
    subprocess.run([*command, *extra], cwd=tmp_path, env=environ, check=False, capture_output=True, timeout=120)
    assert len(query.documents(open_atlas(atlas))) == 40
    assert kept and all((atlas / ".kept" / name[:2] / name).stat().st_mtime_ns == at for name, at in kept.items())


def _has_reached(atlas: Path, stage: str) -> bool:
    said = jobs.progress(atlas / ".job")
    return said.stage == stage and (said.done > 0 or said.of == 1)


# --- workers and jobs -------------------------------------------------------------------------------------------------------------------


def _tools() -> str:
    return "tools"


def _work(tools: str, item: int) -> tuple[str, int]:
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 17:
        raise RuntimeError("of a library")
    return tools, item * 2


def _work_here(tools: str, item: int) -> tuple[str, int]:
    if item == 5:
        raise jobs.Cancelled("stopped")
    if item == 3:
        raise RuntimeError("of a library")
    return tools, item * 2


def _failed(item: int, reason: str) -> tuple[str, int]:
    return "failed", item


def test_an_item_that_kills_its_worker_costs_only_itself(tmp_path: Path) -> None:
    workers = Workers(_tools, 2, tmp_path, "1", apart=True)
    found = workers.each("stage", _work, range(40), [str(n) for n in range(40)], _failed, nothing)
    assert found == [("failed", n) if n in (13, 17) else ("tools", n * 2) for n in range(40)]


def test_an_item_that_raises_in_this_process_costs_only_itself_and_a_request_to_stop_is_heard(tmp_path: Path) -> None:
    workers = Workers(_tools, 1, tmp_path, "1")
    found = workers.each("stage", _work_here, range(5), [str(n) for n in range(5)], _failed, nothing)
    assert found == [("failed", n) if n == 3 else ("tools", n * 2) for n in range(5)]
    with pytest.raises(jobs.Cancelled):
        workers.each("stage", _work_here, [5], ["5"], _failed, nothing)


def test_a_build_of_a_few_files_goes_on_where_a_reader_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = pipeline.read_whole

    def bad_read(item: Any, limits: AddingSettings) -> Any:
        return read(item, limits) if item.source != "b.txt" else {}["b"]

    monkeypatch.setattr(pipeline, "read_whole", bad_read)
    files(tmp_path / "in", a__txt=SENTENCE.encode(), b__txt=b"Rain fell in Kirkuk.")
    made = pipeline.build(tmp_path / "in", QUIET)
    assert [document.source for document in made.documents] == ["a.txt"]
    [problem] = [p for p in made.problems if p.code == "unreadable"]
    assert problem.subject == "b.txt" and "met an error of the program, and is left out (KeyError: 'b')" in problem.message


def test_a_pdf_locked_by_aes_is_listed_and_the_rest_is_added(intake: Intake, tmp_path: Path) -> None:
    outcome = adding.run(intake, files(tmp_path / "in", a__txt=SENTENCE.encode(), b__pdf=an_aes_pdf()), QUIET, nothing)
    assert sources(intake).keys() == {"a.txt"} and "b.pdf: is locked by" in refused(outcome)["b.pdf"]


def test_work_that_dies_by_an_error_nobody_foresaw_says_so(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), jobs.at_work(tmp_path) as report:
        report("read", 1, 3)
        raise RuntimeError("the cable is out")
    found = jobs.progress(tmp_path)
    assert found.state is State.FAILED and "RuntimeError: the cable is out" in found.message


def test_a_dateline_goes_before_the_day_a_pdf_was_made_and_the_two_are_shown(intake: Intake, tmp_path: Path) -> None:
    told = "TRIPOLI, 14 March 2019 - Fighters left Mosul\non Tuesday, officials in Erbil said."
    inputs = files(tmp_path / "in", a__pdf=a_pdf(told, created="D:20261128"), b__pdf=a_pdf(SENTENCE, created="D:20261128"))
    looked = {look.source: look for look in adding.run(intake, inputs, QUIET, nothing, look_only=True).looks}
    assert looked["a.pdf"].facts["published"] == "2019-03-14" and looked["a.pdf"].origins["published"] == "the head of the text"
    assert "days apart. The date at the head is used" in looked["a.pdf"].note and not looked["b.pdf"].note
    assert looked["b.pdf"].facts["published"] == "2026-11-28"
    adding.run(intake, (), QUIET, nothing)
    opened = open_atlas(intake.atlas)
    begins = {row["place_name"]: str(row["when_begin"])[:10] for row in query.mentions(opened).to_dict("records") if row["source"] == "a.pdf"}
    assert begins["Mosul"] == "2019-03-12"
    assert [str(row["published_begin"])[:10] for row in sources(intake).values() if row["published_inferred"]] == ["2019-03-14", "2026-11-28"]
    intake.edit({"a.pdf": {"published": "2018-01-01"}})
    adding.run(intake, (), QUIET, nothing)
    assert str(sources(intake)["a.pdf"]["published_begin"])[:10] == "2018-01-01"


def test_a_loose_table_speaks_for_the_files_given_with_it(intake: Intake, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = "file;title;published;colour\nA.txt;Given;16 February 2017;red\nreports/b.txt;Other;;\ngone.txt;Lost;;\n"
    given = files(
        tmp_path / "in", a__txt=SENTENCE.encode(), b__txt=b"Rain fell in Kirkuk.", c__txt=b"Snow fell in Erbil.", Sources__CSV=table.encode()
    )
    given[1].facts["title"] = "By hand"  # type: ignore[index]
    outcome = adding.run(intake, given, QUIET, nothing)
    found = sources(intake)
    assert {name: row["title"] for name, row in found.items()} == {"a.txt": "Given", "b.txt": "By hand", "c.txt": found["c.txt"]["title"]}
    assert str(found["a.txt"]["published_begin"])[:10] == "2017-02-16" and "title=sources.csv" in str(found["a.txt"]["origins"])
    assert refused(outcome).keys() == {"colour", "gone.txt"} and "line 4 names a file that is not given with it" in refused(outcome)["gone.txt"]
    (tmp_path / "sources.csv").write_text("file,title\nd.txt,The fourth\n", encoding="utf-8")
    (tmp_path / "d.txt").write_text("Hail fell in Hama.", encoding="utf-8")
    assert main(["add", str(intake.atlas), str(tmp_path / "d.txt"), str(tmp_path / "sources.csv")]) == 0
    assert sources(intake)["d.txt"]["title"] == "The fourth"
    (tmp_path / "sources.csv").write_text("name,title\n", encoding="utf-8")
    (tmp_path / "e.txt").write_text("Fog lay over Homs.", encoding="utf-8")
    assert main(["add", str(intake.atlas), str(tmp_path / "e.txt"), str(tmp_path / "sources.csv")]) == 1
    assert "geodata: sources.csv: has no column 'file'" in capsys.readouterr().err


def test_an_undated_text_says_what_its_words_are_counted_from(intake: Intake, tmp_path: Path) -> None:
    told = f"BENGHAZI, 25 March 2019 (Wire) - {SENTENCE}"
    looks = adding.run(intake, files(tmp_path / "in", a__txt=told.encode(), b__txt=b"Talks in Oslo."), QUIET, nothing, look_only=True).looks
    assert "counted from “25 March 2019” at the head of its text." in looks[0].note and "stays open." in looks[1].note


@pytest.mark.parametrize("words", ["14 March 2019", "March 14, 2019", "Thursday, 14th Mar. 2019", "2019/03/14"])
def test_a_date_in_letters_is_read(intake: Intake, tmp_path: Path, words: str) -> None:
    inputs = files(tmp_path / "in", a__txt=SENTENCE.encode())
    adding.run(intake, inputs, QUIET, nothing, look_only=True)
    intake.edit({"a.txt": {"published": words}})
    adding.run(intake, (), QUIET, nothing)
    assert str(sources(intake)["a.txt"]["published_begin"])[:10] == "2019-03-14"


@pytest.mark.parametrize("written", ["2019-03-14", "2019-03", "2019", "2019-01-05/2019-03-14", "2019-02/2019-03", "2019/..", "../2019-03-14"])
def test_a_stored_date_is_shown_as_it_was_written(written: str) -> None:
    document = replace(a_document("a", "P", None), published=parse_published(written), origins=(("published", BY_HAND),))
    assert entry_of_stored(document_row(document)).facts["published"] == written


@pytest.mark.parametrize("words", ["04/05/2019", "2019-99-01", "31 April 2019", "14 Marsh 2019", "soon"])
def test_a_date_that_cannot_be_read_is_refused_at_once(intake: Intake, capsys: pytest.CaptureFixture[str], words: str) -> None:
    with pytest.raises(InvalidRecord, match=r"a.txt: published: .*; write 2019-03-14"):
        intake.edit({"a.txt": {"published": words, "title": "A"}})
    assert intake.edits() == {}
    assert main(["add", str(intake.atlas), "a.txt", "--published", words]) == 2
    assert f"geodata: published: {words!r}" in capsys.readouterr().err and intake.is_empty()


def test_a_document_that_no_stage_can_work_on_is_listed_the_rest_added(intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, parse = pipeline.read_whole, pipeline.parse

    def bad_read(item: Any, limits: AddingSettings) -> Any:
        return read(item, limits) if item.source != "b.txt" else {}["b"]

    def bad_parse(document: Any, *rest: Any) -> Any:
        return parse(document, *rest) if document.source != "c.txt" else {}["c"]

    monkeypatch.setattr(pipeline, "read_whole", bad_read)
    monkeypatch.setattr(pipeline, "parse", bad_parse)
    given = files(tmp_path / "in", a__txt=SENTENCE.encode(), b__txt=b"Rain fell in Kirkuk.", c__txt=b"Snow fell in Erbil.")
    outcome = adding.run(intake, given, QUIET, nothing)
    assert "error of the program" in refused(outcome)["b.txt"] and list(sources(intake)) == ["a.txt", "c.txt"]
    problems = query.problems(open_atlas(intake.atlas))
    assert [row["source"] for row in problems.to_dict("records") if row["code"] == "unreadable"] == ["c.txt"]


def test_what_was_done_is_not_done_again_and_what_is_damaged_is(tmp_path: Path) -> None:
    done: list[int] = []

    def work(tools: str, item: int) -> tuple[str, int]:
        done.append(item)
        return tools, item

    def run(version: str) -> list[tuple[str, int]]:
        done.clear()
        return Workers(_tools, 1, tmp_path, version).each("stage", work, [1, 2, 3], ["a", "b", "c"], _failed, nothing)

    assert run("1") == [("tools", 1), ("tools", 2), ("tools", 3)] and done == [1, 2, 3]
    assert run("1") == [("tools", 1), ("tools", 2), ("tools", 3)] and done == []
    next(tmp_path.glob("*/*")).write_bytes(b"half")
    assert len(run("1")) == 3 and len(done) == 1
    assert len(run("2")) == 3 and done == [1, 2, 3]


def test_a_file_put_among_the_kept_results_runs_nothing(tmp_path: Path) -> None:
    import pickle
    import zlib

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path / 'ran'}",)

    workers = Workers(_tools, 1, tmp_path, "1")
    workers.each("stage", lambda tools, item: item, [1], ["a"], lambda item, reason: item, nothing)
    [file] = tmp_path.glob("*/*")
    from_a_record = b"\x80\x04\x8c\x10geodata.pipeline\x8c\x0fcache.__class__\x93."  # with the type of functions any code can be made
    for trap in (pickle.dumps(Trap()), from_a_record):
        file.write_bytes(zlib.compress(trap))
        assert workers.each("stage", lambda tools, item: item, [1], ["a"], lambda item, reason: item, nothing) == [1]
    assert not (tmp_path / "ran").exists()


def test_one_worker_and_two_give_the_same_layer_set(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"{SENTENCE} Report {number} speaks of Homs.", encoding="utf-8")
    one, two = (pipeline.build(folder, Settings(adding=AddingSettings(workers=n))) for n in (1, 2))
    assert one == two and len(one.documents) == 30


def wait(job: Path, *states: State) -> jobs.Progress:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        if (found := jobs.progress(job)).state in states:
            return found
        time.sleep(0.05)
    raise AssertionError(jobs.progress(job))


def test_a_job_says_how_far_it_is_and_how_it_ended(intake: Intake, tmp_path: Path) -> None:
    assert jobs.progress(intake.job).state is State.NONE
    intake.give(files(tmp_path / "in", a__txt=SENTENCE.encode(), b__pdf=a_scan()))
    jobs.start(["add", str(intake.atlas), "--resume"], intake.job)
    with pytest.raises(AtlasError, match="being done here already"):
        jobs.start(["add", str(intake.atlas), "--resume"], intake.job)
    assert "1 document added" in wait(intake.job, State.DONE, State.FAILED, State.ENDED).message
    assert intake.result()[0] == 1 and intake.result()[1][0].subject == "b.pdf"
    jobs.start(["add", str(intake.atlas), "--resume"], intake.job)
    assert "nothing waits" in wait(intake.job, State.FAILED).message


def test_a_job_can_be_cancelled_or_killed_and_goes_on(intake: Intake, tmp_path: Path) -> None:
    for number in range(60):
        intake.give([Input("text", str(intake.keep_upload("x", f"{SENTENCE} {number}".encode())), f"{number}.txt")])
    jobs.start(["add", str(intake.atlas), "--resume"], intake.job)
    jobs.cancel(intake.job)
    assert wait(intake.job, State.CANCELLED, State.ENDED).state in (State.CANCELLED, State.ENDED)
    jobs.start(["add", str(intake.atlas), "--resume"], intake.job)
    os.kill(jobs.progress(intake.job).pid, signal.SIGKILL)
    assert wait(intake.job, State.ENDED).state is State.ENDED
    assert not sources(intake)
    jobs.start(["add", str(intake.atlas), "--resume"], intake.job)
    assert wait(intake.job, State.DONE, State.FAILED).state is State.DONE and len(sources(intake)) == 60


def test_a_job_that_dies_of_an_error_says_which(intake: Intake) -> None:
    (intake.folder).mkdir()
    intake.folder.joinpath("inputs.json").write_text('[{"kind": "file"}]', encoding="utf-8")  # not as this program writes it
    jobs.start(["add", str(intake.atlas), "--resume"], intake.job)
    assert "missing 2 required positional arguments" in wait(intake.job, State.ENDED, State.FAILED, State.DONE).message


def test_the_end_of_a_job_is_said_where_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(AtlasError), jobs.at_work(tmp_path) as report:
        report("read", 1, 2)
        monkeypatch.setattr(Path, "write_text", full)
        raise AtlasError("cannot be written (No space left on device); " + "ß" * 1000)
    found = jobs.progress(tmp_path)
    assert found.state is State.FAILED and "No space left" in found.message and (tmp_path / jobs.PROGRESS).stat().st_size < 4096


def test_two_runs_at_once_do_not_meet(intake: Intake) -> None:
    with jobs.at_work(intake.job):
        done = subprocess.run(
            [sys.executable, "-m", "geodata", "add", str(intake.atlas), "--discard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2 and "being added already" in done.stderr


def test_the_time_left_is_told_from_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(jobs.time, "monotonic", lambda: now[0])
    report = jobs.Reporter(tmp_path)
    report("read", 0, 100)
    now[0] = 10.0
    report("read", 25, 100)
    said = json.loads((tmp_path / jobs.PROGRESS).read_text(encoding="utf-8"))
    assert (said["done"], said["of"], said["left_s"]) == (25, 100, 30.0)


# --- the command line -------------------------------------------------------------------------------------------------------------------


def test_the_command_makes_the_atlas_looks_adds_and_discards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    files(tmp_path / "in", a__txt=SENTENCE.encode(), b__pdf=a_scan())
    atlas = str(tmp_path / "atlas")
    assert main(["add", atlas, str(tmp_path / "in"), "--look", "--publisher", "The Office"]) == 1
    out, err = capsys.readouterr()
    assert "publisher: The Office  [given by hand]" in out and "b.pdf: holds no text" in err
    assert main(["add", atlas, "--discard"]) == 0 and not (tmp_path / "atlas" / ".adding").exists()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    assert main(["add", atlas, "-", "--title", "Pasted", "--published", "2017-02-16"]) == 0
    assert "1 document added" in capsys.readouterr().out
    with (tmp_path / "atlas" / "sources" / "sources.csv").open(encoding="utf-8") as table:
        [row] = csv.DictReader(table)
    assert (row["file"], row["title"], row["published"]) == ("Pasted.txt", "Pasted", "2017-02-16")
    assert main(["add", atlas, "--resume"]) == 2 and "nothing waits" in capsys.readouterr().err
    assert main(["add", str(tmp_path / "nowhere"), "--resume"]) == 2
    assert main(["add", str(tmp_path / "nowhere")]) == 2 and "nothing is given" in capsys.readouterr().err
    assert main(["add", str(tmp_path / "nowhere"), str(tmp_path / "gone.txt")]) == 2 and "gone.txt: is not there" in capsys.readouterr().err
    assert main(["rebuild", str(tmp_path / "nowhere")]) == 2 and "not an atlas" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()
    for command in ("add", "rebuild"):
        assert main([command, str(REFERENCE)]) == 2 and not (REFERENCE / ".job").exists()
    assert main(["add", atlas, str(tmp_path / "gone.txt")]) == 2 and "is not there" in capsys.readouterr().err


@pytest.mark.parametrize("before", [["--look"], ["--published", "2019-03-14", "--look"]])
def test_inputs_may_stand_after_options(tmp_path: Path, capsys: pytest.CaptureFixture[str], before: list[str]) -> None:
    files(tmp_path / "in", report__pdf=a_pdf(SENTENCE))
    assert main(["add", str(tmp_path / "atlas"), *before, str(tmp_path / "in" / "report.pdf")]) == 0
    assert "report.pdf (" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["add", str(tmp_path / "atlas"), "--lok", "a.txt"])


def test_what_is_left_out_is_said_with_what_it_speaks_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = b"file,title,colour\na.txt,A,red,more\n"
    files(tmp_path / "in", a__txt=SENTENCE.encode(), b__txt=b"Rain fell in Oslo.", sources__csv=table)
    assert main(["add", str(tmp_path / "atlas"), str(tmp_path / "in"), "--look"]) == 1
    err = capsys.readouterr().err
    assert "geodata: b.txt: lies in the folder" in err and "column 'colour'" in err and "line 2 has more cells" in err
