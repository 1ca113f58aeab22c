"""Photon, at any address: OpenStreetMap's names (ODbL), searched as one types. https://github.com/komoot/photon says what it answers."""

from typing import Any

from geopy.geocoders import Photon as GeopyPhoton

from geodata.config import GeocoderSettings
from geodata.locate.geocoders import door
from geodata.model import Place

_TYPES = {"N": "node", "W": "way", "R": "relation"}
_KINDS = {
    "country": ("PCLI", 300_000.0),
    "state": ("ADM1", 100_000.0),
    "county": ("ADM2", 30_000.0),
    "city": ("PPL", 5_000.0),
    "district": ("PPLX", 2_000.0),
    "locality": ("PPLX", 1_000.0),
}
"""Photon's `type` → GeoNames feature code, and the radius in metres where the answer has no extent; any other is a locality, LCTY, of 500 m."""


class Photon:
    """One Photon."""

    name = "Photon"

    def __init__(self, settings: GeocoderSettings) -> None:
        self.address = f"photon {settings.url.rstrip('/')}"
        self._geopy = GeopyPhoton(**door.options_of(settings, door.FeaturesAdapter))

    def ask(self, name: str) -> tuple[Place, ...]:
        """One request; see `asking.Service`."""
        return door.ask(self.name, name, lambda: self._geopy.geocode(name, exactly_one=False, limit=door.MOST_ANSWERS, language="en"), _place)


def _place(feature: dict[str, Any]) -> Place:
    facts = feature["properties"]
    lon, lat = (float(value) for value in feature["geometry"]["coordinates"][:2])
    kind, radius_m = _KINDS.get(facts.get("type", ""), ("LCTY", 500.0))
    if extent := facts.get("extent"):
        west, north, east, south = (float(edge) for edge in extent)
        radius_m = door.box_radius_m(south, north, west, east)
    name = facts.get("name") or facts.get("street") or facts["city"]
    within = [facts[part] for part in ("county", "state", "country") if facts.get(part) and facts[part] != name]
    return Place(
        gazetteer="osm",
        key=f"{_TYPES.get(facts['osm_type'], facts['osm_type'])}/{facts['osm_id']}",
        name=name,
        other_names=(", ".join([name, *within]),),
        lat=lat,
        lon=lon,
        radius_m=radius_m,
        kind=kind,
        country=str(facts.get("countrycode") or "").upper(),
        admin1="",
    )
