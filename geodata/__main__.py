"""The command line: `geodata add | build | parse | export | gazetteer …`. Progress goes to standard error, results to standard output.

Exit status: 0 done, 1 some items failed and the rest is written, 2 nothing could be done.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from geodata import __version__
from geodata.errors import GeodataError

COMMANDS = {
    "build": "build",
    "add": "add",
    "parse": "parse",
    **dict.fromkeys(("backup", "restore", "upgrade", "rebuild", "erase"), "keeping"),
    "export": "export",
    "evaluate": "evaluate",
    "train": "train",
    "gazetteer": "gazetteer",
    "bench": "bench",
}
"""Command → the file of `geodata.commands` that has it, in the order in which help lists them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser(given[:1] if given and given[0] in COMMANDS else COMMANDS).parse_args(given)
        return int(options.run(options))
    except GeodataError as error:
        print(f"geodata: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1


def _parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of these commands. Only their files are loaded: the whole program takes three times as long as what `parse` needs."""
    parser = argparse.ArgumentParser(prog="geodata", description="Documents in, a map out on which every pin is a sentence in a source.")
    parser.add_argument("--version", action="version", version=f"geodata {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for file in dict.fromkeys(COMMANDS[name] for name in names):
        import_module(f"geodata.commands.{file}").add_parsers(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
