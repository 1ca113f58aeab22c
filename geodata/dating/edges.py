"""Early, late, mid, the end of: the part of a period that the words mean, and the TIMEX3 modifier for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from geodata.dating.meaning import Meaning
from geodata.model import Precision, TimeSpan

MODS: Final = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
}

SHORTEST_DAYS = 28
"""Shorter periods are not divided: "early Tuesday" is Tuesday."""


def edged(meaning: Meaning, words: Sequence[str]) -> Meaning:
    """The meaning narrowed to its first, middle or last third, approximately; unchanged where the words name no edge.

    A third is our decision: TIMEX3 leaves the width of START, MID and END open.
    """
    mod = next((MODS[word] for word in words if word in MODS), "")
    return replace(meaning, mod=mod, span=_third(meaning.span, mod)) if mod else meaning


def _third(span: TimeSpan | None, mod: str) -> TimeSpan | None:
    if span is None or span.begin is None or span.end is None:
        return span
    days = (span.end - span.begin).days
    if days < SHORTEST_DAYS:
        return span
    first, last = (timedelta(days=days * part // 3) for part in {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}[mod])
    return TimeSpan(span.begin + first, span.begin + last, Precision.RANGE, approximate=True)
