"""Each place with its position, its names, and every sentence that speaks of it."""

import streamlit as st

from geodata import query, ui

atlas, found = ui.atlas(), ui.found()
sites = query.sites(atlas, found)

st.subheader("Places", anchor=False)
st.caption(ui.summary(atlas, found))
if sites.empty:
    ui.nothing()
else:
    ui.place_table(sites)
    chosen = ui.place_choice(sites)
    ui.place_profile(atlas, chosen)
    ui.cards(query.mentions(atlas, ui.only_site(found, chosen["site"])), key="place", on_choose=ui.choose_and_open_map)
