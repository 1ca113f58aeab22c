"""What this is, how it decides, what it counts, what it cannot do, and whose data it stands on."""

import streamlit as st

from geodata import query, ui

atlas = ui.atlas()
documents = query.documents(atlas)

st.header("About", anchor=False)
ui.facts(
    {"Atlas": atlas.facts.title, "Owner": atlas.facts.owner, "Contact": atlas.facts.contact, "Licence": atlas.facts.licence, "Build": atlas.build}
)
st.markdown(ui.ABOUT)
st.markdown("### Borders and areas in dispute")
ui.disputes()
st.markdown("### Layers")
ui.table(("Layer", "What it holds"), [(layer.label, layer.description) for layer in ui.layers().layers], "The layers and what they hold")
st.markdown("### Sources and licences")
rows = [(row["title"], row["publisher"], row["licence"], row["cited_only"]) for row in documents.to_dict("records")]
ui.table(("Source", "Publisher", "Licence", "Sentences given as a citation only"), rows, "The sources and their licences")
st.markdown(ui.CREDITS)
