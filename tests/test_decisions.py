"""What people decide: nobody's word is overwritten unseen, none is lost to a kill or a full disk, and each is found again in a changed text."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import ALPHA, a_mention
from hypothesis import given
from hypothesis import strategies as st

from geodata import query, review
from geodata.atlas import (
    OpenAtlas,
    State,
    append_decision,
    append_decisions,
    builds,
    current_build,
    find_again,
    keep_texts,
    open_atlas,
    put_in_use,
    read_decisions,
    remove_build,
    save,
    target_at,
    write_facts,
)
from geodata.errors import AtlasError, InvalidRecord
from geodata.model import Action, Atlas, Decision, Document, LayerSet, Status, Target, TimeSpan
from geodata.review import PlaceChoice, Reviewing, typed_span

AT = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
ELSEWHERE = PlaceChoice("Elsewhere", 1.5, 2.5, 10.0)


@pytest.fixture
def folder(tmp_path: Path, layer_set: LayerSet) -> Path:
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    save(layer_set, tmp_path)
    return tmp_path


def row(atlas: OpenAtlas, source: str = "a.txt", start: int = 14) -> dict[str, object]:
    found = query.mentions_alike(atlas, "Alphaville", "Alphaville")
    return dict(found[(found["source"] == source) & (found["start"] == start)].iloc[0])


def decide(atlas: OpenAtlas, by: str, make: object, *arguments: object) -> list[int]:
    reviewing = Reviewing(atlas, by, AT)
    return review.store(reviewing, make(reviewing, [row(atlas)], *arguments))  # type: ignore[operator]


def test_the_queue_begins_with_the_least_certain(folder: Path, layer_set: LayerSet) -> None:
    sure, weak, unsure = layer_set.mentions
    save(replace(layer_set, mentions=(sure, weak, replace(unsure, ambiguous=True, score=0.4))), folder)
    atlas = open_atlas(folder)
    assert query.review_queue(atlas) == (unsure.id, weak.id, sure.id)
    first = query.any_mention(atlas, unsure.id)
    assert review.doubts(first) == ["more than one place has this name", "the place is chosen with a score of 0.40 of 1"]
    decide(atlas, "Ada", review.accept)
    assert query.review_queue(open_atlas(folder)) == (unsure.id, weak.id)


def test_every_kind_of_decision_takes_effect(folder: Path) -> None:
    atlas = open_atlas(folder)
    decide(atlas, "Ada", review.move, ELSEWHERE)
    decide(atlas, "Ada", review.redate, typed_span("2019-05"))
    decide(atlas, "Ada", review.relayer, "humanitarian")
    decide(atlas, "Ada", review.restate, Status.DENIED, " A minister ")
    decide(atlas, "Ada", review.note, "look again")
    decide(atlas, "Ben", review.note, "I did")
    found = row(open_atlas(folder))
    assert (found["lat"], found["lon"], found["place_name"], found["layer"], found["status"], found["said_by"]) == (
        *(1.5, 2.5, "Elsewhere", "humanitarian", "denied", "A minister"),
    )
    assert (str(found["when_begin"])[:10], str(found["when_end"])[:10], found["when_precision"]) == ("2019-05-01", "2019-06-01", "month")
    assert found["note"] == "Ada: look again\nBen: I did" and found["moved"] and not found["contested"]


def test_the_error_rate_counts_moved_and_rejected_pins_of_those_checked(folder: Path) -> None:
    atlas = open_atlas(folder)
    assert "No pin has been checked yet, of 3 pins" in review.rate_in_words(query.reviewed(atlas))
    decide(atlas, "Ada", review.move, ELSEWHERE)
    other = Reviewing(atlas, "Ada", AT)
    review.store(other, review.accept(other, [row(atlas, "b.txt")]))
    found = query.reviewed(open_atlas(folder))
    assert (found.pins, found.checked, found.moved, found.rejected) == (3, 2, 1, 0)
    assert "of the 2 pins checked so far, 1 was moved" in review.rate_in_words(found) and "(50%)" in review.rate_in_words(found)


def test_who_has_not_seen_a_decision_does_not_overwrite_it(folder: Path) -> None:
    both_saw = open_atlas(folder)
    [first] = decide(both_saw, "Ada", review.move, ELSEWHERE)
    [second] = decide(both_saw, "Ben", review.reject)
    atlas = open_atlas(folder)
    assert (row(atlas)["place_name"], row(atlas)["rejected"], row(atlas)["contested"]) == ("Elsewhere", False, True)
    assert [(k.number, k.state, k.against) for k in atlas.history] == [(first, State.IN_EFFECT, None), (second, State.WAITING, first)]
    assert query.review_queue(atlas)[0] == row(atlas)["id"]
    decide(atlas, "Ben", review.reject)
    settled = open_atlas(folder)
    assert (row(settled)["rejected"], row(settled)["contested"]) == (True, False)


def test_undoing_one_side_of_a_conflict_settles_it(folder: Path) -> None:
    atlas = open_atlas(folder)
    [first] = decide(atlas, "Ada", review.relayer, "humanitarian")
    decide(atlas, "Ben", review.relayer, "intelligence")
    reviewing = Reviewing(open_atlas(folder), "Ada", AT)
    review.store(reviewing, review.undo(reviewing, [first]))
    found = row(open_atlas(folder))
    assert (found["layer"], found["contested"]) == ("intelligence", False)


@pytest.mark.parametrize("by", ["Ada", "Ben"])
def test_agreeing_or_changing_ones_own_mind_is_no_conflict(folder: Path, by: str) -> None:
    atlas = open_atlas(folder)
    decide(atlas, "Ada", review.accept)
    decide(atlas, by, *((review.accept,) if by == "Ben" else (review.reject,)))
    assert not row(open_atlas(folder))["contested"]


def test_decisions_on_other_things_are_no_conflict(folder: Path) -> None:
    atlas = open_atlas(folder)
    decide(atlas, "Ada", review.relayer, "humanitarian")
    decide(atlas, "Ben", review.redate, None)
    found = row(open_atlas(folder))
    assert (found["layer"], str(found["when_begin"]), found["contested"]) == ("humanitarian", "NaT", False)


@pytest.mark.parametrize("value", ['{"lat": "x"}', "[]", "3", '{"lat": 200, "lon": 0, "radius_m": 1}', '{"lat": 1}', "null"])
def test_a_decision_that_makes_no_sense_is_listed_and_harms_nothing(folder: Path, value: str) -> None:
    append_decision(folder, Decision(Action.MOVE, Target("a.txt", 14, 24, "Alphaville", "", ""), value, "Ada", AT))
    atlas = open_atlas(folder)
    assert atlas.history[0].state is State.ORPHANED and "cannot be understood" in atlas.history[0].reason
    assert row(atlas)["place_name"] == "Alphaville"


def rewritten(document: Document, text: str) -> Document:
    return replace(document, id=sha256(text.encode()).hexdigest()[:16], text=text, text_sha256=sha256(text.encode()).hexdigest())


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Updated. Fighters left Alphaville on Monday, The Post said. In Betaland nothing was known.", True),
        ("Alphaville, a report. Fighters left Alphaville on Monday, it said.", True),
        ("The town of Alphaville is old. Nothing else is known.", False),
        ("Nothing of it is left.", False),
    ],
)
def test_a_decision_finds_its_words_again_in_a_changed_text(folder: Path, layer_set: LayerSet, text: str, is_found: bool) -> None:
    first = rewritten(layer_set.documents[0], layer_set.documents[0].text)
    keep_texts([first], folder)
    save(LayerSet((first,), (a_mention(first, 14, "Alphaville", ALPHA),), ("",), (), ()), folder)
    decide(open_atlas(folder), "Ada", review.relayer, "humanitarian")
    changed = rewritten(first, text)
    keep_texts([changed], folder)
    at = text.rfind("Alphaville")
    mentions = (a_mention(changed, at, "Alphaville", ALPHA),) if at >= 0 else ()
    save(LayerSet((changed,), mentions, ("",) * len(mentions), (), ()), folder)
    atlas = open_atlas(folder)
    assert [k.state for k in atlas.history] == [State.IN_EFFECT if is_found else State.ORPHANED]
    assert query.mentions(atlas)["layer"].tolist() == (["humanitarian"] if is_found else ["ground_operations"] * len(mentions))


def test_a_mention_that_was_missed_is_added_and_can_be_taken_back(folder: Path, layer_set: LayerSet) -> None:
    first = rewritten(layer_set.documents[0], layer_set.documents[0].text)
    keep_texts([first], folder)
    save(LayerSet((first,), (), (), (), ()), folder)
    atlas = open_atlas(folder)
    document = query.documents(atlas).iloc[0].to_dict()
    span = (first.text.index("Betaland"), first.text.index("Betaland") + 8)
    facts = {**review.dated_columns(TimeSpan.of_day(date(2020, 3, 2)), "Ada"), "layer": "humanitarian", "status": "claimed", "said_by": "C"}
    reviewing = Reviewing(atlas, "Ada", AT)
    [number] = review.store(reviewing, [review.add(reviewing, document, first.text, span, ELSEWHERE, facts)])
    [found] = query.mentions(open_atlas(folder)).to_dict("records")
    assert (found["surface"], found["lat"], found["status"], str(found["when_begin"])[:10]) == ("Betaland", 1.5, "claimed", "2020-03-02")
    assert (str(found["reported_begin"])[:10], found["added"], "Betaland" in found["quote"]) == ("2020-03-05", True, True)
    assert query.reviewed(open_atlas(folder)).pins == 0
    again = Reviewing(open_atlas(folder), "Ada", AT)
    review.store(again, review.undo(again, [number]))
    assert query.mentions(open_atlas(folder)).empty
    with pytest.raises(InvalidRecord, match="no words"):
        review.add(reviewing, document, first.text, (3, 3), ELSEWHERE, facts)


def test_what_cannot_be_decided_is_refused(folder: Path) -> None:
    atlas = open_atlas(folder)
    with pytest.raises(AtlasError, match="name of its reviewer"):
        decide(atlas, " ", review.accept)
    with pytest.raises(InvalidRecord, match="speaker is empty"):
        decide(atlas, "Ada", review.restate, Status.DENIED, " ")
    with pytest.raises(InvalidRecord, match="a note needs"):
        decide(atlas, "Ada", review.note, " ")
    with pytest.raises(InvalidRecord, match="no position on the globe"):
        PlaceChoice("X", 91, 0, 1)
    with pytest.raises(AtlasError, match="no decision 9"):
        review.undo(Reviewing(atlas, "Ada", AT), [9])
    assert read_decisions(folder) == []


def test_several_decisions_are_stored_all_or_none(folder: Path) -> None:
    made = [Decision(Action.NOTE, Target("a.txt", n, n + 1, "x", "", ""), value, "Ada", AT) for n, value in enumerate(("{}", "{"))]
    with pytest.raises(AtlasError, match="no JSON"):
        append_decisions(folder, made)
    with pytest.raises(AtlasError, match="not there"):
        append_decisions(folder, [made[0], replace(made[0], undoes=99)])
    assert read_decisions(folder) == []


@given(st.text("abc ", min_size=1, max_size=60), st.data())
def test_words_are_always_found_again_in_the_same_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert find_again(target_at("a", text, (start, end), ""), text) == (start, end)


WRITER = """
import json, os, sys
from datetime import UTC, datetime
from pathlib import Path
from geodata.atlas import append_decision
from geodata.atlas.layerset import save_files
from geodata.model import Action, Decision, Target
folder = Path(sys.argv[1])
tables = {p.name: p.read_text(encoding="utf-8") for p in Path(sys.argv[2]).iterdir()}

def write(name):
    n = 0
    while True:
        n += 1
        target = Target("a.txt", 14, 24, "Alphaville", "left ", " on")
        number = append_decision(folder, Decision(Action.NOTE, target, json.dumps({"note": f"{name} {n}"}), name, datetime.now(UTC)))
        os.write(1, f"{number}\\n".encode())
        if n % 3 == 0:
            save_files({**tables, "versions.csv": f"part,version\\n{name},{n}\\n"}, folder, candidate=n % 2 == 0, keep=3)

for line in sys.stdin:
    child = os.fork()
    if not child:
        write(line.strip())
    os.write(1, f"child {child}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"end\\n")
"""
# Forks a writer for each line of its input, so that the libraries are imported once, and says which process it is and when it is dead.

ROUNDS = 50

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@needs_fork
def test_fifty_kills_lose_no_acknowledged_decision(folder: Path) -> None:
    acknowledged: set[int] = set()
    with _writer(folder) as parent:
        for number in range(ROUNDS):
            acknowledged |= _written_until_killed(parent, f"w{number}", after=1 + number % 7)
            if number % 10 == 9:
                assert len(query.mentions(open_atlas(folder))) == 3
        assert parent.stdin is not None
        parent.stdin.close()
    kept = {number for number, _ in read_decisions(folder)}
    assert len(acknowledged) >= ROUNDS and acknowledged <= kept
    assert current_build(folder).name in builds(folder) and len(builds(folder)) <= 3 + 1
    save(LayerSet((), (), (), (), ()), folder)
    assert not list((folder / "builds").glob(".*.part"))


def _written_until_killed(parent: subprocess.Popen[str], name: str, after: int) -> set[int]:
    """Have a writer forked, kill it once it has acknowledged so many decisions, wherever it is then; give their numbers."""
    assert parent.stdin is not None and parent.stdout is not None
    print(name, file=parent.stdin, flush=True)
    acknowledged: set[int] = set()
    pid = None
    for line in parent.stdout:
        if line == "end\n":
            break
        if line.startswith("child"):
            pid = int(line.split()[1])
        else:
            acknowledged.add(int(line))
        if pid and len(acknowledged) >= after:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    return acknowledged


def _writer(folder: Path) -> subprocess.Popen[str]:
    tables = folder / "tables"  # a copy, since the writers remove the builds they began with
    shutil.copytree(folder / "builds" / "0001", tables, dirs_exist_ok=True)
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(tables)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@needs_fork
def test_two_reviewers_at_once_lose_nothing(folder: Path) -> None:
    with _writer(folder) as first, _writer(folder) as second, ThreadPoolExecutor(2) as both:
        numbers = list(both.map(lambda writer, name: _written_until_killed(writer, name, 25), (first, second), ("Ada", "Ben")))
        for writer in (first, second):
            assert writer.stdin is not None
            writer.stdin.close()
    kept = {number: decision.by for number, decision in read_decisions(folder)}
    assert not numbers[0] & numbers[1]
    assert {kept[n] for n in numbers[0]} == {"Ada"} and {kept[n] for n in numbers[1]} == {"Ben"}


FILLER = """
import resource, sys
from pathlib import Path
from geodata.atlas.layerset import save_files
from geodata.atlas import append_decision, write_facts, read_facts
from geodata.errors import AtlasError
from geodata.model import Action, Decision, Target
from datetime import UTC, datetime
folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
for act in (
    lambda: save_files({"mentions.csv": "x" * 100_000}, folder),
    lambda: append_decision(folder, Decision(Action.NOTE, Target("a.txt", 0, 1, "x" * 100_000, "", ""), "{}", "Ada", datetime.now(UTC))),
    lambda: write_facts(folder, type(read_facts(folder))("x" * 100_000, "", "", "", "", "", "")),
):
    try:
        act()
        print("stored")
    except AtlasError as error:
        print("refused:", error)
"""


def test_a_full_disk_is_said_and_leaves_everything_as_it_was(folder: Path) -> None:
    decide(open_atlas(folder), "Ada", review.accept)
    before = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".turn")}
    said = subprocess.run([sys.executable, "-c", FILLER, str(folder)], capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(said) == 3 and all(line.startswith("refused:") for line in said), said
    after = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".turn")}
    assert after == before
    assert row(open_atlas(folder))["accepted"]


def test_a_candidate_is_not_in_use_until_it_is_put_there_and_back_is_one_step(folder: Path, layer_set: LayerSet) -> None:
    smaller = replace(layer_set, mentions=layer_set.mentions[:1], quotations=layer_set.quotations[:1])
    made = save(smaller, folder, candidate=True)
    assert (made.name, current_build(folder).name) == ("0002", "0001")
    put_in_use(folder, "0002")
    assert len(query.mentions(open_atlas(folder))) == 1
    put_in_use(folder, "0001")
    assert len(query.mentions(open_atlas(folder))) == 3
    with pytest.raises(AtlasError, match="is in use"):
        remove_build(folder, "0001")
    remove_build(folder, "0002")
    assert save(smaller, folder, candidate=True).name == "0003"
    for name in ("0002", "../0001", ""):
        with pytest.raises(AtlasError, match="holds no build"):
            put_in_use(folder, name)


def test_earlier_builds_stay_up_to_a_bound(folder: Path, layer_set: LayerSet) -> None:
    for number in range(5):
        save(replace(layer_set, versions=(("round", str(number)),)), folder, keep=3)
    assert builds(folder) == ["0004", "0005", "0006"] and current_build(folder).name == "0006"
    put_in_use(folder, "0004")
    save(replace(layer_set, versions=(("round", "last"),)), folder, candidate=True, keep=2)
    assert builds(folder) == ["0004", "0007"] and current_build(folder).name == "0004"
