"""Hosting: the headers of the server, its settings, and the files of Docker, Compose and systemd; the steps of the image run without Docker."""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.request
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml

from geodata.atlas import write_facts
from geodata.bench.browser import serving
from geodata.config import Settings, load_settings
from geodata.errors import ConfigError
from geodata.model import Atlas
from geodata.ui.headers import policy
from geodata.ui.preview import titled

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SLOW = os.environ.get("TEST_IMAGE_STEPS") == "1"

INSTRUCTIONS = "FROM RUN COPY WORKDIR ENV USER EXPOSE HEALTHCHECK CMD".split()


def instructions() -> list[tuple[str, str]]:
    """Each instruction with its arguments, continued lines joined, comments left out."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE))
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in joined.splitlines() if line.strip())]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    start = max(number for number, (name, _) in enumerate(found) if name == "FROM")
    return found[start:]


def test_the_image_knows_its_instructions_and_copies_what_is_there() -> None:
    assert {name for name, _ in instructions()} <= set(INSTRUCTIONS)
    stages = {rest.split(" AS ")[1] for name, rest in instructions() if name == "FROM" and " AS " in rest}
    for name, rest in instructions():
        if name == "COPY" and (stage := re.match(r"--from=(\S+)", rest)):
            assert stage[1] in stages
        elif name == "FROM":
            assert re.match(r"python:3\.1[1-9]-slim", rest), "a version is named"


def test_the_image_runs_without_root_and_says_how_it_is() -> None:
    stage = dict(last_stage())
    user = stage["USER"]
    assert user != "root" and re.search(rf"useradd .*\b{user}\b", DOCKERFILE)
    names = [name for name, _ in last_stage()]
    assert names.index("USER") < names.index("CMD") and "/_stcore/health" in stage["HEALTHCHECK"]
    assert "dashboard.py" in stage["CMD"] and "GEODATA_EDITABLE=false" in stage["ENV"] and "fonts-" in DOCKERFILE


def test_what_the_image_leaves_out_holds_no_secret_and_no_cache() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".git", ".venv", "node_modules", "static/vendor"} <= set(ignored)


def test_compose_gives_the_container_nothing_that_it_does_not_need() -> None:
    compose: Any = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    service, proxy = compose["services"]["dateline"], compose["services"]["proxy"]
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"] and "no-new-privileges:true" in service["security_opt"]
    assert "ports" not in service and service["mem_limit"] and set(service["environment"]) <= known_variables()
    assert proxy["depends_on"]["dateline"]["condition"] == "service_healthy"
    for volume in (*service["volumes"], *proxy["volumes"]):
        source = volume.split(":")[0]
        assert source in ("./atlas", *compose["volumes"]) or (ROOT / source).is_file()
    assert "reverse_proxy dateline:8501" in (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")


def known_variables() -> set[str]:
    source = (ROOT / "geodata" / "config.py").read_text(encoding="utf-8")
    named = set(re.findall(r"GEODATA_[A-Z_]+", source))
    return named | {f"GEODATA_{name.upper()}" for name in ("atlas", "atlases", "cache", "gazetteer", "places")}


def test_the_service_of_systemd_runs_without_rights() -> None:
    unit = (ROOT / "deploy" / "dateline.service").read_text(encoding="utf-8")
    assert re.findall(r"^\[(\w+)\]$", unit, re.MULTILINE) == ["Unit", "Service", "Install"]
    assert "User=dateline" in unit and "NoNewPrivileges=true" in unit and "ProtectSystem=strict" in unit
    assert set(re.findall(r"GEODATA_[A-Z_]+", unit)) <= known_variables()


@pytest.mark.skipif(not SLOW, reason="takes minutes and asks a package index: set TEST_IMAGE_STEPS=1")
def test_the_steps_of_the_image_give_a_server_that_is_healthy(tmp_path: Path) -> None:
    """The image's own commands, with its paths led into a folder of this machine; the server runs from a copy that nobody may write to."""
    app, venv = tmp_path / "app", tmp_path / "venv"
    shutil.copytree(ROOT, app, ignore=shutil.ignore_patterns(".git", ".venv", "node_modules"))
    steps = [rest for name, rest in instructions() if name == "RUN" and "apt-get" not in rest]
    assert len(steps) >= 2
    for step in steps:
        local = step.replace("/venv", str(venv)).replace("python -m venv", f"{sys.executable} -m venv")
        subprocess.run(["sh", "-ec", local], cwd=app, check=True)
    for folder in (*(p for p in app.rglob("*") if p.is_dir()), app):
        folder.chmod(0o555)
    try:
        health = "import sys; sys.path.insert(0, '.'); from geodata.bench.browser import serving\nwith serving() as address: print(address)"
        done = subprocess.run([venv / "bin" / "python", "-c", health], cwd=app, check=True, capture_output=True, text=True)
        assert done.stdout.startswith("http://127.0.0.1:")
    finally:
        for folder in (app, *(p for p in app.rglob("*") if p.is_dir())):
            folder.chmod(0o755)


# --- what the server tells browsers ---


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/", False),
        ("/about", False),
        ("/component/streamlit_folium.st_folium/index.html", True),
        ("/maps/component/streamlit_folium.st_folium/", True),
    ],
)
def test_only_the_frame_of_the_map_may_evaluate_code(path: str, is_allowed: bool) -> None:
    assert ("'unsafe-eval'" in policy(path, ())) is is_allowed


def test_only_named_hosts_may_frame_the_page() -> None:
    assert policy("/", ()).endswith("frame-ancestors 'self'")
    assert policy("/", ("https://news.example.org",)).endswith("frame-ancestors 'self' https://news.example.org")


@pytest.mark.parametrize("host", ["maps.example.org", "127.0.0.1:8501", "[::1]:8501"])
def test_the_page_speaks_with_its_own_host_only(host: str) -> None:
    assert f"; connect-src 'self' ws://{host} wss://{host};" in policy("/", (), host)


@pytest.mark.parametrize("host", ["", "a.example; script-src *", "a.example b.example", "*", "a.example/path", "x" * 300])
def test_a_host_that_is_none_opens_nothing(host: str) -> None:
    assert "; connect-src 'self';" in policy("/", (), host)


TITLE, SUMMARY = 'North & <b>"South"</b>\u202e', "What was <i>reported</i> there. " * 20


def test_a_link_says_whose_it_is_before_any_script_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, title in (("shown", TITLE), ("other", "The other one")):
        (tmp_path / "shelf" / name).mkdir(parents=True)
        write_facts(tmp_path / "shelf" / name, Atlas(title, SUMMARY, "", "", "", "", ""))
    monkeypatch.setenv("GEODATA_ATLASES", str(tmp_path / "shelf"))
    with serving(tmp_path / "shelf" / "shown") as address:
        for path, title in (("", TITLE), ("places?mention=x", TITLE), ("?atlas=other", "The other one")):
            for packed in (False, True):
                page, headers = got(address + path, packed=packed)
                named = escape(title.removesuffix("\u202e"))
                assert page.count("<title>") == 1 and f"<title>{named}</title>" in page and f'"og:title" content="{named}"' in page
                assert "What was &lt;i&gt;reported" in page and "<b>" not in page and "\u202e" not in page and page.count("…") == 2
                assert "ETag" not in headers and headers["Link"] and headers["Content-Security-Policy"]
        page, _ = got(address + "?atlas=../none", packed=False)
        assert "<title>Dateline</title>" in page and "What was" not in page and "../none" not in page
        page, headers = got(address + "_stcore/health", packed=False)
        assert page == "ok"


def test_a_page_of_another_head_and_of_an_atlas_that_is_gone_stay_as_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GEODATA_ATLAS", str(tmp_path / "gone"))
    assert titled(b"<title>Streamlit</title>", b"", packed=False) == b"<title>Streamlit</title>"
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    monkeypatch.setenv("GEODATA_ATLAS", str(tmp_path))
    assert titled(b"<title>Other</title>", b"", packed=False) == b"<title>Other</title>"
    assert titled(b"<title>Streamlit</title>", b"", packed=False).startswith(b"<title>T</title>")
    assert titled(b"<title>Streamlit</title>", b"atlas=renamed", packed=False).startswith(b"<title>Dateline</title>")


def got(address: str, *, packed: bool) -> tuple[str, Any]:
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"} if packed else {})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        body = answer.read()
        assert len(body) == int(answer.headers["Content-Length"])
        return (gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body).decode(), answer.headers


def test_every_answer_carries_the_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEODATA_FRAME_ANCESTORS", "https://news.example.org https://*.example.net:8443")
    with serving() as address:
        for path in ("", "about", "_stcore/health", "map/none/map.js", "atlas/wrong/map.json"):
            try:
                headers = urllib.request.urlopen(address + path, timeout=10).headers
            except urllib.error.HTTPError as error:
                headers = error.headers
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Content-Security-Policy"].endswith("frame-ancestors 'self' https://news.example.org https://*.example.net:8443")


@pytest.mark.parametrize("hosts", ['"*"', '["https://a.example/path"]', '["javascript:alert(1)"]', "[1]", '["https://a.example; script-src *"]'])
def test_a_host_that_is_none_is_an_error_that_names_it(hosts: str, tmp_path: Path) -> None:
    file = tmp_path / "geodata.toml"
    file.write_text(f"frame_ancestors = {hosts}", encoding="utf-8")
    with pytest.raises(ConfigError, match="frame_ancestors"):
        load_settings(file, {})


def test_hosts_are_read_from_file_and_environment(tmp_path: Path) -> None:
    file = tmp_path / "geodata.toml"
    file.write_text('frame_ancestors = ["https://a.example"]', encoding="utf-8")
    assert tomllib.loads(file.read_text(encoding="utf-8")) and load_settings(file, {}).frame_ancestors == ("https://a.example",)
    assert load_settings(file, {"GEODATA_FRAME_ANCESTORS": "https://b.example"}).frame_ancestors == ("https://b.example",)
    assert Settings().frame_ancestors == ()
