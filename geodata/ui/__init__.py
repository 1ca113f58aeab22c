"""What the pages share: the open atlas, the state and its address, filters, time controls, the map pane, excerpt cards, the data route.

A page calls these and pure functions of `query`; it keeps no state of its own. The only door to Streamlit and streamlit-folium.
"""

from geodata.ui.excerpts import cards
from geodata.ui.filters import summary
from geodata.ui.frame import Page, found, is_page_run, run
from geodata.ui.map import choose_mention, pane
from geodata.ui.opening import atlas, layers
from geodata.ui.route import routes
from geodata.ui.state import at_site
from geodata.ui.times import control, domains

__all__ = [
    "Page",
    "at_site",
    "atlas",
    "cards",
    "choose_mention",
    "control",
    "domains",
    "found",
    "is_page_run",
    "layers",
    "pane",
    "routes",
    "run",
    "summary",
]
