"""Several atlases side by side in one folder: list, create, rename, duplicate, and put into a trash from which they come back.

An atlas is known by the name of its folder as it stands in the list; no caller can lead out of the shelf with a name of its own.
"""

import re
import shutil
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from geodata.atlas.decisions import FILE as DECISIONS
from geodata.atlas.decisions import copy_decisions
from geodata.atlas.durable import PASSING, TURN, sync_folder, whole_folder
from geodata.atlas.facts import FILE as FACTS
from geodata.atlas.facts import read_facts, shown_facts, write_facts
from geodata.atlas.making import create_atlas
from geodata.errors import AtlasError
from geodata.model import Atlas

TRASH = ".trash"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Shelved:
    """An atlas on the shelf. `problem` says why its facts cannot be read, and is empty where they can."""

    name: str
    folder: Path
    facts: Atlas
    problem: str = ""


def list_atlases(shelf: Path) -> tuple[Shelved, ...]:
    """The atlases of the folder `shelf`, sorted by title; none where the folder is not there. Links to folders elsewhere are left out."""
    return _listed(shelf)


def list_trash(shelf: Path) -> tuple[Shelved, ...]:
    """What lies in the trash of the shelf, sorted by title."""
    return _listed(shelf / TRASH)


def find_atlas(shelf: Path, name: str) -> Shelved:
    """The atlas of this name. Raises AtlasError where the list holds none: a name is never taken for a path."""
    return _find(list_atlases(shelf), name, "this dashboard")


def new_atlas(shelf: Path, facts: Atlas) -> Shelved:
    """A new atlas without documents. Its name is made from its title. Raises AtlasError for an empty title, or where the disk refuses."""
    folder = shelf / _free_name(shelf, _checked_title(facts.title))
    create_atlas(folder, facts)
    return Shelved(folder.name, folder, facts)


def rename_atlas(shelf: Path, name: str, title: str) -> Shelved:
    """Give the atlas a title and, with it, a name; links that carry the earlier name lead no more to it. Raises AtlasError like `new_atlas`."""
    found = find_atlas(shelf, name)
    facts = replace(read_facts(found.folder), title=_checked_title(title))
    write_facts(found.folder, facts)
    if _slug(title) == name:
        return Shelved(name, found.folder, facts)
    folder = shelf / _free_name(shelf, title)
    _move(found.folder, folder)
    return Shelved(folder.name, folder, facts)


def duplicate_atlas(folder: Path, shelf: Path, title: str) -> Shelved:
    """A copy of an atlas, which may stand elsewhere, with its builds, its texts and every decision. Raises AtlasError like `new_atlas`."""
    facts = replace(read_facts(folder), title=_checked_title(title))
    copy = shelf / _free_name(shelf, title)

    def fill(part: Path) -> None:
        shutil.copytree(folder, part, ignore=_left_out, dirs_exist_ok=True)
        copy_decisions(folder, part)
        write_facts(part, facts)

    whole_folder(copy, fill)
    return Shelved(copy.name, copy, facts)


def trash_atlas(shelf: Path, name: str) -> str:
    """Put the atlas into the trash, and return the name under which it lies there. Raises AtlasError where it is not in the list."""
    found = find_atlas(shelf, name)
    kept = shelf / TRASH / _free_name(shelf / TRASH, name)
    _move(found.folder, kept)
    return kept.name


def restore_atlas(shelf: Path, trashed: str) -> Shelved:
    """Put what lies in the trash back on the shelf. Raises AtlasError where it is not there."""
    found = _find(list_trash(shelf), trashed, "the trash")
    folder = shelf / _free_name(shelf, found.facts.title)
    _move(found.folder, folder)
    return Shelved(folder.name, folder, found.facts)


def remove_for_good(shelf: Path, trashed: str) -> None:
    """Remove what lies in the trash; there is no way back. Raises AtlasError where it is not there, or the disk refuses."""
    found = _find(list_trash(shelf), trashed, "the trash")
    try:
        (found.folder / FACTS).unlink()  # first, so that what a kill leaves behind is no atlas any more
        shutil.rmtree(found.folder)
    except OSError as error:
        raise AtlasError(f"{found.folder}: cannot be removed ({error.strerror})") from error


def _listed(folder: Path) -> tuple[Shelved, ...]:
    if not folder.is_dir():
        return ()
    inside = (p for p in folder.iterdir() if not p.name.startswith(".") and not p.is_symlink() and (p / FACTS).is_file())
    return tuple(sorted((_shelved(path) for path in inside), key=lambda s: (s.facts.title.casefold(), s.name)))


def _shelved(folder: Path) -> Shelved:
    try:
        return Shelved(folder.name, folder, shown_facts(folder))
    except AtlasError as error:
        return Shelved(folder.name, folder, Atlas(folder.name, confidential=True), str(error))


def _find(listed: tuple[Shelved, ...], name: str, where: str) -> Shelved:
    for shelved in listed:
        if shelved.name == name:
            return shelved
    raise AtlasError(f"{where} holds no atlas {name!r}; it may have been renamed or deleted")


def _checked_title(title: str) -> str:
    if not title.strip():
        raise AtlasError("an atlas needs a title; write one and try again")
    return title.strip()


def _slug(title: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", title) if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_NAME].strip("-") or "atlas"


def _free_name(shelf: Path, title: str) -> str:
    name = _slug(title)
    taken = {p.name for p in shelf.iterdir()} if shelf.is_dir() else set()
    return next(free for free in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if free not in taken)


def _left_out(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.startswith((DECISIONS, TURN)) or name.endswith((".part", ".new")) or name in PASSING]


def _move(folder: Path, to: Path) -> None:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(to)
        sync_folder(to.parent)
        sync_folder(folder.parent)
    except OSError as error:
        raise AtlasError(f"{folder}: cannot be moved ({error.strerror}); it is where it was") from error
