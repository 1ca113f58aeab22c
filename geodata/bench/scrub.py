"""What a reader waits for while moving time in the map, on invented atlases; beside it the peers' way: markers of folium, made again at each move."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.bench.browser import FRAME, ROOT, START_S, browsing, first_seen, open_map, serving
from geodata.bench.invented import save_invented

if TYPE_CHECKING:
    from playwright.sync_api import Page

STEPS = 60
ROUNDS = 7
PEER_MARKERS = 2000
PEER_ROUNDS = 3

_DRAG = """async (steps) => {
  const line = Dateline.app.timeline, [low, high] = line.axis.domain, width = Math.round((high - low) / 5), times = [];
  line.dragging = true;
  for (let i = 0; i < steps; i++) {
    const start = performance.now(), first = low + Math.round((high - low - width) * i / steps);
    line.place([first, first + width]);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  line.dragging = false;
  return times;
}"""

_WATCH = """() => {
  const before = document.getElementById('sentences').textContent;
  window.renewed = null;
  const watch = new MutationObserver(() => {
    const now = document.getElementById('sentences');
    if (!now || now.textContent === before) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => { window.renewed = Date.now(); }));
  });
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
}"""

_LET_GO = """([first, last]) => { const line = Dateline.app.timeline, [low, high] = line.axis.domain;
  line.place([low + first * (high - low), low + last * (high - low)].map(Math.round)); line.tell(0); return Date.now(); }"""

_BARE = "import streamlit as st\nst.title('Bare')\n"

_PEER = f"""
import folium, streamlit as st
from streamlit_folium import st_folium
first = st.slider("First", 0, {PEER_MARKERS}, 0)
folium.Map.default_js = [("leaflet", "../../app/static/vendor/leaflet.js")]
folium.Map.default_css = [("leaflet", "../../app/static/vendor/leaflet.css")]
made = folium.Map([35, 20], zoom_start=4, tiles=None)
for k in range(first, {PEER_MARKERS}):
    folium.CircleMarker([20 + k * 0.5698 % 1 * 30, -10 + k * 0.7549 % 1 * 60], radius=4, tooltip=f"Place {{k}}").add_to(made)
st_folium(made, returned_objects=[], height=500)
"""


def scrub() -> dict[str, float]:
    """`scrub_10k_p95_ms`, `scrub_100k_p95_ms`: a handle's move to the painted map; `release_10k_ms`: letting go to list and counts renewed."""
    figures: dict[str, float] = {}
    for mentions, name in ((10_000, "10k"), (100_000, "100k")):
        with tempfile.TemporaryDirectory() as folder:
            save_invented(mentions, Path(folder))
            with serving(Path(folder)) as address, browsing() as browser:
                page = browser.new_page(viewport={"width": 1400, "height": 1000})
                open_map(page, address)
                times: list[float] = page.frames[-1].evaluate(_DRAG, STEPS)
                figures[f"scrub_{name}_p95_ms"] = sorted(times)[int(STEPS * 0.95)]
                if name == "10k":
                    figures["release_10k_ms"] = statistics.median(_release(page, number) for number in range(ROUNDS))
    return figures


def bare_page() -> dict[str, float]:
    """`bare_page_ms`: Streamlit with nothing but a title, in a cold browser and with a warm server: what no dashboard on it can go below."""
    with _app(_BARE) as folder, serving(app=Path(folder) / "app.py") as address:
        return {"bare_page_ms": first_seen(address, "() => document.querySelector('h1')", [])}


def peer() -> dict[str, float]:
    """`peer_scrub_10k_p95_ms`: the same move where each rebuilds folium's markers, of which there are 2,000 only: the slowest of some moves."""
    with _app(_PEER) as folder, serving(app=Path(folder) / "app.py") as address, browsing() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(address)
        marks = page.frame_locator(FRAME).locator("path.leaflet-interactive")
        marks.first.wait_for(state="attached", timeout=START_S * 1000)
        return {"peer_scrub_10k_p95_ms": max(_peer_move(page, number) for number in range(1, PEER_ROUNDS + 1))}


def _app(text: str) -> "tempfile.TemporaryDirectory[str]":
    folder = tempfile.TemporaryDirectory()
    (Path(folder.name) / "app.py").write_text(text, encoding="utf-8")
    (Path(folder.name) / "static").symlink_to(ROOT / "static")  # Leaflet, which nothing may fetch from outside
    return folder


def _release(page: "Page", number: int) -> float:
    page.evaluate(_WATCH)
    released = page.frames[-1].evaluate(_LET_GO, [0.02 * number, 0.5 + 0.05 * number])
    page.wait_for_function("() => window.renewed !== null", timeout=START_S * 1000)
    waited = float(page.evaluate("() => window.renewed")) - float(released)
    page.wait_for_timeout(500)
    return waited


def _peer_move(page: "Page", number: int) -> float:
    page.get_by_role("slider").first.focus()
    start = time.perf_counter()
    page.keyboard.press("ArrowRight")
    frames = page.frame_locator(FRAME)
    left = PEER_MARKERS - number
    while frames.locator("path.leaflet-interactive").count() != left and time.perf_counter() - start < START_S:
        page.wait_for_timeout(20)
    return (time.perf_counter() - start) * 1000
