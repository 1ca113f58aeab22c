"""The text of the About page: what a reader must know to judge what is shown."""

from geodata import mapview
from geodata.ui.tables import table

ABOUT = """
Every pin on this map is a sentence in a source, and every sentence has a date or says that it has none. The map shows what sources state. It
passes no verdict: *happened* means that a source states it as fact.

### How it decides

Names of places are found in the text and looked up in a gazetteer; each position has a radius that says how far off it may be, and “why”
stands beside it. Times are read from the words of the sentence, counted from the date of the document, never from today. Where the words give a
stretch of time, the whole stretch is kept. What is planned, claimed or denied is marked as such, with the speaker whom the sentence names,
else the publisher. Layers are chosen by lists of words that anyone can read in `layers.toml`.

### What is counted

Sentences: one for each place that a sentence names. They are no counts of events or of deaths. Two sentences may speak of one event, and one
sentence of many.

### What it cannot do

The program reads plain English by rules; it misses what only a careful reader sees. It does not know whether a source is right. Countries,
regions and rivers stand for themselves, never for an exact spot. Lines of borders are those of Natural Earth and are no position on any
dispute; disputed ones are dashed, areas in dispute are hatched, and all of them can be switched off under the map.
"""

CREDITS = """
### Credits

- UK government texts: contains public sector information licensed under the
  [Open Government Licence v3.0](https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/).
- Place names and positions: [GeoNames](https://www.geonames.org/), [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), and tables of this
  project with the source of each position.
- Basemap: made with [Natural Earth](https://www.naturalearthdata.com/), which is in the public domain.
- Where a search service based on OpenStreetMap was asked: © [OpenStreetMap contributors](https://www.openstreetmap.org/copyright), ODbL.
"""


def disputes() -> None:
    """Draw what the map shows as disputed, with the sources for it."""
    rows = [(dispute.name, dispute.note, "; ".join(dispute.sources)) for dispute in mapview.disputes()]
    table(("Area or border", "What is known of it", "Sources"), rows, "Areas and borders in dispute, with their sources")
