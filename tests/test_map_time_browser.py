"""The time control in the map and the legend as a filter, in a real browser without Streamlit."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from map_frame import DAY, Json, atlas_json, command, served
from playwright.sync_api import Browser, Page, expect

from geodata.geojson import days_since_epoch

M = atlas_json()["mentions"]
DATED = [i for i, dated in enumerate(M["dated"]) if dated]
FIRST, LAST = min(M["begin"][i] for i in DATED), max(M["end"][i] - 1 for i in DATED)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(atlas_json()) as found:
        yield found


@pytest.fixture
def options() -> Json:
    return {"viewport": {"width": 1000, "height": 760}}


@pytest.fixture
def page(chromium: Browser, address: str, options: Json) -> Iterator[Page]:
    context = chromium.new_context(**options)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    opened.wait_for_function("window.ready")
    opened.evaluate("command => Dateline.receive(command)", command(filter={"undated": False}))
    opened.wait_for_function("Dateline.app.atlas && Dateline.app.world && !Dateline.app.frame")
    yield opened
    context.close()
    assert errors == []


def told(page: Page, kind: str) -> Any:
    page.wait_for_function("kind => window.sent.some(m => m.kind === kind)", arg=kind)
    return [message for message in page.evaluate("window.sent") if message["kind"] == kind][-1]


def shown(page: Page) -> int:
    page.wait_for_function("!Dateline.app.frame")
    return int(page.evaluate("Dateline.app.counts.shown"))


def overlapping(first: int, last: int) -> int:
    return sum(M["begin"][i] <= last and M["end"][i] > first for i in DATED)


def handle(page: Page, name: str) -> Any:
    return page.get_by_role("slider", name=name)


def test_a_drag_filters_at_once_and_its_end_is_told(page: Page) -> None:
    box = handle(page, "To").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 300, middle[1], steps=6)
    page.wait_for_function("last => Dateline.app.timeline.window[1] < last", arg=LAST)
    last = page.evaluate("Dateline.app.timeline.window[1]")
    assert FIRST < last < LAST
    assert shown(page) == overlapping(FIRST, last)
    assert page.evaluate("window.sent.filter(m => m.kind === 'window').length") == 0, "nothing is told while the hand is on"
    page.evaluate("command => Dateline.receive(command)", command(2, filter={"undated": False}))
    assert shown(page) == overlapping(FIRST, last), "what Python says meanwhile does not pull the handle away"
    page.mouse.up()
    message = told(page, "window")
    assert (message["axis"], message["first"], message["last"], message["mode"]) == ("happened", FIRST, last, "happened")


def test_keys_move_by_a_day_and_by_thirty_and_the_day_is_spoken(page: Page) -> None:
    low = handle(page, "From")
    low.press("ArrowRight")
    assert page.evaluate("Dateline.app.timeline.window[0]") == FIRST + 1
    low.press("PageUp")
    page.wait_for_function("first => window.sent.some(m => m.first === first)", arg=FIRST + 31)
    assert low.get_attribute("aria-valuetext").split()[1].isalpha(), "the month stands in letters"
    assert shown(page) == overlapping(FIRST + 31, LAST)


def test_the_axis_can_be_changed_and_as_known_on_a_day_holds_the_beginning(page: Page) -> None:
    page.get_by_role("button", name="Reported").click()
    assert told(page, "window")["axis"] == "reported"
    page.get_by_role("button", name="As known on").click()
    expect(page.get_by_role("slider")).to_have_count(1)
    handle(page, "To").press("PageDown")
    page.wait_for_function("window.sent.filter(m => m.mode === 'known').some(m => m.last < Dateline.app.timeline.axis.domain[1])")
    message = told(page, "window")
    assert message["axis"] == "reported" and message["first"] == min(M["reported_begin"])
    assert shown(page) == sum(begin <= message["last"] for begin in M["reported_begin"])


def test_presets_stand_around_the_chosen_sentence(page: Page) -> None:
    chosen = DATED[3]
    page.evaluate("command => Dateline.receive(command)", command(2, filter={"undated": False}, selected={"site": None, "mention": M["id"][chosen]}))
    page.get_by_role("button", name="Month", exact=True).click()
    message = told(page, "window")
    begin = date.fromordinal(date(1970, 1, 1).toordinal() + M["begin"][chosen])
    month = days_since_epoch(begin.replace(day=1)), days_since_epoch((begin.replace(day=28) + timedelta(4)).replace(day=1)) - 1
    assert (message["first"], message["last"]) == (max(FIRST, month[0]), month[1]), "a month is the calendar's"
    page.get_by_role("button", name="Year").click()
    page.wait_for_function("last => window.sent.at(-1).last === last", arg=min(LAST, days_since_epoch(date(begin.year, 12, 31))))
    assert told(page, "window")["first"] == max(FIRST, days_since_epoch(date(begin.year, 1, 1)))
    page.get_by_role("button", name="All", exact=True).click()
    page.wait_for_function("last => window.sent.at(-1).last === last", arg=LAST)
    assert shown(page) == len(M["id"])


def test_sentences_without_a_date_are_a_band_with_their_count(page: Page) -> None:
    number = len(M["id"]) - len(DATED)
    page.get_by_role("button", name=f"No date in the text: {number} shown").click()
    assert told(page, "dated")["on"] is True
    assert shown(page) == len(DATED), "over all days the switch leaves them out"
    page.get_by_role("button", name=f"No date in the text: {number} hidden").click()
    assert shown(page) == len(M["id"])
    page.evaluate("command => Dateline.receive(command)", command(2, heard=10**15, filter={"happened": [DAY, DAY], "undated": False}))
    page.get_by_role("button", name=f"No date in the text: {number} hidden").click()
    assert told(page, "undated")["on"] is True
    assert shown(page) == overlapping(DAY, DAY) + number


def test_it_plays_and_tells_where_it_paused(page: Page) -> None:
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(700)
    page.get_by_role("button", name="Pause").click()
    message = told(page, "window")
    assert FIRST < message["first"] < message["last"] < LAST


def test_several_messages_reach_python_even_if_it_sees_the_last_only(page: Page) -> None:
    page.get_by_role("button", name="Month", exact=True).click()
    told(page, "window")
    page.evaluate("Dateline.app.choose(Dateline.app.atlas.sites[0])")
    message = told(page, "select")
    assert [before["kind"] for before in message["before"] if before["kind"] != "ready"] == ["window"]


def test_the_legend_shows_and_hides_layers_and_statuses(page: Page) -> None:
    page.locator(".dl-legend").evaluate("legend => { legend.open = true; }")
    rows = page.locator(".dl-row")
    air = rows.filter(has_text="Air strikes")
    expect(air).to_have_attribute("aria-pressed", "true")
    air.focus()
    page.keyboard.press("Enter")
    expect(air).to_have_attribute("aria-pressed", "false")
    assert told(page, "layers")["values"] == ["ground", "training", "armed", "harm", "intelligence", "aid", "policy"]
    assert shown(page) == sum(layer != 0 for layer in M["layer"])
    rows.filter(has_text="only mentioned").click()
    assert "mentioned" not in told(page, "statuses")["values"]
    assert shown(page) == sum(layer != 0 and status != 4 for layer, status in zip(M["layer"], M["status"], strict=True))
    air.click()
    assert len(told(page, "layers")["values"]) == 8


def window(page: Page) -> list[date]:
    return [date(1970, 1, 1) + timedelta(day) for day in page.evaluate("Dateline.app.timeline.window")]


def test_the_highest_bar_says_its_number(page: Page) -> None:
    bars = page.evaluate("[...Dateline.app.timeline.picture.found.bars]")
    assert int(page.locator(".dl-bars").get_attribute("data-highest") or 0) == max(bars) > 0


def test_days_can_be_typed(page: Page) -> None:
    first, last = page.get_by_label("From, day"), page.get_by_label("To, day")
    first.fill("3 March 2017")
    first.press("Enter")
    assert window(page)[0] == date(2017, 3, 3) and told(page, "window")["first"] == days_since_epoch(date(2017, 3, 3))
    expect(first).to_have_value("3 Mar 2017")
    last.fill("apr 2017")
    last.blur()
    assert window(page) == [date(2017, 3, 3), date(2017, 4, 30)]
    assert shown(page) == overlapping(*(days_since_epoch(day) for day in window(page)))
    for wrong, word in [
        ("05/03/2017", "write 14 Feb 2017"),
        ("31 Feb 2017", "write 14 Feb 2017"),
        ("1900", "The days here are"),
        ("May 2017", "From would be after To"),
    ]:
        first.fill(wrong)
        first.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(word)
        expect(first).to_have_attribute("aria-invalid", "true")
        first.blur()
        expect(first).to_have_value("3 Mar 2017")
    assert window(page) == [date(2017, 3, 3), date(2017, 4, 30)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("14 Feb 2017", "2017-02-14", "2017-02-14"),
        ("Feb 14, 2017", "2017-02-14", "2017-02-14"),
        ("2017-02-14", "2017-02-14", "2017-02-14"),
        ("Sept 2016", "2016-09-01", "2016-09-30"),
        ("february 2016", "2016-02-01", "2016-02-29"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("Ju 2016", None, None),
        ("14 2 2017", None, None),
        ("29 Feb 2017", None, None),
        ("14 Feb 17", None, None),
        ("", None, None),
    ],
)
def test_what_is_typed_is_read_as_a_day(page: Page, text: str, first: str | None, last: str | None) -> None:
    found = page.evaluate("text => [Dateline.readDay(text, false), Dateline.readDay(text, true)]", text)
    assert found == [day and days_since_epoch(date.fromisoformat(day)) for day in (first, last)]


def test_steps_go_by_calendar_months(page: Page) -> None:
    back, forward = page.get_by_role("button", name="A month back"), page.get_by_role("button", name="A month forward")
    page.evaluate("days => Dateline.app.timeline.put(days)", [days_since_epoch(date(2017, 3, 1)), days_since_epoch(date(2017, 3, 31))])
    back.click()
    assert window(page) == [date(2017, 2, 1), date(2017, 2, 28)]
    forward.click()
    forward.click()
    assert window(page) == [date(2017, 4, 1), date(2017, 4, 30)]
    page.evaluate("days => Dateline.app.timeline.put(days)", [days_since_epoch(date(2017, 1, 31)), days_since_epoch(date(2017, 3, 10))])
    forward.click()
    assert window(page) == [date(2017, 2, 28), date(2017, 4, 10)]
    page.get_by_role("button", name="As known on").click()
    back.click()
    assert window(page)[1].month != (window(page)[1] + timedelta(1)).month, "as known at the end of a month"


@pytest.mark.parametrize("width", [390, 700, 1000])
def test_the_control_keeps_its_height(page: Page, width: int) -> None:
    page.locator(".dl-legend").evaluate("legend => { legend.open = false; }")
    page.set_viewport_size({"width": width, "height": 760})
    page.wait_for_timeout(200)
    heights = set()
    for name in ("Happened", "Month", "Reported", "Year", "As known on", "Month", "Happened", "All"):
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_timeout(60)
        heights.add(page.evaluate("document.querySelector('.dl-time').offsetHeight"))
    assert len(heights) == 1


def test_a_narrowed_other_axis_is_said_and_can_be_dropped(page: Page) -> None:
    page.get_by_role("button", name="Month", exact=True).click()
    expect(page.locator(".dl-other")).to_be_hidden()
    page.get_by_role("button", name="As known on").click()
    first, last = (
        f"{day.day} {day:%b %Y}" for day in (date(1970, 1, 1) + timedelta(n) for n in page.evaluate("Dateline.app.timeline.windows.happened"))
    )
    expect(page.locator(".dl-other span")).to_have_text(f"Happened: only {first} – {last}")
    page.get_by_role("button", name="Happened: show all days again").click()
    expect(page.locator(".dl-other")).to_be_hidden()
    message = told(page, "window")
    assert (message["axis"], message["first"], message["last"], message["mode"]) == ("happened", FIRST, LAST, "known")
    assert shown(page) == len(M["id"])


def test_the_axis_opens_on_its_dense_part(page: Page) -> None:
    """A few sentences years before and one long plan after: the three quarters between take most of the length."""
    days = [2500, 2500, 3300, 3300, *range(4500, 5000, 30)]
    script = """(days) => {
      const end = days.map((day, k) => (k === days.length - 1 ? day + 1000 : day + 1));
      const axis = new Dateline.Axis({ count: days.length, begin: days, end }, 'happened');
      return [axis.at(5000) - axis.at(4500), axis.at(4500), 1 - axis.at(5000), [0, 0.3, 0.7, 1].map((share) => axis.at(axis.dayAt(share)))];
    }"""
    found = page.evaluate(script, days)
    assert found[0] > 0.65 and found[1] > 0.05 and found[2] > 0.05
    assert all(abs(share - back) < 0.002 for share, back in zip((0, 0.3, 0.7, 1), found[3], strict=True))
    even = page.evaluate("(days) => new Dateline.Axis({ count: days.length, begin: days, end: days }, 'happened').points", list(range(0, 3000, 10)))
    assert len(even) == 2, "days that lie evenly are not bent"


def test_keys_go_by_days_on_a_bent_axis_too(chromium: Browser) -> None:
    data = atlas_json()
    data["mentions"]["end"][DATED[0]] = LAST + 5000
    with served(data) as address:
        page = chromium.new_page(viewport={"width": 1000, "height": 760})
        page.goto(address)
        page.wait_for_function("window.ready")
        page.evaluate("command => Dateline.receive(command)", command())
        page.wait_for_function("Dateline.app.atlas && Dateline.app.timeline.slider")
        assert page.evaluate("Dateline.app.timeline.axis.points.length") > 2
        first, last = page.evaluate("Dateline.app.timeline.window")
        handle(page, "To").press("PageDown")
        handle(page, "From").press("ArrowRight")
        assert page.evaluate("Dateline.app.timeline.window") == [first + 1, last - 30]
        page.evaluate("days => Dateline.app.timeline.put(days)", [LAST - 100, LAST - 40])
        handle(page, "To").press("ArrowRight")
        handle(page, "From").press("PageDown")
        assert page.evaluate("Dateline.app.timeline.window") == [LAST - 130, LAST - 39]
        page.close()


class TestStill:
    @pytest.fixture
    def options(self) -> Json:
        return {"viewport": {"width": 390, "height": 760}, "reduced_motion": "reduce", "has_touch": True, "is_mobile": True}

    def test_without_motion_time_goes_step_by_step(self, page: Page) -> None:
        page.get_by_role("button", name="Step forward").tap()
        first = told(page, "window")
        page.wait_for_timeout(300)
        assert page.evaluate("Dateline.app.timeline.window[0]") == first["first"]

    def test_on_a_phone_it_fits_and_is_large_enough_for_a_thumb(self, page: Page) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        heights = page.eval_on_selector_all(".dl-time button:not([hidden])", "all => all.map(e => e.offsetHeight)")
        assert min(heights) >= 36
        assert page.locator(".dl-time").bounding_box()["height"] < 270
