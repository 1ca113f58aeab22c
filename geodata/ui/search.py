"""The search: a field that offers the places and goes to one, and a field for words, which are looked for in the text.

They are two because Streamlit's field for both puts "Add: …" before every place that it offers.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.language import say
from geodata.ui.map import go_to_site, show_any
from geodata.ui.opening import ask
from geodata.ui.opening import atlas as opened
from geodata.ui.state import MOST_CHARACTERS


def search(atlas: OpenAtlas) -> None:
    """Draw the fields. Choosing a place moves the map and the list to it; words filter everything, and move a map on which nothing
    of what they find is in sight."""
    state = st.session_state
    # The field is empty again once it has led to a place: did it hold the chosen one, a browser that has not heard of another choice would undo that.
    state["find"], state["seek"] = None, state.get("words") or ""
    st.selectbox(
        say("search.place"),
        list(dict.fromkeys(ask(_places, atlas).values())),
        index=None,
        key="find",
        placeholder=say("search.place"),
        filter_mode="contains",
        on_change=_go,
        label_visibility="collapsed",
    )
    st.text_input(
        say("search.words"), max_chars=MOST_CHARACTERS, key="seek", placeholder=say("search.words"), on_change=_seek, label_visibility="collapsed"
    )


def _places(atlas: OpenAtlas) -> dict[str, str]:
    """Every site's identity with its name as it is offered; sites of one name are told apart by their position."""
    sites = ask(query.sites, atlas).to_dict("records")
    labels = Counter(row["label"] for row in sites)
    return {row["site"]: _offered(row, labels[row["label"]] > 1) for row in sites}


def _offered(row: Mapping[Any, Any], is_alike: bool) -> str:
    where = f" · {words.position(row['lat'], row['lon'], row['radius_m'])}" if is_alike else ""
    return f"{row['label']} · {words.count(row['mentions'], 'sentence')}{where}"


def _go() -> None:
    atlas, chosen = opened(), st.session_state.get("find")
    site = next((identity for identity, name in ask(_places, atlas).items() if name == chosen), None)
    if site:
        st.session_state.update(site=site, mention=None)
        go_to_site(atlas, site)


def _seek() -> None:
    st.session_state.update(words=str(st.session_state.get("seek") or "").strip(), mention=None)
    if st.session_state["words"]:
        show_any()
