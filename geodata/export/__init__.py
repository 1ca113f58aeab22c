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
from geodata.export.content import COLUMNS, about, attribution, file_name, left_out, left_out_in_words, web_address
from geodata.export.dossier import DECIDED, WEIGHED, Dossier, dossier
from geodata.export.evidence import evidence, to_evidence
from geodata.export.features import to_geojson
from geodata.export.folder import to_folder, to_zip
from geodata.export.kml import to_kml
from geodata.export.locator import Spot, described, locator
from geodata.export.marking import Marked, mark, mark_spans
from geodata.export.onefile import to_html
from geodata.export.picture import to_png, to_svg, written
from geodata.export.table import to_csv
from geodata.export.timemap import to_associations, to_events, to_sources
from geodata.query import Filters

__all__ = [
    "COLUMNS",
    "DECIDED",
    "EXPORTS",
    "WEIGHED",
    "Dossier",
    "Export",
    "Marked",
    "Spot",
    "about",
    "attribution",
    "citation",
    "copied",
    "described",
    "dossier",
    "evidence",
    "file_name",
    "left_out",
    "left_out_in_words",
    "locator",
    "mark",
    "mark_spans",
    "to_folder",
    "web_address",
    "written",
]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its title for people, how its file's name ends, its media type, what it is for, and the function that makes its text."""

    title: str
    suffix: str
    media_type: str
    purpose: str
    make: Callable[[OpenAtlas, Filters], str | bytes]

    def data(self, atlas: OpenAtlas, filters: Filters) -> bytes:
        """The file's bytes; text is UTF-8."""
        made = self.make(atlas, filters)
        return made.encode() if isinstance(made, str) else made


EXPORTS: Mapping[str, Export] = {
    "folder": Export(
        "A folder for a web host", ".zip", "application/zip", "for a web host: the page with its preview picture, and every other file", to_zip
    ),
    "html": Export("One HTML file", ".html", "text/html", "for readers: one file with map, filters and sentences, from disk or any host", to_html),
    "evidence": Export(
        "Evidence sheets",
        "-evidence.html",
        "text/html",
        "for lawyers and editors: a printable sheet a sentence, with all that it rests on",
        to_evidence,
    ),
    "geojson": Export("GeoJSON", ".geojson", "application/geo+json", "for maps: QGIS, Leaflet, geojson.io", to_geojson),
    "csv": Export("CSV", ".csv", "text/csv", "for tables: spreadsheets, pandas, R", to_csv),
    "kml": Export("KML", ".kml", "application/vnd.google-earth.kml+xml", "for globes: Google Earth, Marble, QGIS", to_kml),
    "svg": Export("SVG drawing", ".svg", "image/svg+xml", "for print and slides: the map as a drawing that can be edited", to_svg),
    "png": Export("PNG picture", ".png", "image/png", "for documents and posts: the map as a picture", to_png),
    "annotations": Export(
        "W3C Web Annotations", ".jsonld", "application/ld+json", "for archives: W3C Web Annotations, Hypothesis, Recogito", to_annotations
    ),
    "timemap-events": Export("TimeMap events", "-timemap-events.json", "application/json", "for TimeMap: EVENTS_EXT", to_events),
    "timemap-sources": Export("TimeMap sources", "-timemap-sources.json", "application/json", "for TimeMap: SOURCES_EXT", to_sources),
    "timemap-associations": Export(
        "TimeMap associations", "-timemap-associations.json", "application/json", "for TimeMap: ASSOCIATIONS_EXT", to_associations
    ),
}
