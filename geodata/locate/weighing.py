"""How probable each place is that a name may mean: the rows of `evidence`, weighed.

A conditional logit model (McFadden 1974): each place's columns, times the weights of `weights.csv`, add up to a logit, and a place's probability is
its exponential's share among all places of the name and, with a logit of 0, "none that the gazetteer knows". What the other names mean is part of
the evidence, so the sum is formed in rounds: first without them, then with what the round before made of them.

The weights were found by `geodata train resolver` (`training`), which maximises the likelihood of the right places of news corpora and writes the
table; a few are set or bounded by hand, and `training` says which and why. A weight is in logits: 0.69 doubles the odds.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from geodata.errors import InvalidRecord
from geodata.locate.evidence import FEATURES, Evidence, around
from geodata.locate.traits import Floats

FILE = Path(__file__).parent / "weights.csv"

ROUNDS = 2
"""So many rounds with the other names' meanings; more of them change next to nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """`values` runs parallel to FEATURES. `told` are the columns that a reader is told of one by one, with `words` parallel to them; the others are
    told as the place's kind and size."""

    values: Floats
    told: tuple[int, ...]
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def load_weights(file: Path = FILE) -> Weights:
    """The weights as shipped. Raises InvalidRecord where the table's lines are not those of FEATURES."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if tuple(row["feature"] for row in rows) != FEATURES:
        raise InvalidRecord(f"{file.name}: its lines must be {', '.join(FEATURES)}; run geodata train resolver")
    told = tuple(at for at, row in enumerate(rows) if row["words"])
    return Weights(np.array([float(row["weight"]) for row in rows]), told, tuple(rows[at]["words"] for at in told))


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """`probability` of each row, and its `columns`, as in FEATURES."""

    probability: Floats
    columns: Floats


def weigh(evidence: Evidence, weights: Floats) -> Weighed:
    """Weigh a document's rows."""
    known = evidence.fixed.shape[1]
    base = evidence.fixed @ weights[:known]
    probability = np.zeros(len(base))
    for _ in range(ROUNDS + 1):
        others = around(evidence, probability)
        probability = _shares(base + others @ weights[known:], evidence)
    return Weighed(probability, np.concatenate([evidence.fixed, others], axis=1))


def _shares(logits: Floats, evidence: Evidence) -> Floats:
    """Each row's share among the rows of its sense and one more of logit 0."""
    firsts = evidence.firsts[:-1]
    highest = np.maximum(np.maximum.reduceat(logits, firsts), 0.0)
    raised = np.exp(logits - highest[evidence.owner])
    total = np.add.reduceat(raised, firsts) + np.exp(-highest)
    return np.asarray(raised / total[evidence.owner])
