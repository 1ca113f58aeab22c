"""An atlas → a file that others read: `EXPORTS` by name. Reads only through `query`, so that a file holds what the page shows.

Every export carries its attribution and the counts of what it leaves out.
"""

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pandas as pd

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.geojson import feature_collection, plain
from geodata.query import Filters
from geodata.rows import MENTIONS, span_of

COLUMNS = ("source", *MENTIONS, "when_edtf", "reported_edtf", "title", "publisher", "url", "licence")
"""What every export says of a mention, in this order."""

GAZETTEER_CREDIT = "Places: GeoNames (CC BY 4.0)"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its file suffix, its media type, what it is for, and the function that makes its text."""

    suffix: str
    media_type: str
    purpose: str
    make: Callable[[OpenAtlas, Filters], str]


def attribution(atlas: OpenAtlas) -> str:
    """The credits of the sources and of the gazetteer, in one line."""
    found = query.documents(atlas)
    sources = sorted({f"{row['publisher']} ({row['licence'] or 'licence not stated'})" for row in found.to_dict("records")})
    return "; ".join([*(f"Source: {s}" for s in sources), GAZETTEER_CREDIT])


def left_out(atlas: OpenAtlas, filters: Filters) -> Mapping[str, int]:
    """How much an export with these filters does not hold: what was filtered, what is cited without its words, what is not on the map."""
    counted = query.counts(atlas, filters)
    shown = query.mentions(atlas, filters)
    return {
        "filtered": counted.mentions_of - counted.mentions,
        "not_quoted": int((shown["quote"] == "").sum()),
        "not_on_the_map": len(query.problems(atlas)),
    }


def to_geojson(atlas: OpenAtlas, filters: Filters) -> str:
    """One Point feature a sentence (RFC 7946); it counts sentences, not events."""
    collection: dict[str, Any] = feature_collection(_mentions(atlas, filters), COLUMNS)
    collection |= {"title": atlas.facts.title, "attribution": attribution(atlas), "counts": "sentences, not events"}
    collection["left_out"] = dict(left_out(atlas, filters))
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def to_csv(atlas: OpenAtlas, filters: Filters) -> str:
    """One row a sentence, with a header; a cell never starts a formula. Dates are ISO, ends excluded."""
    return _csv(_mentions(atlas, filters).assign(attribution=attribution(atlas)))


EXPORTS: Mapping[str, Export] = {
    "geojson": Export(".geojson", "application/geo+json", "for maps: QGIS, Leaflet, geojson.io", to_geojson),
    "csv": Export(".csv", "text/csv", "for tables: spreadsheets, pandas, R", to_csv),
}


def _mentions(atlas: OpenAtlas, filters: Filters) -> pd.DataFrame:
    """The mentions that pass, with both axes in EDTF beside their days."""
    found = query.mentions(atlas, filters)
    rows = found.to_dict("records")
    return found.assign(**{f"{axis}_edtf": [words.edtf(span_of(row, axis)) for row in rows] for axis in ("when", "reported")})


def _csv(mentions: pd.DataFrame) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = (*COLUMNS, "attribution")
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in mentions.to_dict("records"))
    return text.getvalue()


def _cell(value: object) -> object:
    found = plain(value)
    if isinstance(found, bool):
        return str(found).lower()
    return f"'{found}" if isinstance(found, str) and found.startswith(_FORMULA_STARTS) else found
