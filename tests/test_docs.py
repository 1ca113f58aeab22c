"""The documents say what is so: commands, make targets, settings, layers and exports that they name are there, and the other way round."""

import argparse
import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from geodata.__main__ import _options, _parser
from geodata.atlas import open_atlas
from geodata.bench import BENCHES
from geodata.config import REFERENCE_ATLAS, AddingSettings, Settings, load_settings
from geodata.export import EXPORTS
from geodata.model import Atlas
from geodata.read import READERS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIG = (ROOT / "geodata" / "config.py").read_text(encoding="utf-8")
DOCS = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))))


def commands() -> dict[str, argparse.ArgumentParser]:
    [sub] = [a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(sub.choices)


def test_every_command_stands_in_the_readme() -> None:
    for name in commands():
        assert f"geodata {name}" in DOCS, name


@pytest.mark.parametrize("file", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda f: f.name)
def test_every_command_line_is_understood_as_it_is_written(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = re.findall(r"^    geodata (.+?)(?: *#.*)?$", text, re.MULTILINE)
    written = [] if file.name == "decisions.md" else re.findall(r"`geodata ([a-z]+ [^`|…]+)`", text)  # there they are named, not given
    for line in lines + written:
        _options(shlex.split(re.sub(r" (?:[<>] \S+|\|.*)", "", line)))
    assert lines or file.name not in ("README.md", "adding.md")


def test_every_target_that_is_named_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", "\n".join(re.findall(r"`[^`]+`|^    .+$", DOCS, re.MULTILINE)))) <= targets


def test_every_reader_and_export_is_named() -> None:
    for suffix in READERS:
        assert f"`{suffix}`" in README
    for name in EXPORTS:
        assert f"`{name}`" in README


def test_every_library_stands_among_the_decisions_with_its_reason() -> None:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \| [^|]+ \|$", (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8"), re.MULTILINE)
    explained = set(re.findall(r"[\w-]+", " ".join(rows)))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = (*project["dependencies"], *project["optional-dependencies"]["dev"])
    assert {re.split(r"[\[<>=]", one)[0] for one in needed} - explained == set()


def test_every_figure_that_is_said_to_come_from_a_bench_has_one() -> None:
    named = re.findall(r"`geodata bench ([a-z_ ]+)`", DOCS)
    assert {name for words in named for name in words.split()} <= set(BENCHES)


def test_every_key_of_an_atlas_and_every_setting_of_hosting_is_explained() -> None:
    what, hosting = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("what-it-is.md", "hosting.md"))
    for key in fields(Atlas):
        assert f"`{key.name}`" in what, key.name
    for setting in fields(Settings):
        assert setting.name in ("geocoder", "adding") or f"`{setting.name}`" in hosting, setting.name
    assert set(re.findall(r"`(GEODATA_[A-Z]+(?:_[A-Z]+)*)`", hosting)) <= set(re.findall(r"GEODATA_[A-Z_]+", CONFIG)) | {
        "GEODATA_ATLAS",
        "GEODATA_CACHE",
    }


def test_the_files_of_hosting_that_are_named_are_there() -> None:
    hosting = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    for name in ("deploy/Caddyfile", "deploy/dateline.service", "Dockerfile", "compose.yaml", "CITATION.cff"):
        assert (ROOT / name).is_file() and (name in DOCS or name in ("Dockerfile", "compose.yaml"))
    assert "disk does not last" in hosting and "/_stcore/health" in hosting


def test_the_citation_names_the_version_that_this_is() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["cff-version"] == "1.2.0" and {"message", "title", "authors"} <= set(cited)
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])


def test_the_limits_that_are_documented_are_the_settings(tmp_path: Path) -> None:
    block = DOCS[DOCS.index("    [adding]") :].split("\n\n")[0]
    (tmp_path / "geodata.toml").write_text(re.sub(r"^    ", "", block, flags=re.MULTILINE), encoding="utf-8")
    assert load_settings(tmp_path / "geodata.toml", {}).adding == AddingSettings()
    assert all(f"{f.name} = " in block for f in fields(AddingSettings))


def test_the_settings_of_the_readme_are_real(tmp_path: Path) -> None:
    block = README[README.index("    [geocoder]") :].split("\n\n")[0]
    (tmp_path / "geodata.toml").write_text(re.sub(r"^    ", "", block, flags=re.MULTILINE), encoding="utf-8")
    assert load_settings(tmp_path / "geodata.toml", {}).geocoder.kind == "nominatim"


@pytest.mark.parametrize(
    "file", [file for at in (".", "docs", "geodata/*", "static/*", "tests/*") for file in sorted(ROOT.glob(f"{at}/*.md"))], ids=lambda f: f.name
)
def test_every_link_to_a_file_leads_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)]+)\)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), target


def test_the_readme_says_of_the_reference_atlas_what_it_says_of_itself() -> None:
    assert "no full account" in open_atlas(REFERENCE_ATLAS).facts.summary
    assert "no full account" in README
