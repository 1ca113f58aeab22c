"""Telling the owner of a problem: a link on every sentence and source, already saying which one, in which version and which view."""

import streamlit as st

from geodata import __version__
from geodata.atlas import OpenAtlas
from geodata.contact import report_link
from geodata.language import say
from geodata.ui import state
from geodata.ui.times import domains


def report_button(atlas: OpenAtlas, *, mention: str = "", source: str = "") -> None:
    """Draw the link for a sentence or a source, by its identity; nothing where the atlas names no contact, which About says."""
    if link := _link(atlas, mention, source):
        st.link_button(say("report.button"), link, type="tertiary")


def _link(atlas: OpenAtlas, mention: str, source: str) -> str:
    if not atlas.facts.contact:
        return ""
    asked = {"mention": mention} if mention else {"document": source}
    facts = {
        "atlas": atlas.facts.title,
        "mention": mention,
        "source": source,
        "version": say("report.version", build=atlas.build, program=f"Dateline {__version__}"),
    }
    return report_link(atlas.facts.contact, {**facts, "view": state.link(domains(atlas), **asked)})
