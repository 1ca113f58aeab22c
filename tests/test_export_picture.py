"""The map as a picture and the folder for a web host: what they show, what they say of themselves, and that the same atlas gives the same bytes."""

import io
import json
import re
import struct
import zipfile
from dataclasses import replace
from functools import partial
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import quickjs
import resvg_py
from conftest import REFERENCE

from geodata import mapview, query
from geodata.__main__ import main
from geodata.atlas import OpenAtlas, open_atlas, read_facts, save, write_facts
from geodata.errors import ConfigError
from geodata.export import EXPORTS, file_name, to_folder
from geodata.export.folder import CONTENTS, PAGE, PREVIEW
from geodata.export.picture import ENGINE, SIZE, as_png
from geodata.model import Atlas, LayerSet
from geodata.query import Filters

ATLAS = open_atlas(REFERENCE)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing() -> ET.Element:
    return ET.fromstring(EXPORTS["svg"].data(ATLAS, Filters()))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return to_folder(ATLAS, Filters())


@pytest.fixture
def published(tmp_path: Path, layer_set: LayerSet) -> OpenAtlas:
    write_facts(tmp_path, Atlas("T", "What it is.", "", "", "", "", "", url="https://example.org/map"))
    save(layer_set, tmp_path)
    return open_atlas(tmp_path)


def texts(drawing: ET.Element) -> list[str]:
    return [element.text or "" for element in drawing.iter(f"{SVG}text")]


def test_the_drawing_is_svg_of_its_size(drawing: ET.Element) -> None:
    """SVG 1.1: known elements and no other, whose references all lead to something in the drawing itself."""
    assert drawing.tag == f"{SVG}svg" and (drawing.get("width"), drawing.get("height")) == tuple(map(str, SIZE))
    known = "svg title desc defs pattern radialGradient stop clipPath g path rect circle text"
    assert {element.tag for element in drawing.iter()} <= {SVG + name for name in known.split()}
    ids = [element.get("id") for element in drawing.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    named = set(re.findall(r"url\(#([\w-]+)\)", ET.tostring(drawing, encoding="unicode")))
    assert named <= set(ids) and set(drawing.get("aria-labelledby", "").split()) <= set(ids)


def test_the_drawing_says_what_the_page_says(drawing: ET.Element) -> None:
    shown, counted = " ".join(texts(drawing)), query.counts(ATLAS)
    assert ATLAS.facts.title in shown
    assert f"{counted.mentions} sentences, {counted.sites} places. Counts sentences, not events." in shown
    for wanted in ("Natural Earth", "GeoNames", f"Build {ATLAS.build}", "Open Government Licence", "cited only", "Air strikes"):
        assert wanted in shown
    assert "first rule whose words stand" in (drawing.findtext(f"{SVG}desc") or "")
    assert sum(int(text) for text in texts(drawing) if text.isdigit()) <= counted.mentions


def test_every_sentence_is_drawn_or_named_as_outside(drawing: ET.Element) -> None:
    """A reader who adds up symbols and the line of what lies outside comes to the count of the head."""
    outside = [text for text in texts(drawing) if text.startswith("Outside the picture:")]
    assert len(outside) == 1 and "more place" not in outside[0] and "United Kingdom" not in outside[0]
    named = [int(number) for number in re.findall(r" (\d+)(?:,|$)", outside[0])]
    drawn = [int(text) for text in texts(drawing) if text.isdigit()]
    assert len(named) > 2 and sum(drawn) + sum(named) == query.counts(ATLAS).mentions
    assert outside[0] in (drawing.findtext(f"{SVG}desc") or "")


def test_a_picture_that_holds_everything_names_nothing_outside(published: OpenAtlas) -> None:
    shown = " ".join(texts(ET.fromstring(EXPORTS["svg"].data(published, Filters(statuses=("happened",))))))
    assert "2 sentences, 1 place. " in shown and "Outside" not in shown


def test_the_drawing_quotes_nothing(drawing: ET.Element) -> None:
    shown = " ".join(drawing.itertext())
    assert not [quote for quote in query.mentions(ATLAS)["quote"] if len(quote) > 40 and quote in shown]


def test_a_filtered_drawing_holds_what_passes_only() -> None:
    shown = " ".join(texts(ET.fromstring(EXPORTS["svg"].data(ATLAS, Filters(layers=("air_strikes",))))))
    counted = query.counts(ATLAS, Filters(layers=("air_strikes",)))
    assert f"{counted.mentions} sentences, {counted.sites} places" in shown and "Humanitarian" not in shown
    assert f"Left out: {counted.mentions_of - counted.mentions} sentences by the filters" in shown


def test_nothing_to_show_is_still_a_drawing() -> None:
    assert "0 sentences, 0 places" in " ".join(texts(ET.fromstring(EXPORTS["svg"].data(ATLAS, Filters(layers=())))))


def test_the_picture_is_a_png_of_the_drawing(drawing: ET.Element) -> None:
    data = as_png(ET.tostring(drawing, encoding="unicode"))
    assert data.startswith(b"\x89PNG\r\n\x1a\n") and struct.unpack(">II", data[16:24]) == SIZE
    assert len(data) > 20_000


DEJAVU = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None) if Path("/usr/share/fonts").is_dir() else None


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resvg_py, "svg_to_bytes", partial(resvg_py.svg_to_bytes, skip_system_fonts=True))


@pytest.mark.skipif(DEJAVU is None, reason="DejaVu Sans is not on this machine")
def test_one_of_the_fonts_that_the_drawing_names_is_enough(monkeypatch: pytest.MonkeyPatch, drawing: ET.Element) -> None:
    """Such as DejaVu Sans alone, which is what the Dockerfile and packages.txt install, and which no system calls its sans-serif."""
    svg = ET.tostring(drawing, encoding="unicode")
    monkeypatch.setattr(resvg_py, "svg_to_bytes", partial(resvg_py.svg_to_bytes, skip_system_fonts=True, font_files=[str(DEJAVU)]))
    wordless = re.sub(r"(<[^<>]*?text[^<>]*>)[^<>]+</", r"\1</", svg)
    assert as_png(svg) != as_png(wordless)


def test_without_a_font_a_picture_is_refused_and_says_which_would_do(no_fonts: None, drawing: ET.Element) -> None:
    with pytest.raises(ConfigError, match=r"none of the fonts of a picture.*DejaVu Sans.*fonts-dejavu-core"):
        as_png(ET.tostring(drawing, encoding="unicode"))


def test_without_a_font_a_folder_lacks_its_preview_only_and_says_so(no_fonts: None, published: OpenAtlas) -> None:
    found = to_folder(published, Filters())
    assert set(found) == set(CONTENTS) - {PREVIEW}
    assert not [name for name in tags(found[PAGE]) if "image" in name]
    note = found["README.txt"].decode()
    assert "There is no preview picture: this machine has none of the fonts" in note and PREVIEW not in note
    assert EXPORTS["folder"].data(published, Filters())


def test_what_the_installations_install_is_a_font_that_a_drawing_names() -> None:
    root = Path(__file__).parents[1]
    assert (root / "packages.txt").read_text(encoding="utf-8").split() == ["fonts-dejavu-core"]
    assert "fonts-dejavu-core" in (root / "Dockerfile").read_text(encoding="utf-8")
    assert "'DejaVu Sans'" in mapview.asset_text("map/picture.js")


def test_the_colours_are_those_of_the_style_sheet() -> None:
    light, dark = mapview.colours("light"), mapview.colours("dark")
    assert light["sea"] == "#d4e2ec" and set(light) == set(dark) and not [name for name in ("sea", "text", "blank") if light[name] == dark[name]]


def test_the_folder_holds_what_its_note_says(files: dict[str, bytes]) -> None:
    assert set(files) == set(CONTENTS)
    note = files["README.txt"].decode()
    for wanted in (ATLAS.facts.title, f"Build {ATLAS.build}", "GeoNames", "not on the map", "first rule", "names no url", *CONTENTS):
        assert wanted in note
    assert json.loads(files["sentences.geojson"])["features"] and ET.fromstring(files["sentences.kml"]) is not None
    assert files["sentences.csv"].count(b"\n") >= len(query.mentions(ATLAS))


def tags(page: bytes) -> dict[str, str]:
    return {
        name: unescape(value) for name, value in re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">', page.decode())
    }


def test_the_page_of_a_folder_has_a_preview_by_a_relative_address_without_a_url(files: dict[str, bytes]) -> None:
    found = tags(files[PAGE])
    assert found["og:image"] == found["twitter:image"] == "preview.png" and found["twitter:card"] == "summary_large_image"
    assert found["og:title"] == ATLAS.facts.title and "og:url" not in found and found["og:image:alt"]
    width, height = struct.unpack(">II", files["preview.png"][16:24])
    assert (found["og:image:width"], found["og:image:height"]) == (str(width), str(height))


def test_with_a_url_its_addresses_are_absolute_and_a_newer_version_is_found(published: OpenAtlas) -> None:
    files = to_folder(published, Filters())
    found = tags(files[PAGE])
    assert found["og:url"] == "https://example.org/map/" and found["og:image"] == "https://example.org/map/preview.png"
    assert 'For a newer version look at <a href="https://example.org/map"' in files[PAGE].decode()
    assert "published at https://example.org/map" in files["README.txt"].decode()
    assert "https://example.org/map" in files["map.svg"].decode()


def test_a_url_that_is_no_web_address_never_becomes_a_link(published: OpenAtlas) -> None:
    hostile = replace(published, facts=replace(published.facts, url="javascript:alert(1)"))
    page = to_folder(hostile, Filters())[PAGE].decode()
    assert "javascript:" not in page and "names no address" in page


def test_the_archive_is_the_same_for_the_same_atlas(published: OpenAtlas) -> None:
    first, second = (EXPORTS["folder"].data(published, Filters()) for _ in range(2))
    assert first == second
    assert set(zipfile.ZipFile(io.BytesIO(first)).namelist()) == set(CONTENTS)


def test_the_command_line_writes_a_folder_or_an_archive(published: OpenAtlas, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, archive = tmp_path / "out", tmp_path / "out.zip"
    assert main(["export", str(published.folder), "--format", "folder", "-o", str(out)]) == 0
    assert {str(file.relative_to(out)) for file in out.rglob("*") if file.is_file()} == set(CONTENTS)
    assert main(["export", str(published.folder), "--format", "folder", "-o", str(archive)]) == 0
    assert zipfile.is_zipfile(archive) and capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The campaign, 2016–2018", "the-campaign-20162018"),
        ("../../etc/passwd", "etc-passwd"),
        ("الموصل", "atlas"),
        ("Hewlêr", "hewler"),
        ("a" * 90, "a" * 60),
    ],
)
def test_a_file_is_named_after_the_title_and_the_build(title: str, expected: str) -> None:
    assert file_name({"title": title, "build": "0003"}) == f"{expected}-build-0003"


def test_the_url_of_an_atlas_is_read_and_written(tmp_path: Path) -> None:
    facts = Atlas("T", "", "", "", "", "", "", url="https://example.org/")
    write_facts(tmp_path, facts)
    assert read_facts(tmp_path) == facts


# --- the ends of a bent time axis, by the same engine ---

DAYS = {"dense": [17200 + day for day in range(200)], "far on both sides": [-10000, *range(17200, 17400), 20000], "one day": [17200]}


@pytest.mark.parametrize("days", DAYS.values(), ids=DAYS.keys())
@pytest.mark.parametrize("most", [3, 6, 12])
def test_labels_of_the_time_axis_stand_within_it_and_apart(days: list[int], most: int) -> None:
    engine = quickjs.Context()
    engine.eval(ENGINE.read_text(encoding="utf-8"))
    for name in ("map/strings.js", "map/axis.js"):
        engine.eval(mapview.asset_text(name))
    atlas = {"count": len(days), "begin": days, "end": [day + 1 for day in days]}
    ticks = json.loads(engine.eval(f"JSON.stringify(new Dateline.Axis({json.dumps(atlas)}, 'happened').ticks({most}))"))
    lefts = [tick["left"] for tick in ticks]
    assert all(left >= -1e-6 and left + 1 / most <= 1 + 1e-6 for left in lefts)
    assert all(b - a >= 1 / most - 1e-6 for a, b in pairwise(lefts))
    if days[0] < 0:
        assert (ticks[0]["label"], ticks[-1]["label"]) == ("1942", "2024") and ticks[-1]["isLast"]
        assert most < 6 or any("2017" in tick["label"] for tick in ticks[1:-1])
