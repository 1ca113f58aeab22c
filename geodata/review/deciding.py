"""What a person may decide about a mention, as records; and storing them. Each says what its maker could see, and quotes the words it is about."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from geodata import atlas as atlases
from geodata.atlas import OpenAtlas
from geodata.errors import AtlasError, InvalidRecord
from geodata.model import Action, Decision, Span, Status, Target, TimeSpan, check_position
from geodata.rows import span_of

LONGEST_NOTE = 2_000

Row = Mapping[str, Any]
"""A mention as `query` gives it."""


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """Where a person puts a mention. Raises InvalidRecord where that is no position."""

    place_name: str
    lat: float
    lon: float
    radius_m: float
    place_kind: str = "PPL"
    place_gazetteer: str = "reviewer"
    place_key: str = ""
    country: str = ""
    admin1: str = ""

    def __post_init__(self) -> None:
        check_position(self.lat, self.lon, self.radius_m, self.place_name or "the chosen place")


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Who decides, when, and on which opened atlas: what of it they see is what they saw."""

    atlas: OpenAtlas
    by: str
    at: datetime

    def decision(self, action: Action, target: Target, value: Mapping[str, object]) -> Decision:
        """One decision of this person."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return Decision(action, target, text, self.by, self.at, saw=self.atlas.seen)


def accept(reviewing: Reviewing, rows: Iterable[Row]) -> list[Decision]:
    """The pins are right."""
    return _each(reviewing, Action.ACCEPT, rows, {})


def reject(reviewing: Reviewing, rows: Iterable[Row]) -> list[Decision]:
    """The pins come off the map: the words mean no place here, or say nothing of it."""
    return _each(reviewing, Action.REJECT, rows, {})


def move(reviewing: Reviewing, rows: Iterable[Row], place: PlaceChoice) -> list[Decision]:
    """The words mean another place."""
    value = asdict(place) | {"working": f"placed by {reviewing.by}, who reviewed it", "place_key": place.place_key or _key(place)}
    return _each(reviewing, Action.MOVE, rows, value)


def redate(reviewing: Reviewing, rows: Iterable[Row], when: TimeSpan | None) -> list[Decision]:
    """It happened at another time; None says that the text gives none."""
    return _each(reviewing, Action.REDATE, rows, dated_columns(when, reviewing.by))


def relayer(reviewing: Reviewing, rows: Iterable[Row], layer: str) -> list[Decision]:
    """It belongs to another layer."""
    return _each(reviewing, Action.RELAYER, rows, {"layer": layer, "layer_rule": f"chosen by {reviewing.by}"})


def restate(reviewing: Reviewing, rows: Iterable[Row], status: Status, said_by: str) -> list[Decision]:
    """The source puts it differently, or somebody else says it. Raises InvalidRecord for a speaker without a name."""
    if not said_by.strip():
        raise InvalidRecord("the speaker is empty; name who says it, or the publisher")
    return _each(reviewing, Action.STATUS, rows, {"status": str(status), "said_by": said_by.strip()})


def note(reviewing: Reviewing, rows: Iterable[Row], text: str) -> list[Decision]:
    """A remark for other reviewers. Raises InvalidRecord for an empty or endless one."""
    if not 0 < len(text.strip()) <= LONGEST_NOTE:
        raise InvalidRecord(f"a note needs 1 to {LONGEST_NOTE:,} characters")
    return _each(reviewing, Action.NOTE, rows, {"note": f"{reviewing.by}: {text.strip()}"})


def add(reviewing: Reviewing, document: Row, text: str, span: Span, place: PlaceChoice, facts: Mapping[str, object]) -> Decision:
    """A mention that the program missed. `span` are its words in the text of the document; `facts` its status, said_by, layer, when_ columns."""
    start, end = span
    if not text[start:end].strip():
        raise InvalidRecord("no words are marked; choose at least one")
    target = atlases.target_at(document["source"], text, span, document["text_sha256"])
    reported = _span_columns("reported", span_of(document, "published"))
    placed = asdict(place) | {"working": f"added by {reviewing.by}", "place_key": place.place_key or _key(place), "score": 1.0}
    value = {"layer_rule": f"chosen by {reviewing.by}", **reported, **placed, **facts}
    return reviewing.decision(Action.ADD, target, value)


def dated_columns(when: TimeSpan | None, by: str) -> dict[str, object]:
    """The columns of a date that a person gave; None says that the text gives none."""
    if when is None:
        return {**_span_columns("when", None), "dated_ground": "none"}
    given = {"dated_ground": "clause", "dated_words": "", "dated_rule": f"dated by {by}, who reviewed it", "dated_anchor": ""}
    return {**_span_columns("when", when), **given}


def undo(reviewing: Reviewing, numbers: Sequence[int]) -> list[Decision]:
    """Take decisions back. Raises AtlasError where one is not there."""
    made = {kept.number: kept.decision for kept in reviewing.atlas.history}
    if missing := sorted(set(numbers) - set(made)):
        raise AtlasError(f"there is no decision {missing[0]} to undo")
    return [
        Decision(made[n].action, made[n].target, "{}", reviewing.by, reviewing.at, undoes=n, saw=reviewing.atlas.seen) for n in sorted(set(numbers))
    ]


def store(reviewing: Reviewing, decisions: Sequence[Decision]) -> list[int]:
    """Store the decisions, all or none, and give their numbers. Raises AtlasError where the reviewer has no name, or they cannot be stored."""
    if not reviewing.by.strip():
        raise AtlasError("a decision needs the name of its reviewer; write yours first")
    return atlases.append_decisions(reviewing.atlas.folder, decisions)


def _each(reviewing: Reviewing, action: Action, rows: Iterable[Row], value: Mapping[str, object]) -> list[Decision]:
    texts: dict[str, str | None] = {}
    return [reviewing.decision(action, _target(reviewing.atlas, row, texts), value) for row in rows]


def _target(opened: OpenAtlas, row: Row, texts: dict[str, str | None]) -> Target:
    """The words of a row. Where the text is not kept, what stands around them is taken from the quotation."""
    span = int(row["start"]), int(row["end"])
    if row["document_id"] not in texts:
        texts[row["document_id"]] = atlases.read_text(opened.folder, row["document_id"], row["text_sha256"])
    text = texts[row["document_id"]]
    if text is not None:
        return atlases.target_at(row["source"], text, span, row["text_sha256"])
    if row["quote"].count(row["surface"]) != 1:
        return Target(row["source"], *span, row["surface"], "", "", row["text_sha256"])
    at = row["quote"].index(row["surface"])
    found = atlases.target_at(row["source"], row["quote"], (at, at + len(row["surface"])), row["text_sha256"])
    return replace(found, start=span[0], end=span[1])


def _span_columns(axis: str, span: TimeSpan | None) -> dict[str, object]:
    """The columns of a span on one axis, as JSON has them."""
    begin, end = (day.isoformat() if day else None for day in ((span.begin, span.end) if span else (None, None)))
    precision, is_approximate = (str(span.precision), span.approximate) if span else ("", False)
    return {f"{axis}_begin": begin, f"{axis}_end": end, f"{axis}_precision": precision, f"{axis}_approximate": is_approximate}


def _key(place: PlaceChoice) -> str:
    return f"{place.lat:.5f},{place.lon:.5f}"
