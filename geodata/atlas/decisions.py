"""What people decided, append-only, in `decisions.sqlite`. Committed here before anything else shows it; never overwritten, only undone."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

from geodata.errors import AtlasError
from geodata.model import Action, Decision, Target

FILE = "decisions.sqlite"
_COLUMNS = 'action, source, start, "end", exact, prefix, suffix, value, by, at, undoes'
_TABLE = """CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL, source TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, value TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
    undoes INTEGER REFERENCES decisions (number)
) STRICT"""
_WAIT_S = 5.0
"""How long a writer waits for another one before it says that the atlas is in use."""


def append_decision(folder: Path, decision: Decision) -> int:
    """Store one decision durably and return its number.

    Raises AtlasError where the value is no JSON, the decision it undoes is not there, or the file stays locked.
    """
    try:
        json.loads(decision.value)
    except json.JSONDecodeError as error:
        raise AtlasError(f"the value of the decision on {decision.target.exact!r} is no JSON: {error}") from error
    row = (str(decision.action), *astuple(decision.target), decision.value, decision.by, decision.at.astimezone(UTC).isoformat(), decision.undoes)
    with _connected(folder) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(_TABLE)
        number = connection.execute(f"INSERT INTO decisions ({_COLUMNS}) VALUES ({', '.join('?' * 11)})", row).lastrowid
    if number is None:
        raise AtlasError(f"{folder / FILE}: the decision was not stored")
    return number


def read_decisions(folder: Path) -> list[tuple[int, Decision]]:
    """Every decision with its number, oldest first; an empty list where none was made."""
    if not (folder / FILE).exists():
        return []
    with _connected(folder) as connection:
        rows = connection.execute(f"SELECT number, {_COLUMNS} FROM decisions ORDER BY number").fetchall()
    return [(row[0], _decision(row[1:])) for row in rows]


def count_decisions(folder: Path) -> int:
    """How many decisions were ever made; 0 where there is no file."""
    if not (folder / FILE).exists():
        return 0
    with _connected(folder) as connection:
        found: int = connection.execute("SELECT coalesce(max(number), 0) FROM decisions").fetchone()[0]
    return found


def in_force(numbered: Iterable[tuple[int, Decision]]) -> list[Decision]:
    """The decisions not undone, oldest first. Undoing an undoing brings the first one back."""
    decisions = dict(numbered)
    undone: set[int] = set()
    for number in sorted(decisions, reverse=True):
        target = decisions[number].undoes
        if target is not None and number not in undone:
            undone.add(target)
    return [d for number, d in sorted(decisions.items()) if number not in undone and d.undoes is None]


def _decision(row: tuple[str, ...]) -> Decision:
    action, source, start, end, exact, prefix, suffix, value, by, at, undoes = row
    target = Target(source, int(start), int(end), exact, prefix, suffix)
    return Decision(Action(action), target, value, by, datetime.fromisoformat(at), None if undoes is None else int(undoes))


@contextmanager
def _connected(folder: Path) -> Iterator[sqlite3.Connection]:
    file = folder / FILE
    try:
        connection = sqlite3.connect(file, timeout=_WAIT_S)
        try:
            with connection:
                yield connection
        finally:
            connection.close()
    except sqlite3.IntegrityError as error:
        raise AtlasError(f"{file}: the decision to undo is not there") from error
    except sqlite3.Error as error:
        raise AtlasError(f"{file}: cannot be used ({error}); if another program holds it, close that and try again") from error
