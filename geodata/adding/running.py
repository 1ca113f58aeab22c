"""One run of adding, from what was given to the atlas: what the command line and the pages both start."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from geodata.adding.looking import look_through
from geodata.adding.storing import store
from geodata.adding.taking import take_inputs
from geodata.config import REFERENCE_ATLAS, Settings
from geodata.errors import AtlasError
from geodata.intake import Input, Intake, Look, Unread
from geodata.model import LayerSet
from geodata.read import Reach
from geodata.workers import Progress


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: the documents as they were read, what could not be, and the atlas's layer set, None where it was only looked at."""

    looks: tuple[Look, ...]
    unread: tuple[Unread, ...]
    layer_set: LayerSet | None


def run(
    intake: Intake, inputs: Iterable[Input], settings: Settings, progress: Progress, *, look_only: bool = False, reach: Reach | None = None
) -> Outcome:
    """Give these inputs to the atlas beside what waits already, go through them, and store them unless they are only looked at.

    Raises AtlasError where nothing waits, where the atlas is the reference atlas, or where the disk refuses.
    """
    check_own(intake.atlas)
    if inputs := tuple(inputs):
        intake.give(inputs)
    if intake.is_empty():
        raise AtlasError(f"{intake.atlas}: nothing waits to be added; name files, folders or addresses")
    take_inputs(intake, settings, progress, reach)
    looks, unread = look_through(intake, settings, progress)
    if look_only:
        return Outcome(tuple(looks), tuple(unread), None)
    if not looks and not intake.edits():
        intake.finish(0, unread)
        intake.discard()
        return Outcome((), tuple(unread), None)
    layer_set = store(intake, settings, progress)
    intake.finish(len(looks), unread)
    return Outcome(tuple(looks), tuple(unread), layer_set)


def check_own(atlas: Path) -> None:
    """Raise AtlasError for the reference atlas, which comes with the program and is read only: nothing may be written into its folder."""
    if atlas.resolve() == REFERENCE_ATLAS.resolve():
        raise AtlasError("the reference atlas stays as it is; name another folder, and an atlas is made there")
