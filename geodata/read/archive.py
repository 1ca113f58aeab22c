"""Zip archives as hostile input: what may be taken out of one, and how much. Nothing is ever written where a name in an archive says."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from geodata.config import AddingSettings
from geodata.errors import ReadError

_MB = 1_000_000
_SMALL_BYTES = 100_000
"""A file that unpacks to less is no bomb at any ratio."""
_BLOCK_BYTES = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, UnicodeDecodeError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there, and its bytes or why it is not taken."""

    name: str
    data: bytes
    refused: str = ""


def members(data: bytes, limits: AddingSettings) -> Iterator[Member]:
    """The files of a zip archive in their order, one after the other; folders and what systems put beside files are passed over.

    A file that breaks a limit, leaves the archive, is a link or is locked comes with the reason and without bytes. Raises ReadError where the archive
    as a whole is broken or holds too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir() and not _is_trifle(info.filename)]
            if len(listed) > limits.archive_files:
                raise ReadError(f"holds {len(listed):,} files, more than the {limits.archive_files:,} that [adding] archive_files allows")
            left = int(limits.archive_mb * _MB)
            for info in listed:
                member = _member(archive, info, left, limits)
                left -= len(member.data)
                yield member
    except _BROKEN as error:
        raise ReadError(f"is a broken archive: {' '.join(str(error).split())[:200]}") from error


def is_safe_name(name: str) -> bool:
    """Whether a name stays inside the folder it is put in, on any system, and holds no control characters."""
    windows = PureWindowsPath(name)
    return bool(name.strip()) and not _has_controls(name) and not (windows.drive or windows.root or ".." in windows.parts)


def _has_controls(name: str) -> bool:
    return any(ord(c) < 32 or ord(c) == 127 for c in name)


def _is_trifle(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in parts) or parts[-1:] == ("Thumbs.db",)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, limits: AddingSettings) -> Member:
    if reason := _refusal(info):
        return Member(info.filename, b"", reason)
    most = min(left, int(limits.file_mb * _MB))
    ratio = max(_SMALL_BYTES, int(info.compress_size * limits.archive_ratio))
    try:
        data = _unpacked(archive, info, min(most, ratio))
    except _BROKEN as error:
        return Member(info.filename, b"", f"is broken: {' '.join(str(error).split())[:200]}")
    if data is None:
        return Member(info.filename, b"", _too_much(most, ratio, left))
    return Member(info.filename, data)


def _refusal(info: zipfile.ZipInfo) -> str:
    if _has_controls(info.orig_filename):
        return "has control characters in its name, and is not taken"
    if not is_safe_name(info.orig_filename) or not is_safe_name(info.filename):
        return "has a name that leads out of the archive, and is not taken"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, and is not followed"
    return "is locked by a password; unpack it yourself, and add the file" if info.flag_bits & 1 else ""


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | None:
    """The bytes, or None where there are more than so many: counted while they come, for an archive lies about its sizes at will."""
    blocks: list[bytes] = []
    size = 0
    with archive.open(info) as packed:
        while block := packed.read(_BLOCK_BYTES):
            size += len(block)
            if size > most:
                return None
            blocks.append(block)
    return b"".join(blocks)


def _too_much(most: int, ratio: int, left: int) -> str:
    if ratio <= most:
        return "unpacks to far more than it is packed in, as only a trap does, and is not taken ([adding] archive_ratio)"
    if most == left:
        return "is more than the archive may hold in all ([adding] archive_mb), and is not taken"
    return "is larger than a file may be ([adding] file_mb), and is not taken"
