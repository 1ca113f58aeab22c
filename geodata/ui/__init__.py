"""What the pages share: the open atlas, the state and its address, filters, time controls, the map pane, excerpt cards, the data route.

A page calls these and pure functions of `query`; it keeps no state of its own. The only door to Streamlit and streamlit-folium.
"""

from geodata.ui.about import ABOUT, CREDITS, disputes
from geodata.ui.excerpts import cards, shown
from geodata.ui.filters import summary
from geodata.ui.frame import Page, found, is_page_run, plain, routes, run
from geodata.ui.map import pane
from geodata.ui.opening import atlas, layers
from geodata.ui.reach import list_heading
from geodata.ui.reading import excerpt_list, nothing, undated
from geodata.ui.sources import problem_title, source_facts
from geodata.ui.tables import facts, table
from geodata.ui.times import controls

__all__ = [
    "ABOUT",
    "CREDITS",
    "Page",
    "atlas",
    "cards",
    "controls",
    "disputes",
    "excerpt_list",
    "facts",
    "found",
    "is_page_run",
    "layers",
    "list_heading",
    "nothing",
    "pane",
    "plain",
    "problem_title",
    "routes",
    "run",
    "shown",
    "source_facts",
    "summary",
    "table",
    "undated",
]
