"""Long work as a child process that a page can watch: counts and time left in a progress file, cancel, and whether it is still alive.

The child is this program's own command line. It outlives the page and the server that started it, and a lock that dies with it says whether it
lives. The only door to subprocess. The clock here measures how long work takes; nothing derived from documents rests on it.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import IO, Any

from geodata.errors import AtlasError, GeodataError

PROGRESS, LOCK, LOG = "progress.json", "lock", "log"
_EVERY_S = 0.25
"""How often at most the progress file is written."""

_START_S = 30.0
"""How long a child may take to begin before it counts as ended."""

_MOST_WORDS = 500
"""So long a message fits, whatever its letters, in the 4 KB that a file has on most disks however little it holds."""

_PROBED_S = 2.0
"""How long a run tries to take the lock: a page that looks whether one is alive holds it for a moment."""

_children: dict[Path, subprocess.Popen[bytes]] = {}


class State(StrEnum):
    """How a piece of work stands. ENDED means that its process was killed: it can go on where it was."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ENDED = "ended"


class Cancelled(GeodataError):
    """A person asked for the work to stop."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a piece of work last said of itself. `left_s` is the time that the stage still needs, None where that is not known yet."""

    state: State
    stage: str = ""
    done: int = 0
    of: int = 0
    left_s: float | None = None
    message: str = ""
    pid: int = 0


def start(arguments: Sequence[str], folder: Path) -> None:
    """Start `geodata ARGUMENTS --job FOLDER` as a process of its own. Raises AtlasError where one is at work in this folder already, or where the
    disk refuses."""
    if progress(folder).state is State.RUNNING:
        raise AtlasError("something is being done here already; wait until it is done, or cancel it")
    command = [sys.executable, "-m", "geodata", *arguments, "--job", str(folder)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOG).open("wb") as log:
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
    except OSError as error:
        raise AtlasError(f"{folder}: cannot be written ({error.strerror}); make room on the disk, and try again") from error
    _children[folder] = child
    _write(folder, Progress(State.RUNNING, "start", pid=child.pid))


def progress(folder: Path) -> Progress:
    """How the work in this folder stands; State.NONE where none was ever started."""
    if child := _children.get(folder):
        child.poll()  # so that no process stays behind as a shadow
    try:
        said: dict[str, Any] = json.loads((folder / PROGRESS).read_text(encoding="utf-8"))
        found = Progress(**{**said, "state": State(said["state"])})
    except (OSError, ValueError, TypeError, KeyError):
        return Progress(State.NONE)
    if found.state is State.RUNNING and not _is_alive(folder, found):
        return Progress(State.ENDED, found.stage, found.done, found.of, None, _last_words(folder))
    return found


def cancel(folder: Path) -> None:
    """Ask the work in this folder to stop; what it did so far is kept. Does nothing where none is at work."""
    found = progress(folder)
    if found.state is State.RUNNING and found.pid:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(found.pid, signal.SIGTERM)


class Reporter:
    """The child's side: says how far it is. Called like a progress function, with the stage, how many items are done, and how many there are."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._stage, self._began, self._at_first, self._written = folder, "", 0.0, 0, 0.0

    def __call__(self, stage: str, done: int, of: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began, self._at_first, self._written = stage, now, done, 0.0
        if now - self._written < _EVERY_S and done < of:
            return
        self._written = now
        worked = done - self._at_first
        left = (now - self._began) / worked * (of - done) if worked > 0 and now - self._began > 1 else None
        _write(self._folder, Progress(State.RUNNING, stage, done, of, left, pid=os.getpid()))

    def end(self, state: State, message: str) -> None:
        """Say how it ended."""
        _write(self._folder, Progress(state, self._stage, message=message))


@contextlib.contextmanager
def at_work(folder: Path) -> Iterator[Reporter]:
    """Hold the folder's lock while working, turn a request to stop into `Cancelled`, and say of an error how it ended the work.

    Raises AtlasError where another process is at work there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = signal.signal(signal.SIGTERM, _stop)
    with (folder / LOCK).open("a+b") as lock:
        try:
            deadline = time.monotonic() + _PROBED_S
            while not _locked(lock):
                if time.monotonic() > deadline:
                    raise AtlasError(f"{folder.parent}: something is being added already; wait until it is done, or cancel it")
                time.sleep(_PROBED_S / 20)
            yield from _reported(Reporter(folder))
        finally:
            signal.signal(signal.SIGTERM, before)


def _reported(report: Reporter) -> Iterator[Reporter]:
    """Give the reporter; where the work ends by an error, whichever it is, say so before it goes on its way."""
    try:
        yield report
    except Cancelled as error:
        report.end(State.CANCELLED, str(error))
        raise
    except GeodataError as error:
        report.end(State.FAILED, str(error))
        raise
    except Exception as error:
        said = " ".join(str(error).split())[:300]
        report.end(State.FAILED, f"the work met an error of the program ({type(error).__name__}: {said}); what was read so far is kept")
        raise


@contextlib.contextmanager
def to_the_end() -> Iterator[None]:
    """What runs inside is too short, and too near its end, to be stopped half-way: a request to stop comes too late."""
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Cancelled("cancelled; what was read so far is kept, and 'geodata add --resume' goes on")


def _is_alive(folder: Path, found: Progress) -> bool:
    child = _children.get(folder)
    if child is not None and child.pid == found.pid:
        return child.poll() is None
    with contextlib.suppress(OSError), (folder / LOCK).open("a+b") as lock:
        if not _locked(lock):
            return True
    age = time.time() - (folder / PROGRESS).stat().st_mtime
    return found.stage == "start" and age < _START_S  # it has not come so far as to take the lock


def _locked(lock: IO[bytes]) -> bool:
    """Take the lock where it is free. It is given back when the file is closed or its process ends, however that is."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _last_words(folder: Path) -> str:
    try:
        lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return ""
    return lines[-1][:500] if lines else ""


def _write(folder: Path, progress: Progress) -> None:
    """A whole new file, or, where the disk is full, in the bytes of the one that is there: so the end of the work is always said."""
    new, said = folder / f".{PROGRESS}.new", json.dumps(asdict(replace(progress, message=progress.message[:_MOST_WORDS])))
    try:
        new.write_text(said, encoding="utf-8")
        new.replace(folder / PROGRESS)
    except OSError:
        with contextlib.suppress(OSError), (folder / PROGRESS).open("r+b") as file:
            file.write(said.encode("ascii"))
            file.truncate()
            new.unlink(missing_ok=True)
