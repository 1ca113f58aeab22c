"""Why a sentence should be looked at, in words, and the atlas's error rate."""

from collections.abc import Mapping
from typing import Any

from geodata import words
from geodata.language import say
from geodata.query import Reviewed

LOW_SCORE = 0.7
"""Below this score the choice of a place is named as a doubt: of the places with less, about two in three are right."""


def doubts(row: Mapping[str, Any]) -> list[str]:
    """The reasons to doubt a row of the review's queue, in our own words; empty where none is known."""
    found = {
        say("doubt.contested"): row["contested"],
        say("card.ambiguous"): row["ambiguous"],
        say("doubt.score", score=f"{row['score']:.2f}"): row["score"] < LOW_SCORE,
        say("ground.sentence"): row["dated_ground"] == "sentence",
        say("ground.passage"): row["dated_ground"] == "passage",
        say("doubt.inferred"): "(inferred)" in row["dated_anchor"],
        say("doubt.about"): row["when_approximate"],
    }
    return [reason for reason, holds in found.items() if holds]


def rate_in_words(found: Reviewed) -> str:
    """The share of the reviewed pins that were moved or rejected, with its denominator."""
    if not found.checked:
        return say("review.unchecked", pins=words.count(found.pins, "pin"))
    wrong = found.moved + found.rejected
    share, were_wrong = f"{wrong / found.checked:.0%}", say("review.were_wrong", n=wrong)
    return say("review.rate", n=found.checked, were_wrong=were_wrong, share=share, all=found.pins, left=found.pins - found.checked)
