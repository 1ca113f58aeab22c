"""What came of an action: said once, on the run after it."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from geodata.errors import GeodataError

T = TypeVar("T")

_SAID = "_notices"


def notify(text: str, *, failed: bool = False, passing: bool = False) -> None:
    """Have a sentence of our own shown on the next run: at the top of the page, or, `passing`, over it, so that nothing on it is moved."""
    st.session_state.setdefault(_SAID, []).append((text, failed, passing))


def attempt(action: Callable[[], T], done: str = "", *, passing: bool = False) -> T | None:
    """Do something that a reader asked for and say `done`; where it fails say why, and give None."""
    try:
        result = action()
    except GeodataError as error:
        notify(str(error), failed=True, passing=passing)
        return None
    if done:
        notify(done, passing=passing)
    return result


def show_notices() -> None:
    """Draw what was said since the last run."""
    for text, failed, passing in st.session_state.pop(_SAID, []):
        if passing:
            st.toast(plain(text), icon=":material/error:" if failed else ":material/check:", duration="long" if failed else "short")
        else:
            (st.error if failed else st.success)(plain(text))


def plain(text: str) -> str:
    """Text of a document or an owner for Markdown, with what Markdown would take for its own marks escaped."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+-.!|<>~$:" else char for char in text)
