"""Each source: its facts, whether its quotations are its words, and its text or its quotations in order, with what is not sure in place."""

import streamlit as st

from geodata import query, ui, words
from geodata.language import say
from geodata.query import Filters

atlas = ui.atlas()
documents = ui.ask(query.documents, atlas)

st.header(say("page.sources"), anchor=False)
if documents.empty:
    ui.nothing(atlas)
    st.stop()

titles = dict(zip(documents["id"], documents["title"], strict=True))
if st.session_state.get("reading") not in titles:
    st.session_state["reading"] = documents["id"].iloc[0]
st.selectbox(say("sources.choose"), list(titles), key="reading", format_func=titles.__getitem__, persist_state="session")
source = documents[documents["id"] == st.session_state["reading"]].iloc[0]
mentions = ui.ask(query.mentions, atlas, Filters(sources=(source["id"],))).sort_values("start")
problems = ui.ask(query.problems, atlas)
problems = problems[problems["document_id"] == source["id"]]

ui.source_facts(source, mentions)
ui.report_button(atlas, source=source["id"])
ui.verification(atlas, source, mentions)
ui.findings_without_place(problems)
if source["content_note"]:
    st.caption(ui.plain(source["content_note"]))

counted = words.count(len(mentions), "sentence")
st.markdown(f"### {say('sources.none_on_the_map') if mentions.empty else say('sources.on_the_map', sentences=counted)}")
ui.reader(atlas, source, mentions, problems)
