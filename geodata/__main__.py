"""The command line: `geodata add | build | parse | export | gazetteer …`. Progress goes to standard error, results to standard output.

Exit status: 0 done, 1 some items failed and the rest is written, 2 nothing could be done.
"""

import argparse
import errno
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

_WRONG_PATH = {
    errno.ENOENT: "is not there, or lies in a folder that is not; make the folder first, or mend the path",
    errno.EISDIR: "is a folder, and a file is wanted",
    errno.ENOTDIR: "lies in what is no folder; mend the path",
    errno.EEXIST: "is there already, and no folder; name another",
    errno.EACCES: "may not be opened with your rights; change them, or name another",
    errno.EROFS: "lies where nothing can be written; name another",
    errno.ENOSPC: "has no room on its disk; make some, and try again",
    errno.ENAMETOOLONG: "is too long a name",
}
"""What is said of a path that the system refuses."""


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
        if error.filename is None:
            raise
        print(f"geodata: {error.filename}: {_WRONG_PATH.get(error.errno or 0, error.strerror)}", file=sys.stderr)
        return 2


def _options(given: Sequence[str]) -> argparse.Namespace:
    """What was asked for. Inputs may stand after an option, too: `add ATLAS --look FILE`, which argparse by itself does not take."""
    parser = _parser(given[:1] if given and given[0] in COMMANDS else COMMANDS)
    options, rest = parser.parse_known_args(given)
    if rest and (not hasattr(options, "inputs") or any(word.startswith("-") and word != "-" for word in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        options.inputs = [*options.inputs, *rest]
    return options


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
