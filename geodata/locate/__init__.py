"""Toponyms → resolutions: which place each name means, and where its phrase points. The only door to geopy and geographiclib.

Never finds names in a text (`recognise` does) and never asks anyone online unless the settings name a geocoder.
"""

from geodata.locate.bias import Bias, bias_of
from geodata.locate.coordinates import coordinates_in
from geodata.locate.geocoders import Geocoder, open_geocoder
from geodata.locate.geodesy import distance_m
from geodata.locate.resolve import locate
from geodata.locate.weighing import FILE as RESOLVER_WEIGHTS

__all__ = ["RESOLVER_WEIGHTS", "Bias", "Geocoder", "bias_of", "coordinates_in", "distance_m", "locate", "open_geocoder"]
