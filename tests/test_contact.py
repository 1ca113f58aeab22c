"""Reports of problems: what a link says, that a hostile contact or title does nothing, and what the corrections may show."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from geodata.atlas import append_decision, build_changes, corrections, open_atlas, save, write_facts
from geodata.contact import report_link
from geodata.export import EXPORTS
from geodata.model import Action, Atlas, Decision, LayerSet, Status, Target
from geodata.query import Filters

FACTS = {"atlas": "A & B\r\nBcc: x@y.z", "mention": "0123456789abcdef", "version": "build 0001", "view": "https://example.org/?mention=0123&q=a b"}


def test_an_email_says_which_sentence_which_version_and_which_view() -> None:
    link = urlsplit(report_link("maps@example.org", FACTS))
    assert (link.scheme, link.path) == ("mailto", "maps@example.org")
    asked = parse_qs(link.query)
    assert set(asked) == {"subject", "body"} and "+" not in link.query
    for value in ("0123456789abcdef", "build 0001", FACTS["view"]):
        assert value in asked["body"][0]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("https://forms.example.org/x", "https://forms.example.org/x?mention=m&version=v%201"),
        ("https://forms.example.org/x?a=1", "https://forms.example.org/x?a=1&mention=m&version=v%201"),
        ("https://forms.example.org/x?entry.1={mention}&e2={version}&e3={unknown}", "https://forms.example.org/x?entry.1=m&e2=v%201&e3="),
        ("", ""),
        ("ask at the desk", ""),
        ("javascript:alert(1)", ""),
        ("a@example.org?bcc=everyone@example.org", ""),
        ("a@example.org,b@example.org", ""),
        ('https://x.example/"><script>', ""),
    ],
)
def test_the_link_for_a_contact(contact: str, expected: str) -> None:
    assert report_link(contact, {"mention": "m", "version": "v 1", "view": ""}) == expected


def test_a_title_adds_no_header_to_an_email() -> None:
    query = urlsplit(report_link("maps@example.org", FACTS)).query
    assert "\r" not in query and "\n" not in query and "bcc" not in {name.lower() for name in parse_qs(query)}
    assert unquote(query.split("&")[0]) == "subject=A problem in A & B\r\nBcc: x@y.z".replace("\r\n", " ")


def test_the_page_of_an_export_has_the_link_on_every_sentence(tmp_path: Path, layer_set: LayerSet) -> None:
    write_facts(tmp_path, Atlas("T", "", "", "maps@example.org", "", "", "", url="https://example.org/map/"))
    save(layer_set, tmp_path)
    page = EXPORTS["html"].data(open_atlas(tmp_path), Filters()).decode()
    assert page.count('class="dx-report" href="mailto:maps@example.org?') == len(layer_set.mentions)
    assert "Report a problem" not in EXPORTS["html"].data(_without_contact(tmp_path), Filters()).decode()


def _without_contact(folder: Path) -> object:
    write_facts(folder, Atlas("T", "", "", "", "", "", ""))
    return open_atlas(folder)


# --- corrections ---


@pytest.fixture
def corrected(tmp_path: Path, layer_set: LayerSet) -> Path:
    """Two builds: in the second the first sentence has another status, and the last is gone; and four decisions."""
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(layer_set, tmp_path)
    first, second, _ = layer_set.mentions
    changed = replace(first, status=Status.PLANNED)
    save(replace(layer_set, mentions=(changed, second), quotations=layer_set.quotations[:2]), tmp_path)
    at = datetime(2026, 1, 2, 23, 30, tzinfo=UTC)
    target = Target("a.txt", 14, 24, "Alphaville", "", "")
    for action, value, undoes in (
        (Action.RELAYER, {"layer": "air_strikes", "layer_rule": "by hand", "reason": "It speaks of <b>strikes</b>."}, None),
        (Action.NOTE, {"note": "SECRET of a reviewer"}, None),
        (Action.REJECT, {"note": "SECRET too"}, None),
        (Action.ACCEPT, {}, 3),
    ):
        append_decision(tmp_path, Decision(action, target, json.dumps(value), "A reviewer", at, undoes))
    return tmp_path


def test_a_build_says_what_it_changed(corrected: Path) -> None:
    [build] = build_changes(corrected)
    assert (build.before, build.build) == ("0001", "0002")
    assert {(change.phrase, change.what) for change in build.changes} == {("Alphaville", ("status",)), ("Betaland", ("gone",))}


def test_corrections_give_reasons_and_nothing_that_is_the_reviewers_own(corrected: Path) -> None:
    found = corrections(corrected)
    assert [(one.number, one.done, one.reason) for one in found] == [
        (3, "taken off the map, and taken back later", ""),
        (1, "put into another layer", "It speaks of <b>strikes</b>."),
    ]
    assert found[0].on.isoformat() == "2026-01-02"
    assert "SECRET" not in repr(found) and "reviewer" not in repr(found)


def test_a_single_build_has_nothing_to_compare(tmp_path: Path, layer_set: LayerSet) -> None:
    write_facts(tmp_path, Atlas("T", "", "", "", "", "", ""))
    save(layer_set, tmp_path)
    assert build_changes(tmp_path) == [] and corrections(tmp_path) == []


def test_a_candidate_is_not_shown_to_readers(corrected: Path, layer_set: LayerSet) -> None:
    save(replace(layer_set, mentions=(), quotations=(), resolutions=()), corrected, candidate=True)
    assert [build.build for build in build_changes(corrected)] == ["0002"]
