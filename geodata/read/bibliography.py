"""`sources.csv` → its rows, each with a file that is safe to open. The table is input: no path and no value in it is trusted."""

import csv
import io
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from geodata.errors import ReadError
from geodata.model import Problem, Stage
from geodata.read.facts import KNOWN_FACTS, Fact, clean
from geodata.read.text import decode

SOURCES = "sources.csv"
"""The name of the table of bibliographic facts in a folder of documents."""

ORIGINS = "origins"
"""The column that says of the facts of a row where they come from ("title=given by hand|url=fetched"); what it does not name comes from the table."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the file as it is named there, where it lies, and the strings said of it."""

    source: str
    path: Path
    facts: Mapping[str, Fact]


LIST_SEPARATOR = "|"
_COLUMNS = ("file", *KNOWN_FACTS, ORIGINS)


def read_sources(folder: Path) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of the folder's `sources.csv` whose file exists inside the folder, in their order, and a problem for everything else.

    Raises ReadError where the table as a whole cannot be read.
    """
    try:
        data = (table_in(folder) or folder / SOURCES).read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read as a table: {error.strerror}") from error
    records, problems = _records(data)
    seen: set[Path] = set()
    names = _names(folder)
    rows = [row for number, record in records if (row := _row(folder, record, number, names, seen, problems))]
    return tuple(rows), tuple(problems)


def read_rows(data: bytes) -> tuple[list[tuple[int, str, dict[str, Fact]]], list[Problem]]:
    """The rows of a table that lies in no folder: the number of each line, the file as it is named there, and what is said of it.

    Raises ReadError where the table as a whole cannot be read.
    """
    records, problems = _records(data)
    return [(number, clean(record.get("file", "")), _facts(record)) for number, record in records], problems


def _records(data: bytes) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """The lines of a table by their numbers, each cell under the name of its column."""
    header, lines = _table(data)
    problems = [_problem("unknown_column", name or "(no name)", _unknown(name)) for name in header if name not in _COLUMNS]
    long = (f"line {number}" for number, cells in lines if len(cells) > len(header))
    problems += [_problem("broken_row", line, f"{line} has more cells than the header names; put values that hold commas in quotes") for line in long]
    return [(number, dict(zip(header, cells, strict=False))) for number, cells in lines], problems


def is_inside(path: Path, folder: Path) -> bool:
    """Whether the path, with every link followed, lies in the folder. False where links run in a circle."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _table(data: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text = decode(data)
        reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_delimiter(text))
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise ReadError(f"cannot be read as a table: {error}") from error
    header = [clean(name).lower() for name in lines[0][1]] if lines else []
    if "published" not in header:
        header = ["published" if name == "date" else name for name in header]  # as front matter may call it too
    if "file" not in header:
        raise ReadError(f"has no column 'file', so it names no document; its first line must name that column, and any of: {', '.join(KNOWN_FACTS)}")
    if doubled := sorted({name for name in header if name in _COLUMNS and header.count(name) > 1}):
        raise ReadError(f"has the column {doubled[0]!r} twice, so it is not clear which one counts")
    return header, lines[1:]


def _delimiter(text: str) -> str:
    """What parts the cells, told from the header: the comma, or what a spreadsheet writes where the comma parts decimals."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    for mark in ",;\t":
        if "file" in (clean(name).strip('"').lower() for name in header.split(mark)) and mark in header:
            return mark
    return ","


def table_in(folder: Path) -> Path | None:
    """The folder's table, whatever the case of its name; None where it has none."""
    if (folder / SOURCES).exists():
        return folder / SOURCES
    return next((path for path in sorted(folder.iterdir()) if path.name.lower() == SOURCES), None)


def _names(folder: Path) -> dict[str, str]:
    """The files of a folder by their paths in lower case, as systems compare them where tables are written; those that differ by case alone are not
    among them."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    times = Counter(name.lower() for name in names)
    return {name.lower(): name for name in names if times[name.lower()] == 1}


def _row(folder: Path, record: dict[str, str], number: int, names: Mapping[str, str], seen: set[Path], problems: list[Problem]) -> Row | None:
    source = record.get("file", "").strip()
    if not os.path.isfile(folder / source):  # noqa: PTH113 (a name that no system can have is no file either, where pathlib raises)
        source = names.get(source.replace("\\", "/").removeprefix("./").lower(), source)
    if not _is_safe(source, folder):
        problems.append(_problem("unsafe_path", clean(source) or f"line {number}", f"line {number}: a file must lie inside the folder"))
        return None
    path = folder / source
    if not os.path.isfile(path):  # noqa: PTH113 (as above)
        problems.append(_problem("missing_file", clean(source), f"line {number} names a file that is not in the folder"))
        return None
    if path.resolve() in seen:
        problems.append(_problem("duplicate_row", clean(source), f"line {number} names a file that an earlier line has; the first one counts"))
        return None
    seen.add(path.resolve())
    return Row(path.relative_to(folder).as_posix(), path, _facts(record))


def _facts(record: Mapping[str, str]) -> dict[str, Fact]:
    origins = dict(part.partition("=")[::2] for part in clean(record.get(ORIGINS, "")).split(LIST_SEPARATOR))
    return {name: Fact(record[name], origins.get(name, SOURCES)) for name in KNOWN_FACTS if record.get(name, "").strip()}


def _is_safe(source: str, folder: Path) -> bool:
    windows = PureWindowsPath(source)  # splits at both kinds of slash, so it sees what any system would
    if not source or any(ord(c) < 32 for c in source) or windows.drive or windows.root or ".." in windows.parts:
        return False
    return is_inside(folder / source, folder)


def _unknown(name: str) -> str:
    return f"the column {clean(name)!r} is not known and is left out; known are: file, {', '.join(KNOWN_FACTS)}"


def _problem(code: str, subject: str, message: str) -> Problem:
    return Problem(Stage.READ, code, subject, f"{SOURCES}: {message}")


def write_sources(rows: Iterable[tuple[str, Mapping[str, Fact]]]) -> str:
    """The table of these files and their facts, sorted by file, which `read_sources` reads back."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for source, facts in sorted(rows, key=lambda row: row[0]):
        origins = LIST_SEPARATOR.join(f"{name}={facts[name].origin}" for name in KNOWN_FACTS if name in facts and facts[name].origin != SOURCES)
        writer.writerow([source, *(clean(facts[name].value) if name in facts else "" for name in KNOWN_FACTS), origins])
    return text.getvalue()
