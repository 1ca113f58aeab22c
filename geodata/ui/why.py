"""The two panels of a sentence: why its pin stands there, with all that decided it, and its citation to copy. The first one has a link of its own."""

from base64 import b64encode
from html import escape

import streamlit as st

from geodata.atlas import OpenAtlas
from geodata.export import (
    Dossier,
    Spot,
    citation,
    decided_columns,
    described,
    dossier,
    evidence,
    locator,
    marked_quotation,
    spot_of,
    weighed_columns,
)
from geodata.export.content import documents
from geodata.language import say, says
from geodata.query import Filters
from geodata.query import mention as mention_of
from geodata.ui import state
from geodata.ui.opening import ask
from geodata.ui.opening import atlas as opened
from geodata.ui.tables import facts, part, table
from geodata.ui.times import domains

WHY, CITED = "why", "_cited"
"""Where the session keeps which sentence's panel is open."""


def ask_why(mention_id: str) -> None:
    """Open “Why this pin?” on the next run. For a button's callback."""
    st.session_state[WHY] = mention_id


def ask_citation(mention_id: str) -> None:
    """Open the citation on the next run. For a button's callback."""
    st.session_state[CITED] = mention_id


def panels(atlas: OpenAtlas) -> None:
    """Draw the panel that is asked for, where one is. A sentence that is not there (any more) asks for none."""
    if mention_id := st.session_state.get(WHY):
        found = dossier(atlas, mention_id, view_of(atlas, mention_id, why=mention_id))
        if found is None:
            st.session_state[WHY] = None
            st.info(say("why.gone"))
        else:
            _why(atlas, found)
    elif mention_id := st.session_state.pop(CITED, None):
        _cite(mention_id)


def view_of(atlas: OpenAtlas, mention_id: str, **more: str) -> str:
    """The address of exactly this view with the sentence marked; empty where the server does not know its own address."""
    return state.link(domains(atlas), mention=mention_id, **more)


def picture(spot: Spot, others: tuple[Spot, ...] = ()) -> None:
    """Draw the small map of a place, in the colours of the theme."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    data = b64encode(locator(spot, others, theme).encode()).decode()
    st.html(f'<img class="dl-locator" src="data:image/svg+xml;base64,{data}" alt="{escape(described(spot), quote=True)}">')


def _close() -> None:
    st.session_state[WHY] = None


@st.dialog(say("why.title"), width="large", on_dismiss=_close)
def _why(atlas: OpenAtlas, found: Dossier) -> None:
    row = found.row
    link = view_of(atlas, row["id"], why=row["id"])  # now: what is saved is made where no session is known
    if row["quote"]:
        st.html(f'<blockquote class="dl-quote" dir="auto">{marked_quotation(row)}</blockquote>')
    picture(spot_of(row))
    for heading in says("dossier.place", "dossier.time", "dossier.statement", "dossier.source"):
        part(heading)
        facts(found.sections[heading])
    part(say("dossier.weighed"))
    if len(found.weighed) > 1:
        table(weighed_columns(), found.weighed, say("why.weighed_table"))
    else:
        st.caption(say("why.one_place"))
    part(say("dossier.decided"))
    if found.decided:
        table(decided_columns(), found.decided, say("why.decided_table"))
    else:
        st.caption(say("why.none_decided"))
    part(say("dossier.made_with"))
    facts(found.sections[say("dossier.made_with")])
    part(say("dossier.citation"))
    st.code(found.citation, language=None, wrap_lines=True)
    st.download_button(
        say("why.evidence"),
        lambda: evidence(atlas, Filters(mentions=(row["id"],)), lambda id_: link),
        file_name=f"evidence-{row['id']}.html",
        mime="text/html",
        on_click="ignore",
        key="evidence",
    )


@st.dialog(say("why.cite"), width="medium")
def _cite(mention_id: str) -> None:
    atlas = opened()
    row = ask(mention_of, atlas, mention_id)
    if row is None:
        st.info(say("why.no_more"))
        return
    st.code(citation(row, documents(atlas)[row["document_id"]], atlas, view_of(atlas, mention_id)), language=None, wrap_lines=True)
    st.caption(say("why.copy"))
