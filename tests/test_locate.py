"""Toponyms → resolutions: which place is meant, how sure, and why."""

import json
import re
from pathlib import Path

import pytest
from conftest import SOURCES, needs_sources
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import GeocoderUnusable, InvalidRecord, LookupFailed, ReadError
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.locate import Bias, bias_of, crossing, locate, training, weighing
from geodata.locate import resolve as resolve_room
from geodata.locate.containment import contains
from geodata.locate.evidence import FEATURES
from geodata.locate.geodesy import distance_m
from geodata.locate.tells import tells_of
from geodata.model import PLACE_KINDS, Document, Place, Resolution, ResolutionStatus, Toponym, ToponymKind
from geodata.recognise import recognise

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


@pytest.mark.parametrize("name", ["Idlib", "Hama", "Hasakah", "Kherson", "Sumy", "Aleppo", "Kirkuk", "Agadez"])
def test_a_bare_name_is_the_town_and_one_with_a_kind_the_division(gazetteer: Gazetteer, name: str) -> None:
    bare, kind = resolve(gazetteer, f"The army entered {name}.", name), resolve(gazetteer, f"Fighting went on in {name} province.", name)
    assert bare.place is not None and bare.place.kind.startswith("PPL"), bare.working
    assert kind.place is not None and kind.place.kind == "ADM1", kind.working


def test_a_bare_name_is_the_state_in_america(gazetteer: Gazetteer) -> None:
    for name in ("Quebec", "Florida", "Ontario"):
        found = resolve(gazetteer, f"Rain fell in {name}.", name).place
        assert found is not None and found.kind == "ADM1"


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


def test_the_names_of_a_document_share_its_vote_and_the_bias_adds_up_to_one(gazetteer: Gazetteer) -> None:
    bias = bias_of([recognise(document("Mosul, Baghdad, Iraq and Syria"), gazetteer), recognise(document("Iraqi"), gazetteer)], gazetteer)
    assert (bias.countries, bias.documents) == ((("IQ", pytest.approx(5 / 6)), ("SY", pytest.approx(1 / 6))), 2)  # Mosul has namesakes and no say


def test_no_name_speaks_in_its_own_case(gazetteer: Gazetteer) -> None:
    text = "Fighting went on in Raqqa, Hasakah and Manbij. Rain fell in Erbil."
    toponyms = tuple(named(text, "Raqqa", "Hasakah", "Manbij", "Erbil"))
    found = {r.toponym.surface: r for r in locate(document(text), toponyms, gazetteer, bias_of([toponyms], gazetteer))}
    about = {name: " ".join(resolution.candidates[0].reasons) for name, resolution in found.items()}
    assert "the collection is about Syria" in about["Raqqa"]
    assert "the collection is about" not in about["Erbil"]  # it alone speaks for Iraq


def test_a_doubtful_name_has_no_vote(gazetteer: Gazetteer) -> None:
    assert bias_of([recognise(document("They went to Springfield and London."), gazetteer)], gazetteer) == Bias()
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
    "the border with Iraq": (34.77, 41.2, 60),  # of Syria, of which the text speaks
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


@needs_sources
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
            words = text.text[resolution.position.phrase_start : resolution.position.phrase_end]
            lat, lon, km = WHERE[words if "border" in words else resolution.toponym.surface]  # a name that is not in the table is a false pin
            assert distance_m(lat, lon, resolution.position.lat, resolution.position.lon) < km * 1000, resolution.working
            drawn[resolution.toponym.surface] = drawn.get(resolution.toponym.surface, 0) + 1
    assert {name.removeprefix("River ") for name in drawn} >= {name.removeprefix("River ") for name in WHERE} - {"US", "the border with Iraq"}
    everything = "\n".join(text.text for text in documents)
    for name in ("Mosul", "Raqqa", "Taji", "Manbij", "Haditha", "Homs", "Baghdad", "Syria", "Turkey", "Europe", "Britain", "UK", "United States"):
        assert drawn[name] == len(re.findall(rf"\b{name}\b", everything)), name


CORPUS = [
    ("They met in Paris, Texas, near Dallas.", {"Paris": (33.66, -95.56), "Texas": (31.2, -99.3), "Dallas": (32.78, -96.81)}),
    ("They met in Paris, the capital of France.", {"Paris": (48.85, 2.35), "France": (46.6, 2.5)}),
    ("Hamilton, New Zealand, was calm.", {"Hamilton": (-37.78, 175.28), "New Zealand": (-42.0, 174.0)}),
]


def a_corpus(folder: Path) -> Path:
    rows = []
    for number, (text, names) in enumerate(CORPUS):
        given = [{"start": text.index(n), "end": text.index(n) + len(n), "lat": lat, "lon": lon} for n, (lat, lon) in names.items()]
        rows.append(json.dumps({"id": f"d{number}", "text": text, "source": f"https://{number}.example.org/a", "toponyms": given}))
    (folder / "small.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_weights_are_found_on_a_corpus_and_written_as_a_table(gazetteer: Gazetteer, tmp_path: Path) -> None:
    names, likelihood = training.train_resolver(a_corpus(tmp_path), gazetteer, tmp_path / "weights.csv")
    assert (names, likelihood) == (7, pytest.approx(0, abs=0.2))
    found = weighing.load_weights(tmp_path / "weights.csv")
    assert found.words == weighing.load_weights().words
    for name, value in training.SET_BY_HAND.items():
        assert found.values[FEATURES.index(name)] == value
    rows = crossing.over_feeds(training.read_examples(tmp_path, gazetteer))
    assert [(row.corpus, row.names) for row in rows] == [("small", 7)]
    assert "mean" in crossing.table("small", rows)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": "Paris", "toponyms": []}'])
def test_what_is_no_corpus_is_refused(gazetteer: Gazetteer, tmp_path: Path, line: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(ReadError):
        training.read_examples(tmp_path, gazetteer)


def test_a_table_of_weights_with_other_lines_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.csv").write_text("feature,weight,words\nany,1.0,\n", encoding="utf-8")
    with pytest.raises(InvalidRecord, match="train resolver"):
        weighing.load_weights(tmp_path / "weights.csv")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The selectmen met; the sheriff came.", "US"),
        ("It cost £5, the borough council said.", "GB"),
        ("RCMP Const. Roe spoke.", "CA"),
        ("Nothing is told here.", ""),
    ],
)
def test_words_tell_a_country(text: str, country: str) -> None:
    told = tells_of(text)
    assert (told[0][0] if told else "") == country
    assert all(0 < weight <= 1 for _, weight in told)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The sheriff of Athens met the school board, the city council, a grand jury, a state trooper and the district attorney.", "US"),
        ("Athens was calm.", "GR"),
    ],
)
def test_a_paper_for_its_own_town_names_no_country(gazetteer: Gazetteer, text: str, country: str) -> None:
    found = resolve(gazetteer, text, "Athens")
    assert found.place is not None
    assert found.place.country == country, found.working


def test_two_towns_of_one_name_are_parted_by_the_words_beside_them(gazetteer: Gazetteer) -> None:
    text = "From Paris, Texas, they flew to Paris, France. Paris was warm."
    starts = [match.start() for match in re.finditer("Paris", text)]
    toponyms = [Toponym("d", at, at + 5, "Paris", ToponymKind.NAME, "test") for at in starts] + named(text, "Texas", "France")
    toponyms.sort(key=lambda toponym: toponym.start)
    found = {r.toponym.start: r.place.country for r in locate(document(text), toponyms, gazetteer, Bias()) if r.place}
    assert (found[starts[0]], found[starts[1]]) == ("US", "FR")


def test_places_of_a_document_speak_for_each_other(gazetteer: Gazetteer) -> None:
    texts = (("They went from Birmingham and Wolverhampton to Coventry.", "GB"), ("They went from Birmingham to Tuscaloosa and Montgomery.", "US"))
    for text, country in texts:
        (found, *_) = locate(document(text), recognise(document(text), gazetteer), gazetteer, Bias())
        assert found.place is not None
        assert (found.toponym.surface, found.place.country) == ("Birmingham", country)


def test_a_place_that_nothing_speaks_for_is_not_drawn(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve_room, "LEAST_SCORE", 2.0)
    found = resolve(gazetteer, "Mosul was calm.", "Mosul")
    assert (found.status, found.place, found.position) == (ResolutionStatus.NOT_FOUND, None, None)
    assert found.candidates
    assert "nothing in the text speaks for it" in found.working
