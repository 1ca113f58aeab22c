"""Brings an atlas folder of an earlier layout up to date. The layouts, by the number that `schema` in atlas.toml gives:

1   the first: no `schema` in atlas.toml. decisions.sqlite has neither `text_sha256` nor `saw`; documents.csv has neither `copy_of` nor `copy_share`,
    and there is no versions.csv.
2   atlas.toml has `schema` and `confidential`; a decision records the text in which its offsets count (`text_sha256`) and the latest decision that
    its maker could see (`saw`). Builds need no change: columns and tables that one lacks are opened empty.

A step only adds, and may be done twice, so that a run that was killed is simply run again; the number in atlas.toml is written last.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from geodata.atlas.decisions import upgrade_decisions
from geodata.atlas.facts import SCHEMA, check_schema, read_facts, schema_of, write_facts

STEPS: Mapping[int, Callable[[Path], None]] = {1: upgrade_decisions}
"""Version → what leads from it to the next."""


def upgrade_atlas(folder: Path) -> int:
    """Bring the atlas up to date and return the version that it had. Raises AtlasError where it is no atlas, or one of a later layout."""
    version = schema_of(folder)
    for step in range(version, SCHEMA):
        STEPS[step](folder)
    if version < SCHEMA:
        write_facts(folder, read_facts(folder))
    check_schema(folder)
    return version
