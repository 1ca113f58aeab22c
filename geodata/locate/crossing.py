"""How well weights found on some feeds place the names of others: cross-validation for `geodata train resolver --evaluate`. Nothing else needs it."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geodata.locate.training import NEAR_KM, RIGHT_KM, Example, fit
from geodata.locate.traits import Floats
from geodata.locate.weighing import weigh

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """Of the names of a corpus that have a position and candidates: how many there are, and how many are placed within 161 and within 25 km."""

    corpus: str
    names: int
    within_161: int
    within_25: int


def over_feeds(examples: Sequence[Example]) -> list[Placed]:
    """Each feed placed with weights that were found on other feeds; one row a corpus."""
    return _crossed(examples, lambda example: zlib.crc32(example.feed.encode()) % FOLDS)


def over_corpora(examples: Sequence[Example]) -> list[Placed]:
    """Each corpus placed with weights that were found on the others."""
    return _crossed(examples, lambda example: example.corpus)


def table(title: str, rows: Sequence[Placed]) -> str:
    """The rows as text, with their mean."""
    lines = [f"{title}: names with candidates, placed within 161 km, within 25 km"]
    lines += [f"  {row.corpus:12}{row.names:8}{row.within_161 / row.names:10.4f}{row.within_25 / row.names:10.4f}" for row in rows]
    means = [sum(getattr(row, name) / row.names for row in rows) / len(rows) for name in ("within_161", "within_25")]
    return "\n".join([*lines, f"  {'mean':20}{means[0]:10.4f}{means[1]:10.4f}"])


def _crossed(examples: Sequence[Example], part_of: Callable[[Example], object]) -> list[Placed]:
    found: dict[str, list[float]] = {}
    for part in dict.fromkeys(map(part_of, examples)):
        weights, _ = fit([example for example in examples if part_of(example) != part])
        for example in examples:
            if part_of(example) == part:
                found.setdefault(example.corpus, []).extend(_errors_km(example, weights))
    return [
        Placed(corpus, len(errors), sum(km <= NEAR_KM for km in errors), sum(km <= RIGHT_KM for km in errors))
        for corpus, errors in sorted(found.items())
    ]


def _errors_km(example: Example, weights: Floats) -> list[float]:
    probability = weigh(example.evidence, weights).probability
    return [float(asked.off_km[int(probability[example.evidence.rows(asked.sense)].argmax())]) for asked in example.asked]
