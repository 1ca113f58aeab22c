"""The list beside the map, and what a page says when it has nothing to show."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.language import say
from geodata.query import Filters
from geodata.ui import state
from geodata.ui.excerpts import cards, shown, words_only
from geodata.ui.filters import at_place, chosen_place, summary
from geodata.ui.leading import MAP, lead_to
from geodata.ui.map import choose_mention
from geodata.ui.notices import plain
from geodata.ui.opening import ask, may_edit
from geodata.ui.opening import atlas as opened
from geodata.ui.placing import is_embedded
from geodata.ui.reach import list_heading

LIST_HEIGHT_PX = 860
"""About as high as the map with what stands below it, so that both columns end together on a desk screen."""

IN_SIGHT = 4
"""How many cards are in sight at once. Until the map stands only these are drawn, and without their buttons, so that it stands sooner."""


def excerpt_list(atlas: OpenAtlas, found: Filters) -> None:
    """The sentences that pass, those of the chosen place only where one is chosen. The button on each turns the map to it."""
    here = state.at_site(found)
    total = ask(query.counts, atlas, here).mentions
    came, place = ask(query.sourcing, atlas, here), at_place(atlas, found)
    list_heading(place or summary(atlas, found), words.sources(came.documents, came.publishers, came.copies) if total else "", is_repeated=not place)
    if name := chosen_place(atlas):
        st.button(say("reading.only", place=plain(name)), on_click=_leave_place, key="leave_place", help=say("reading.leave"))
    _linked(atlas)
    if not total:
        nothing(atlas)
        return
    with st.container(height=LIST_HEIGHT_PX, border=False, key="excerpts"):
        if st.session_state.get("_map_stands"):
            cards(ask(query.mentions, atlas, here, shown("card")), key="card", total=total, on_choose=_choose)
        else:
            words_only(ask(query.mentions, atlas, here, IN_SIGHT), key="card")


def undated(atlas: OpenAtlas, found: Filters) -> None:
    """The switch for sentences without a date of their own: while all days are shown it leaves them out, in a narrower window it keeps them."""
    if is_embedded():
        return  # the control in the map has a switch of its own
    spans = ask(query.spans, atlas, "when", replace(found, happened=None, dated=False))
    number = int(spans.loc[spans["begin"].isna() & spans["end"].isna(), "mentions"].sum())
    if number:
        key, label = ("undated", say("reading.undated", n=number)) if found.happened else ("dated", say("reading.dated", n=number))
        st.checkbox(label, key=key, persist_state="session", help=say("reading.undated_help"))


def nothing(atlas: OpenAtlas) -> None:
    """What to do when nothing is shown: the filters let nothing through, no document names a place, or there is none."""
    documents = len(ask(query.documents, atlas))
    if ask(query.counts, atlas).mentions:
        st.info(say("reading.nothing"))
    elif documents:
        st.info(say("reading.no_sentences", n=documents))
    else:
        st.info(say("reading.no_documents") + (f" {say('reading.add_some')}" if may_edit() else ""))


def _linked(atlas: OpenAtlas) -> None:
    """The sentence that a link or the search led to, above all others, until another is chosen. Filters do not hide it."""
    linked = st.session_state.get(state.LINKED)
    row = ask(query.mention, atlas, linked) if linked and linked == st.session_state.get("mention") else None
    if row is not None:
        st.caption(say("reading.linked"))
        cards(pd.DataFrame([row]), key="linked", total=1, on_choose=_choose)


def _leave_place() -> None:
    st.session_state["site"] = None


def _choose(mention_id: str) -> None:
    choose_mention(opened(), mention_id)
    lead_to(MAP)
