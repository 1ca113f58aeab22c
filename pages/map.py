"""The map, its two time controls, and the sentences it rests on."""

import streamlit as st

from geodata import ui

atlas, found = ui.atlas(), ui.found()
map_column, list_column = st.columns([3, 2], gap="medium")

with map_column:
    ui.pane(atlas, found)
    ui.controls(atlas, found)
    ui.undated(atlas, found)

with list_column:
    ui.excerpt_list(atlas, found)
