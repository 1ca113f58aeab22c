"""An atlas opened for reading: its build and its decisions in an in-memory DuckDB of its own.

The table `mentions` is what every page, count and export reads: the derived rows with the latest decision for each group of fields laid over, added
rows appended, rejected ones flagged, the facts of the document and of what it is a copy of beside each, and `site`, the identity of a distinct
(place, position, radius).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pandas as pd

from geodata.atlas.decisions import count_decisions, in_force, read_decisions
from geodata.atlas.facts import FILE as FACTS
from geodata.atlas.facts import read_facts
from geodata.atlas.layerset import current_build
from geodata.errors import AtlasError
from geodata.model import Action, Atlas, Decision, short_hash
from geodata.rows import ADDED, MENTIONS, TABLES, Schema

_GROUPS: Mapping[Action, tuple[str, ...]] = {
    Action.MOVE: (
        *("lat", "lon", "radius_m", "working"),
        *("place_gazetteer", "place_key", "place_name", "place_kind", "country", "admin1"),
    ),
    Action.REDATE: (
        *("when_begin", "when_end", "when_precision", "when_approximate"),
        *("dated_ground", "dated_words", "dated_rule", "dated_anchor"),
    ),
    Action.RELAYER: ("layer", "layer_rule"),
    Action.STATUS: ("status", "said_by"),
}
"""The columns that a decision replaces, all of them together: what its value does not name becomes empty or, in a text, ''."""

_FROM_DOCUMENT = ("source", "title", "publisher", "url", "licence", "content_note", "copy_of", "copy_share")
_MEMORY_LIMIT = "1GB"


@dataclass(frozen=True, slots=True)
class OpenAtlas:
    """An atlas in memory. `tables` are expressions bound to no connection, so that reading them costs no look at the database; safe to share
    between threads."""

    folder: Path
    facts: Atlas
    build: str
    version: str
    tables: Mapping[str, ir.Table]
    _connection: duckdb.DuckDBPyConnection

    def run(self, expression: ir.Table) -> pd.DataFrame:
        """The rows of an expression over `tables`, asked on a cursor of its own."""
        frame: pd.DataFrame = ibis.duckdb.from_connection(self._connection.cursor()).execute(expression)
        return frame


def version_of(folder: Path) -> str:
    """The build in use and the number of decisions: what must change before the atlas needs opening again. Raises AtlasError like `open_atlas`."""
    changed = (folder / FACTS).stat().st_mtime_ns if (folder / FACTS).exists() else 0
    return f"{current_build(folder).name}.{count_decisions(folder)}.{changed}"


def open_atlas(folder: Path) -> OpenAtlas:
    """Load the build in use and lay the decisions over it. Raises AtlasError where the folder is not a whole atlas."""
    version = version_of(folder)
    facts, build = read_facts(folder), current_build(folder)
    connection = duckdb.connect(config={"memory_limit": _MEMORY_LIMIT})
    try:
        for name, schema in TABLES.items():
            _load(connection, "derived" if name == "mentions" else name, schema, build / f"{name}.csv", ADDED.get(name, {}))
        _lay_over(connection, in_force(read_decisions(folder)))
    except duckdb.Error as error:
        raise AtlasError(f"{build}: is damaged or of another version ({error}); build the atlas again") from error
    return OpenAtlas(folder, facts, build.name, version, _tables(connection), connection)


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, ir.Table]:
    backend = ibis.duckdb.from_connection(connection.cursor())
    return {name: ibis.table(backend.table(name).schema(), name=name) for name in ("mentions", *TABLES)}


def _load(connection: duckdb.DuckDBPyConnection, table: str, schema: Schema, file: Path, added: Schema) -> None:
    """Load one table. A build made before some columns were added has them empty."""
    header = _header(file)
    lacks = {name: kind for name, kind in added.items() if name not in header}
    if lacks == schema:
        connection.execute(f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in schema.items())})")
        return
    connection.execute(_load_csv(table, {name: kind for name, kind in schema.items() if name not in lacks}), [str(file)])
    for name, kind in lacks.items():
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}{_default(kind)}")


def _header(file: Path) -> list[str]:
    """The names of a table's columns; none where it is not there."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", errors="replace") as lines:
        return lines.readline().rstrip("\n").split(",")


def _default(kind: str) -> str:
    return " DEFAULT ''" if kind == "VARCHAR" else ""


def _load_csv(table: str, schema: Schema) -> str:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in schema.items())
    texts = ", ".join(f"'{name}'" for name, kind in schema.items() if kind == "VARCHAR")
    return (
        f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, header=true, auto_detect=false, delim=',', quote='\"', escape='\"', "
        f"columns={{{columns}}}, force_not_null=[{texts}], max_line_size=10000000)"
    )


def _lay_over(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> None:
    connection.execute(_overlay_table())
    document_ids = dict(connection.execute("SELECT source, id FROM documents").fetchall())
    for decision in decisions:
        if document_id := document_ids.get(decision.target.source):
            _apply(connection, decision, document_id)
    connection.execute(_mentions_table())


def _apply(connection: duckdb.DuckDBPyConnection, decision: Decision, document_id: str) -> None:
    mention_id = short_hash(document_id, decision.target.start, decision.target.end)
    value: dict[str, Any] = json.loads(decision.value)
    if decision.action is Action.ADD:
        _insert(connection, "derived", _added(decision, document_id, mention_id, value))
        return
    changes: dict[str, Any] = {f"did_{decision.action}": True}
    changes |= {name: value.get(name, _empty(name)) for name in _GROUPS.get(decision.action, ())}
    if decision.action is Action.NOTE:
        changes["note"] = value.get("note", "")
    if decision.action in (Action.ACCEPT, Action.REJECT):
        changes |= {"did_accept": decision.action is Action.ACCEPT, "did_reject": decision.action is Action.REJECT}
    if connection.execute("SELECT 1 FROM overlay WHERE mention_id = ?", [mention_id]).fetchone() is None:
        _insert(connection, "overlay", {"mention_id": mention_id})
    assignments = ", ".join(f'"{name}" = ?' for name in changes)
    connection.execute(f"UPDATE overlay SET {assignments} WHERE mention_id = ?", [*changes.values(), mention_id])


def _added(decision: Decision, document_id: str, mention_id: str, value: Mapping[str, Any]) -> dict[str, Any]:
    target = decision.target
    known = {name: value.get(name, _empty(name)) for name in MENTIONS}
    place = {"id": mention_id, "document_id": document_id, "start": target.start, "end": target.end, "surface": target.exact, "phrase": target.exact}
    return {**known, **place, "quote": value.get("quote", target.prefix + target.exact + target.suffix)}


def _empty(column: str) -> object:
    return {"VARCHAR": "", "BOOLEAN": False}.get(MENTIONS[column])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: Mapping[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def _overlay_table() -> str:
    flags = [f"did_{action} BOOLEAN DEFAULT false" for action in Action if action is not Action.ADD]
    fields = [f'"{name}" {MENTIONS[name]}' for names in _GROUPS.values() for name in names]
    return f"CREATE TABLE overlay (mention_id VARCHAR PRIMARY KEY, note VARCHAR DEFAULT '', {', '.join(flags + fields)})"


def _mentions_table() -> str:
    group = {name: action for action, names in _GROUPS.items() for name in names}
    columns = [f'CASE WHEN o.did_{group[n]} THEN o."{n}" ELSE m."{n}" END AS "{n}"' if n in group else f'm."{n}"' for n in MENTIONS]
    columns += [f"d.{name}" for name in _FROM_DOCUMENT]
    columns += [f"coalesce(c.{name}, '') AS copy_{name}" for name in ("title", "publisher")]
    columns += [
        "coalesce(o.did_reject, false) AS rejected",
        "coalesce(o.did_accept OR o.did_move OR o.did_redate OR o.did_relayer OR o.did_status, false) AS reviewed",
        "coalesce(o.note, '') AS note",
    ]
    site = "left(sha256(concat_ws(':', place_gazetteer, place_key, lat, lon, radius_m)), 16) AS site"
    return (
        f"CREATE TABLE mentions AS SELECT *, {site} FROM (SELECT {', '.join(columns)} FROM derived m "
        "JOIN documents d ON d.id = m.document_id LEFT JOIN documents c ON c.id = d.copy_of LEFT JOIN overlay o ON o.mention_id = m.id) "
        "ORDER BY when_begin NULLS LAST, source, start"
    )
