"""The map pane: the constant map, the command that tells it what to show, and what it tells back."""

import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from geodata import query
from geodata.atlas import OpenAtlas
from geodata.export import about, written
from geodata.geojson import days_since_epoch, level
from geodata.language import say
from geodata.mapview import address, command, constant_map
from geodata.query import Filters, Window
from geodata.ui import route
from geodata.ui.hearing import hear
from geodata.ui.opening import ask
from geodata.ui.placing import is_embedded
from geodata.ui.state import View

_SEND_S = 0.1
"""A breath in which the command reaches the map and is drawn, before the list is worked out and drawn: in seconds. With 0.02 the map waited twice as
long after a slider was let go (`geodata bench release`), and the list comes no sooner for it."""

_STAND_S = 2.5
"""How long the rest of a page waits for a map that does not come, in seconds: a failed map takes nothing else with it."""

_LOOK_S = 0.02

HEIGHT_PX = 680
"""Of the map with its time control."""

FOCUS_ZOOM = 8
"""How near the map goes to a single place that a reader chose in the list."""


def pane(atlas: OpenAtlas, found: Filters) -> None:
    """Draw the map with what passes the filters. Choosing a symbol sets the session's site, moving the map its view."""
    from streamlit_folium import st_folium  # registers its frame with the running server, which must be there before it is imported

    granted, data = route.grant(atlas)
    st.session_state["_sites"] = data.site_ids
    spec = {
        "data": granted,
        "basemap": address("world.json"),
        "theme": st.context.theme.type,
        "filter": _filter(atlas, found),
        "selected": {"site": _number(st.session_state.get("site")), "mention": st.session_state.get("mention")},
        "mode": st.session_state.get("axis"),
        "heard": st.session_state.get("_heard"),
        "view": st.session_state.get("_go"),
        "any": st.session_state.get("_shows"),
        "picture": ask(_picture, atlas),
        "embed": is_embedded(),
        "spoken": True,  # by `reach.speak`
        "show": {name: bool(st.session_state.get(name)) for name in ("radii", "areas", "borders")},
    }
    st_folium(
        constant_map(),
        key="map",
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=command({"seq": _sequence(spec), **spec}),
        on_change=hear,
    )
    if st.session_state.get("_map_stands"):
        time.sleep(_SEND_S)


def let_it_stand() -> None:
    """Hold the page back until a map that is new to the browser stands: what is drawn meanwhile takes the browser's time from it.

    The map's word that it stands begins another run, which ends this one here. A map that never stands is waited for no longer.
    """
    until = time.monotonic() + _STAND_S
    while not st.session_state.get("_map_stands"):  # looking into the state lets the next run begin
        time.sleep(_LOOK_S)
        if time.monotonic() > until:
            st.session_state["_map_stands"] = True
            st.rerun()


def _picture(atlas: OpenAtlas) -> dict[str, Any]:
    """The words of a picture that is saved from the map. Its counts come from the map, since they change with the filters."""
    said = about(atlas, Filters())
    return written(said, say("map.not_on_it", n=said["left_out"]["not_on_the_map"]))


def switches() -> None:
    """What the map draws beside its symbols; an embedded page has none."""
    if is_embedded():
        return
    with st.container(horizontal=True, key="shown"):
        for key in ("areas", "radii", "borders"):
            st.checkbox(say(f"map.show.{key}"), key=key, persist_state="session")


def go(view: View) -> None:
    """Move the map, once."""
    moves = st.session_state.get("_moves", 0) + 1
    st.session_state["_moves"] = moves
    st.session_state["_go"] = {**asdict(view), "n": moves}
    st.session_state["view"] = view


def choose_mention(atlas: OpenAtlas, mention_id: str) -> None:
    """Mark a mention and turn the map to its place."""
    found = ask(query.mention, atlas, mention_id)
    if found is None:
        return
    st.session_state["mention"] = mention_id
    now = st.session_state.get("view")
    near = max(now.zoom if now else 0, FOCUS_ZOOM if found["radius_m"] < 50_000 else 5)
    go(View(found["lat"], found["lon"], near))


def go_to_site(atlas: OpenAtlas, site: str) -> None:
    """Turn the map to a place. It is marked by the session's `site`."""
    row = ask(query.sites, atlas, Filters(sites=(site,))).iloc[0]
    go(View(row["lat"], row["lon"], FOCUS_ZOOM if level(row["place_kind"]) == "point" else 5))


def show_any() -> None:
    """Move the map, once, where nothing of what passes the filters is in its sight."""
    st.session_state["_shows"] = st.session_state.get("_shows", 0) + 1


def _filter(atlas: OpenAtlas, found: Filters) -> Mapping[str, Any]:
    return {
        "happened": _days(found.happened),
        "undated": found.undated,
        "dated": found.dated,
        "reported": _days(found.reported),
        "layers": found.layers,
        "statuses": found.statuses,
        "speakers": found.speakers,
        "sources": found.sources,
        "mentions": ask(query.ids, atlas, Filters(text=found.text)) if found.text.strip() else None,
    }


def _days(window: Window | None) -> list[int] | None:
    return [days_since_epoch(day) for day in window] if window else None


def _number(site: str | None) -> int | None:
    ids = st.session_state["_sites"]
    return ids.index(site) if site in ids else None


def _sequence(spec: Mapping[str, Any]) -> int:
    """The number of this command: a new one only where it says something new, so that an equal one is not run again."""
    if st.session_state.get("_said") != spec:
        st.session_state["_said"] = dict(spec)
        st.session_state["_seq"] = st.session_state.get("_seq", 0) + 1
    number: int = st.session_state["_seq"]
    return number
