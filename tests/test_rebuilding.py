"""Building an atlas again ends well however it ends: killed at any moment, on a full disk; and what no size or lack of words can harm."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from documents import SENTENCE

from geodata import jobs, query
from geodata.__main__ import main
from geodata.atlas import builds, create_atlas, current_build, open_atlas, read_decisions
from geodata.atlas.durable import write_durably
from geodata.model import Atlas

ROOT = Path(__file__).parents[1]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An atlas of twenty documents, of which a rebuild makes something else."""
    monkeypatch.setenv("GEODATA_PLACES", str(tmp_path / "places"))
    folder, atlas = tmp_path / "in", tmp_path / "atlas"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02d}.txt").write_text(f"{SENTENCE} Report {number} speaks of Homs in 2016.", encoding="utf-8")
    create_atlas(atlas, Atlas("Mine", "", "", "", "", "", ""))
    assert main(["add", str(atlas), str(folder)]) == 0
    for file in (atlas / "sources").glob("*.txt"):
        file.write_text(file.read_text(encoding="utf-8").replace("Homs", "Hama"), encoding="utf-8")
    return atlas


def test_a_rebuild_that_is_killed_leaves_the_build_in_use_and_goes_through_the_next_time(mine: Path, tmp_path: Path) -> None:
    in_use, names = current_build(mine).name, builds(mine)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    for stage in ("start", "read", "place and date"):
        run = subprocess.Popen(
            [sys.executable, "-m", "geodata", "rebuild", str(mine)], cwd=tmp_path, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and run.poll() is None and jobs.progress(mine / ".job").stage != stage:
            time.sleep(0.005)
        run.kill()
        run.wait()
        opened = open_atlas(mine)
        assert current_build(mine).name == in_use and len(query.documents(opened)) == 20
    assert main(["rebuild", str(mine)]) == 0
    assert current_build(mine).name == in_use and len(builds(mine)) == len(names) + 1
    assert set(query.mentions(open_atlas(mine, builds(mine)[-1]))["surface"]) >= {"Hama"}
    newest = builds(mine)[-1]
    for _ in range(2):  # the same once more would push out those to go back to
        assert jobs.progress(mine / ".job").message == newest == builds(mine)[-1]
        assert main(["rebuild", str(mine)]) == 0
    assert not list((mine / "builds").glob(".*.part")) and list(read_decisions(mine)) == []


@pytest.mark.parametrize("where", ["texts", "builds"])
def test_a_rebuild_on_a_full_disk_says_so_and_changes_nothing(
    mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    in_use, names = current_build(mine).name, builds(mine)

    def full(file: Path, text: str) -> None:
        if where in file.parts:
            raise OSError(28, "No space left on device")
        write_durably(file, text)

    for module in ("geodata.atlas.durable", "geodata.atlas.layerset"):
        monkeypatch.setattr(f"{module}.write_durably", full)
    assert main(["rebuild", str(mine)]) == 2
    said = capsys.readouterr().err
    assert "No space left on device" in said and "Traceback" not in said
    assert current_build(mine).name == in_use and builds(mine) == names and jobs.progress(mine / ".job").state is jobs.State.FAILED
    monkeypatch.undo()
    assert main(["rebuild", str(mine)]) == 0 and len(builds(mine)) == len(names) + 1


def test_a_file_of_500_mb_is_listed_unread_and_a_document_without_places_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GEODATA_PLACES", str(tmp_path / "places"))
    folder = tmp_path / "in"
    folder.mkdir()
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(500_000_000)
    (folder / "none.txt").write_text("The committee met and agreed on nothing.", encoding="utf-8")
    assert main(["add", str(tmp_path / "atlas"), str(folder)]) == 1
    assert "huge.txt: is 500 MB large, more than the 100 MB that [adding] file_mb allows" in capsys.readouterr().err
    opened = open_atlas(tmp_path / "atlas")
    assert query.documents(opened)["source"].tolist() == ["none.txt"] and query.mentions(opened).empty
    assert not any(path.stat().st_size > 1_000_000 for path in (tmp_path / "atlas").rglob("*") if path.is_file())
