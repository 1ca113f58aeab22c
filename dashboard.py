"""Dateline's dashboard: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`."""

import streamlit as st

from geodata import ui
from geodata.language import say

PAGES = (
    ui.Page("pages/map.py", say("page.map"), "", filtered=True, lists=True),
    ui.Page("pages/places.py", say("page.places"), "places", filtered=True, lists=True),
    ui.Page("pages/sources.py", say("page.sources"), "sources", filtered=False),
    ui.Page("pages/problems.py", say("page.problems"), "not-on-the-map", filtered=False),
    ui.Page("pages/add.py", say("page.add"), "add", filtered=False, for_editors=True),
    ui.Page("pages/review.py", say("page.review"), "review", filtered=False, for_editors=True),
    ui.Page("pages/rebuild.py", say("page.rebuild"), "rebuild", filtered=False, for_editors=True),
    ui.Page("pages/atlases.py", say("page.atlases"), "atlases", filtered=False, free=True),
    ui.Page("pages/download.py", say("page.download"), "download", filtered=True),
    ui.Page("pages/corrections.py", say("page.corrections"), "corrections", filtered=False),
    ui.Page("pages/about.py", say("page.about"), "about", filtered=False),
)

if ui.is_page_run():
    ui.run(PAGES)
else:
    app = st.App("dashboard.py", routes=ui.routes(), middleware=ui.middleware())
