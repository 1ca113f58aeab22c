"""Two builds side by side: what moved and how far, appeared, vanished, changed; and a rebuild of what an atlas keeps is a candidate first."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.atlas import builds, current_build, open_atlas, read_text, save, tombstones, write_facts
from geodata.comparing import Kind, compare
from geodata.errors import AtlasError
from geodata.model import Atlas, LayerSet, Status, TimeSpan


@pytest.fixture
def folder(tmp_path: Path, layer_set: LayerSet) -> Path:
    write_facts(tmp_path, Atlas("A", "", "", "", "", "", ""))
    save(layer_set, tmp_path)
    return tmp_path


def changes(folder: Path, layer_set: LayerSet) -> list[tuple[str, str, str]]:
    save(layer_set, folder, candidate=True)
    found = compare(open_atlas(folder), open_atlas(folder, builds(folder)[-1]))
    return [(change.kind.name, change.surface, f"{change.km:.0f}" if change.km else change.now) for change in found]


def test_equal_builds_do_not_differ(folder: Path) -> None:
    assert compare(open_atlas(folder), open_atlas(folder, "0001")) == []
    with pytest.raises(AtlasError, match="holds no build"):
        open_atlas(folder, "../0001")


def test_each_kind_of_change_is_found(folder: Path, layer_set: LayerSet) -> None:
    first, second, third = layer_set.mentions
    moved = replace(first, lat=11.0, status=Status.DENIED, when=TimeSpan.of_day(date(2020, 3, 3)), layer="humanitarian")
    found = changes(folder, replace(layer_set, mentions=(moved, second), quotations=layer_set.quotations[:2]))
    assert found == [
        ("MOVED", "Alphaville", "111"),
        ("VANISHED", "Betaland", ""),
        ("DATE", "Alphaville", "3 Mar 2020"),
        ("STATUS", "Alphaville", "denied, by The Post"),
        ("LAYER", "Alphaville", "humanitarian"),
    ]
    assert third.surface == "Betaland"


def test_sentences_of_a_changed_text_are_known_by_their_words(folder: Path, layer_set: LayerSet) -> None:
    documents = tuple(replace(document, text_sha256="2" * 64) for document in layer_set.documents)
    later = tuple(replace(m, start=m.start + 5, end=m.end + 5) for m in layer_set.mentions)
    assert changes(folder, replace(layer_set, documents=documents, mentions=later)) == []


def test_kinds_are_in_order() -> None:
    assert next(iter(Kind)) is Kind.MOVED


def test_a_rebuild_is_a_candidate_and_an_erased_document_is_not_added_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GEODATA_PLACES", str(tmp_path / "places"))
    report, mine = tmp_path / "r.txt", tmp_path / "mine"
    report.write_text("On 3 May 2019 fighters left Mosul for Raqqa, the ministry said.", encoding="utf-8")
    assert main(["add", str(mine), str(report)]) == 0
    assert main(["rebuild", str(mine)]) == 0 and "no new build" in capsys.readouterr().out
    before = current_build(mine).name
    (mine / "sources" / "r.txt").write_text("On 3 May 2019 fighters left Mosul for Aleppo, the ministry said.", encoding="utf-8")
    assert main(["rebuild", str(mine)]) == 0 and "is a candidate" in capsys.readouterr().out
    assert current_build(mine).name == before != builds(mine)[-1]
    found = compare(open_atlas(mine), open_atlas(mine, builds(mine)[-1]))
    assert [(change.kind, change.surface) for change in found] == [(Kind.APPEARED, "Aleppo"), (Kind.VANISHED, "Raqqa")]
    assert main(["erase", str(mine), "r.txt", "--reason", "a test"]) == 0
    assert len(tombstones(mine)) == 2 and not (mine / "sources" / "r.txt").exists()
    assert all(read_text(mine, id_, "") is None for id_ in tombstones(mine))
    main(["add", str(mine), str(report)])
    assert "was erased from this atlas on" in capsys.readouterr().err
