"""What people decided, append-only, in `decisions.sqlite`. Committed here before anything else shows it; never overwritten, only undone.

Only erasing a document takes decisions away: those about it, which quote it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from geodata.errors import AtlasError
from geodata.model import Action, Decision, Target

FILE = "decisions.sqlite"
_COLUMNS = 'action, source, start, "end", exact, prefix, suffix, value, by, at, undoes, text_sha256, saw'
_TABLE = """CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL, source TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, value TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
    undoes INTEGER REFERENCES decisions (number), text_sha256 TEXT NOT NULL DEFAULT '', saw INTEGER
) STRICT"""
_ADDED = {"text_sha256": "TEXT NOT NULL DEFAULT ''", "saw": "INTEGER"}
"""The columns that the first layout of an atlas did not have."""
_WAIT_S = 10.0
"""How long a writer waits for another one before it says that the atlas is in use."""


def append_decision(folder: Path, decision: Decision) -> int:
    """Store one decision durably and return its number. Raises AtlasError like `append_decisions`."""
    return append_decisions(folder, [decision])[0]


def append_decisions(folder: Path, decisions: Sequence[Decision]) -> list[int]:
    """Store decisions durably, all of them or none, and return their numbers: once this returns, no crash takes them away.

    Raises AtlasError where a value is no JSON, a decision that one undoes is not there, the disk refuses, or the file stays locked.
    """
    rows = [_row(decision) for decision in decisions]
    with _connected(folder) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(_TABLE)
        insert = f"INSERT INTO decisions ({_COLUMNS}) VALUES ({', '.join('?' * 13)})"
        return [connection.execute(insert, row).lastrowid or 0 for row in rows]


def read_decisions(folder: Path) -> list[tuple[int, Decision]]:
    """Every decision with its number, oldest first; an empty list where none was made."""
    if not (folder / FILE).exists():
        return []
    with _connected(folder) as connection:
        connection.execute(_TABLE)  # not there yet where a writer was killed between making the file and its first row
        rows = connection.execute(f"SELECT number, {_COLUMNS} FROM decisions ORDER BY number").fetchall()
    return [(row[0], _decision(row[1:])) for row in rows]


def count_decisions(folder: Path) -> int:
    """The number of the latest decision, which is how many were ever made unless some were erased; 0 where there is none."""
    if not (folder / FILE).exists():
        return 0
    with _connected(folder) as connection:
        connection.execute(_TABLE)
        found: int = connection.execute("SELECT coalesce(max(number), 0) FROM decisions").fetchone()[0]
    return found


def undone(numbered: Iterable[tuple[int, Decision]]) -> set[int]:
    """The numbers of the decisions that are undone. Undoing an undoing brings the first one back."""
    decisions = dict(numbered)
    found: set[int] = set()
    for number in sorted(decisions, reverse=True):
        target = decisions[number].undoes
        if target is not None and number not in found:
            found.add(target)
    return found


def copy_decisions(folder: Path, to: Path) -> None:
    """Copy every decision into another folder as they stand at one moment, also while somebody decides. Nothing where none was made."""
    if not (folder / FILE).exists():
        return
    with _connected(folder) as source, _connected(to) as copy:
        source.backup(copy)


def erase_decisions(folder: Path, source: str, text_sha256: str = "") -> int:
    """Take away every decision about a source, with what it quotes, and return how many there were. The file keeps no trace of their text.

    With `text_sha256` only those made on that text, and those of which the text is not known.
    """
    if not (folder / FILE).exists():
        return 0
    with _connected(folder) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(_TABLE)
        number = connection.execute(
            "DELETE FROM decisions WHERE source = ?1 AND (?2 = '' OR text_sha256 IN (?2, ''))", [source, text_sha256]
        ).rowcount
    with _connected(folder) as connection:
        connection.execute("VACUUM")
    return number


def upgrade_decisions(folder: Path) -> None:
    """Give the file of an earlier layout the columns it lacks. Doing so twice does no harm."""
    if not (folder / FILE).exists():
        return
    with _connected(folder) as connection:
        connection.execute(_TABLE)
        there = {row[1] for row in connection.execute("PRAGMA table_info(decisions)")}
        for name, kind in _ADDED.items():
            if name not in there:
                connection.execute(f"ALTER TABLE decisions ADD COLUMN {name} {kind}")


def _row(decision: Decision) -> tuple[object, ...]:
    target = decision.target
    try:
        json.loads(decision.value)
    except json.JSONDecodeError as error:
        raise AtlasError(f"the value of the decision on {target.exact!r} is no JSON: {error}") from error
    place = (target.source, target.start, target.end, target.exact, target.prefix, target.suffix)
    made = (decision.value, decision.by, decision.at.astimezone(UTC).isoformat(), decision.undoes)
    return (str(decision.action), *place, *made, target.text_sha256, decision.saw)


def _decision(row: Sequence[str]) -> Decision:
    action, source, start, end, exact, prefix, suffix, value, by, at, undoes, text_sha256, saw = row
    target = Target(source, int(start), int(end), exact, prefix, suffix, text_sha256)
    numbers = (None if number is None else int(number) for number in (undoes, saw))
    return Decision(Action(action), target, value, by, datetime.fromisoformat(at), *numbers)


@contextmanager
def _connected(folder: Path) -> Iterator[sqlite3.Connection]:
    file = folder / FILE
    try:
        with closing(sqlite3.connect(file, timeout=_WAIT_S)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            with connection:
                yield connection
    except sqlite3.IntegrityError as error:
        raise AtlasError(f"{file}: the decision to undo is not there") from error
    except sqlite3.Error as error:
        raise AtlasError(f"{file}: cannot be used ({error}); nothing was stored. If another program holds it, close that and try again") from error
