"""`geodata gazetteer`: more places than the program brings."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from geodata import words
from geodata.commands.progress import progress
from geodata.config import load_settings
from geodata.gazetteer import add_places, import_dump, read_own, remove_place

GAZETTEER = "Give the gazetteer more places: GeoNames' whole dump, or your own."


def add_parsers(commands: Any) -> None:
    """Enter the command among those of the command line."""
    command = commands.add_parser("gazetteer", help=GAZETTEER, description=GAZETTEER)
    subjects = command.add_subparsers(required=True, metavar="ACTION")
    subject = subjects.add_parser("import", help=gazetteer_import.__doc__, description=gazetteer_import.__doc__)
    subject.add_argument("dump", type=Path, metavar="DIR", help="the folder with allCountries.txt and, where you have them, the other files")
    subject.add_argument("--out", type=Path, metavar="FOLDER", help="where the index goes; beside your own places where it is not given")
    subject.set_defaults(run=gazetteer_import)
    subject = subjects.add_parser("add", help=gazetteer_add.__doc__, description=gazetteer_add.__doc__)
    subject.add_argument("file", type=Path, metavar="FILE", help="CSV with the columns name, lat, lon, source and, where you have them, others")
    subject.set_defaults(run=gazetteer_add)
    subject = subjects.add_parser("list", help=gazetteer_list.__doc__, description=gazetteer_list.__doc__)
    subject.set_defaults(run=gazetteer_list)
    subject = subjects.add_parser("remove", help=gazetteer_remove.__doc__, description=gazetteer_remove.__doc__)
    subject.add_argument("key", metavar="KEY", help="the key of the place, as `geodata gazetteer list` gives it")
    subject.set_defaults(run=gazetteer_remove)


def gazetteer_import(options: argparse.Namespace) -> int:
    """Build an index of all places of GeoNames' dump files; a run that was stopped goes on where it was."""
    folder: Path = options.out or load_settings().places / "geonames"
    done = import_dump(options.dump, folder, progress)
    for line, reason in done.examples:
        print(f"geodata: line {line}: {reason}", file=sys.stderr)
    if done.refused > len(done.examples):
        print(f"geodata: and {done.refused - len(done.examples)} more lines", file=sys.stderr)
    print(f"{folder}: {words.count(done.places, 'place')}; to use it, write in geodata.toml: gazetteer = {json.dumps(str(folder))}")
    return 1 if done.refused else 0


def gazetteer_add(options: argparse.Namespace) -> int:
    """Add your own places, which outrank all others of their names."""
    folder = load_settings().places
    done = add_places(options.file, folder)
    for line, reason in done.refused:
        print(f"geodata: {options.file}, line {line}: {reason}", file=sys.stderr)
    print(f"{folder}: {words.count(done.added, 'place')} added, {done.known} were there already, {len(done.refused)} left out")
    return 0 if not done.refused else 1 if done.added or done.known else 2


def gazetteer_list(_options: argparse.Namespace) -> int:
    """List your own places, which act in every atlas from its next build on, each with the key by which it is removed."""
    for own in read_own(load_settings().places).all():
        place = own.place
        print(place.key, place.name, place.lat, place.lon, f"{place.radius_m:g}", place.kind, place.country, own.source, sep="\t")
    return 0


def gazetteer_remove(options: argparse.Namespace) -> int:
    """Remove one of your own places. Atlases that were built with it keep it until they are built again."""
    folder = load_settings().places
    remove_place(options.key, folder)
    print(f"{folder}: {options.key} is removed; build your atlases again to have them without it")
    return 0
