"""Each source: its facts, what is not sure about it, its quotations in the order of the text."""

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
for message in problems.loc[problems["code"] == "contradiction", "message"]:
    st.warning(ui.plain(message))
if source["content_note"]:
    st.caption(ui.plain(source["content_note"]))

st.markdown(f"### {words.count(len(mentions), 'sentence')} on the map, in the order of the text")
ui.cards(mentions.head(ui.shown("source")), key="source", total=len(mentions))
if len(others := problems[problems["code"] != "contradiction"]):
    with st.expander(f"{len(others)} more findings of this source that are not on the map"):
        ui.table(("Words", "Reason"), list(zip(others["subject"], others["message"], strict=True)), "Findings that are not on the map")
