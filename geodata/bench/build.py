"""How long a build of the five reference sources takes, in a process of its own, after the first start has made its index."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from geodata.errors import ConfigError

SOURCES = Path(__file__).parents[2] / ".." / "shared" / "sources"
ROUNDS = 3


def build_reference() -> dict[str, float]:
    """`build_reference_s`: the best of three whole runs of `geodata build`. Raises ConfigError where the sources are not beside the project."""
    if not SOURCES.is_dir():
        raise ConfigError(f"the reference sources are not at {SOURCES}, so their build cannot be measured")
    return {"build_reference_s": min(_seconds() for _ in range(ROUNDS + 1))}


def _seconds() -> float:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [sys.executable, "-m", "geodata", "build", str(SOURCES), "--out", folder]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own words)
        return time.perf_counter() - start
