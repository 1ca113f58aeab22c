"""`geodata add`: documents, folders, archives, addresses and pasted text → an atlas."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodata import adding, atlas, jobs, words
from geodata.adding import Outcome
from geodata.commands.progress import progress
from geodata.config import Settings, load_settings
from geodata.datewords import check_published
from geodata.errors import AtlasError
from geodata.intake import FACTS, Input, Intake, Unread
from geodata.model import Atlas
from geodata.workers import Progress

_FACTS_FILE = "atlas.toml"


def add(options: argparse.Namespace) -> int:
    """Add documents to an atlas: files, folders, archives, addresses of the web, or text from standard input (-). A run that was ended goes on."""
    if not all(given.strip() for given in options.inputs):
        raise AtlasError("an INPUT is empty, which would name this whole folder; name it as . where it is meant")
    check_published(options.published)
    intake = Intake(options.atlas)
    adding.check_own(intake.atlas)
    _make(options)
    with jobs.at_work(options.job or intake.job) as report:
        if options.discard:
            intake.discard()
            report.end(jobs.State.NONE, "")
            return 0
        outcome = adding.run(intake, _inputs(options, intake), _settings(options), _both(report), look_only=options.look)
        report.end(jobs.State.DONE, _summary(outcome))
    return _told(outcome)


def add_parsers(commands: Any) -> None:
    """Enter the command among those of the command line."""
    command = commands.add_parser("add", help=add.__doc__, description=add.__doc__)
    command.add_argument("atlas", type=Path, metavar="ATLAS", help="the atlas folder; made where it is not there")
    command.add_argument(
        "inputs", nargs="*", metavar="INPUT", help="files, folders, zip archives, addresses (https://…), or - for text that is pasted"
    )
    command.add_argument("--look", action="store_true", help="read what is given and list its facts; add it later with --resume")
    command.add_argument("--resume", action="store_true", help="go on with what waits: after --look, or after a run that was ended or cancelled")
    command.add_argument("--discard", action="store_true", help="forget what waits; the atlas stays as it is")
    for name in FACTS:
        meant = "unknown to set aside a wrong one" if name == "published" else "for every document of this call"
        command.add_argument(f"--{name.replace('_', '-')}", default="", metavar="WORDS", help=meant)
    command.add_argument("--job", type=Path, help=argparse.SUPPRESS)
    command.set_defaults(run=add)


def _make(options: argparse.Namespace) -> None:
    """Make the atlas where it is not there, and where something can be put into it."""
    if (options.atlas / _FACTS_FILE).exists():
        return
    if options.resume or options.discard:
        raise AtlasError(f"{options.atlas}: is no atlas, so nothing waits to be added to it")
    if not options.inputs:
        raise AtlasError(f"{options.atlas}: nothing is given to be added, so no atlas is made; name files, folders or addresses")
    if not any(given == "-" or "://" in given or Path(given).exists() for given in options.inputs):
        raise AtlasError(f"{options.inputs[0]}: is not there, or may not be looked at; no atlas is made")
    atlas.create_atlas(options.atlas, Atlas(options.atlas.resolve().name))


def _settings(options: argparse.Namespace) -> Settings:
    return atlas.settings_for(options.atlas, load_settings())


def _inputs(options: argparse.Namespace, intake: Intake) -> Iterator[Input]:
    facts = {name: getattr(options, name) for name in FACTS if getattr(options, name)}
    for given in options.inputs:
        if given == "-":
            name = f"{options.title or 'Pasted text'}.txt"
            yield Input("text", str(intake.keep_upload(name, sys.stdin.buffer.read())), name, facts)
        elif "://" in given:
            yield Input("address", given, given, facts)
        else:
            path = Path(given)
            yield Input("file", str(path.resolve()), "" if path.is_dir() else path.name, facts)


def _both(report: Progress) -> Progress:
    def told(stage: str, done: int, of: int) -> None:
        report(stage, done, of)
        progress(stage, done, of)

    return told


def _summary(outcome: Outcome) -> str:
    if outcome.layer_set is None:
        waits = "were found" if not outcome.looks else "waits" if len(outcome.looks) == 1 else "wait"
        return f"{_documents(len(outcome.looks))} {waits}, {len(outcome.unread)} could not be read"
    found = outcome.layer_set
    return (
        f"{_documents(len(outcome.looks))} added, {words.count(len(found.mentions), 'sentence')} in {_documents(len(found.documents))}, "
        f"{len(outcome.unread)} left out"
    )


def _documents(number: int) -> str:
    return words.count(number, "document")


def _told(outcome: Outcome) -> int:
    added = {look.source for look in outcome.looks}
    noted = [p for p in (outcome.layer_set.problems if outcome.layer_set else ()) if p.document_id and p.subject in added]
    failed = [*outcome.unread, *(Unread(p.subject, p.message) for p in noted if p.code == "unreadable")]
    kept = [Unread(p.subject, p.message) for p in noted if p.code in ("other_language", "partly_read")]
    for line in (*failed, *kept):
        print(f"geodata: {line}", file=sys.stderr)
    if outcome.layer_set is None:
        for look in outcome.looks:
            print(f"{look.source} ({look.characters:,} characters) {look.note}".rstrip())
            for name, value in look.facts.items():
                if value:
                    print(f"  {name}: {value}  [{look.origins.get(name, 'the name of the file')}]")
    print(_summary(outcome))
    return 0 if not failed else 1 if outcome.looks else 2
