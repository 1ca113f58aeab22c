"""The map, its two time controls, and the sentences it rests on."""

import streamlit as st

from geodata import ui

atlas, found = ui.atlas(), ui.found()
domains = ui.domains(atlas)
map_column, list_column = st.columns([3, 2], gap="medium")

with map_column:
    ui.pane(atlas, found)
    for axis, label in (("happened", "Happened"), ("reported", "Reported")):
        if axis in domains:
            ui.control(axis, label, atlas, domains[axis], found)
    ui.undated(atlas, found)

with list_column:
    ui.excerpt_list(atlas, found)
