"""What every service asked through geopy has in common: the shape its answer must have, and geopy's errors in our words."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, URLLibAdapter, get_retry_after
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQuotaExceeded,
    GeopyError,
)

from geodata.config import GeocoderSettings
from geodata.errors import GeocoderUnusable, InvalidRecord, LookupFailed
from geodata.locate.geodesy import distance_m
from geodata.model import Place

MOST_ANSWERS = 5
"""How many places of one name are kept."""

LEAST_RADIUS_M = 100.0

_REFUSALS = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges, GeocoderQuotaExceeded)


class ListAdapter(URLLibAdapter):  # type: ignore[misc]
    """Takes a JSON list only: geopy reads null or {} as "not found", and an answer that is none must not pass for one."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer. Raises geopy's GeocoderParseError where it is no list."""
        return _shaped(super().get_json(url, timeout=timeout, headers=headers), lambda answer: isinstance(answer, list))


class FeaturesAdapter(URLLibAdapter):  # type: ignore[misc]
    """Takes a GeoJSON collection of features only."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer. Raises geopy's GeocoderParseError where it is no collection."""
        answer = super().get_json(url, timeout=timeout, headers=headers)
        return _shaped(answer, lambda found: isinstance(found, dict) and isinstance(found.get("features"), list))


def options_of(settings: GeocoderSettings, adapter: type[URLLibAdapter]) -> dict[str, Any]:
    """What geopy needs to reach a service at any address. The adapter is named because the one geopy would choose tries again by itself."""
    address = urlsplit(settings.url)
    return {
        "domain": (address.netloc + address.path).rstrip("/"),
        "scheme": address.scheme,
        "user_agent": settings.user_agent,
        "timeout": settings.timeout_s,
        "adapter_factory": adapter,
    }


def ask(service: str, name: str, request: Callable[[], Any], place_of: Callable[[dict[str, Any]], Place]) -> tuple[Place, ...]:
    """The places of one request, best first; an answer at 0° N 0° E, which is how services say "no position", is left out.

    Raises LookupFailed where it fails or its answer is broken, GeocoderUnusable where the service refuses, with the wait that it asks for.
    """
    try:
        found = request()
    except GeopyError as error:
        raise _translated(service, name, error) from error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise LookupFailed(f"{service}'s answer about “{name}” makes no sense: {error!r}") from error
    try:
        return tuple(_somewhere(place_of(location.raw) for location in (found or ())[:MOST_ANSWERS]))
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, InvalidRecord) as error:
        raise LookupFailed(f"{service}'s answer about “{name}” lacks what a place needs: {error!r}") from error


def box_radius_m(south: float, north: float, west: float, east: float) -> float:
    """Half the diagonal of a box in degrees, at least 100 m."""
    return max(LEAST_RADIUS_M, float(round(distance_m(south, west, north, east) / 2)))


def _somewhere(places: Iterable[Place]) -> Iterable[Place]:
    return (place for place in places if (place.lat, place.lon) != (0.0, 0.0))


def _shaped(answer: Any, is_right: Callable[[Any], bool]) -> Any:
    if not is_right(answer):
        raise GeocoderParseError(f"the answer has another shape than it must: {str(answer)[:80]}")
    return answer


def _translated(service: str, name: str, error: GeopyError) -> LookupFailed | GeocoderUnusable:
    wait_s = _asked_wait_s(error)
    if wait_s is not None or isinstance(error, _REFUSALS):
        return GeocoderUnusable(f"{service} refuses requests: {error}", wait_s)
    return LookupFailed(f"{service} could not be asked about “{name}”: {error or type(error).__name__}")


def _asked_wait_s(error: GeopyError) -> float | None:
    """The Retry-After of an answer with status 429 or 503, in seconds."""
    cause = error.__cause__
    if not isinstance(cause, AdapterHTTPError) or cause.status_code not in (429, 503):
        return None
    wait_s = get_retry_after(cause.headers)
    return None if wait_s is None else float(wait_s)
