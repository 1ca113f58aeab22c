"""How places are named in `working` and in reasons: in words a reader understands."""

from geodata.gazetteer import Gazetteer
from geodata.model import Place

KIND_WORDS = {
    "PCLI": "country",
    "CONT": "continent",
    "ADM1": "first-level division",
    "PPL": "town",
    "PPLC": "city",  # not "capital": some capitals are in dispute, and no text here takes a side
    "PPLX": "part of a town",
    "INSB": "military base",
    "RGN": "region",
    "STM": "river",
    "SEA": "sea",
    "OCN": "ocean",
    "GULF": "gulf",
    "BAY": "bay",
    "STRT": "strait",
    "CHN": "channel",
    "CNL": "canal",
    "VAL": "valley",
    "MTS": "range of mountains",
    "DSRT": "desert",
    "DAM": "dam",
    "ISL": "island",
    "LK": "lake",
    "PEN": "peninsula",
    "ANS": "ancient site",
    "COORD": "position",
}
"""GeoNames feature code → what a reader calls it."""


CITY_POPULATION = 100_000
"""From so many inhabitants on, a settlement is called a city."""


def kind_of(place: Place, population: int) -> str:
    """What a reader calls the place: "town", "city", "river"; "place" where its kind has no word here."""
    return "city" if place.kind == "PPL" and population >= CITY_POPULATION else KIND_WORDS.get(place.kind, "place")


def described(place: Place, gazetteer: Gazetteer) -> str:
    """The place in words: "Homs, a city of 775,404 in Syria"; "Tigris, a river"."""
    population = gazetteer.population(place) if place.kind in ("PPL", "PPLC") else 0
    kind = kind_of(place, population)
    article = "an" if kind[0] in "aeiou" else "a"
    size = f" of {population:,}" if population else ""
    country = gazetteer.country(place.country)
    where = f" in {country.name}" if country and country.name != place.name else ""
    return f"{place.name}, {article} {kind}{size}{where}"
