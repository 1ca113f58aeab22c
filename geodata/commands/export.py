"""`geodata export`: an atlas, or a part of it, in a format for other programs."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from geodata import atlas, query, words
from geodata.classify import Layers
from geodata.errors import InvalidRecord
from geodata.export import EXPORTS, to_folder
from geodata.model import Status
from geodata.query import Filters, Window


def add_parsers(commands: Any) -> None:
    """Enter the command among those of the command line."""
    command = commands.add_parser("export", help=export.__doc__, description=export.__doc__)
    command.add_argument("atlas", type=Path, metavar="ATLAS")
    purposes = "; ".join(f"{name} {made.purpose}" for name, made in EXPORTS.items())
    command.add_argument("--format", choices=sorted(EXPORTS), required=True, help=purposes)
    command.add_argument("--happened", type=_window, metavar="FIRST..LAST", help="keep what happened between two days, both included")
    command.add_argument("--undated", action="store_true", help="with --happened: keep also what has no date in the text")
    command.add_argument("--dated", action="store_true", help="without --happened: keep only what has a date in the text")
    command.add_argument("--reported", type=_window, metavar="FIRST..LAST", help="keep what was reported between two days, both included")
    command.add_argument("--layer", action="append", metavar="ID", help=f"keep this layer: {', '.join(_layers())}")
    command.add_argument("--status", action="append", choices=[str(s) for s in Status], help="keep what has this status")
    command.add_argument("--said-by", action="append", metavar="NAME", help="keep what this speaker says, by the name that the atlas gives")
    command.add_argument("--source", action="append", metavar="FILE", help="keep what this source says, by its file's name")
    command.add_argument("--mention", action="append", metavar="ID", help="keep this sentence, by its identity")
    command.add_argument("--text", default="", metavar="WORDS", help="keep what holds these words")
    command.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="where to write (for folder: a folder or NAME.zip); else standard output"
    )
    command.set_defaults(run=export)


def export(options: argparse.Namespace) -> int:
    """Write an atlas, or what passes the filters, in one of the formats."""
    opened = atlas.open_atlas(options.atlas)
    filters, target = _filters(options, opened), Path(options.output)
    if options.format == "folder" and options.output != "-" and target.suffix != ".zip":
        return _write_folder(to_folder(opened, filters), target, opened)
    data = EXPORTS[options.format].data(opened, filters)
    if options.output == "-":
        sys.stdout.buffer.write(data)
    else:
        target.write_bytes(data)
    return 0


def _write_folder(files: Mapping[str, bytes], target: Path, opened: atlas.OpenAtlas) -> int:
    for name, data in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    if not opened.facts.url:
        missing = f"{opened.folder}/atlas.toml names no url, so the address of the preview picture is relative, which many sites do not show"
        print(f"geodata: {missing}", file=sys.stderr)
    print(f"{target}: {words.count(len(files), 'file')}")
    return 0


def _filters(options: argparse.Namespace, opened: atlas.OpenAtlas) -> Filters:
    _check("layer", options.layer, _layers())
    _check("speaker", options.said_by, query.values(opened, "said_by")["said_by"])
    ids = {row["source"]: row["id"] for row in query.documents(opened).to_dict("records")}
    _check("source", options.source, ids)
    return Filters(
        happened=options.happened,
        undated=options.undated,
        dated=options.dated,
        reported=options.reported,
        layers=_tuple(options.layer),
        statuses=_tuple(options.status),
        speakers=_tuple(options.said_by),
        sources=_tuple(ids[name] for name in options.source) if options.source else None,
        mentions=_tuple(options.mention),
        text=options.text,
    )


def _layers() -> list[str]:
    return [layer.id for layer in Layers.load().layers]


def _check(kind: str, given: Iterable[str] | None, known: Iterable[str]) -> None:
    if unknown := sorted(set(given or ()) - set(known)):
        raise InvalidRecord(f"no {kind} is named {unknown[0]!r}; known are: {', '.join(sorted(known))}")


def _tuple(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def _window(text: str) -> Window:
    first, found, last = text.partition("..")
    try:
        window = date.fromisoformat(first), date.fromisoformat(last if found else first)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no window; write 2017-02-01..2017-02-28") from error
    if window[0] > window[1]:
        raise argparse.ArgumentTypeError(f"{text!r} ends before it begins")
    return window
