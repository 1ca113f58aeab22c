"""Online geocoders, one file a service. None is asked unless the user's settings name it."""

from typing import Protocol

from geodata.model import Place


class Geocoder(Protocol):
    """A service that knows places by name.

    `lookup` gives its answers, best first; empty means that the service answered and knows none. It raises LookupFailed where this name could not be
    asked, GeocoderUnusable where the service must not be asked any more in this run.
    """

    name: str
    attribution: str

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of this name, best first."""
        ...
