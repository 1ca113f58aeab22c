"""Adds a mention that the program missed: choose a source, a sentence, its words, then the place and what is said of it. Works without a mouse, and
for documents of any language whose text is kept."""

import re
from typing import Any

import streamlit as st

from geodata import atlas as atlases
from geodata import moment, query, review, words
from geodata.atlas import OpenAtlas
from geodata.errors import InvalidRecord
from geodata.language import say, says
from geodata.model import Span, Status
from geodata.review import Reviewing, dated_columns, typed_span
from geodata.segment import sentences
from geodata.ui.notices import attempt, plain
from geodata.ui.opening import ask, layers
from geodata.ui.pinning import Chooser, place_chooser
from geodata.ui.reading import nothing
from geodata.ui.reviewing import around, who

_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\\W_]+(?:[’'ʼ-][^\\W_]+)*"
)  # Chinese and Japanese without spaces: each character is a word
_SHOWN = 160
"""How many characters of a sentence stand in the list."""


def missed(atlas: OpenAtlas, by: str) -> None:
    """Draw the way to a new mention."""
    documents = ask(query.documents, atlas)
    titles = dict(zip(documents["id"], documents["title"], strict=True))
    if documents.empty:
        nothing(atlas)
        return
    st.markdown(say("missed.what"))
    chosen = st.selectbox(say("field.source"), list(titles), key="missed_source", format_func=titles.__getitem__)
    document: dict[Any, Any] = documents[documents["id"] == chosen].iloc[0].to_dict()
    text = atlases.read_text(atlas.folder, document["id"], document["text_sha256"])
    if text is None:
        st.info(say("missed.no_text"))
        return
    span = _words_of(text, document["id"])
    if span is None:
        return
    st.html(around(text, *span))
    chooser = place_chooser(None, f"missed_{span[0]}_{span[1]}", text[slice(*span)], None)
    _said(atlas, by, document, text, span, chooser)


def _words_of(text: str, document_id: str) -> Span | None:
    """Draw the choice of a sentence and of its first and last word; give their span."""
    spans = sentences(text)
    at = st.selectbox(
        say("field.sentence"),
        range(len(spans)),
        key=f"missed_sentence_{document_id}",
        index=None,
        format_func=lambda n: _short(text, spans[n]),
        placeholder=say("missed.choose_sentence"),
    )
    if at is None:
        return None
    found = [(spans[at][0] + m.start(), spans[at][0] + m.end()) for m in _WORD.finditer(text[slice(*spans[at])])]
    if not found:
        st.info(say("missed.no_words"))
        return None
    with st.container(horizontal=True):
        label, key = say("missed.from"), f"missed_from_{document_id}_{at}"
        first = st.selectbox(label, range(len(found)), key=key, format_func=lambda n: text[slice(*found[n])])
        label, key = say("missed.to"), f"missed_to_{document_id}_{at}_{first}"
        last = st.selectbox(label, range(first, len(found)), key=key, format_func=lambda n: text[slice(*found[n])])
    return found[first][0], found[last][1]


def _said(atlas: OpenAtlas, by: str, document: dict[Any, Any], text: str, span: Span, chooser: Chooser) -> None:
    """Draw what is said of the words. Nothing is chosen before the reviewer chooses it, but who speaks: the publisher, who most often does."""
    known = {layer.id: layer.label for layer in layers().layers}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label, empty, how = says("edit.when", "edit.when_empty", "review.date_help")
        typed = st.text_input(label, key="missed_when", help=how, placeholder=empty)
        choose = say("missed.choose")
        st.selectbox(say("field.layer"), list(known), key="missed_layer", index=None, placeholder=choose, format_func=known.__getitem__)
        st.selectbox(say("field.status"), list(Status), key="missed_status", index=None, placeholder=choose, format_func=words.status)
        st.text_input(say("field.said_by"), value=document["publisher"], key=f"missed_by_{document['id']}", max_chars=200)
    try:
        st.caption(say("missed.when", span=words.span(typed_span(typed))))
    except InvalidRecord as error:
        st.error(plain(str(error)))
    missing = None if by else say("review.no_name")
    st.button(say("missed.add"), key="add_missed", on_click=_add, args=(atlas, document, text, span, chooser), disabled=not by, help=missing)
    if missing:
        st.caption(missing)


def _add(atlas: OpenAtlas, document: dict[Any, Any], text: str, span: Span, chooser: Chooser) -> None:
    """Add what the fields hold now, and empty them."""
    reviewing = Reviewing(atlas, who(), moment.now())
    said = " ".join(text[slice(*span)].split())

    def add() -> list[int]:
        place, facts = chooser.place(), _facts(document, reviewing.by)
        return review.store(reviewing, [review.add(reviewing, document, text, span, place, facts)])

    if attempt(add, say("missed.added", words=said), passing=True):
        chooser.empty()
        for key in ("missed_when", "missed_layer", "missed_status", f"missed_by_{document['id']}", f"missed_sentence_{document['id']}"):
            st.session_state.pop(key, None)


def _facts(document: dict[Any, Any], by: str) -> dict[str, object]:
    """What the fields say. Raises InvalidRecord where one is empty that is needed, or the date is none."""
    state = st.session_state
    layer, status, when = state["missed_layer"], state["missed_status"], typed_span(state["missed_when"])
    if layer is None or status is None:
        raise InvalidRecord(say("missed.no_layer" if layer is None else "missed.no_status"))
    said_by = state[f"missed_by_{document['id']}"].strip() or document["publisher"]
    return {**dated_columns(when, by), "layer": layer, "status": str(status), "said_by": said_by}


def _short(text: str, span: Span) -> str:
    said = " ".join(text[slice(*span)].split())
    return said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
