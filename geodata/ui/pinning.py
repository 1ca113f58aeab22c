"""Where a reviewer puts a mention: one of the places that were weighed, one that is looked up, a pin on a small map, or typed coordinates."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.config import Settings, load_settings
from geodata.errors import GeodataError, InvalidRecord, LocateError
from geodata.gazetteer import Gazetteer, add_places, open_gazetteer
from geodata.language import say
from geodata.locate import distance_m, open_geocoder
from geodata.mapview import command, pin_map
from geodata.model import Place
from geodata.review import PlaceChoice, typed_position
from geodata.ui.notices import attempt, notify, plain
from geodata.ui.opening import ask, settings_here

HEIGHT_PX = 340
FOUND_MOST = 12
"""How many places of a name are offered."""


def place_chooser(atlas: OpenAtlas | None, key: str, surface: str, at: Mapping[str, Any] | None) -> PlaceChoice | None:
    """Draw the ways to choose a place; `at` is where the mention stands now, None where nowhere yet. Gives the place, None before one is chosen."""
    offered = _offered(atlas, key, surface, at)
    name = st.radio(
        say("pin.place"),
        list(offered),
        key=f"{key}_offered",
        index=None,
        format_func=lambda chosen: _label(offered[chosen], at),
        on_change=_take_offered,
        args=(key, offered),
    )
    chosen = offered.get(name) if name else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(say("field.position"), key=f"{key}_typed", placeholder="36.34, 43.13", on_change=_take_typed, args=(key,))
        st.text_input(say("field.name"), key=f"{key}_name", value=surface, max_chars=200)
        st.number_input(say("pin.within"), 0.1, 5_000.0, _radius_km(at), key=f"{key}_radius")
    pin = st.session_state.get(f"{key}_pin") or ((at["lat"], at["lon"]) if at is not None else None)
    _map(key, pin, at)
    moved: tuple[float, float] | None = st.session_state.get(f"{key}_pin")
    if chosen is not None and (moved is None or moved == (chosen.lat, chosen.lon)):
        return chosen
    if moved is None:
        return None
    st.caption(say("pin.stands", position=words.position(moved[0], moved[1], 100)))
    return PlaceChoice(st.session_state[f"{key}_name"] or surface, moved[0], moved[1], st.session_state[f"{key}_radius"] * 1000)


def keep_own(place: PlaceChoice, source: str) -> None:
    """Keep a place among the user's own, which outrank all others of their names in every later build."""
    row = {"name": place.place_name, "lat": place.lat, "lon": place.lon, "radius_m": place.radius_m, "kind": place.place_kind, "source": source}

    def add() -> None:
        with TemporaryDirectory(prefix="dateline-") as held:
            file = Path(held) / "place.csv"
            with file.open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, list(row))
                writer.writeheader()
                writer.writerow(row)
            done = add_places(file, load_settings().places)
            if done.refused:
                raise InvalidRecord(f"{place.place_name}: {done.refused[0][1]}")

    attempt(add, say("pin.kept", name=place.place_name))


def _offered(atlas: OpenAtlas | None, key: str, surface: str, at: Mapping[str, Any] | None) -> dict[str, PlaceChoice]:
    weighed = [] if atlas is None or at is None else [_of_row(row) for row in ask(query.candidates, atlas, at["id"]).to_dict("records")]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(say("pin.look_up"), key=f"{key}_look", placeholder=surface, max_chars=200)
        geocoder = open_geocoder(settings_here())
        is_asked = geocoder is not None and st.button(say("pin.ask", service=geocoder.name), key=f"{key}_ask", disabled=not wanted)
    found = list(_gazetteer(load_settings()).lookup(wanted or ("" if weighed else surface)))[:FOUND_MOST]
    if is_asked and geocoder is not None:
        try:
            st.session_state[f"{key}_answers"] = geocoder.lookup(wanted)
        except LocateError as error:
            st.error(plain(str(error)))
    answers: Sequence[Place] = st.session_state.get(f"{key}_answers", ())
    choices = [*weighed, *(_of_place(place) for place in (*found, *answers))]
    if wanted and not found and not answers:
        st.caption(say("pin.not_listed"))
    offered: dict[str, PlaceChoice] = {}
    for choice in choices:
        offered.setdefault(f"{choice.place_gazetteer}:{choice.place_key}", choice)
    return offered


@st.cache_resource(show_spinner=say("pin.opening"))
def _gazetteer(settings: Settings) -> Gazetteer:
    return open_gazetteer(settings)


def _of_row(row: Mapping[Any, Any]) -> PlaceChoice:
    identity = (row["kind"], row["gazetteer"], row["key"], row["country"], row["admin1"])
    return PlaceChoice(row["name"], row["lat"], row["lon"], row["radius_m"], *identity)


def _of_place(place: Place) -> PlaceChoice:
    identity = (place.kind, place.gazetteer, place.key, place.country, place.admin1)
    return PlaceChoice(place.name, round(place.lat, 6), round(place.lon, 6), float(round(place.radius_m)), *identity)


def _label(place: PlaceChoice, at: Mapping[str, Any] | None) -> str:
    away = distance_m(at["lat"], at["lon"], place.lat, place.lon) / 1000 if at is not None else 0.0
    where = ", ".join(part for part in (place.country, words.position(place.lat, place.lon, place.radius_m)) if part)
    now = say("pin.away", km=round(away)) if away >= 1 else say("pin.as_now") if at is not None else ""
    return plain(f"{place.place_name} · {where}") + (f" · {now}" if now else "")


def _take_offered(key: str, offered: Mapping[str, PlaceChoice]) -> None:
    place = offered.get(st.session_state[f"{key}_offered"])
    if place is not None:
        st.session_state[f"{key}_pin"] = (place.lat, place.lon)


def _take_typed(key: str) -> None:
    text = st.session_state[f"{key}_typed"]
    try:
        st.session_state[f"{key}_pin"] = typed_position(text)
    except GeodataError as error:
        notify(str(error), failed=True)


def _radius_km(at: Mapping[str, Any] | None) -> float:
    return min(max(round(at["radius_m"] / 1000, 1), 0.1), 5_000.0) if at is not None else 5.0


def _map(key: str, pin: tuple[float, float] | None, at: Mapping[str, Any] | None) -> None:
    """The small map. Its command changes only where the pin was put by other means than the map itself."""
    from streamlit_folium import st_folium  # registers its frame with the running server, which must be there before it is imported

    lat, lon = pin or (25.0, 15.0)
    wide = at is not None and at["radius_m"] > 50_000
    where = {"lat": lat, "lon": lon, "radius_m": 0 if pin is None else _radius_km(at) * 1000, "zoom": 2 if pin is None else 5 if wide else 8}
    spec = {"theme": st.context.theme.type, "pin": where}
    told = st.session_state.get(f"{key}_told")
    if told != pin or f"{key}_spec" not in st.session_state:
        st.session_state[f"{key}_seq"] = st.session_state.get(f"{key}_seq", 0) + (st.session_state.get(f"{key}_spec") != spec)
        st.session_state[f"{key}_spec"] = spec
    st_folium(
        pin_map(),
        key=f"{key}_map",
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=command({"seq": st.session_state[f"{key}_seq"], **st.session_state[f"{key}_spec"]}),
        on_change=lambda: _hear(key),
    )


def _hear(key: str) -> None:
    message = st.session_state.get(f"{key}_map") or {}
    lat, lon = message.get("lat"), message.get("lon")
    if message.get("kind") == "pin" and isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180:
        st.session_state[f"{key}_pin"] = st.session_state[f"{key}_told"] = (float(lat), float(lon))
