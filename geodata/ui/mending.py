"""The way from what is not on the map to where it can be mended."""

import streamlit as st

from geodata.language import say
from geodata.ui.opening import may_decide

_OF_DATES = ("contradiction", "weekday", "no_anchor")
"""The codes of what the date of a document would settle."""


def mend(code: str, *, is_of_a_file: bool) -> None:
    """Draw the way to where findings of a code can be mended, for those who may: the facts of a document on Add, a name on Review."""
    if not may_decide():
        return
    if is_of_a_file or code in _OF_DATES:
        st.page_link("pages/add.py", label=say("problems.mend_facts"), icon=":material/edit:")
    elif st.button(say("problems.mend_review"), key=f"mend_{code}", type="tertiary", icon=":material/add_location_alt:"):
        st.session_state["review_part"] = say("review.missed")
        st.switch_page("pages/review.py")
