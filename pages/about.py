"""What this is, how it decides, what it counts, what it cannot do, and whose data it stands on."""

import streamlit as st

from geodata import query, ui
from geodata.language import say, says

atlas = ui.atlas()
documents = ui.ask(query.documents, atlas)

st.header(say("page.about"), anchor=False)
facts = atlas.facts
ui.facts(
    {
        say("field.atlas"): facts.title,
        say("field.owner"): facts.owner,
        say("field.contact"): facts.contact or say("report.no_contact"),
        say("field.licence"): facts.licence,
        say("field.build"): atlas.build,
    }
)
st.markdown(say("about.text"))
st.markdown(f"### {say('about.disputes')}")
ui.disputes()
st.markdown(f"### {say('about.layers')}")
columns = says("field.layer", "about.layer_holds")
ui.table(columns, [(layer.label, layer.description) for layer in ui.layers().layers], say("about.layers_table"))
st.markdown(f"### {say('about.sources')}")
rows = [(row["title"], row["publisher"], row["licence"], row["cited_only"]) for row in documents.to_dict("records")]
columns = says("field.source", "field.publisher", "field.licence", "about.cited_only")
ui.table(columns, rows, say("about.sources_table"))
st.markdown(say("about.credits"))
