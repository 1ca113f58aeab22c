"""Everything that was found and is not on the map, or is not sure, each with its reason."""

import streamlit as st

from geodata import query, ui, words
from geodata.language import say, says
from geodata.model import Stage

problems = ui.ask(query.problems, ui.atlas())

st.header(say("page.problems"), anchor=False)
st.markdown(say("problems.what"))
if problems.empty:
    st.info(say("problems.none"))

for code, group in problems.groupby("code", sort=False):
    st.markdown(f"### {ui.problem_title(str(code))} · {words.count(len(group), 'finding')}")
    named = group.groupby(["subject", "message"], sort=True)["title"].agg(["size", lambda titles: "; ".join(sorted({t for t in titles if t}))])
    rows = [(subject, number, reason, sources) for (subject, reason), (number, sources) in zip(named.index, named.to_numpy(), strict=True)]
    columns = says("field.words", "problems.times", "field.reason", "field.sources")
    ui.table(columns, rows, ui.problem_title(str(code)))
    ui.mend(str(code), is_of_a_file=(group["stage"] == Stage.READ).all())
