"""Where a reviewer puts a mention: one of the places that were weighed, one that is looked up, a pin on a small map, or typed coordinates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.config import Settings, load_settings
from geodata.errors import InvalidRecord, LocateError
from geodata.export import kind
from geodata.gazetteer import Gazetteer, open_gazetteer, towns_near
from geodata.language import say
from geodata.locate import distance_m, open_geocoder
from geodata.mapview import command, pin_map
from geodata.model import Place
from geodata.review import PlaceChoice, typed_position
from geodata.ui.notices import plain
from geodata.ui.opening import ask, settings_here

HEIGHT_PX = 340
_BELOW_PX = 8
"""The room that a line leaves below a frame that stands in it."""
FOUND_MOST = 12
"""How many places of a name are offered."""

_TOWNS_WITHIN_DEGREES, _TOWNS_MOST = 6.0, 60
_LEAST_KM, _MOST_KM = 0.1, 5_000.0
_DIGITS = 5
"""Of degrees, as the small map tells them."""


@dataclass(frozen=True, slots=True)
class Chooser:
    """What is offered under a key of the session. `at` is where the mention stands now, None where nowhere yet."""

    key: str
    surface: str
    offered: Mapping[str, PlaceChoice]
    at: Mapping[str, Any] | None

    def place(self) -> PlaceChoice:
        """The place that was chosen, by what the fields hold now. Raises InvalidRecord where there is none, or the typed position is none."""
        self.take_typed()
        pin = self.pin()
        if pin is None:
            raise InvalidRecord(say("pin.none"))
        found, name, radius_km = self._found(pin), self._of("name").strip(), float(self._of("radius"))
        if found is None:
            return PlaceChoice(name or self.surface, *pin, radius_km * 1000)
        found = replace(found, place_name=name or found.place_name)
        return found if radius_km == _km(found.radius_m) else replace(found, radius_m=radius_km * 1000)

    def pin(self) -> tuple[float, float] | None:
        """Where the reviewer put it; None where it was not put anywhere."""
        put: tuple[float, float] | None = st.session_state.get(f"{self.key}_pin")
        return put

    def take_typed(self) -> None:
        """Put the pin where the typed position is, once. Raises InvalidRecord."""
        text = self._of("typed").strip()
        if text and text != st.session_state.get(f"{self.key}_taken"):
            self._put(typed_position(text))
            st.session_state[f"{self.key}_taken"] = text

    def take_offered(self) -> None:
        """Put the pin on the place that was chosen in the list."""
        if place := self.offered.get(self._of("offered")):
            self._put((place.lat, place.lon))

    def hear(self) -> None:
        """Put the pin where the small map says that it was put."""
        message = st.session_state.get(f"{self.key}_map") or {}
        lat, lon = message.get("lat"), message.get("lon")
        if message.get("kind") == "pin" and isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180:
            st.session_state[f"{self.key}_told"] = (float(lat), float(lon))
            self._put((float(lat), float(lon)))

    def empty(self) -> None:
        """Forget what was chosen."""
        for name in ("pin", "told", "taken", "typed", "name", "radius", "offered", "look", "answers"):
            st.session_state.pop(f"{self.key}_{name}", None)

    def _put(self, pin: tuple[float, float]) -> None:
        """The pin stands there now, and the list and the fields say so."""
        state = st.session_state
        state[f"{self.key}_pin"] = pin
        found = self._found(pin)
        state[f"{self.key}_offered"] = next((name for name, place in self.offered.items() if place is found), None)
        if found is not None:
            state.update({f"{self.key}_name": found.place_name, f"{self.key}_radius": _km(found.radius_m)})

    def _found(self, pin: tuple[float, float]) -> PlaceChoice | None:
        """The offered place on which the pin stands; of several in one spot the one that is chosen in the list."""
        here = [place for place in self.offered.values() if _spot(place.lat, place.lon) == _spot(*pin)]
        chosen = self.offered.get(self._of("offered"))
        return chosen if any(place is chosen for place in here) else next(iter(here), None)

    def _of(self, field: str) -> Any:
        return st.session_state.get(f"{self.key}_{field}") or ""


def place_chooser(atlas: OpenAtlas | None, key: str, surface: str, at: Mapping[str, Any] | None) -> Chooser:
    """Draw the ways to choose a place; `at` is where the mention stands now, None where nowhere yet."""
    name = " ".join(surface.split())
    chooser = Chooser(key, name, _offered(atlas, key, name, at), at)
    wrong = ""
    try:
        chooser.take_typed()  # here, so that what is wrong with it is said beside it
    except InvalidRecord as error:
        wrong = str(error)
    st.radio(
        say("pin.place"),
        list(chooser.offered),
        key=f"{key}_offered",
        index=None,
        format_func=lambda chosen: _label(chooser.offered[chosen], at),
        on_change=chooser.take_offered,
    )
    st.session_state.setdefault(f"{key}_name", name)
    st.session_state.setdefault(f"{key}_radius", _km(at["radius_m"]) if at is not None else 5.0)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(say("field.position"), key=f"{key}_typed", placeholder="36.34, 43.13", help=say("pin.position_help"))
        st.text_input(say("field.name"), key=f"{key}_name", max_chars=200)
        st.number_input(say("pin.within"), _LEAST_KM, _MOST_KM, key=f"{key}_radius", step=1.0, format="%.1f")
    with st.container():  # stands also when empty: what follows keeps its place in the page, and so the words that are being typed into it
        if wrong:
            st.error(plain(wrong))
        with st.container(height=HEIGHT_PX + _BELOW_PX, border=False):  # has its height while the frame of another name is still empty: a page that
            _map(chooser)  # grew shorter would scroll, and a list that is open closes when the page scrolls
        if (pin := chooser.pin()) is not None:
            st.caption(say("pin.stands", position=words.position(*pin, 100)))
    return chooser


def _offered(atlas: OpenAtlas | None, key: str, surface: str, at: Mapping[str, Any] | None) -> dict[str, PlaceChoice]:
    """What may be chosen: the places of a name that was looked up, then those that were weighed."""
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
    if wanted and not found and not answers:
        st.caption(say("pin.not_listed"))
    offered: dict[str, PlaceChoice] = {}
    for choice in (*(_of_place(place) for place in (*found, *answers)), *weighed):
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
    """ "Paris · town, Texas, United States · 33.66° N, 95.56° W · 9,000 km away"."""
    gazetteer = _gazetteer(load_settings())
    region, country = gazetteer.division(place.country, place.admin1), gazetteer.country(place.country)
    within = (part.name for part in (region, country) if part is not None and part.name != place.place_name)
    what = ", ".join(dict.fromkeys((kind(place.place_kind), *within)))
    away = distance_m(at["lat"], at["lon"], place.lat, place.lon) / 1000 if at is not None else 0.0
    now = say("pin.away", km=round(away)) if away >= 1 else say("pin.as_now") if at is not None else ""
    own = say("pin.own") if place.place_gazetteer == "own" else ""
    parts = (place.place_name, what, words.position(place.lat, place.lon, place.radius_m), now, own)
    return " · ".join(plain(part) for part in parts if part)


def _km(radius_m: float) -> float:
    return min(max(round(radius_m / 1000, 1), _LEAST_KM), _MOST_KM)


def _spot(lat: float, lon: float) -> tuple[float, float]:
    return round(lat, _DIGITS), round(lon, _DIGITS)


def _map(chooser: Chooser) -> None:
    """The small map. Its command moves the pin only where that was put by other means than the map itself."""
    from streamlit_folium import st_folium  # registers its frame with the running server, which must be there before it is imported

    key, at, pin = chooser.key, chooser.at, chooser.pin()
    stands = pin or ((at["lat"], at["lon"]) if at is not None else None)
    lat, lon = stands or next(((place.lat, place.lon) for place in chooser.offered.values()), (25.0, 15.0))
    radius_m = float(st.session_state[f"{key}_radius"]) * 1000
    zoom = 5 if stands and radius_m > 50_000 else 8 if stands else 4 if chooser.offered else 2
    spec = {
        "theme": st.context.theme.type,
        "pin": {"lat": lat, "lon": lon, "radius_m": radius_m if stands else 0, "zoom": zoom},
        "told": pin is not None and st.session_state.get(f"{key}_told") == pin,
        "places": [[place.place_name, place.lat, place.lon] for place in chooser.offered.values()],
        "towns": [[town.name, town.lat, town.lon] for town in towns_near(lat, lon, _TOWNS_WITHIN_DEGREES, _TOWNS_MOST)],
    }
    if st.session_state.get(f"{key}_spec") != spec:
        st.session_state.update({f"{key}_spec": spec, f"{key}_seq": st.session_state.get(f"{key}_seq", 0) + 1})
    st_folium(
        pin_map(),
        key=f"{key}_map",
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=command({"seq": st.session_state[f"{key}_seq"], **spec}),
        on_change=chooser.hear,
    )
