"""Toponyms → resolutions: which place each name means, and where its phrase points. The only door to geopy.

Never finds names in a text (`recognise` does) and never asks anyone online unless the settings name a geocoder.
"""

from geodata.config import Settings
from geodata.locate.bias import Bias, bias_of
from geodata.locate.geocoders import Geocoder
from geodata.locate.resolve import locate

__all__ = ["Bias", "Geocoder", "bias_of", "locate", "open_geocoder"]


def open_geocoder(settings: Settings) -> Geocoder | None:
    """The geocoder that the settings name; None where they name none."""
    return None
