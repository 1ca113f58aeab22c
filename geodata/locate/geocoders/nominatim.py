"""Nominatim, at any address: OpenStreetMap's names (ODbL). https://nominatim.org/release-docs/latest/api/Search/ and its usage policy."""

from typing import Any

from geopy.geocoders import Nominatim as GeopyNominatim

from geodata.config import GeocoderSettings
from geodata.locate.geocoders import door
from geodata.model import Place

_KINDS = {
    "country": "PCLI",
    "state": "ADM1",
    "region": "RGN",
    "province": "ADM1",
    "county": "ADM2",
    "city": "PPL",
    "town": "PPL",
    "village": "PPL",
    "hamlet": "PPL",
    "municipality": "PPL",
    "suburb": "PPLX",
    "neighbourhood": "PPLX",
    "quarter": "PPLX",
    "river": "STM",
    "island": "ISL",
    "sea": "SEA",
    "military": "INSB",
}
"""Nominatim's `addresstype` → GeoNames feature code; any other is a locality, LCTY."""


class Nominatim:
    """One Nominatim."""

    name = "Nominatim"

    def __init__(self, settings: GeocoderSettings) -> None:
        self.address = settings.url.rstrip("/")
        self._geopy = GeopyNominatim(**door.options_of(settings, door.ListAdapter))

    def ask(self, name: str) -> tuple[Place, ...]:
        """One request; see `asking.Service`."""
        return door.ask(
            self.name,
            name,
            lambda: self._geopy.geocode(name, exactly_one=False, limit=door.MOST_ANSWERS, addressdetails=True, language="en"),
            _place,
        )


def _place(raw: dict[str, Any]) -> Place:
    address = raw.get("address") or {}
    south, north, west, east = (float(edge) for edge in raw["boundingbox"])
    return Place(
        gazetteer="osm",
        key=f"{raw['osm_type']}/{raw['osm_id']}" if "osm_id" in raw else f"place/{raw['place_id']}",
        name=raw.get("name") or raw["display_name"].split(",")[0],
        other_names=(raw["display_name"],),
        lat=float(raw["lat"]),
        lon=float(raw["lon"]),
        radius_m=door.box_radius_m(south, north, west, east),
        kind=_KINDS.get(raw.get("addresstype") or raw.get("type") or "", "LCTY"),
        country=str(address.get("country_code", "")).upper(),
        admin1="",
    )
