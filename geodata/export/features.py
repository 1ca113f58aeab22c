"""GeoJSON: one feature a sentence."""

from typing import Any

from geodata.atlas import OpenAtlas
from geodata.export.content import COLUMNS, about, as_json, mentions, row_attribution
from geodata.geojson import feature_collection
from geodata.query import Filters


def to_geojson(atlas: OpenAtlas, filters: Filters) -> str:
    """One Point feature a sentence (RFC 7946), with `licence` and its own `attribution` among its properties; what the file says of itself stands
    beside the features as foreign members (RFC 7946, section 6.1)."""
    said = about(atlas, filters)
    found = mentions(atlas, filters)
    found = found.assign(attribution=[row_attribution(row) for row in found.to_dict("records")])
    collection: dict[str, Any] = feature_collection(found, (*COLUMNS, "attribution"))
    return as_json(collection | said)
