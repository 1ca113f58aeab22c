"""What makes the pages reachable without a mouse or without sight: a link past the map to the list, a voice that says how much is shown, and the
focus where a reader left it."""

import json
from html import escape

import streamlit as st

from geodata.language import say

LIST_ID = "sentences"
"""The element that the skip link leads to."""


def skip_link() -> None:
    """Draw the link that leads past the filters and the map; it is seen when it has the focus."""
    st.html(f'<a class="dl-skip" href="#{LIST_ID}">{say("reach.skip")}</a>')


def list_heading(text: str, more: str = "", *, is_repeated: bool = False) -> None:
    """Draw the heading of the list, to which the skip link leads, and more below it.

    With `is_repeated` the map beside the list says the same: where both are in sight, `text` is there for screen readers only.
    """
    first = _repeated(text) if is_repeated else escape(text)
    below = f"<small>{escape(more)}{_repeated(say('reach.counted'))}</small>" if more else ""
    st.html(f'<h2 class="dl-count" id="{LIST_ID}" tabindex="-1">{first}{below}</h2>')


def _repeated(text: str) -> str:
    return f'<span class="dl-repeated">{escape(text)}</span>'


def speak(text: str) -> None:
    """Say `text`, our own words, politely once it changes. The region stands beside the app, since one that is drawn anew is not read."""
    run_script(_SCRIPT.replace("TEXT", json.dumps(text).replace("<", "\\u003c")))


def keep_focus() -> None:
    """Give a button its focus back when it can be used again. Streamlit disables one while it makes the file that was asked for; the focus then falls
    out of the page, and by keyboard no way leads back into a panel, nor out of it."""
    run_script(_FOCUS_SCRIPT)


def run_script(code: str) -> None:
    """Run a script of our own in the page. Whatever it holds of others is JSON whose `<` is escaped."""
    st.html(f"<script data-own>{code}</script>", unsafe_allow_javascript=True)


_SCRIPT = """(() => {
  let voice = document.getElementById("dl-voice");
  if (!voice) {
    voice = document.createElement("div");
    voice.id = "dl-voice";
    voice.className = "dl-hidden";
    voice.setAttribute("role", "status");
    voice.setAttribute("aria-live", "polite");
    document.body.appendChild(voice);
    document.addEventListener("click", (event) => {
      const link = event.target.closest && event.target.closest("a.dl-skip");
      const list = link && document.getElementById(link.getAttribute("href").slice(1));
      if (!list) return;
      event.preventDefault();
      list.focus();
      list.scrollIntoView();
    });
  }
  if (voice.textContent !== TEXT) voice.textContent = TEXT;
})();"""

_FOCUS_SCRIPT = """(() => {
  if (window.dlFocus) return;
  window.dlFocus = true;
  let lost = null, panel = null;
  document.addEventListener("focusout", ({ target }) => {
    if (!target.disabled) return;
    lost = target;
    panel = target.closest('[role="dialog"]');
    if (panel) panel.focus({ preventScroll: true });  // which Escape closes meanwhile
  });
  document.addEventListener("focusin", ({ target }) => { if (target !== panel) lost = null; });
  new MutationObserver(() => {
    if (lost && !lost.disabled && [document.body, panel].includes(document.activeElement)) lost.focus({ preventScroll: true });
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["disabled"] });
})();"""
