"""A folder of files → `Document`s. First `plan` what to read, then `read_whole` one by one, so that a file that fails stops no other.

Fetches an address only where `fetch` is called for it, never trusts a path or a value it was given, never looks at today's date. In a folder with
`sources.csv` the files it names are the documents; without one, every file is. Files whose name begins with a dot or with README describe the folder
and are no documents, unless `sources.csv` names them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geodata.config import AddingSettings
from geodata.errors import ReadError, UnsupportedFormat
from geodata.model import Document, Problem, Stage
from geodata.read.archive import Member, members
from geodata.read.bibliography import SOURCES, Row, is_inside, read_rows, read_sources, table_in, write_sources
from geodata.read.content import Content
from geodata.read.facts import BY_HAND, Fact, settle
from geodata.read.facts import clean as plain_name
from geodata.read.fetch import Reach, fetch, name_of
from geodata.read.identity import document_of_text, make_document
from geodata.read.kinds import MAILBOX, ZIP, kind_of, messages, suffix_of
from geodata.read.language import language_name, language_of, primary
from geodata.read.mail import attachments, read_mail
from geodata.read.pdf import PDF_PROPERTIES, read_pdf
from geodata.read.text import read_text
from geodata.read.web import read_page
from geodata.read.word import WORD_PROPERTIES, read_word

__all__ = [
    "BY_HAND",
    "MAILBOX",
    "READERS",
    "SOURCES",
    "ZIP",
    "Fact",
    "Item",
    "Member",
    "Plan",
    "Reach",
    "attachments",
    "bytes_of",
    "document_of_text",
    "fetch",
    "is_dated_by_file",
    "is_parsed",
    "kind_of",
    "language_name",
    "members",
    "messages",
    "name_of",
    "plain_name",
    "plan",
    "read_rows",
    "read_whole",
    "write_sources",
]

Reader = Callable[[bytes, AddingSettings], Content]
"""Bytes and limits → what is in them. Raises ReadError."""

READERS: Mapping[str, Reader] = {
    ".txt": lambda data, limits: read_text(data),
    ".md": lambda data, limits: read_text(data),
    ".html": lambda data, limits: read_page(data),
    ".pdf": lambda data, limits: read_pdf(data, limits.pages),
    ".docx": read_word,
    ".eml": lambda data, limits: read_mail(data),
}
"""The readers by the kind of file, written as its usual suffix. A new kind of file is one more line here."""

_LIMITS = AddingSettings()
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read. `source` is its path inside the folder with `/` between, and is what the atlas calls it; `given` are the facts that
    `sources.csv` has of it."""

    source: str
    path: Path
    given: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a folder holds: the items sorted by their name, and what is wrong with its `sources.csv`."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


def plan(folder: Path) -> Plan:
    """List what is to be read in the folder, with what `sources.csv` says of it. No file is opened but that table.

    A `sources.csv` that cannot be read is a problem, and the files are then read without it. Raises ReadError where the folder is none.
    """
    rows, problems = _rows(folder)
    return Plan(tuple(Item(row.source, row.path, row.facts) for row in sorted(rows, key=lambda row: row.source)), tuple(problems))


def read_whole(item: Item, limits: AddingSettings = _LIMITS) -> tuple[Document, tuple[Problem, ...]]:
    """One file as a document, and a problem for each fact that was left out because it cannot be true, and for each part of it that is not read.

    Raises ReadError, UnsupportedFormat where nothing here can read its kind.
    """
    try:
        data = bytes_of(item.path, limits)
        content = _reader(item.source, data)(data, limits)
    except ReadError as error:
        raise type(error)(f"{item.source}: {error}") from error
    if len(content.text) > limits.characters:
        raise ReadError(f"{item.source}: is {len(content.text):,} characters long, more than the {limits.characters:,} of [adding] characters")
    facts, problems = settle(item.given, content.facts, item.source)
    document = make_document(item.source, data, content.text, facts)
    missed = (Problem(Stage.READ, "partly_read", item.source, f"{item.source}: {note}", document.id) for note in content.notes)
    return _with_language(document), (*problems, *missed)


def is_parsed(document: Document) -> bool:
    """Whether the document is in the language that is parsed, English, as far as is known."""
    return not document.language or primary(document.language) == "en"


def is_dated_by_file(document: Document) -> bool:
    """Whether all that dates the document is the day when its file was made, which for a page that was printed to a PDF is any later day."""
    return dict(document.origins).get("published") in (PDF_PROPERTIES, WORD_PROPERTIES)


def _with_language(document: Document) -> Document:
    """What a person says of the language stands; else its words decide where they are clear, for pages often claim a language they are not in."""
    origin = dict(document.origins).get("language", "")
    found = language_of(document.text)
    if origin in (BY_HAND, SOURCES) or not found or primary(document.language) == found:
        return document
    said = f" (not {document.language}, as {origin} has it)" if document.language else ""
    others = tuple(pair for pair in document.origins if pair[0] != "language")
    return replace(document, language=found, origins=(*others, ("language", f"recognised by its words{said}")))


def bytes_of(path: Path, limits: AddingSettings) -> bytes:
    """What a file holds. Raises ReadError where it is not there, is no file, is too large, or may not be opened; the message names no file."""
    try:
        if not path.is_file():
            raise ReadError("is not there, or is no file")
        if (size := path.stat().st_size) > limits.file_mb * _MB:
            raise ReadError(f"is {size / _MB:,.0f} MB large, more than the {limits.file_mb:,.0f} MB that [adding] file_mb allows")
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror}") from error


def _reader(source: str, data: bytes) -> Reader:
    kind = kind_of(source, data)
    if kind in (ZIP, MAILBOX):
        raise UnsupportedFormat("is an archive; 'geodata add' takes what is in it, or unpack it here")
    if kind not in READERS:
        raise UnsupportedFormat(f"files ending in {suffix_of(source)!r} are not read; known are: {', '.join(sorted(READERS))}")
    return READERS[kind]


def _rows(folder: Path) -> tuple[tuple[Row, ...], list[Problem]]:
    files, problems = _files(folder)
    everything = tuple(Row(source, path, {}) for source, path in files.items())
    if table_in(folder) is None:
        return everything, problems
    try:
        rows, wrong = read_sources(folder)
    except ReadError as error:
        message = f"{SOURCES} {error}; the files are read without it"
        return everything, [*problems, Problem(Stage.READ, "unreadable_sources", SOURCES, message)]
    listed = {row.path.resolve() for row in rows}
    unlisted = (source for source, path in files.items() if path.resolve() not in listed and suffix_of(source) in READERS)
    return rows, [*problems, *wrong, *(_not_listed(source) for source in unlisted)]


def _files(folder: Path) -> tuple[dict[str, Path], list[Problem]]:
    if not folder.is_dir():
        raise ReadError(f"{folder} is not a folder")
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    names = sorted(source for source, path in paths.items() if not _is_about_the_folder(path.relative_to(folder)))
    inside = {source: paths[source] for source in names if is_inside(paths[source], folder)}
    refused = {source: "is a link that leaves the folder, and is not read" for source in names if source not in inside}
    links = (path for path in folder.rglob("*") if path.is_symlink() and not path.is_file() and not _is_about_the_folder(path.relative_to(folder)))
    for path in links:
        what = "to a folder, and is not followed" if path.is_dir() else "to nothing, and is not read"
        refused[path.relative_to(folder).as_posix()] = f"is a link {what}"
    return inside, [Problem(Stage.READ, "unsafe_path", source, message) for source, message in sorted(refused.items())]


def _is_about_the_folder(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.name.upper().startswith("README") or path.as_posix().lower() == SOURCES


def _not_listed(source: str) -> Problem:
    return Problem(Stage.READ, "not_listed", source, f"lies in the folder but {SOURCES} does not name it, so it is not read")
