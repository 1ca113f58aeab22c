"""What a reviewer may change of a sentence: its place, date, layer, status and speaker, and a note."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from geodata import review, words
from geodata.atlas import OpenAtlas
from geodata.errors import InvalidRecord
from geodata.model import Status
from geodata.review import PlaceChoice, typed_span
from geodata.rows import span_of
from geodata.ui.notices import say
from geodata.ui.opening import layers
from geodata.ui.pinning import keep_own, place_chooser
from geodata.ui.reviewing import Row, decide


def editors(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    """Draw the choice of what to change and its form. A decision acts on all `rows`."""
    part = st.segmented_control("Change", list(_FORMS), key=f"part_{row['id']}", default="Place", label_visibility="collapsed")
    if part:
        _FORMS[part](atlas, by, row, rows)


def _place(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    place = place_chooser(atlas, f"move_{row['id']}", row["surface"], row)
    own = st.checkbox("Keep it as a place of my own too, for every later build", key=f"own_{row['id']}", disabled=place is None)
    st.button("Move", key="move", shortcut="M", on_click=_move, args=(atlas, by, rows, place, own), disabled=not by or place is None)


def _move(atlas: OpenAtlas, by: str, rows: Sequence[Row], place: PlaceChoice, own: bool) -> None:
    decide(atlas, by, review.move, rows, place)
    if own:
        keep_own(place, f"placed by {by} for {rows[0]['source']}")


def _date(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    now = span_of(row, "when")
    text = st.text_input(
        "When it happened", value=words.edtf(now), key=f"when_{row['id']}", help=review.HOW, placeholder="empty: no date in the text"
    )
    try:
        when = typed_span(text)
    except InvalidRecord as error:
        st.error(str(error))
        return
    st.caption(f"Now: {words.span(now)}. New: {words.span(when)}.")
    st.button("Set the date", key="redate", on_click=decide, args=(atlas, by, review.redate, rows, when), disabled=not by)


def _layer(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    known = {layer.id: layer.label for layer in layers().layers}
    at = list(known).index(row["layer"]) if row["layer"] in known else None
    chosen = st.selectbox("Layer", list(known), index=at, key=f"layer_{row['id']}", format_func=known.__getitem__)
    st.button("Set the layer", key="relayer", on_click=decide, args=(atlas, by, review.relayer, rows, chosen), disabled=not by or chosen is None)


def _status(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    statuses = list(Status)
    chosen = st.selectbox("Status", statuses, index=statuses.index(Status(row["status"])), key=f"status_{row['id']}", format_func=_meaning)
    said_by = st.text_input("Said by", value=row["said_by"], key=f"by_{row['id']}", max_chars=200)
    ready = bool(by and said_by.strip())
    st.button("Set status and speaker", key="restate", on_click=decide, args=(atlas, by, review.restate, rows, chosen, said_by), disabled=not ready)


def _note(atlas: OpenAtlas, by: str, row: Row, rows: Sequence[Row]) -> None:
    text = st.text_area("Note for other reviewers", key=f"note_{row['id']}", max_chars=review.LONGEST_NOTE)
    st.button("Keep the note", key="note", on_click=_keep_note, args=(atlas, by, rows, text), disabled=not by)


def _keep_note(atlas: OpenAtlas, by: str, rows: Sequence[Row], text: str) -> None:
    if not text.strip():
        say("the note is empty; write something and keep it again", failed=True)
        return
    decide(atlas, by, review.note, rows, text)


def _meaning(status: Status) -> str:
    return f"{status} – {words.MEANING[status]}"


_FORMS: Mapping[str, Callable[[OpenAtlas, str, Row, Sequence[Row]], None]] = {
    "Place": _place,
    "Date": _date,
    "Layer": _layer,
    "Status": _status,
    "Note": _note,
}
