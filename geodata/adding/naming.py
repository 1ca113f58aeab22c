"""The name of a document in an atlas: as it was called, in characters that every system can write, and no two alike."""

import re
from collections.abc import Container

from geodata.read import plain_name

_UNWRITABLE = re.compile(r"[<>:\"|?*\\\x00-\x1f\x7f]")
_LONGEST_PART = 100
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def source_name(name: str, taken: Container[str]) -> str:
    """A path inside the atlas for a document of this name, other than those taken (which are in lower case)."""
    parts = [_part(part) for part in plain_name(name).replace("\\", "/").split("/")]
    path = "/".join(part for part in parts if part) or "document"
    folder, _, last = path.rpartition("/")
    stem, dot, suffix = last.rpartition(".") if "." in last else (last, "", "")
    number, free = 1, path
    while free.lower() in taken:
        number += 1
        free = f"{folder}/" * bool(folder) + f"{stem}-{number}{dot}{suffix}"
    return free


def _part(part: str) -> str:
    written = _UNWRITABLE.sub("_", part).strip()
    if written.lstrip(" .") != written and written.strip(" ."):
        written = f"document.{written.lstrip(' .')}" if "." not in written.lstrip(" .") else written.lstrip(" .")
    written = written.strip(" .")
    if len(written) > _LONGEST_PART:
        stem, dot, suffix = written.rpartition(".")
        written = f"{stem[: _LONGEST_PART - len(suffix) - 1]}{dot}{suffix}" if dot and len(suffix) < 10 else written[:_LONGEST_PART]
    return f"_{written}" if _RESERVED.match(written) else written
