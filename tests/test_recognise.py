"""Text → toponyms. In the tables a name stands in square brackets, with its kind behind a bar where it is no plain name: "[Iraqi|demonym] troops"."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import InvalidRecord
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.model import PLACE_KINDS, Document, ToponymKind
from geodata.recognise import recognise, train
from geodata.recognise.crf import MODEL, Crf
from geodata.recognise.tokens import tokens
from geodata.recognise.vocabulary import vocabulary

MARKED = re.compile(r"\[([^\]|]+)(?:\|(\w+))?\]")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def document(text: str) -> Document:
    return Document("d", "", "", "d.txt", "", "", "", "", "", "", "", "", text, "en", None, "", False, None)


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text, and start, end and kind of each name marked in it."""
    text, spans, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2] or "name"))
        text, last = text + match[1], match.end()
    return text + marked[last:], spans


def check(gazetteer: Gazetteer, marked: str) -> None:
    text, expected = unmarked(marked)
    found = [(t.start, t.end, t.kind.value) for t in recognise(document(text), gazetteer)]
    assert [(text[s:e], kind) for s, e, kind in found] == [(text[s:e], kind) for s, e, kind in expected]
    assert found == expected


@pytest.mark.parametrize(
    "marked",
    [
        "Shells fell in [Mosul] and [Raqqa] on Monday.",
        "Shells fell in north-western [Mosul] and on the outskirts of [Aleppo].",
        "The base in [Iraq]’s [Anbar] province was attacked.",
        "Training goes on at [Taji], [Al Asad], [Besmayah] and [Irbil].",
        "They flew to [Al Asad Air Base] in [Western Iraq] and to [Camp Al Asad].",
        "The fight moved along the [Euphrates River Valley] and the [Tigris].",
        "A laboratory was set up in the [Gulf], far from the [Gulf of Mexico].",
        "Cells exist in [Hawija], [Diyala], [Anbar] and [Baghdad].",
        "[Manbij] was quiet. In [Turkey] it was not.",
        "He said: “In [Manbij] they found a gateway to [Europe].”",
        "She lived in [St. Louis], then in [Ivory Coast] and [Sri Lanka].",
        "The [U.S.|adjective] envoy left the [UK].",
        "Fighting went on in [Deir ez-Zor] and near [Ash-Shirqat].",
        "[MOSUL], [Iraq], Monday",
        "The word [الموصل] stood on the sign.",
        "The boat sank on the River [Tigris] near [Mosul].",
        "Exports from [Nigeria] and [Ghana] to [China] rose, [Accra] and [Lagos] said.",
        "It happened in [Harrisburg], [Pa.], and in [Springfield], [Ill.], on Friday.",
        "Trains between [Lyon] and [Geneva] are late.",
        "Residents of [Fallujah] said that shells had hit the market.",
        "The battle for [Tikrit] began in March. Aid reached [Baiji] later.",
        "Warplanes struck [Jarablus] overnight.",
    ],
)
def test_places_are_found_by_their_name_alone(gazetteer: Gazetteer, marked: str) -> None:
    check(gazetteer, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Iraqi|demonym] and [British|demonym] troops met [Syrians|demonym].",
        "The [South African|demonym] and [New Zealander|demonym] teams left.",
        "Fighters of Islamic State in [Iraq|organisation] and [Levant|organisation] fled.",
        "The Government of [Iraq|organisation] and the Ministry of Defence agreed.",
        "He taught at the University of [Mosul|organisation].",
        "[Baghdad|organisation] University said so.",
        "The [Paris|product] Agreement was signed.",
        "Maj Gen [Jones|person] spoke. Later [Jones|person] left.",
        "Sir Michael [Fallon|person] said so, and Gavin [Williamson|person] agreed.",
        "Prime Minister [Jordan|person] flew to [Jordan].",
        "[Clinton|person] spoke.",
    ],
)
def test_other_uses_of_a_name_are_told_apart(gazetteer: Gazetteer, marked: str) -> None:
    check(gazetteer, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "The [US|adjective]-led coalition and [UK|adjective] personnel stayed.",
        "[Britain|metonym] will send more.",
        "[Iraq|metonym] said it would.",
        "A man from [Iraq] and [Afghanistan] said so.",
    ],
)
def test_metonyms_and_adjectives_are_places_still(gazetteer: Gazetteer, marked: str) -> None:
    check(gazetteer, marked)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Week after week the march went on, said the man.",
        "In March and May, we said, the week was long.",
        "But for us, more is not enough. As the Coalition grows, so do we.",
        "The Commons heard MPs of NATO and the RAF; the MoD was silent.",
        "I saw four Tornado GR4s. The Rifles trained; the Telegraph watched.",
        "Reading is nice. Nice is reading.",
        "Third, we will do more. And it means more.",
        "Date | Place | What happened",
        "First of all: The General Assembly met.",
    ],
)
def test_common_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert recognise(document(text), gazetteer) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SHELLS FALL ON MOSUL AS IRAQI TROOPS ENTER THE CITY", ["MOSUL", "IRAQI"]),
        ("Shells Fall on Mosul as Iraqi Troops Enter the City", ["Mosul", "Iraqi"]),
        ("shells fell on baghdad as iraqi troops were sent to syria by train", ["baghdad", "iraqi", "syria"]),
        ("Troops were in Kampela.\n\nKampela was quiet. People fled Kampela for Uganda.", ["Kampela", "Uganda"]),
    ],
)
def test_names_are_found_in_any_casing_and_without_a_gazetteer(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert set(names) <= {t.surface for t in recognise(document(text), gazetteer)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shelling followed in Poonch and Qarahvil. Villagers of Kamandeh fled.", {"Poonch", "Qarahvil", "Kamandeh"}),
        ("The patrol left Kamandeh at noon and passed Darvishkhel.", {"Kamandeh", "Darvishkhel"}),
        ("They thanked Annan and Brahimi. The arrest of Kony followed.", set()),
    ],
)
def test_a_name_that_no_gazetteer_knows_is_found_where_the_words_ask_for_a_place(gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    found = {t.surface for t in recognise(document(text), gazetteer) if t.kind in PLACE_KINDS}
    assert found == names
    assert not any(map(gazetteer.knows, names - {"Poonch"}))


def test_a_long_line_and_odd_letters_do_no_harm(gazetteer: Gazetteer) -> None:
    text = "\u200b" + "In Mosul, ﬁre İstanbul 🔥 e\u0301 " * 800
    found = recognise(document(text), gazetteer)
    assert len(found) >= 800
    assert all(text[t.start : t.end] == t.surface for t in found)


CORPUS = [
    {"id": f"{n}", "source": f"feed{n % 3}.example", "text": text, "toponyms": [{"start": text.index(name), "end": text.index(name) + len(name)}]}
    for n, (text, name) in enumerate(
        [("The fair in Lyon was long.", "Lyon"), ("Rain fell on Nairobi today.", "Nairobi"), ("A Kenyan team won.", "Kenyan")] * 4
    )
]


def corpus(folder: Path) -> Path:
    (folder / "one.jsonl").write_text("".join(json.dumps(row) + "\n" for row in CORPUS), encoding="utf-8")
    return folder


def test_training_twice_gives_the_same_bytes(gazetteer: Gazetteer, tmp_path: Path) -> None:
    marked = train.read_corpora(corpus(tmp_path))
    for name in ("a", "b"):
        train.train(marked, gazetteer, tmp_path / name, lambda *_: None)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    found = recognise(document("The fair in Lyon was long."), gazetteer, Crf(tmp_path / "a"))
    assert [t.surface for t in found] == ["Lyon"]


def test_no_feed_is_on_both_sides_of_a_test(tmp_path: Path) -> None:
    marked = train.read_corpora(corpus(tmp_path))
    assert {m.feed for m in marked} == {"feed0.example", "feed1.example", "feed2.example"}


def test_the_scores_are_exact_matches(gazetteer: Gazetteer, tmp_path: Path) -> None:
    [score] = train.over_feeds(train.read_corpora(corpus(tmp_path)), gazetteer, lambda *_: None)
    assert (score.corpus, score.marked) == ("one", len(CORPUS))
    assert score.f1 == 2 * score.right / (score.found + score.marked)
    assert "one" in train.table("all", [score])


def test_passages_of_our_own_are_read_by_their_marks(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text("# a remark\n[Mosul] fell; [Al Asad] did not.\n", encoding="utf-8")
    (passage,) = train.read_passages(file)
    assert passage.document.text == "Mosul fell; Al Asad did not." and passage.spans == ((0, 5), (12, 19)) and passage.corpus == "own"


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', '{"id": "a", "text": "b", "toponyms": [{"start": "x", "end": 1}]}', "[]"])
def test_a_corpus_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InvalidRecord, match=r"bad.jsonl, line 1"):
        train.read_corpora(tmp_path)


def test_a_folder_without_corpora_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match=r"no \.jsonl"):
        train.read_corpora(tmp_path)


def test_the_shipped_model_is_small_and_has_a_card() -> None:
    assert MODEL.stat().st_size < 3_000_000
    assert "GeoVirus" in (MODEL.parent / "MODEL.md").read_text(encoding="utf-8")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Mosul", "the", "Iraqi", "Gulf", ".", ",", "“", "Mr", "Jones", "in", "US-led", "\n", "Al", "Asad", "’s", "of", "Paris", "U.S."]
        )
    )
)
def test_toponyms_are_sorted_apart_and_quote_the_text(gazetteer: Gazetteer, words: list[str]) -> None:
    text = " ".join(words)
    found = recognise(document(text), gazetteer)
    assert all(text[t.start : t.end] == t.surface and t.start < t.end for t in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {t.document_id for t in found} <= {"d"}


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(gazetteer: Gazetteer, text: str) -> None:
    for toponym in recognise(document(text), gazetteer):
        assert text[toponym.start : toponym.end] == toponym.surface
        assert isinstance(toponym.kind, ToponymKind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iraq's and Iraq’s", ["Iraq", "and", "Iraq"]),
        ("US-led U.S. troops", ["US", "led", "U.S.", "troops"]),
        ("L/Cpl Ahmed", ["L/Cpl", "Ahmed"]),
        ("Côte d’Ivoire", ["Côte", "d’Ivoire"]),
        ("troops’ base", ["troops", "base"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("near Cox's Bazar today", ["near", "Cox's", "Bazar", "today"]),
        ("in Prince George’s County", ["in", "Prince", "George’s", "County"]),
        ("from St. John's, by sea", ["from", "St", "John's", "by", "sea"]),
        ("at St. John's School", ["at", "St", "John", "School"]),
        ("Syria's Aleppo and Iraq's", ["Syria", "Aleppo", "and", "Iraq"]),
    ],
)
def test_a_name_keeps_the_possessive_that_belongs_to_it(gazetteer: Gazetteer, text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text, gazetteer.knows)] == words


def test_a_name_does_not_run_over_the_end_of_a_sentence() -> None:
    assert [token.joined for token in tokens("He left. Mosul fell, Raqqa held on.")] == [False, True, False, True, False, True, True]


def test_the_vocabulary_has_no_country_among_the_words_that_are_never_places(gazetteer: Gazetteer) -> None:
    countries = {word for word in vocabulary().never for place in gazetteer.lookup(word) if place.kind == "PCLI" and place.name.lower() == word}
    assert countries == set()
