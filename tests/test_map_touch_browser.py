"""The map in a page that scrolls: a finger, a mouse, and a frame that is not wholly in sight."""

from collections.abc import Iterator

import pytest
from map_frame import SITES, Json, atlas_json, command, served
from playwright.sync_api import Browser, Frame, Page

RAQQA = next(k for k, row in enumerate(SITES) if row[0] == "Raqqa")
PHONE: Json = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP: Json = {"viewport": {"width": 1280, "height": 720}}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(atlas_json(), height=680, above=300) as found:
        yield found.replace("component/map/index.html", "around.html")


@pytest.fixture
def options() -> Json:
    return PHONE


@pytest.fixture
def page(chromium: Browser, address: str, options: Json) -> Iterator[Page]:
    context = chromium.new_context(**options)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    opened.wait_for_function("frames[0] && frames[0].ready")
    yield opened
    context.close()
    assert errors == []


def map_in(page: Page, **change: object) -> Frame:
    """The map's frame after its first command."""
    frame = page.frames[1]
    frame.evaluate("command => Dateline.receive(command)", command(**change))
    frame.wait_for_function("Dateline.app.atlas && Dateline.app.world")
    return frame


def scrolled(page: Page) -> float:
    return float(page.evaluate("document.querySelector('main').scrollTop"))


@pytest.mark.parametrize("options", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_first_press_on_a_symbol_chooses_it_where_the_frame_is_half_in_sight(page: Page, options: Json) -> None:
    frame = map_in(page)
    box = frame.locator(f'.dl-site[data-site="{RAQQA}"]').bounding_box()
    assert box is not None and box["y"] + box["height"] < options["viewport"]["height"], "the symbol is in sight although the frame is not"
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if options is PHONE:
        page.touchscreen.tap(*at)
    else:
        page.mouse.click(*at)
    frame.wait_for_function("window.sent.some(m => m.kind === 'select')", timeout=5000)
    assert frame.evaluate("window.sent.filter(m => m.kind === 'select').map(m => m.site)") == [RAQQA]
    assert scrolled(page) == 0


def fingers(page: Page, ways: list[tuple[tuple[float, float], tuple[float, float]]], steps: int = 8) -> None:
    """Fingers put down, moved each from one point of the page to another, and lifted."""
    session = page.context.new_cdp_session(page)

    def points(share: float) -> list[Json]:
        return [{"id": k, "x": a[0] + (b[0] - a[0]) * share, "y": a[1] + (b[1] - a[1]) * share} for k, (a, b) in enumerate(ways)]

    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points(0)})
    for step in range(1, steps + 1):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points(step / steps)})
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


CENTRE = "(({lat, lng}) => [lat.toFixed(2), lng.toFixed(2)])(map.getCenter())"


def test_one_finger_scrolls_the_page_and_two_move_the_map(page: Page) -> None:
    frame = map_in(page)
    before = frame.evaluate(CENTRE)
    fingers(page, [((200, 700), (200, 450))])
    page.wait_for_function("document.querySelector('main').scrollTop > 150", timeout=5000)
    assert frame.evaluate(CENTRE) == before
    assert frame.locator(".dl-hint").inner_text() == "Use two fingers to move the map"
    page.wait_for_timeout(700)
    page.evaluate("document.querySelector('main').scrollTop = 200")
    at = scrolled(page)
    fingers(page, [((150, 300), (250, 350)), ((250, 300), (350, 350))])
    frame.wait_for_function(f"before => String({CENTRE}) !== String(before)", arg=before, timeout=5000)
    assert abs(scrolled(page) - at) < 2


@pytest.mark.parametrize("options", [LAPTOP], ids=["laptop"])
def test_a_mouse_drags_the_map(page: Page) -> None:
    frame = map_in(page)
    before = frame.evaluate(CENTRE)
    page.mouse.move(900, 600)
    page.mouse.down()
    page.mouse.move(800, 560, steps=5)
    page.mouse.up()
    frame.wait_for_function(f"before => String({CENTRE}) !== String(before)", arg=before, timeout=5000)


@pytest.mark.parametrize("options", [{**PHONE, "viewport": {"width": width, "height": 780}} for width in (360, 320)], ids=["360", "320"])
def test_no_day_is_cut_off_on_a_small_phone(page: Page, options: Json) -> None:
    frame = map_in(page)
    days = frame.locator(".dl-day")
    assert all(len(value) > 9 for value in days.evaluate_all("fields => fields.map((field) => field.value)"))
    assert days.evaluate_all("fields => fields.map((field) => field.scrollWidth - field.clientWidth)") == [0, 0]
    outside = frame.locator(".dl-outside")
    assert outside.inner_text().startswith("also:")
    if frame.evaluate("innerWidth") <= 320:
        assert outside.evaluate("line => line.scrollWidth - line.clientWidth") <= 0
