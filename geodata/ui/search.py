"""The search: a field that offers places and sentences as one types and goes to one, and a field for words, which filter what is shown.

They are two because Streamlit's field for both puts "Add: …" before every place that it offers.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.language import say
from geodata.ui import told
from geodata.ui.leading import lead_to, sentence
from geodata.ui.map import choose_mention, go_to_site, show_any
from geodata.ui.opening import ask
from geodata.ui.opening import atlas as opened
from geodata.ui.state import LINKED, MOST_CHARACTERS

_MOST_SENTENCES = 400
"""An atlas of more offers its places only: all that is offered is sent to the browser."""

_LONGEST = 140
"""How many characters of a quotation are offered."""


def search(atlas: OpenAtlas) -> None:
    """Draw the fields. Choosing a place or a sentence moves the map and the list to it; words filter everything, and move a map on which nothing
    of what they find is in sight."""
    state, sentences = st.session_state, ask(_sentences, atlas)
    # The field is empty again once it has led to a place: did it hold the chosen one, a browser that has not heard of another choice would undo that.
    state["find"], words_sought = None, state.get("words") or ""
    if state.get("seek") != words_sought:
        told.tell("seek", words_sought)
    st.selectbox(
        say("search.place_or_sentence" if sentences else "search.place"),
        list(dict.fromkeys((*ask(_places, atlas).values(), *sentences.values()))),
        index=None,
        key="find",
        placeholder=say("search.place_or_sentence" if sentences else "search.place"),
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


def _sentences(atlas: OpenAtlas) -> dict[str, str]:
    """Every quoted mention's identity with the beginning of its sentence and its place; none where there are too many to offer."""
    if ask(query.counts, atlas).mentions > _MOST_SENTENCES:
        return {}
    rows = ask(query.mentions, atlas).to_dict("records")
    return {row["id"]: say("search.sentence", words=words.shortened(row["quote"], _LONGEST), place=row["phrase"]) for row in rows if row["quote"]}


def _offered(row: Mapping[Any, Any], is_alike: bool) -> str:
    where = f" · {words.position(row['lat'], row['lon'], row['radius_m'])}" if is_alike else ""
    return f"{row['label']} · {words.count(row['mentions'], 'sentence')}{where}"


def _go() -> None:
    atlas, chosen = opened(), st.session_state.get("find")
    if site := _named(chosen, ask(_places, atlas)):
        st.session_state.update(site=site, mention=None)
        go_to_site(atlas, site)
    elif mention := _named(chosen, ask(_sentences, atlas)):
        st.session_state.update({"site": None, LINKED: mention})
        choose_mention(atlas, mention)
        lead_to(sentence(mention))


def _named(chosen: str | None, offered: Mapping[str, str]) -> str | None:
    return next((identity for identity, name in offered.items() if name == chosen), None)


def _seek() -> None:
    if told.is_late("seek"):
        return  # “Clear all” has emptied the field meanwhile
    st.session_state.update(words=str(st.session_state.get("seek") or "").strip(), mention=None)
    if st.session_state["words"]:
        show_any()
