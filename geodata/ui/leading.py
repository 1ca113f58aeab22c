"""Where a reader is led to after a choice: the map, a sentence, the list. What is in sight already is left where it is."""

import json

import streamlit as st

from geodata.ui.reach import LIST_ID, run_script

MAP = 'iframe[title="streamlit_folium.st_folium"]'
LIST = f"#{LIST_ID}"

_WANTED = "_lead"
_TIMES = "_led"


def sentence(mention_id: str) -> str:
    """The card of a sentence, as a CSS selector."""
    return f'article[data-mention="{mention_id}"]'


def lead_to(selector: str) -> None:
    """Have the page scroll, once this run is drawn, to what the selector finds, where it is out of sight. It gets the focus."""
    st.session_state[_WANTED] = selector


def lead() -> None:
    """Do it. To be called when all else of the page is drawn."""
    if selector := st.session_state.pop(_WANTED, None):
        st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
        run_script(_SCRIPT.replace("WHERE", json.dumps(selector).replace("<", "\\u003c")) + f"// {st.session_state[_TIMES]}")


_SCRIPT = """((where) => {
  const until = performance.now() + 4000, calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const look = () => {
    const found = document.querySelector(where);
    if (!found) return performance.now() < until ? setTimeout(look, 60) : undefined;
    const box = found.getBoundingClientRect(), middle = box.top + Math.min(box.height, 300) / 2;
    if (!found.hasAttribute("tabindex")) found.setAttribute("tabindex", "-1");
    found.focus({ preventScroll: true });
    const block = box.height < innerHeight ? "center" : "start";
    if (middle < 70 || middle > innerHeight - 40) found.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  };
  setTimeout(look, 60);
})(WHERE);
"""
