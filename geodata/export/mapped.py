"""What the map's script is given in an export: the data of the sentences that pass only, cleaned, and the basemap cut to their places."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from geodata import mapview, query
from geodata.atlas import OpenAtlas
from geodata.export import basemap
from geodata.export.content import layer_of, layers
from geodata.geojson import level, map_data
from geodata.query import Filters
from geodata.unseen import clean


def data(atlas: OpenAtlas, filters: Filters) -> Mapping[str, Any]:
    """What the map loads. Its layers are those of the program and any other that a sentence names."""
    mentions, sites, sources = (
        frame.assign(**{name: frame[name].map(clean) for name in names})
        for frame, names in (
            (query.mentions(atlas, filters), ("said_by", "layer")),
            (query.sites(atlas, filters), ("label", "place_name")),
            (query.documents(atlas), ("title",)),
        )
    )
    known = {la.id: la for la in layers().layers} | {row["layer"]: layer_of(row) for row in mentions.to_dict("records")}
    legend = [{"id": la.id, "label": la.label, "colour": la.colour, "colour_dark": la.colour_dark} for la in known.values()]
    return map_data(mentions, sites, sources[sources["id"].isin(mentions["document_id"])], legend)


def world(atlas: OpenAtlas, filters: Filters) -> str:
    """The basemap as JSON that is safe in a script element: whole near the places, coarse elsewhere."""
    places = tuple(
        (row["lat"], row["lon"], basemap.reach_deg(row["radius_m"], is_line=level(row["place_kind"]) == "line"))
        for row in query.sites(atlas, filters).to_dict("records")
        if level(row["place_kind"]) != "area"
    )
    return _cut_world(basemap.cells_near(places))


@lru_cache(maxsize=8)
def _cut_world(near: basemap.Near) -> str:
    return mapview.script_json(basemap.cut(json.loads(mapview.asset_text(mapview.BASEMAP)), near))
