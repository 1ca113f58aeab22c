"""Put what waits into the atlas: its bytes and facts into `sources/`, its text into `texts/`, and a new build, in use at once; or nothing of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from geodata import pipeline
from geodata.adding.looking import KEPT, stored_items, waiting_items
from geodata.atlas import keep_texts, save, write_whole
from geodata.config import Settings
from geodata.errors import AtlasError
from geodata.intake import Intake
from geodata.jobs import to_the_end
from geodata.model import LayerSet
from geodata.read import SOURCES, Item, Plan, write_sources
from geodata.workers import Progress


def store(intake: Intake, settings: Settings, progress: Progress) -> LayerSet:
    """Build the atlas of what it has and what waits, put both in use together, and give the layer set. What could not be read is left out.

    Raises AtlasError where the disk refuses: nothing was added then, and what waits still does.
    """
    waiting = {item.source: item for item in waiting_items(intake)}
    stored = stored_items(intake)
    items = {item.source: item for item in stored.items} | waiting
    planned = Plan(tuple(items[source] for source in sorted(items)), tuple(p for p in stored.problems if p.code != "not_listed"))
    try:
        layer_set = pipeline.build_planned(planned, settings, progress, intake.atlas / KEPT, apart=True)
        layer_set = _without_refused(layer_set, waiting)
        progress("save", 0, 1)
        with to_the_end():
            _commit(intake, layer_set, items, waiting, settings.keep_builds)
            intake.discard()
        progress("save", 1, 1)
    except OSError as error:
        raise AtlasError(f"{intake.atlas}: cannot be written ({error.strerror}); nothing was added. Make room on the disk, then go on") from error
    return layer_set


def rebuild(intake: Intake, settings: Settings, progress: Progress) -> LayerSet:
    """What today's rules, gazetteer and models make of the documents that the atlas keeps; not stored. Raises AtlasError where it keeps none."""
    if not intake.sources.is_dir():
        raise AtlasError(f"{intake.atlas}: keeps no documents; build it from its folder: geodata build FOLDER --out {intake.atlas} --candidate")
    try:
        return pipeline.build_planned(stored_items(intake), settings, progress, intake.atlas / KEPT, apart=True)
    except OSError as error:
        raise AtlasError(f"{intake.atlas}: cannot be written ({error.strerror}); make room on the disk, and build it again") from error


def _without_refused(layer_set: LayerSet, waiting: Mapping[str, Item]) -> LayerSet:
    """What could not be read was told to whoever gave it, and is no part of the atlas: a rebuild of what the atlas has would not find it."""
    return replace(layer_set, problems=tuple(p for p in layer_set.problems if p.code != "unreadable" or p.document_id or p.subject not in waiting))


def _commit(intake: Intake, layer_set: LayerSet, items: Mapping[str, Item], waiting: Mapping[str, Item], keep: int) -> None:
    """Each step is whole by itself; where one fails, those before it are taken back."""
    read = {document.source for document in layer_set.documents}
    new = sorted(source for source in waiting if source in read and (intake.files / source).exists())
    sources, table = intake.sources, intake.sources / SOURCES
    before = table.read_text(encoding="utf-8") if table.exists() else None
    moved: list[str] = []
    sources.mkdir(exist_ok=True)
    try:
        for source in new:
            _move(intake.files / source, sources / source)
            moved.append(source)
        listed = (source for source in items if source in read or source not in waiting)
        write_whole(table, write_sources((source, items[source].given) for source in listed))
        keep_texts(layer_set.documents, intake.atlas)
        save(layer_set, intake.atlas, keep=keep)
    except (OSError, AtlasError):
        _take_back(intake, moved, before)
        raise


def _move(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    file.replace(to)


def _take_back(intake: Intake, moved: Iterable[str], before: str | None) -> None:
    for source in moved:
        _move(intake.sources / source, intake.files / source)
    table = intake.sources / SOURCES
    if before is None:
        table.unlink(missing_ok=True)
    elif table.read_text(encoding="utf-8") != before:
        write_whole(table, before)
