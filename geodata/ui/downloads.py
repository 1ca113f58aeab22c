"""The files of an atlas, each made only when it is asked for: what is shown now, or the whole."""

from collections.abc import Callable

import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.export import EXPORTS, Export, file_name
from geodata.language import say
from geodata.query import EVERYTHING, Filters
from geodata.ui.filters import chosen_place
from geodata.ui.notices import plain
from geodata.ui.opening import ask
from geodata.ui.state import at_site


def downloads(atlas: OpenAtlas, found: Filters, name: str) -> None:
    """Draw each format with what it is for and the button that makes it. `name` says what is in it: "filtered" or ""."""
    base = file_name({"title": atlas.facts.title, "build": atlas.build}) + (f"-{name}" if name else "")
    for key, made in EXPORTS.items():
        with st.container(border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"download_{key}"):
            with st.container(width="stretch"):
                st.markdown(f"**{made.title}**")
                st.caption(made.purpose[0].upper() + made.purpose[1:] + ".")
            st.download_button(
                say("download.get"),
                _maker(made, atlas, found),
                f"{base}{made.suffix}",
                made.media_type,
                key=f"get_{key}",
                on_click="ignore",
                help=made.title,
            )


def chosen_part(atlas: OpenAtlas, found: Filters) -> Filters:
    """Ask what is wanted: what is of the chosen place, what the filters let through, or everything, each with its count."""
    parts = {"place": at_site(found), "filtered": found, "whole": EVERYTHING}
    numbers = {name: words.count(ask(query.counts, atlas, part).mentions, "sentence") for name, part in parts.items()}
    offered = [name for at, name in enumerate(parts) if parts[name] not in list(parts.values())[at + 1 :]]
    if len(offered) == 1:
        st.markdown(say("download.whole", sentences=numbers["whole"]))
        return EVERYTHING
    said = {
        "place": say("download.place_part", place=plain(chosen_place(atlas)), sentences=numbers["place"]),
        "filtered": say("download.filtered_part", sentences=numbers["filtered"]),
        "whole": say("download.whole_part", sentences=numbers["whole"]),
    }
    choice = st.radio(say("download.choose"), offered, key="download_part", format_func=said.__getitem__, label_visibility="collapsed")
    return parts[choice]


def _maker(made: Export, atlas: OpenAtlas, found: Filters) -> Callable[[], bytes]:
    return lambda: made.data(atlas, found)
