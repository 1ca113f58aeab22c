"""The floor under the quality of time expressions and of what is said when, how and by whom, on passages of our own (see tests/passages).

It is raised when the figures rise, and never lowered silently: whoever lowers a number says in the commit which passages got worse, and why that is
right.
"""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from geodata.config import load_settings
from geodata.evaluate import Report, as_text, evaluate_dates, read_gold
from geodata.model import Status, TimexType
from geodata.pipeline import Tools

FILE = Path(__file__).parent / "passages" / "dates.jsonl"

FLOORS = {
    "strict_F1": 0.98,
    "relaxed_F1": 0.99,
    "value_F1": 0.98,
    "when": 0.975,
    "status": 0.97,
    "said_by": 0.965,
}
"""A point or two below what the program reached on them (1.000, 1.000, 0.997; 0.992, 0.990, 0.983): room for a rule that helps
real texts and costs one sentence here, none for a step back. Single sentences here are plainer than news, the passages called `report-…` are not.
Those called `second-…` were written blind, when the program had 0.938 of their days, 0.833 of the statuses and 0.833 of the speakers right; those
called `third-…` too, when it had 0.964, 0.831 and 0.892; `fourth-…`, in the manner of ministries, rights groups, agencies, courts, aid workers and
witnesses, when it had 0.862, 0.815 and 0.854 (0.937, 0.827 and 0.898 once slips in their marks were mended); `fifth-…`, the same again after the
rules that those led to, when it had 0.954, 0.892 and 0.938.
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate_dates(read_gold(FILE, "timexes"), Tools.open(load_settings()), worst=4)


@pytest.mark.parametrize("figure", FLOORS)
def test_dates_do_not_get_worse(report: Report, figure: str) -> None:
    reached = report.figures[figure]
    assert reached is not None and reached >= FLOORS[figure], f"{figure} is {reached:.4f}, below its floor {FLOORS[figure]}\n\n{as_text(report)}"


def test_every_passage_is_read(report: Report) -> None:
    assert report.failed == ()


def test_the_passages_are_marked_well() -> None:
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 80
    assert {mark["status"] for row in rows for mark in row["mentions"]} == {str(status) for status in Status}
    assert {mark["type"] for row in rows for mark in row["timexes"]} == {str(kind) for kind in TimexType}
    for row in rows:
        text = row["text"]
        assert all(text[m["start"] : m["end"]] == m["text"] for m in row["timexes"]), row["id"]
        assert all(text[m["start"] : m["end"]] == m["phrase"] for m in row["mentions"]), row["id"]
        for marks in (row["timexes"], row["mentions"]):
            assert all(a["end"] <= b["start"] for a, b in pairwise(marks)), row["id"]
        for mark in row["mentions"]:
            begin, end = (date.fromisoformat(mark[side]) if mark[side] else None for side in ("when_begin", "when_end"))
            assert begin is None or end is None or begin < end, row["id"]
            assert mark["said_by"].lower() in text.lower(), row["id"]
