"""Sentence by sentence, the least certain first: accept, reject, move, redate and more; add what was missed; see and undo what was decided."""

import streamlit as st

from geodata import ui

st.header("Review", anchor=False)
if not ui.may_decide():
    ui.no_review()
    st.stop()

atlas = ui.atlas()
by = ui.reviewer()
ui.rate(atlas)
part = st.segmented_control(
    "What to do", ("Queue", "Add what was missed", "Decisions"), key="review_part", default="Queue", label_visibility="collapsed"
)

if part == "Decisions":
    ui.conflicts(atlas, by)
    ui.orphans(atlas, by)
    ui.log(atlas, by)
elif part == "Add what was missed":
    ui.missed(atlas, by)
else:
    row = ui.current(atlas)
    if row is None:
        st.success("Every pin has been checked. Look at the decisions, or choose another source.")
        st.stop()
    left, right = st.columns(2, gap="medium")
    with left:
        ui.show(row)
        rows = ui.verdicts(atlas, by, row)
        ui.surroundings(atlas, row)
    with right:
        ui.editors(atlas, by, row, rows)
