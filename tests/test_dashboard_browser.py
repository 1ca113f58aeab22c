"""The dashboard in a real browser, with the network cut off: map, sliders, list and address say the same."""

import gzip
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

import pytest
from conftest import REFERENCE
from playwright.sync_api import Browser, FrameLocator, Page, expect

from geodata import mapview, query
from geodata.atlas import OpenAtlas, open_atlas
from geodata.bench.browser import FRAME, serving
from geodata.query import Filters
from geodata.ui.excerpts import PAGE

COUNT = re.compile(r"([\d,]+) of ([\d,]+) sentences")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


@pytest.fixture(scope="module")
def atlas() -> OpenAtlas:
    return open_atlas(REFERENCE)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page whose every request beyond this machine is refused and remembered; the test fails where there was one."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    outside: list[str] = []

    def guard(route, request):  # type: ignore[no-untyped-def]
        if request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(request.url)
            route.abort()

    context.route("**/*", guard)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert outside == [] and errors == []


def opened(page: Page, address: str) -> FrameLocator:
    page.goto(address)
    frame = page.frame_locator(FRAME)
    frame.locator(".dl-site").first.wait_for(timeout=60_000)
    return frame


def list_count(page: Page) -> int:
    text = page.get_by_text(COUNT).filter(has_text=" at ").first.inner_text()
    found = COUNT.search(text)
    assert found
    return int(found[1].replace(",", ""))


def settled_count(page: Page, frame: FrameLocator) -> int:
    """The number that the list and the map agree on, once the last of several quick changes has come through."""
    for _ in range(30):
        listed = list_count(page)
        if frame.get_by_text(re.compile(rf"^{listed:,} of [\d,]+ sentences")).count():
            return listed
        page.wait_for_timeout(500)
    raise AssertionError("the list and the map never said the same number")


def expect_counts(page: Page, frame: FrameLocator, mentions: int, sites: int) -> None:
    expect(page.get_by_text(f"{mentions:,} of").filter(has_text=" at ").first).to_be_visible(timeout=15_000)
    expect(frame.get_by_text(re.compile(rf"^{mentions:,} of [\d,]+ sentences")).first).to_be_visible(timeout=15_000)
    expect(frame.locator(".dl-site")).to_have_count(sites, timeout=15_000)


def expect_number(page: Page, frame: FrameLocator, mentions: int) -> None:
    """The list and the map both say so many sentences."""
    expect(page.get_by_text(f"{mentions:,} of").filter(has_text=" at ").first).to_be_visible(timeout=60_000)
    expect(frame.get_by_text(re.compile(rf"^{mentions:,} of [\d,]+ sentences")).first).to_be_visible(timeout=60_000)


def press(page: Page, label: str, key: str, times: int) -> None:
    handle = page.get_by_role("slider", name=label).first
    handle.focus()
    for _ in range(times):
        handle.press(key)


def test_the_map_shows_every_site_with_the_network_cut_off(page: Page, address: str, atlas: OpenAtlas) -> None:
    frame = opened(page, address)
    counted = query.counts(atlas)
    expect_counts(page, frame, counted.mentions, counted.sites)
    expect(page.locator("article.dl-card")).to_have_count(PAGE, timeout=15_000)  # the map has said that it stands


@pytest.mark.parametrize("label", ["Happened", "Reported"])
def test_each_slider_changes_the_map_without_a_remount(page: Page, address: str, label: str) -> None:
    frame = opened(page, address)
    page.evaluate(f"document.querySelector('{FRAME}').contentWindow.stillHere = true")
    before = frame.locator(".dl-site").count()
    sentences = list_count(page)
    press(page, label, "ArrowRight", 1)  # the first day of the axis falls out
    press(page, label, "PageUp", 8)
    expect(frame.locator(".dl-site")).not_to_have_count(before, timeout=15_000)
    page.wait_for_function(f"() => document.querySelector('{FRAME}').contentWindow.stillHere === true")
    page.wait_for_url(f"**{label.lower()}=**", timeout=15_000)
    assert settled_count(page, frame) < sentences


def test_a_symbol_filters_the_list_and_a_second_choice_frees_it(page: Page, address: str, atlas: OpenAtlas) -> None:
    frame = opened(page, address)
    mosul = query.sites(atlas).query("label == 'Mosul'").sort_values("mentions").iloc[-1]
    frame.get_by_role("button", name=re.compile(rf"^Mosul, {mosul['mentions']} sentences")).first.click()
    only = page.get_by_role("button", name="Only Mosul")
    expect(only).to_be_visible(timeout=15_000)
    said = f"Mosul: {mosul['mentions']} of these {query.counts(atlas).mentions} sentences"
    expect(page.get_by_role("heading", name=said)).to_be_visible(timeout=15_000)
    expect(page.locator("#dl-voice")).to_contain_text(said, timeout=15_000)
    page.wait_for_url(f"**site={mosul['site']}**", timeout=15_000)
    only.click()
    expect(only).to_have_count(0, timeout=15_000)
    page.wait_for_url(lambda url: "site=" not in url, timeout=15_000)


def test_an_excerpt_turns_the_map_to_its_place(page: Page, address: str, atlas: OpenAtlas) -> None:
    opened(page, address)
    first = query.mentions(atlas).iloc[0]
    map_ = f"document.querySelector('{FRAME}').contentWindow.map"
    zoom = page.evaluate(f"() => {map_}.getZoom()")
    page.get_by_role("button", name="Show on the map").first.click()
    near = f"() => {map_}.getZoom() !== {zoom} && {map_}.getBounds().pad(-0.1).contains([{first['lat']}, {first['lon']}])"
    page.wait_for_function(near, timeout=15_000)
    page.wait_for_url(f"**mention={first['id']}**", timeout=15_000)


def test_a_link_restores_the_view(page: Page, address: str, atlas: OpenAtlas) -> None:
    frame = opened(page, f"{address}?happened=2017-01-01..2017-12-31&status=happened&view=36.3,43.1,8")
    counted = query.counts(atlas, Filters(happened=(date(2017, 1, 1), date(2017, 12, 31)), statuses=("happened",)))
    expect_counts(page, frame, counted.mentions, counted.sites)
    zoom = f"document.querySelector('{FRAME}').contentWindow.map.getZoom()"
    page.wait_for_function(f"() => {zoom} === 8", timeout=15_000)


def test_what_the_map_loads_is_asked_for_once_and_compressed(address: str) -> None:
    for name in mapview.loaded_names():
        url = mapview.address(name).replace("../../", address)
        asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked) as packed, urllib.request.urlopen(url) as plain:
            assert "immutable" in packed.headers["Cache-Control"] and packed.headers["Vary"] == "Accept-Encoding"
            assert gzip.decompress(packed.read()) == plain.read() == mapview.loaded(name).body


@pytest.mark.parametrize("name", ["map/0123456789/map.js", "map/x/y.js"])
def test_what_the_map_does_not_load_is_not_there(address: str, name: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(address + name)
    assert raised.value.code == 404


def test_the_page_names_what_the_browser_is_to_fetch_early_and_all_of_it_is_there(page: Page, address: str) -> None:
    opened(page, address)  # the component stands on the server once it was shown
    for path in ("", "sources"):
        with urllib.request.urlopen(address + path) as answer:
            header = answer.headers["Link"]
            assert sum(len(name) + len(value) for name, value in answer.headers.items()) < 4000, "as much as a proxy takes"
        named = re.findall(r"<\./([^>]+)>; rel=(modulepreload|prefetch)", header)
        assert {"modulepreload", "prefetch"} == {kind for _, kind in named} and any("ComponentInstance" in file for file, _ in named)
        for file, _ in named:
            with urllib.request.urlopen(address + file) as answer:
                assert "javascript" in answer.headers["Content-Type"] or file.startswith("map/")
                assert "immutable" in answer.headers["Cache-Control"], file


def test_the_map_keeps_its_view_over_another_page(page: Page, address: str) -> None:
    opened(page, f"{address}?view=36.3,43.1,8")
    page.get_by_role("link", name="Sources").first.click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Map", exact=True).first.click()
    page.frame_locator(FRAME).locator(".dl-site").first.wait_for(timeout=30_000)
    page.wait_for_function(f"() => document.querySelector('{FRAME}').contentWindow.map.getZoom() === 8", timeout=15_000)


def test_words_that_are_searched_for_filter_map_and_list_alike(page: Page, address: str, atlas: OpenAtlas) -> None:
    frame = opened(page, address)
    field = page.get_by_role("textbox", name="Search words")
    field.fill("Sir Michael")
    field.press("Enter")
    counted = query.counts(atlas, Filters(text="Sir Michael"))
    expect_counts(page, frame, counted.mentions, counted.sites)


def test_a_name_and_enter_go_to_the_place_and_words_found_elsewhere_move_the_map(page: Page, address: str, atlas: OpenAtlas) -> None:
    frame = opened(page, address)
    field = page.get_by_role("combobox", name="Go to a place")
    expect(field).to_be_visible(timeout=60_000)
    field.click()
    field.press_sequentially("mos")
    options = page.get_by_role("option")
    expect(options.first).to_have_text(re.compile("mos", re.IGNORECASE), timeout=60_000)
    assert not any(text.startswith("Add") for text in options.all_inner_texts())
    field.press_sequentially("ul ·")
    field.press("Enter")
    page.wait_for_url("**site=**", timeout=60_000)
    expect(page.get_by_role("button", name="Only Mosul")).to_be_visible(timeout=60_000)
    expect(field).to_have_value("", timeout=60_000)
    shown = f"Mosul: 14 of these {query.counts(atlas).mentions} sentences"
    expect(page.get_by_role("heading", name=shown)).to_be_visible(timeout=60_000)
    page.wait_for_function(f"() => document.querySelector('{FRAME}').contentWindow.map.getZoom() === 8", timeout=60_000)
    page.get_by_role("button", name="Only Mosul").click()
    field = page.get_by_role("textbox", name="Search words")
    field.fill("Academy")
    field.press("Enter")
    found = query.sites(atlas, Filters(text="Academy"))
    assert len(found) and found["lat"].min() > 45
    page.wait_for_function(f"() => document.querySelector('{FRAME}').contentWindow.map.getCenter().lat > 45", timeout=60_000)
    assert frame.locator(".dl-site:visible").count()


def test_only_the_sessions_own_token_opens_the_data(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/atlas/" in request.url else None)
    opened(page, address)
    assert len(asked) == 1
    with urllib.request.urlopen(asked[0], timeout=10) as answer:
        assert answer.status == 200
    for wrong in (f"{address}atlas/wrong/map.json", f"{address}atlas/{'a' * 32}/map.json"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(wrong, timeout=10)
        assert refused.value.code == 404


def test_under_a_base_path_everything_is_found(page: Page, atlas: OpenAtlas) -> None:
    with serving(base="/maps/one") as address:
        frame = opened(page, address)
        counted = query.counts(atlas)
        expect_counts(page, frame, counted.mentions, counted.sites)


@pytest.mark.parametrize("path", ["places", "sources", "not-on-the-map", "download", "corrections", "about"])
def test_a_link_to_a_page_opens_it_in_its_frame(chromium: Browser, page: Page, path: str) -> None:
    with serving() as address:
        page.goto(address + path)
        expect(page.get_by_role("link", name="Not on the map").first).to_be_visible(timeout=30_000)
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
        assert page.get_by_text("does not seem to exist").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1400, "dark")])
def test_nothing_is_wider_than_the_screen(chromium: Browser, address: str, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("", "places", "sources", "not-on-the-map", "download", "corrections", "about"):
        page.goto(address + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_a_map_that_never_stands_takes_nothing_else_with_it(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    context.route("**/map/*/map.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("button", name="Why this pin?").first).to_be_visible(timeout=20_000)
    expect(page.get_by_role("slider", name="Happened").first).to_be_visible()
    expect(page.get_by_role("button", name="Clear all")).to_be_visible()
    context.close()


@pytest.mark.parametrize("gap_ms", [60, 120, 200])
@pytest.mark.parametrize(
    "then",
    [
        "Dateline.bridge.send({ kind: 'view', lat: 34, lon: 42, zoom: 6 })",
        "Dateline.bridge.send({ kind: 'select', site: 13 })",
        "Dateline.app.toggle('layers', 'policy')",
    ],
)
def test_a_window_set_in_the_map_stays_when_it_tells_something_else_at_once(page: Page, address: str, then: str, gap_ms: int) -> None:
    opened(page, address)
    expect(page.locator("article.dl-card")).to_have_count(PAGE, timeout=60_000)
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    page.wait_for_timeout(1500)
    frame.evaluate(f"() => {{ Dateline.app.timeline.preset(30); setTimeout(() => {{ {then}; }}, {gap_ms}); }}")
    page.wait_for_url("**happened=**", timeout=60_000)
    page.wait_for_timeout(4000)  # what would take the window back comes after it
    assert "happened=" in page.url
    assert frame.evaluate("() => Dateline.app.filter.filter.happened") is not None


@pytest.mark.parametrize("gap_ms", [60, 150])
def test_a_place_chosen_in_the_map_stays_when_it_tells_its_view_at_once(page: Page, address: str, gap_ms: int) -> None:
    opened(page, address)
    expect(page.locator("article.dl-card")).to_have_count(PAGE, timeout=60_000)
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    page.wait_for_timeout(1500)
    view = "Dateline.bridge.send({ kind: 'view', lat: 34, lon: 42, zoom: 6 })"
    frame.evaluate(f"() => {{ Dateline.bridge.send({{ kind: 'select', site: 13 }}); setTimeout(() => {view}, {gap_ms}); }}")
    page.wait_for_url("**view=**", timeout=60_000)
    page.wait_for_timeout(4000)
    assert "site=" in page.url


def test_back_goes_back_through_what_was_chosen_and_over_pages(page: Page, address: str) -> None:
    frame = opened(page, address)
    expect(page.locator("article.dl-card")).to_have_count(PAGE, timeout=60_000)
    every = settled_count(page, frame)
    frame.get_by_role("button", name="Year", exact=True).click()
    page.wait_for_url("**happened=**", timeout=60_000)
    year, at_year = settled_count(page, frame), page.url
    frame.get_by_role("button", name="Month", exact=True).click()
    page.wait_for_url(lambda url: "happened=" in url and url != at_year, timeout=60_000)
    page.wait_for_timeout(2000)
    month = settled_count(page, frame)
    assert month < year < every
    page.get_by_role("link", name="Places").click()
    page.wait_for_url("**/places?**happened=**", timeout=60_000)
    expect(page.get_by_role("heading", name="Places", exact=True)).to_be_visible(timeout=60_000)
    for step, number in ((page.go_back, month), (page.go_back, year), (page.go_back, every), (page.go_forward, year)):
        step()
        expect_number(page, frame, number)
        expect(page.locator('[data-test-script-state="notRunning"]')).to_have_count(1, timeout=60_000)
        page.wait_for_timeout(2000)  # the map tells its view, and the address follows: a step taken before that would be one of it
        assert ("happened=" in page.url) == (number != every)


@pytest.mark.parametrize(("width", "columns"), [(1400, 2), (800, 1), (390, 1)])
def test_map_and_list_stand_side_by_side_only_where_there_is_room(chromium: Browser, address: str, width: int, columns: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    opened(page, address)
    expect(page.locator("article.dl-card").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1500)
    frame, card = page.locator(FRAME).bounding_box(), page.locator("article.dl-card").first.bounding_box()
    assert frame and card
    assert (card["x"] > frame["x"] + frame["width"]) == (columns == 2)
    assert page.get_by_role("slider", name="Happened").first.is_visible() == (columns == 2), "one time control is enough: the map's own"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_in_the_navigation(chromium: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + "about")
    expect(page.get_by_role("heading", name="About", exact=True)).to_be_visible(timeout=60_000)  # the page's own style is there
    page.keyboard.press("Tab")  # what is focused now counts as reached by keyboard
    link = page.get_by_role("link", name="Places", exact=True)
    link.focus()
    expect(link).to_have_css("outline-style", "solid")
    expect(link).to_have_css("outline-width", "2px")
    context.close()


def test_a_typed_date_counts_at_enter_and_a_wrong_one_says_why(page: Page, address: str, atlas: OpenAtlas) -> None:
    frame = opened(page, address)
    page.get_by_role("button", name="Type dates").first.click()
    first = page.get_by_role("textbox", name="From").first
    first.fill("15 March 2017")
    first.press("Enter")
    page.wait_for_url("**happened=2017-03-15..**", timeout=60_000)
    last = query.spans(atlas, "when")["end"].dropna().max().date() - timedelta(days=1)
    counted = query.counts(atlas, Filters(happened=(date(2017, 3, 15), last)))
    expect_counts(page, frame, counted.mentions, counted.sites)
    first.fill("05/03/2017")
    first.press("Enter")
    expect(page.get_by_text("no date that can be read in one way only")).to_be_visible(timeout=60_000)
    expect(first).to_have_value("05/03/2017")
    assert "happened=2017-03-15.." in page.url
