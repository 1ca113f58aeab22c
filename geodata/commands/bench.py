"""`geodata bench`: how fast the program is."""

import argparse
import json
import sys
from typing import Any

from geodata.errors import ConfigError


def add_parsers(commands: Any) -> None:
    """Enter the command among those of the command line."""
    command = commands.add_parser("bench", help=bench.__doc__, description=bench.__doc__)
    command.add_argument("names", nargs="*", metavar="NAME", help="which benches; all where none is named")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.set_defaults(run=bench)


def bench(options: argparse.Namespace) -> int:
    """Measure speed, and print each figure with its key. Of all benches those that cannot be measured here are named, and the others are."""
    from geodata.bench import BENCHES, run  # what it measures with is not needed elsewhere

    figures: dict[str, float] = {}
    status = 0
    for name in options.names or BENCHES:
        try:
            figures |= run([name])
        except ConfigError as error:
            if options.names:
                raise
            status = 1
            print(f"geodata: {name}: {error}", file=sys.stderr)
    print(json.dumps(figures, indent=1) if options.json else "\n".join(f"{key:24} {value:12,.1f}" for key, value in figures.items()))
    return status
