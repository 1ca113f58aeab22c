"""What an atlas says of itself: `atlas.toml`."""

import json
import tomllib
from dataclasses import asdict, fields
from pathlib import Path

from geodata.errors import AtlasError
from geodata.model import Atlas

FILE = "atlas.toml"


def read_facts(folder: Path) -> Atlas:
    """The facts of the atlas in `folder`; missing keys are empty.

    Raises AtlasError where the folder holds no `atlas.toml`, or one that is broken or has an unknown key.
    """
    file = folder / FILE
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AtlasError(f"{folder}: not an atlas, for it holds no {FILE}; make one with 'geodata build SOURCES --out {folder}'") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AtlasError(f"{file}: cannot be read as TOML: {error}") from error
    known = [f.name for f in fields(Atlas)]
    for key, value in table.items():
        if key not in known:
            raise AtlasError(f"{file}: unknown key {key!r}; known are: {', '.join(known)}")
        if not isinstance(value, str):
            raise AtlasError(f"{file}: {key} must be a text in quotes, not {value!r}")
    return Atlas(**{"title": folder.resolve().name, **{key: table.get(key, "") for key in known if key != "title"}, **table})


def write_facts(folder: Path, facts: Atlas) -> None:
    """Write the facts, replacing the file as a whole. (A TOML basic string takes every escape of JSON.)"""
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in asdict(facts).items())
    replace_text(folder / FILE, "".join(lines))


def replace_text(file: Path, text: str) -> None:
    """Write a file so that a reader sees the old or the new one, never half of it."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(file)
