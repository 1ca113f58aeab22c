"""What changed in an atlas, for its readers: from one build to the next, and by people's decisions with the reasons that were given for the public.

Notes of reviewers and their names are theirs: neither is ever given out here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from geodata.atlas.decisions import read_decisions, undone
from geodata.atlas.layerset import builds, current_build, read_table
from geodata.language import say
from geodata.model import Action, Decision
from geodata.unseen import clean

Row = Mapping[str, str]

_WATCHED: Mapping[str, tuple[str, ...]] = {
    "place": ("place_gazetteer", "place_key"),
    "position": ("lat", "lon", "radius_m"),
    "date": ("when_begin", "when_end"),
    "status": ("status",),
    "speaker": ("said_by",),
    "layer": ("layer",),
    "quotation": ("quote",),
}
"""What a reader would call changed, and the columns in which it shows."""

_SILENT = Action.NOTE
"""What changes nothing that is shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that a build treats in another way than the one before: `what` is "new", "gone", or what changed in it ("date", "place")."""

    source: str
    phrase: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildChanges:
    """A build with its changes against the one before. `written` is the day its files were written to this disk."""

    build: str
    before: str
    written: date
    made_with: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision as its readers may see it: what was done with which words, when, and the reason given for it, empty where none was."""

    number: int
    on: date
    source: str
    words: str
    done: str
    reason: str


def build_changes(folder: Path) -> list[BuildChanges]:
    """The changes of each build up to the one in use against the one before it, newest first; empty where there is only one.

    Raises AtlasError where a build cannot be read.
    """
    used = current_build(folder).name
    kept = [name for name in builds(folder) if int(name) <= int(used)]
    return [_between(folder, before, name) for before, name in pairwise(kept)][::-1]


def corrections(folder: Path) -> list[Correction]:
    """Every decision that changes what is shown, newest first; one that was undone says so, and the undoing is not listed by itself."""
    numbered = read_decisions(folder)
    gone = undone(numbered)
    shown = [(number, decision) for number, decision in numbered if decision.undoes is None and decision.action is not _SILENT]
    return [_correction(number, decision, number in gone) for number, decision in reversed(shown)]


def _correction(number: int, decision: Decision, is_undone: bool) -> Correction:
    done = say(f"corrections.did.{decision.action.name.lower()}")
    done = say("corrections.undone", done=done) if is_undone else done
    return Correction(
        number, decision.at.astimezone(UTC).date(), clean(decision.target.source), clean(decision.target.exact), done, _reason(decision.value)
    )


def _reason(value: str) -> str:
    """The reason that was written for the public; a value of another shape has none."""
    found = json.loads(value)
    reason = found.get("reason", "") if isinstance(found, dict) else ""
    return clean(reason) if isinstance(reason, str) else ""


def _between(folder: Path, before: str, name: str) -> BuildChanges:
    old, new = (_mentions(folder / "builds" / build) for build in (before, name))
    titles = {**_titles(folder / "builds" / before), **_titles(folder / "builds" / name)}
    found = []
    for id_ in sorted({*old, *new}):
        row = new.get(id_) or old[id_]
        what = _what(old.get(id_), new.get(id_))
        if what:
            found.append(Change(clean(titles.get(row["document_id"], "")), clean(row["phrase"]), what))
    build = folder / "builds" / name
    written = datetime.fromtimestamp(build.stat().st_mtime, UTC).date()
    versions = "; ".join(f"{row['part']} {row['version']}" for row in read_table(build / "versions.csv"))
    return BuildChanges(name, before, written, versions, tuple(sorted(found, key=lambda change: (change.source, change.phrase, change.what))))


def _what(old: Row | None, new: Row | None) -> tuple[str, ...]:
    if old is None or new is None:
        return ("new",) if old is None else ("gone",)
    return tuple(name for name, columns in _WATCHED.items() if any(old.get(column) != new.get(column) for column in columns))


def _mentions(build: Path) -> dict[str, Row]:
    return {row["id"]: row for row in read_table(build / "mentions.csv")}


def _titles(build: Path) -> dict[str, str]:
    return {row["id"]: row["title"] for row in read_table(build / "documents.csv")}
