"""An atlas opened for reading: its build and its decisions in an in-memory DuckDB of its own.

The table `mentions` is what every page, count and export reads: the derived rows with the latest decision for each group of fields laid over, added
rows appended, rejected ones flagged, the facts of the document and of what it is a copy of beside each, `contradiction`, what of the source's dates
contradicts itself there, and `site`, the identity of a distinct (place, position, radius). `searched` is what a search looks through: some of the
columns, folded, one a line.

DuckDB, Ibis and pandas are loaded when an atlas is opened: what only writes one starts in half the time without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.atlas.decisions import count_decisions, read_decisions
from geodata.atlas.facts import FILE as FACTS
from geodata.atlas.facts import check_schema, shown_facts
from geodata.atlas.layerset import current_build, named_build
from geodata.atlas.overlay import FLAGS, FLAGS_OF_GROUPS, GROUPS, Kept, Source, lay
from geodata.atlas.texts import read_text
from geodata.errors import AtlasError
from geodata.model import Atlas
from geodata.rows import ADDED, MENTIONS, TABLES, Schema
from geodata.searching import folded
from geodata.unseen import clean

if TYPE_CHECKING:
    import duckdb
    import ibis.expr.types as ir
    import pandas as pd

_FROM_DOCUMENT = ("source", "title", "publisher", "url", "licence", "content_note", "copy_of", "copy_share")
_SEARCHED = ("quote", "phrase", "place_name", "title", "said_by")
_VERBATIM = frozenset(("source", "surface"))
"""What decisions are anchored by: the file's name and the words of the text. Whoever shows them cleans them."""

_OF_LINES = frozenset(("note",))
"""Columns that hold a line for each thing said."""

_PERHAPS_UNSEEN = r"[\x00-\x1f\x7f-\x9f\x{2028}-\x{202e}\x{2066}-\x{2069}\x{fffe}\x{ffff}]"
"""Finds, in the engine, the few texts that `clean` has to change: all that it takes away, but for what no file in UTF-8 can hold."""

_MEMORY_LIMIT = "1GB"
_IN_ORDER = "ORDER BY when_begin NULLS LAST, source, start"
_CONTRADICTIONS = """
    SELECT m.id, string_agg(p.message, ' ' ORDER BY p.start, p.message) AS contradiction
    FROM derived m JOIN problems p ON p.document_id = m.document_id
    WHERE p.code = 'contradiction' OR p.code = 'weekday' AND p.start >= m.quote_start AND p."end" <= m.quote_end GROUP BY m.id
"""
"""What contradicts itself in a source, on each mention that it touches: the document's own date touches all of them, a day of the week that does
not fit its date those whose quotation holds it."""


@dataclass(frozen=True, slots=True)
class OpenAtlas:
    """An atlas in memory. `tables` are expressions bound to no connection, so that reading them costs no look at the database; safe to share
    between threads. `history` holds every decision as it stands now, oldest first; the latest one's number is `seen`.
    """

    folder: Path
    facts: Atlas
    build: str
    version: str
    tables: Mapping[str, ir.Table]
    history: tuple[Kept, ...]
    _connection: duckdb.DuckDBPyConnection

    @property
    def seen(self) -> int:
        """The number of the latest decision that is laid over; 0 where there is none."""
        return self.history[-1].number if self.history else 0

    def run(self, expression: ir.Table) -> pd.DataFrame:
        """The rows of an expression over `tables`, asked on a cursor of its own."""
        import ibis

        frame: pd.DataFrame = ibis.duckdb.from_connection(self._connection.cursor()).execute(expression)
        return frame


def version_of(folder: Path) -> str:
    """The build in use and the number of decisions: what must change before the atlas needs opening again. Raises AtlasError like `open_atlas`."""
    changed = (folder / FACTS).stat().st_mtime_ns if (folder / FACTS).exists() else 0
    return f"{current_build(folder).name}.{count_decisions(folder)}.{changed}"


def open_atlas(folder: Path, build_name: str | None = None) -> OpenAtlas:
    """Load the build in use, or another one of this name, and lay the decisions over it. Raises AtlasError where the folder is not a whole atlas."""
    import duckdb

    check_schema(folder)
    version = version_of(folder)
    facts = shown_facts(folder)
    build = current_build(folder) if build_name is None else named_build(folder, build_name)
    connection = duckdb.connect(config={"memory_limit": _MEMORY_LIMIT})
    try:
        for name, schema in TABLES.items():
            _load(connection, "derived" if name == "mentions" else name, schema, build / f"{name}.csv", ADDED.get(name, {}))
        history = _lay_over(connection, folder)
    except duckdb.Error as error:
        raise AtlasError(f"{build}: is damaged or of another version ({error}); build the atlas again") from error
    return OpenAtlas(folder, facts, build.name, version, _tables(connection), history, connection)


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, ir.Table]:
    import ibis

    ibis.options.sql.fuse_selects = False  # DuckDB merges nested selects itself; for Ibis it is most of the time of a query on a small atlas
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
    return {"VARCHAR": " DEFAULT ''", "BOOLEAN": " DEFAULT false"}.get(kind, "")


def _load_csv(table: str, schema: Schema) -> str:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in schema.items())
    texts = ", ".join(f"'{name}'" for name, kind in schema.items() if kind == "VARCHAR")
    return (
        f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, header=true, auto_detect=false, delim=',', quote='\"', escape='\"', "
        f"columns={{{columns}}}, force_not_null=[{texts}], max_line_size=10000000)"
    )


def _lay_over(connection: duckdb.DuckDBPyConnection, folder: Path) -> tuple[Kept, ...]:
    """Lay the decisions of the atlas over the table `derived`, as the table `mentions`; give them as they stand now."""
    found = lay(read_decisions(folder), _sources(connection, folder))
    if found.added:
        connection.execute("DELETE FROM derived WHERE list_contains(?, id)", [list(found.added)])
        _insert(connection, "derived", MENTIONS, found.added.values())
    columns = {"mention_id": "VARCHAR", "note": "VARCHAR", **dict.fromkeys(FLAGS, "BOOLEAN"), **_overlaid()}
    defined = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    connection.execute(f"CREATE TABLE overlay ({defined})")
    _insert(connection, "overlay", columns, ({"mention_id": mention_id, **row} for mention_id, row in found.changes.items()))
    connection.execute(_mentions_table())
    for name in ("mentions", *(name for name in TABLES if name != "mentions")):
        _free_of_unseen(connection, name)
    _fold(connection)
    return found.history


def _free_of_unseen(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Take from every text what no reader is meant to see (see `unseen`): here, so that page, map, filter and file say the same of it."""
    types = connection.execute(f"DESCRIBE {table}").fetchall()
    columns = [name for name, kind, *_ in types if kind == "VARCHAR" and name not in _VERBATIM]
    quoted = ", ".join(f'"{name}"' for name in columns)
    suspect = f"FROM {table} WHERE regexp_matches(concat_ws(' ', {quoted}), ?)"
    if not connection.execute(f"SELECT 1 {suspect} LIMIT 1", [_PERHAPS_UNSEEN]).fetchall():
        return
    for name in columns:
        for (text,) in connection.execute(f'SELECT DISTINCT "{name}" {suspect} AND "{name}" IS NOT NULL', [_PERHAPS_UNSEEN]).fetchall():
            tidy = "\n".join(map(clean, text.split("\n"))) if name in _OF_LINES else clean(text)
            if tidy != text:
                connection.execute(f'UPDATE {table} SET "{name}" = ? WHERE "{name}" = ?', [tidy, text])


def _fold(connection: duckdb.DuckDBPyConnection) -> None:
    """Fold what a search looks through, here and not in the query: engines differ in what they know of letters."""
    read = connection.execute(f"SELECT id, concat_ws('\n', {', '.join(_SEARCHED)}) AS searched FROM mentions").df()
    connection.register("given", read.assign(searched=[folded(text) for text in read["searched"]]))
    connection.execute("CREATE TABLE found AS SELECT m.*, g.searched FROM mentions m JOIN given g USING (id)")
    connection.execute("DROP TABLE mentions")
    connection.execute(f"CREATE TABLE mentions AS SELECT * FROM found {_IN_ORDER}")
    connection.execute("DROP TABLE found")
    connection.unregister("given")


def _sources(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Source]:
    surfaces: dict[str, dict[str, str]] = {}
    for document_id, mention_id, surface in connection.execute("SELECT document_id, id, surface FROM derived").fetchall():
        surfaces.setdefault(document_id, {})[mention_id] = surface
    rows = connection.execute("SELECT source, id, text_sha256 FROM documents").fetchall()
    return {source: Source(id_, sha256, partial(read_text, folder, id_, sha256), surfaces.get(id_, {})) for source, id_, sha256 in rows}


def _overlaid() -> dict[str, str]:
    return {name: MENTIONS[name] for names in GROUPS.values() for name in names}


def _insert(connection: duckdb.DuckDBPyConnection, table: str, schema: Schema, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, of which each names some of the columns. One statement for all: a row at a time takes a millisecond each."""
    listed = list(rows)
    if not listed:
        return
    import pandas as pd

    given = pd.DataFrame({name: pd.Series([_text(row.get(name)) for row in listed], dtype=object) for name in schema})
    casts = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in schema.items())
    connection.register("given", given)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT {casts} FROM given")
    connection.unregister("given")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _mentions_table() -> str:
    flag = {name: FLAGS_OF_GROUPS[action] for action, names in GROUPS.items() for name in names}
    columns = [f'CASE WHEN o.{flag[n]} THEN o."{n}" ELSE m."{n}" END AS "{n}"' if n in flag else f'm."{n}"' for n in MENTIONS]
    columns += [f"d.{name}" for name in _FROM_DOCUMENT]
    columns += [f"d.published_{name} AS reported_{name}" for name in ("basis", "inferred")]
    columns += [f"coalesce(c.{name}, '') AS copy_{name}" for name in ("title", "publisher")]
    columns += ["coalesce(x.contradiction, '') AS contradiction"]
    columns += [f"coalesce(o.{name}, false) AS {name}" for name in FLAGS]
    columns += [
        "coalesce(o.accepted OR o.rejected OR o.moved OR o.redated OR o.relayered OR o.restated OR o.added, false) AS reviewed",
        "coalesce(o.note, '') AS note",
    ]
    site = "left(sha256(concat_ws(':', place_gazetteer, place_key, lat, lon, radius_m)), 16) AS site"
    return (
        f"CREATE TABLE mentions AS SELECT *, {site} FROM (SELECT {', '.join(columns)} FROM derived m "
        "JOIN documents d ON d.id = m.document_id LEFT JOIN documents c ON c.id = d.copy_of LEFT JOIN overlay o ON o.mention_id = m.id "
        f"LEFT JOIN ({_CONTRADICTIONS}) x ON x.id = m.id) {_IN_ORDER}"
    )
