"""Why a sentence should be looked at, in words, and the atlas's error rate."""

from collections.abc import Mapping
from typing import Any

from geodata import words
from geodata.query import Reviewed

LOW_SCORE = 0.7
"""Below this score the choice of a place is named as a doubt: of the places with less, about two in three are right."""


def doubts(row: Mapping[str, Any]) -> list[str]:
    """The reasons to doubt a row of the review's queue, in our own words; empty where none is known."""
    found = {
        "two reviewers decided differently": row["contested"],
        "more than one place has this name": row["ambiguous"],
        f"the place is chosen with a score of {row['score']:.2f} of 1": row["score"] < LOW_SCORE,
        "the date stands elsewhere in the sentence": row["dated_ground"] == "sentence",
        "the date stands earlier in the passage": row["dated_ground"] == "passage",
        "the document’s own date is inferred": "(inferred)" in row["dated_anchor"],
        "the date is about": row["when_approximate"],
    }
    return [reason for reason, holds in found.items() if holds]


def rate_in_words(found: Reviewed) -> str:
    """The share of the reviewed pins that were moved or rejected, with its denominator."""
    if not found.checked:
        return f"No pin has been checked yet, of {words.count(found.pins, 'pin')} that the program set."
    wrong = found.moved + found.rejected
    checked = "the one pin" if found.checked == 1 else f"the {found.checked:,} pins"
    return (
        f"Error rate: of {checked} checked so far, {wrong:,} {'was' if wrong == 1 else 'were'} moved or taken off the map "
        f"({wrong / found.checked:.0%}). The program set {found.pins:,} in all; {found.pins - found.checked:,} are not checked. The least certain "
        "come first, so the rate of the rest is likely lower."
    )
