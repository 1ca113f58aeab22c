"""An atlas as one file: backup and restore. A backup holds builds, facts, texts and every decision as they stood at one moment."""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from geodata.atlas.decisions import FILE as DECISIONS
from geodata.atlas.decisions import copy_decisions
from geodata.atlas.durable import PASSING, TURN, turn, whole_folder
from geodata.atlas.facts import FILE as FACTS
from geodata.atlas.facts import read_facts
from geodata.errors import AtlasError

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a backup, so that two backups of the same atlas are the same bytes."""

MOST_BYTES = 20 * 1024**3
"""More than this is not unpacked: no atlas of sentences is as large, and a broken or evil file could fill the disk."""


def back_up(folder: Path, file: Path) -> Path:
    """Write the whole atlas into one zip file, which replaces an earlier one of that name as a whole; return its path.

    Raises AtlasError where the folder is no atlas or the file cannot be written.
    """
    read_facts(folder)
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="dateline-") as held, turn(folder):
            copy_decisions(folder, Path(held))
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, path in sorted({**_files(folder), **_files(Path(held))}.items()):
                    _put(archive, name, path)
        part.replace(file)
    except OSError as error:
        raise AtlasError(f"{file}: cannot be written ({error.strerror}); no backup was made") from error
    finally:
        part.unlink(missing_ok=True)
    return file


def restore_backup(file: Path, folder: Path) -> None:
    """Make the atlas of a backup in `folder`, which must not be there yet. Raises AtlasError where it is, or the file is no backup or is broken."""

    def fill(part: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            _unpack(archive, part)
        read_facts(part)
        _check_decisions(part)

    try:
        whole_folder(folder, fill)
    except (zipfile.BadZipFile, EOFError, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise AtlasError(f"{file}: is no backup of an atlas, or a broken one ({error}); nothing was restored") from error


def _files(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}
    return {name: path for name, path in found.items() if not _is_passing(PurePosixPath(name))}


def _is_passing(name: PurePosixPath) -> bool:
    """Whether a file is one that comes and goes: a lock, something half-made or waiting, SQLite's journal."""
    half_made = any(part.startswith(".") and part.endswith((".part", ".new")) for part in name.parts)
    return half_made or name.parts[0] in PASSING or name.name.startswith((TURN, f"{DECISIONS}-"))


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as out:
        shutil.copyfileobj(source, out)


def _unpack(archive: zipfile.ZipFile, part: Path) -> None:
    """Unpack file by file: no name may lead out of the folder, and no more comes out than the file says."""
    names = [info for info in archive.infolist() if not info.is_dir()]
    if FACTS not in {info.filename for info in names}:
        raise zipfile.BadZipFile(f"it holds no {FACTS}")
    if sum(info.file_size for info in names) > MOST_BYTES:
        raise zipfile.BadZipFile("it would unpack to more than any atlas holds")
    for info in names:
        path = PurePosixPath(info.filename)
        if (
            path.is_absolute()
            or ".." in path.parts
            or "\\" in info.filename
            or ":" in info.filename
            or (info.external_attr >> 16) & 0o170000 == 0o120000
        ):
            raise zipfile.BadZipFile(f"it holds {info.filename!r}, which would lead out of the atlas")
        if _is_passing(path):
            continue  # what waits names files of the machine that it waited on
        target = part.joinpath(*path.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as source, target.open("xb") as out:
            shutil.copyfileobj(source, out)


def _check_decisions(folder: Path) -> None:
    if not (folder / DECISIONS).exists():
        return
    try:
        with closing(sqlite3.connect(folder / DECISIONS)) as connection:
            found = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        raise AtlasError(f"the backup's {DECISIONS} is broken ({error}); nothing was restored") from error
    if found != ("ok",):
        raise AtlasError(f"the backup's {DECISIONS} is broken ({found}); nothing was restored")
