"""The one route by which the map's script gets its data: `BASE/atlas/TOKEN/map.json`.

A page mints a random token for its session and build; it dies with the session. Whoever has no token gets 404, as for any address that is not there.
"""

import json
import secrets
import weakref
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodata import query
from geodata.atlas import OpenAtlas
from geodata.geojson import map_data
from geodata.ui.opening import layers

FRAME_TO_BASE = "../../"
"""From the component's frame (BASE/component/NAME/index.html) to the base address."""


@dataclass(frozen=True, slots=True)
class MapData:
    """What the map loads: the JSON text in bytes, and the identities of its sites in the order in which the map numbers them."""

    body: bytes
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
    """The data route, at the root and under the base path that the server is configured with."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    prefixes = ["", f"/{base}"] if base else [""]
    return [Route(f"{prefix}/atlas/{{token}}/map.json", _answer) for prefix in prefixes]


async def _answer(request: Request) -> Response:
    data = _granted.get(request.path_params["token"])
    if data is None:
        return Response("Not found", status_code=404, media_type="text/plain")
    headers = {"Cache-Control": "private, max-age=86400, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(data.body, media_type="application/json", headers=headers)


@st.cache_resource(max_entries=4, show_spinner="Preparing the map …")
def _data(_atlas: OpenAtlas, version: str) -> MapData:
    sites, mentions, documents = query.sites(_atlas), query.mentions(_atlas), query.documents(_atlas)
    legend = [{"id": la.id, "label": la.label, "colour": la.colour, "colour_dark": la.colour_dark} for la in layers().layers]
    body = json.dumps(map_data(mentions, sites, documents, legend), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return MapData(body.encode(), tuple(sites["site"]))
