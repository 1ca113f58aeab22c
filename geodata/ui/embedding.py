"""The page within another's: title, map, its time control and the sentences only; it tells its height and credits its origin."""

import streamlit as st

from geodata.atlas import OpenAtlas
from geodata.language import say
from geodata.ui import state
from geodata.ui.reach import run_script
from geodata.ui.times import domains

HEIGHT_MESSAGE = "dateline:height"
"""The type of the message by which a framed page tells how high it is, in pixels."""


def tell_height() -> None:
    """Tell the page around this one how high it is, whenever that changes."""
    st.html("<style>.block-container { padding-top: 0.5rem !important; padding-bottom: 0.5rem !important; }</style>")
    run_script(_SCRIPT)


def credit(atlas: OpenAtlas) -> None:
    """Draw the line that says whose map this is, with a link to the whole."""
    link = state.link(domains(atlas))
    with st.container(horizontal=True, vertical_alignment="center", key="credit"):
        st.caption(say("embed.credit", build=atlas.build))
        if link:
            st.link_button(say("embed.whole_map"), link, type="tertiary")


_SCRIPT = """(() => {
  if (window.parent === window || window.dlHeight) return;
  const main = () => document.querySelector('[data-testid="stMainBlockContainer"]');
  const tell = () => main() && window.parent.postMessage({ type: "TYPE", height: Math.ceil(main().getBoundingClientRect().height) }, "*");
  window.dlHeight = new ResizeObserver(tell);
  const watch = () => (main() ? window.dlHeight.observe(main()) : setTimeout(watch, 100));
  watch();
})();""".replace("TYPE", HEIGHT_MESSAGE)
