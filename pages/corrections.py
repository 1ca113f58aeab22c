"""What changed in this atlas, when and why."""

import streamlit as st

from geodata import ui
from geodata.language import say

atlas = ui.atlas()

st.header(say("page.corrections"), anchor=False)
ui.how_to_report(atlas)
st.markdown(f"### {say('corrections.decided')}")
ui.decisions_made(atlas)
st.markdown(f"### {say('corrections.builds')}")
ui.builds_made(atlas)
