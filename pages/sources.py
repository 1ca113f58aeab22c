"""Each source: its facts, its quotations in the order of the text, and what is not sure about it."""

import streamlit as st

from geodata import query, ui

atlas = ui.atlas()
documents = query.documents(atlas)

st.subheader("Sources", anchor=False)
if documents.empty:
    ui.nothing()
else:
    chosen = ui.source_choice(documents)
    ui.source_facts(chosen)
    ui.source_problems(query.problems(atlas), chosen)
    ui.quotations(query.mentions(atlas, ui.only_source(chosen["id"])))
