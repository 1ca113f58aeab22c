"""The filter row: layers, status, speaker, source, words. Native widgets hold the state, so it works by keyboard and without the map."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.language import say
from geodata.model import Status
from geodata.query import Filters, Window
from geodata.ui import state
from geodata.ui.notices import plain
from geodata.ui.opening import ask, layers, values
from geodata.ui.search import search


def known(atlas: OpenAtlas) -> dict[str, Callable[[str], bool]]:
    """For each entry of the state that names things of the atlas whether the atlas knows a value. It is asked only for what an address names."""

    def is_document(value: str) -> bool:
        return value in set(ask(query.documents, atlas)["id"])

    return {
        "site": lambda value: query.is_known(atlas, "site", value),
        "mention": lambda value: query.is_known(atlas, "id", value),
        "reading": is_document,
        "layers": lambda value: value in {layer.id for layer in layers().layers},
        "statuses": lambda value: value in {str(status) for status in Status},
        "speakers": lambda value: value in values(atlas, "said_by"),
        "sources": is_document,
    }


def row(atlas: OpenAtlas, domains: Mapping[str, Window]) -> None:
    """Draw the filters, each behind a button that says how many of its values are chosen, and the search field.

    Beside each value stands how many sentences pass all the other filters with it: what choosing it would show.
    """
    found = state.filters(domains)
    titles = {document["id"]: document["title"] for document in ask(query.documents, atlas).to_dict("records")}
    labels = {layer.id: layer.label for layer in layers().layers}
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        _filter(say("field.layer"), "layers", list(labels), labels.__getitem__, values(atlas, "layer", replace(found, layers=None)))
        _filter(say("field.status"), "statuses", [str(s) for s in Status], words.status, values(atlas, "status", replace(found, statuses=None)))
        speakers = sorted(values(atlas, "said_by"))
        _filter(say("field.said_by"), "speakers", speakers, str, values(atlas, "said_by", replace(found, speakers=None)))
        _filter(say("field.source"), "sources", list(titles), titles.__getitem__, values(atlas, "document_id", replace(found, sources=None)))
        search(atlas)
        st.button(say("filters.clear"), key="clear", on_click=state.reset, args=(domains,), disabled=_is_clear(domains), type="tertiary")


def summary(atlas: OpenAtlas, found: Filters) -> str:
    """How much of the atlas passes: "12 of 67 sentences at 5 of 24 places"."""
    counted = ask(query.counts, atlas, found)
    sentences, places = words.count(counted.mentions_of, "sentence"), words.count(counted.sites_of, "place")
    return say("filters.summary", shown=counted.mentions, sentences=sentences, shown_places=counted.sites, places=places)


def chosen_place(atlas: OpenAtlas) -> str:
    """The name of the place that is chosen; "" where none is. A place is no filter: the map shows all that passes, and what is of the chosen place is
    listed, and offered for download."""
    site = st.session_state.get("site")
    if not site:
        return ""
    sites = ask(query.sites, atlas, Filters(sites=(site,)))
    return say("reading.chosen_place") if sites.empty else str(sites["label"].iloc[0])


def at_place(atlas: OpenAtlas, found: Filters) -> str:
    """How much of what passes is of the chosen place: "Alphaville: 2 of these 12 sentences"; "" where none is chosen."""
    name = chosen_place(atlas)
    if not name:
        return ""
    passing, here = (ask(query.counts, atlas, each).mentions for each in (found, state.at_site(found)))
    return say("filters.at_place", n=passing, place=name, shown=here)


def _filter(label: str, key: str, options: list[str], name: Callable[[str], str], numbers: Mapping[str, int]) -> None:
    chosen = len(st.session_state.get(key) or ())
    with st.popover(f"{label} · {chosen}" if chosen else label):
        st.pills(
            say("filters.none_chosen", name=label),
            options,
            key=key,
            selection_mode="multi",
            format_func=lambda value: f"{plain(name(value))} ({numbers.get(value, 0)})",
            persist_state="session",
        )


def _is_clear(domains: Mapping[str, Window]) -> bool:
    return state.filters(domains) == Filters() and not st.session_state.get("site")
