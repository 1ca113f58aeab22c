"""A real Nominatim on this machine, with a dozen places in an OSM file of our own, asked through the same door as any other.

Not part of `make test`: `make test-nominatim` runs it, where PostgreSQL with PostGIS, osm2pgsql and the Nominatim packages install.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from geodata.config import GeocoderSettings, Settings
from geodata.gazetteer import open_gazetteer
from geodata.locate import Bias, Geocoder, locate, open_geocoder
from geodata.locate.geodesy import distance_m
from geodata.model import Document, ResolutionStatus, Toponym, ToponymKind

PATIENCE_S = 240.0
PLACES = [
    ("Quxborough", "city", 35.1000, 39.1000),
    ("Lower Quxborough", "suburb", 35.0900, 39.1100),
    ("Zarnovabad", "town", 35.3000, 39.4000),
    ("Ixtlamere", "village", 35.5000, 39.2000),
    ("Ixtlamere", "village", 33.5000, 43.2000),
    ("Wobblethorpe", "village", 33.8000, 43.6000),
    ("Grimbleford", "hamlet", 33.9000, 43.7000),
    ("Фрумград", "town", 34.2000, 44.1000),
    ("Ålbækvik", "village", 34.3000, 44.2000),
    ("Tell Brumbar", "village", 34.4000, 44.3000),
    ("Pindlewick-on-Sands", "town", 34.5000, 44.4000),
    ("O'Grumble's Crossing", "hamlet", 34.6000, 44.5000),
]
"""Name, kind, latitude, longitude: invented, so that no gazetteer knows them."""


def _osm() -> str:
    nodes = [
        f'<node id="{n}" lat="{lat}" lon="{lon}" version="1"><tag k="place" v="{kind}"/><tag k="name" v={quoteattr(name)}/></node>'
        for n, (name, kind, lat, lon) in enumerate(PLACES, 1)
    ]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="tests">\n' + "\n".join(nodes) + "\n</osm>\n"


def _server_tools() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda tool: float(tool.parts[-3]))
    plain = shutil.which("initdb")
    return found[-1].parent if found else Path(plain).parent if plain else None


def _nominatim() -> str | None:
    """The command, from the set-up of `make test-nominatim` or wherever it is; None where it is nowhere."""
    made = Path(sys.prefix) / "nominatim" / "bin" / "nominatim"
    return os.environ.get("NOMINATIM") or (str(made) if made.exists() else shutil.which("nominatim"))


def _why_not() -> str:
    """What is missing; empty where nothing is."""
    if os.environ.get("TEST_NOMINATIM") != "1":
        return "a real Nominatim takes a minute: make test-nominatim"
    if _server_tools() is None:
        return "PostgreSQL is missing (on Debian: apt-get install postgresql postgis)"
    if shutil.which("osm2pgsql") is None:
        return "osm2pgsql is missing (on Debian: apt-get install osm2pgsql)"
    if _nominatim() is None:
        return "the packages nominatim-db and nominatim-api did not install (on Debian they need: apt-get install libicu-dev pkg-config g++)"
    if os.geteuid() == 0 and "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        return "PostgreSQL refuses to run as root, and there is no user postgres to run it"
    return ""


pytestmark = pytest.mark.skipif(bool(_why_not()), reason=_why_not() or "nothing is missing")


class Machine:
    """A folder in which a PostgreSQL and a Nominatim live, and the user who may run the former, which refuses to run as root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        tools = _server_tools()
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        dsn = f"pgsql:dbname=nominatim;host={folder};user=nominatim"
        self.environ = {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", "PGHOST": str(folder), "PGUSER": "nominatim"}
        self.environ |= {"NOMINATIM_DATABASE_DSN": dsn, "NOMINATIM_DATABASE_WEBUSER": "reader"}
        self.as_user: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        if self.as_user:
            shutil.chown(folder, "postgres", "postgres")

    def run(self, *command: str, **user: Any) -> None:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE_S, **user
        )
        assert done.returncode == 0, f"{command}: {done.stdout.decode(errors='replace')[-3000:]}"

    def start(self, *command: str, **user: Any) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{Path(command[0]).name}.log").open("wb") as log:
            return subprocess.Popen(command, cwd=self.folder, env=self.environ, stdout=log, stderr=subprocess.STDOUT, **user)


def _wait(what: str, ready: Any, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_S / 4
    while not ready():
        assert process.poll() is None, f"{what} ended with {process.returncode}"
        assert time.monotonic() < until, f"{what} did not start"
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/status", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a Nominatim that knows PLACES."""
    folder = Path(mkdtemp(prefix="nominatim-"))
    processes = []
    try:
        machine, nominatim = Machine(folder), _nominatim()
        assert nominatim
        (folder / "tiny.osm").write_text(_osm(), encoding="utf-8")
        machine.run("initdb", "-D", str(folder / "data"), "-U", "nominatim", "-A", "trust", "-E", "UTF8", "--no-sync", **machine.as_user)
        settings = ("-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off")
        processes.append(machine.start("postgres", "-D", str(folder / "data"), *settings, **machine.as_user))
        _wait("PostgreSQL", lambda: next(folder.glob(".s.PGSQL.*"), None), processes[0])
        time.sleep(1)
        machine.run("createuser", "reader")
        machine.run(nominatim, "import", "--osm-file", str(folder / "tiny.osm"), "--offline", "--no-updates", "--threads", "1")
        port = _free_port()
        processes.append(machine.start(nominatim, "serve", "--server", f"127.0.0.1:{port}"))
        _wait("Nominatim", lambda: _answers(f"http://127.0.0.1:{port}"), processes[1])
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def geocoder(url: str, tmp_path: Path) -> Geocoder:
    settings = GeocoderSettings(kind="nominatim", url=url, user_agent="dateline-tests (nobody@example.org)", min_delay_s=0.0)
    opened = open_geocoder(Settings(cache=tmp_path, geocoder=settings))
    assert opened is not None
    return opened


@pytest.mark.parametrize(("name", "kind", "lat", "lon"), [place for place in PLACES if place[0] != "Ixtlamere"], ids=lambda value: str(value))
def test_each_place_is_found_where_it_is(geocoder: Geocoder, name: str, kind: str, lat: float, lon: float) -> None:
    found = geocoder.lookup(name)
    assert found
    assert found[0].name == name
    assert distance_m(lat, lon, found[0].lat, found[0].lon) < 1_000
    assert found[0].kind == ("PPLX" if kind == "suburb" else "PPL")
    assert found[0].key.startswith("node/")
    assert 100 <= found[0].radius_m < 50_000


def test_two_places_of_one_name_are_both_found(geocoder: Geocoder) -> None:
    assert {round(place.lat, 1) for place in geocoder.lookup("Ixtlamere")} == {35.5, 33.5}


def test_what_it_does_not_know_is_an_empty_answer(geocoder: Geocoder) -> None:
    assert geocoder.lookup("Nowhere whatsoever") == ()


def test_a_document_is_located_with_it(geocoder: Geocoder) -> None:
    text = "Mosul was calm. Shells fell 10 km north of Wobblethorpe, said a man of Nullheim."
    document = Document("d", "", "", "d.txt", "", "", "", "", "", "", "", "", text, "en", None, "", False, None)
    names = ("Mosul", "Wobblethorpe", "Nullheim")
    toponyms = [Toponym("d", text.index(name), text.index(name) + len(name), name, ToponymKind.NAME, "test") for name in names]
    mosul, village, nowhere = locate(document, toponyms, open_gazetteer(), Bias(), geocoder)
    assert (mosul.status, mosul.geocoder) == (ResolutionStatus.RESOLVED, "")
    assert village.status is ResolutionStatus.RESOLVED
    assert village.geocoder.startswith("Nominatim")
    assert village.position is not None
    assert distance_m(33.89, 43.6, village.position.lat, village.position.lon) < 2_000
    assert nowhere.status is ResolutionStatus.NOT_FOUND
