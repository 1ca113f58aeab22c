"""Every format, for what the filters show or for the whole atlas."""

import streamlit as st

from geodata import query, ui

atlas, found = ui.atlas(), ui.found()
counted = query.counts(atlas, found)

st.header("Download", anchor=False)
if not counted.mentions_of:
    st.info("This atlas has no sentences yet. Build it from a folder of documents: geodata build SOURCES --out ATLAS")
    st.stop()

st.markdown(
    "Each file carries its credits, the rules of its layers, and the counts of what it leaves out. It is made when you ask for it. "
    "The words of a source are given as far as its licence allows."
)
wanted = ui.chosen_part(found, (counted.mentions, counted.mentions_of))
ui.downloads(atlas, wanted, "" if wanted == query.EVERYTHING else "filtered")
