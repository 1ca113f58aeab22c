"""An atlas on disk: a folder with a layer set, what people decided about it, and what it says of itself.

    ATLAS/  atlas.toml           title, summary, owner, licence, content note, schema version …
            builds/NNNN/*.csv    the layer set: documents, mentions, candidates, places, problems; one is in use, others earlier or candidates
            current              one line: the build in use (replaced as a whole; a number is never reused)
            decisions.sqlite     human decisions, append-only
            sources/             the documents as they were given, with sources.csv, where they were added to this atlas (see `adding`)
            texts/               the sources' texts, where the owner keeps them here
            erased.csv           the tombstones of erased documents

Atlases stand side by side on a shelf (`shelf`). The only door to sqlite3 and, with `query`, to DuckDB and Ibis.
"""

from geodata.atlas.anchoring import find_again, target_at
from geodata.atlas.changes import BuildChanges, Change, Correction, build_changes, corrections
from geodata.atlas.decisions import append_decision, append_decisions, read_decisions
from geodata.atlas.durable import replace_text as write_whole
from geodata.atlas.erasing import ATTACHED, Tombstone, came_with, erase_document, tombstones
from geodata.atlas.facts import SCHEMA, read_facts, schema_of, settings_for, shown_facts, write_facts
from geodata.atlas.keeping import back_up, restore_backup
from geodata.atlas.layerset import builds, count_documents, current_build, put_in_use, remove_build, save
from geodata.atlas.making import create_atlas
from geodata.atlas.opened import OpenAtlas, open_atlas, version_of
from geodata.atlas.overlay import Kept, State
from geodata.atlas.shelf import (
    Shelved,
    duplicate_atlas,
    find_atlas,
    list_atlases,
    list_trash,
    new_atlas,
    remove_for_good,
    rename_atlas,
    restore_atlas,
    trash_atlas,
)
from geodata.atlas.texts import has_text, keep_texts, read_text
from geodata.atlas.upgrading import upgrade_atlas

__all__ = [
    "ATTACHED",
    "SCHEMA",
    "BuildChanges",
    "Change",
    "Correction",
    "Kept",
    "OpenAtlas",
    "Shelved",
    "State",
    "Tombstone",
    "append_decision",
    "append_decisions",
    "back_up",
    "build_changes",
    "builds",
    "came_with",
    "corrections",
    "count_documents",
    "create_atlas",
    "current_build",
    "duplicate_atlas",
    "erase_document",
    "find_again",
    "find_atlas",
    "has_text",
    "keep_texts",
    "list_atlases",
    "list_trash",
    "new_atlas",
    "open_atlas",
    "put_in_use",
    "read_decisions",
    "read_facts",
    "read_text",
    "remove_build",
    "remove_for_good",
    "rename_atlas",
    "restore_atlas",
    "restore_backup",
    "save",
    "schema_of",
    "settings_for",
    "shown_facts",
    "target_at",
    "tombstones",
    "trash_atlas",
    "upgrade_atlas",
    "version_of",
    "write_facts",
    "write_whole",
]
