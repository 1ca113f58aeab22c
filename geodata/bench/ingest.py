"""How long a thousand reports take to become an atlas, in a process of its own, and the most memory that it and its workers hold at once."""

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from geodata.bench.parse import reports
from geodata.errors import ConfigError

REPORTS = 1_000
CORES = 2
_LOOK_S = 0.1


def ingest() -> dict[str, float]:
    """`ingest_1000_s`: `geodata add` of a folder of invented reports, from its start to the atlas in use, with two workers; `ingest_peak_mb`.

    The memory is what the processes hold each for itself, and their share of what they hold together (PSS), summed at the worst moment. Raises
    ConfigError where the command fails.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for number, report in enumerate(reports(REPORTS)):
            (folder / "in" / f"report-{number:04d}.txt").write_text(report.text, encoding="utf-8")
        (folder / "geodata.toml").write_text(f"[adding]\nworkers = {CORES}\n", encoding="utf-8")
        return _measured(folder)


def _measured(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "geodata", "add", str(folder / "atlas"), str(folder / "in"), "--published", "2017-02-16"]
    root = str(Path(__file__).parents[2])
    program = f"import sys; sys.path.insert(0, {root!r}); from geodata.__main__ import main; sys.exit(main(sys.argv[1:]))"
    start = time.perf_counter()
    run = subprocess.Popen([sys.executable, "-c", program, *command[3:]], cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603
    peak = _Peak(run.pid)
    status = run.wait()
    seconds = time.perf_counter() - start
    if status:
        raise ConfigError(f"the command that is measured failed with exit status {status}")
    return {"ingest_1000_s": seconds, "ingest_peak_mb": peak.end()}


class _Peak:
    """Looks at a process and its children again and again, and remembers the most memory they held."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._done = pid, 0.0, threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def end(self) -> float:
        """The most memory, in megabytes; 0 where the system does not tell."""
        self._done.set()
        self._watch.join()
        return self._most

    def _look(self) -> None:
        while not self._done.wait(_LOOK_S):
            self._most = max(self._most, sum(map(_megabytes, _family(self._pid))))


def _family(pid: int) -> list[int]:
    found = [pid]
    for process in found:
        try:
            text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += [int(word) for word in text.split()]
    return found


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)
