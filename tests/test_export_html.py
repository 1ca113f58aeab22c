"""The one HTML file in a real browser, opened from disk with the network off: it draws, counts and filters as the page does."""

import gzip
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import REFERENCE
from playwright.sync_api import Browser, Page

from geodata import mapview, query
from geodata.atlas import OpenAtlas, open_atlas
from geodata.export import EXPORTS, citation
from geodata.export.basemap import cells_near, cut
from geodata.export.content import documents
from geodata.geojson import days_since_epoch
from geodata.query import Filters
from geodata.searching import folded

ATLAS = open_atlas(REFERENCE)
MOST_BYTES = 400_000
NARROW = Filters(happened=(date(2017, 2, 1), date(2017, 2, 28)), statuses=("happened",))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("export") / "atlas.html"
    file.write_text(EXPORTS["html"].data(ATLAS, Filters()).decode(), encoding="utf-8", newline="\n")
    return file


@pytest.fixture(scope="module")
def opened(chromium: Browser, whole: Path) -> Iterator[Page]:
    yield from opened_from_disk(chromium, whole)


def opened_from_disk(chromium: Browser, file: Path) -> Iterator[Page]:
    """The file in a browser without network; whatever it asks for and whatever goes wrong fails the test."""
    context = chromium.new_context(viewport={"width": 1300, "height": 900}, offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(file.as_uri())
    page.locator(".dl-site").first.wait_for(timeout=60_000)
    page.click("#dx-box summary")
    yield page
    context.close()
    assert wrong == []


LETTERS = [chr(code) for code in range(0x20, 0x3000) if not 0xD800 <= code < 0xE000]
"""Of every alphabet; what follows are signs without case or marks of ours."""


def test_the_file_folds_letters_as_the_search_of_the_page_does(opened: Page) -> None:
    there = opened.evaluate("(letters) => letters.map((letter) => Dateline.folded(letter))", LETTERS)
    known = [
        (letter, here, js) for letter, here, js in zip(LETTERS, map(folded, LETTERS), there, strict=True) if unicodedata.category(letter) != "Cn"
    ]
    assert [(letter, here, js) for letter, here, js in known if here != js] == []
    words = ["Ḩadīthah", "Irbīl", "أَرْبِيل", "Deir ez-Zor", "Łódź", "Straße", "İstanbul", "Ar Ramādī’s"]
    assert opened.evaluate("(words) => words.map((word) => Dateline.folded(word))", words) == [folded(word) for word in words]


def in_words(atlas: OpenAtlas, filters: Filters) -> str:
    found = query.counts(atlas, filters)
    return f"{found.mentions} of {found.mentions_of} sentences, {found.sites} of {found.sites_of} places"


def shown(page: Page, expected: str) -> None:
    """The count beside the list and the one on the map say the same, and as many cards are seen."""
    page.wait_for_function("wanted => document.querySelector('.dl-count').textContent === wanted", arg=expected, timeout=20_000)
    assert page.locator("#dx-count").inner_text() == expected
    assert page.locator(".dx-card:visible").count() == int(expected.split()[0])


def test_it_is_small_enough(whole: Path) -> None:
    assert len(gzip.compress(whole.read_bytes(), 9, mtime=0)) <= MOST_BYTES


def test_it_opens_from_disk_and_counts_as_the_page_does(opened: Page) -> None:
    shown(opened, in_words(ATLAS, Filters()))
    text = opened.locator("body").inner_text()
    assert next(line for line in text.splitlines() if line.strip()) == ATLAS.facts.content_note
    for wanted in (
        ATLAS.facts.title,
        ATLAS.facts.summary,
        f"Build {ATLAS.build}",
        "newer version",
        "CC BY 4.0",
        "Open Government Licence",
        "SHA-256",
    ):
        assert wanted in text


@pytest.mark.parametrize(
    ("filters", "steps"),
    [
        (Filters(statuses=("claimed", "planned")), "statuses=claimed statuses=planned"),
        (Filters(layers=("air_strikes",)), "layers=air_strikes"),
        (NARROW, "happened_first:2017-02-01 happened_last:2017-02-28 statuses=happened"),
        (replace(NARROW, undated=True, statuses=None), "happened_first:2017-02-01 happened_last:2017-02-28 undated=on"),
        (Filters(dated=True), "dated=on"),
        (Filters(reported=(date(2017, 10, 1), date(2017, 12, 31))), "reported_first:2017-10-01 reported_last:2017-12-31"),
        (Filters(text="mosul"), "text:Mosul"),
    ],
)
def test_its_filters_count_as_the_page_does(opened: Page, filters: Filters, steps: str) -> None:
    for step in steps.split():
        name, mark, value = re.split("([=:])", step, maxsplit=1)
        if mark == ":":
            opened.fill(f"[name={name}]", value)
        else:
            opened.check(f"[name={name}][value={value}]" if value != "on" else f"[name={name}]")
    shown(opened, in_words(ATLAS, filters))
    opened.click("button[type=reset]")
    shown(opened, in_words(ATLAS, Filters()))


def test_a_symbol_shows_its_sentences_and_a_sentence_its_place(opened: Page) -> None:
    opened.evaluate("Dateline.bridge.send({ kind: 'select', site: 2 })")
    opened.locator("#dx-leave").wait_for()
    assert 0 < opened.locator(".dx-card:visible").count() < len(query.mentions(ATLAS))
    opened.click("#dx-leave")
    opened.locator(".dx-card [data-show]").nth(5).click()
    assert opened.locator(".dx-card[data-chosen]").count() == 1


def test_it_says_so_where_nothing_passes(opened: Page) -> None:
    said = opened.get_by_text("No sentence passes these filters and dates.")
    assert not said.is_visible()
    opened.fill("[name=text]", "words that no sentence holds")
    said.wait_for()
    opened.click("button[type=reset]")
    said.wait_for(state="hidden")
    opened.evaluate("Dateline.bridge.send({ kind: 'select', site: 2 })")
    opened.get_by_role("button", name=re.compile(r"^Only \S.* – show all places$")).click()


def test_on_a_phone_no_word_of_the_filters_is_broken(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 844})
    label = opened.locator("label", has=opened.locator("[name=source]"))
    lines = "label => { const range = document.createRange(); range.selectNode(label.firstChild); return range.getClientRects().length; }"
    assert label.evaluate(lines) == 1


def test_what_the_maps_own_controls_tell_is_followed(opened: Page) -> None:
    first, last = (days_since_epoch(day) for day in NARROW.happened or ())
    opened.evaluate(
        "message => Dateline.bridge.send(message)", {"kind": "window", "axis": "happened", "first": first, "last": last, "mode": "happened"}
    )
    opened.evaluate("Dateline.bridge.send({ kind: 'statuses', values: ['happened'] })")
    shown(opened, in_words(ATLAS, NARROW))
    assert opened.input_value("[name=happened_first]") == "2017-02-01"
    opened.click("button[type=reset]")
    shown(opened, in_words(ATLAS, Filters()))


def test_each_card_has_the_citation_that_the_page_gives_and_copies_it_from_disk(opened: Page) -> None:
    """With a clipboard that refuses, as a browser's may for a file from disk, and with one that takes it."""
    row = query.mentions(ATLAS, Filters(sources=(query.documents(ATLAS)["id"].iloc[0],))).iloc[0].to_dict()
    cited = citation(row, documents(ATLAS)[row["document_id"]], ATLAS, "")
    for wanted in (f"Characters {row['quote_start']:,}–{row['quote_end']:,} of the text", "of its text", row["id"]):
        assert wanted in cited
    card = opened.locator(f"#m-{row['id']}")
    card.locator(".dx-citation summary").click()
    assert card.locator("pre").inner_text() == cited
    opened.evaluate("document.addEventListener('copy', (event) => { window.copied = event.target.value; })")
    opened.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    card.locator(".dx-citation button").click()
    opened.wait_for_function("wanted => window.copied === wanted", arg=cited, timeout=60_000)
    card.get_by_text("Copied").wait_for(timeout=60_000)
    opened.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.taken = text; }; }")
    card.get_by_text("Copy the citation").click(timeout=60_000)
    opened.wait_for_function("wanted => window.taken === wanted", arg=cited, timeout=60_000)
    assert opened.locator("textarea").count() == 0


def test_every_card_leads_to_its_source_and_marks_its_place_and_time(whole: Path) -> None:
    page = whole.read_text(encoding="utf-8")
    cards = dict(re.findall(r'<article class="dx-card" id="m-(\w+)">(.*?)</article>', page, re.DOTALL))
    for row in query.mentions(ATLAS).to_dict("records"):
        card = cards[row["id"]]
        assert 'external">Open the source' in card if row["url"] else f'href="#s-{row["document_id"]}"' in card
        assert f'<li id="s-{row["document_id"]}">' in page
        assert ('<mark class="dl-place">' in card) == bool(row["quote"])
    assert page.count('<mark class="dl-dated">') > 10 and "the date stands elsewhere in the sentence" in page
    first = query.documents(ATLAS).iloc[0]
    assert f"{first['source']}</bdi>. SHA-256 of the file {first['sha256']}, of its text {first['text_sha256']}." in page


def test_on_paper_the_map_is_a_picture_with_its_legend_and_nothing_is_to_be_pressed(opened: Page) -> None:
    opened.emulate_media(media="print", color_scheme="dark")
    opened.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.locator("#dx-paper svg").is_visible() and not opened.locator("#dx-map").is_visible()
    said = opened.locator("#dx-paper").text_content() or ""
    for wanted in ("Air strikes", "happened", "planned", "Outside the picture:", "Counts sentences, not events."):
        assert wanted in said
    assert "#d4e2ec" in opened.locator("#dx-paper").inner_html(), "paper is light, whatever the screen is"
    seen = "all => all.filter((e) => e.checkVisibility()).map((e) => e.className || e.id || e.textContent)"
    assert opened.eval_on_selector_all("button, input, select, summary", seen) == opened.eval_on_selector_all(".dl-finding summary", seen)
    assert opened.locator(".dx-citation pre").first.is_visible()
    opened.evaluate("window.dispatchEvent(new Event('afterprint'))")
    opened.emulate_media(media="screen", color_scheme="light")
    assert opened.locator("#dx-map").is_visible() and opened.locator("#dx-paper svg").count() == 0
    assert opened.locator(".dx-citation[open]").count() <= 1


def test_without_script_every_sentence_can_be_read(chromium: Browser, whole: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(whole.as_uri())
    assert page.locator(".dx-card:visible").count() == len(query.mentions(ATLAS))
    assert not page.locator("#dx-filters").is_visible()
    context.close()


def test_a_filtered_file_holds_nothing_else_and_says_what_it_leaves_out() -> None:
    text = EXPORTS["html"].data(ATLAS, NARROW).decode()
    counted = query.counts(ATLAS, NARROW)
    assert text.count('<article class="dx-card"') == counted.mentions
    assert f"{counted.mentions} sentences at {counted.sites} places" in text
    assert f"Left out: {counted.mentions_of - counted.mentions} sentences by the filters" in text
    outside = next(row for row in query.mentions(ATLAS, Filters(statuses=("claimed",))).to_dict("records") if row["quote"])
    assert outside["id"] not in text


def test_a_file_that_nothing_passes_is_still_a_page() -> None:
    assert "0 sentences at 0 places" in EXPORTS["html"].make(ATLAS, Filters(layers=()))


def test_the_code_of_the_map_is_inlined_unchanged(whole: Path) -> None:
    text = whole.read_text(encoding="utf-8")
    for name in mapview.SCRIPTS:
        code = mapview.asset_text(name)
        if not re.search(r"<(/script|!--|script)", code, re.IGNORECASE):
            assert code in text, name


def test_the_licences_of_what_is_inlined_go_with_it(whole: Path) -> None:
    text = html.unescape(whole.read_text(encoding="utf-8"))
    for name in ("leaflet", "supercluster", "nouislider"):
        assert mapview.asset_text(f"vendor/{name}.LICENSE").strip() in text


def test_the_basemap_is_whole_near_places_and_coarse_elsewhere() -> None:
    world = json.loads(mapview.asset_text(mapview.BASEMAP))
    made = cut(world, cells_near([(34.0, 43.0, 5.0)]))
    assert len(made["arcs"]) < len(world["arcs"]) / 2
    iraq, peru = ([next(g for g in t["objects"]["countries"]["geometries"] if g["id"] == name) for t in (world, made)] for name in ("IQ", "PE"))
    assert points(world, iraq[0]) == points(made, iraq[1])
    assert points(made, peru[1]) < points(world, peru[0]) / 3
    for group in made["objects"].values():
        for geometry in group["geometries"]:
            assert all(0 <= (~n if n < 0 else n) < len(made["arcs"]) for n in numbers(geometry["arcs"]))
    assert cut(world, cells_near([(lat, lon, 1.0) for lat in range(-90, 91) for lon in range(-180, 181)]))["arcs"] == world["arcs"]


def numbers(arcs: object) -> list[int]:
    return [arcs] if isinstance(arcs, int) else [n for inner in arcs for n in numbers(inner)]  # type: ignore[attr-defined]


def points(topology: dict[str, object], geometry: dict[str, object]) -> int:
    arcs = topology["arcs"]
    return sum(len(arcs[~n if n < 0 else n]) for n in numbers(geometry["arcs"]))  # type: ignore[index]
