"""One HTML file that opens from disk or any web host without network: the same map, filters and sentences as on the page.

The map's scripts and style sheets are put into it unchanged; data stands in it as JSON that no script element can end. A content security policy
names the scripts by their hashes and forbids every request, so that even text that slipped through could do nothing.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from geodata import mapview, query, words
from geodata.atlas import OpenAtlas
from geodata.export import basemap, excerpts
from geodata.export.content import Row, about, clean, documents, layer_of, layers, left_out_in_words, rows
from geodata.geojson import level, map_data
from geodata.query import Filters

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\[\[([a-z_]+)\]\]")


def to_html(atlas: OpenAtlas, filters: Filters) -> str:
    """The page with what passes the filters, and the basemap cut to its places. Raises ConfigError where a file of the map's is missing."""
    said, sources, found = about(atlas, filters), documents(atlas), rows(atlas, filters)
    cited = {row["document_id"] for row in found}
    used = [row for id_, row in sources.items() if id_ in cited]
    scripts = [_script(mapview.asset_text(name)) for name in mapview.SCRIPTS] + [_script(_own("page.js"))]
    slots = {
        "hashes": " ".join(_hash(code) for code in scripts) or "'none'",
        "styles": "\n".join(f"<style>{_style(text)}</style>" for text in (*map(mapview.asset_text, mapview.STYLES), _own("page.css"))),
        "title": escape(said["title"]),
        "summary": escape(said["summary"]),
        "made_with": escape(said["made_with"]),
        "note": excerpts.note(said, used),
        "facts": excerpts.facts(said),
        "left_out": escape(left_out_in_words(said["left_out"])),
        "filters": excerpts.filters(found, sources),
        "count": escape(_count(found)),
        "excerpts": "\n".join(excerpts.card(row, sources[row["document_id"]]) for row in found),
        "about": excerpts.about(said, used),
        "data": mapview.script_json(_data(atlas, filters, found)),
        "world": _world(atlas, filters),
        "options": mapview.script_json(mapview.map_options(mapview.WORLD)),
        "scripts": "\n".join(f"<script>{code}</script>" for code in scripts),
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _own("page.html"))


def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _script(code: str) -> str:
    """Code that cannot end its element nor open a comment in it: in a string, a pattern or a comment `<\\/` and `<\\!` mean what they did."""
    return _one_kind_of_line_end(re.sub(r"<(?=/script|!--|script)", r"\\x3c", code, flags=re.IGNORECASE))


def _style(text: str) -> str:
    return _one_kind_of_line_end(re.sub(r"</(?=style)", r"<\\/", text, flags=re.IGNORECASE))


def _one_kind_of_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _count(found: list[Row]) -> str:
    places = len({row["site"] for row in found})
    return f"{words.count(len(found), 'sentence')} at {words.count(places, 'place')}"


def _data(atlas: OpenAtlas, filters: Filters, found: list[Row]) -> Mapping[str, Any]:
    """What the map loads, of the sentences that pass only; the layers are those of the program and any other that a sentence names."""
    known = {la.id: la for la in layers().layers} | {row["layer"]: layer_of(row) for row in found}
    legend = [{"id": la.id, "label": la.label, "colour": la.colour, "colour_dark": la.colour_dark} for la in known.values()]
    mentions, sites, sources = (
        frame.assign(**{name: frame[name].map(clean) for name in names})
        for frame, names in (
            (query.mentions(atlas, filters), ("said_by",)),
            (query.sites(atlas, filters), ("label", "place_name")),
            (query.documents(atlas), ("title",)),
        )
    )
    return map_data(mentions, sites, sources[sources["id"].isin(mentions["document_id"])], legend)


def _world(atlas: OpenAtlas, filters: Filters) -> str:
    places = tuple(
        (row["lat"], row["lon"], basemap.reach_deg(row["radius_m"], is_line=level(row["place_kind"]) == "line"))
        for row in query.sites(atlas, filters).to_dict("records")
        if level(row["place_kind"]) != "area"
    )
    return _cut_world(basemap.cells_near(places))


@lru_cache(maxsize=8)
def _cut_world(near: basemap.Near) -> str:
    return mapview.script_json(basemap.cut(json.loads(mapview.asset_text(mapview.BASEMAP)), near))
