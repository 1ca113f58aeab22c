"""How far a command is, for whoever sits before it."""

import sys


def progress(stage: str, done: int, of: int) -> None:
    """Say it on standard error, where that is a terminal."""
    if sys.stderr.isatty():
        print(f"\r{stage}: {done} of {of}   ", end="\n" if done == of else "", file=sys.stderr, flush=True)
