"""Build the atlas anew, see what would change before it does, put it in use, and go back."""

import streamlit as st

from geodata import ui
from geodata.language import say

st.header(say("page.rebuild"), anchor=False)
if not ui.may_decide():
    ui.no_review()
    st.stop()

atlas = ui.atlas()
st.markdown(say("rebuild.what"))
ui.start_rebuild(atlas)
if name := ui.candidates(atlas):
    ui.comparison(atlas, name)
