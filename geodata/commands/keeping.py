"""The commands that keep an atlas: `geodata backup | restore | upgrade | rebuild | erase`. A part of the command line."""

import argparse
import sys
from pathlib import Path
from typing import Any

from geodata import adding, atlas, jobs, moment
from geodata.config import load_settings
from geodata.errors import AtlasError
from geodata.intake import Intake


def add_parsers(commands: Any) -> None:
    """Enter the commands among those of the command line."""
    command = commands.add_parser("backup", help=backup.__doc__, description=backup.__doc__)
    command.add_argument("atlas", type=Path, metavar="ATLAS")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the zip file to write")
    command.add_argument("--force", action="store_true", help="write over a file that is there")
    command.set_defaults(run=backup)
    command = commands.add_parser("restore", help=restore.__doc__, description=restore.__doc__)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="ATLAS", help="the atlas folder, which must not be there yet")
    command.set_defaults(run=restore)
    command = commands.add_parser("upgrade", help=upgrade.__doc__, description=upgrade.__doc__)
    command.add_argument("atlas", type=Path, metavar="ATLAS")
    command.set_defaults(run=upgrade)
    command = commands.add_parser("rebuild", help=rebuild.__doc__, description=rebuild.__doc__)
    command.add_argument("atlas", type=Path, metavar="ATLAS")
    command.add_argument("--job", type=Path, help=argparse.SUPPRESS)
    command.set_defaults(run=rebuild)
    command = commands.add_parser("erase", help=erase.__doc__, description=erase.__doc__)
    command.add_argument("atlas", type=Path, metavar="ATLAS")
    command.add_argument("document", metavar="DOCUMENT", help="the document's file as the atlas names it, or the 16 digits of its identity")
    command.add_argument("--reason", required=True, metavar="WORDS", help="why; it stays in the atlas")
    command.add_argument("--by", default="", metavar="NAME", help="who erases it; it stays in the atlas")
    command.set_defaults(run=erase)


def backup(options: argparse.Namespace) -> int:
    """Write an atlas with its builds, texts and decisions into one file."""
    if options.output.exists() and not options.force:
        raise AtlasError(f"{options.output}: is there already; name another file, or give --force to write over it")
    print(atlas.back_up(options.atlas, options.output))
    return 0


def restore(options: argparse.Namespace) -> int:
    """Make an atlas of a backup."""
    atlas.restore_backup(options.file, options.output)
    print(options.output)
    return 0


def upgrade(options: argparse.Namespace) -> int:
    """Bring an atlas that an earlier version made up to date."""
    version = atlas.upgrade_atlas(options.atlas)
    was = "is up to date already" if version == atlas.SCHEMA else f"was of layout {version} and is up to date now"
    print(f"{options.atlas}: {was} (layout {atlas.SCHEMA})")
    return 0


def rebuild(options: argparse.Namespace) -> int:
    """Build an atlas again from the documents that it keeps, as a candidate: compare it on the page Rebuild, and put it in use there."""
    adding.check_own(options.atlas)
    atlas.read_facts(options.atlas)  # says of a folder that is none that it is no atlas
    settings, intake = atlas.settings_for(options.atlas, load_settings()), Intake(options.atlas)
    with jobs.at_work(options.job or intake.job) as report:
        layer_set = adding.rebuild(intake, settings, report)
        atlas.keep_texts(layer_set.documents, options.atlas)
        made = atlas.save(layer_set, options.atlas, candidate=True, keep=settings.keep_builds)
        is_new = made != atlas.current_build(options.atlas)
        said = f"build {made.name} is a candidate" if is_new else "nothing changed, so there is no new build"
        report.end(jobs.State.DONE, made.name if is_new else "")  # what the page looks for
    print(f"{options.atlas}: {said}")
    return 0


def erase(options: argparse.Namespace) -> int:
    """Erase a document from an atlas: its text, its mentions, the decisions on it and every build that holds it."""
    others = atlas.came_with(options.atlas, options.document)
    stone = atlas.erase_document(options.atlas, options.document, by=options.by, reason=options.reason, at=moment.now())
    print(f"{options.atlas}: document {stone.document_id} is erased; backups, exports and copies of the atlas are not touched")
    if others:
        print(f"geodata: its words may stand in what it came with, or what came with it, too; erase as well: {', '.join(others)}", file=sys.stderr)
    return 0
