"""Reviewing in a real browser: what is typed is what is stored, a sentence stays until it is decided, two reviewers at once.

Streamlit's own test runner cannot see these: it runs the page between typing and clicking.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ALPHA, a_mention
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect
from test_review_pages import mine, with_checksum

from geodata import query
from geodata.atlas import builds, current_build, open_atlas, read_decisions, save
from geodata.bench.browser import FRAME, serving
from geodata.gazetteer import read_own
from geodata.model import Action, LayerSet

__all__ = ["mine"]  # a fixture that acts by being here

WAIT_MS = 60_000
WIDE = {"width": 1400, "height": 1300}


@pytest.fixture
def served(mine: Path) -> Iterator[str]:
    with serving(mine) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, served: str) -> Iterator[Page]:
    opened = reviewing(chromium, served, "Ada")
    yield opened
    opened.context.close()


def reviewing(chromium: Browser, address: str, name: str) -> Page:
    """The page of a reviewer in a browser context of their own."""
    page = chromium.new_context(viewport=WIDE).new_page()
    page.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    page.goto(address + "review")
    field = page.get_by_label("Your name")
    field.fill(name)
    field.press("Enter")
    expect(page.get_by_role("button", name="Accept")).to_be_enabled()
    return page


def part(page: Page, name: str) -> None:
    page.get_by_role("radiogroup", name="Change").get_by_text(name, exact=True).click()


def typed(page: Page, label: str, text: str) -> None:
    """Type into a field and leave it as it is: no Enter, no Tab."""
    page.get_by_label(label, exact=True).fill(text)


def press(page: Page, button: str, said: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{re.escape(button)}")).click()  # the name of a button ends with its key
    expect(page.get_by_text(said).last).to_be_visible()
    stands(page)


def stands(page: Page) -> None:
    """Wait until the page is drawn: before that its buttons belong to the sentence before."""
    expect(page.locator('[data-test-script-state="notRunning"]')).to_have_count(1)


def up(page: Page) -> Locator:
    return page.locator("article.dl-card")


def choose(page: Page, label: str, option: str) -> None:
    """Open a list and choose of it; a list that is opened just before the page is drawn anew is closed by that, and opened again."""
    wanted = page.get_by_role("option", name=re.compile(option)).first
    for _ in range(8):
        stands(page)
        page.get_by_label(label).first.click()
        with contextlib.suppress(TimeoutError):
            wanted.click(timeout=5_000)
            return
        page.keyboard.press("Escape")
    raise AssertionError(f"{label}: no list with {option!r} stays open")


def test_what_is_typed_is_stored_without_enter_and_the_sentence_stays(page: Page, mine: Path) -> None:
    first = up(page).get_attribute("data-mention")
    part(page, "Date")
    typed(page, "When it happened", "2019-03-10")
    press(page, "Set the date", "Dated: 1 sentence.")
    assert up(page).get_attribute("data-mention") == first
    part(page, "Status")
    typed(page, "Said by", "A witness")
    press(page, "Set status and speaker", "Saved: 1 sentence.")
    part(page, "Note")
    typed(page, "Note for other reviewers", "ask the port")
    press(page, "Keep the note", "Saved: 1 sentence.")
    expect(page.get_by_label("Note for other reviewers")).to_have_value("")
    part(page, "Layer")
    choose(page, "Layer", "Humanitarian")
    press(page, "Set the layer", "Layer changed: 1 sentence.")
    assert up(page).get_attribute("data-mention") == first
    part(page, "Place")
    typed(page, "Position", "32°53'N 13°11'E")
    press(page, "Move", "Moved: 1 sentence.")
    expect(up(page)).not_to_have_attribute("data-mention", str(first))
    row = query.any_mention(open_atlas(mine), str(first))
    assert row is not None
    assert (str(row["when_begin"])[:10], row["said_by"], row["note"]) == ("2019-03-10", "A witness", "Ada: ask the port")
    assert (row["layer"], round(row["lat"], 4), round(row["lon"], 4)) == ("humanitarian", 32.8833, 13.1833)


def test_name_and_radius_are_those_that_stand_there_when_it_is_moved(page: Page, mine: Path) -> None:
    first = str(up(page).get_attribute("data-mention"))
    typed(page, "Position", "32,88; 13,19")
    typed(page, "Name", "The harbour")
    page.get_by_label("Within, km").fill("2.5")
    page.get_by_text("Keep it as a place of my own too").click()
    press(page, "Move", "Moved: 1 sentence.")
    row = query.any_mention(open_atlas(mine), first)
    assert row is not None and (row["place_name"], row["lat"], row["lon"], row["radius_m"]) == ("The harbour", 32.88, 13.19, 2500.0)
    folder = mine.parents[1] / "places"
    assert [own.place.name for own in read_own(folder).all()] == ["The harbour"]
    page.get_by_text("My own places", exact=True).click()
    expect(page.get_by_text("in all your atlases").first).to_be_visible()
    page.get_by_role("button", name="Correct").click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    stands(page)
    page.get_by_label("Name", exact=True).fill("The old harbour")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The old harbour ·")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Remove The old harbour").click()
    expect(page.get_by_text("You keep no places of your own.")).to_be_visible()
    assert read_own(folder).all() == ()


def test_what_was_missed_has_the_date_that_was_typed_last(page: Page, mine: Path) -> None:
    page.get_by_text("Add what was missed", exact=True).click()
    choose(page, "Sentence", "Fighters left")
    choose(page, "From the word", "Monday")
    choose(page, "Layer", "Humanitarian")
    choose(page, "Status", "claimed")
    stands(page)  # until then the fields of the part before are there, too
    typed(page, "Position", "1.5, 2.5")
    typed(page, "When it happened", "2019-03-12")
    expect(page.get_by_text("The pin stands at")).to_be_visible()  # the page was drawn anew for the position,
    expect(page.get_by_label("When it happened", exact=True)).to_have_value("2019-03-12")  # and nothing typed since is lost by it
    press(page, "Add it", "Added: Monday.")
    row = query.mentions_alike(open_atlas(mine), "Monday", "Monday").iloc[0]
    assert (str(row["when_begin"])[:10], row["layer"], row["status"], row["lat"]) == ("2019-03-12", "humanitarian", "claimed", 1.5)
    expect(page.get_by_role("button", name="Add it")).to_have_count(0)  # the form is empty: a sentence is chosen first


LOWEST = """() => {
  const page = document.querySelector('[data-testid="stMain"]');
  const before = page.scrollHeight;
  window.lost = 0;
  const look = () => { window.lost = Math.max(window.lost, before - page.scrollHeight); requestAnimationFrame(look); };
  look();
}"""


def test_the_page_keeps_its_height_while_the_map_of_other_words_comes(page: Page) -> None:
    """One that grew shorter would scroll, and whoever had opened a list of choices meanwhile would see it close."""
    page.get_by_text("Add what was missed", exact=True).click()
    choose(page, "Sentence", "Fighters left")
    choose(page, "From the word", "Monday")
    expect(page.locator(f".st-key-missed_layer, {FRAME}")).to_have_count(2)
    stands(page)
    page.evaluate(LOWEST)
    choose(page, "From the word", "Alphaville")
    expect(page.locator('input[aria-label="Name"][value="Alphaville"]')).to_be_visible()
    stands(page)
    assert page.evaluate("window.lost") < 100  # lines of the list of places may go, the map may not


@pytest.mark.parametrize(("scope", "number"), [("in this source", 1), ("in the atlas", 2)])
def test_a_verdict_on_every_mention_of_a_name_is_one_decision_to_take_back(page: Page, mine: Path, scope: str, number: int) -> None:
    while "Alphaville" not in up(page).locator(".dl-name").inner_text():
        before = str(up(page).get_attribute("data-mention"))
        page.get_by_role("button", name="Next").click()
        expect(up(page)).not_to_have_attribute("data-mention", before)
        stands(page)
    choose(page, "Decide about", scope)
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_text(f"Taken off the map: {number} sentence").last).to_be_visible()
    assert int(query.mentions_alike(open_atlas(mine), "Alphaville", "Alphaville")["rejected"].sum()) == number
    page.get_by_role("button", name="Undo my last").click()
    expect(page.get_by_text(f"Taken back: {number} decision").last).to_be_visible()
    expect(up(page).locator(".dl-name")).to_have_text("Alphaville")
    assert not query.mentions_alike(open_atlas(mine), "Alphaville", "Alphaville")["rejected"].any()


def test_two_reviewers_see_who_decided_what_and_settle_it(page: Page, served: str, mine: Path, chromium: Browser) -> None:
    other = reviewing(chromium, served, "Ben")
    mention = up(page).get_attribute("data-mention")
    assert up(other).get_attribute("data-mention") == mention
    press(page, "Reject", "Taken off the map: 1 sentence.")
    other.get_by_role("button", name="Accept").click()
    expect(other.get_by_text("Ada took off the map").last).to_be_visible()
    assert up(other).get_attribute("data-mention") == mention and "Accepted" not in other.inner_text("body")
    expect(other.get_by_role("button", name="See all decisions")).to_be_visible()
    other.get_by_role("button", name="Keep Ben’s").click()
    expect(other.get_by_text("Taken back: 1 decision.")).to_be_visible()
    row = query.any_mention(open_atlas(mine), str(mention))
    assert row is not None and (row["rejected"], row["accepted"], row["contested"]) == (False, True, False)
    other.context.close()


def test_one_goes_back_to_the_former_build(page: Page, served: str, mine: Path, layer_set: LayerSet) -> None:
    before = current_build(mine).name
    document = with_checksum(layer_set.documents[0])
    moved = a_mention(document, 14, "Alphaville", replace(ALPHA, lat=11.0))
    save(replace(layer_set, documents=(document,), mentions=(moved,), quotations=("",)), mine, candidate=True)
    newest = builds(mine)[-1]
    page.goto(served + "rebuild")
    press(page, f"Use build {newest}", f"Build {newest} is in use.")
    assert current_build(mine).name == newest
    press(page, f"Go back to build {before}", f"Build {before} is in use.")
    assert current_build(mine).name == before
    expect(page.get_by_role("button", name=f"Use build {newest}")).to_be_visible()


def test_on_a_phone_the_verdicts_are_within_reach_and_no_keys_are_hinted_at(served: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served + "review")
    accept = page.get_by_role("button", name="Accept")
    expect(accept).to_be_visible(timeout=WAIT_MS)
    box = accept.bounding_box()
    assert box is not None and box["y"] + box["height"] <= 844 and box["x"] >= 0
    expect(accept.locator("kbd")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_every_kind_of_decision_is_in_the_list_in_words(page: Page, mine: Path) -> None:
    part(page, "Date")
    typed(page, "When it happened", "2019-03-17")
    press(page, "Set the date", "Dated: 1 sentence.")
    part(page, "Layer")
    choose(page, "Layer", "Humanitarian")
    press(page, "Set the layer", "Layer changed: 1 sentence.")
    page.get_by_role("button", name="Undo my last").click()
    expect(page.get_by_text("Taken back: 1 decision.")).to_be_visible()
    page.get_by_text("Decisions", exact=True).click()
    expect(page.get_by_text("put into a layer").last).to_be_visible()
    expect(page.get_by_text("17 Mar 2019").last).to_be_visible()
    listed = page.inner_text("[data-testid=stMain]")
    assert "Humanitarian" in listed and "taken back" in listed
    assert not any(raw in listed for raw in ("2019-03-17", "humanitarian,", "undoing", "UTC"))
    assert [made.action for _, made in read_decisions(mine)] == [Action.REDATE, Action.RELAYER, Action.RELAYER]
