"""The files of an atlas, each made only when it is asked for: what is shown now, or the whole."""

from collections.abc import Callable

import streamlit as st

from geodata import words
from geodata.atlas import OpenAtlas
from geodata.export import EXPORTS, Export, file_name
from geodata.language import say
from geodata.query import EVERYTHING, Filters


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


def chosen_part(found: Filters, counted: tuple[int, int]) -> Filters:
    """Ask what is wanted: what the filters let through, or everything. `counted` are the sentences that pass, and all."""
    if found == EVERYTHING:
        st.markdown(say("download.whole", sentences=words.count(counted[1], "sentence")))
        return EVERYTHING
    some, every = (words.count(number, "sentence") for number in counted)
    parts = {say("download.filtered_part", sentences=some): found, say("download.whole_part", sentences=every): EVERYTHING}
    choice = st.radio(say("download.choose"), list(parts), key="download_part", label_visibility="collapsed")
    return parts[choice]


def _maker(made: Export, atlas: OpenAtlas, found: Filters) -> Callable[[], bytes]:
    return lambda: made.data(atlas, found)
