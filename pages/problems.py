"""Everything that was found and is not on the map, or is not sure, each with its reason."""

import streamlit as st

from geodata import query, ui, words

problems = query.problems(ui.atlas())

st.header("Not on the map", anchor=False)
st.markdown(
    "Nothing that was found is lost: what could not be placed or dated, and names that mean no place here, stand in this list with the reason."
)
if problems.empty:
    st.info("Everything that was found is on the map.")

for code, group in problems.groupby("code", sort=False):
    st.markdown(f"### {ui.problem_title(str(code))} · {words.count(len(group), 'finding')}")
    named = group.groupby(["subject", "message"], sort=True)["title"].agg(["size", lambda titles: "; ".join(sorted({t for t in titles if t}))])
    rows = [(subject, number, reason, sources) for (subject, reason), (number, sources) in zip(named.index, named.to_numpy(), strict=True)]
    ui.table(("Words", "Times", "Reason", "Sources"), rows, ui.problem_title(str(code)))
