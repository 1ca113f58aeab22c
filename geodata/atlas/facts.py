"""What an atlas says of itself: `atlas.toml`. The key `schema` there is the version of the folder's layout (see `upgrading`)."""

import json
import tomllib
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from geodata.atlas.durable import replace_text
from geodata.config import Settings
from geodata.errors import AtlasError, reason_of
from geodata.model import Atlas
from geodata.unseen import clean

FILE = "atlas.toml"

SCHEMA = 2
"""The version of an atlas folder that this program writes; what changed with each is said in `upgrading`."""


def read_facts(folder: Path) -> Atlas:
    """The facts of the atlas in `folder`; missing keys are empty.

    Raises AtlasError where the folder holds no `atlas.toml`, or one that is broken or has an unknown key.
    """
    table = _table(folder)
    table.pop("schema", None)
    known = {f.name: f.type for f in fields(Atlas)}
    for key, value in table.items():
        if key not in known:
            raise AtlasError(f"{folder / FILE}: unknown key {key!r}; known are: {', '.join(known)}")
        if key == "confidential":
            if not isinstance(value, bool):
                raise AtlasError(f"{folder / FILE}: confidential must be true or false, not {value!r}")
        elif not isinstance(value, str):
            raise AtlasError(f"{folder / FILE}: {key} must be a text in quotes, not {value!r}")
    return replace(Atlas(folder.resolve().name), **table)


def shown_facts(folder: Path) -> Atlas:
    """The facts as readers are shown them: each on one line, free of what none is meant to see. Raises AtlasError like `read_facts`."""
    facts = read_facts(folder)
    texts: dict[str, Any] = {name: clean(value) for name, value in asdict(facts).items() if isinstance(value, str)}
    return replace(facts, **texts)


def schema_of(folder: Path) -> int:
    """The schema version of the atlas in `folder`; 1 where it names none, as the first ones did. Raises AtlasError like `read_facts`."""
    version = _table(folder).get("schema", 1)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise AtlasError(f"{folder / FILE}: schema is {version!r}, which is no version")
    return version


def check_schema(folder: Path) -> None:
    """Raise AtlasError unless the atlas has the layout that this program reads and writes."""
    version = schema_of(folder)
    if version < SCHEMA:
        raise AtlasError(f"{folder}: is an atlas of an earlier layout ({version}; now {SCHEMA}); bring it up to date with 'geodata upgrade {folder}'")
    if version > SCHEMA:
        raise AtlasError(f"{folder}: is an atlas of a later layout ({version}) than this program knows ({SCHEMA}); use a newer Dateline")


def settings_for(folder: Path, settings: Settings) -> Settings:
    """The settings for work on the atlas in `folder`: those given, and confidential where the atlas is. A folder without an atlas changes nothing.

    All work for an atlas runs under these; the settings themselves then hold no geocoder, and whoever fetches looks at `confidential`.
    """
    if not (folder / FILE).exists():
        return settings
    return replace(settings, confidential=settings.confidential or read_facts(folder).confidential)


def _table(folder: Path) -> dict[str, Any]:
    file = folder / FILE
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AtlasError(f"{folder}: not an atlas, for it holds no {FILE}; make one with 'geodata build SOURCES --out {folder}'") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AtlasError(f"{file}: cannot be read as TOML: {reason_of(error)}") from error


def write_facts(folder: Path, facts: Atlas) -> None:
    """Write the facts with today's schema version, replacing the file as a whole."""
    table = {"schema": SCHEMA, **asdict(facts)}
    replace_text(folder / FILE, "".join(f"{key} = {_toml(value)}\n" for key, value in table.items()))


def _toml(value: str | bool | int) -> str:
    """A TOML basic string takes every escape of JSON, but wants one where JSON does not: for the control character DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
