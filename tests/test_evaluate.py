"""The figures of quality: how spans are matched, what is counted, which class an error falls into, and what the command writes."""

import importlib.util
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.config import load_settings
from geodata.errors import InvalidRecord, ReadError
from geodata.evaluate import as_json, as_text, evaluate_dates, evaluate_places, read_gold
from geodata.evaluate.answers import FoundToponym, answers
from geodata.evaluate.date_errors import expression_kind
from geodata.evaluate.date_figures import Told, compare_dates, date_figures
from geodata.evaluate.findings import Finding, classes, context
from geodata.evaluate.gold import GoldDocument, GoldMention, GoldToponym, NotPlace
from geodata.evaluate.matching import exact, match, rates
from geodata.evaluate.place_errors import place_errors
from geodata.evaluate.place_figures import compare, distance_km, place_figures
from geodata.model import Ground, Place, Precision, Statement, Status, TimeSpan, ToponymKind
from geodata.pipeline import Tools
from geodata.rows import timex_row

PASSAGES = Path(__file__).parent / "passages"
SCORERS = Path(__file__).parents[2] / "shared" / "score"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.open(load_settings())


def span(start: int, end: int) -> SimpleNamespace:
    return SimpleNamespace(start=start, end=end)


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda s: span(s[0], s[0] + s[1])), max_size=8)


# --- matching ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "found", "matched"),
    [
        ([(0, 5)], [(0, 5)], {0: 0}),
        ([(0, 5)], [(5, 9)], {}),
        ([(0, 5)], [(0, 9), (0, 5)], {0: 1}),
        ([(0, 5), (6, 9)], [(0, 9)], {0: 0}),
        ([(0, 5), (5, 12)], [(2, 12)], {1: 0}),
        ([(0, 4), (4, 8)], [(3, 5), (5, 8)], {0: 0, 1: 1}),
    ],
)
def test_equal_spans_come_first_then_the_largest_overlap(gold: list, found: list, matched: dict) -> None:
    assert match([span(*g) for g in gold], [span(*f) for f in found]) == matched


@given(spans, spans)
def test_matching_is_one_to_one_and_overlapping(gold: list, found: list) -> None:
    matched = match(gold, found)
    assert len(set(matched.values())) == len(matched)
    assert all(gold[i].start < found[j].end and found[j].start < gold[i].end for i, j in matched.items())
    assert exact(gold, found) <= len(matched)


@given(spans)
def test_what_is_found_as_marked_is_all_matched(gold: list) -> None:
    assert match(gold, gold).keys() == set(range(len(gold)))


@pytest.mark.parametrize(
    ("right", "found", "marked", "expected"), [(0, 0, 0, (0.0, 0.0, 0.0)), (1, 2, 4, (0.5, 0.25, 1 / 3)), (3, 3, 3, (1.0, 1.0, 1.0))]
)
def test_rates(right: int, found: int, marked: int, expected: tuple[float, float, float]) -> None:
    result = rates(right, found, marked)
    assert (result.precision, result.recall, result.f1) == pytest.approx(expected)


# --- places ------------------------------------------------------------------------------------------------------------------------------

TEXT = "Trains run from Alphaville to Betatown. Mr Gamma, of the Delta Bank, left."


def marked(words: str, lat: float | None = 10.0, lon: float | None = 20.0, key: int | None = None, kind: str = "") -> GoldToponym:
    start = TEXT.index(words)
    return GoldToponym(start, start + len(words), words, lat, lon, key, kind)


def found(words: str, lat: float | None = 10.0, lon: float | None = 20.0, key: int | None = None, **place: str) -> FoundToponym:
    start = TEXT.index(words)
    own = {"name": words, "kind": "PPL", "country": "AA", "admin1": "1", **place}
    where = (
        None
        if lat is None or lon is None
        else Place("geonames", str(key or 0), own["name"], (), lat, lon, 1_000.0, own["kind"], own["country"], own["admin1"])
    )
    return FoundToponym(start, start + len(words), words, ToponymKind.NAME, lat, lon, key, where)


def document(toponyms: tuple[GoldToponym, ...], not_places: tuple[NotPlace, ...] = ()) -> GoldDocument:
    return GoldDocument("d", TEXT, "", (("source", "The Post"),), toponyms, not_places, (), ())


def test_the_figures_of_places_on_an_example_worked_by_hand() -> None:
    gold = document((marked("Alphaville"), marked("Betatown", None, None), marked("Delta", 0.0, 0.0)))
    result = place_figures([compare(gold, [found("Alphaville", 11.0), found("Betatown"), found("Gamma")])])
    assert (result["docs"], result["gold"], result["pred"]) == (1, 3, 3)
    assert result["exact_F1"] == result["overlap_F1"] == pytest.approx(2 / 3)
    assert (result["gold_with_coords"], result["matched_with_coords"], result["placed"]) == (2, 1, 1)
    assert (result["res_acc161"], result["res_acc25"], result["e2e_161"], result["e2e_25"]) == (1.0, 0.0, 0.5, 0.0)
    assert result["mean_km"] == pytest.approx(distance_km(10, 20, 11, 20)) == pytest.approx(111.195, abs=0.01)
    assert result["e2e_P161"] == 0.5  # Betatown cannot be right or wrong; Gamma is wrong


def test_a_match_without_a_position_is_wrong_but_is_no_pin() -> None:
    result = place_figures([compare(document((marked("Alphaville"),)), [found("Alphaville", None)])])
    assert (result["res_acc161"], result["placed_acc161"], result["mean_km"], result["auc"], result["e2e_P161"]) == (0.0, None, None, None, 0.0)


def test_the_marked_id_is_right_at_any_distance_only_when_asked() -> None:
    gold, answer = document((marked("Alphaville", key=7),)), [found("Alphaville", 50.0, key=7)]
    assert place_figures([compare(gold, answer)])["e2e_161"] == 0.0
    assert place_figures([compare(gold, answer, id_ok=True)])["e2e_25"] == 1.0


def test_ignored_types_are_neither_required_nor_wrong() -> None:
    gold = document((marked("Alphaville"), marked("Betatown", kind="AIRP")))
    result = place_figures([compare(gold, [found("Alphaville"), found("Betatown")], frozenset({"AIRP"}))])
    assert (result["gold"], result["pred"], result["exact_F1"]) == (1, 1, 1.0)


def test_what_is_no_place_is_counted_where_it_is_marked() -> None:
    start = TEXT.index("Delta")
    gold = document((), (NotPlace(start, start + 5, "Delta", "organisation"),))
    assert place_figures([compare(gold, [])])["kept_off"] == 1.0
    assert place_figures([compare(gold, [found("Delta")])])["kept_off"] == 0.0
    assert "kept_off" not in place_figures([compare(document(()), [])])


class Names:
    """A gazetteer that knows Alphaville twice."""

    known = (
        Place("geonames", "1", "Alphaville", (), 10.0, 20.0, 1_000.0, "PPL", "AA", "1"),
        Place("geonames", "2", "Alphaville", (), 50.0, 20.0, 1_000.0, "PPL", "BB", "1"),
        Place("geonames", "3", "Alphaville", (), 60.0, 20.0, 1_000.0, "PPL", "AA", "2"),
    )

    def lookup(self, name: str) -> tuple[Place, ...]:
        return self.known if name == "Alphaville" else ()

    def knows(self, name: str) -> bool:
        return bool(self.lookup(name))

    def demonym(self, name: str) -> tuple[Place, ...]:
        return ()


@pytest.mark.parametrize(
    ("gold", "answer", "name"),
    [
        ([marked("Alphaville")], [], "missed: one word, known to the gazetteer"),
        ([marked("Betatown")], [], "missed: one word, unknown to the gazetteer"),
        ([marked("Delta Bank")], [], "missed: several words, unknown to the gazetteer"),
        ([], [found("Gamma")], "spurious: a person's name?"),
        ([], [found("Delta")], "spurious: part of an organisation's name?"),
        ([], [found("Trains")], "spurious: opens a sentence"),
        ([marked("Delta Bank", None)], [found("Delta")], "span: too short"),
        ([marked("Delta", None)], [found("Delta Bank")], "span: too long"),
        ([marked("Alphaville")], [found("Alphaville", None)], "place: not found"),
        ([marked("Alphaville")], [found("Alphaville", 50.0, country="BB")], "place: wrong country"),
        ([marked("Alphaville")], [found("Alphaville", 60.0, admin1="2")], "place: right country, wrong division"),
        ([marked("Alphaville")], [found("Alphaville", 61.0, kind="ADM2")], "place: wrong kind"),
        ([marked("Alphaville")], [found("Alphaville", 11.0)], "place: 25 to 161 km off, a settlement or a spot"),
        ([marked("Betatown")], [found("Betatown", 50.0)], "place: the right one is not among the places of this name"),
        ([marked("Betatown", key=5)], [found("Betatown", 50.0, key=5)], "place: the same entry, marked elsewhere"),
        ([marked("Delta")], [found("Delta Bank", 50.0)], "place: far off, for other words than those marked"),
    ],
)
def test_every_error_with_a_place_has_its_class(gold: list, answer: list, name: str) -> None:
    doc = document(tuple(gold))
    errors = list(place_errors(doc, SimpleNamespace(off_map=()), compare(doc, answer), Names()))
    assert name in [error.name for error in errors]
    assert all(error.context.count("[") == 1 for error in errors)


# --- dates -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "value", "words", "kind"),
    [
        ("DATE", "PAST_REF", "recently", "a vague reference"),
        ("SET", "XXXX-WXX-5", "every Friday", "a set"),
        ("DURATION", "P3Y", "three years", "a duration"),
        ("TIME", "2017-02-14TNI", "Tuesday night", "a time of day"),
        ("DATE", "2017-Q1", "the first quarter", "a quarter or half"),
        ("DATE", "2017-SP", "this spring", "a season"),
        ("DATE", "2017-W06", "last week", "a week or weekend"),
        ("DATE", "2017-02-14", "Tuesday", "a weekday"),
        ("DATE", "2017-02-14", "Tuesday, 14 February", "a weekday"),
        ("DATE", "2017-02-14", "yesterday", "today, yesterday, tomorrow"),
        ("DATE", "2017-02-14", "14 Feb. 2017", "a written day"),
        ("DATE", "2017-02-14", "14/02/2017", "a written day"),
        ("DATE", "2017-02-14", "two days earlier", "a day counted from another"),
        ("DATE", "2017-02", "in February", "a named month"),
        ("DATE", "2017-02", "last month", "a month counted from another"),
        ("DATE", "2017", "2017", "a written year"),
        ("DATE", "2017", "last year", "a year counted from another"),
        ("DATE", "199", "the 1990s", "a decade or century"),
        ("DATE", "", "one day", "another expression"),
    ],
)
def test_the_kind_of_an_expression(type_: str, value: str, words: str, kind: str) -> None:
    assert expression_kind(type_, value, words) == kind


STATEMENT = Statement(TimeSpan.of_day(date(2017, 2, 14)), Ground.CLAUSE, "on Tuesday", "r", "a", Status.CLAIMED, "the Observatory", ())


@pytest.mark.parametrize(
    ("gold", "right"),
    [
        (("2017-02-14", "2017-02-15", "claimed", "Observatory"), (True, True, True)),
        (("2017-02-14", "", "claimed", "an observatory"), (False, True, True)),
        (("", "", "happened", ""), (False, False, False)),
    ],
)
def test_what_is_told_of_a_place_is_compared_in_three_ways(gold: tuple[str, str, str, str], right: tuple[bool, bool, bool]) -> None:
    told = Told(GoldMention(0, 1, "x", *gold), STATEMENT)
    assert (told.when_right, told.status_right, told.said_by_right) == right


def test_nothing_found_is_wrong_and_no_time_is_right_where_there_is_none() -> None:
    nowhere = GoldMention(0, 1, "x", "", "", "happened", "")
    assert not Told(nowhere, None).when_right
    assert Told(nowhere, replace(STATEMENT, when=None)).when_right
    assert not Told(nowhere, replace(STATEMENT, when=TimeSpan(None, date(2017, 1, 1), Precision.RANGE))).when_right


# --- the same figures as the shared scorers ----------------------------------------------------------------------------------------------


def scorer(name: str) -> ModuleType:
    if not (SCORERS / f"{name}.py").exists():
        pytest.skip("the shared scorers are not beside this checkout")
    spec = importlib.util.spec_from_file_location(name, SCORERS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def assert_same(expected: dict, figures: dict) -> None:
    assert list(figures)[: len(expected)] == list(expected)
    for name, value in expected.items():
        assert figures[name] == (value if value is None else pytest.approx(value, abs=1e-9)), name


@pytest.mark.parametrize(("ignored", "id_ok"), [(frozenset(), False), (frozenset({"country", "river"}), True)])
def test_places_agree_with_the_shared_scorer(tools: Tools, ignored: frozenset[str], id_ok: bool) -> None:
    score = scorer("score_places")
    gold = read_gold(PASSAGES / "places.jsonl", "toponyms")
    rows = score.load(PASSAGES / "places.jsonl", "toponyms")
    for row in rows.values():
        for mark in row["toponyms"]:
            mark["type"] = mark["kind"]
    given = {doc.id: {"toponyms": [vars_of(t) for t in answer.toponyms]} for doc, (answer, _) in zip(gold, answers(gold, tools, quiet), strict=True)}
    assert_same(score.score(rows, given, ignored, id_ok=id_ok), evaluate_places(gold, tools, ignored=ignored, id_ok=id_ok).figures)


def test_dates_agree_with_the_shared_scorer(tools: Tools) -> None:
    score = scorer("score_dates")
    gold = read_gold(PASSAGES / "dates.jsonl", "timexes")
    given = {doc.id: {"timexes": [timex_row(t) for t in answer.timexes]} for doc, (answer, _) in zip(gold, answers(gold, tools, quiet), strict=True)}
    assert_same(score.score(score.load(PASSAGES / "dates.jsonl"), given), evaluate_dates(gold, tools).figures)


def quiet(what: str, done: int, of: int) -> None:
    """Says nothing."""


def vars_of(toponym: FoundToponym) -> dict:
    return {name: getattr(toponym, name) for name in ("start", "end", "lat", "lon", "geonames_id")}


# --- gold files, classes, the command ----------------------------------------------------------------------------------------------------

GOLD = {
    "id": "a",
    "text": "Talks in Mosul failed on Monday.",
    "dct": "2017-02-16T10:00",
    "source": "The Post",
    "toponyms": [{"start": 9, "end": 14, "phrase": "Mosul", "lat": 36.335, "lon": 43.119, "geonames_id": 99072}],
    "timexes": [{"start": 25, "end": 31, "text": "Monday", "type": "DATE", "value": "2017-02-13"}],
    "mentions": [{"start": 9, "end": 14, "when_begin": "2017-02-13", "when_end": "2017-02-14", "status": "happened", "said_by": ""}],
}


def write(folder: Path, *rows: object) -> Path:
    file = folder / "gold.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return file


def test_a_gold_file_is_read_as_it_is(tmp_path: Path) -> None:
    [gold] = read_gold(write(tmp_path, GOLD, ""), "toponyms")
    assert (gold.published, gold.label("source"), gold.label("title")) == ("2017-02-16", "The Post", "")
    assert gold.toponyms == (GoldToponym(9, 14, "Mosul", 36.335, 43.119, 99072, ""),)
    half = {**GOLD, "toponyms": [{"start": 9, "end": 14, "lat": 1.0, "lon": None}]}
    assert read_gold(write(tmp_path, half), "toponyms")[0].toponyms[0].lat is None


@pytest.mark.parametrize(
    "rows",
    [
        ["{"],
        ["[]"],
        [{"id": "a", "text": "x"}],
        [{"id": "a", "text": 5, "toponyms": []}],
        [{"id": "a", "text": "x", "toponyms": [{"start": 0, "end": 2}]}],
        [{"id": "a", "text": "x", "toponyms": [{"start": 0, "end": 0}]}],
        [{"id": "a", "text": "x", "toponyms": [{"end": 1}]}],
        [{"id": "a", "text": "x", "toponyms": [7]}],
        [GOLD, GOLD],
        [],
    ],
)
def test_a_broken_gold_file_is_refused_with_its_line(tmp_path: Path, rows: list) -> None:
    with pytest.raises(InvalidRecord, match=r"gold\.jsonl"):
        read_gold(write(tmp_path, *rows), "toponyms")


def test_a_gold_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nowhere"):
        read_gold(tmp_path / "nowhere", "toponyms")


def test_classes_are_counted_and_the_worst_come_first() -> None:
    findings = [Finding("a", "x", "1", "c"), Finding("b", "y", "1", "c", 5), Finding("b", "z", "2", "c", 9), Finding("b", "y", "3", "c", 5)]
    gathered = classes(findings, 1)
    assert [(c.name, c.count, [(e.what, e.count, e.document_id) for e in c.examples]) for c in gathered] == [
        ("b", 3, [("y", 2, "1")]),
        ("a", 1, [("x", 1, "1")]),
    ]
    assert context("one\ntwo three", span(4, 7)) == "one [two] three"


def test_the_command_writes_figures_groups_and_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, GOLD, {**GOLD, "id": "b", "source": "", "toponyms": [], "timexes": [], "mentions": []})
    assert main(["evaluate", "places", str(file), "--by", "source", "--worst", "1"]) == 0
    out = capsys.readouterr().out
    assert "exact_F1" in out and "The Post" in out and "spurious" in out and "Talks in [Mosul] failed" in out
    assert main(["evaluate", "dates", str(file), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["figures"]["value_P"] == 0.5 and report["figures"]["when"] == report["figures"]["status"] == report["figures"]["said_by"] == 1.0
    assert [(e["name"], e["count"]) for e in report["errors"]] == [("spurious: a weekday", 1)]


def test_a_document_that_fails_is_named_and_counts_as_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = {**GOLD, "id": "b", "dct": "soon"}
    assert main(["evaluate", "dates", str(write(tmp_path, GOLD, broken)), "--json"]) == 1
    written = capsys.readouterr()
    assert "b: " in written.err and json.loads(written.out)["figures"]["strict_R"] == 0.5
    assert main(["evaluate", "dates", str(write(tmp_path, broken))]) == 2
    assert main(["evaluate", "places", str(tmp_path / "nowhere")]) == 2


def test_a_report_is_the_same_every_time(tools: Tools) -> None:
    gold = read_gold(PASSAGES / "places.jsonl", "toponyms")[:10]
    first, again = (evaluate_places(gold, tools, worst=3) for _ in range(2))
    assert as_json(first) == as_json(again) and as_text(first) == as_text(again)


def test_no_documents_give_figures_without_a_division_by_zero() -> None:
    assert place_figures([])["exact_F1"] == 0.0 and place_figures([])["e2e_161"] is None
    empty = GoldDocument("d", "x", "", (), (), (), (), ())
    assert date_figures([compare_dates(empty, SimpleNamespace(timexes=(), reading=None))])["day_recall"] is None
