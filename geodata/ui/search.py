"""The search field: places are offered as one types, and what is none of them is looked for in the text."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.language import say
from geodata.ui.map import go_to_site
from geodata.ui.opening import ask
from geodata.ui.opening import atlas as opened


def search(atlas: OpenAtlas) -> None:
    """Draw the field. Choosing a place moves the map and the list to it; words of one's own filter everything."""
    found = ask(_places, atlas)
    state = st.session_state
    state["find"] = now = found.get(state.get("site") or "") or state.get("words") or None
    st.selectbox(
        say("search.label"),
        list(dict.fromkeys([*found.values(), *([now] if now else [])])),
        key="find",
        placeholder=say("search.empty"),
        accept_new_options=True,
        on_change=_take,
        label_visibility="collapsed",
    )


def _places(atlas: OpenAtlas) -> dict[str, str]:
    """Every site's identity with its name as it is offered; sites of one name are told apart by their position."""
    sites = ask(query.sites, atlas).to_dict("records")
    labels = Counter(row["label"] for row in sites)
    return {row["site"]: _offered(row, labels[row["label"]] > 1) for row in sites}


def _offered(row: Mapping[Any, Any], is_alike: bool) -> str:
    where = f" · {words.position(row['lat'], row['lon'], row['radius_m'])}" if is_alike else ""
    return f"{row['label']} · {words.count(row['mentions'], 'sentence')}{where}"


def _take() -> None:
    atlas, chosen = opened(), st.session_state.get("find")
    site = next((identity for identity, name in ask(_places, atlas).items() if name == chosen), None)
    st.session_state.update(site=site, words="" if site else (chosen or "")[:200], mention=None)
    if site:
        go_to_site(atlas, site)
