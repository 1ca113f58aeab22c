"""Read what waits, and show its facts with where each comes from, before anything of it is in the atlas."""

from collections.abc import Mapping, Sequence

from geodata import pipeline, words
from geodata.config import Settings
from geodata.dating import date_at_head
from geodata.errors import AtlasError
from geodata.intake import FACTS, Intake, Look, Unread
from geodata.model import Document, Problem, Stage, TimeSpan
from geodata.read import BY_HAND, Fact, Item, Plan, is_parsed, plan
from geodata.workers import Progress

KEPT = ".kept"


def look_through(intake: Intake, settings: Settings, progress: Progress) -> tuple[list[Look], list[Unread]]:
    """Read every waiting document and keep what it looks like. Raises AtlasError where the disk refuses."""
    items = waiting_items(intake)
    try:
        read = pipeline.read_planned(items, settings, progress, intake.atlas / KEPT)
    except OSError as error:
        raise AtlasError(f"{intake.atlas}: cannot be written ({error.strerror}); make room on the disk, then go on") from error
    looks = [_look(taken.document, taken.problems) for taken in read if taken.document]
    refused = [Unread(p.subject, p.message) for taken in read for p in taken.problems if p.code == "unreadable"]
    unread = [u for _, (_, listed) in sorted(intake.taken().items()) for u in listed] + refused
    intake.show(looks, unread)
    return looks, unread


def waiting_items(intake: Intake) -> list[Item]:
    """What waits, ready to be read, with the changes that a person made to its facts."""
    edits = intake.edits()
    found = []
    for document in intake.waiting():
        given = {name: Fact(value, origin) for name, (value, origin) in document.given.items()}
        path = intake.files / document.source
        moved = intake.sources / document.source  # a run that was killed while it stored them
        found.append(Item(document.source, path if path.exists() else moved, with_edits(given, edits.get(document.source, {}))))
    return found


def stored_items(intake: Intake) -> Plan:
    """What the atlas has, with the changes that a person made to its facts."""
    if not intake.sources.is_dir():
        return Plan((), ())
    edits, planned = intake.edits(), plan(intake.sources)
    return Plan(tuple(Item(i.source, i.path, with_edits(i.given, edits.get(i.source, {}))) for i in planned.items), planned.problems)


def with_edits(given: Mapping[str, Fact], changes: Mapping[str, str]) -> dict[str, Fact]:
    """The facts with a person's changes over them. A change to nothing gives the word back to the document."""
    kept = {name: fact for name, fact in given.items() if name not in changes}
    return {**kept, **{name: Fact(value, BY_HAND) for name, value in changes.items() if value.strip()}}


def _look(document: Document, problems: Sequence[Problem]) -> Look:
    facts = {name: _written(getattr(document, name)) for name in FACTS}
    notes = [p.message for p in problems if p.stage is Stage.READ]
    is_noted = bool(notes)
    if document.published is None:
        notes.append(_undated(date_at_head(document) if is_parsed(document) else ""))
    said = " ".join(_sentence(note, document.source) for note in notes)
    return Look(document.source, facts, dict(document.origins), len(document.text), said, document.published_inferred, is_noted)


def _sentence(note: str, source: str) -> str:
    first = note[:1] if note.startswith(source) else note[:1].upper()
    return f"{first}{note[1:].rstrip('.')}."


def _undated(head: str) -> str:
    if head:
        return f"It has no date: what its sentences say of Monday or last week is counted from “{head}” at the head of its text"
    return "It has no date: what its sentences say of Monday or last week stays open"


def _written(value: object) -> str:
    """A fact as it is written in `sources.csv`."""
    return words.edtf(value) if isinstance(value, TimeSpan) else str(value or "")
