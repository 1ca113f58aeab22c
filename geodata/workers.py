"""Work on many items at once, in worker processes, each result kept on disk: what was done once is not done again, by whatever name a run ended.

Knows nothing of documents. An item that kills its worker, keeps it too long, or raises there or here, costs only itself. The only door to
multiprocessing.
"""

import io
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any, Generic, TypeVar

from geodata.errors import GeodataError, ReadError
from geodata.model import Place

T = TypeVar("T")
A = TypeVar("A")
R = TypeVar("R")

_Done = tuple[int, bytes]
"""The number of an item, and its result, packed."""

Progress = Callable[[str, int, int], None]
"""Told the stage, how many items are done, and how many there are."""

_FEW = 24
"""So few items are worked on here: to start a process takes as long."""
_HARD_LIMIT_S = 600.0
"""How long no item at all may come back before the workers are ended: what the alarm of `limited` cannot stop, for it is stuck in foreign code."""
_WATCH_S = 1.0
_PLAIN = {("datetime", "date"), ("datetime", "datetime"), ("datetime", "timedelta"), ("datetime", "timezone")}
_OF_RECORDS = ("geodata.model", "geodata.pipeline")


class TakesTooLong(BaseException):
    """Raised by the alarm inside an item's work; no library that catches every `Exception` swallows it."""


@dataclass(frozen=True)
class Workers(Generic[T]):
    """`number` processes, each with the tools that `prepare` opens; 1 works here, and so does a short list unless `apart` is set, with the tools that
    are given as `here`, or with some of its own.

    `kept` is the folder of kept results, None for none; `version` is what else decides them: results of another version are never met.
    """

    prepare: Callable[[], T]
    number: int = 1
    kept: Path | None = None
    version: str = ""
    apart: bool = False
    here: T | None = None
    _used: set[str] = field(default_factory=set)

    def each(
        self, stage: str, work: Callable[[T, A], R], items: Sequence[A], keys: Sequence[str], failed: Callable[[A, str], R], progress: Progress
    ) -> list[R]:
        """The results of `work` for every item, in the order of the items. `keys` says of each item what its result rests on beside the version.

        `failed` makes the result of an item whose worker died or raised, with the reason in words.
        """
        names = [sha256(f"{stage}\0{self.version}\0{key}".encode()).hexdigest() for key in keys]
        self._used.update(names)
        results = {at: kept for at, name in enumerate(names) if (kept := self._found(name)) is not None}
        done, waiting = len(results), [at for at in range(len(items)) if at not in results]
        progress(stage, done, len(items))
        for at, packed in self._worked(work, items, waiting, failed):
            results[at] = packed
            self._keep(names[at], packed)
            done += 1
            progress(stage, done, len(items))
        return [_unpack(results.pop(at)) for at in range(len(items))]

    def forget_others(self) -> None:
        """Remove every kept result that was not asked for since this was made."""
        for file in self.kept.glob("*/*") if self.kept else ():
            if file.name not in self._used:
                file.unlink(missing_ok=True)

    def _worked(
        self, work: Callable[[T, A], R], items: Sequence[A], waiting: list[int], failed: Callable[[A, str], R]
    ) -> Iterator[tuple[int, bytes]]:
        if not self.apart and (self.number == 1 or len(waiting) <= _FEW):
            if waiting:
                tools = self.prepare() if self.here is None else self.here
                yield from ((at, _here(work, tools, items[at], failed)) for at in waiting)
            return
        alone: list[int] = []
        while waiting:
            lost = yield from self._crew(work, items, waiting, self.number, failed)
            alone += lost
        for at in alone:  # each of these was at work when a worker died: which of them it was shows when it works by itself
            if (yield from self._crew(work, items, [at], 1, failed)):
                yield at, _pack(failed(items[at], "stopped the program that read it, and is left out"))

    def _crew(
        self, work: Callable[[T, A], R], items: Sequence[A], waiting: list[int], number: int, failed: Callable[[A, str], R]
    ) -> Generator[_Done, None, list[int]]:
        """Work through `waiting` until it is empty or a worker dies; give back those that were at work then."""
        pool = ProcessPoolExecutor(number, _context(), _start, (self.prepare, os.getpid()))
        at_work: dict[Future[bytes], int] = {}
        heard = time.monotonic()
        try:
            while waiting or at_work:
                while waiting and len(at_work) < 2 * number:
                    at_work[pool.submit(_run, work, items[waiting[0]])] = waiting[0]
                    waiting.pop(0)  # only now: where a worker has died meanwhile, it is not taken
                for future in wait(at_work, timeout=_WATCH_S, return_when=FIRST_COMPLETED).done:
                    error = future.exception()
                    if isinstance(error, BrokenProcessPool | OSError):
                        raise error  # a worker died, or the disk refuses: the first costs one item, the second is for all
                    at = at_work.pop(future)
                    yield at, future.result() if error is None else _pack(failed(items[at], _why(error)))
                    heard = time.monotonic()
                if time.monotonic() - heard > _HARD_LIMIT_S:
                    _end(pool)
            return []
        except BrokenProcessPool:
            return sorted(at_work.values())
        finally:
            _end(pool)

    def _found(self, name: str) -> bytes | None:
        if self.kept is None:
            return None
        try:
            packed = (self.kept / name[:2] / name).read_bytes()
            _unpack(packed)
        except (OSError, ValueError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, TypeError, IndexError, KeyError):
            return None  # not there, or half of it: done again
        return packed

    def _keep(self, name: str, packed: bytes) -> None:
        if self.kept is None:
            return
        file = self.kept / name[:2] / name
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{name}")
        part.write_bytes(packed)
        part.replace(file)


def _here(work: Callable[[T, A], R], tools: T, item: A, failed: Callable[[A, str], R]) -> bytes:
    """The packed result of an item that is worked on in this process: what nothing foresaw costs it alone, as it does in a worker's."""
    try:
        return _pack(work(tools, item))
    except (GeodataError, OSError):
        raise  # a request to stop, what is wrong for all, or the disk
    except Exception as error:  # noqa: BLE001 (as a worker's future catches it)
        return _pack(failed(item, _why(error)))


def _why(error: BaseException) -> str:
    said = " ".join(str(error).split())[:200]
    return f"met an error of the program, and is left out ({type(error).__name__}{f': {said}' if said else ''})"


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ReadError in what runs inside after so many seconds of the processor, so that what is read does not rest on how busy a machine is.

    Without effect off the main thread, and where the system has no such alarm. What waits for ever is ended by `_HARD_LIMIT_S`.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _alarm)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except TakesTooLong as error:
        raise ReadError(f"takes longer to read than the {seconds:g} s of the processor that [adding] read_s allows") from error
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _alarm(number: int, frame: FrameType | None) -> None:
    raise TakesTooLong


_tools: Any = None


def _start(prepare: Callable[[], T], parent: int) -> None:
    """Open the tools of a worker, and end it when the program that started it has ended, however that was."""
    global _tools
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _tools = prepare()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH_S)
    os._exit(1)


def _run(work: Callable[[T, A], R], item: A) -> bytes:
    return _pack(work(_tools, item))


def _end(pool: ProcessPoolExecutor) -> None:
    workers = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.kill()
    for worker in workers:
        worker.join()


def _context() -> Any:
    """Forked where that is safe and cheap; elsewhere started anew."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _pack(result: object) -> bytes:
    packed = io.BytesIO()
    _Records(packed, pickle.HIGHEST_PROTOCOL).dump(result)
    return zlib.compress(packed.getvalue(), 1)


def _unpack(packed: bytes) -> Any:
    return _OnlyRecords(io.BytesIO(zlib.decompress(packed))).load()


class _Records(pickle.Pickler):
    """Writes a place by its fields, so that reading it back can give the one that is there already."""

    def reducer_override(self, given: object) -> Any:
        return (Place, tuple(getattr(given, f.name) for f in fields(given))) if isinstance(given, Place) else NotImplemented


class _OnlyRecords(pickle.Unpickler):
    """Reads records of this program and nothing else, so that a file put among the kept ones can run nothing."""

    def find_class(self, module: str, name: str) -> Any:
        is_plain, is_ours = (module, name) in _PLAIN, module in _OF_RECORDS and "." not in name  # a dotted name leads on into what a record holds
        found = super().find_class(module, name) if is_plain or is_ours else None
        if not isinstance(found, type) or (is_ours and found.__module__ not in _OF_RECORDS):
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return _place if found is Place else found


@lru_cache(maxsize=100_000)
def _place(*values: Any) -> Place:
    """One record for all that speak of a place: thousands of documents name the same ones."""
    return Place(*values)
