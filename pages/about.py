"""What this is, how it decides, what it counts, what it cannot do, and whose data it stands on."""

import streamlit as st

from geodata import query, ui

atlas = ui.atlas()

st.subheader("About", anchor=False)
ui.about(atlas, query.documents(atlas))
