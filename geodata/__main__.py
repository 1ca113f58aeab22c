"""The command line: `geodata add | build | parse | export | gazetteer …`. Progress goes to standard error, results to standard output.

Exit status: 0 done, 1 some items failed and the rest is written, 2 nothing could be done.
"""

import argparse
import os
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
        options = _options(given)
        return int(options.run(options))
    except GeodataError as error:
        print(f"geodata: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read our output has enough of it; nothing may be written there any more, not even at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("geodata: stopped", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"geodata: {_named(error)}", file=sys.stderr)
        return 2


def _options(given: Sequence[str]) -> argparse.Namespace:
    """What the arguments say. Inputs may stand behind options, where argparse gives them back (bpo-15112)."""
    parser = _parser(given[:1] if given and given[0] in COMMANDS else COMMANDS)
    options, rest = parser.parse_known_args(given)
    if rest and not (hasattr(options, "inputs") and all(word == "-" or not word.startswith("-") for word in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        options.inputs = [*options.inputs, *rest]
    return options


def _named(error: OSError) -> str:
    """Which file or folder the system refused, and why, in a sentence."""
    what = f"{error.filename2 or error.filename}: " if error.filename else ""
    return f"{what}cannot be read or written ({error.strerror or error}); check the path, its rights, and the room on the disk"


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
