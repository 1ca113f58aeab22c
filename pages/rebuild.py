"""Build the atlas anew, see what would change before it does, put it in use, and go back."""

import streamlit as st

from geodata import ui

st.header("Rebuild", anchor=False)
if not ui.may_decide():
    ui.no_review()
    st.stop()

atlas = ui.atlas()
st.markdown(
    "After a change of documents, rules or gazetteer the atlas can be built again. The new build is a candidate: you see what would change, and put "
    "it in use by one click. Decisions stay in any case, and earlier builds are there to go back to."
)
ui.start_rebuild(atlas)
if name := ui.candidates(atlas):
    ui.comparison(atlas, name)
