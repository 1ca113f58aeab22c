"""Sentence by sentence, the least certain first: accept, reject, move, redate and more; add what was missed; see and undo what was decided."""

import streamlit as st

from geodata import ui
from geodata.language import say, says

st.header(say("page.review"), anchor=False)
if not ui.may_decide():
    ui.no_review()
    st.stop()

atlas = ui.atlas()
by = ui.reviewer()
ui.rate(atlas)
queue, missed, decisions, own = parts = says("review.queue", "review.missed", "review.decisions", "review.own")
part = st.segmented_control(say("review.part"), parts, key="review_part", default=queue, label_visibility="collapsed")

if part == decisions:
    ui.conflicts(atlas, by)
    ui.orphans(atlas, by)
    ui.log(atlas, by)
elif part == missed:
    ui.missed(atlas, by)
elif part == own:
    ui.own_places()
else:
    row = ui.current(atlas)
    if row is None:
        st.success(say("review.all_checked"))
        st.stop()
    left, right = st.columns(2, gap="medium")
    with left:
        ui.show(atlas, row)
        ui.conflicts(atlas, by, row["id"])
        ui.verdicts(atlas, by, row)
        ui.surroundings(atlas, row)
    with right:
        ui.editors(atlas, by, row)
