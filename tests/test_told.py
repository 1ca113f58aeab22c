"""What is set in a widget's place outlives the former value that the browser may still bring, and nothing else."""

from typing import Any

import pytest
import streamlit as st

from geodata.ui import told


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session whose slider "happened" holds "all"."""
    held: dict[str, Any] = {"happened": "all"}
    monkeypatch.setattr(st, "session_state", held)
    return held


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(told.time, "monotonic", lambda: now[0])
    return now


def brought(session: dict[str, Any], value: str, *, message: int | None = None) -> str:
    """What the slider holds in a run for which the browser brings `value`, asked for by a message of the map where one is named."""
    session["happened"] = value
    if message is not None:
        told.asked(message)
    told.settle()
    found: str = session["happened"]
    return found


def test_a_former_value_is_late_until_what_was_told_has_been_drawn(session: dict[str, Any], clock: list[float]) -> None:
    told.tell("happened", "month")
    clock[0] += 60
    assert brought(session, "all") == "month", "no run has told the browser yet"
    told.drawn()
    assert brought(session, "all") == "month", "what was drawn is still on its way"
    clock[0] += 60
    assert brought(session, "all") == "all", "the reader went back to all days"
    assert brought(session, "all") == "all"


def test_what_a_reader_sets_counts_at_once(session: dict[str, Any], clock: list[float]) -> None:
    told.tell("happened", "month")
    assert brought(session, "year") == "year"
    assert brought(session, "all") == "all", "nothing is remembered of what was told"


def test_of_two_told_values_the_later_one_stays(session: dict[str, Any], clock: list[float]) -> None:
    told.tell("happened", "year")
    told.tell("happened", "month")
    assert brought(session, "year") == "month"
    assert brought(session, "all") == "month"


@pytest.mark.parametrize(("after_ms", "wanted"), [(200, "month"), (2_900, "month"), (3_100, "all")])
def test_between_messages_of_the_map_the_clock_of_the_browser_counts(session: dict[str, Any], clock: list[float], after_ms: int, wanted: str) -> None:
    told.asked(1_000_000)
    told.tell("happened", "month")
    told.drawn()
    clock[0] += 60  # a slow server
    assert brought(session, "all", message=1_000_000 + after_ms) == wanted
