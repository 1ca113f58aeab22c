"""Reach, in a real browser: axe-core over every page and the map's frame, and a walk by keyboard alone."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from geodata.bench.browser import FRAME, serving

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(not AXE.is_file() and os.environ.get("CI") != "true", reason="axe-core is not there: make assets fetches it")

CANNOT_JUDGE = {
    "color-contrast": "single figures, and text over the drawn map: judged by tests/test_contrast.py from the style sheet's own colours",
    "label-content-name-mismatch": "the + and − of Leaflet's zoom buttons, which are named Zoom in and Zoom out",
}
"""Rules on which axe leaves the judgement to people: rule → what it is about, and who judged."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def findings(page: Page, *frames: Frame) -> list[str]:
    """What axe finds in the page, and in the frames, which it judges as parts of the page; also what it leaves to people that nobody has judged."""
    for part in (page, *frames):
        part.evaluate(AXE.read_text(encoding="utf-8"))
    found: Any = page.evaluate("inside => axe.run(document, {iframes: inside})", bool(frames))
    left = [rule for rule in found["incomplete"] if rule["id"] not in CANNOT_JUDGE]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in (*found["violations"], *left) for node in rule["nodes"]]


def map_frame(page: Page) -> Frame:
    page.frame_locator(FRAME).locator(".dl-site").first.wait_for(timeout=60_000)
    frame = page.locator(FRAME).element_handle().content_frame()
    assert frame
    return frame


@needs_axe
@pytest.mark.parametrize("path", ["places", "sources", "not-on-the-map", "download", "corrections", "about"])
def test_axe_finds_nothing_on_a_page(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1000)
    assert findings(page) == []


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_map_and_in_its_frame(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    frame = map_frame(page)
    frame.locator(".dl-legend").evaluate("legend => { legend.open = true; }")
    page.wait_for_timeout(1500)
    assert findings(page, frame) == []


def test_a_place_is_found_the_dates_narrowed_and_a_source_read_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    frame = map_frame(page)
    tab_to(page, "combobox", "Go to a place")
    page.keyboard.type("Mosul ·")
    page.get_by_role("option", name=re.compile("^Mosul")).first.wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Only Mosul")).to_be_visible(timeout=15_000)
    page.wait_for_url("**site=**", timeout=15_000)
    expect(page.locator("#dl-voice")).to_have_text(re.compile("Mosul: 14 of these"), timeout=15_000)
    frame.get_by_role("slider", name="To").focus()
    page.keyboard.press("PageDown")
    page.wait_for_url("**happened=**", timeout=15_000)
    page.get_by_role("link", name="Skip to the list").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sentences"
    tab_to(page, "button", "See it under Sources")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sources")).to_be_visible(timeout=15_000)


def test_focus_stays_where_it_is_when_the_page_is_drawn_anew(page: Page, address: str) -> None:
    page.goto(address)
    frame = map_frame(page)
    voice = page.locator("#dl-voice")
    expect(voice).to_have_text(re.compile("sentences"), timeout=15_000)

    slider = page.get_by_role("slider", name="Reported").first
    slider.focus()
    before = voice.inner_text()
    slider.press("PageUp")
    expect(voice).not_to_have_text(before, timeout=15_000)
    assert slider.evaluate("element => element === document.activeElement")

    symbol = frame.locator(".dl-site").first
    symbol.focus()
    before = voice.inner_text()
    symbol.press("Enter")
    expect(voice).not_to_have_text(before, timeout=15_000)
    assert frame.evaluate("document.activeElement.classList.contains('dl-site')")

    show = page.get_by_role("button", name="Show on the map").first
    show.focus()
    show.press("Enter")
    page.wait_for_url("**mention=**", timeout=15_000)
    assert page.evaluate("document.activeElement.innerText.includes('Show on the map')")


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the element of that role and name has the focus."""
    wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the {role} {name!r} is not reached by the Tab key")
