"""Go through what was given: fetch addresses, open folders, archives and messages, and put each document by itself, the same one once.

What is fetched is kept with its address and time; what is refused is listed with its reason, and the rest goes on.
"""

import errno
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from geodata.adding.loose import facts_of, is_table
from geodata.adding.naming import source_name
from geodata.atlas import ATTACHED, tombstones
from geodata.config import Settings
from geodata.errors import AtlasError, ReadError
from geodata.intake import Input, Intake, Unread, Waiting
from geodata.read import BY_HAND, MAILBOX, ZIP, Fact, Reach, attachments, bytes_of, fetch, kind_of, members, messages, name_of, plain_name, plan
from geodata.workers import Progress

_DEEPEST = 3
"""How many archives and messages may lie within each other."""

_UNWRITABLE = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)
"""What a system answers to a name that it cannot write."""

Given = Mapping[str, Fact]


@dataclass(slots=True)
class _Desk:
    """Where the documents of one run are put by. `names` are the sources taken, in lower case; `bytes_` the source of each known SHA-256;
    `said` what a loose table says of a file, by its name."""

    intake: Intake
    settings: Settings
    names: set[str]
    bytes_: dict[str, str]
    said: Mapping[str, Given] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def take_inputs(intake: Intake, settings: Settings, progress: Progress, reach: Reach | None = None) -> None:
    """Go through every input that was not gone through yet. Raises AtlasError where the disk refuses."""
    inputs, taken, sources = intake.inputs(), intake.taken(), intake.sources
    tables = {number: _table(given, inputs, settings) for number, given in enumerate(inputs) if is_table(given)}
    said = {name: facts for found, _ in tables.values() for name, facts in found.items()}
    before = [document for documents, _ in taken.values() for document in documents]
    known = {**_known(sources), **{w.sha256: w.source for w in before}}
    names = {path.relative_to(sources).as_posix().lower() for path in sources.rglob("*")} | {w.source.lower() for w in before}
    try:
        for number, given in enumerate(inputs):
            progress("take", number, len(inputs))
            if number not in taken:
                desk = _Desk(intake, settings, names, known, said)
                if number in tables:
                    desk.unread += tables[number][1]
                else:
                    _take(desk, given, reach)
                intake.take(number, desk.waiting, desk.unread)
        progress("take", len(inputs), len(inputs))
    except OSError as error:
        raise AtlasError(f"{intake.atlas}: cannot be written ({error.strerror}); make room on the disk, then go on") from error


def _table(given: Input, inputs: Sequence[Input], settings: Settings) -> tuple[dict[str, Given], list[Unread]]:
    try:
        return facts_of(_read(Path(given.where), given.name, settings), inputs)
    except ReadError as error:
        return {}, [Unread(given.name, str(error))]


def _known(sources: Path) -> dict[str, str]:
    """The checksum of each document that the atlas has."""
    files = sorted(path for path in sources.rglob("*") if path.is_file()) if sources.is_dir() else []
    return {sha256(file.read_bytes()).hexdigest(): file.relative_to(sources).as_posix() for file in files}


def _take(desk: _Desk, given: Input, reach: Reach | None) -> None:
    said = desk.said.get(given.name, {}) if given.kind == "file" else {}
    by_hand = {**said, **{name: Fact(value, BY_HAND) for name, value in given.facts.items() if value.strip()}}
    try:
        if given.kind == "address":
            _take_address(desk, given.where, by_hand, reach)
        elif Path(given.where).is_dir():
            _take_folder(desk, Path(given.where), given.name, by_hand, 0)
            if not desk.waiting and not desk.unread:
                desk.unread.append(Unread(Path(given.where).name, "holds no document"))
        else:
            _take_bytes(desk, given.name, _read(Path(given.where), given.name, desk.settings), by_hand, 0)
    except ReadError as error:
        desk.unread.append(Unread(given.name, str(error)))


def _read(path: Path, name: str, settings: Settings) -> bytes:
    try:
        return bytes_of(path, settings.adding)
    except ReadError as error:
        raise ReadError(f"{name}: {error}") from error


def _take_address(desk: _Desk, url: str, by_hand: Given, reach: Reach | None) -> None:
    if desk.settings.confidential:
        raise ReadError(f"{url}: is not fetched, for this atlas is confidential and asks no other machine for anything")
    fetched = fetch(url, desk.settings.adding, reach)
    known = {"url": Fact(url, "the address that was given"), "collected_at": Fact(fetched.at.isoformat(), "fetched")}
    if fetched.final_url != url:
        known["final_url"] = Fact(fetched.final_url, "where the address led")
    _take_bytes(desk, name_of(url, fetched.suffix), fetched.data, {**known, **by_hand}, 0)


def _take_folder(desk: _Desk, folder: Path, name: str, given: Given, depth: int) -> None:
    planned = plan(folder)
    desk.unread += [Unread(f"{name}/{problem.subject}" if name else problem.subject, problem.message) for problem in planned.problems]
    for item in planned.items:
        inner = f"{name}/{item.source}" if name else item.source
        try:
            _take_bytes(desk, inner, _read(item.path, inner, desk.settings), {**item.given, **given}, depth)
        except ReadError as error:
            desk.unread.append(Unread(inner, str(error)))


def _take_bytes(desk: _Desk, name: str, data: bytes, given: Given, depth: int) -> None:
    try:
        kind = kind_of(name, data)
        if depth >= _DEEPEST and kind in (ZIP, MAILBOX, ".eml"):
            raise ReadError("lies within too many archives or messages, and is not opened")
        if kind == ZIP:
            _take_archive(desk, name, data, given, depth)
            return
        if kind == MAILBOX:
            _take_mailbox(desk, name, data, given, depth)
            return
        _put_by(desk, name, data, given)
        if kind == ".eml":
            for attached in attachments(data):
                _take_member(desk, f"{_stem(name)}{ATTACHED}{attached.name}", attached.data, attached.refused, depth)
    except ReadError as error:
        desk.unread.append(Unread(name, str(error) if str(error).startswith(f"{name}: ") else f"{name}: {error}"))


def _take_member(desk: _Desk, name: str, data: bytes, refused: str, depth: int) -> None:
    if refused:
        desk.unread.append(Unread(name, f"{name}: {refused}"))
    else:
        _take_bytes(desk, name, data, {}, depth + 1)


def _take_mailbox(desk: _Desk, name: str, data: bytes, given: Given, depth: int) -> None:
    found, most = messages(data), desk.settings.adding.archive_files
    if len(found) > most:
        raise ReadError(f"holds {len(found):,} messages, more than the {most:,} that [adding] archive_files allows")
    for number, message in enumerate(found, 1):
        _take_bytes(desk, f"{_stem(name)}/message {number}.eml", message, given, depth + 1)


def _take_archive(desk: _Desk, name: str, data: bytes, given: Given, depth: int) -> None:
    """Unpack an archive beside what waits, under names that are safe, and take it as the folder that it was."""
    folder = desk.intake.folder / "unpacked" / sha256(data).hexdigest()[:16]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    before = len(desk.waiting), len(desk.unread)
    try:
        for number, member in enumerate(members(data, desk.settings.adding)):
            inner = f"{_stem(name)}/{plain_name(member.name)}"
            if member.refused:
                desk.unread.append(Unread(inner, f"{inner}: {member.refused}"))
            elif not _unpack(folder, member.name, member.data):
                desk.unread.append(Unread(inner, f"{inner}: has a name that cannot be written here (number {number + 1} of the archive)"))
        _take_folder(desk, folder, _stem(name), given, depth + 1)
        if before == (len(desk.waiting), len(desk.unread)):
            raise ReadError("holds no document")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(folder: Path, name: str, data: bytes) -> bool:
    file = folder / name.replace("\\", "/")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as out:
            out.write(data)
    except (FileExistsError, NotADirectoryError, IsADirectoryError, UnicodeEncodeError):
        return False
    except OSError as error:
        if error.errno in _UNWRITABLE:
            return False
        raise
    return True


def _put_by(desk: _Desk, name: str, data: bytes, given: Given) -> None:
    digest = sha256(data).hexdigest()
    if erased := tombstones(desk.intake.atlas).get(digest[:16]):
        raise ReadError(f"was erased from this atlas on {erased.at[:10]}, and is not added again")
    if first := desk.bytes_.get(digest):
        raise ReadError(f"is the same as {first}, byte for byte, so it is there already")
    source = source_name(name, desk.names)
    file = desk.intake.files / source
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{digest}.part")
    part.write_bytes(data)
    part.replace(file)
    desk.names.add(source.lower())
    desk.bytes_[digest] = source
    desk.waiting.append(Waiting(source, digest, {fact: (value.value, value.origin) for fact, value in given.items()}))


def _stem(name: str) -> str:
    folder, slash, last = name.rpartition("/")
    return folder + slash + (last.rsplit(".", 1)[0] or last)
