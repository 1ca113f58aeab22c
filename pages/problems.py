"""Everything that was found and is not on the map, or is not sure, each with its reason."""

import streamlit as st

from geodata import query, ui

st.subheader("Not on the map", anchor=False)
st.markdown("Nothing that was found is lost: what could not be placed or dated, and names that mean no place here, stand in this list with the reason.")
ui.problem_list(query.problems(ui.atlas()))
