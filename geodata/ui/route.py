"""What the map's frame loads: code and basemap from `BASE/map/VERSION/NAME`, which anyone is given, and its data from `BASE/atlas/TOKEN/map.json`.

A page mints a random token for its session and build; it dies with the session. Whoever has no token gets 404, as for any address that is not there.
Each body is compressed once, not at each answer.
"""

import gzip
import json
import secrets
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodata import query
from geodata.atlas import OpenAtlas
from geodata.geojson import map_data
from geodata.language import say
from geodata.mapview import loaded, loaded_names
from geodata.ui.opening import layers

FRAME_TO_BASE = "../../"
"""From the component's frame (BASE/component/NAME/index.html) to the base address."""


_TYPES = {"js": "text/javascript", "css": "text/css", "json": "application/json"}

_LEVEL = 6
"""How hard gzip tries: the basemap takes 60 ms once; 9 takes three times as long and saves 2 in 100."""


@dataclass(frozen=True, slots=True)
class MapData:
    """What the map loads: the JSON text in bytes, compressed, and the identities of its sites in the order in which the map numbers them."""

    packed: bytes
    site_ids: tuple[str, ...]


@dataclass(frozen=True, weakref_slot=True, slots=True)
class _Ticket:
    """Held by one session: as long as it lives, its token opens the data."""

    token: str
    version: str


_granted: dict[str, MapData] = {}


def grant(atlas: OpenAtlas) -> tuple[str, MapData]:
    """The address of the map's data for this session, as seen from the map's frame, and the data."""
    version = f"{atlas.folder}:{atlas.version}"
    data = _data(atlas, version)
    ticket = st.session_state.get("_ticket")
    if ticket is None or ticket.version != version or ticket.token not in _granted:
        ticket = _Ticket(secrets.token_urlsafe(24), version)
        _granted[ticket.token] = data
        weakref.finalize(ticket, _granted.pop, ticket.token, None)
        st.session_state["_ticket"] = ticket
    return f"{FRAME_TO_BASE}atlas/{ticket.token}/map.json", data


def routes() -> Sequence[BaseRoute]:
    """Both routes, at the root and under the base path that the server is configured with."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    prefixes = ["", f"/{base}"] if base else [""]
    return [
        *(Route(f"{prefix}/atlas/{{token}}/map.json", _data_of_token) for prefix in prefixes),
        *(Route(f"{prefix}/map/{{version}}/{{name}}", _file) for prefix in prefixes),
    ]


async def _data_of_token(request: Request) -> Response:
    data = _granted.get(request.path_params["token"])
    return _answer(request, data.packed, "json", "private, max-age=86400, immutable") if data else _nothing()


async def _file(request: Request) -> Response:
    name, version = request.path_params["name"], request.path_params["version"]
    if name not in loaded_names() or loaded(name).version != version:
        return _nothing()
    return _answer(request, _packed(name, version), name.rpartition(".")[2], "public, max-age=31536000, immutable")


@lru_cache(maxsize=16)
def _packed(name: str, _version: str) -> bytes:
    return gzip.compress(loaded(name).body, _LEVEL, mtime=0)


def _answer(request: Request, packed: bytes, kind: str, kept: str) -> Response:
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed), media_type=_TYPES[kind], headers=headers)
    return Response(packed, media_type=_TYPES[kind], headers={**headers, "Content-Encoding": "gzip"})


def _nothing() -> Response:
    return Response("Not found", status_code=404, media_type="text/plain")


@st.cache_resource(max_entries=4, show_spinner=say("map.preparing"))
def _data(_atlas: OpenAtlas, version: str) -> MapData:
    sites, mentions, documents = query.sites(_atlas), query.mentions(_atlas), query.documents(_atlas)
    legend = [{"id": la.id, "label": la.label, "colour": la.colour, "colour_dark": la.colour_dark} for la in layers().layers]
    body = json.dumps(map_data(mentions, sites, documents, legend), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return MapData(gzip.compress(body.encode(), _LEVEL), tuple(sites["site"]))
