"""Passing on, in a real browser: the link, the embedded page, the published file in a frame, fingers and wheel, the saved picture, the downloads."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import REFERENCE
from playwright.sync_api import Browser, Page, expect

from geodata import query
from geodata.atlas import open_atlas
from geodata.bench.browser import FRAME, serving
from geodata.export import EXPORTS
from geodata.query import Filters
from geodata.ui.share import embed_code

ATLAS = open_atlas(REFERENCE)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another's web host with the published file, and a page that embeds it by the code that Share gives."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "map").mkdir()
    (folder / "map" / "index.html").write_bytes(EXPORTS["html"].data(ATLAS, Filters()))
    quiet = partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        code = embed_code(f"{address}map/?embed=true", "A title & <b>more</b>")
        (folder / "page.html").write_text(f"<!DOCTYPE html><h1>Their page</h1>{code}<p style='height:2000px'>below</p>", encoding="utf-8")
        yield address
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def stands(page: Page) -> None:
    page.frame_locator(FRAME).locator(".dl-site").first.wait_for(timeout=60_000)


def test_share_gives_a_link_to_exactly_this_view(page: Page, address: str) -> None:
    page.goto(f"{address}?status=planned&view=36.3,43.1,8")
    stands(page)
    page.get_by_role("button", name="Share").click()
    shown = page.get_by_test_id("stCode").first
    expect(shown).to_contain_text("status=planned", timeout=15_000)
    link = shown.inner_text().strip()
    assert link.startswith(address) and "view=36.3000,43.1000,8" in link
    expect(page.get_by_test_id("stCode").nth(1)).not_to_be_visible()
    page.get_by_text("Show it on your own page").click()
    expect(page.get_by_test_id("stCode").nth(1)).to_be_visible()
    expect(page.get_by_test_id("stCode").nth(1)).to_contain_text("embed=true")
    page.goto(link)
    stands(page)
    counted = query.counts(ATLAS, Filters(statuses=("planned",)))
    expect(page.get_by_role("heading", name=f"{counted.mentions} of")).to_be_visible(timeout=15_000)


def test_an_embedded_page_shows_title_map_time_and_sentences_only(page: Page, address: str) -> None:
    page.goto(f"{address}?embed=true")
    stands(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(ATLAS.facts.title)
    expect(page.locator("article").first).to_be_visible(timeout=15_000)
    expect(page.get_by_text("Open the whole map")).to_be_visible(timeout=15_000)
    for name in ("Share", "Layer", "Clear all", "Type dates"):
        assert page.get_by_role("button", name=name).count() == 0, name
    assert page.get_by_role("link", name="About").count() == 0
    frame = page.frame_locator(FRAME)
    expect(frame.locator(".dl-time")).to_be_visible()
    assert frame.locator(".dl-save").count() == 0


def test_the_file_in_anothers_page_gets_the_height_it_asks_for(page: Page, host: str) -> None:
    page.goto(f"{host}page.html")
    frame = page.frame_locator("iframe")
    frame.locator(".dl-site").first.wait_for(timeout=60_000)
    wanted = frame.locator("body").evaluate("body => Math.ceil(body.getBoundingClientRect().height)")
    page.wait_for_function("h => Math.abs(document.querySelector('iframe').clientHeight - h) <= 2", arg=wanted, timeout=15_000)
    for hidden in (".dx-summary", ".dx-box", ".dx-foot"):
        expect(frame.locator(hidden)).to_be_hidden()
    expect(frame.locator(".dx-credit")).to_be_visible()
    assert page.locator("iframe").get_attribute("title") == "A title & <b>more</b>" and page.locator("b").count() == 0


def test_the_wheel_scrolls_past_an_embedded_map_and_zooms_with_the_control_key(page: Page, host: str) -> None:
    page.goto(f"{host}map/?embed=true")
    page.locator(".dl-site").first.wait_for(timeout=60_000)
    zoom = page.evaluate("Dateline.app.map.getZoom()")
    page.locator("#dx-map").hover(position={"x": 300, "y": 250})
    page.mouse.wheel(0, 120)
    expect(page.locator(".dl-hint")).to_contain_text("Ctrl")
    assert page.evaluate("Dateline.app.map.getZoom()") == zoom
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.wait_for_function("zoom => Dateline.app.map.getZoom() > zoom", arg=zoom, timeout=10_000)
    page.keyboard.up("Control")


def test_one_finger_scrolls_the_page_and_a_hint_names_two(chromium: Browser, host: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{host}map/?embed=true")
    page.locator(".dl-site").first.wait_for(timeout=60_000)
    assert page.evaluate("getComputedStyle(document.querySelector('#dx-map')).touchAction") == "pan-x pan-y"
    assert page.evaluate("[Dateline.app.map.dragging.enabled(), Dateline.app.map.touchZoom.enabled()]") == [False, True]
    page.evaluate("""() => {
      const map = document.querySelector('#dx-map'), at = (y) => [new Touch({ identifier: 1, target: map, clientX: 150, clientY: y })];
      for (const [name, y] of [['touchstart', 400], ['touchmove', 380]]) map.dispatchEvent(new TouchEvent(name, { touches: at(y), bubbles: true }));
    }""")
    expect(page.locator(".dl-hint")).to_contain_text("two fingers")
    page.goto(f"{host}map/")
    page.locator(".dl-site").first.wait_for(timeout=60_000)
    assert page.evaluate("[Dateline.app.map.dragging.enabled(), Dateline.app.map.touchZoom.enabled()]") == [False, True], "on our own page too"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_what_is_seen_is_saved_as_a_picture_with_its_credits(page: Page, host: str, tmp_path: Path) -> None:
    page.goto(f"{host}map/")
    page.locator(".dl-site").first.wait_for(timeout=60_000)
    page.click("#dx-box summary")
    page.check("[name=statuses][value=planned]")
    counted = query.counts(ATLAS, Filters(statuses=("planned",)))
    expect(page.locator("#dx-count")).to_contain_text(f"{counted.mentions} of", timeout=15_000)
    for kind in ("SVG", "PNG"):
        page.locator(".dl-save-open").click()
        with page.expect_download(timeout=30_000) as saved:
            page.locator(".dl-save").get_by_role("button", name=kind).click()
        assert saved.value.suggested_filename.endswith(f"-build-{ATLAS.build}.{kind.lower()}")
        saved.value.save_as(tmp_path / kind)
    shown = " ".join(ET.parse(tmp_path / "SVG").getroot().itertext())
    assert f"{counted.mentions} of {counted.mentions_of} sentences" in shown and "GeoNames" in shown and ATLAS.facts.title in shown
    assert (tmp_path / "PNG").read_bytes().startswith(b"\x89PNG") and (tmp_path / "PNG").stat().st_size > 20_000


def test_a_download_holds_what_the_filters_show(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}download?status=planned")
    row = page.locator(".st-key-download_csv")
    row.get_by_role("button", name="Download").wait_for(timeout=60_000)
    with page.expect_download(timeout=60_000) as got:
        row.get_by_role("button", name="Download").click()
    assert got.value.suggested_filename.endswith(f"-build-{ATLAS.build}-filtered.csv")
    got.value.save_as(tmp_path / "f.csv")
    assert (tmp_path / "f.csv").read_bytes() == EXPORTS["csv"].data(ATLAS, Filters(statuses=("planned",)))
