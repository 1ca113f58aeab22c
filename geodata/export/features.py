"""GeoJSON: one feature a sentence."""

from typing import Any

from geodata.atlas import OpenAtlas
from geodata.export.content import COLUMNS, about, as_json, mentions
from geodata.geojson import feature_collection
from geodata.query import Filters


def to_geojson(atlas: OpenAtlas, filters: Filters) -> str:
    """One Point feature a sentence (RFC 7946), with `licence` and `attribution` among its properties; what the file says of itself stands beside
    the features as foreign members (RFC 7946, section 6.1)."""
    said = about(atlas, filters)
    found = mentions(atlas, filters).assign(attribution=said["attribution"])
    collection: dict[str, Any] = feature_collection(found, (*COLUMNS, "attribution"))
    return as_json(collection | said)
