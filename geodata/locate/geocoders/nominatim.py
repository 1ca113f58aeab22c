"""Nominatim, at any address: OpenStreetMap's names (ODbL). https://nominatim.org/release-docs/latest/api/Search/ and its usage policy."""

from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, URLLibAdapter, get_retry_after
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQuotaExceeded,
    GeopyError,
)
from geopy.geocoders import Nominatim as GeopyNominatim

from geodata.config import GeocoderSettings
from geodata.errors import GeocoderUnusable, InvalidRecord, LookupFailed
from geodata.locate.geodesy import distance_m
from geodata.model import Place

MOST_ANSWERS = 5
"""How many places of one name are asked for."""

_REFUSALS = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges, GeocoderQuotaExceeded)

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

_LEAST_RADIUS_M = 100.0


class Nominatim:
    """One Nominatim. `URLLibAdapter` is named because the one geopy would choose tries again by itself."""

    name = "Nominatim"

    def __init__(self, settings: GeocoderSettings) -> None:
        address = urlsplit(settings.url)
        self.address = settings.url.rstrip("/")
        self._geopy = GeopyNominatim(
            domain=address.netloc + address.path,
            scheme=address.scheme,
            user_agent=settings.user_agent,
            timeout=settings.timeout_s,
            adapter_factory=URLLibAdapter,
        )

    def ask(self, name: str) -> tuple[Place, ...]:
        """One request; see `asking.Service`."""
        try:
            found = self._geopy.geocode(name, exactly_one=False, limit=MOST_ANSWERS, addressdetails=True, language="en")
        except GeopyError as error:
            raise _translated(name, error) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LookupFailed(f"Nominatim's answer about “{name}” makes no sense: {error}") from error
        try:
            return tuple(_place(location.raw) for location in found or ())
        except (AttributeError, KeyError, IndexError, TypeError, ValueError, InvalidRecord) as error:
            raise LookupFailed(f"Nominatim's answer about “{name}” lacks what a place needs: {error!r}") from error


def _translated(name: str, error: GeopyError) -> LookupFailed | GeocoderUnusable:
    wait_s = _asked_wait_s(error)
    if wait_s is not None or isinstance(error, _REFUSALS):
        return GeocoderUnusable(f"Nominatim refuses requests: {error}", wait_s)
    return LookupFailed(f"Nominatim could not be asked about “{name}”: {error or type(error).__name__}")


def _asked_wait_s(error: GeopyError) -> float | None:
    """The Retry-After of an answer with status 429 or 503, in seconds."""
    cause = error.__cause__
    if not isinstance(cause, AdapterHTTPError) or cause.status_code not in (429, 503):
        return None
    wait_s = get_retry_after(cause.headers)
    return None if wait_s is None else float(wait_s)


def _place(raw: dict[str, Any]) -> Place:
    name = raw.get("name") or raw["display_name"].split(",")[0]
    address = raw.get("address") or {}
    return Place(
        gazetteer="osm",
        key=f"{raw['osm_type']}/{raw['osm_id']}" if "osm_id" in raw else f"place/{raw['place_id']}",
        name=name,
        other_names=(raw["display_name"],),
        lat=float(raw["lat"]),
        lon=float(raw["lon"]),
        radius_m=_radius_m(raw),
        kind=_KINDS.get(raw.get("addresstype") or raw.get("type") or "", "LCTY"),
        country=str(address.get("country_code", "")).upper(),
        admin1="",
    )


def _radius_m(raw: dict[str, Any]) -> float:
    """Half the diagonal of the `boundingbox`, which is south, north, west, east, as strings."""
    south, north, west, east = (float(edge) for edge in raw["boundingbox"])
    return max(_LEAST_RADIUS_M, float(round(distance_m(south, west, north, east) / 2)))
