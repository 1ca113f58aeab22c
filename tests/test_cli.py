"""The command line: what it writes, where, and with which exit status."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REFERENCE

from geodata.__main__ import COMMANDS, _parser, main
from geodata.errors import ConfigError

TEXT = "Talks were held in Mosul, Iraq, on Monday.\r\nThe café in Erbil reopened."


def run_parse(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lines: list[str], *options: str) -> tuple[int, list[dict]]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    status = main(["parse", *options])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_parse_gives_every_kind_of_finding(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    status, [found] = run_parse(monkeypatch, capsys, [json.dumps({"id": "x", "text": TEXT, "published": "2017-02-16"})])
    assert status == 0 and found["id"] == "x"
    assert [TEXT[t["start"] : t["end"]] for t in found["toponyms"]] == ["Mosul", "Iraq", "Erbil"]
    assert found["toponyms"][0]["geonames_id"] == 99072
    assert [(TEXT[t["start"] : t["end"]], t["type"], t["value"]) for t in found["timexes"]] == [("Monday", "DATE", "2017-02-13")]
    assert found["mentions"][0]["when_begin"] == "2017-02-13" and found["mentions"][0]["when_end"] == "2017-02-14"
    assert found["mentions"][0]["place_name"] == "Mosul" and found["problems"] == []


def test_parse_halves_and_demonyms(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    line = [json.dumps({"id": 7, "text": "Iraqi officials met in Mosul in 2014."})]
    _, [places] = run_parse(monkeypatch, capsys, line, "--only", "places", "--demonyms")
    assert sorted(places) == ["id", "toponyms"] and [t["kind"] for t in places["toponyms"]] == ["demonym", "name"]
    assert places["toponyms"][0]["lat"] is not None
    _, [dates] = run_parse(monkeypatch, capsys, line, "--only", "dates")
    assert sorted(dates) == ["id", "timexes"] and dates["timexes"][0]["value"] == "2014"


def test_a_broken_line_is_said_and_the_rest_is_written(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = run_parse(monkeypatch, capsys, ["{", '{"id": 1}', '{"id": 2, "text": "x", "published": "soon"}', '{"id": 3, "text": ""}'])
    assert status == 1
    assert ["error" in line for line in found] == [True, True, True, False]
    assert found[0]["error"].startswith("line 1:")
    assert [line["id"] for line in found] == [None, 1, 2, 3]


def test_parse_loads_nothing_that_only_an_atlas_needs() -> None:
    heavy = {"pandas", "ibis", "folium", "geopy", "requests"}
    code = f"import sys; from geodata.__main__ import main; main(['parse']); print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], input='{"text": "Rain fell in Mosul."}\n', capture_output=True, text=True, check=True)
    assert '"Mosul"' in done.stdout and done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_alone_is_the_one_among_all(name: str) -> None:
    alone, among_all = ({a.dest: a for a in _parser(names)._actions} for names in ((name,), COMMANDS))
    choices = [next(action.choices for action in actions.values() if action.choices) for actions in (alone, among_all)]
    assert list(choices[1]) == list(COMMANDS) and choices[0][name].format_help() == choices[1][name].format_help()


def test_build_reports_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["build", str(tmp_path / "in"), "--out", str(tmp_path / "atlas")]) == 0
    assert "1 document, 3 sentences" in capsys.readouterr().out
    (tmp_path / "in" / "b.bin").write_bytes(b"\0")
    assert main(["build", str(tmp_path / "in"), "--out", str(tmp_path / "atlas")]) == 1
    assert "b.bin" in capsys.readouterr().err
    (tmp_path / "in" / "b.bin").unlink()
    (tmp_path / "in" / "c.txt").write_text(
        "Les forces ont quitté la ville de Mossoul mardi, selon le ministère de la Défense. " * 3, encoding="utf-8"
    )
    for command in (
        ["build", str(tmp_path / "in"), "--out", str(tmp_path / "atlas")],
        ["add", str(tmp_path / "own"), str(tmp_path / "in" / "c.txt")],
    ):
        assert main(command) == 0
        assert "geodata: c.txt is in French: it is kept and listed, and not parsed" in capsys.readouterr().err
    assert main(["build", str(tmp_path / "nowhere"), "--out", str(tmp_path / "x")]) == 2


def test_export_filters_as_the_page_does(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["export", str(REFERENCE), "--format", "csv", "--happened", "2017-02-14"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows and all(row["when_begin"] <= "2017-02-14" < row["when_end"] for row in rows)
    out = tmp_path / "x.geojson"
    assert main(["export", str(REFERENCE), "--format", "geojson", "--status", "claimed", "-o", str(out)]) == 0
    assert {f["properties"]["status"] for f in json.loads(out.read_text(encoding="utf-8"))["features"]} == {"claimed"}


@pytest.mark.parametrize(("option", "known"), [("--layer", "humanitarian"), ("--said-by", ""), ("--source", ".txt")])
def test_a_filter_that_names_nothing_says_what_there_is(capsys: pytest.CaptureFixture[str], option: str, known: str) -> None:
    assert main(["export", str(REFERENCE), "--format", "csv", option, "nosuch"]) == 2
    said = capsys.readouterr()
    assert "is named 'nosuch'; known are: " in said.err and known in said.err and not said.out


@pytest.mark.parametrize("arguments", [["export", "nowhere", "--format", "csv"], ["build", "nowhere", "--out", "x"]])
def test_what_cannot_be_done_exits_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("window", ["2017", "2017-02-01..", "2017-03-01..2017-02-01", "x..y"])
def test_a_window_that_is_none_is_refused(window: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", str(REFERENCE), "--format", "csv", "--happened", window])
    assert window in capsys.readouterr().err


@pytest.mark.parametrize(("path", "said"), [("gone/x.csv", "is not there"), ("", "is a folder"), ("file/x.csv", "is no folder")])
def test_a_path_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, said: str) -> None:
    (tmp_path / "file").write_text("")
    assert main(["export", str(REFERENCE), "--format", "csv", "-o", str(tmp_path / path)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and err.startswith(f"geodata: {tmp_path / path}: ") and said in err


def test_a_bench_that_cannot_be_measured_here_leaves_the_others(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing() -> dict[str, float]:
        raise ConfigError("there is no browser")

    monkeypatch.setattr("geodata.bench.BENCHES", {"first": missing, "second": lambda: {"second_s": 2.0}})
    assert main(["bench"]) == 1
    told = capsys.readouterr()
    assert "first: there is no browser" in told.err and "second_s" in told.out
    assert main(["bench", "first"]) == 2
