"""An atlas on disk: a folder with a layer set, what people decided about it, and what it says of itself.

    ATLAS/  atlas.toml           title, summary, owner, licence, content note …
            builds/NNNN/*.csv    the layer set: documents, mentions, candidates, places, problems
            current              one line: the build in use (replaced as a whole; a number is never reused)
            decisions.sqlite     human decisions, append-only
            texts/               the sources' texts, where the owner keeps them here

The only door to sqlite3 and, with `query`, to DuckDB and Ibis.
"""

from geodata.atlas.decisions import append_decision, read_decisions
from geodata.atlas.facts import read_facts, write_facts
from geodata.atlas.layerset import current_build, save
from geodata.atlas.making import create_atlas
from geodata.atlas.opened import OpenAtlas, open_atlas, version_of
from geodata.atlas.texts import keep_texts, read_text

__all__ = [
    "OpenAtlas",
    "append_decision",
    "create_atlas",
    "current_build",
    "keep_texts",
    "open_atlas",
    "read_decisions",
    "read_facts",
    "read_text",
    "save",
    "version_of",
    "write_facts",
]
