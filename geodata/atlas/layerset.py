"""A layer set as CSV files in a numbered folder, and which number is in use. A build may be a candidate: written, but not in use."""

import csv
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO
from pathlib import Path

from geodata.atlas.durable import clear_parts, replace_text, turn, whole_folder, write_durably
from geodata.errors import AtlasError, reason_of
from geodata.model import LayerSet
from geodata.rows import TABLES, Row, Schema, Value, rows_of

_NUMBER = re.compile(r"\d{4,}")
_LAST = ".last"
"""Beside the builds: the highest number that was ever used and then removed, so that no number is used again."""


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


def named_build(folder: Path, name: str) -> Path:
    """The folder of the build of this name. Raises AtlasError where it is not there: a name is never taken for a path."""
    _check_there(folder, name)
    return folder / "builds" / name


def builds(folder: Path) -> list[str]:
    """The names of all builds, oldest first. What comes after the one in use is a candidate, or was in use until someone went back."""
    return sorted((p.name for p in (folder / "builds").glob("*") if _NUMBER.fullmatch(p.name) and p.is_dir()), key=int)


def count_documents(folder: Path) -> int:
    """How many documents the build in use holds, without opening the atlas. Raises AtlasError where there is none."""
    file = current_build(folder) / "documents.csv"
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return max(sum(1 for _ in csv.reader(lines)) - 1, 0)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AtlasError(f"{file}: cannot be read ({reason_of(error)}); build the atlas again") from error


def read_table(file: Path) -> list[dict[str, str]]:
    """The rows of a table as text, however long a cell; none where it is not there. Raises AtlasError where it cannot be read."""
    usual = csv.field_size_limit(10_000_000)
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AtlasError(f"{file}: cannot be read: {reason_of(error)}") from error
    finally:
        csv.field_size_limit(usual)


def save(layer_set: LayerSet, folder: Path, *, only_current: bool = False, candidate: bool = False, keep: int | None = None) -> Path:
    """Write the layer set as a new build and return its folder; it is put in use unless it is a `candidate`.

    Where it equals the build in use, or is a candidate and equals the latest build, nothing is written, and that one is returned. Older builds stay:
    all of them, or `keep` builds in all where it is given, or none with `only_current`. Raises AtlasError where the disk refuses: the atlas is then
    as it was.
    """
    files = {f"{name}.csv": _csv(TABLES[name], rows) for name, rows in rows_of(layer_set).items()}
    return save_files(files, folder, candidate=candidate, keep=1 if only_current else keep)


def save_files(files: Mapping[str, str], folder: Path, *, candidate: bool = False, keep: int | None = None) -> Path:
    """Like `save`, for tables that are text already: file name → its text."""
    with turn(folder):
        if (folder / "current").exists() and _same(current_build(folder), files):
            return current_build(folder)
        if candidate and (names := builds(folder)) and _same(folder / "builds" / names[-1], files):
            return folder / "builds" / names[-1]
        clear_parts(folder / "builds")
        build = folder / "builds" / f"{_last_number(folder) + 1:04d}"
        whole_folder(build, lambda part: _write(part, files))
        if not candidate or not (folder / "current").exists():
            replace_text(folder / "current", build.name + "\n")
        if keep is not None:
            _prune(folder, keep, build.name)
    return build


def put_in_use(folder: Path, name: str) -> None:
    """Make an earlier build, or a candidate, the one in use. Raises AtlasError where it is not there."""
    with turn(folder):
        _check_there(folder, name)
        replace_text(folder / "current", name + "\n")


def remove_build(folder: Path, name: str) -> None:
    """Remove a build that is not in use. Raises AtlasError where it is in use or not there."""
    with turn(folder):
        _check_there(folder, name)
        if current_build(folder).name == name:
            raise AtlasError(f"{folder}: the build {name} is in use; put another in use before you remove it")
        _remove(folder, name)


def _check_there(folder: Path, name: str) -> None:
    if name not in builds(folder):
        raise AtlasError(f"{folder}: holds no build {name!r}; it may have been removed meanwhile. There are: {', '.join(builds(folder))}")


def _prune(folder: Path, keep: int, new: str) -> None:
    """Remove the oldest builds, but neither the one in use nor the new one."""
    stay = {new, current_build(folder).name}
    spare = [name for name in builds(folder) if name not in stay]
    for name in spare[: max(len(spare) + len(stay) - keep, 0)]:
        _remove(folder, name)


def _remove(folder: Path, name: str) -> None:
    if int(name) == _last_number(folder):
        replace_text(folder / "builds" / _LAST, name + "\n")
    gone = folder / "builds" / f".{name}.gone.part"
    (folder / "builds" / name).rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _write(part: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        write_durably(part / name, text)


def _same(build: Path, files: Mapping[str, str]) -> bool:
    return all((build / name).is_file() and (build / name).read_text(encoding="utf-8") == text for name, text in files.items())


def _last_number(folder: Path) -> int:
    file = folder / "builds" / _LAST
    said = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    return max((int(name) for name in (*builds(folder), said) if _NUMBER.fullmatch(name)), default=0)


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
