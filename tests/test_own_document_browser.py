"""The whole way of a document of one's own, as a new user goes it: added, seen on the map, reviewed, exported and opened offline."""

import re
from pathlib import Path

import pytest
from documents import a_pdf
from playwright.sync_api import Browser, Page, expect

from geodata.atlas import read_decisions
from geodata.bench.browser import FRAME, serving
from geodata.model import Action

WAIT_MS = 120_000
TEXT = "Fighters left Mosul on Monday, officials in Erbil said.\nA convoy reached Tikrit on 12 February 2017."


def test_from_an_own_pdf_to_a_reviewed_atlas_in_one_file(chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEODATA_ATLASES", str(tmp_path / "atlases"))
    monkeypatch.setenv("GEODATA_PLACES", str(tmp_path / "places"))
    report = tmp_path / "report.pdf"
    report.write_bytes(a_pdf(TEXT, title="A report", created="D:20170216"))
    context = chromium.new_context(viewport={"width": 1400, "height": 1300}, accept_downloads=True)
    context.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    page = context.new_page()
    with serving() as address:
        page.goto(address)
        add(page, report)
        expect(page.frame_locator(FRAME).get_by_text(re.compile(r"^3 of 3 sentences")).first).to_be_visible()
        [atlas] = [path for path in (tmp_path / "atlases").iterdir() if not path.name.startswith(".")]
        moved = review(page)
        assert [made.action for _, made in read_decisions(atlas)] == [Action.ACCEPT, Action.REJECT, Action.MOVE]
        file = download(page, tmp_path)
    context.close()
    alone = chromium.new_context(offline=True).new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    expect(alone.get_by_text(re.compile(r"^2 of 2 sentences")).first).to_be_visible()
    expect(alone.get_by_text(moved).first).to_be_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    alone.context.close()


def turn(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def add(page: Page, report: Path) -> None:
    turn(page, "Add")
    page.locator("input[type=file]").set_input_files(str(report))
    expect(page.get_by_text("report.pdf").first).to_be_visible()
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("button", name="Add 1 document and build the map").click()
    expect(page.get_by_text("1 document added")).to_be_visible()
    page.get_by_role("link", name="See the map").click()


def review(page: Page) -> str:
    """Accept the first by a key, take the second off by the mouse, and move the third to another place; gives its name."""
    turn(page, "Review")
    name = page.get_by_label("Your name")
    name.fill("Ada")
    name.press("Enter")
    expect(page.get_by_role("button", name="Accept")).to_be_enabled()
    page.get_by_role("heading", name="Review", exact=True).click()
    page.keyboard.press("a")
    left(page, 2)
    page.get_by_role("button", name="Reject").click()
    left(page, 1)
    moved = page.locator("article.dl-card .dl-name").inner_text()
    page.get_by_label("Position", exact=True).fill("34.6, 43.7")
    page.get_by_role("button", name="Move").click()
    expect(page.get_by_text("Every pin has been checked.")).to_be_visible()
    return moved


def left(page: Page, number: int) -> None:
    """Wait until so many are to check and the page stands: before that its buttons belong to the sentence before."""
    expect(page.get_by_text(f"1 of {number} to check")).to_be_visible()
    expect(page.locator('[data-test-script-state="notRunning"]')).to_have_count(1)


def download(page: Page, folder: Path) -> Path:
    turn(page, "Download")
    with page.expect_download() as download:
        page.locator(".st-key-get_html").get_by_role("button", name="Download").click()
    file = folder / "atlas.html"
    download.value.save_as(file)
    return file
