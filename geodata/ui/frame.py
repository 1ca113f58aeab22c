"""The frame around every page: style, navigation, what the atlas is, filters, and the address that carries the state."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from starlette.routing import BaseRoute
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geodata.atlas import OpenAtlas
from geodata.errors import GeodataError
from geodata.language import say
from geodata.query import Filters
from geodata.ui import filters, reach, route, state, times, told
from geodata.ui.atlases import not_here, switch
from geodata.ui.embedding import credit, tell_height
from geodata.ui.history import is_step_back, keep_steps
from geodata.ui.leading import lead, lead_to, sentence
from geodata.ui.map import choose_mention, go
from geodata.ui.notices import plain, show_notices
from geodata.ui.opening import CHOSEN, atlas, may_edit, missing
from geodata.ui.placing import is_embedded
from geodata.ui.share import share
from geodata.ui.why import panels

_IGNORED = "_ignored"
"""What of the address could not be understood: said until the reader turns to another page."""

_STYLE = Path(__file__).with_name("style.html")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the dashboard: its file, its name in the navigation and in the address, and whether the filters act on it.

    One that `lists` has a list of sentences or places below the filters. One that is `for_editors` is there only where the dashboard may change
    atlases. One that is `free` is drawn also where the atlas cannot be opened.
    """

    file: str
    title: str
    path: str
    filtered: bool
    lists: bool = False
    for_editors: bool = False
    free: bool = False


def is_page_run() -> bool:
    """Whether this is a run of the page for a reader (else the server is being started)."""
    return get_script_run_ctx(suppress_warning=True) is not None


def routes() -> Sequence[BaseRoute]:
    """The routes that the server answers beside Streamlit's own.

    Also tells Streamlit that `pages/` belongs to `st.navigation`: it would else run a page by itself, without its frame, for the first reader who
    comes by a link to it.
    """
    PagesManager.uses_pages_directory = False
    return route.routes()


def run(pages: Sequence[Page]) -> None:
    """Draw the frame and the page the reader is on. An atlas that is not here or cannot be opened is said so, and nothing else is drawn."""
    st.set_page_config(layout="wide")
    st.html(_STYLE)
    streamlit_pages = {st.Page(page.file, title=page.title, url_path=page.path, default=not page.path): page for page in pages if _is_offered(page)}
    current = st.navigation(list(streamlit_pages), position="hidden" if is_embedded() else "top")
    page = streamlit_pages[current]
    keep_steps()
    reach.keep_focus()
    if is_step_back():
        st.session_state[CHOSEN] = st.query_params.get(CHOSEN)
    if (name := missing()) is not None:
        _tab(page, "Dateline")
        not_here(name)
        return
    try:
        opened = atlas()
        _tab(page, opened.facts.title)
        _page(opened, page, current)
    except GeodataError as error:
        _without_atlas(error, page, current)


def _tab(page: Page, title: str) -> None:
    """Name the browser's tab."""
    st.set_page_config(page_title=say("frame.tab", page=page.title, atlas=title))


def _is_offered(page: Page) -> bool:
    return may_edit() or not page.for_editors


def _without_atlas(error: GeodataError, page: Page, current: st.Page) -> None:
    """What is drawn where the atlas cannot be opened: the reason, the choice of another, and a page that needs none."""
    _tab(page, "Dateline")
    with contextlib.suppress(GeodataError):
        switch()
    st.error(plain(str(error)))
    if page.free:
        show_notices()
        current.run()


def found() -> Filters:
    """What the reader's filters ask for."""
    opened = atlas()
    return state.filters(times.domains(opened))


def _page(opened: OpenAtlas, page: Page, current: st.Page) -> None:
    domains = times.domains(opened)
    told.settle()
    ignored = state.seed(filters.known(opened), domains, anew=is_step_back(), opening=opened.facts.opening_view)
    state.follow(domains)
    _arrive(opened, page)
    if ignored:
        st.session_state[_IGNORED] = ignored
    if page.lists:
        reach.skip_link()
    _header(opened)
    with st.container():  # always there: a note that comes or goes would else make the map mount anew
        show_notices()
        if unknown := st.session_state.get(_IGNORED):
            st.info(say("frame.ignored", names=", ".join(unknown)))
    above = st.container()
    current.run()
    if page.filtered and not is_embedded():
        with above:
            filters.row(opened, domains)
    if is_embedded():
        credit(opened)
        tell_height()
    else:
        panels(opened)
    if page.filtered:
        passing = state.filters(domains)
        reach.speak(" · ".join(text for text in (filters.summary(opened, passing), filters.at_place(opened, passing)) if text))
    lead()
    state.write(domains)


def _arrive(opened: OpenAtlas, page: Page) -> None:
    """Coming to the map anew (from a link, from another page, by Back), it is shown where the reader left it, or at the sentence of the link."""
    if st.session_state.get("_page") == page.path:
        if is_step_back() and st.session_state.get("view"):
            go(st.session_state["view"])
        return
    first = "_page" not in st.session_state
    st.session_state.update(_page=page.path, _map_stands=False)
    st.session_state.pop(_IGNORED, None)
    linked = st.session_state.get(state.LINKED) if first else None
    if linked and not page.path:
        lead_to(sentence(linked))
        if not st.session_state.get("view"):
            choose_mention(opened, linked)
    elif st.session_state.get("view"):
        go(st.session_state["view"])


def _header(opened: OpenAtlas) -> None:
    if is_embedded():
        st.title(plain(opened.facts.title), anchor=False)
        if opened.facts.content_note:
            st.caption(plain(opened.facts.content_note))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.title(plain(opened.facts.title), anchor=False, width="stretch")
        switch()
        share(opened)
    st.caption(" ".join(plain(text) for text in (opened.facts.summary, opened.facts.content_note) if text))
