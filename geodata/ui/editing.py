"""What a reviewer may change of a sentence: its place, date, layer, status and speaker, and a note."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from geodata import review, words
from geodata.atlas import OpenAtlas
from geodata.errors import InvalidRecord
from geodata.language import say, says
from geodata.model import Status
from geodata.review import PlaceChoice, typed_span
from geodata.rows import span_of
from geodata.ui.notices import notify
from geodata.ui.opening import layers
from geodata.ui.pinning import keep_own, place_chooser
from geodata.ui.reviewing import Row, decide


def editors(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    """Draw the choice of what to change and its form. A decision acts on all `rows`."""
    forms = {say(f"field.{name}"): draw for name, draw in _FORMS.items()}
    part = st.segmented_control(say("edit.part"), list(forms), key=f"part_{row['id']}", default=next(iter(forms)), label_visibility="collapsed")
    if part:
        forms[part](atlas, by, row, rows)


def _place(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    place = place_chooser(atlas, f"move_{row['id']}", row["surface"], row)
    own = st.checkbox(say("edit.keep_own"), key=f"own_{row['id']}", disabled=place is None)
    st.button(say("edit.move"), key="move", shortcut="M", on_click=_move, args=(atlas, by, rows, place, own), disabled=not by or place is None)


def _move(atlas: OpenAtlas, by: str, rows: Sequence[Row], place: PlaceChoice, own: bool) -> None:
    decide(atlas, by, review.move, rows, place)
    if own:
        keep_own(place, say("edit.placed_by", name=by, source=rows[0]["source"]))


def _date(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    now = span_of(row, "when")
    label, empty, how = says("edit.when", "edit.when_empty", "review.date_help")
    text = st.text_input(label, value=words.edtf(now), key=f"when_{row['id']}", help=how, placeholder=empty)
    try:
        when = typed_span(text)
    except InvalidRecord as error:
        st.error(str(error))
        return
    st.caption(say("edit.now_and_new", now=words.span(now), new=words.span(when)))
    st.button(say("edit.redate"), key="redate", on_click=decide, args=(atlas, by, review.redate, rows, when), disabled=not by)


def _layer(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    known = {layer.id: layer.label for layer in layers().layers}
    at = list(known).index(row["layer"]) if row["layer"] in known else None
    chosen = st.selectbox(say("field.layer"), list(known), index=at, key=f"layer_{row['id']}", format_func=known.__getitem__)
    st.button(say("edit.relayer"), key="relayer", on_click=decide, args=(atlas, by, review.relayer, rows, chosen), disabled=not by or chosen is None)


def _status(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    statuses = list(Status)
    chosen = st.selectbox(
        say("field.status"), statuses, index=statuses.index(Status(row["status"])), key=f"status_{row['id']}", format_func=words.status
    )
    said_by = st.text_input(say("field.said_by"), value=row["said_by"], key=f"by_{row['id']}", max_chars=200)
    ready = bool(by and said_by.strip())
    st.button(say("edit.restate"), key="restate", on_click=decide, args=(atlas, by, review.restate, rows, chosen, said_by), disabled=not ready)


def _note(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    text = st.text_area(say("edit.note"), key=f"note_{row['id']}", max_chars=review.LONGEST_NOTE)
    st.button(say("edit.keep_note"), key="note", on_click=_keep_note, args=(atlas, by, rows, text), disabled=not by)


def _keep_note(atlas: OpenAtlas, by: str, rows: Sequence[Row], text: str) -> None:
    if not text.strip():
        notify(say("edit.empty_note"), failed=True)
        return
    decide(atlas, by, review.note, rows, text)


_FORMS: Mapping[str, Callable[[OpenAtlas, str, Row, Sequence[Row]], None]] = {
    "place": _place,
    "date": _date,
    "layer": _layer,
    "status": _status,
    "note": _note,
}
