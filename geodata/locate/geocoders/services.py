"""The services that may be asked, by name."""

from collections.abc import Callable

from geodata.config import GeocoderSettings
from geodata.locate.geocoders.asking import Service
from geodata.locate.geocoders.nominatim import Nominatim
from geodata.locate.geocoders.pelias import Pelias
from geodata.locate.geocoders.photon import Photon

SERVICES: dict[str, Callable[[GeocoderSettings], Service]] = {"nominatim": Nominatim, "photon": Photon, "pelias": Pelias}
"""`[geocoder] kind` → the service."""
