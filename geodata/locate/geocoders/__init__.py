"""Online geocoders, one file a service. None is asked unless the user's settings name it.

A service's file translates a name to its request and its answers to places; `door` has what they share. Cache, pace and patience are `asking`'s.
To add a service, write its file with a class that has `name`, `address` and `ask`, and enter it in `services` and in `config.GEOCODERS`.
"""

from typing import Protocol

from geodata.config import Settings
from geodata.model import Place


class Geocoder(Protocol):
    """Whatever `locate` may ask about a name that the gazetteer does not know."""

    @property
    def name(self) -> str:
        """Service and address, as kept in a resolution."""
        ...

    @property
    def attribution(self) -> str:
        """The credit that the page must show."""
        ...

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of this name, best first; empty means that the service answered and knows none.

        Raises LookupFailed where this name could not be asked, GeocoderUnusable where nothing more is asked in this run.
        """
        ...


def open_geocoder(settings: Settings) -> Geocoder | None:
    """The geocoder that the settings name; None where they name none.

    Raises ConfigError where the cache folder, which holds answers and the pace of requests, cannot be written.
    """
    if settings.geocoder.kind == "none":
        return None
    from geodata.locate.geocoders.asking import AskingGeocoder  # geopy takes longer to load than a document to parse
    from geodata.locate.geocoders.ledger import Ledger
    from geodata.locate.geocoders.services import SERVICES

    service = SERVICES[settings.geocoder.kind](settings.geocoder)
    return AskingGeocoder(service, Ledger(settings.cache / "geocoder.sqlite"), settings.geocoder)
