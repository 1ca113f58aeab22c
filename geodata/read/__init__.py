"""A folder of files → `Document`s. First `plan` what to read, then `read_item` one by one, so that a file that fails stops no other.

Never fetches, never trusts a path or a value it was given, never looks at today's date. In a folder with `sources.csv` the files it names are
the documents; without one, every file is. Files whose name begins with a dot or with README describe the folder and are no documents, unless
`sources.csv` names them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import ReadError, UnsupportedFormat
from geodata.model import Document, Problem, Stage
from geodata.read.bibliography import SOURCES, Row, is_inside, read_sources
from geodata.read.facts import Facts, check_facts
from geodata.read.identity import document_of_text, make_document
from geodata.read.text import facts_of, text_of

__all__ = ["READERS", "Item", "Plan", "Reader", "document_of_text", "plan", "read_item"]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of file is read: `text` gives its text (NFC, `\\n`), `facts` what it says of itself. Both raise ReadError."""

    text: Callable[[bytes], str]
    facts: Callable[[bytes], Mapping[str, str]]


READERS: Mapping[str, Reader] = {".txt": Reader(text_of, facts_of), ".md": Reader(text_of, facts_of)}
"""The readers by the file's suffix in lower case. A new kind of file is one more line here."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read. `source` is its path inside the folder with `/` between, and is what the atlas calls it."""

    source: str
    path: Path
    facts: Facts


@dataclass(frozen=True, slots=True)
class Plan:
    """What a folder holds: the items sorted by their name, and what is wrong with its `sources.csv` or its files' facts."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


def plan(folder: Path) -> Plan:
    """List what is to be read in the folder, with its bibliographic facts; those of `sources.csv` go before a file's own front matter.

    A `sources.csv` that cannot be read is a problem, and the files are then read without it. Raises ReadError where the folder is none.
    """
    rows, problems = _rows(folder)
    items: list[Item] = []
    for row in sorted(rows, key=lambda row: row.source):
        facts, wrong = check_facts({**_own_facts(row.path), **{name: value for name, value in row.facts if value.strip()}}, row.source)
        items.append(Item(row.source, row.path, facts))
        problems += wrong
    return Plan(tuple(items), tuple(problems))


def read_item(item: Item) -> Document:
    """Read one file. Raises UnsupportedFormat where no reader knows its suffix, ReadError where it cannot be opened or is not text."""
    reader = READERS.get(item.path.suffix.lower())
    if reader is None:
        raise UnsupportedFormat(f"{item.source}: files ending in {item.path.suffix!r} are not read; known are: {', '.join(sorted(READERS))}")
    try:
        data = item.path.read_bytes()
        return make_document(item.source, data, reader.text(data), item.facts)
    except OSError as error:
        raise ReadError(f"{item.source}: cannot be opened: {error.strerror}") from error
    except ReadError as error:
        raise type(error)(f"{item.source}: {error}") from error


def _rows(folder: Path) -> tuple[tuple[Row, ...], list[Problem]]:
    files, problems = _files(folder)
    everything = tuple(Row(source, path, ()) for source, path in files.items())
    if not (folder / SOURCES).exists():
        return everything, problems
    try:
        rows, wrong = read_sources(folder)
    except ReadError as error:
        message = f"{SOURCES} {error}; the files are read without it"
        return everything, [*problems, Problem(Stage.READ, "unreadable_sources", SOURCES, message)]
    listed = {row.path.resolve() for row in rows}
    unlisted = (source for source, path in files.items() if path.resolve() not in listed and path.suffix.lower() in READERS)
    return rows, [*problems, *wrong, *(_not_listed(source) for source in unlisted)]


def _files(folder: Path) -> tuple[dict[str, Path], list[Problem]]:
    if not folder.is_dir():
        raise ReadError(f"{folder} is not a folder")
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    names = sorted(source for source, path in paths.items() if not _is_about_the_folder(path.relative_to(folder)))
    inside = {source: paths[source] for source in names if is_inside(paths[source], folder)}
    message = "is a link that leaves the folder, and is not read"
    return inside, [Problem(Stage.READ, "unsafe_path", source, message) for source in names if source not in inside]


def _is_about_the_folder(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.name.upper().startswith("README") or path.as_posix() == SOURCES


def _own_facts(path: Path) -> Mapping[str, str]:
    reader = READERS.get(path.suffix.lower())
    try:
        return reader.facts(path.read_bytes()) if reader else {}
    except (OSError, ReadError):
        return {}  # reading the item will say what is wrong


def _not_listed(source: str) -> Problem:
    return Problem(Stage.READ, "not_listed", source, f"lies in the folder but {SOURCES} does not name it, so it is not read")
