"""Which found span stands for which marked one, and the three figures of information retrieval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Marked(Protocol):
    """Anything with a start and an excluded end in code points."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each from 0 to 1; 0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float


def rates(right: int, found: int, marked: int) -> Rates:
    """The rates of so many right answers among those found and those marked."""
    precision = right / found if found else 0.0
    recall = right / marked if marked else 0.0
    both = precision + recall
    return Rates(precision, recall, 2 * precision * recall / both if both else 0.0)


def share(part: int, whole: int) -> float | None:
    """The part as a share of the whole; None where there is no whole."""
    return part / whole if whole else None


def overlap(one: Marked, other: Marked) -> int:
    """How many code points two spans share; 0 where they share none."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_span(one: Marked, other: Marked) -> bool:
    """Whether both are the same words."""
    return (one.start, one.end) == (other.start, other.end)


def exact(gold: Iterable[Marked], found: Iterable[Marked]) -> int:
    """How many marked spans were found as they are."""
    return len({(g.start, g.end) for g in gold} & {(f.start, f.end) for f in found})


def match(gold: Sequence[Marked], found: Sequence[Marked]) -> dict[int, int]:
    """Index of a marked span → index of the found one that stands for it.

    One to one: equal spans first, then the largest overlap, then the earliest.
    """
    pairs = sorted(
        (not same_span(g, f), -overlap(g, f), g.start, f.start, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if overlap(g, f)
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for *_, i, j in pairs:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken


def span_error(gold: Marked, found: Marked) -> str:
    """How the found words differ from the marked ones that they overlap: "too long", "too short", "shifted"."""
    if found.start <= gold.start and found.end >= gold.end:
        return "too long"
    return "too short" if found.start >= gold.start and found.end <= gold.end else "shifted"
