"""A layer set as CSV files in a numbered folder, and which number is in use."""

import csv
import re
import shutil
from collections.abc import Iterable
from datetime import date
from io import StringIO
from pathlib import Path

from geodata.atlas.facts import replace_text
from geodata.errors import AtlasError
from geodata.model import LayerSet
from geodata.rows import TABLES, Row, Schema, Value, rows_of

_NUMBER = re.compile(r"\d{4,}")


def current_build(folder: Path) -> Path:
    """The folder of the build in use. Raises AtlasError where there is none."""
    file = folder / "current"
    try:
        name = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise AtlasError(f"{folder}: holds no build yet; make one with 'geodata build SOURCES --out {folder}'") from error
    build = folder / "builds" / name
    if not _NUMBER.fullmatch(name) or not build.is_dir():
        raise AtlasError(f"{file}: names the build {name!r}, which is not there; build the atlas again")
    return build


def save(layer_set: LayerSet, folder: Path, *, only_current: bool = False) -> Path:
    """Write the layer set as a new build and put it in use; return its folder.

    Where it equals the build in use nothing is written, and that one is returned. Older builds stay, unless `only_current`.
    """
    files = {f"{name}.csv": _csv(TABLES[name], rows) for name, rows in rows_of(layer_set).items()}
    builds = folder / "builds"
    if (folder / "current").exists() and _same(current_build(folder), files):
        return current_build(folder)
    build = builds / f"{_last_number(builds) + 1:04d}"
    part = builds / f".{build.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name, text in files.items():
        (part / name).write_text(text, encoding="utf-8", newline="\n")
    part.rename(build)
    replace_text(folder / "current", build.name + "\n")
    if only_current:
        for old in builds.iterdir():
            if old != build:
                shutil.rmtree(old)
    return build


def _same(build: Path, files: dict[str, str]) -> bool:
    return all((build / name).is_file() and (build / name).read_text(encoding="utf-8") == text for name, text in files.items())


def _last_number(builds: Path) -> int:
    return max((int(p.name) for p in builds.glob("*") if _NUMBER.fullmatch(p.name)), default=0)


def _csv(schema: Schema, rows: Iterable[Row]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(schema)
    writer.writerows([_cell(row[name]) for name in schema] for row in rows)
    return text.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)
