"""Each place with its position, its names, and every sentence that speaks of it."""

from dataclasses import replace

import streamlit as st

from geodata import query, ui, words
from geodata.language import say

atlas, found = ui.atlas(), ui.found()
sites = ui.ask(query.sites, atlas, found).sort_values("label", key=lambda labels: labels.str.casefold(), kind="stable")

st.header(say("page.places"), anchor=False)
ui.list_heading(ui.summary(atlas, found))
if sites.empty:
    ui.nothing()
    st.stop()

labels = {row["site"]: f"{row['label']} · {words.count(row['mentions'], 'sentence')}" for row in sites.to_dict("records")}
if st.session_state.get("site") not in labels:
    st.session_state["site"] = None
choose, every = say("places.choose"), say("places.all")
st.selectbox(choose, list(labels), key="site", format_func=labels.__getitem__, placeholder=every, persist_state="session")

if st.session_state["site"] is None:
    ui.listing(atlas, sites)
else:
    site = sites[sites["site"] == st.session_state["site"]].iloc[0]
    here = replace(found, sites=(site["site"],))
    mentions = ui.ask(query.mentions, atlas, here)
    ui.profile(atlas, site, mentions, here)
    ui.statements(atlas, site["site"], found)
    ui.part(say("places.sentences"))
    ui.cards(mentions.head(ui.shown("place")), key="place", total=len(mentions))
