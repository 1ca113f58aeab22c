"""One HTML file that opens from disk or any web host without network: the same map, filters and sentences as on the page.

The map's scripts and style sheets are put into it unchanged; data stands in it as JSON that no script element can end. A content security policy
names the scripts by their hashes and forbids every request, so that even text that slipped through could do nothing.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from geodata import mapview, words
from geodata.atlas import OpenAtlas
from geodata.export import excerpts, mapped
from geodata.export.citation import citation
from geodata.export.content import Row, about, documents, left_out_in_words, rows, web_address
from geodata.export.picture import SIZE, written
from geodata.language import say
from geodata.query import Filters

_HERE = Path(__file__).parent
_PAGE = ("lang", "filters_hold", "filters_name", "clear", "map", "sentences", "nothing", "whole", "credit")
"""The words of the page's own frame."""

_SLOT = re.compile(r"\[\[([a-z_]+)\]\]")


def to_html(atlas: OpenAtlas, filters: Filters, preview: str = "") -> str:
    """The page with what passes the filters, and the basemap cut to its places. `preview` is the name of a picture beside it, where there is one.
    Raises ConfigError where a file of the map's is missing."""
    said, sources, found = about(atlas, filters), documents(atlas), rows(atlas, filters)
    cited = {row["document_id"] for row in found}
    ids = {row["id"] for row in found}
    used = [row for id_, row in sources.items() if id_ in cited]
    scripts = [_script(mapview.asset_text(name)) for name in mapview.SCRIPTS] + [_script(_own("page.js"))]
    slots = {
        "hashes": " ".join(_hash(code) for code in scripts) or "'none'",
        "styles": "\n".join(f"<style>{_style(text)}</style>" for text in (*map(mapview.asset_text, mapview.STYLES), _own("page.css"))),
        **{name: escape(say(f"onefile.page.{name}")) for name in _PAGE},
        "counted": say("onefile.counted", happened=f"<em>{escape(say('axis.happened'))}</em>"),
        "title": escape(said["title"]),
        "summary": escape(said["summary"]),
        "made_with": escape(said["made_with"]),
        "build": escape(said["build"]),
        "preview": _tags(said, preview),
        "note": excerpts.note(said, used),
        "facts": excerpts.facts(said),
        "left_out": escape(left_out_in_words(said["left_out"])),
        "filters": excerpts.filters(found, sources),
        "count": escape(_count(found)),
        "excerpts": "\n".join(excerpts.card(row, said, _cited(atlas, row, sources[row["document_id"]]), ids) for row in found),
        "about": excerpts.about(said, used, found),
        "data": mapview.script_json(mapped.data(atlas, filters)),
        "world": mapped.world(atlas, filters),
        "picture": mapview.script_json(written(said, left_out_in_words(said["left_out"]))),
        "options": mapview.script_json(mapview.map_options(mapview.WORLD)),
        "scripts": "\n".join(f"<script>{code}</script>" for code in scripts),
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _own("page.html"))


def _cited(atlas: OpenAtlas, row: Row, source: Row) -> str:
    address = web_address(atlas.facts.url)
    return citation(row, source, atlas, f"{address}#m-{row['id']}" if address else "")


def _tags(said: Mapping[str, Any], preview: str) -> str:
    """What tells other sites where the page is and how it looks (Open Graph, Twitter): absolute addresses where the atlas names its own."""
    base = web_address(said["url"])
    base = base if not base or base.endswith("/") else f"{base}/"
    tags = {"og:url": base}
    if preview:
        alt = say("onefile.preview", title=said["title"])
        tags |= {"og:image": base + preview, "og:image:type": "image/png", "og:image:width": str(SIZE[0]), "og:image:height": str(SIZE[1])}
        tags |= {"og:image:alt": alt, "twitter:card": "summary_large_image", "twitter:image": base + preview, "twitter:image:alt": alt}
    tags |= {"twitter:title": said["title"], "twitter:description": said["summary"]}
    canonical = f'<link rel="canonical" href="{escape(base)}">\n' if base else ""
    return canonical + "\n".join(f'<meta {_kind(name)}="{name}" content="{escape(value)}">' for name, value in tags.items() if value)


def _kind(name: str) -> str:
    return "name" if name.startswith("twitter:") else "property"


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
    return say("onefile.count", sentences=words.count(len(found), "sentence"), places=words.count(places, "place"))
