"""What the pages share: the open atlas, the state and its address, filters, time controls, the map pane, excerpt cards, the data route.

A page calls these and pure functions of `query`; it keeps no state of its own. The only door to Streamlit and streamlit-folium.
"""

from geodata.ui.about import disputes
from geodata.ui.adding import add_documents, stored_documents
from geodata.ui.atlases import cards as atlas_cards
from geodata.ui.atlases import facts_form, no_review, trash
from geodata.ui.atlases import new_form as new_atlas_form
from geodata.ui.checking import verification
from geodata.ui.corrections import builds_made, decisions_made, how_to_report
from geodata.ui.deciding import conflicts, log, orphans
from geodata.ui.downloads import chosen_part, downloads
from geodata.ui.editing import editors
from geodata.ui.excerpts import cards, shown
from geodata.ui.filters import summary
from geodata.ui.frame import Page, found, is_page_run, routes, run
from geodata.ui.headers import middleware
from geodata.ui.map import let_it_stand, pane, switches
from geodata.ui.marking import missed
from geodata.ui.mending import mend
from geodata.ui.notices import plain
from geodata.ui.opening import ask, atlas, layers, may_decide, may_edit
from geodata.ui.ownplaces import own_places
from geodata.ui.profile import listing, profile, statements
from geodata.ui.queueing import current
from geodata.ui.reach import list_heading
from geodata.ui.reader import findings_without_place, reader
from geodata.ui.reading import excerpt_list, nothing, undated
from geodata.ui.rebuilding import candidates, comparison, start_rebuild
from geodata.ui.report import report_button
from geodata.ui.reviewing import rate, reviewer, show, surroundings, verdicts
from geodata.ui.sources import problem_title, source_facts
from geodata.ui.tables import facts, part, table
from geodata.ui.times import controls

__all__ = [
    "Page",
    "add_documents",
    "ask",
    "atlas",
    "atlas_cards",
    "builds_made",
    "candidates",
    "cards",
    "chosen_part",
    "comparison",
    "conflicts",
    "controls",
    "current",
    "decisions_made",
    "disputes",
    "downloads",
    "editors",
    "excerpt_list",
    "facts",
    "facts_form",
    "findings_without_place",
    "found",
    "how_to_report",
    "is_page_run",
    "layers",
    "let_it_stand",
    "list_heading",
    "listing",
    "log",
    "may_decide",
    "may_edit",
    "mend",
    "middleware",
    "missed",
    "new_atlas_form",
    "no_review",
    "nothing",
    "orphans",
    "own_places",
    "pane",
    "part",
    "plain",
    "problem_title",
    "profile",
    "rate",
    "reader",
    "report_button",
    "reviewer",
    "routes",
    "run",
    "show",
    "shown",
    "source_facts",
    "start_rebuild",
    "statements",
    "stored_documents",
    "summary",
    "surroundings",
    "switches",
    "table",
    "trash",
    "undated",
    "verdicts",
    "verification",
]
