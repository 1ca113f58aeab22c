"""`geodata build`: a folder of sources → a build of an atlas."""

import argparse
import sys
from pathlib import Path
from typing import Any

from geodata import atlas, pipeline, words
from geodata.commands.progress import progress
from geodata.config import load_settings
from geodata.intake import Unread
from geodata.model import Atlas, Stage


def add_parsers(commands: Any) -> None:
    """Enter the command among those of the command line."""
    command = commands.add_parser("build", help=build.__doc__, description=build.__doc__)
    command.add_argument("sources", type=Path, metavar="SOURCES", help="the folder with the documents and, where there is one, sources.csv")
    command.add_argument("--out", type=Path, required=True, metavar="ATLAS", help="the atlas folder; made where it is not there")
    command.add_argument("--only-current", action="store_true", help="remove older builds")
    command.add_argument("--keep-texts", action="store_true", help="keep the sources' texts in the atlas, to be read on its Sources page")
    command.add_argument("--candidate", action="store_true", help="do not put the build in use: compare it first, on the page Rebuild")
    command.set_defaults(run=build)


def build(options: argparse.Namespace) -> int:
    """Read a folder of sources and put its layer set into an atlas folder as a new build."""
    settings = atlas.settings_for(options.out, load_settings())
    layer_set = pipeline.build(options.sources, settings, progress)
    options.out.mkdir(parents=True, exist_ok=True)
    if not (options.out / "atlas.toml").exists():
        atlas.write_facts(options.out, Atlas(options.out.resolve().name))
    if options.keep_texts:
        atlas.keep_texts(layer_set.documents, options.out)
    keep = 1 if options.only_current else settings.keep_builds
    folder = atlas.save(layer_set, options.out, candidate=options.candidate, keep=keep)
    told = [p for p in layer_set.problems if p.stage is Stage.READ or p.code == "unreadable"]
    failed = [p for p in told if p.code == "unreadable" or not p.document_id]  # what is kept and only noted is no failure
    for problem in told:
        print(f"geodata: {Unread(problem.subject, problem.message)}", file=sys.stderr)
    counted = words.count(len(layer_set.documents), "document"), words.count(len(layer_set.mentions), "sentence")
    print(f"{folder}: {', '.join(counted)}, {words.count(len(layer_set.problems), 'finding')} not on the map")
    return 2 if failed and not layer_set.documents else 1 if failed else 0
