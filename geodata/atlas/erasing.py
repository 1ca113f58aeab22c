"""Erases a document from an atlas: text, mentions, decisions and every build that holds it. What stays is a tombstone that names it by its identity.

For what must not be kept: a witness at risk, a court's order, a text sent by mistake. Backups, exports and duplicates are other files, which only
their owner can find.
"""

import csv
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path

from geodata.atlas.decisions import erase_decisions
from geodata.atlas.durable import PASSING, replace_text
from geodata.atlas.layerset import builds, current_build, read_table, remove_build, save_files
from geodata.errors import AtlasError, reason_of
from geodata.rows import TABLES

FILE = "erased.csv"

ATTACHED = " - attached/"
"""What stands between the name of a message, without its suffix, and that of a document which was attached to it or quoted in it."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an erased document: the identity of its bytes (16 hexadecimal digits of their SHA-256), when it was erased, by whom and why."""

    document_id: str
    at: str
    by: str
    reason: str


def tombstones(folder: Path) -> dict[str, Tombstone]:
    """The erased documents of an atlas, by their identity; whoever adds a document looks here first. Raises AtlasError where the list is broken."""
    file = folder / FILE
    if not file.exists():
        return {}
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            found = [Tombstone(**row) for row in csv.DictReader(lines)]
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
        raise AtlasError(f"{file}: cannot be read: {reason_of(error)}") from error
    return {stone.document_id: stone for stone in found}


def erase_document(folder: Path, document: str, *, by: str, reason: str, at: datetime) -> Tombstone:
    """Erase the document of this identity or name (`source`) from the atlas, and return its tombstone.

    The tombstone is written first, the builds, which lead to all else, go last, and each step may be done twice: a run that was killed is finished by
    running it again. Raises AtlasError where no build holds such a document and none was erased, or where the disk refuses.
    """
    ids = _identities(folder, document)
    stones = tombstones(folder)
    if not ids and document in stones:
        ids = {document}
    if not ids:
        raise AtlasError(f"{folder}: no build holds a document {document!r}; name it by its file or by the 16 digits of its identity")
    for id_ in sorted(ids):
        stones.setdefault(id_, Tombstone(id_, at.astimezone(UTC).isoformat(timespec="seconds"), by, " ".join(reason.split())))
    _write(folder, stones.values())
    for source, text_sha256 in sorted(_texts(folder, ids)):
        erase_decisions(folder, source, text_sha256)
    for id_ in sorted(ids):
        _remove_text(folder, id_)
    _rebuild_without(folder, ids)
    return stones[min(ids)]


def came_with(folder: Path, document: str) -> tuple[str, ...]:
    """The names of other documents that may hold the words of this one (its identity or name): the message that it came with, and what came with it.

    A message is kept as it was given, so that what was attached to it or quoted in it is still there when that is erased, and the other way round.
    """
    sources = {row["source"] for row in _current(folder, "documents")}
    named = {row["source"] for row in _current(folder, "documents") if document in (row["id"], row["source"])}
    return tuple(sorted(other for other in sources - named if any(_is_with(one, other) or _is_with(other, one) for one in named)))


def _is_with(message: str, other: str) -> bool:
    stem, attached, _ = other.rpartition(ATTACHED)
    return bool(attached) and re.fullmatch(rf"{re.escape(stem)}(?:-\d+)?(?:\.eml)?", message) is not None


def _identities(folder: Path, document: str) -> set[str]:
    rows = [row for name in builds(folder) for row in read_table(folder / "builds" / name / "documents.csv")]
    return {row["id"] for row in rows if document in (row["id"], row["source"])}


def _texts(folder: Path, ids: set[str]) -> set[tuple[str, str]]:
    """Name and text checksum of each version of the documents; the checksum is empty where no other document has the name now."""
    rows = [row for name in builds(folder) for row in read_table(folder / "builds" / name / "documents.csv")]
    others = {row["source"] for row in _current(folder, "documents") if row["id"] not in ids}
    return {(row["source"], row["text_sha256"] if row["source"] in others else "") for row in rows if row["id"] in ids}


def _rebuild_without(folder: Path, ids: set[str]) -> None:
    """Put a copy of the build in use without the documents in its place, then remove every build that holds one of them."""
    holding = [name for name in builds(folder) if ids & {row["id"] for row in read_table(folder / "builds" / name / "documents.csv")}]
    if current_build(folder).name in holding:
        save_files({f"{table}.csv": _without(folder, table, ids) for table in TABLES}, folder)
    for name in holding:
        remove_build(folder, name)


def _without(folder: Path, table: str, ids: set[str]) -> str:
    """The table of the build in use without the rows about the documents, about their mentions, and about places that nothing else names."""
    rows = _current(folder, table)
    mentions = [row for row in _current(folder, "mentions") if row["document_id"] not in ids]
    left, named = {row["id"] for row in mentions}, {(row["place_gazetteer"], row["place_key"]) for row in mentions}
    if table == "documents":
        rows = [{**row, **({"copy_of": "", "copy_share": "0"} if row.get("copy_of") in ids else {})} for row in rows if row["id"] not in ids]
    elif table == "candidates":
        rows = [row for row in rows if row["mention_id"] in left]
    elif table == "places":
        rows = [row for row in rows if (row["gazetteer"], row["key"]) in named]
    else:
        sources = {row["source"] for row in _current(folder, "documents") if row["id"] in ids}
        rows = [row for row in rows if row.get("document_id") not in ids and row.get("subject") not in sources]
    return _csv(list(TABLES[table]), rows)


def _current(folder: Path, table: str) -> list[dict[str, str]]:
    return read_table(current_build(folder) / f"{table}.csv")


def _write(folder: Path, stones: Iterable[Tombstone]) -> None:
    names = [f.name for f in fields(Tombstone)]
    replace_text(folder / FILE, _csv(names, (dict(zip(names, astuple(s), strict=True)) for s in sorted(stones, key=lambda s: (s.at, s.document_id)))))


def _csv(columns: list[str], rows: Iterable[Mapping[str, str]]) -> str:
    text = StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _remove_text(folder: Path, document_id: str) -> None:
    """Remove what is kept of the document itself: its text, its bytes as they were given, and what was kept only to save work."""
    try:
        for kept in sorted(folder.glob(f"*/{document_id}*")):
            if kept.is_file():
                kept.unlink()
        _remove_source(folder / "sources", document_id)
        for passing in PASSING:
            shutil.rmtree(folder / passing, ignore_errors=True)
    except OSError as error:
        raise AtlasError(
            f"{folder}: the kept text of {document_id} cannot be removed ({error.strerror}); remove it yourself, or run this again"
        ) from error


def _remove_source(sources: Path, document_id: str) -> None:
    """Remove the document that was added to the atlas, and its row in the table beside it."""
    table = sources / "sources.csv"
    for file in sorted(path for path in sources.rglob("*") if path.is_file() and path != table):
        if sha256(file.read_bytes()).hexdigest().startswith(document_id):
            name = file.relative_to(sources).as_posix()
            rows = read_table(table)
            if rows:
                replace_text(table, _csv(list(rows[0]), (row for row in rows if row["file"] != name)))
            file.unlink()
