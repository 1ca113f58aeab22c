"""The atlases side by side: choose, make, rename, duplicate, back up, delete; and what the shown one says of itself."""

import streamlit as st

from geodata import ui
from geodata.language import say

st.header(say("page.atlases"), anchor=False)
st.markdown(say("atlases.what"))
ui.atlas_cards()

if ui.may_edit():
    st.markdown(f"### {say('atlases.new')}")
    ui.new_atlas_form()
    ui.trash()
    st.markdown(f"### {say('atlases.facts')}")
    ui.facts_form()
else:
    st.info(say("atlases.not_here"))
