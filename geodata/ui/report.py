"""Telling the owner of a problem: a link on every sentence and source, already saying which one, in which version and which view."""

import streamlit as st

from geodata import __version__
from geodata.atlas import OpenAtlas
from geodata.contact import HOW_TO_ADD, report_link
from geodata.ui import state
from geodata.ui.times import domains

LABEL = "Report a problem"


def report_button(atlas: OpenAtlas, *, mention: str = "", source: str = "", key: str) -> None:
    """Draw the link for a sentence or a source, by its identity; without a contact, a button that says how to add one."""
    if link := _link(atlas, mention, source):
        st.link_button(LABEL, link, type="tertiary")
    else:
        st.button(LABEL, key=f"report_{key}", type="tertiary", disabled=True, help=HOW_TO_ADD)


def _link(atlas: OpenAtlas, mention: str, source: str) -> str:
    if not atlas.facts.contact:
        return ""
    asked = {"mention": mention} if mention else {"document": source}
    facts = {"atlas": atlas.facts.title, "mention": mention, "source": source, "version": f"build {atlas.build}, Dateline {__version__}"}
    return report_link(atlas.facts.contact, {**facts, "view": state.link(domains(atlas), **asked)})
