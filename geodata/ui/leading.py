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


def lead_to(selector: str, *, on_phones: bool = False) -> None:
    """Have the page scroll, once this run is drawn, to what the selector finds, and give it the focus, where it is out of sight.

    With `on_phones` only where the columns stand one below the other, and the focus stays where it is.
    """
    st.session_state[_WANTED] = (selector, on_phones)


def lead() -> None:
    """Do it. To be called when all else of the page is drawn."""
    if wanted := st.session_state.pop(_WANTED, None):
        st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
        asked = ", ".join(json.dumps(value).replace("<", "\\u003c") for value in wanted)
        run_script(_SCRIPT.replace("ASKED", asked) + f"// {st.session_state[_TIMES]}")


_SCRIPT = """((where, onPhones) => {
  if (onPhones && innerWidth > 900) return;
  const until = performance.now() + 4000, calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const look = () => {
    const found = document.querySelector(where);
    if (!found) return performance.now() < until ? setTimeout(look, 60) : undefined;
    const box = found.getBoundingClientRect(), middle = box.top + Math.min(box.height, 300) / 2;
    if (middle >= 70 && middle <= innerHeight - 40) return;
    if (!onPhones) {
      if (!found.hasAttribute("tabindex")) found.setAttribute("tabindex", "-1");
      found.focus({ preventScroll: true });
    }
    found.scrollIntoView({ block: box.height < innerHeight ? "center" : "start", behavior: calm ? "auto" : "smooth" });
  };
  setTimeout(look, 60);
})(ASKED);
"""
