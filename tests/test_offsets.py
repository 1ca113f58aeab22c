"""Phrases that point beside a place, or to a part of it: words → position, radius, the span of the phrase, and the working."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.locate import Bias, coordinates_in, locate
from geodata.locate.geodesy import destination, distance_m, midpoint
from geodata.locate.positions import Bearing, Length, at_offset, outskirts, part
from geodata.model import Document, Place, Resolution, ResolutionStatus, Toponym, ToponymKind

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
        ("a few kilometres southeast of Homs", "Homs", "a few kilometres southeast of Homs", 135, 3.0, 8.2),
        ("dozens of kilometres east of Homs", "Homs", "dozens of kilometres east of Homs", 90, 36.0, 31.0),
        ("more than 20 km north of Homs", "Homs", "more than 20 km north of Homs", 0, 20.0, 16.2),
        ("within 20 km of Homs", "Homs", "within 20 km of Homs", 0, 0.0, 26.1),
        ("less than 20 km east of Homs", "Homs", "less than 20 km east of Homs", 90, 10.0, 16.1),
        ("twenty-five miles (40 km) north-north-west of Homs", "Homs", "twenty-five miles (40 km) north-north-west of Homs", 337, 40.2, 15.3),
        ("a mile and a half NE of Homs", "Homs", "a mile and a half NE of Homs", 45, 2.4, 7.3),
        ("two and a half miles south of Homs", "Homs", "two and a half miles south of Homs", 180, 4.0, 7.8),
        ("three-quarters of a mile west of Homs", "Homs", "three-quarters of a mile west of Homs", 270, 1.2, 6.6),
        ("500 yards west of Homs", "Homs", "500 yards west of Homs", 270, 0.5, 6.5),
        ("3,000 feet west of Homs", "Homs", "3,000 feet west of Homs", 270, 0.9, 6.6),
        ("10 miles south and west of Homs", "Homs", "10 miles south and west of Homs", 225, 16.1, 23.2),
        ("10 miles due east of Homs", "Homs", "10 miles due east of Homs", 90, 16.1, 17.3),
        ("a mile inside Syria", "Syria", "a mile inside Syria", 0, 0.0, 242.8),
        ("towards the border with Syria", "Syria", "the border with Syria", 0, 0.0, 242.8),
        ("the centre of Mosul", "Mosul", "the centre of Mosul", 0, 0.0, 4.0),
        ("the southern suburbs of Mosul", "Mosul", "the southern suburbs of Mosul", 180, 7.9, 4.0),
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


def test_between_two_places_the_first_has_the_middle_and_the_second_is_its_anchor(gazetteer: Gazetteer) -> None:
    text = "The column stopped on the road between Erbil and Mosul."
    erbil, mosul = place(gazetteer, text, "Erbil", "Mosul")
    assert erbil.place is not None
    assert mosul.place is not None
    assert erbil.position is not None
    assert (mosul.position, mosul.anchor_for, erbil.anchor_for) == (None, erbil.toponym.start, None)
    assert text[erbil.position.phrase_start : erbil.position.phrase_end] == "between Erbil and Mosul"
    middle, apart = erbil.position, distance_m(erbil.place.lat, erbil.place.lon, mosul.place.lat, mosul.place.lon)
    assert distance_m(erbil.place.lat, erbil.place.lon, middle.lat, middle.lon) == pytest.approx(apart / 2, abs=1)
    assert middle.radius_m == pytest.approx(apart / 2, abs=100)
    assert "81.6 km apart" in erbil.working


@pytest.mark.parametrize(
    ("text", "names", "phrase", "lat", "lon"),
    [
        ("along the road from Homs to Aleppo they fled", ("Homs", "Aleppo"), "road from Homs to Aleppo", 35.47, 36.94),
        ("on the Homs-Aleppo highway", ("Homs", "Aleppo"), "the Homs-Aleppo highway", 35.47, 36.94),
        ("near the Iraq–Syria border", ("Iraq", "Syria"), "the Iraq–Syria border", 34.77, 41.2),
        ("at the border between Iraq and Syria", ("Iraq", "Syria"), "the border between Iraq and Syria", 34.77, 41.2),
        ("near Iraq's border with Syria", ("Iraq", "Syria"), "Iraq's border with Syria", 34.77, 41.2),
        ("along the frontier between Turkey and Syria", ("Turkey", "Syria"), "the frontier between Turkey and Syria", 36.8, 39.2),
    ],
)
def test_roads_and_borders_take_two_names(gazetteer: Gazetteer, text: str, names: tuple[str, str], phrase: str, lat: float, lon: float) -> None:
    one, other = place(gazetteer, text, *names)
    assert one.position is not None
    assert text[one.position.phrase_start : one.position.phrase_end] == phrase
    assert distance_m(lat, lon, one.position.lat, one.position.lon) < 60_000, one.working
    assert (other.position, other.anchor_for) == (None, one.toponym.start)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("They left Raqqa and moved towards the border with Iraq.", "the border with Iraq"),
        ("They left Raqqa for the Iraq border.", "the Iraq border"),
        ("They left Raqqa and crossed Iraq's borders.", "Iraq's borders"),
        ("From Raqqa to the border crossings with Iraq the road is open.", "the border crossings with Iraq"),
    ],
)
def test_a_border_with_one_side_named_is_that_of_the_place_before_it(gazetteer: Gazetteer, text: str, phrase: str) -> None:
    _, iraq = place(gazetteer, text, "Raqqa", "Iraq")
    assert iraq.position is not None
    assert text[iraq.position.phrase_start : iraq.position.phrase_end] == phrase
    assert distance_m(34.77, 41.2, iraq.position.lat, iraq.position.lon) < 60_000
    assert "taken to be that of Ar Raqqah" in iraq.working
    assert "592.7 km long" in iraq.working
    assert "soft circle" not in iraq.working


@pytest.mark.parametrize(
    "text",
    [
        "The border with Iraq was shut.",  # nothing tells which border
        "In Baghdad the border with Iraq was shut.",  # a place on no border of it
        "In Cairo the border with Iraq was shut.",
        "In Raqqa the Iraq border guards were paid.",  # not the border itself
        "In Raqqa they spoke of Iraq border security.",
        "In Raqqa they spoke of a border town of Iraq.",
        "In Raqqa they spoke of Iraq.",
    ],
)
def test_a_border_of_which_nothing_is_known_has_no_point_of_its_own(gazetteer: Gazetteer, text: str) -> None:
    named = [name for name in ("Raqqa", "Baghdad", "Cairo") if name in text]
    iraq = place(gazetteer, text, *named, "Iraq")[-1]
    assert iraq.place is not None
    assert iraq.position is not None
    assert (iraq.position.lat, iraq.position.lon, iraq.position.radius_m) == (iraq.place.lat, iraq.place.lon, iraq.place.radius_m)


def test_a_border_town_is_a_town(gazetteer: Gazetteer) -> None:
    (found,) = place(gazetteer, "They reached the border town of Haditha.", "Haditha")
    assert found.place is not None
    assert found.position is not None
    assert (found.position.lat, found.position.lon) == (found.place.lat, found.place.lon)


@pytest.mark.parametrize(
    "text",
    ["Talks between Baghdad and Damascus began.", "between Baghdad, and Damascus", "from Baghdad to Damascus", "a war between Iraq and Syria"],
)
def test_relations_between_places_are_no_place(gazetteer: Gazetteer, text: str) -> None:
    names = ("Iraq", "Syria") if "Iraq" in text else ("Baghdad", "Damascus")
    for found in place(gazetteer, text, *names):
        assert found.position is not None
        assert found.place is not None
        assert (found.position.lat, found.position.lon) == (found.place.lat, found.place.lon)


def written(text: str) -> tuple[Resolution, ...]:
    return coordinates_in(Document("d", "", "", "d.txt", "", "", "", "", "", "", "", "", text, "en", None, "", False, None), ())


@pytest.mark.parametrize(
    ("text", "surface", "lat", "lon", "radius_m"),
    [
        ("found at 36.3450, 43.1450 by", "36.3450, 43.1450", 36.345, 43.145, 7),
        ("at 36.34°N, 43.13°E.", "36.34°N, 43.13°E", 36.34, 43.13, 714),
        ("at 33.8568 S 151.2153 E", "33.8568 S 151.2153 E", -33.8568, 151.2153, 7),
        ("at 36°20′N 43°08′E near", "36°20′N 43°08′E", 36.3333, 43.1333, 1191),
        ("(36° 20' 06\" N, 43° 07' 48\" W)", "36° 20' 06\" N, 43° 07' 48\" W", 36.335, -43.13, 20),
        ("grid 18SUJ2339407395 held", "18SUJ2339407395", 38.8977, -77.0366, 1),
        ("grid 31U DQ 482 119 held", "31U DQ 482 119", 48.8582, 2.2945, 71),
        ("grid 56H LH 34 52", "56H LH 34 52", -33.858, 151.211, 707),
    ],
)
def test_positions_in_the_text_are_read(text: str, surface: str, lat: float, lon: float, radius_m: float) -> None:
    (found,) = written(text)
    assert found.place is not None
    assert found.position is not None
    assert (found.toponym.surface, found.place.kind, found.status) == (surface, "COORD", ResolutionStatus.RESOLVED)
    assert found.position.radius_m == pytest.approx(radius_m, abs=1)
    assert distance_m(lat, lon, found.position.lat, found.position.lon) < max(40, radius_m)


@pytest.mark.parametrize(
    "text",
    [
        "scores of 12.5, 43.1",
        "at 0.000, 0.000",
        "97.345, 43.145",
        "36°75′N 43°08′E",
        "flight 38SLF",
        "18SIJ2339407395",
        "61SUJ2339407395",
        "1,234.567, 12.345",
        "",
    ],
)
def test_other_numbers_are_no_positions(text: str) -> None:
    assert written(text) == ()


def test_a_name_that_is_known_with_its_article_is_labelled_with_it(gazetteer: Gazetteer) -> None:
    text = "a lab in the Gulf near the Mosul"
    gulf, mosul = place(gazetteer, text, "Gulf", "Mosul")
    assert gulf.position is not None
    assert mosul.position is not None
    assert text[gulf.position.phrase_start : gulf.position.phrase_end] == "the Gulf"
    assert text[mosul.position.phrase_start : mosul.position.phrase_end] == "near the Mosul"


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


NUMBERS = {
    **{"seven": 7, "nineteen": 19, "ninety": 90, "twenty-five": 25, "sixty one": 61, "one hundred": 100, "a hundred": 100, "two thousand": 2000},
    **{"a": 1, "an": 1, "a single": 1, "a dozen": 12, "half a dozen": 6, "three dozen": 36, "half a": 0.5, "half an": 0.5, "a quarter of a": 0.25},
    **{"three quarters of a": 0.75, "a third of a": 1 / 3, "two-thirds of a": 2 / 3, "two and a half": 2.5, "two and a quarter": 2.25},
    **{"a couple of": 2, "a few": 3, "several": 5, "a few hundred": 300, "dozens of": 36, "scores of": 60, "hundreds of": 300},
}


@pytest.mark.parametrize("words", sorted(NUMBERS))
def test_every_number_word_is_read(gazetteer: Gazetteer, words: str) -> None:
    phrase, _, km, _, _ = one(gazetteer, f"they stood {words} kilometres west of Homs", "Homs")
    assert km == pytest.approx(NUMBERS[words], abs=0.1)
    assert phrase == f"{words} kilometres west of Homs"
