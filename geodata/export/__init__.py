"""An atlas → a file that others read: `EXPORTS` by name, one file a format; `folder` packs them all for a web host.

Reads only through `query`, so that a file holds what the page shows.

Every export carries its credits, what its layers mean, and the counts of what it leaves out. No text of a document ever acts in it: neither as markup
nor as script, formula or reading direction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geodata.atlas import OpenAtlas
from geodata.export.annotations import to_annotations
from geodata.export.citation import citation, copied
from geodata.export.content import COLUMNS, about, attribution, file_name, layer_of, left_out, left_out_in_words, web_address
from geodata.export.decided import decided
from geodata.export.dossier import Dossier, decided_columns, dossier, weighed_columns
from geodata.export.evidence import evidence, to_evidence
from geodata.export.features import to_geojson
from geodata.export.folder import to_folder, to_zip
from geodata.export.kml import to_kml
from geodata.export.locator import Spot, described, locator, spot_of
from geodata.export.marking import Marked, mark_spans, nearest, occurrences
from geodata.export.marking import quotation as marked_quotation
from geodata.export.onefile import to_html
from geodata.export.picture import to_png, to_svg, written
from geodata.export.saying import contradiction_html, extent, kind, reach, reason, reported
from geodata.export.table import to_csv
from geodata.export.timemap import to_associations, to_events, to_sources
from geodata.language import say
from geodata.query import Filters

__all__ = [
    "COLUMNS",
    "EXPORTS",
    "Dossier",
    "Export",
    "Marked",
    "Spot",
    "about",
    "attribution",
    "citation",
    "contradiction_html",
    "copied",
    "decided",
    "decided_columns",
    "described",
    "dossier",
    "evidence",
    "extent",
    "file_name",
    "kind",
    "layer_of",
    "left_out",
    "left_out_in_words",
    "locator",
    "mark_spans",
    "marked_quotation",
    "nearest",
    "occurrences",
    "reach",
    "reason",
    "reported",
    "spot_of",
    "to_folder",
    "web_address",
    "weighed_columns",
    "written",
]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its name, how its file's name ends, its media type, and the function that makes its text."""

    name: str
    suffix: str
    media_type: str
    make: Callable[[OpenAtlas, Filters], str | bytes]

    @property
    def title(self) -> str:
        """The format's title for people."""
        return say(f"format.{self.name}.title")

    @property
    def purpose(self) -> str:
        """What the format is for."""
        return say(f"format.{self.name}.purpose")

    def data(self, atlas: OpenAtlas, filters: Filters) -> bytes:
        """The file's bytes; text is UTF-8."""
        made = self.make(atlas, filters)
        return made.encode() if isinstance(made, str) else made


_ALL = (
    Export("folder", ".zip", "application/zip", to_zip),
    Export("html", ".html", "text/html", to_html),
    Export("evidence", "-evidence.html", "text/html", to_evidence),
    Export("geojson", ".geojson", "application/geo+json", to_geojson),
    Export("csv", ".csv", "text/csv", to_csv),
    Export("kml", ".kml", "application/vnd.google-earth.kml+xml", to_kml),
    Export("svg", ".svg", "image/svg+xml", to_svg),
    Export("png", ".png", "image/png", to_png),
    Export("annotations", ".jsonld", "application/ld+json", to_annotations),
    Export("timemap-events", "-timemap-events.json", "application/json", to_events),
    Export("timemap-sources", "-timemap-sources.json", "application/json", to_sources),
    Export("timemap-associations", "-timemap-associations.json", "application/json", to_associations),
)

EXPORTS: Mapping[str, Export] = {made.name: made for made in _ALL}
