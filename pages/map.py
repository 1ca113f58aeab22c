"""The map, the sentences it rests on, and its two time controls, in the order in which a reader wants them."""

import streamlit as st

from geodata import ui

atlas, found = ui.atlas(), ui.found()
map_column, list_column = st.columns([3, 2], gap="medium")

with map_column:
    ui.pane(atlas, found)
    below = st.container()

with list_column:
    ui.excerpt_list(atlas, found)

ui.let_it_stand()

with below:
    ui.switches()
    ui.controls(atlas, found)
    ui.undated(atlas, found)
