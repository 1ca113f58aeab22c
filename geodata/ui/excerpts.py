"""Excerpt cards: a quotation with its place and its time words marked, both dates and the reason, status, speaker, layer, source.

Everything that comes from a document is escaped here, before it meets a tag of ours.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata import words
from geodata.atlas import OpenAtlas
from geodata.export import contradiction_html, copied, extent, layer_of, marked_quotation, reason, reported, web_address
from geodata.language import say
from geodata.quote import text_link
from geodata.rows import span_of
from geodata.ui.leading import lead_to, sentence
from geodata.ui.opening import atlas as opened
from geodata.ui.opening import may_decide
from geodata.ui.placing import is_embedded
from geodata.ui.report import report_button
from geodata.ui.whole import with_sentence
from geodata.ui.why import ask_citation, ask_why

PAGE = 10
"""How many cards are drawn before a reader asks for more."""

Row = Mapping[Any, Any]


def shown(key: str) -> int:
    """How many cards of a list are to be drawn: `PAGE`, until the reader asks for more."""
    number: int = st.session_state.get(f"{key}_shown", PAGE)
    return number


def cards(mentions: pd.DataFrame, *, key: str, total: int, on_choose: Any = None) -> None:
    """Draw the mentions as cards, in their order, and below them the way to more where there are more than these in `total`.

    `on_choose` is called with the mention's id from the button that shows it on the map.
    """
    atlas = opened()
    for row in mentions.to_dict("records"):
        with _framed(row, key):
            _links(atlas, row, key, on_choose)
    more(key, len(mentions), total)


def words_only(mentions: pd.DataFrame, *, key: str) -> None:
    """Draw the mentions as cards that have no buttons yet."""
    for row in mentions.to_dict("records"):
        _framed(row, key)


def _framed(row: Row, key: str) -> DeltaGenerator:
    """A card in its frame, which may take more."""
    frame = st.container(border=True, key=f"{key}_{row['id']}")
    frame.html(card(with_sentence(opened(), row), chosen=row["id"] == st.session_state.get("mention")))
    return frame


def more(key: str, drawn: int, total: int) -> None:
    """Draw the way to more of a list, where more are left than are drawn."""
    if (left := total - drawn) > 0:
        st.button(say("card.more", number=min(PAGE, left), left=left), key=f"{key}_more", on_click=_more, args=(key, drawn))


def card(row: Row, *, chosen: bool = False) -> str:
    """The HTML of one card."""
    lines = (quotation(row), _place(row), _happened(row), _said(row), _foot(row))
    return f'<article class="dl-card{" dl-chosen" if chosen else ""}" data-mention="{escape(row["id"])}">{"".join(lines)}</article>'


def quotation(row: Row) -> str:
    """The quotation with its place and its time words marked, as HTML; where its licence leaves the citation only, where it stands."""
    if not row["quote"]:
        return f'<p class="dl-uncited">{_uncited(row)}</p>'
    return f'<blockquote class="dl-quote" dir="auto">{marked_quotation(row)}</blockquote>'


def _uncited(row: Row) -> str:
    if row["licence"]:
        return say("card.uncited", start=row["phrase_start"], end=row["phrase_end"])
    missing = say("card.unlicensed", start=row["phrase_start"], end=row["phrase_end"])
    return f"{missing} {say('card.write_licence')}" if may_decide() else missing


def _place(row: Row) -> str:
    name = f'<b class="dl-name" dir="auto">{escape(row["phrase"])}</b>'
    unsure = f" · {say('card.ambiguous')}" if row["ambiguous"] else ""
    return f'<p class="dl-where">{name} <span title="{escape(row["working"], quote=True)}">{extent(row)}{unsure}</span></p>'


def _happened(row: Row) -> str:
    span = span_of(row, "when")
    status = f"<b>{say('status.' + row['status'])}</b>"
    if span is None:
        return f'<p class="dl-when">{status} · {say("span.none")}</p>'
    return f'<p class="dl-when">{status} <time>{escape(words.span(span))}</time><span class="dl-reason">{escape(reason(row))}</span></p>'


def _said(row: Row) -> str:
    said = say("card.said", name=f"<bdi>{escape(row['said_by'])}</bdi>", reported=escape(reported(row)))
    other = words.other_side(row["status"])[0] if row["disputed"] else ""
    return f'<p class="dl-said">{said}{f" · {other}" if other else ""}</p>{contradiction_html(row)}'


def _foot(row: Row) -> str:
    layer = layer_of(row)
    dot = f'<i class="dl-dot" style="background:light-dark({layer.colour},{layer.colour_dark})"></i>'
    source = f'<cite dir="auto">{escape(row["title"])}</cite>, <bdi>{escape(row["publisher"])}</bdi>'
    copy = f'<br><span dir="auto">{escape(copied(row).strip())}</span>' if row["copy_of"] else ""
    return f'<p class="dl-foot">{dot}{escape(layer.label)} · {source}{copy}</p>'


def _links(atlas: OpenAtlas, row: Row, key: str, on_choose: Any) -> None:
    """What a reader can do with a sentence: turn the map to it, open its source, ask why, cite it, see its place, report it."""
    id_ = row["id"]
    with st.container(horizontal=True, gap="small", key=f"{key}_ways_{id_}"):
        if on_choose is not None:
            st.button(say("card.show"), key=f"{key}_go_{id_}", on_click=on_choose, args=(id_,), type="tertiary")
        if address := web_address(row["url"]):
            st.link_button(say("card.open_source"), text_link(address, row["quote"]), type="tertiary")
        if key != "source" and not is_embedded() and st.button(say("card.see_source"), key=f"{key}_source_{id_}", type="tertiary"):
            _open_source(row, id_)
        _other_side(row, key)
        if not is_embedded():
            st.button(say("why.title"), key=f"{key}_why_{id_}", on_click=ask_why, args=(id_,), type="tertiary")
            st.button(say("card.cite"), key=f"{key}_cite_{id_}", on_click=ask_citation, args=(id_,), type="tertiary")
            if key != "place" and st.button(say("card.place"), key=f"{key}_place_{id_}", type="tertiary"):
                _open_place(row)
        report_button(atlas, mention=id_)


def _open_place(row: Row) -> None:
    st.session_state.update(site=row["site"], mention=row["id"])
    st.switch_page("pages/places.py")


def _other_side(row: Row, key: str) -> None:
    """The way from a claim to its denial and back: among the sentences of their source, where both stand."""
    look = words.other_side(row["status"])[1] if row["linked"] else ""
    if look and key == "source":
        st.button(look, key=f"{key}_other_{row['id']}", on_click=_mark, args=(row["linked"],), type="tertiary")
    elif look and st.button(look, key=f"{key}_other_{row['id']}", type="tertiary"):
        _open_source(row, row["linked"])


def _mark(mention_id: str) -> None:
    st.session_state["mention"] = mention_id
    lead_to(sentence(mention_id))


def _open_source(row: Row, mention_id: str) -> None:
    """Turn to the source of the sentence, with one of its sentences marked."""
    st.session_state.update(reading=row["document_id"], mention=mention_id)
    lead_to(sentence(mention_id))
    st.switch_page("pages/sources.py")


def _more(key: str, drawn: int) -> None:
    st.session_state[f"{key}_shown"] = drawn + PAGE
