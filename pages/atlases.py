"""The atlases side by side: choose, make, rename, duplicate, back up, delete; and what the shown one says of itself."""

import streamlit as st

from geodata import ui

st.header("Atlases", anchor=False)
st.markdown("Each atlas has documents, a map and decisions of its own. What is chosen here is what every page shows.")
ui.atlas_cards()

if ui.may_edit():
    st.markdown("### A new atlas")
    ui.new_atlas_form()
    ui.trash()
    st.markdown("### What the shown atlas says of itself")
    ui.facts_form()
else:
    st.info("Atlases can be made and changed only where the dashboard runs on your own machine, or where its owner allows it.")
