"""Exports: what the page shows, as files that others read, with their credits and without a formula."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from geodata import query
from geodata.atlas import OpenAtlas, open_atlas, save, write_facts
from geodata.export import COLUMNS, EXPORTS, left_out, left_out_in_words
from geodata.geojson import level, map_data
from geodata.model import Atlas, LayerSet, Problem, Stage, Status
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
    assert made["left_out"] == {"filtered": 2, "not_quoted": 1, "not_on_the_map": 1}
    assert "GeoNames" in made["attribution"] and "The Post" in made["attribution"]


def test_csv_has_a_row_a_sentence_and_no_cell_starts_a_formula(atlas: OpenAtlas) -> None:
    rows = list(csv.DictReader(StringIO(EXPORTS["csv"].data(atlas, Filters()).decode())))
    assert [r["source"] for r in rows] == ["b.txt", "a.txt", "b.txt"]
    assert rows[0]["quote"].startswith("'=1+1 <script>")
    assert rows[0]["publisher"] == "'=The <b>Gazette</b>"
    assert (rows[1]["when_begin"], rows[1]["when_end"], rows[2]["when_begin"]) == ("2020-03-02", "2020-03-03", "")
    assert (rows[2]["lat"], rows[2]["ambiguous"]) == ("-5.0", "false")


def test_a_row_carries_the_credits_of_its_own_source_and_place_and_the_file_those_of_all(atlas: OpenAtlas) -> None:
    rows = {r["source"] + r["surface"]: r["attribution"] for r in csv.DictReader(StringIO(EXPORTS["csv"].data(atlas, Filters()).decode()))}
    assert rows["a.txtAlphaville"] == "Source: The Post (Open Government Licence v3.0); Places: GeoNames (CC BY 4.0)"
    assert "The Post" not in rows["b.txtAlphaville"] and "Gazette" in rows["b.txtAlphaville"]
    assert "Dateline's own tables" in rows["b.txtBetaland"] and "GeoNames" not in rows["b.txtBetaland"]
    made = json.loads(EXPORTS["geojson"].make(atlas, Filters()))
    assert {f["properties"]["source"] + f["properties"]["surface"]: f["properties"]["attribution"] for f in made["features"]} == rows
    for credit in ("The Post", "Gazette", "GeoNames", "Dateline's own tables"):
        assert made["attribution"].count(credit) == 1
    bodies = [item["body"][-1]["value"] for item in json.loads(EXPORTS["annotations"].make(atlas, Filters()))["items"]]
    assert sorted(json.loads(body)["properties"]["attribution"] for body in bodies) == sorted(rows.values())


def test_what_is_not_on_the_map_counts_names_of_places_only(tmp_path: Path, layer_set: LayerSet) -> None:
    first = layer_set.documents[0]
    notes = (
        Problem(Stage.DATING, "contradiction", "5 May", "two dates", first.id, 0, 5),
        Problem(Stage.DATING, "no_anchor", "then", "?", first.id, 6, 9),
    )
    save(replace(layer_set, problems=(*layer_set.problems, *notes)), tmp_path)
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    opened = open_atlas(tmp_path)
    assert query.not_on_the_map(opened) == 1 and len(query.problems(opened)) == 4
    assert left_out_in_words(left_out(opened, Filters())).endswith("and 1 find not on the map.")
    assert query.not_on_the_map(an_empty_one(tmp_path / "empty")) == 0


def an_empty_one(folder: Path) -> OpenAtlas:
    folder.mkdir()
    write_facts(folder, Atlas("E", "", "", "", "", "", ""))
    save(LayerSet((), (), (), (), ()), folder)
    return open_atlas(folder)


def test_an_inferred_date_of_reporting_says_so_in_every_format(tmp_path: Path, layer_set: LayerSet) -> None:
    first, second = layer_set.documents
    save(replace(layer_set, documents=(replace(first, published_inferred=True, published_basis="its address"), second)), tmp_path)
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    opened, only = open_atlas(tmp_path), Filters(sources=(first.id,))
    row = next(csv.DictReader(StringIO(EXPORTS["csv"].make(opened, only))))
    assert (row["reported_inferred"], row["reported_basis"]) == ("true", "its address")
    for name in ("html", "kml", "annotations", "timemap-events", "evidence"):
        assert "5 Mar 2020 (inferred)" in EXPORTS[name].make(opened, only), name
        assert "1 Apr 2020 (inferred)" not in EXPORTS[name].make(opened, Filters()), name


def test_a_contradiction_stands_with_every_sentence_that_it_touches(tmp_path: Path, layer_set: LayerSet) -> None:
    """That of a document's date with all of its sentences, that of a day of the week with those whose quotation holds it."""
    first, second = layer_set.documents
    found = (
        Problem(Stage.DATING, "contradiction", "1 May", "The head <says> 1 May.", second.id, 70, 75),
        Problem(Stage.DATING, "weekday", "on Monday", "It was no Monday.", first.id, 25, 34),
        Problem(Stage.DATING, "weekday", "nowhere near", "It was no Sunday.", first.id, 60, 70),
    )
    save(replace(layer_set, problems=(*layer_set.problems, *found)), tmp_path)
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    opened = open_atlas(tmp_path)
    rows = {r["source"] + r["surface"]: r for r in csv.DictReader(StringIO(EXPORTS["csv"].make(opened, Filters())))}
    assert {name: r["contradiction"] for name, r in rows.items()} == {
        "a.txtAlphaville": "It was no Monday.",
        "b.txtAlphaville": "The head <says> 1 May.",
        "b.txtBetaland": "The head <says> 1 May.",
    }
    page = EXPORTS["html"].make(opened, Filters())
    assert page.count('<details class="dl-finding">') == 3 and page.count("The head &lt;says&gt; 1 May.") == 3, "on its two cards and its source"
    for name in ("evidence", "kml", "geojson"):
        assert EXPORTS[name].make(opened, Filters()).count("It was no Monday.") >= 1, name
    assert "contradict each other" in EXPORTS["annotations"].make(opened, Filters())
    assert "contradict each other" in EXPORTS["timemap-events"].make(opened, Filters())


def test_every_column_is_explained_in_its_order() -> None:
    text = (Path(__file__).parents[1] / "docs" / "columns.md").read_text(encoding="utf-8")
    named = [name for line in text.splitlines() if line.startswith("| `") for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    assert named == [*COLUMNS, "attribution"]


@pytest.mark.parametrize("name", ["csv", "geojson"])
def test_a_row_says_whether_its_place_is_a_point(atlas: OpenAtlas, name: str) -> None:
    made = EXPORTS[name].make(atlas, Filters())
    rows = list(csv.DictReader(StringIO(made))) if name == "csv" else [f["properties"] for f in json.loads(made)["features"]]
    assert {r["surface"]: r["level"] for r in rows} == {"Alphaville": "point", "Betaland": "area"}


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
