"""Checking, in a real browser: a source's text with its marks beside a small map, and “Why this pin?” from a card to the printable sheet."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geodata import query
from geodata.__main__ import main
from geodata.atlas import OpenAtlas, open_atlas
from geodata.bench.browser import serving

WAIT_MS = 60_000
TEXT = """Jets struck a depot near Mosul on 3 May 2016, the ministry said.

On 7 June 2016 two crews flew for hours. They hit a bridge in Raqqa.

Work on the road to Hama will end by spring, officials in Erbil said.
"""
LISTED = "file,title,publisher,published,licence\na.txt,A report of two raids,The Harbour Post,2016-07-01,Open Government Licence v3.0\n"


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> OpenAtlas:
    """An atlas of one text, which is kept."""
    sources, folder = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("atlas")
    (sources / "a.txt").write_text(TEXT, encoding="utf-8")
    (sources / "sources.csv").write_text(LISTED, encoding="utf-8")
    assert main(["build", str(sources), "--out", str(folder), "--keep-texts"]) == 0
    return open_atlas(folder)


@pytest.fixture(scope="module")
def address(atlas: OpenAtlas) -> Iterator[str]:
    with serving(atlas.folder) as found:
        yield found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce", accept_downloads=True)
    context.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    yield context.new_page()
    context.close()


def test_the_reader_marks_places_and_times_and_its_small_map_keeps_step(page: Page, address: str, atlas: OpenAtlas) -> None:
    page.goto(f"{address}sources")
    text, card = page.locator(".dl-reader"), page.locator("article.dl-card")
    assert [row["phrase"] for row in query.mentions(atlas).sort_values("start").to_dict("records")] == ["near Mosul", "Raqqa", "Hama", "Erbil"]
    expect(page.get_by_text("4 of 4 quotations match the kept text")).to_be_visible()
    expect(text.locator("mark.dl-place")).to_have_text(["Mosul", "Raqqa", "Hama", "Erbil"])
    expect(text.locator("mark.dl-dated")).to_have_text(["on 3 May 2016", "On 7 June 2016", "by spring"])
    expect(text.locator(".dl-here")).to_have_text("Mosul")
    expect(page).to_have_title(f"Sources – {atlas.facts.title}")
    drawn = page.locator("img.dl-locator")
    for number, (step, name) in enumerate((("button", "Raqqa"), ("list", "Erbil")), 1):
        before = drawn.get_attribute("src")
        if step == "button":
            page.get_by_role("button", name="Next", exact=True).click()
        else:
            page.get_by_role("combobox", name=re.compile("Go to sentence")).click()
            page.get_by_role("option", name="4: Erbil").click()
        expect(text.locator(".dl-here")).to_have_text(name)
        expect(card.locator(".dl-name")).to_have_text(name)
        expect(drawn).to_have_attribute("alt", re.compile(name))
        assert drawn.get_attribute("src") != before, number
    assert drawn.evaluate("image => image.naturalWidth") > 100


def test_why_opens_from_a_card_says_all_and_gives_a_sheet_to_print(page: Page, address: str, atlas: OpenAtlas, tmp_path: Path) -> None:
    row = next(row for row in query.mentions(atlas).to_dict("records") if row["phrase"] == "Raqqa")
    page.goto(address)
    page.locator(f".st-key-card_{row['id']}").get_by_role("button", name="Why this pin?").first.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("blockquote mark.dl-place")).to_have_text("Raqqa")
    for said in (
        "7 Jun 2016 (EDTF 2016-06-07)",
        "‘On 7 June 2016’, earlier in the passage",
        "the day as written",
        "The Harbour Post",
        row["working"],
    ):
        expect(panel.get_by_text(said).first).to_be_visible()
    expect(page).to_have_url(re.compile(f"why={row['id']}"))
    candidates = query.candidates(atlas, row["id"])
    compared = panel.locator("table.dl-table")
    assert len(candidates) > 1 and compared.locator("tbody tr").count() == len(candidates)
    assert panel.locator("img.dl-locator").get_attribute("alt")
    with page.expect_download() as given:
        panel.get_by_role("button", name="Save as an evidence sheet").click()
    given.value.save_as(tmp_path / "sheet.html")
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    expect(page).not_to_have_url(re.compile("why="))
    page.goto((tmp_path / "sheet.html").as_uri())
    expect(page.get_by_role("heading", name="Evidence sheet")).to_be_visible()
    link = page.get_by_role("link", name=f"why={row['id']}")
    assert link.get_attribute("href", timeout=WAIT_MS).startswith(address)
    link.click()
    expect(page.get_by_role("dialog").locator("blockquote mark.dl-place")).to_have_text("Raqqa")


def test_a_place_opens_from_the_list_of_places_under_the_same_filters(page: Page, address: str, atlas: OpenAtlas) -> None:
    page.goto(f"{address}places?status=happened")
    listed = page.get_by_role("region", name="Every place").get_by_role("link")
    expect(listed).to_have_text(["near Mosul", "Raqqa"])  # small letters among the capitals
    listed.nth(1).click()
    expect(page.get_by_role("heading", name="Raqqa", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"places\?status=happened&site="))
    page.go_back()
    expect(listed).to_have_count(2)


def test_a_citation_gives_the_focus_back_to_its_card(page: Page, address: str) -> None:
    page.goto(f"{address}sources")
    asked = page.get_by_role("button", name="Cite", exact=True).first
    asked.click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("A report of two raids")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(asked).to_be_focused()


def test_the_panel_is_left_by_keyboard_after_its_citation_was_copied_and_its_sheet_saved(page: Page, address: str) -> None:
    """Streamlit disables the button while the sheet is made, and shows the one that copies to a mouse only."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    asked = (
        page.locator("article.dl-card")
        .first.locator("xpath=ancestor::*[contains(@class, 'st-key-card_')][1]")
        .get_by_role("button", name="Why this pin?")
    )
    asked.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    copies, saves = panel.get_by_role("button", name="Copy to clipboard"), panel.get_by_role("button", name="Save as an evidence sheet")
    expect(saves).to_be_visible()
    for _ in range(12):
        if copies.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(copies).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('SHA-256')", timeout=WAIT_MS)
    page.keyboard.press("Tab")
    expect(saves).to_be_focused()
    with page.expect_download():
        page.keyboard.press("Enter")
    expect(saves).to_be_enabled()
    expect(saves).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(asked).to_be_focused()
