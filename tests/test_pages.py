"""Every page, run by Streamlit's own test runner: with data, with nothing that passes, with an atlas that is broken."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from conftest import ALPHA, REFERENCE, a_document, a_mention
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from geodata import query, ui
from geodata.atlas import append_decision, open_atlas, save, write_facts
from geodata.export import EXPORTS, Export
from geodata.geojson import map_data
from geodata.language import say
from geodata.model import Action, Atlas, Decision, LayerSet, Problem, Stage, Status, Target, TimeSpan
from geodata.query import Filters
from geodata.ui.excerpts import PAGE

DASHBOARD = str(Path(__file__).parents[1] / "dashboard.py")
PAGES = ("map", "places", "sources", "not-on-the-map", "add", "review", "atlases", "download", "corrections", "about")
SHORT = ("corrections",)
"""What has little to say of an atlas in which nobody has changed anything yet."""


@pytest.fixture(autouse=True)
def pages_in_their_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the server does at its start (see `ui.routes`): the test runner would else run a page of `pages/` without its frame."""
    start = PagesManager.__init__

    def framed(self: PagesManager, *args: object, **kwargs: object) -> None:
        start(self, *args, **kwargs)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", framed)


def turn(at: AppTest, page: str) -> AppTest:
    """Turn to a page by its address, as a click in the navigation does. (`switch_page` names files, which `st.navigation` does not know.)"""
    at._page_hash = calc_hash("" if page == "map" else page)
    return at.run()


def app(monkeypatch: pytest.MonkeyPatch, folder: Path, page: str = "map", **params: str | list[str]) -> AppTest:
    monkeypatch.setenv("GEODATA_ATLAS", str(folder))
    at = AppTest.from_file(DASHBOARD, default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    return at if page == "map" else turn(at, page)


def words(at: AppTest) -> str:
    found = [*at.markdown, *at.caption, *at.info, *at.error, *at.warning, *at.subheader, *at.header]
    return "\n".join(str(element.value) for element in found) + "\n".join(str(html.proto.body) for html in at.get("html"))


@pytest.fixture
def small(tmp_path: Path, layer_set: LayerSet) -> Path:
    write_facts(tmp_path, Atlas("A *small* <b>atlas</b>", "", "", "", "", "", ""))
    save(layer_set, tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_reference_atlas(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE, page)
    assert not at.exception and not at.error
    assert len(words(at)) > 500 or page in SHORT


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_an_empty_atlas_says_so(page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_facts(tmp_path, Atlas("Empty", "", "", "", "", "", ""))
    save(LayerSet((), (), (), (), ()), tmp_path)
    at = app(monkeypatch, tmp_path, page)
    assert not at.exception and not at.error
    assert page == "about" or at.info


@pytest.mark.parametrize("page", PAGES)
def test_an_atlas_that_is_not_there_is_an_error_that_helps(page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    at = app(monkeypatch, tmp_path / "gone", page)
    assert not at.exception
    assert "geodata build" in at.error[0].value


def test_text_of_documents_is_never_markup(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in PAGES:
        shown = words(app(monkeypatch, small, page))
        assert "<script>" not in shown and "<b>Gazette" not in shown and "<b>atlas" not in shown and "<i>speaker" not in shown


def test_an_atlas_opens_on_the_view_that_its_owner_names_where_a_link_asks_for_none(
    tmp_path: Path, layer_set: LayerSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_facts(tmp_path, Atlas("A", opening_view="?layer=air_strikes&view=10.0000,20.0000,6"))
    save(layer_set, tmp_path)
    at = app(monkeypatch, tmp_path)
    assert at.session_state["layers"] == ["air_strikes"] and at.session_state["view"].zoom == 6
    assert at.query_params["layer"] in ("air_strikes", ["air_strikes"])
    linked = app(monkeypatch, tmp_path, status="claimed")
    assert linked.session_state["statuses"] == ["claimed"] and linked.session_state["layers"] == []


def test_text_of_documents_is_no_markup_in_what_a_filter_offers_and_leads_nowhere_but_to_the_web(
    tmp_path: Path, layer_set: LayerSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = replace(layer_set.documents[0], title=":red[*A*] ![x](https://example.org/x.png)", url="javascript:alert(1)")
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    save(replace(layer_set, documents=(hostile, *layer_set.documents[1:])), tmp_path)
    at = app(monkeypatch, tmp_path)
    offered = "".join(option for choice in at.button_group for option in choice.options)
    assert "speaker" in offered and "example" in offered and not re.search(r"(?<!\\)[<*\[]", offered)
    assert not [button for button in at.get("link_button") if not button.proto.url.startswith("http")]


TURNED = "safe\u202e gnp.exe\u2066\x07\x9f\u2028end\u2069"
"""Words that would be read from the right, with signs that control a machine."""
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


@pytest.fixture
def turned(tmp_path: Path) -> Path:
    """An atlas that holds such words wherever a document, an owner or a reviewer can put them."""
    write_facts(tmp_path, Atlas(TURNED, TURNED, TURNED, "", TURNED, TURNED, ""))
    names = ("title", "source", "author", "licence", "content_note", "published_basis")
    document = replace(a_document("a", TURNED, date(2020, 3, 5)), **dict.fromkeys(names, TURNED))
    place = replace(ALPHA, name=TURNED, other_names=(TURNED,), admin1=TURNED)
    said = dict.fromkeys(("said_by", "working", "dated_words", "dated_rule", "dated_anchor", "layer_rule"), TURNED)
    mention = replace(a_mention(document, 14, "Alphaville", place, when=TimeSpan.of_day(date(2020, 3, 2))), **said)
    problem = Problem(Stage.LOCATE, "not_found", TURNED, TURNED, document.id, 3, 9)
    save(LayerSet((document,), (mention,), (f"Fighters left Alphaville, {TURNED} said",), (), (problem,)), tmp_path)
    target = Target(TURNED, 14, 24, "Alphaville", "", "")
    value = json.dumps({"status": "claimed", "said_by": TURNED, "reason": TURNED})
    append_decision(tmp_path, Decision(Action.STATUS, target, value, TURNED, datetime(2026, 1, 2, tzinfo=UTC)))
    return tmp_path


@pytest.mark.parametrize("page", ("map", "places", "sources", "not-on-the-map", "corrections", "about"))
def test_nothing_on_a_page_turns_round_the_reading_direction(page: str, turned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, turned, page)
    assert not at.exception
    offered = [option for choice in (*at.selectbox, *at.button_group) for option in choice.options]
    shown = "\n".join((words(at), *(title.value for title in at.title), *map(str, offered)))
    assert "safe" in shown and "gnp" in shown
    assert not UNSEEN.findall(shown)


def test_what_the_map_and_its_hover_say_turns_nothing_round(turned: Path) -> None:
    opened = open_atlas(turned)
    said = json.dumps(
        map_data(query.mentions(opened), query.sites(opened), query.documents(opened), [{"id": "ground_operations"}]), ensure_ascii=False
    )
    assert "safe gnp.exe end" in said and not UNSEEN.findall(said)


def test_every_format_can_be_downloaded_and_is_made_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(Export, "data", lambda self, atlas, filters: made.append(self.suffix) or b"")
    at = app(monkeypatch, REFERENCE, "download")
    assert {button.proto.label for button in at.get("download_button")} == {"Download"} and len(at.get("download_button")) == len(EXPORTS)
    assert "the whole atlas" in words(at) and made == []
    turn(app(monkeypatch, REFERENCE, status="planned"), "download")
    counted = query.counts(open_atlas(REFERENCE), Filters(statuses=("planned",)))
    at = turn(app(monkeypatch, REFERENCE, status="planned"), "download")
    assert at.radio[0].options[0] == f"What the filters show: {counted.mentions} sentences"


def test_corrections_show_reasons_escaped_and_no_notes(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    target = Target("a.txt", 14, 24, "<i>Alphaville</i>", "", "")
    for action, value in ((Action.STATUS, {"status": "planned", "said_by": "X", "reason": "<b>why</b>"}), (Action.NOTE, {"note": "a private word"})):
        append_decision(small, Decision(action, target, json.dumps(value), "Someone", at))
    shown = words(app(monkeypatch, small, "corrections"))
    assert "&lt;b&gt;why" in shown and "2 Jan 2026" in shown and "given another status" in shown
    assert "private word" not in shown and "Someone" not in shown and "<i>Alphaville" not in shown


@pytest.mark.parametrize(("contact", "is_offered"), [("maps@example.org", True), ("", False)])
def test_every_sentence_and_source_can_be_reported(
    contact: str, is_offered: bool, layer_set: LayerSet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_facts(tmp_path, Atlas("T", "", "", contact, "", "", ""))
    save(layer_set, tmp_path)
    for page, cards in (("map", 3), ("sources", 2)):
        at = app(monkeypatch, tmp_path, page)
        links = [b.proto.url for b in at.get("link_button") if b.proto.label == "Report a problem"]
        assert len(links) >= cards if is_offered else not links
        assert all(link.startswith("mailto:maps@example.org?") for link in links)
        assert not [b for b in at.button if b.label == "Report a problem"], "nothing that cannot be pressed"
    for page in ("about", "corrections"):
        assert ("names no contact" in words(app(monkeypatch, tmp_path, page))) is not is_offered
    monkeypatch.setenv("GEODATA_EDITABLE", "false")
    assert "Its owner can write" not in words(app(monkeypatch, tmp_path, "corrections")), "that is not for readers"


def test_words_in_sight_come_before_the_map_and_all_else_once_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as waiting:
        waiting.setattr(ui, "let_it_stand", st.stop)
        at = app(monkeypatch, REFERENCE)
        assert words(at).count("<article") == 4 and not at.slider
        assert not [b for b in at.button if b.label == "Why this pin?"]
    at.session_state["_map_stands"] = True
    assert words(at.run()).count("<article") == PAGE and at.slider
    assert len([b for b in at.button if b.label == "Why this pin?"]) == PAGE


def test_a_claim_leads_to_its_denial(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, layer_set: LayerSet) -> None:
    first, second, third = layer_set.mentions
    denial = replace(second, status=Status.DENIED, disputed=True, linked=third.id)
    mentions = (first, denial, replace(third, disputed=True, linked=second.id))
    save(replace(layer_set, mentions=mentions), tmp_path)
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    at = app(monkeypatch, tmp_path)
    assert "denied in the same source" in words(at) and "claimed in the same source" in words(at)
    at = app(monkeypatch, tmp_path, "sources", document=second.document_id)
    at.button(key=f"source_other_{third.id}").click().run()
    assert at.session_state["mention"] == second.id and not at.exception
    assert [b.label for b in at.button if "_other_" in str(b.key)] == ["See the claim", "See the denial"]


def test_more_cards_come_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE)
    at.button(key="card_more").click().run()
    assert words(at).count("<article") == 2 * PAGE


def test_the_slider_narrows_list_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE)
    window = date(2017, 2, 14), date(2017, 2, 14)
    at.slider(key="happened").set_range(*window).run()
    expected = query.counts(open_atlas(REFERENCE), Filters(happened=window))
    assert f"{expected.mentions:,} of {expected.mentions_of:,} sentences" in words(at)
    assert at.query_params["happened"] in ("2017-02-14..2017-02-14", ["2017-02-14..2017-02-14"])


def test_a_link_restores_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE, happened="2017-02-01..2017-02-28", status=["happened", "planned"], q="Mosul")
    assert at.slider(key="happened").value == (date(2017, 2, 1), date(2017, 2, 28))
    assert at.session_state["statuses"] == ["happened", "planned"]
    assert at.text_input(key="seek").value == "Mosul"
    expected = query.counts(
        open_atlas(REFERENCE), Filters(happened=(date(2017, 2, 1), date(2017, 2, 28)), statuses=("happened", "planned"), text="Mosul")
    )
    assert f">{expected.mentions} of" in words(at)


@pytest.mark.parametrize(
    "params",
    [
        {"happened": "yesterday"},
        {"happened": "2017-02-28..2017-02-01"},
        {"reported": "1066-01-01..1066-12-31"},
        {"status": ["happened", "<b>"]},
        {"site": "../../etc"},
        {"site": "0" * 16},
        {"mention": "0" * 16},
        {"document": "0" * 16},
        {"view": "91,0,3"},
        {"undated": "maybe"},
    ],
)
def test_a_link_with_nonsense_is_read_as_far_as_it_makes_sense(params: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE, **params)
    assert not at.exception
    assert any(name in at.info[0].value for name in params)
    assert at.run().info[0].value.startswith("This link"), "the map's own first word must not wipe it away"
    assert not [info for info in turn(at, "places").info if info.value.startswith("This link")]


def test_a_link_to_a_sentence_shows_it_first_and_turns_the_map_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = open_atlas(REFERENCE)
    last = query.mentions(atlas).iloc[-1]
    assert pd.isna(last["when_begin"]), "one without a date is far down the list"
    at = app(monkeypatch, REFERENCE, mention=last["id"])
    shown = words(at)
    assert shown.index(f'data-mention="{last["id"]}"') < shown.index(f'data-mention="{query.mentions(atlas, limit=1)["id"].iloc[0]}"')
    assert [c for c in at.caption if c.value == say("reading.linked")]
    view = at.session_state["view"]
    assert (view.lat, view.lon) == (last["lat"], last["lon"])


def test_filters_stay_when_the_reader_turns_to_another_page(monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE, happened="2017-02-14..2017-02-14")
    turn(at, "places")
    assert ">0 of" not in words(at)
    assert at.session_state["happened"] == (date(2017, 2, 14), date(2017, 2, 14))
    turn(at, "map")
    assert at.slider(key="happened").value == (date(2017, 2, 14), date(2017, 2, 14))


def test_nothing_that_passes_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE, q="no such words anywhere")
    assert "Clear all" in at.info[0].value
    at.button(key="clear").click().run()
    assert not at.info and at.text_input(key="seek").value == ""


def test_choosing_an_excerpt_turns_the_map_and_is_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE)
    first = query.mentions(open_atlas(REFERENCE)).iloc[0]
    at.button(key=f"card_go_{first['id']}").click().run()
    assert at.session_state["mention"] == first["id"]
    assert at.session_state["view"].lat == pytest.approx(first["lat"])
    assert first["id"] in str(at.query_params["mention"])


def test_a_chosen_place_is_said_beside_what_passes_and_offered_for_download(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas, window = open_atlas(REFERENCE), (date(2017, 1, 1), date(2017, 12, 31))
    sites = query.sites(atlas, Filters(happened=window))
    site = sites.sort_values("mentions").iloc[-1]
    passing = query.counts(atlas, Filters(happened=window))
    at = app(monkeypatch, REFERENCE, site=site["site"], happened="2017-01-01..2017-12-31")
    assert f"{site['label']}: {site['mentions']} of these {passing.mentions} sentences" in words(at)
    turn(at, "download")
    assert at.radio(key="download_part").options == [
        f"{site['label']} only, of what the filters show: {site['mentions']} sentence{'s' * int(site['mentions'] > 1)}",
        f"What the filters show: {passing.mentions} sentences",
        f"The whole atlas: {passing.mentions_of} sentences",
    ]
    assert 'class="dl-skip"' not in words(at), "there is no list to skip to"
    turn(at, "places")
    assert f">{passing.mentions} of {passing.mentions_of} sentences at {passing.sites} of" in words(at)
    assert 'class="dl-skip"' in words(at)


def test_a_place_alone_is_a_part_to_download(monkeypatch: pytest.MonkeyPatch) -> None:
    site = query.sites(open_atlas(REFERENCE)).iloc[0]
    at = turn(app(monkeypatch, REFERENCE, site=site["site"]), "download")
    assert [option.split(":")[0] for option in at.radio(key="download_part").options] == [
        f"{site['label']} only, of what the filters show",
        "The whole atlas",
    ]


def test_numbers_beside_a_filter_obey_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas, window = open_atlas(REFERENCE), (date(2017, 2, 1), date(2017, 2, 28))
    at = app(monkeypatch, REFERENCE, happened="2017-02-01..2017-02-28", status="happened")
    happened = query.counts(atlas, Filters(happened=window, statuses=("happened",))).mentions
    by_layer = [int(option.rsplit("(", 1)[1].rstrip(")")) for option in at.button_group(key="layers").options]
    assert sum(by_layer) == happened
    by_status = [int(option.rsplit("(", 1)[1].rstrip(")")) for option in at.button_group(key="statuses").options]
    assert sum(by_status) == query.counts(atlas, Filters(happened=window)).mentions > happened


def test_a_place_of_the_search_is_gone_to_and_words_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = open_atlas(REFERENCE)
    site = query.sites(atlas).iloc[0]
    at = app(monkeypatch, REFERENCE)
    option = next(option for option in at.selectbox(key="find").options if option.startswith(site["label"]))
    at.selectbox(key="find").set_value(option).run()
    assert at.session_state["site"] == site["site"]
    assert at.session_state["view"].lat == pytest.approx(site["lat"])
    mention = next(row for row in query.mentions(atlas).to_dict("records")[::-1] if row["quote"] and len(row["quote"]) < 140)
    option = next(option for option in at.selectbox(key="find").options if option == f"{mention['phrase']}: “{mention['quote']}”")
    at.selectbox(key="find").set_value(option).run()
    assert at.session_state["site"] is None and f'data-mention="{at.session_state["mention"]}"' in words(at)
    assert query.mention(atlas, at.session_state["mention"])["quote"] == mention["quote"]
    assert at.session_state["view"].lat == pytest.approx(mention["lat"])
    at.selectbox(key="find").set_value(next(option for option in at.selectbox(key="find").options if option.startswith(site["label"]))).run()
    at.text_input(key="seek").set_value("  Mosul ").run()
    assert at.session_state["words"] == "Mosul" and at.session_state["_shows"] == 1
    at.text_input(key="seek").set_value("   ").run()
    assert at.session_state["words"] == "" and "q" not in at.query_params and at.session_state["_shows"] == 1
    assert at.session_state["site"] == site["site"] and at.selectbox(key="find").value is None


@pytest.mark.parametrize(("travel_s", "wanted"), [(3600.0, ""), (0.0, "Mosul")])
def test_words_that_were_cleared_stay_so_though_the_browser_still_brings_them(monkeypatch: pytest.MonkeyPatch, travel_s: float, wanted: str) -> None:
    """As a message of the map does that is on its way while all is cleared. What comes later is the reader's."""
    monkeypatch.setattr("geodata.ui.told._TRAVEL_S", travel_s)
    at = app(monkeypatch, REFERENCE)
    at.text_input(key="seek").set_value("Mosul").run()
    assert at.session_state["words"] == "Mosul"
    at.button(key="clear").click().run()
    assert at.session_state["words"] == "" and at.text_input(key="seek").value == ""
    at.text_input(key="seek").set_value("Mosul").run()
    assert at.session_state["words"] == wanted and at.text_input(key="seek").value == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("15 March 2017", "15 Mar 2017"),
        ("March 15, 2017", "15 Mar 2017"),
        ("2017-03-15", "15 Mar 2017"),
        ("mar 2017", "1 Mar 2017"),
        ("2017", "1 Jan 2017"),
        ("05/03/2017", ""),
        ("31 Feb 2017", ""),
        ("soon", ""),
        ("1 Jan 1900", ""),
        ("2017-03-01/2017-03-05", "1 Mar 2017"),
        ("../2017", ""),
    ],
)
def test_dates_are_typed_with_the_month_in_letters(typed: str, wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE)
    before = at.session_state["happened"]
    at.text_input(key="happened_from").set_value(typed).run()
    if wanted:
        assert at.text_input(key="happened_from").value == wanted and not at.warning
        assert at.session_state["happened"][1] == before[1]
    else:
        assert at.session_state["happened"] == before
        assert len(at.warning) == 1 and at.text_input(key="happened_from").value == typed, "what was typed stays, to be mended"


def test_the_last_day_typed_is_the_last_of_its_month_and_not_before_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    at = app(monkeypatch, REFERENCE, happened="2017-02-01..2017-06-30")
    at.text_input(key="happened_to").set_value("Feb 2017").run()
    assert at.session_state["happened"] == (date(2017, 2, 1), date(2017, 2, 28))
    at.text_input(key="happened_from").set_value("March 2017").run()
    assert at.session_state["happened"] == (date(2017, 2, 1), date(2017, 2, 28))
    assert at.warning[0].value == say("times.turned")


def test_dates_stated_in_the_text_only_over_all_time_or_within_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas, window = open_atlas(REFERENCE), (date(2017, 1, 1), date(2017, 12, 31))
    at = app(monkeypatch, REFERENCE)
    at.checkbox(key="dated").check().run()
    counted = query.counts(atlas, Filters(dated=True))
    assert 0 < counted.mentions < counted.mentions_of
    assert f">{counted.mentions} of {counted.mentions_of} sentences" in words(at) and at.query_params["dated"] in ("1", ["1"])
    at = app(monkeypatch, REFERENCE, dated="1", happened="2017-01-01..2017-12-31")
    assert f">{query.counts(atlas, Filters(happened=window)).mentions} of" in words(at)
    at.checkbox(key="undated").check().run()
    assert f">{query.counts(atlas, Filters(happened=window, undated=True)).mentions} of" in words(at)
