"""Add documents to an atlas: give them, look at what was read, and build; and correct the facts of those it has."""

import streamlit as st

from geodata import ui

st.header("Add", anchor=False)
if not ui.may_edit():
    st.info("Documents can be added only where the dashboard runs on your own machine, or where its owner allows it.")
    st.stop()

st.markdown("Reports, pages, messages or statements become places and dates on the map. They stay on this machine, in the atlas.")
ui.add_documents()
ui.stored_documents()
