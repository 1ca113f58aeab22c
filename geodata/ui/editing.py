"""What a reviewer may change of a sentence: its place, date, layer, status and speaker, and a note."""

from collections.abc import Callable, Mapping

import streamlit as st

from geodata import review, words
from geodata.atlas import OpenAtlas
from geodata.errors import InvalidRecord
from geodata.language import say, says
from geodata.model import Status
from geodata.review import typed_span
from geodata.rows import span_of
from geodata.ui.notices import attempt, notify, plain
from geodata.ui.opening import layers
from geodata.ui.ownplaces import keep_own
from geodata.ui.pinning import Chooser, place_chooser
from geodata.ui.queueing import Row
from geodata.ui.reviewing import decide, who


def editors(atlas: OpenAtlas, by: str, row: Row) -> None:
    """Draw the choice of what to change and its form. A decision acts on all sentences that the reviewer chose."""
    forms = {say(f"field.{name}"): draw for name, draw in _FORMS.items()}
    part = st.segmented_control(say("edit.part"), list(forms), key=f"part_{row['id']}", default=next(iter(forms)), label_visibility="collapsed")
    if part:
        forms[part](atlas, by, row)


def _place(atlas: OpenAtlas, by: str, row: Row) -> None:
    chooser = place_chooser(atlas, f"move_{row['id']}", row["surface"], row)
    st.checkbox(say("edit.keep_own"), key=f"own_{row['id']}", help=say("edit.keep_own_help"))
    st.button(say("edit.move"), key="move", shortcut="M", on_click=_move, args=(atlas, row, chooser), disabled=not by)


def _move(atlas: OpenAtlas, row: Row, chooser: Chooser) -> None:
    place = attempt(chooser.place, passing=True)
    own = st.session_state.get(f"own_{row['id']}")
    if place is not None and decide(atlas, row, review.move, place) and own:
        keep_own(place, say("edit.placed_by", name=who(), source=row["source"]))


def _date(atlas: OpenAtlas, by: str, row: Row) -> None:
    now = span_of(row, "when")
    label, empty, how = says("edit.when", "edit.when_empty", "review.date_help")
    text = st.text_input(label, value=words.edtf(now), key=f"when_{row['id']}", help=how, placeholder=empty)
    try:
        st.caption(say("edit.now_and_new", now=words.span(now), new=words.span(typed_span(text))))
    except InvalidRecord as error:
        st.error(plain(str(error)))
    st.button(say("edit.redate"), key="redate", on_click=_redate, args=(atlas, row), disabled=not by)


def _redate(atlas: OpenAtlas, row: Row) -> None:
    try:
        when = typed_span(st.session_state[f"when_{row['id']}"])
    except InvalidRecord as error:
        notify(str(error), failed=True, passing=True)
        return
    decide(atlas, row, review.redate, when)


def _layer(atlas: OpenAtlas, by: str, row: Row) -> None:
    known = {layer.id: layer.label for layer in layers().layers}
    at = list(known).index(row["layer"]) if row["layer"] in known else None
    st.selectbox(say("field.layer"), list(known), index=at, key=f"layer_{row['id']}", format_func=known.__getitem__)
    st.button(say("edit.relayer"), key="relayer", on_click=_relayer, args=(atlas, row), disabled=not by)


def _relayer(atlas: OpenAtlas, row: Row) -> None:
    if chosen := st.session_state[f"layer_{row['id']}"]:
        decide(atlas, row, review.relayer, chosen)
    else:
        notify(say("edit.no_layer"), failed=True, passing=True)


def _status(atlas: OpenAtlas, by: str, row: Row) -> None:
    statuses = list(Status)
    st.selectbox(say("field.status"), statuses, index=statuses.index(Status(row["status"])), key=f"status_{row['id']}", format_func=words.status)
    st.text_input(say("field.said_by"), value=row["said_by"], key=f"by_{row['id']}", max_chars=200)
    st.button(say("edit.restate"), key="restate", on_click=_restate, args=(atlas, row), disabled=not by)


def _restate(atlas: OpenAtlas, row: Row) -> None:
    decide(atlas, row, review.restate, st.session_state[f"status_{row['id']}"], st.session_state[f"by_{row['id']}"])


def _note(atlas: OpenAtlas, by: str, row: Row) -> None:
    st.text_area(say("edit.note"), key=f"note_{row['id']}", max_chars=review.LONGEST_NOTE)
    st.button(say("edit.keep_note"), key="note", on_click=_keep_note, args=(atlas, row), disabled=not by)


def _keep_note(atlas: OpenAtlas, row: Row) -> None:
    key = f"note_{row['id']}"
    if not st.session_state[key].strip():
        notify(say("edit.empty_note"), failed=True, passing=True)
    elif decide(atlas, row, review.note, st.session_state[key]):
        st.session_state[key] = ""


_FORMS: Mapping[str, Callable[[OpenAtlas, str, Row], None]] = {
    "place": _place,
    "date": _date,
    "layer": _layer,
    "status": _status,
    "note": _note,
}
