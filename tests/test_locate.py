"""Toponyms → resolutions: which place is meant, how sure, and why."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import GeocoderUnusable, LookupFailed
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.locate import Bias, bias_of, locate
from geodata.locate.containment import contains
from geodata.locate.geodesy import distance_m
from geodata.model import PLACE_KINDS, Document, Place, Resolution, ResolutionStatus, Toponym, ToponymKind
from geodata.recognise import recognise

SOURCES = Path(__file__).parents[2] / "shared" / "sources"

NOWHERE = Place("test", "n", "Nowheresville", (), 10.0, 20.0, 1_000.0, "PPL", "TD", "")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def document(text: str, name: str = "d") -> Document:
    return Document(name, "", "", "d.txt", "", "", "", "", "", "", "", "", text, "en", None, "", False, None)


def named(text: str, *names: str, kind: ToponymKind = ToponymKind.NAME) -> list[Toponym]:
    return [Toponym("d", text.index(name), text.index(name) + len(name), name, kind, "test") for name in names]


def resolve(gazetteer: Gazetteer, text: str, name: str, bias: Bias | None = None) -> Resolution:
    people = [t for t in recognise(document(text), gazetteer) if t.kind is ToponymKind.DEMONYM]
    (found,) = (r for r in locate(document(text), [*people, *named(text, name)], gazetteer, bias or Bias()) if r.toponym.surface == name)
    return found


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("They went to Paris.", "Paris", ("FR", "PPLC")),
        ("They went to Paris, Texas.", "Paris", ("US", "PPL")),
        ("They went to London, Ontario.", "London", ("CA", "PPL")),
        ("They went to Tripoli in the Libyan desert.", "Tripoli", ("LY", "PPLC")),
        ("The Lebanese city of Tripoli was calm.", "Tripoli", ("LB", "PPL")),
        ("The Syrian town of Manbij fell.", "Manbij", ("SY", "PPL")),
        ("Iraq's Anbar province fell.", "Anbar", ("IQ", "ADM1")),
        ("Homs Governorate was calm.", "Homs", ("SY", "ADM1")),
        ("The city of Homs was calm.", "Homs", ("SY", "PPL")),
        ("Homs was calm.", "Homs", ("SY", "PPL")),
        ("the province of Raqqa", "Raqqa", ("SY", "ADM1")),
        ("Raqqa was calm.", "Raqqa", ("SY", "PPL")),
        ("The city of New York was calm.", "New York", ("US", "PPL")),
        ("The state of New York was calm.", "New York", ("US", "ADM1")),
        ("The province of Aleppo was calm.", "Aleppo", ("SY", "ADM1")),
        ("Turkey was calm.", "Turkey", ("TR", "PCLI")),
        ("the River Tigris", "Tigris", ("", "STM")),
    ],
)
def test_the_words_around_a_name_choose_its_place(gazetteer: Gazetteer, text: str, name: str, expected: tuple[str, str]) -> None:
    found = resolve(gazetteer, text, name)
    assert found.place is not None
    assert (found.place.country, found.place.kind) == expected, found.working


def test_the_collection_decides_between_places_of_a_size(gazetteer: Gazetteer) -> None:
    neutral, biased = resolve(gazetteer, "Hamilton is calm.", "Hamilton"), {}
    for country in ("CA", "GB", "NZ"):
        biased[country] = resolve(gazetteer, "Hamilton is calm.", "Hamilton", Bias(((country, 1.0),)))
    assert neutral.status is ResolutionStatus.AMBIGUOUS
    assert {country: found.place.country for country, found in biased.items() if found.place} == {"CA": "CA", "GB": "GB", "NZ": "NZ"}
    assert "the collection is about New Zealand" in " ".join(biased["NZ"].candidates[0].reasons)


def test_the_bias_is_soft(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "They flew to London.", "London", Bias((("CA", 1.0),)))
    assert found.place is not None
    assert found.place.country == "GB"


def test_a_sea_is_chosen_by_the_countries_near_it(gazetteer: Gazetteer) -> None:
    for country, key in (("IQ", "the-gulf"), ("MX", "gulf-of-mexico")):
        found = resolve(gazetteer, "a ship in the Gulf", "Gulf", Bias(((country, 1.0),)))
        assert found.place is not None
        assert found.place.key == key


def test_doubt_is_said_and_candidates_are_kept(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "The town of Springfield was calm.", "Springfield")
    assert found.status is ResolutionStatus.AMBIGUOUS
    assert found.place == found.candidates[0].place
    assert found.position is not None
    assert "could be" in found.working
    scores = [candidate.score for candidate in found.candidates]
    assert 2 <= len(scores) <= 10
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert all(candidate.reasons for candidate in found.candidates)


def test_a_town_and_its_province_are_no_doubt(gazetteer: Gazetteer) -> None:
    for name in ("Homs", "Raqqa", "Baghdad", "Erbil", "Aleppo"):
        assert resolve(gazetteer, f"{name} was calm.", name).status is ResolutionStatus.RESOLVED, name


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ToponymKind.DEMONYM, "people or things"),
        (ToponymKind.ORGANISATION, "organisation"),
        (ToponymKind.PERSON, "person"),
        (ToponymKind.PRODUCT, "product"),
    ],
)
def test_what_is_no_place_is_on_no_map_and_says_why(gazetteer: Gazetteer, kind: ToponymKind, words: str) -> None:
    text = "Mosul and Iraqi"
    for found in locate(document(text), named(text, "Mosul", "Iraqi", kind=kind), gazetteer, Bias()):
        assert found.status is ResolutionStatus.NOT_A_PLACE
        assert found.place is None
        assert found.position is None
        assert words in found.working


def test_a_demonym_keeps_its_country_as_candidate(gazetteer: Gazetteer) -> None:
    (found,) = locate(document("Iraqi"), named("Iraqi", "Iraqi", kind=ToponymKind.DEMONYM), gazetteer, Bias())
    assert [candidate.place.key for candidate in found.candidates] == ["99237"]


def test_an_unknown_name_is_not_found(gazetteer: Gazetteer) -> None:
    found = resolve(gazetteer, "They went to Nowheresville.", "Nowheresville")
    assert (found.status, found.place, found.position, found.candidates) == (ResolutionStatus.NOT_FOUND, None, None, ())
    assert "Nowheresville" in found.working


class Fake:
    """A geocoder that knows one place, or fails."""

    name, attribution = "Fake", "© nobody"

    def __init__(self, answer: tuple[Place, ...] | Exception) -> None:
        self.answer, self.asked = answer, list[str]()

    def lookup(self, name: str) -> tuple[Place, ...]:
        self.asked.append(name)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


TEXT = "From Mosul they went to Nowheresville."


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ((NOWHERE,), ResolutionStatus.RESOLVED),
        ((), ResolutionStatus.NOT_FOUND),
        (LookupFailed("timed out"), ResolutionStatus.FAILED),
        (GeocoderUnusable("refused", 60.0), ResolutionStatus.FAILED),
    ],
    ids=["known", "unknown", "failed", "refused"],
)
def test_a_geocoder_is_asked_only_about_what_the_gazetteer_does_not_know(
    gazetteer: Gazetteer, answer: tuple[Place, ...] | Exception, status: ResolutionStatus
) -> None:
    fake = Fake(answer)
    mosul, other = locate(document(TEXT), named(TEXT, "Mosul", "Nowheresville"), gazetteer, Bias(), fake)
    assert fake.asked == ["Nowheresville"]
    assert (mosul.status, mosul.geocoder) == (ResolutionStatus.RESOLVED, "")
    assert (other.status, other.geocoder) == (status, "Fake")
    assert (other.place == NOWHERE) is (status is ResolutionStatus.RESOLVED)
    assert isinstance(answer, tuple) or str(answer) in other.working


def test_no_toponyms_no_resolutions(gazetteer: Gazetteer) -> None:
    assert locate(document(""), (), gazetteer, Bias()) == ()
    assert bias_of([], gazetteer) == Bias()
    assert bias_of([(), ()], gazetteer) == Bias()


def test_every_toponym_has_one_resolution_in_order(gazetteer: Gazetteer) -> None:
    text = "Iraqi troops left Mosul near Erbil, between Homs and Raqqa, for Springfield. Maj Gen Jones spoke of the Gulf."
    toponyms = recognise(document(text), gazetteer)
    assert len(toponyms) >= 7
    assert tuple(found.toponym for found in locate(document(text), toponyms, gazetteer, Bias())) == toponyms


TEXTS = (
    "Troops left Mosul for Homs.",
    "Iraqi troops left Taji.",
    "Syria and Turkey agreed.",
    "Nothing is named here.",
    "British troops left Cordoba.",
)


@settings(deadline=None, max_examples=20)
@given(st.permutations(TEXTS))
def test_the_order_of_documents_changes_nothing(gazetteer: Gazetteer, texts: list[str]) -> None:
    plain = bias_of((recognise(document(text), gazetteer) for text in TEXTS), gazetteer)
    assert bias_of((recognise(document(text), gazetteer) for text in texts), gazetteer) == plain


def test_the_bias_counts_a_document_once_and_adds_up_to_one(gazetteer: Gazetteer) -> None:
    bias = bias_of([recognise(document("Mosul, Baghdad, Iraq and Syria"), gazetteer), recognise(document("Iraqi"), gazetteer)], gazetteer)
    assert bias.countries == (("IQ", pytest.approx(2 / 3)), ("SY", pytest.approx(1 / 3)))
    assert (bias.weight("IQ"), bias.weight("SY"), bias.weight("FR"), bias.weight("")) == (1.0, pytest.approx(0.5), 0.0, 0.0)


def test_a_doubtful_name_has_no_vote(gazetteer: Gazetteer) -> None:
    assert bias_of([recognise(document("They went to Springfield and London."), gazetteer)], gazetteer).weight("GB") == 0
    assert bias_of([tuple(named("Jordan", "Jordan", kind=ToponymKind.PERSON))], gazetteer) == Bias()


def test_areas_are_soft_and_regions_without_borders_say_so(gazetteer: Gazetteer) -> None:
    for name in ("Kurdistan", "Western Iraq", "Syria", "Anbar", "Tigris", "Europe"):
        found = resolve(gazetteer, f"They left {name}.", name)
        assert found.position is not None
        assert found.position.radius_m >= 100_000
        assert "soft circle" in found.working
    assert "without agreed borders" in resolve(gazetteer, "They left Kurdistan.", "Kurdistan").working


def test_containment(gazetteer: Gazetteer) -> None:
    iraq, texas = gazetteer.country("IQ"), next(place for place in gazetteer.lookup("Texas") if place.kind == "ADM1")
    mosul = gazetteer.lookup("Mosul")[0]
    assert iraq is not None
    assert contains(iraq, mosul)
    assert not contains(texas, mosul)
    assert not contains(iraq, iraq)


WHERE = {
    "Mosul": (36.34, 43.13, 10),
    "Raqqa": (35.95, 39.01, 10),
    "Taji": (33.52, 44.26, 10),
    "Al Asad": (33.79, 42.44, 10),
    "Al Asad Air Base": (33.79, 42.44, 10),
    "Camp Al Asad": (33.79, 42.44, 10),
    "Manbij": (36.53, 37.95, 10),
    "Haditha": (34.14, 42.38, 10),
    "Homs": (34.73, 36.46, 10),
    "Besmayah": (33.2, 44.6, 10),
    "Irbil": (36.19, 44.01, 10),
    "Hawija": (35.33, 43.77, 10),
    "Baghdad": (33.32, 44.38, 10),
    "Diyala": (33.9, 45.0, 60),
    "Anbar": (32.9, 41.6, 100),
    "River Tigris": (34.6, 43.7, 200),
    "Tigris": (34.6, 43.7, 200),
    "Euphrates River Valley": (34.8, 40.5, 150),
    "Western Iraq": (33.0, 41.7, 100),
    "Gulf": (26.9, 51.5, 200),
    "Turkey": (39.0, 35.0, 150),
    "Iraq": (33.0, 44.0, 150),
    "Syria": (35.0, 38.0, 150),
    "Afghanistan": (33.9, 66.0, 200),
    "UK": (54.0, -2.5, 200),
    "United Kingdom": (54.0, -2.5, 200),
    "Britain": (54.0, -2.5, 200),
    "US": (39.8, -98.6, 200),
    "United States": (39.8, -98.6, 200),
    "Europe": (50.0, 10.0, 700),
}
"""Where the places of the reference sources lie, and within how many kilometres of it they must be drawn."""


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the five sources are not beside this checkout")
def test_the_reference_sources_have_every_place_and_no_false_one(gazetteer: Gazetteer) -> None:
    documents = [document(file.read_text(encoding="utf-8"), file.name) for file in sorted(SOURCES.glob("*.txt"))]
    found = [recognise(text, gazetteer) for text in documents]
    bias = bias_of(found, gazetteer)
    drawn: dict[str, int] = {}
    for text, toponyms in zip(documents, found, strict=True):
        for resolution in locate(text, toponyms, gazetteer, bias):
            if resolution.toponym.kind not in PLACE_KINDS:
                assert resolution.status is ResolutionStatus.NOT_A_PLACE
                continue
            assert resolution.status is ResolutionStatus.RESOLVED, resolution.working
            assert resolution.position is not None
            lat, lon, km = WHERE[resolution.toponym.surface]  # a name that is not in the table is a false pin
            assert distance_m(lat, lon, resolution.position.lat, resolution.position.lon) < km * 1000, resolution.working
            drawn[resolution.toponym.surface] = drawn.get(resolution.toponym.surface, 0) + 1
    assert {name.removeprefix("River ") for name in drawn} >= {name.removeprefix("River ") for name in WHERE} - {"US"}
    everything = "\n".join(text.text for text in documents)
    for name in ("Mosul", "Raqqa", "Taji", "Manbij", "Haditha", "Homs", "Baghdad", "Syria", "Turkey", "Europe", "Britain", "UK", "United States"):
        assert drawn[name] == len(re.findall(rf"\b{name}\b", everything)), name
