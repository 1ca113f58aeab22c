"""Filters and counts: one meaning for the page, the exports and the map's own script."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geodata import query
from geodata.atlas import OpenAtlas, open_atlas, save, write_facts
from geodata.model import Atlas, LayerSet, Precision, TimeSpan
from geodata.query import Counts, Filters, Sourcing


@pytest.fixture
def atlas(tmp_path: Path, layer_set: LayerSet) -> OpenAtlas:
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(layer_set, tmp_path)
    return open_atlas(tmp_path)


def days(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("filters", "starts"),
    [
        (Filters(), ["b14", "a14", "b65"]),
        (Filters(happened=days("2020-03-02", "2020-03-02")), ["a14"]),
        (Filters(happened=days("2020-03-03", "2020-12-31")), []),
        (Filters(happened=days("2020-03-03", "2020-12-31"), undated=True), ["b65"]),
        (Filters(dated=True), ["b14", "a14"]),
        (Filters(happened=days("2020-03-03", "2020-12-31"), undated=True, dated=True), ["b65"]),
        (Filters(happened=days("2018-01-01", "2019-01-01")), ["b14"]),
        (Filters(happened=days("2019-12-31", "2020-03-01")), ["b14"]),
        (Filters(happened=days("2020-01-01", "2020-03-01")), []),
        (Filters(reported=days("2020-04-01", "2020-04-01")), ["b14", "b65"]),
        (Filters(reported=days("2020-03-06", "2020-03-31")), []),
        (Filters(layers=("air_strikes",)), ["b14"]),
        (Filters(layers=()), []),
        (Filters(statuses=("claimed", "denied")), ["b65"]),
        (Filters(speakers=("The Post",)), ["a14"]),
        (Filters(text="SCRIPT"), ["b14"]),
        (Filters(text="  betaLAND "), ["b65"]),
        (Filters(text="100%"), []),
        (Filters(text="_"), []),
    ],
)
def test_filters(atlas: OpenAtlas, filters: Filters, starts: list[str]) -> None:
    found = query.mentions(atlas, filters)
    assert [f"{source[0]}{start}" for source, start in zip(found["source"], found["start"], strict=True)] == starts
    assert query.counts(atlas, filters).mentions == len(starts)
    assert query.ids(atlas, filters) == sorted(found["id"])


def test_a_wide_span_does_not_lead_and_of_equal_begins_the_narrower_is_first(tmp_path: Path, layer_set: LayerSet) -> None:
    """Days, months and years by their begin, of one begin the shortest first; then spans of years and open ones; then what has no date."""
    first = layer_set.mentions[0]
    year = date(2019, 1, 1)
    spans = {
        "year": TimeSpan(year, date(2020, 1, 1), Precision.YEAR),
        "leap year": TimeSpan(date(2020, 1, 1), date(2021, 1, 1), Precision.YEAR),
        "day of it": TimeSpan.of_day(year),
        "month of it": TimeSpan(year, date(2019, 2, 1), Precision.MONTH),
        "later day": TimeSpan.of_day(date(2019, 5, 4)),
        "years before": TimeSpan(date(2012, 1, 1), date(2018, 1, 1), Precision.RANGE),
        "since": TimeSpan(date(2011, 1, 1), None, Precision.RANGE),
        "until": TimeSpan(None, date(2010, 1, 1), Precision.RANGE),
        "undated": None,
    }
    mentions = tuple(replace(first, id=f"{number:016x}", layer_rule=name, when=span) for number, (name, span) in enumerate(spans.items()))
    save(replace(layer_set, mentions=mentions, quotations=("",) * len(mentions)), tmp_path)
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    opened = open_atlas(tmp_path)
    wanted = ["day of it", "month of it", "year", "later day", "leap year", "since", "years before", "until", "undated"]
    assert query.mentions(opened)["layer_rule"].tolist() == wanted
    assert query.mentions(opened, limit=3)["layer_rule"].tolist() == wanted[:3]


def test_counts_of_sites_and_all(atlas: OpenAtlas) -> None:
    assert query.counts(atlas, Filters(layers=("air_strikes",))) == Counts(1, 3, 1, 2)


def test_sites_are_named_as_the_sources_name_them(atlas: OpenAtlas) -> None:
    found = query.sites(atlas)
    assert found[["label", "mentions"]].to_numpy().tolist() == [["Alphaville", 2], ["Betaland", 1]]
    only = query.mentions(atlas, Filters(sites=(found["site"].iloc[1],)))
    assert only["surface"].tolist() == ["Betaland"]


def test_spans_keep_what_has_no_date(atlas: OpenAtlas) -> None:
    found = query.spans(atlas, "when")
    assert found["mentions"].tolist() == [1, 1, 1]
    assert found["begin"].isna().tolist() == [False, False, True]


def test_documents_problems_candidates_names(atlas: OpenAtlas, layer_set: LayerSet) -> None:
    documents = query.documents(atlas)
    assert documents[["source", "mentions", "cited_only"]].to_numpy().tolist() == [["a.txt", 1, 0], ["b.txt", 2, 1]]
    assert query.problems(atlas)["source"].tolist() == ["", "b.txt"]
    found = query.candidates(atlas, layer_set.mentions[0].id)
    assert found[["name", "reasons"]].to_numpy().tolist() == [["Alphaville", "largest|nearest"], ["Betaland", ""]]
    assert query.other_names(atlas, "geonames", "1") == ["Alfa", "ألفا"]
    assert query.other_names(atlas, "geonames", "2") == []
    assert query.mention(atlas, layer_set.mentions[2].id)["surface"] == "Betaland"
    assert query.mention(atlas, "0" * 16) is None


def test_a_copy_counts_as_the_document_it_repeats(tmp_path: Path, layer_set: LayerSet) -> None:
    first, second = layer_set.documents
    copied = replace(layer_set, documents=(first, replace(second, copy_of=first.id, copy_share=0.93)))
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(copied, tmp_path)
    opened = open_atlas(tmp_path)
    assert query.sourcing(opened) == Sourcing(1, 1, 1)
    assert query.sourcing(opened, Filters(layers=("air_strikes",))) == Sourcing(1, 1, 1)
    assert query.sourcing(opened, Filters(layers=())) == Sourcing(0, 0, 0)
    assert query.mentions(opened, Filters(sources=(second.id,)))[["copy_title", "copy_share"]].iloc[0].tolist() == ["Report a", 0.93]


def test_documents_and_publishers_are_counted(atlas: OpenAtlas) -> None:
    assert query.sourcing(atlas) == Sourcing(2, 2, 0)


def test_many_threads_read_at_once(atlas: OpenAtlas) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: len(query.mentions(atlas, Filters(layers=("air_strikes",) if n % 2 else None))), range(64)))
    assert found == [3, 1] * 32


def test_a_value_is_known_where_a_mention_has_it(atlas: OpenAtlas) -> None:
    found = query.mentions(atlas).iloc[0]
    assert query.is_known(atlas, "id", found["id"]) and query.is_known(atlas, "site", found["site"])
    assert not query.is_known(atlas, "site", found["id"]) and not query.is_known(atlas, "id", "' OR 1=1 --")


def test_values_are_counted_in_what_passes(atlas: OpenAtlas) -> None:
    counted = query.values(atlas, "layer", Filters(speakers=("The Post",)))
    assert counted["mentions"].sum() == 1 < query.values(atlas, "layer")["mentions"].sum()
