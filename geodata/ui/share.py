"""Passing on what is seen: a link to exactly this view, and the code by which another page shows it."""

from html import escape

import streamlit as st

from geodata.atlas import OpenAtlas
from geodata.config import load_settings
from geodata.export import web_address
from geodata.language import say
from geodata.ui import state
from geodata.ui.embedding import HEIGHT_MESSAGE
from geodata.ui.times import domains

HEIGHT_PX = 900
"""Of an embedded page until it has told its own."""


def share(atlas: OpenAtlas) -> None:
    """Draw the button that opens the link and the codes."""
    with st.popover(say("share.button"), width="content"):
        st.markdown(f"**{say('share.link')}**")
        st.code(state.link(domains(atlas)), language=None, wrap_lines=True)
        with st.expander(say("share.embed")):
            _codes(atlas)


def _codes(atlas: OpenAtlas) -> None:
    """Draw the code for another page: the published file first, which needs no session."""
    if published := web_address(atlas.facts.url):
        st.markdown(say("share.published"))
        st.code(embed_code(f"{published.rstrip('/')}/?embed=true", atlas.facts.title), language="html", wrap_lines=True)
    else:
        st.caption(say("share.how_to_publish"))
    st.markdown(f"**{say('share.live')}**")
    st.code(embed_code(state.link(domains(atlas), embed="true"), atlas.facts.title), language="html", wrap_lines=True)
    if not load_settings().frame_ancestors:
        st.caption(say("share.no_hosts"))


def embed_code(address: str, title: str) -> str:
    """HTML for another page: a frame, a link for readers without frames, and a script that gives the frame the height it asks for."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" style="width:100%;height:{HEIGHT_PX}px;border:0" loading="lazy"></iframe>\n'
        f'<p><a href="{escape(address.replace("embed=true", "").rstrip("?&"))}">{escape(title)}</a> · {escape(say("share.made_with"))}</p>\n'
        f"<script>\n"
        f'addEventListener("message", (event) => {{\n'
        f'  for (const frame of document.querySelectorAll("iframe"))\n'
        f'    if (event.source === frame.contentWindow && event.data && event.data.type === "{HEIGHT_MESSAGE}" && event.data.height > 200)\n'
        f'      frame.style.height = Math.min(Number(event.data.height), 20000) + "px";\n'
        f"}});\n"
        f"</script>"
    )
