"""Reviewing an atlas: what should be looked at first and why, what a person may decide, and how often the program was wrong.

Makes decisions and stores them; changes nothing else. Pages draw it (`ui`).
"""

from geodata.review.deciding import (
    LONGEST_NOTE,
    PlaceChoice,
    Reviewing,
    accept,
    add,
    dated_columns,
    move,
    note,
    redate,
    reject,
    relayer,
    restate,
    store,
    undo,
)
from geodata.review.doubts import doubts, rate_in_words
from geodata.review.typed import typed_position, typed_span

__all__ = [
    "LONGEST_NOTE",
    "PlaceChoice",
    "Reviewing",
    "accept",
    "add",
    "dated_columns",
    "doubts",
    "move",
    "note",
    "rate_in_words",
    "redate",
    "reject",
    "relayer",
    "restate",
    "store",
    "typed_position",
    "typed_span",
    "undo",
]
