"""Phrases that point beside a place, or to a part of it: words → position, radius, the span of the phrase, and the working."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.locate import Bias, locate
from geodata.locate.geodesy import destination, distance_m, midpoint
from geodata.locate.measures import NUMBERS
from geodata.locate.positions import Bearing, Length, at_offset, outskirts, part
from geodata.model import Document, Place, Resolution, Toponym, ToponymKind

TOWN = Place("test", "t", "Town", (), 34.0, 40.0, 5_000.0, "PPL", "", "")
POLE = Place("test", "p", "Pole", (), 89.9, 0.0, 5_000.0, "PPL", "", "")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def place(gazetteer: Gazetteer, text: str, *names: str) -> tuple[Resolution, ...]:
    """What the names of a text are resolved to, each at its first occurrence."""
    document = Document("d", "", "", "d.txt", "", "", "", "", "", "", "", "", text, "en", None, "", False, None)
    toponyms = [Toponym("d", text.index(name), text.index(name) + len(name), name, ToponymKind.NAME, "test") for name in names]
    return locate(document, toponyms, gazetteer, Bias((("IQ", 0.5), ("SY", 0.5))))


def one(gazetteer: Gazetteer, text: str, name: str) -> tuple[str, float, float, float, str]:
    """The phrase, its bearing and distance in km from the place, its radius in km, and the working."""
    (found,) = place(gazetteer, text, name)
    assert found.place is not None
    assert found.position is not None
    phrase = text[found.position.phrase_start : found.position.phrase_end]
    north, east = found.position.lat - found.place.lat, (found.position.lon - found.place.lon) * math.cos(math.radians(found.place.lat))
    apart = distance_m(found.place.lat, found.place.lon, found.position.lat, found.position.lon) / 1000
    return phrase, round(math.degrees(math.atan2(east, north)) % 360) % 360, round(apart, 1), found.position.radius_m / 1000, found.working


@pytest.mark.parametrize(
    ("text", "name", "phrase", "bearing", "km", "radius_km"),
    [
        ("a base 15 miles west of Homs.", "Homs", "15 miles west of Homs", 270, 24.1, 17.1),
        ("hit some 20 km north-east of Homs", "Homs", "some 20 km north-east of Homs", 45, 20.0, 16.2),
        ("5km NNE of Raqqa", "Raqqa", "5km NNE of Raqqa", 22, 5.0, 8.2),
        ("seven miles south-west of the Syrian city of Homs", "Homs", "seven miles south-west of the Syrian city of Homs", 225, 11.3, 10.8),
        ("about half a mile to the south of Homs", "Homs", "about half a mile to the south of Homs", 180, 0.8, 6.7),
        ("a few kilometres southeast of Homs", "Homs", "a few kilometres southeast of Homs", 135, 3.0, 7.5),
        ("2.5 miles due north of Homs", "Homs", "2.5 miles due north of Homs", 0, 4.0, 7.8),
        ("12 nautical miles east of Homs", "Homs", "12 nautical miles east of Homs", 90, 22.2, 15.0),
        ("1,500 metres east of Homs", "Homs", "1,500 metres east of Homs", 90, 1.5, 6.8),
        ("seven miles outside Homs", "Homs", "seven miles outside Homs", 0, 0.0, 18.2),
        ("10 km from Homs", "Homs", "10 km from Homs", 0, 0.0, 21.1),
        ("just west of Homs", "Homs", "just west of Homs", 270, 12.2, 9.2),
        ("the north-western outskirts of Mosul", "Mosul", "the north-western outskirts of Mosul", 315, 7.9, 4.0),
        ("on the outskirts of Mosul", "Mosul", "the outskirts of Mosul", 0, 0.0, 10.3),
        ("Mosul's eastern outskirts", "Mosul", "Mosul's eastern outskirts", 90, 7.9, 4.0),
        ("liberate Western Mosul", "Mosul", "Western Mosul", 270, 3.4, 5.6),
        ("in eastern Mosul", "Mosul", "eastern Mosul", 90, 3.4, 5.6),
        ("north-western Mosul", "Mosul", "north-western Mosul", 315, 4.8, 4.0),
        ("in the west of Mosul", "Mosul", "the west of Mosul", 270, 3.4, 5.6),
        ("the western half of Mosul", "Mosul", "the western half of Mosul", 270, 3.4, 5.6),
        ("Mosul’s western districts", "Mosul", "Mosul’s western districts", 270, 3.4, 5.6),
        ("central Mosul", "Mosul", "central Mosul", 0, 0.0, 4.0),
        ("near Haditha", "Haditha", "near Haditha", 0, 0.0, 7.1),
        ("close to the town of Haditha", "Haditha", "close to the town of Haditha", 0, 0.0, 7.1),
        ("just outside Haditha", "Haditha", "just outside Haditha", 0, 0.0, 7.1),
        ("almost at the gates of Baghdad", "Baghdad", "almost at the gates of Baghdad", 0, 0.0, 37.9),
        ("within sight of Baghdad", "Baghdad", "within sight of Baghdad", 0, 0.0, 37.9),
        ("in northern Iraq", "Iraq", "northern Iraq", 0, 158.3, 263.7),
        ("Iraq's western desert", "Iraq", "Iraq's western", 270, 158.3, 263.7),
    ],
)
def test_a_phrase_gets_its_own_point_and_radius(
    gazetteer: Gazetteer, text: str, name: str, phrase: str, bearing: float, km: float, radius_km: float
) -> None:
    found_phrase, found_bearing, found_km, found_radius_km, working = one(gazetteer, text, name)
    assert found_phrase == phrase
    assert (found_km, found_radius_km) == (pytest.approx(km, abs=0.15), pytest.approx(radius_km, abs=0.15))
    assert found_bearing == pytest.approx(bearing, abs=1.5)
    assert "km" in working


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The fall of Mosul came late.", "Mosul"),
        ("A city the size of Mosul.", "Mosul"),
        ("He turned west. Mosul fell.", "Mosul"),
        ("It lies 1,200 kilometres from Baghdad.", "Baghdad"),
        ("They camped near the Tigris.", "Tigris"),
        ("Fighters are 15 miles west. Homs is calm.", "Homs"),
        ("They headed north\nMosul was next.", "Mosul"),
        ("a threat near Iraq", "Iraq"),
        ("in the Midwest Mosul is unknown", "Mosul"),
        ("Talks are far from over in Mosul", "Mosul"),
    ],
)
def test_other_words_leave_a_name_where_it_is(gazetteer: Gazetteer, text: str, name: str) -> None:
    phrase, _, km, _, _ = one(gazetteer, text, name)
    assert (phrase, km) == (name, 0.0)


def test_the_working_prints_the_arithmetic(gazetteer: Gazetteer) -> None:
    working = one(gazetteer, "a base 15 miles west of Homs", "Homs")[-1]
    for part_of_it in ("15 miles (24.1 km)", "270°", "34.724, 36.726", "6.1 km for the extent of Homs", "± 2.5 miles", "± 22.5°"):
        assert part_of_it in working


def test_near_is_not_in(gazetteer: Gazetteer) -> None:
    (found,) = place(gazetteer, "Three years ago they were almost at the gates of Baghdad.", "Baghdad")
    assert found.position is not None
    assert found.place is not None
    assert found.position.radius_m > 2 * found.place.radius_m
    assert "not in it" in found.working


def test_between_two_places_both_point_to_the_middle(gazetteer: Gazetteer) -> None:
    text = "The column stopped on the road between Erbil and Mosul."
    erbil, mosul = place(gazetteer, text, "Erbil", "Mosul")
    assert erbil.place is not None
    assert mosul.place is not None
    assert erbil.position is not None
    assert erbil.position == mosul.position
    assert text[erbil.position.phrase_start : erbil.position.phrase_end] == "between Erbil and Mosul"
    middle, apart = erbil.position, distance_m(erbil.place.lat, erbil.place.lon, mosul.place.lat, mosul.place.lon)
    assert distance_m(erbil.place.lat, erbil.place.lon, middle.lat, middle.lon) == pytest.approx(apart / 2, abs=1)
    assert middle.radius_m == pytest.approx(apart / 2, abs=100)
    assert "81.6 km apart" in erbil.working


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Baghdad and Damascus began.",
        "The border between Iraq and Syria is long.",
        "between Baghdad, and Damascus",
        "from Baghdad to Damascus",
    ],
)
def test_relations_between_places_are_no_place(gazetteer: Gazetteer, text: str) -> None:
    names = ("Iraq", "Syria") if "Iraq" in text else ("Baghdad", "Damascus")
    for found in place(gazetteer, text, *names):
        assert found.position is not None
        assert found.place is not None
        assert (found.position.lat, found.position.lon) == (found.place.lat, found.place.lon)


@pytest.mark.parametrize(
    ("number", "rounding"), [(15, 2.5), (20, 5), (100, 50), (1200, 50), (7, 0.5), (2.5, 0.25), (2.7, 0.05), (0.5, 0.25), (50, 25), (1000, 500)]
)
def test_a_round_number_may_be_off_by_half_its_step(number: float, rounding: float) -> None:
    assert Length(number, "km", 1000.0).rounding == rounding


@settings(deadline=None)
@given(st.floats(0.1, 300), st.sampled_from([0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0]), st.sampled_from([TOWN, POLE]))
def test_an_offset_is_as_far_away_as_it_says_and_its_circle_holds_the_doubt(km: float, deg: float, anchor: Place) -> None:
    length = Length(round(km, 1), "km", 1000.0)
    point = at_offset(anchor, length, Bearing("that way", deg, 22.5))
    assert distance_m(anchor.lat, anchor.lon, point.lat, point.lon) == pytest.approx(length.m, abs=1)
    farthest = destination(anchor.lat, anchor.lon, deg + 22.5, length.m + length.rounding * 1000)
    assert distance_m(point.lat, point.lon, *farthest) <= point.radius_m + 100


@settings(deadline=None)
@given(st.sampled_from([0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0]), st.floats(500, 300_000))
def test_a_part_is_never_larger_than_the_whole_and_stays_by_it(deg: float, radius_m: float) -> None:
    anchor = Place("test", "t", "Town", (), 34.0, 40.0, radius_m, "PPL", "", "")
    for point in (part(anchor, Bearing("that", deg, 22.5)), outskirts(anchor, Bearing("that", deg, 22.5))):
        assert point.radius_m <= radius_m + 50
        assert distance_m(34.0, 40.0, point.lat, point.lon) <= radius_m + 1


@settings(deadline=None)
@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(0, 359), st.floats(1, 400_000))
def test_the_middle_is_as_far_from_either_end(lat: float, lon: float, deg: float, length_m: float) -> None:
    other = destination(lat, lon, deg, length_m)
    middle = midpoint(lat, lon, *other)
    assert distance_m(lat, lon, *middle) == pytest.approx(distance_m(*other, *middle), abs=1)


@pytest.mark.parametrize("words", sorted(NUMBERS))
def test_every_number_word_is_read(gazetteer: Gazetteer, words: str) -> None:
    phrase, _, km, _, _ = one(gazetteer, f"they stood {words} kilometres west of Homs", "Homs")
    assert km == pytest.approx(NUMBERS[words], abs=0.1)
    assert phrase == f"{words} kilometres west of Homs"
