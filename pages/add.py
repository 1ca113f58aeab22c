"""Add documents to an atlas: give them, look at what was read, and build; and correct the facts of those it has."""

import streamlit as st

from geodata import ui
from geodata.language import say

st.header(say("page.add"), anchor=False)
if not ui.may_edit():
    st.info(say("add.not_here"))
    st.stop()

st.markdown(say("add.what"))
ui.add_documents()
ui.stored_documents()
