"""Every format, for what the filters show or for the whole atlas."""

import streamlit as st

from geodata import query, ui
from geodata.language import say

atlas, found = ui.atlas(), ui.found()
counted = ui.ask(query.counts, atlas, found)

st.header(say("page.download"), anchor=False)
if not counted.mentions_of:
    ui.nothing(atlas)
    st.stop()

st.markdown(say("download.what"))
wanted = ui.chosen_part(atlas, found)
ui.downloads(atlas, wanted, "" if wanted == query.EVERYTHING else "filtered")
