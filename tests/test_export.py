"""Exports: what the page shows, as files that others read, with their credits and without a formula."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from geodata import query
from geodata.atlas import OpenAtlas, open_atlas, save, write_facts
from geodata.export import EXPORTS
from geodata.geojson import level, map_data
from geodata.model import Atlas, LayerSet, Status
from geodata.query import Filters

GOLDEN = Path(__file__).with_name("golden") / "small.geojson"


@pytest.fixture
def atlas(tmp_path: Path, layer_set: LayerSet) -> OpenAtlas:
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(layer_set, tmp_path)
    return open_atlas(tmp_path)


def test_geojson_is_the_golden_one(atlas: OpenAtlas) -> None:
    made = json.loads(EXPORTS["geojson"].data(atlas, Filters()).decode())
    assert {layer["id"] for layer in made.pop("layers")} >= {"air_strikes", "ground_operations"}
    assert made.pop("made_with").startswith("Dateline ") and made.pop("layer_rules")
    assert made == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_geojson_keeps_longitude_first_and_counts_what_it_leaves_out(atlas: OpenAtlas) -> None:
    made = json.loads(EXPORTS["geojson"].make(atlas, Filters(statuses=("claimed",))))
    assert [f["geometry"]["coordinates"] for f in made["features"]] == [[30.0, -5.0]]
    assert made["left_out"] == {"filtered": 2, "not_quoted": 1, "not_on_the_map": 2}
    assert "GeoNames" in made["attribution"] and "The Post" in made["attribution"]


def test_csv_has_a_row_a_sentence_and_no_cell_starts_a_formula(atlas: OpenAtlas) -> None:
    rows = list(csv.DictReader(StringIO(EXPORTS["csv"].data(atlas, Filters()).decode())))
    assert [r["source"] for r in rows] == ["b.txt", "a.txt", "b.txt"]
    assert rows[0]["quote"].startswith("'=1+1 <script>")
    assert rows[0]["publisher"] == "'=The <b>Gazette</b>"
    assert (rows[1]["when_begin"], rows[1]["when_end"], rows[2]["when_begin"]) == ("2020-03-02", "2020-03-03", "")
    assert (rows[2]["lat"], rows[2]["ambiguous"]) == ("-5.0", "false")
    assert all("GeoNames" in r["attribution"] for r in rows)


def test_map_data_numbers_what_it_lists(atlas: OpenAtlas) -> None:
    legend = [{"id": name, "label": name, "colour": "#000000", "colour_dark": "#ffffff"} for name in ("air_strikes", "ground_operations")]
    made = map_data(query.mentions(atlas), query.sites(atlas), query.documents(atlas), legend)
    columns = made["mentions"]
    assert columns["site"] == [0, 0, 1]
    assert columns["layer"] == [0, 1, 1]
    assert [made["speakers"][n] for n in columns["speaker"]] == ["=The <b>Gazette</b>", "The Post", "A <i>speaker</i>"]
    assert columns["begin"] == [17897, 18323, None] and columns["end"] == [18262, 18324, None]
    assert columns["dated"] == [1, 1, 0]
    assert columns["disputed"] == [0, 0, 0]
    assert made["sites"]["features"][1]["properties"]["level"] == "area"
    json.dumps(made, allow_nan=False)


def test_a_claim_and_its_denial_are_marked_in_every_export(tmp_path: Path, layer_set: LayerSet) -> None:
    first, second, third = layer_set.mentions
    claim = replace(third, disputed=True, linked=second.id)
    denial = replace(second, status=Status.DENIED, disputed=True, linked=third.id)
    overruled = replace(first, disputed=True)
    save(replace(layer_set, mentions=(overruled, denial, claim)), tmp_path)
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    opened = open_atlas(tmp_path)
    rows = {r["id"]: r for r in csv.DictReader(StringIO(EXPORTS["csv"].make(opened, Filters())))}
    assert (rows[claim.id]["disputed"], rows[claim.id]["linked"]) == ("true", denial.id)
    features = {f["id"]: f["properties"] for f in json.loads(EXPORTS["geojson"].make(opened, Filters()))["features"]}
    assert (features[denial.id]["disputed"], features[denial.id]["linked"]) == (True, claim.id)
    page = EXPORTS["html"].make(opened, Filters())
    assert f'href="#m-{denial.id}">See the denial' in page and f'href="#m-{claim.id}">See the claim' in page
    alone = EXPORTS["html"].make(opened, Filters(statuses=("claimed",)))
    assert "denied in the same source" in alone and "See the denial" not in alone
    legend = [{"id": layer, "label": layer, "colour": "#000000", "colour_dark": "#ffffff"} for layer in ("air_strikes", "ground_operations")]
    found = query.mentions(opened)
    made = map_data(found, query.sites(opened), query.documents(opened), legend)["mentions"]
    assert dict(zip(found["id"], made["disputed"], strict=True)) == {claim.id: 1, denial.id: 1, overruled.id: 0}


@pytest.mark.parametrize(("kind", "drawn"), [("PPL", "point"), ("AIRB", "point"), ("PCLI", "area"), ("RGN", "area"), ("STM", "line"), ("", "point")])
def test_level_of_a_kind(kind: str, drawn: str) -> None:
    assert level(kind) == drawn
