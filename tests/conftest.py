"""What tests share: where the sources are, and a small layer set made of invented sentences."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from geodata.model import (
    Candidate,
    Document,
    Ground,
    LayerSet,
    Mention,
    Place,
    Position,
    Precision,
    Problem,
    Resolution,
    ResolutionStatus,
    Stage,
    Status,
    TimeSpan,
    Toponym,
    ToponymKind,
    short_hash,
)

SOURCES = Path(__file__).parents[2] / "shared" / "sources"
REFERENCE = Path(__file__).parents[1] / "geodata" / "data" / "reference"

needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the five sources are not beside this checkout")

ALPHA = Place("geonames", "1", "Alphaville", ("Alfa", "ألفا"), 10.0, 20.0, 3_000.0, "PPL", "AA", "")
BETA = Place("dateline", "beta", "Betaland", (), -5.0, 30.0, 200_000.0, "PCLI", "BB", "")


def a_document(name: str, publisher: str, published: date | None, **facts: str) -> Document:
    text = f"Fighters left Alphaville on Monday, {publisher} said. In Betaland nothing was known."
    plain = {"title": f"Report {name}", "url": "", "licence": "Open Government Licence v3.0", **facts}
    return Document(
        id=short_hash(name),
        sha256="0" * 64,
        text_sha256="1" * 64,
        source=f"{name}.txt",
        publisher=publisher,
        author="",
        final_url="",
        archive_url="",
        content_note="",
        text=text,
        language="en",
        published=TimeSpan.of_day(published) if published else None,
        published_basis="",
        published_inferred=False,
        collected_at=None,
        **plain,
    )


def a_mention(document: Document, start: int, surface: str, place: Place, **changes: object) -> Mention:
    made = Mention(
        id=short_hash(document.id, start, start + len(surface)),
        document_id=document.id,
        start=start,
        end=start + len(surface),
        surface=surface,
        phrase_start=start,
        phrase_end=start + len(surface),
        place=place,
        lat=place.lat,
        lon=place.lon,
        radius_m=place.radius_m,
        working="Its own point.",
        score=0.9,
        ambiguous=False,
        when=None,
        dated_ground=Ground.NONE,
        dated_words="",
        dated_rule="",
        dated_anchor="",
        reported=document.published,
        status=Status.HAPPENED,
        said_by=document.publisher,
        layer="ground_operations",
        layer_rule="control",
        quote_start=0,
        quote_end=40,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def layer_set() -> LayerSet:
    """Two documents; Alphaville twice (dated by day, and by year), Betaland once (undated, claimed, cited only)."""
    first = a_document("a", "The Post", date(2020, 3, 5), url="https://example.org/a")
    second = a_document("b", "=The <b>Gazette</b>", date(2020, 4, 1))
    day = TimeSpan.of_day(date(2020, 3, 2))
    year = TimeSpan(date(2019, 1, 1), date(2020, 1, 1), Precision.YEAR, approximate=True)
    mentions = (
        a_mention(first, 14, "Alphaville", ALPHA, when=day, dated_ground=Ground.CLAUSE, dated_words="on Monday", dated_rule="the Monday before"),
        a_mention(second, 14, "Alphaville", ALPHA, when=year, dated_ground=Ground.SENTENCE, dated_words="2019", layer="air_strikes"),
        a_mention(second, second.text.index("Betaland"), "Betaland", BETA, status=Status.CLAIMED, said_by="A <i>speaker</i>"),
    )
    toponym = Toponym(first.id, 14, 24, "Alphaville", ToponymKind.NAME, "test")
    position = Position(14, 24, 10.0, 20.0, 3_000.0)
    resolution = Resolution(
        toponym, ResolutionStatus.RESOLVED, ALPHA, position, (Candidate(ALPHA, 0.9, ("largest", "nearest")), Candidate(BETA, 0.1, ())), 0.9, "w", ""
    )
    problems = (
        Problem(Stage.LOCATE, "demonym", "Betalanders", "a word for people", second.id, 3, 9),
        Problem(Stage.READ, "unreadable", "c.pdf", "no text"),
    )
    quotations = ("Fighters left Alphaville on Monday", "=1+1 <script>alert(1)</script> Alphaville 2019", "")
    return LayerSet((first, second), mentions, quotations, (resolution,), problems)


@pytest.fixture(autouse=True)
def no_waiting_for_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    """In AppTest no map ever stands."""
    monkeypatch.setattr("geodata.ui.map._STAND_S", 0.0)


CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless browser. Without one the tests that need it are skipped; under CI they fail."""
    if CHROMIUM is None:
        missing = "Chromium is missing; install it (on Debian: apt-get install chromium)"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
