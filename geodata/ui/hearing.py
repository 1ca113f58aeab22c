"""What the map tells the page, written into the session's state: the second hand on what the native widgets hold.

The messages are listed in static/map/bridge.js. One that makes no sense is left out: it comes from the browser.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from geodata.model import Status
from geodata.ui.leading import LIST, lead_to
from geodata.ui.opening import atlas, layers
from geodata.ui.state import MODES, View, put
from geodata.ui.times import domains
from geodata.ui.told import asked

Message = Mapping[str, Any]

_EPOCH = date(1970, 1, 1)
_FARTHEST = 700_000
"""In days; no number from the browser may lead out of the calendar."""


def hear() -> None:
    """Act on what the map has told since the last time, in its order. (`st_folium` calls this before the page runs.)"""
    message = st.session_state.get("map") or {}
    asked(message.get("n", 0))
    for told in (*message.get("before", ()), message):
        number = told.get("n", 0)
        if told.get("kind") in _ACTS and number > st.session_state.get("_last", 0):
            st.session_state["_last"] = number
            _ACTS[told["kind"]](told)
            if told["kind"] not in ("view", "ready"):
                st.session_state["_heard"] = number


def _select(message: Message) -> None:
    ids = st.session_state.get("_sites", ())
    number = message.get("site")
    st.session_state["site"] = ids[number] if isinstance(number, int) and 0 <= number < len(ids) else None
    st.session_state["mention"] = None
    if st.session_state["site"]:
        lead_to(LIST, on_phones=True)


def _ready(_: Message) -> None:
    st.session_state["_map_stands"] = True


def _view(message: Message) -> None:
    st.session_state["view"] = View(round(message["lat"], 4), round(message["lon"], 4), round(message["zoom"], 2))


def _window(message: Message) -> None:
    axis, spans = message.get("axis"), domains(atlas())
    if message.get("mode") in MODES:
        st.session_state["axis"] = message["mode"]
    if axis in spans:
        low, high = spans[axis]
        first, last = (min(max(_day(message[name]), low), high) for name in ("first", "last"))
        put(axis, (min(first, last), max(first, last)))


def _undated(message: Message) -> None:
    put("undated", bool(message.get("on")))


def _dated(message: Message) -> None:
    put("dated", bool(message.get("on")))


def _layers(message: Message) -> None:
    put("layers", _of(message, [layer.id for layer in layers().layers]))


def _statuses(message: Message) -> None:
    put("statuses", _of(message, [str(status) for status in Status]))


def _of(message: Message, known: list[str]) -> list[str]:
    wanted = set(message.get("values") or ())
    chosen = [value for value in known if value in wanted]
    return [] if len(chosen) == len(known) else chosen


def _day(number: float) -> date:
    return _EPOCH + timedelta(days=max(-_FARTHEST, min(_FARTHEST, int(number))))


_ACTS: Mapping[str, Callable[[Message], None]] = {
    "ready": _ready,
    "select": _select,
    "view": _view,
    "window": _window,
    "undated": _undated,
    "dated": _dated,
    "layers": _layers,
    "statuses": _statuses,
}
