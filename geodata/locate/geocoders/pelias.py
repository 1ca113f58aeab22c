"""Pelias, at any address: names of OpenStreetMap, Who's On First, GeoNames and others, as its operator loaded them.

https://github.com/pelias/documentation says what it answers. Each answer names its own source, which the operator's credit must cover.
"""

from typing import Any

from geopy.geocoders import Pelias as GeopyPelias

from geodata.config import GeocoderSettings
from geodata.locate.geocoders import door
from geodata.model import Place

_KINDS = {
    "country": ("PCLI", 300_000.0),
    "dependency": ("PCLD", 100_000.0),
    "macroregion": ("RGN", 150_000.0),
    "region": ("ADM1", 100_000.0),
    "macrocounty": ("ADM2", 50_000.0),
    "county": ("ADM2", 30_000.0),
    "localadmin": ("PPL", 5_000.0),
    "locality": ("PPL", 5_000.0),
    "borough": ("PPLX", 3_000.0),
    "neighbourhood": ("PPLX", 1_500.0),
    "ocean": ("OCN", 2_000_000.0),
    "marinearea": ("SEA", 300_000.0),
}
"""Pelias' `layer` → GeoNames feature code, and the radius in metres where the answer has no box; any other is a locality, LCTY, of 500 m."""


class Pelias:
    """One Pelias."""

    name = "Pelias"

    def __init__(self, settings: GeocoderSettings) -> None:
        self.address = f"pelias {settings.url.rstrip('/')}"
        self._geopy = GeopyPelias(**door.options_of(settings, door.FeaturesAdapter))

    def ask(self, name: str) -> tuple[Place, ...]:
        """One request; see `asking.Service`."""
        return door.ask(self.name, name, lambda: self._geopy.geocode(name, exactly_one=False, language="en"), _place)


def _place(feature: dict[str, Any]) -> Place:
    facts = feature["properties"]
    lon, lat = (float(value) for value in feature["geometry"]["coordinates"][:2])
    kind, radius_m = _KINDS.get(facts.get("layer", ""), ("LCTY", 500.0))
    if box := feature.get("bbox"):
        west, south, east, north = (float(edge) for edge in box)
        radius_m = door.box_radius_m(south, north, west, east)
    return Place(
        gazetteer="pelias",
        key=str(facts["gid"]),
        name=facts["name"],
        other_names=(facts.get("label") or facts["name"],),
        lat=lat,
        lon=lon,
        radius_m=radius_m,
        kind=kind,
        country=str(facts.get("country_code") or "").upper(),
        admin1="",
    )
