"""Values that were set in a widget's place (by the map, or from an address), until the browser's own widget holds them.

A run that sets a widget's value tells the browser only when it draws the widget. Is it ended before that by another message, then this message still
brings the widget's former value, and the new one would be lost. So it is kept, and set again over a former one.
"""

import time
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

_TOLD = "_told"
_ASKED = "_asked"

_TRAVEL_S = 1.0
"""How long what was drawn may travel to the browser, in seconds. What a widget holds after that is the reader's."""

_SENT_MS = 3000
"""How long after a message of the map another one may still bring a former value: both are counted by the browser's clock, so that a slow server
does not matter."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A value, those that the browser may still hold in its place, the number of the map's message that brought it (None: none did), and when a run
    first drew it to the end (by the monotonic clock; None: not yet)."""

    value: Any
    former: tuple[Any, ...]
    message: int | None = None
    drawn_s: float | None = None


def asked(message: int) -> None:
    """This run was asked for by a message of the map. Its number is the browser's time in milliseconds (see static/map/bridge.js)."""
    st.session_state[_ASKED] = message


def tell(key: str, value: Any) -> None:
    """Set what a widget holds."""
    told = _all()
    former = (*told[key].former, told[key].value) if key in told else (st.session_state.get(key),)
    told[key] = _Told(value, tuple(other for other in former if other != value), st.session_state.get(_ASKED))
    st.session_state[key] = value


def is_late(key: str) -> bool:
    """Whether the browser brings a former value of what was told, so no reader has set it. For a widget's callback, which comes before `settle`."""
    found = _all().get(key)
    return found is not None and st.session_state.get(key) in found.former and not _has_come(found, st.session_state.get(_ASKED))


def settle() -> None:
    """At the beginning of a run: set again what was told where the browser brings a former value, and forget what it has come to know."""
    told, message = _all(), st.session_state.pop(_ASKED, None)
    for key, found in list(told.items()):
        held = st.session_state.get(key)
        if held in found.former and not _has_come(found, message):
            st.session_state[key] = found.value
        elif held != found.value or found.drawn_s is not None:
            del told[key]


def drawn() -> None:
    """At the end of a run: everything has been drawn."""
    told, now = _all(), time.monotonic()
    for key, found in told.items():
        if found.drawn_s is None:
            told[key] = replace(found, drawn_s=now)


def _has_come(found: _Told, message: int | None) -> bool:
    if message is not None and found.message is not None:
        return message - found.message > _SENT_MS
    return found.drawn_s is not None and time.monotonic() - found.drawn_s > _TRAVEL_S


def _all() -> dict[str, _Told]:
    found: dict[str, _Told] = st.session_state.setdefault(_TOLD, {})
    return found
