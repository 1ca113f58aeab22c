"""Nothing in the gazetteer that is no sea stands in one, and nothing stands at 0, 0. Land is that of the basemap, and where a settlement is."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from geodata.gazetteer import geonames, tables
from geodata.gazetteer.entry import Entry
from geodata.locate.containment import rough_m
from geodata.locate.traits import kind_class
from tools.land import Land

SETTLED_M = 25_000.0
"""A position this near to a settlement is on an island that the basemap is too coarse for."""

AT_SEA = {"RF", "SHOL", "BNK", "HBR", "FJD", "SD", "LGN", "INLT", "EST", "CAPE", "PT", "COVE"}
ISLET_KM = 10.0
SPOTS = {"ISL", "AIRB", "AIRP", "MT", "VLC"}
"""An islet, its mountain or its airfield is its own land, however small."""

UNINHABITED = {
    "BV": "Bouvet Island itself",
    "UM": "Wake Island itself",
    "great-barrier-reef": "a reef",
    "bikini-atoll": "an atoll without people",
    "paracel-islands": "Woody Island",
    "spratly-islands": "Itu Aba",
    "senkaku-islands": "the largest of them",
    "south-sandwich-islands": "Montagu Island",
    "farallon-islands": "the islands themselves",
    "kuril-islands": "Urup",
}


@pytest.fixture(scope="module")
def land() -> Land:
    return Land()


@pytest.fixture(scope="module")
def towns() -> list[tuple[float, float]]:
    """Where the settlements of the package stand."""
    return [(entry.place.lat, entry.place.lon) for entry in geonames.cities()]


@pytest.fixture(scope="module")
def settled(towns: list[tuple[float, float]]) -> dict[tuple[int, int], list[tuple[float, float]]]:
    """The settlements by cells of a degree."""
    cells = defaultdict(list)
    for lat, lon in towns:
        cells[int(lat // 1), int(lon // 1)].append((lat, lon))
    return cells


def _entries() -> Iterator[Entry]:
    yield from tables.countries()
    yield from tables.places()
    yield from tables.computed()


def _may_lie_at_sea(entry: Entry) -> bool:
    place = entry.place
    is_islet = place.kind in SPOTS and place.radius_m <= ISLET_KM * 1_000
    name = place.country if place.kind == "PCLI" else place.key
    return kind_class(place.kind) == "water" or place.kind in AT_SEA or is_islet or name in UNINHABITED


def test_what_is_no_sea_stands_in_none(land: Land, settled: dict[tuple[int, int], list[tuple[float, float]]]) -> None:
    def is_settled(lat: float, lon: float) -> bool:
        cells = ((int(lat // 1) + south, int(lon // 1) + west) for south in (-1, 0, 1) for west in (-1, 0, 1))
        return any(rough_m(lat, lon, *at) <= SETTLED_M for cell in cells for at in settled.get(cell, ()))

    lost = [
        f"{place.name} ({place.kind}, {place.key}) at {place.lat}, {place.lon}"
        for entry in _entries()
        if not _may_lie_at_sea(entry) and land.is_at_sea((place := entry.place).lat, place.lon) and not is_settled(place.lat, place.lon)
    ]
    assert lost == []


def test_nothing_stands_at_nought_nought(towns: list[tuple[float, float]]) -> None:
    positions = towns + [(entry.place.lat, entry.place.lon) for entry in _entries()]
    assert [position for position in positions if max(map(abs, position)) < 0.01] == []


@pytest.mark.parametrize(
    ("lat", "lon", "at_sea"),
    [(48.85, 2.35, False), (35.0, 18.0, True), (42.2, 51.0, True), (-30.0, -90.0, True), (-75.0, 0.0, False), (36.2, 36.1, False), (0.0, 0.0, True)],
)
def test_land_is_told_from_sea(land: Land, lat: float, lon: float, at_sea: bool) -> None:
    assert land.is_at_sea(lat, lon) is at_sea


@pytest.mark.parametrize(
    ("middle", "people", "town"),
    [
        ([(0.0, 0.0, 10), (0.0, 10.0, 1000)], "in the second", (0.0, 10.0)),
        ([(5.0, 5.0, 0), (5.0, 6.0, 0), (5.0, 7.0, 0)], "nowhere", (5.0, 6.0)),
    ],
)
def test_a_division_at_sea_goes_ashore_where_its_people_live(middle: list[tuple[float, float, int]], people: str, town: tuple[float, float]) -> None:
    from tools.gazetteer import ashore

    assert ashore([{"at": (lat, lon), "population": population} for lat, lon, population in middle]) == town
