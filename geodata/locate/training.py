"""Finding the weights of `weighing` on documents whose names have been given their places, by `geodata train resolver`. Nothing else needs it.

A corpus is a file of JSON lines, `{"id","text","toponyms":[{"start","end","lat","lon","geonames_id"}]}`. Every corpus has the same say, however long
it is. Of a name's places those within 25 km of the given position are right, or the one with the given GeoNames id; else the nearest within 161 km;
where there is none, "none that the gazetteer knows" is right. The likelihood, with a weak pull of all weights to zero, is maximised by Adam (Kingma
and Ba 2015).
"""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.errors import ReadError
from geodata.gazetteer import Gazetteer
from geodata.locate.bias import bias_of
from geodata.locate.choosing import look_around
from geodata.locate.evidence import AROUND, FEATURES, Evidence
from geodata.locate.senses import Sense
from geodata.locate.traits import Floats, Named, vector_of
from geodata.locate.weighing import load_weights, weigh
from geodata.model import Toponym, ToponymKind

SET_BY_HAND = {"collection": 2.6, "own_row": 8.0}
"""No corpus has collections or places of the user's own, so their say is set. A collection's is enough to choose between towns of a size, and too
little to move a capital; a user's own place outranks a capital that nothing in the text speaks for."""

LEAST = {
    **dict.fromkeys(("kind_fits", "holds", "beside_50", "beside_300", "listed_kind", "listed_country", "tells"), 0.0),
    "kind_named": 4.0,
    "in_namesake_division": 2.0,
    "within": 2.5,
    "within_division": 2.5,
}
"""Bounds set by hand. A reader is told of these as reasons for a place, so that a weight below zero would be chance; and what the words beside a name
say outright outweighs a capital's size even where the corpora, in which the other names mostly say the same, do not need it. The corpora hold few
towns as small beside the division of their name as Idlib is."""

BARE_SAY = 0.1
"""Every name is learned from a second time with this say, as if it stood alone with the words beside it: texts may be short."""

RIGHT_KM, NEAR_KM, AS_NEAR_KM = 25.0, 161.0, 30.0
_STEPS, _PULL, _STAGES = 250, 1e-5, 2
_EARTH_KM = 6371.0088
_FROM_OTHERS = np.array([name in AROUND[: AROUND.index("tells")] for name in FEATURES])


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One occurrence of a name whose position is given: its sense, which of its places are right, and how far off each is in kilometres."""

    sense: int
    right: NDArray[np.bool_]
    off_km: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One document with its places given. `feed` is the host it came from, `weight` the say of each of its names."""

    corpus: str
    feed: str
    evidence: Evidence
    asked: tuple[Asked, ...]
    weight: float


def train_resolver(folder: Path, gazetteer: Gazetteer, file: Path) -> tuple[int, float]:
    """Find the weights on every corpus (*.jsonl) of a folder and write them.

    Returns the number of names, and the mean log-likelihood of their right places.

    Raises ReadError where there is no corpus or a line of one is none.
    """
    examples = read_examples(folder, gazetteer)
    weights, likelihood = fit(examples)
    write_weights(weights, file)
    return sum(len(example.asked) for example in examples), likelihood


def read_examples(folder: Path, gazetteer: Gazetteer) -> list[Example]:
    """The documents of every corpus (*.jsonl) of a folder that have a name with a position and candidates.

    Raises ReadError where there is none or a line is no document.
    """
    examples = [example for corpus in sorted(folder.glob("*.jsonl")) for example in _examples_of(corpus, gazetteer)]
    if not examples:
        raise ReadError(f"{folder}: holds no corpus (*.jsonl) with toponyms that have positions")
    return examples


def _examples_of(corpus: Path, gazetteer: Gazetteer) -> list[Example]:
    found = []
    for document in _read(corpus):
        given = {(t["start"], t["end"]): t for t in document["toponyms"]}
        toponyms = [_toponym(document, start, end, gazetteer) for start, end in sorted(given)]
        surroundings = look_around(document["text"], toponyms, gazetteer, bias_of([tuple(toponyms)], gazetteer), {})
        if surroundings is None:
            continue
        senses, evidence = surroundings
        asked = tuple(_asked(senses, toponyms, given))
        if asked:
            found.append(Example(corpus.stem, _feed(document), evidence, asked, 0.0))
    size = sum(len(example.asked) for example in found)
    return [replace(example, weight=1.0 / size) for example in found]


def fit(examples: Sequence[Example]) -> tuple[Floats, float]:
    """The weights, and the mean log-likelihood of the right places under them."""
    weights = np.zeros(len(FEATURES))
    weights[[FEATURES.index("size"), FEATURES.index("country")]] = 5.0, 3.0
    for name, value in SET_BY_HAND.items():
        weights[FEATURES.index(name)] = value
    likelihood = 0.0
    for _ in range(_STAGES):  # the neighbours' meanings depend on the weights, so the columns are made anew with those found
        weights, likelihood = _climb(_Table.of(examples, weights), weights)
    return weights, likelihood


def write_weights(weights: Floats, file: Path) -> None:
    """Write the table, with the words it had."""
    kept = load_weights()
    words = dict(zip(kept.told, kept.words, strict=True))
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["feature", "weight", "words"])
        rows.writerows([name, f"{value:.2f}", words.get(at, "")] for at, (name, value) in enumerate(zip(FEATURES, weights, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """All examples' rows one below the other; `first` is where each name's begin, `owner` each row's name."""

    columns: Floats
    right: NDArray[np.bool_]
    first: NDArray[np.int64]
    owner: NDArray[np.int64]
    say: Floats

    @classmethod
    def of(cls, examples: Sequence[Example], weights: Floats) -> "_Table":
        columns, right, say = [], [], []
        for example in examples:
            weighed = weigh(example.evidence, weights)
            for asked in example.asked:
                of_sense = weighed.columns[example.evidence.rows(asked.sense)]
                columns += [of_sense, of_sense * ~_FROM_OTHERS]
                right += [asked.right, asked.right]
                say += [example.weight, example.weight * BARE_SAY]
        sizes = [len(rows) for rows in right]
        owner = np.repeat(np.arange(len(sizes)), sizes)
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        return cls(np.concatenate(columns), np.concatenate(right), first, owner, np.array(say) / sum(say))

    def gradient(self, weights: Floats) -> tuple[Floats, float]:
        """Of the log-likelihood, and that itself."""
        logits = self.columns @ weights
        highest = np.maximum(np.maximum.reduceat(logits, self.first), 0.0)
        raised, none = np.exp(logits - highest[self.owner]), np.exp(-highest)
        total, rightly = np.add.reduceat(raised, self.first) + none, np.add.reduceat(raised * self.right, self.first)
        known = rightly > 0
        wanted = raised * self.right / np.where(known, rightly, 1.0)[self.owner]
        slope = self.columns.T @ ((wanted - raised / total[self.owner]) * self.say[self.owner])
        return slope, float((np.log(np.where(known, rightly, none) / total) * self.say).sum())


def _climb(table: _Table, start: Floats) -> tuple[Floats, float]:
    weights, first, second, likelihood = start.copy(), np.zeros_like(start), np.zeros_like(start), 0.0
    fixed = [FEATURES.index(name) for name in SET_BY_HAND]
    bounds = np.array([LEAST.get(name, -np.inf) for name in FEATURES])
    for step in range(1, _STEPS + 1):
        slope, likelihood = table.gradient(weights)
        slope -= _PULL * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = 0.05 * (1 + np.cos(np.pi * step / _STEPS)) + 0.001
        weights = weights + rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
        weights[fixed] = start[fixed]
        weights = np.maximum(bounds, weights)
    return weights, likelihood


def _asked(senses: Sequence[Sense], toponyms: Sequence[Toponym], given: dict[tuple[int, int], dict[str, Any]]) -> Iterable[Asked]:
    for at, sense in enumerate(senses):
        for number in sense.numbers:
            answer = given[toponyms[number].start, toponyms[number].end]
            if answer.get("lat") is not None:
                km = _EARTH_KM * np.arccos(np.clip(sense.named.vectors @ vector_of(answer["lat"], answer["lon"]), -1.0, 1.0))
                yield Asked(at, _right(sense.named, answer, km), km)


def _right(named: Named, answer: dict[str, Any], km: Floats) -> NDArray[np.bool_]:
    near = km <= RIGHT_KM if (km <= RIGHT_KM).any() else (km <= NEAR_KM) & (km <= km.min() + AS_NEAR_KM)
    same = np.array([place.gazetteer == "geonames" and place.key == str(answer.get("geonames_id")) for place in named.places])
    return np.asarray(same | (near & (km <= RIGHT_KM)) if same.any() else near)


def _toponym(document: dict[str, Any], start: int, end: int, gazetteer: Gazetteer) -> Toponym:
    surface = document["text"][start:end]
    is_area = any(place.kind in ("PCLI", "ADM1") for place in gazetteer.lookup(surface))
    kind = ToponymKind.DEMONYM if gazetteer.demonym(surface) and not is_area else ToponymKind.NAME
    return Toponym(str(document["id"]), start, end, surface, kind, "given")


def _feed(document: dict[str, Any]) -> str:
    """The host a document came from; the whole address where the host is one for all (a wiki), its id where there is none."""
    source = str(document.get("source") or document["id"]).split("://")[-1]
    return source if "wiki" in source.split("/")[0] else source.split("/")[0]


def _read(corpus: Path) -> list[dict[str, Any]]:
    try:
        documents = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [document for document in documents if document["text"] and document["toponyms"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{corpus}: is no corpus of places: {error!r}") from error
