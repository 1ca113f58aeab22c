"""Writing into an atlas folder so that a crash, a kill or a full disk at any moment leaves the old state or the new one, never half of one."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import AtlasError

TURN = ".turn"
"""An empty SQLite file that is locked by whoever adds or removes builds: SQLite's lock works on every system and dies with its process."""

PASSING = (".adding", ".adding.gone", ".kept", ".job")
"""Folders of an atlas that only save work or hold what waits to be added (see `adding`): no part of a backup, of a copy, or of what is restored."""

_PART = ".part"
_TURN_WAIT_S = 60.0


def replace_text(file: Path, text: str) -> None:
    """Write a file as a whole and durably. Raises AtlasError where it cannot be written; what stood there before then still does."""
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}.new")
    try:
        write_durably(new, text)
        new.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise AtlasError(f"{file}: cannot be written ({error.strerror}); what stood there before still does") from error


def write_durably(file: Path, text: str) -> None:
    """Write a new file and wait until the disk holds it. Raises OSError."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk holds the folder's list of names. Where folders cannot be opened (Windows) there is nothing to wait for."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def whole_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Make `folder` with what `fill` writes into it, as a whole: it is not there before `fill` is done, and not at all where that fails.

    Raises AtlasError where it is there already or the disk refuses; what `fill` raises passes through.
    """
    part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}{_PART}")
    try:
        part.mkdir(parents=True)
        fill(part)
        sync_folder(part)
        if folder.exists():  # an empty folder would else be replaced in silence
            raise AtlasError(f"{folder}: is there already")
        part.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise AtlasError(f"{folder}: cannot be written ({error.strerror}); nothing was changed") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def clear_parts(folder: Path) -> None:
    """Remove what runs that were killed left half-made in `folder`. Only for whoever has the turn."""
    for part in folder.glob(f".*{_PART}"):
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Only one process or thread at a time is inside for the same folder; the others wait. Raises AtlasError where the wait gets too long."""
    try:
        connection = sqlite3.connect(folder / TURN, timeout=_TURN_WAIT_S, isolation_level=None)
    except sqlite3.Error as error:
        raise AtlasError(f"{folder}: cannot be written ({error})") from error
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        connection.close()
        raise AtlasError(f"{folder}: another program is writing builds ({error}); wait until it is done, and try again") from error
    try:
        yield
    finally:
        connection.close()
