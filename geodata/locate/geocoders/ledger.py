"""What is remembered between requests, runs and processes: answers, when the next request may go out, and who asked us to wait.

One SQLite file in the cache folder; deleting it forgets the answers and does no other harm.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from geodata.errors import ConfigError, LookupFailed, reason_of
from geodata.model import Place

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (service TEXT, name TEXT, places TEXT NOT NULL, PRIMARY KEY (service, name));
CREATE TABLE IF NOT EXISTS pace (id INTEGER PRIMARY KEY CHECK (id = 1), next_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS holds (service TEXT PRIMARY KEY, until REAL NOT NULL);
"""
_BUSY_S = 30.0

FARTHEST_S = 86_400.0
"""A time noted more than a day ahead is a clock that was set back, and is not believed."""


class Ledger:
    """The open ledger. Times are seconds of the epoch, given by the caller. Safe between threads and processes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(file, timeout=_BUSY_S)) as connection:
                connection.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(f"the geocoder's cache {file} cannot be written ({reason_of(error)}); set GEODATA_CACHE to one that can") from error

    def answer(self, service: str, name: str) -> tuple[Place, ...] | None:
        """What the service answered about this name; None where it was never asked, empty where it knew nothing."""
        with self._transaction() as connection:
            row = connection.execute("SELECT places FROM answers WHERE service = ? AND name = ?", (service, name)).fetchone()
        return None if row is None else tuple(_place(fields) for fields in json.loads(row[0]))

    def keep(self, service: str, name: str, places: tuple[Place, ...]) -> None:
        """Note an answer, an empty one too."""
        written = json.dumps([asdict(place) for place in places], ensure_ascii=False)
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (service, name, written))

    def reserve(self, now: float, delay_s: float) -> float:
        """Take the next free turn of the whole application, `delay_s` after the last one. Returns the seconds to wait for it."""
        with self._transaction() as connection:
            row = connection.execute("SELECT next_at FROM pace").fetchone()
            turn = max(now, row[0]) if row and row[0] < now + FARTHEST_S else now
            connection.execute("INSERT OR REPLACE INTO pace VALUES (1, ?)", (turn + delay_s,))
        return turn - now

    def hold(self, service: str, until: float) -> None:
        """Note that a service asked us to send nothing before a time."""
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO holds VALUES (?, ?)", (service, until))

    def held_for(self, service: str, now: float) -> float:
        """For how many seconds more a service wants no request; 0 where it did not say so."""
        with self._transaction() as connection:
            row = connection.execute("SELECT until FROM holds WHERE service = ?", (service,)).fetchone()
        return row[0] - now if row and now < row[0] < now + FARTHEST_S else 0.0

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._file, timeout=_BUSY_S, isolation_level=None)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise LookupFailed(f"the geocoder's cache {self._file} could not be used: {error}") from error


def _place(fields: dict[str, object]) -> Place:
    return Place(**{**fields, "other_names": tuple(fields["other_names"])})  # type: ignore[arg-type]
