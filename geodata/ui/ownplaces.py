"""A user's own places on the page: kept from a review, listed, corrected and removed. They act in every atlas, from its next build on."""

import streamlit as st

from geodata import words
from geodata.config import load_settings
from geodata.export import kind
from geodata.gazetteer import Own, correct_place, keep_place, read_own, remove_place
from geodata.language import say
from geodata.review import PlaceChoice, typed_position
from geodata.ui.notices import attempt, plain


def keep_own(place: PlaceChoice, source: str) -> None:
    """Keep a place among the user's own, which outrank all others of their names in every later build."""
    attempt(
        lambda: keep_place(place.place_name, place.lat, place.lon, place.radius_m, place.place_kind, source, load_settings().places),
        say("pin.kept", name=place.place_name),
        passing=True,
    )


def own_places() -> None:
    """Draw the list of the user's own places, each with the way to correct and to remove it."""
    st.markdown(say("own.what"))
    found = attempt(lambda: read_own(load_settings().places).all())
    if not found:
        st.info(say("own.none"))
    for own in found or ():
        with st.container(border=True, key=f"own_place_{own.place.key}"):
            _one(own)


def _one(own: Own) -> None:
    place, key = own.place, own.place.key
    where = words.position(place.lat, place.lon, place.radius_m), words.extent("point", place.radius_m)
    st.markdown(" · ".join((f"**{plain(place.name)}**", kind(place.kind), *map(plain, where), plain(own.source))))
    with st.container(horizontal=True, gap="small"):
        with st.popover(say("own.correct")), st.form(f"correct_{key}", border=False):
            st.text_input(say("field.name"), value=place.name, key=f"own_name_{key}", max_chars=200)
            st.text_input(say("field.position"), value=f"{place.lat}, {place.lon}", key=f"own_position_{key}", help=say("pin.position_help"))
            st.number_input(say("pin.within"), 0.1, 20_000.0, max(place.radius_m / 1000, 0.1), key=f"own_radius_{key}")
            st.form_submit_button(say("own.save"), on_click=_correct, args=(own,))
        with st.popover(say("own.remove")):
            st.markdown(say("own.remove_what"))
            st.button(say("own.remove_it", name=plain(place.name)), key=f"own_remove_{key}", on_click=_remove, args=(own,))


def _correct(own: Own) -> None:
    def correct() -> None:
        state, key = st.session_state, own.place.key
        lat, lon = typed_position(state[f"own_position_{key}"])
        correct_place(
            key, {"name": state[f"own_name_{key}"], "lat": lat, "lon": lon, "radius_m": state[f"own_radius_{key}"] * 1000}, load_settings().places
        )

    attempt(correct, say("own.corrected", name=own.place.name), passing=True)


def _remove(own: Own) -> None:
    attempt(lambda: remove_place(own.place.key, load_settings().places), say("own.removed", name=own.place.name), passing=True)
