"""What the About page draws of the map's own data: what it shows as disputed."""

from geodata import mapview
from geodata.language import say, says
from geodata.ui.tables import table


def disputes() -> None:
    """Draw what the map shows as disputed, with the sources for it."""
    rows = [(dispute.name, dispute.note, "; ".join(dispute.sources)) for dispute in mapview.disputes()]
    table(says("about.dispute", "about.dispute_known", "field.sources"), rows, say("about.disputes_table"))
