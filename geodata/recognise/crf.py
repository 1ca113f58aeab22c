"""The trained sequence model: facts of words → their labels. The only door to python-crfsuite.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001). `MODEL.md` beside the model file says what it was trained on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pycrfsuite

MODEL = Path(__file__).parent / "places.crfsuite"
"""The model that ships with the program."""

OUTSIDE = "O"

L1, L2 = 0.03, 0.2
"""Weights of the two penalties on the model's own weights; found by cross-validation, which is flat around them."""

MAX_ITERATIONS = 120

Labelled = tuple[list[list[str]], list[str]]
"""The facts of each word of a sentence, and the label of each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a sentence: the likeliest labels of its words, "O" or B- (begins) or I- (goes on) with the class; and how much, from
    0 to 1, it believes of each word that its label is not "O"."""

    labels: tuple[str, ...]
    beliefs: tuple[float, ...]


class Crf:
    """An opened model."""

    def __init__(self, file: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(file))

    def read(self, facts: Sequence[list[str]]) -> Reading:
        """The model's reading of a sentence, given the facts of each word."""
        labels = self._tagger.tag(facts)
        return Reading(tuple(labels), tuple(1.0 - self._tagger.marginal(OUTSIDE, at) for at in range(len(labels))))


@lru_cache(maxsize=1)
def shipped() -> Crf:
    """The model that ships with the program, opened once."""
    return Crf(MODEL)


def train(sentences: Iterable[Labelled], file: Path) -> None:
    """Train a model and write it. The same sentences in the same order give the same bytes."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": MAX_ITERATIONS, "feature.possible_transitions": True})
    for facts, labels in sentences:
        trainer.append(facts, labels)
    trainer.train(str(file))
