"""An atlas on disk: what is saved is what is opened, decisions lie over it and can be undone, and what is broken says so."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from geodata import query
from geodata.atlas import (
    append_decision,
    create_atlas,
    current_build,
    erase_document,
    keep_texts,
    open_atlas,
    read_decisions,
    read_facts,
    read_text,
    save,
    version_of,
    write_facts,
)
from geodata.errors import AtlasError
from geodata.model import Action, Atlas, Decision, LayerSet, Target

FACTS = Atlas('A "title"', "two\nlines \\ é", "owner", "", "CC BY 4.0", "", "")
AT = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, layer_set: LayerSet) -> Path:
    write_facts(tmp_path, FACTS)
    save(layer_set, tmp_path)
    return tmp_path


def decide(folder: Path, action: Action, start: int = 14, end: int = 24, undoes: int | None = None, **value: object) -> int:
    target = Target("a.txt", start, end, "Alphaville", "left ", " on")
    return append_decision(folder, Decision(action, target, json.dumps(value), "Ada", AT, undoes))


def row(folder: Path) -> dict[str, object]:
    found = query.mentions(open_atlas(folder))
    return dict(found[(found["source"] == "a.txt") & (found["start"] == 14)].iloc[0])


def test_facts_come_back_as_they_were(folder: Path) -> None:
    assert read_facts(folder) == FACTS


@pytest.mark.parametrize(
    ("text", "words"),
    [("title = ", "cannot be read as TOML"), ("titel = 'x'", "unknown key 'titel'"), ("title = 3", "must be a text")],
)
def test_broken_facts_are_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "atlas.toml").write_text(text)
    with pytest.raises(AtlasError, match=words):
        read_facts(tmp_path)


def test_a_folder_without_atlas_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="geodata build"):
        open_atlas(tmp_path)
    write_facts(tmp_path, FACTS)
    with pytest.raises(AtlasError, match="no build yet"):
        open_atlas(tmp_path)


def test_the_same_layer_set_in_any_order_is_not_saved_again(folder: Path, layer_set: LayerSet) -> None:
    turned = replace(layer_set, documents=layer_set.documents[::-1], mentions=layer_set.mentions[::-1], quotations=layer_set.quotations[::-1])
    assert save(turned, folder) == folder / "builds" / "0001"
    assert [p.name for p in (folder / "builds").iterdir()] == ["0001"]


def test_a_changed_layer_set_is_a_new_build_and_the_old_one_stays(folder: Path, layer_set: LayerSet) -> None:
    before = version_of(folder)
    smaller = replace(layer_set, mentions=layer_set.mentions[:1], quotations=layer_set.quotations[:1])
    assert save(smaller, folder).name == "0002"
    assert current_build(folder).name == "0002"
    assert version_of(folder) != before
    assert len(query.mentions(open_atlas(folder))) == 1
    assert save(layer_set, folder, only_current=True).name == "0003"
    assert [p.name for p in (folder / "builds").iterdir()] == ["0003"]


def test_a_build_that_is_gone_or_damaged_says_so(folder: Path) -> None:
    (folder / "builds" / "0001" / "mentions.csv").write_text("no,such\n1,2\n")
    with pytest.raises(AtlasError, match="damaged"):
        open_atlas(folder)
    (folder / "current").write_text("../../etc\n")
    with pytest.raises(AtlasError, match="not there"):
        open_atlas(folder)


def test_decisions_lie_over_the_derived_rows(folder: Path) -> None:
    decide(folder, Action.MOVE, lat=1.5, lon=2.5, radius_m=10.0, place_name="Elsewhere", place_gazetteer="own", place_key="e", place_kind="PPL")
    decide(folder, Action.REDATE, when_begin="2020-03-01", when_end="2020-03-02", when_precision="day")
    decide(folder, Action.RELAYER, layer="humanitarian", layer_rule="person")
    decide(folder, Action.STATUS, status="denied", said_by="B")
    decide(folder, Action.NOTE, note="seen")
    found = row(folder)
    assert (found["lat"], found["lon"], found["place_name"], found["country"]) == (1.5, 2.5, "Elsewhere", "")
    assert (str(found["when_begin"])[:10], found["dated_words"]) == ("2020-03-01", "")
    assert (found["layer"], found["status"], found["said_by"], found["note"]) == ("humanitarian", "denied", "B", "seen")
    assert found["reviewed"]


def test_the_latest_decision_wins_and_undoing_brings_the_earlier_back(folder: Path) -> None:
    decide(folder, Action.RELAYER, layer="humanitarian")
    second = decide(folder, Action.RELAYER, layer="intelligence")
    assert row(folder)["layer"] == "intelligence"
    undone = decide(folder, Action.RELAYER, undoes=second)
    assert row(folder)["layer"] == "humanitarian"
    decide(folder, Action.RELAYER, undoes=undone)
    assert row(folder)["layer"] == "intelligence"


def test_a_date_can_be_taken_away(folder: Path) -> None:
    decide(folder, Action.REDATE)
    assert str(row(folder)["when_begin"]) == "NaT"


def test_what_is_rejected_is_not_shown_and_what_is_added_is(folder: Path) -> None:
    decide(folder, Action.REJECT)
    decide(folder, Action.ADD, start=60, end=68, lat=3.0, lon=4.0, radius_m=5.0, status="claimed", said_by="C", layer="policy", place_name="New")
    found = query.mentions(open_atlas(folder))
    assert sorted(found["start"]) == [14, 60, 65]
    assert found[found["source"] == "a.txt"]["said_by"].tolist() == ["C"]


def test_decisions_survive_a_rebuild(folder: Path, layer_set: LayerSet) -> None:
    decide(folder, Action.RELAYER, layer="humanitarian")
    save(replace(layer_set, problems=()), folder)
    assert row(folder)["layer"] == "humanitarian"
    assert read_decisions(folder)[0][1].at == AT


def test_a_decision_that_makes_no_sense_is_refused(folder: Path) -> None:
    with pytest.raises(AtlasError, match="no JSON"):
        append_decision(folder, Decision(Action.NOTE, Target("a.txt", 0, 1, "F", "", ""), "{", "Ada", AT))
    with pytest.raises(AtlasError, match="not there"):
        decide(folder, Action.NOTE, undoes=99)
    assert read_decisions(folder) == []


def test_a_decision_on_a_source_that_is_gone_is_kept_and_harmless(folder: Path) -> None:
    append_decision(folder, Decision(Action.REJECT, Target("gone.txt", 0, 1, "F", "", ""), "{}", "Ada", AT))
    assert len(query.mentions(open_atlas(folder))) == 3
    assert len(read_decisions(folder)) == 1


def test_a_new_atlas_is_whole_at_once_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    create_atlas(tmp_path / "own" / "mine", Atlas("Mine", "", "", "", "", "", ""))
    opened = open_atlas(tmp_path / "own" / "mine")
    assert opened.facts.title == "Mine" and query.counts(opened).mentions == 0
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["mine"]
    with pytest.raises(AtlasError, match="mine: is there already"):
        create_atlas(tmp_path / "own" / "mine", Atlas("Another", "", "", "", "", "", ""))
    assert read_facts(tmp_path / "own" / "mine").title == "Mine"


def test_an_atlas_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(AtlasError, match="cannot be made"):
        create_atlas(tmp_path / "file" / "mine", Atlas("Mine", "", "", "", "", "", ""))


def test_a_build_of_an_earlier_program_still_opens(folder: Path) -> None:
    build = current_build(folder)
    lines = (build / "documents.csv").read_text(encoding="utf-8").splitlines()
    (build / "documents.csv").write_text("\n".join(line.rsplit(",", 2)[0] for line in lines) + "\n", encoding="utf-8")
    (build / "versions.csv").unlink()
    with (build / "mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [name for name in rows[0] if name not in ("disputed", "linked")]
    with (build / "mentions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    opened = open_atlas(folder)
    assert query.mentions(opened)[["disputed", "linked"]].to_numpy().tolist() == [[False, ""]] * 3
    assert query.documents(opened)["copy_of"].tolist() == ["", ""]
    assert query.versions(opened) == {}
    assert query.mentions(opened)["copy_of"].tolist() == ["", "", ""]


def test_a_text_that_is_read_otherwise_later_leaves_the_build_in_use_its_own(folder: Path, layer_set: LayerSet) -> None:
    """As a candidate is made after the rules of reading have changed, or an earlier build is gone back to."""
    first = replace(layer_set.documents[0], text_sha256=sha256(layer_set.documents[0].text.encode()).hexdigest())
    later = replace(first, text="Fighters left Betaland.", text_sha256=sha256(b"Fighters left Betaland.").hexdigest())
    for document in (first, later, first):
        keep_texts((document,), folder)
    assert [read_text(folder, d.id, d.text_sha256) for d in (first, later)] == [first.text, later.text]
    assert len(list((folder / "texts").iterdir())) == 2
    erase_document(folder, first.id, by="", reason="", at=datetime(2020, 1, 1, tzinfo=UTC))
    assert list((folder / "texts").iterdir()) == []


def test_texts_are_given_back_only_where_their_checksum_holds(tmp_path: Path, layer_set: LayerSet) -> None:
    first = layer_set.documents[0]
    keep_texts([first], tmp_path)
    checksum = sha256(first.text.encode()).hexdigest()
    assert read_text(tmp_path, first.id, checksum) == first.text
    assert read_text(tmp_path, first.id, "0" * 64) is None
    assert read_text(tmp_path, layer_set.documents[1].id, checksum) is None
    assert read_text(tmp_path, "../atlas.toml", checksum) is None
    assert read_text(tmp_path, first.id, "../../atlas.toml") is None
