"""Each source: its facts, whether its quotations are its words, and its text or its quotations in order, with what is not sure in place."""

import streamlit as st

from geodata import query, ui, words
from geodata.query import Filters

atlas = ui.atlas()
documents = query.documents(atlas)

st.header("Sources", anchor=False)
if documents.empty:
    st.info("This atlas has no sources yet. Build it from a folder of documents: geodata build SOURCES --out ATLAS")
    st.stop()

titles = dict(zip(documents["id"], documents["title"], strict=True))
if st.session_state.get("reading") not in titles:
    st.session_state["reading"] = documents["id"].iloc[0]
st.selectbox("Choose a source", list(titles), key="reading", format_func=titles.__getitem__, persist_state="session")
source = documents[documents["id"] == st.session_state["reading"]].iloc[0]
mentions = query.mentions(atlas, Filters(sources=(source["id"],))).sort_values("start")
problems = query.problems(atlas)
problems = problems[problems["document_id"] == source["id"]]

ui.source_facts(source, mentions)
ui.report_button(atlas, source=source["id"], key="source")
ui.verification(atlas, source, mentions)
ui.findings_without_place(problems)
if source["content_note"]:
    st.caption(ui.plain(source["content_note"]))

st.markdown(f"### {words.count(len(mentions), 'sentence')} on the map, in the order of the text")
ui.reader(atlas, source, mentions, problems)
