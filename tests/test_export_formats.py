"""Each format against its specification, or against the checks of the program that reads it: written here as tables from those."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from conftest import REFERENCE

from geodata import query
from geodata.atlas import OpenAtlas, open_atlas, save, write_facts
from geodata.export import EXPORTS
from geodata.export.annotations import around
from geodata.export.ground import circle
from geodata.geojson import level
from geodata.locate import distance_m
from geodata.model import Atlas, LayerSet
from geodata.query import Filters

KML = "{http://www.opengis.net/kml/2.2}"

ORDER = {
    "Document": ("name", "description", "Style", "Folder"),
    "Folder": ("name", "description", "Placemark", "Folder"),
    "Placemark": ("name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point", "MultiGeometry"),
    "Polygon": ("outerBoundaryIs", "innerBoundaryIs"),
    "TimeSpan": ("begin", "end"),
    "Style": ("IconStyle", "LineStyle", "PolyStyle", "BalloonStyle"),
    "LineStyle": ("color", "width"),
}
"""The order in which the XML schema of KML 2.2 (OGC 07-147r2, Annex A) wants the elements that we use."""


@pytest.fixture
def small(tmp_path: Path, layer_set: LayerSet) -> OpenAtlas:
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(layer_set, tmp_path)
    return open_atlas(tmp_path)


@pytest.fixture(params=["small", "reference"])
def atlas(request: pytest.FixtureRequest) -> OpenAtlas:
    found: OpenAtlas = request.getfixturevalue("small") if request.param == "small" else open_atlas(REFERENCE)
    return found


def made(atlas: OpenAtlas, name: str, filters: Filters | None = None) -> Any:
    text = EXPORTS[name].data(atlas, filters or Filters()).decode()
    return ET.fromstring(text) if name == "kml" else json.loads(text)


def test_kml_keeps_to_its_schema(atlas: OpenAtlas) -> None:
    root = made(atlas, "kml")
    assert root.tag == f"{KML}kml" and [child.tag for child in root] == [f"{KML}Document"]
    for element in root.iter():
        assert element.tag.startswith(KML)
        if order := ORDER.get(element.tag.removeprefix(KML)):
            places = [order.index(child.tag.removeprefix(KML)) for child in element]
            assert places == sorted(places)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[A-Za-z_][\w.-]*", name or "") for name in ids)
    assert {element.text for element in root.iter(f"{KML}styleUrl")} <= {f"#{name}" for name in ids}
    assert all(re.fullmatch(r"[0-9a-f]{8}", element.text or "") for element in root.iter(f"{KML}color"))


def test_kml_has_a_placemark_a_sentence_at_its_place_and_time(atlas: OpenAtlas) -> None:
    rows = {f"mention-{row['id']}": row for row in query.mentions(atlas).to_dict("records")}
    placemarks = list(made(atlas, "kml").iter(f"{KML}Placemark"))
    assert {p.get("id") for p in placemarks} == set(rows) and len(placemarks) == len(rows)
    for placemark in placemarks:
        row = rows[placemark.get("id") or ""]
        if level(row["place_kind"]) == "point":
            lon, lat = map(float, (placemark.findtext(f"{KML}Point/{KML}coordinates") or "").split(","))
            assert (lat, lon) == (row["lat"], row["lon"])
        else:
            assert placemark.find(f"{KML}Point") is None
        begin, last = (placemark.findtext(f"{KML}TimeSpan/{KML}{side}") for side in ("begin", "end"))
        assert begin is None or last is None or date.fromisoformat(begin) <= date.fromisoformat(last)
        assert (begin or "None") == str(row["when_begin"].date() if begin else None)
        data = {d.get("name"): d.findtext(f"{KML}value") for d in placemark.iter(f"{KML}Data")}
        assert data["start"] == str(row["start"]) and data["licence"] == row["licence"]


def test_annotations_keep_to_the_data_model(atlas: OpenAtlas) -> None:
    """The musts of the Web Annotation Data Model (2017): sections 3.1 (annotations), 3.2.4 (textual bodies), 4.2 (selectors), 5.2 (pages)."""
    page = made(atlas, "annotations")
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", page["id"])
    assert len({a["id"] for a in page["items"]} | {page["id"]}) == len(page["items"]) + 1
    for annotation in page["items"]:
        assert annotation["type"] == "Annotation" and re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", annotation["id"])
        assert set(annotation["motivation"]) <= {"identifying", "describing"}
        for body in annotation["body"]:
            wanted = {"TextualBody": {"value", "format"}, "SpecificResource": {"source"}}[body["type"]]
            assert wanted <= set(body) and body["purpose"] in annotation["motivation"]
        target = annotation["target"]
        assert re.match(r"https?://|urn:sha256:[0-9a-f]{64}$", target["source"])
        position, quoted = target["selector"]
        assert position["type"] == "TextPositionSelector" and 0 <= position["start"] < position["end"]
        assert quoted["type"] == "TextQuoteSelector" and quoted["exact"]
        assert set(quoted) <= {"type", "exact", "prefix", "suffix"} and all(isinstance(value, str) for value in quoted.values())


def test_annotations_quote_only_what_may_be_quoted(atlas: OpenAtlas) -> None:
    rows = {(row["start"], row["document_id"]): row for row in query.mentions(atlas).to_dict("records")}
    for annotation, row in zip(made(atlas, "annotations")["items"], query.mentions(atlas).to_dict("records"), strict=True):
        quoted = annotation["target"]["selector"][1]
        around_it = quoted.get("prefix", "") + quoted["exact"] + quoted.get("suffix", "")
        assert around_it in row["quote"] or around_it == row["surface"]
    assert rows


@pytest.mark.parametrize(
    ("quote", "start", "end", "expected"),
    [
        ("They left Alphaville on Monday.", 110, 131, ("They left ", " on Monday.")),
        ("[…] left Alphaville […] on Monday.", 130, 190, ("left ", "")),
        ("", 100, 100, ("", "")),
        ("Alphaville is not Alphaville.", 100, 129, ("", " is not Alphaville.")),
        ("Alphaville is not Alphaville.", 118, 129, ("Alphaville is not ", ".")),
        ("Alphaville is […] not Alphaville, but Alphaville.", 140, 200, ("", "")),
        ("Alphavilles are many.", 100, 121, ("", "")),
        ("x" * 50 + " Alphaville", 151, 161, ("x" * 31 + " ", "")),
    ],
)
def test_the_words_around_a_name(quote: str, start: int, end: int, expected: tuple[str, str]) -> None:
    assert around({"quote": quote, "surface": "Alphaville", "start": start, "quote_start": 100, "quote_end": end}) == expected


TEXT, LIST = str, list
EVENT = dict.fromkeys(
    ("id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "type", "category", "comments", "time_display"), TEXT
) | {"associations": LIST, "sources": LIST}
SOURCE = dict.fromkeys(("id", "title", "thumbnail", "type", "url", "description", "author", "date", "notes"), TEXT) | {"paths": LIST, "affil_s": LIST}
ASSOCIATION = dict.fromkeys(("id", "title", "desc", "mode", "colour"), TEXT) | {"filter_paths": LIST}
"""The keys that TimeMap's checks allow, and their types (its src/reducers/validate: event, source, associations); no other passes."""


def of_form(items: list[dict[str, Any]], form: dict[str, type]) -> Iterator[bool]:
    for item in items:
        yield all(name in form and type(value) is form[name] for name, value in item.items())


def test_timemap_reads_its_three_files(atlas: OpenAtlas) -> None:
    events, sources, associations = (made(atlas, f"timemap-{name}") for name in ("events", "sources", "associations"))
    assert events and all(of_form(events, EVENT)) and all(of_form(list(sources.values()), SOURCE)) and all(of_form(associations, ASSOCIATION))
    for event in events:
        assert {"description", "associations"} <= set(event)
        assert re.fullmatch(r"(0[1-9]|1[0-2])/([0-2]\d|3[01])/\d{4}", event["date"])
        assert -90 <= float(event["latitude"]) <= 90 and -180 <= float(event["longitude"]) <= 180
        assert set(event["associations"]) <= {a["id"] for a in associations} and set(event["sources"]) <= set(sources)
    assert all(id_ == source["id"] for id_, source in sources.items()) and all(a["title"] and a["mode"] for a in associations)
    assert len({a["id"] for a in associations}) == len(associations)


def test_timemap_leaves_out_what_has_no_date_and_says_so(small: OpenAtlas) -> None:
    assert [event["date"] for event in made(small, "timemap-events")] == ["01/01/2019", "03/02/2020"]
    assert "1 sentence without a date in the text" in made(small, "timemap-sources")["about-this-export"]["notes"]


def rings(placemark: ET.Element, side: str) -> list[list[tuple[float, float]]]:
    found = placemark.iterfind(f".//{KML}{side}/{KML}LinearRing/{KML}coordinates")
    return [[(float(lon), float(lat)) for lon, lat in (point.split(",") for point in (ring.text or "").split())] for ring in found]


def turn(ring: list[tuple[float, float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def test_kml_puts_no_pin_into_an_area_but_draws_what_it_covers(atlas: OpenAtlas) -> None:
    root = made(atlas, "kml")
    folders = {folder.findtext(f"{KML}name"): folder for folder in root.iterfind(f"{KML}Document/{KML}Folder")}
    wide = list(folders["Areas and lines"].iter(f"{KML}Placemark"))
    rows = {f"mention-{row['id']}": row for row in query.mentions(atlas).to_dict("records")}
    assert {p.get("id") for p in wide} == {id_ for id_, row in rows.items() if level(row["place_kind"]) != "point"} != set()
    for placemark in wide:
        outer, inner = rings(placemark, "outerBoundaryIs"), rings(placemark, "innerBoundaryIs")
        assert outer or placemark.find(f".//{KML}LineString") is not None
        assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in outer + inner)
        assert all(turn(ring) > 0 for ring in outer) and all(turn(ring) < 0 for ring in inner)
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for ring in outer + inner for lon, lat in ring)


def test_kml_draws_whole_countries_and_rivers_by_their_own_lines() -> None:
    found = {p.findtext(f"{KML}name"): p for p in made(open_atlas(REFERENCE), "kml").iter(f"{KML}Placemark")}
    west, east = (pick(lon for ring in rings(found["Iraq"], "outerBoundaryIs") for lon, _ in ring) for pick in (min, max))
    assert 38.5 < west < 39 and 48 < east < 49 and len(rings(found["Iraq"], "outerBoundaryIs")) == 1
    assert len(rings(found["UK"], "outerBoundaryIs")) > 1
    assert found["Tigris"].find(f".//{KML}LineString") is not None and not rings(found["Tigris"], "outerBoundaryIs")
    assert len(rings(found["Anbar"], "outerBoundaryIs")[0]) == 49, "the basemap has no lines of governorates, so this is a circle"


@pytest.mark.parametrize(
    ("lat", "lon", "radius_m"), [(33.0, 44.0, 373_000.0), (0.0, 179.5, 200_000.0), (-65.0, 0.0, 4_000_000.0), (89.0, 10.0, 500_000.0)]
)
def test_a_circle_lies_at_its_radius_from_its_middle(lat: float, lon: float, radius_m: float) -> None:
    ring = circle(lat, lon, radius_m)
    assert ring[0] == ring[-1] and all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
    assert all(abs(distance_m(lat, lon, y, x) / radius_m - 1) < 0.01 for x, y in ring)


@pytest.mark.parametrize("name", sorted(set(EXPORTS) - {"folder", "png"}))
def test_every_export_credits_its_sources_and_counts_what_it_leaves_out(small: OpenAtlas, name: str) -> None:
    text = EXPORTS["timemap-sources" if name.startswith("timemap") else name].data(small, Filters(statuses=("claimed",))).decode()
    assert ("GeoNames" in text or "Dateline's own tables" in text) and "Gazette" in text
    assert "2 sentences by the filters" in text or '"filtered": 2' in text or '\\"filtered\\": 2' in text
    assert EXPORTS[name].make(small, Filters()) == EXPORTS[name].make(small, Filters())
