"""Dateline's dashboard: `streamlit run dashboard.py`, or any ASGI server with `dashboard:app`."""

import streamlit as st

from geodata import ui

PAGES = (
    ui.Page("pages/map.py", "Map", "", filtered=True),
    ui.Page("pages/places.py", "Places", "places", filtered=True),
    ui.Page("pages/sources.py", "Sources", "sources", filtered=False),
    ui.Page("pages/problems.py", "Not on the map", "not-on-the-map", filtered=False),
    ui.Page("pages/add.py", "Add", "add", filtered=False, for_editors=True),
    ui.Page("pages/review.py", "Review", "review", filtered=False, for_editors=True),
    ui.Page("pages/rebuild.py", "Rebuild", "rebuild", filtered=False, for_editors=True),
    ui.Page("pages/atlases.py", "Atlases", "atlases", filtered=False, free=True),
    ui.Page("pages/download.py", "Download", "download", filtered=True),
    ui.Page("pages/corrections.py", "Corrections", "corrections", filtered=False),
    ui.Page("pages/about.py", "About", "about", filtered=False),
)

if ui.is_page_run():
    ui.run(PAGES)
else:
    app = st.App("dashboard.py", routes=ui.routes(), middleware=ui.middleware())
