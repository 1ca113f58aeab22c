"""What a reader waits for, measured in a real browser on this machine: the first map, and the map after a slider is let go."""

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.config import REFERENCE_ATLAS
from geodata.errors import ConfigError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
ROUNDS = 9
COLD = 6
START_S = 60

_WATCH = """() => {
  const top = window, frame = document.querySelector('FRAME').contentWindow;
  const heading = frame.document.querySelector('.dl-count');
  top.painted = null; top.released = null;
  top.addEventListener('pointerup', () => { top.released = Date.now(); }, { capture: true });
  new frame.MutationObserver(() => frame.requestAnimationFrame(() => frame.requestAnimationFrame(() => { top.painted = Date.now(); })))
    .observe(heading, { childList: true, subtree: true, characterData: true });
}""".replace("FRAME", FRAME)


_SENTENCE = {
    "Sources": "() => document.querySelector('article.dl-card') && !document.querySelector('#sentences')",
    "Map": "() => document.querySelector('article.dl-card') && document.querySelector('#sentences')",
}

_STANDS = """() => {
  const frame = document.querySelector('FRAME');
  return frame && frame.contentDocument && frame.contentDocument.querySelector('.dl-site');
}""".replace("FRAME", FRAME)


def release() -> dict[str, float]:
    """`release_to_paint_ms`: from letting a slider's handle go to two frames after the map's count changed; the median of some moves."""
    with serving() as address, browsing() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        open_map(page, address)
        page.evaluate(_WATCH)
        return {"release_to_paint_ms": statistics.median(_move(page, number) for number in range(ROUNDS))}


def first_map() -> dict[str, float]:
    """`first_map_ms`: a cold browser and a warm server, from the address to the first symbol; `outside_requests`: how many left this machine."""
    with serving() as address:
        outside: list[str] = []
        return {"first_map_ms": first_seen(address, _STANDS, outside), "outside_requests": float(len(outside))}


def first_seen(address: str, seen: str, outside: list[str]) -> float:
    """Milliseconds from the address to the first frame in which `seen`, a function of the page, finds what it looks for; the median of some cold
    browsers. `outside` takes the addresses that were asked of other machines.

    The page itself looks, at every frame: a locator of Playwright looks every half a second only.
    """
    times = [_first_seen(address, seen, outside) for _ in range(COLD)]
    return statistics.median(times[1:])  # the first warms the server


def page_change() -> dict[str, float]:
    """`page_text_ms`: from choosing another page to its first sentence, the slower of Sources and Map; `page_map_ms`: to the map's first symbol.

    Medians of some changes.
    """
    texts: dict[str, list[float]] = {"Sources": [], "Map": []}
    maps = []
    with serving() as address, browsing() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        open_map(page, address)
        for _ in range(ROUNDS):
            for name, seen in _SENTENCE.items():
                texts[name].append(_turn(page, name, seen))
            maps.append(_turn(page, None, _STANDS))
            page.wait_for_timeout(2000)
    return {"page_text_ms": max(map(statistics.median, texts.values())), "page_map_ms": statistics.median(maps)}


def _turn(page: "Page", name: str | None, seen: str) -> float:
    """Choose a page (None: the one chosen last) and wait until what `seen` looks for is painted; gives the time since the choice."""
    if name:
        link = page.get_by_role("link", name=name, exact=True).first
        page.evaluate("() => document.addEventListener('click', () => { window.turned = Date.now(); }, { capture: true, once: true })")
        link.click()
    page.wait_for_function(seen, timeout=START_S * 1000)
    return float(page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done(Date.now() - window.turned)))"))


@contextlib.contextmanager
def serving(atlas: Path = REFERENCE_ATLAS, base: str = "", app: Path = ROOT / "dashboard.py") -> Iterator[str]:
    """The dashboard of an atlas, or another `app`, on a free port of this machine, under a base path ("/maps") or at the root; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}", "--server.address=127.0.0.1"]
    command += ["--server.enableStaticServing=true"] if (app.parent / "static").is_symlink() else []
    environ = {**os.environ, "GEODATA_ATLAS": str(atlas)}
    options = [f"--server.baseUrlPath={base}"] if base else []
    server = subprocess.Popen([*command, *options], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        address = f"http://127.0.0.1:{port}{base}/"
        _wait(address + "_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def browsing() -> "Iterator[Browser]":
    """A headless Chromium. Raises ConfigError where it or Playwright is missing."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise ConfigError("measuring in a browser needs the development packages: run `make test` once") from error
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise ConfigError("measuring in a browser needs Chromium (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        yield browser
        browser.close()


def open_map(page: "Page", address: str) -> None:
    """Open the dashboard and wait until its map stands."""
    page.goto(address)
    page.frame_locator(FRAME).locator(".dl-site, .dl-cluster").first.wait_for(timeout=START_S * 1000)
    page.wait_for_timeout(1500)


def _move(page: "Page", number: int) -> float:
    """Drag the upper handle of the first slider to and fro, and wait for the map."""
    handle = page.get_by_role("slider", name="Happened").nth(1).locator("xpath=ancestor::div[contains(@style, 'translate')][1]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    if box is None:
        raise ConfigError("the time slider is not on the page")
    page.evaluate("() => { window.painted = null; window.released = null; }")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + (180 if number % 2 else -180), y, steps=4)
    page.mouse.up()
    page.wait_for_function("() => window.painted !== null && window.released !== null && window.painted >= window.released", timeout=10_000)
    waited = float(page.evaluate("() => window.painted - window.released"))
    page.wait_for_timeout(700)
    return waited


def _first_seen(address: str, seen: str, outside: list[str]) -> float:
    with browsing() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.on("request", lambda request: outside.append(request.url) if _leaves(request.url) else None)
        page.goto(address, wait_until="commit")
        return float(page.wait_for_function(f"() => ({seen})() && performance.now()", timeout=START_S * 1000).json_value())


def _leaves(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))


def _wait(address: str) -> None:
    for _ in range(START_S * 4):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 (our own server)
            return
        time.sleep(0.25)
    raise ConfigError(f"the dashboard did not start within {START_S} s")
