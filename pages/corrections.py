"""What changed in this atlas, when and why."""

import streamlit as st

from geodata import ui

atlas = ui.atlas()

st.header("Corrections", anchor=False)
ui.how_to_report(atlas)
st.markdown("### Decided by people")
ui.decisions_made(atlas)
st.markdown("### From build to build")
ui.builds_made(atlas)
