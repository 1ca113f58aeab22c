"""One sense a document: the occurrences of a name are taken together, unless the words beside them part them ("Paris, Texas" and "Paris, France")."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geodata.locate.clues import KINDS, Clues
from geodata.locate.containment import contains
from geodata.locate.traits import Floats, Named

_COLUMNS = 6
_FITS, _KIND_NAMED, _MISFITS, _WITHIN, _WITHIN_DIVISION, _HOLDS = range(_COLUMNS)


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """Occurrences of one name that mean one place.

    `numbers` are the toponyms' numbers in their document, `listed` those of their neighbours in lists, `clues` the first ones that say anything.
    `beside` has a row for each place of the name, with the columns of `evidence.BESIDE`.
    """

    named: Named
    numbers: tuple[int, ...]
    listed: tuple[int, ...]
    clues: Clues
    beside: Floats


def senses_of(occurrences: Sequence[tuple[int, Named, Clues]]) -> tuple[Sense, ...]:
    """The senses of a document, by first occurrence. An occurrence is the toponym's number, what its name may mean, and its clues.

    An occurrence without clues goes with those of the clue that is most frequent for its name.
    """
    by_name: dict[str, list[tuple[int, Named, Clues]]] = {}
    for occurrence in occurrences:
        by_name.setdefault(occurrence[1].key, []).append(occurrence)
    found = [sense for group in by_name.values() for sense in _parted(group)]
    return tuple(sorted(found, key=lambda sense: sense.numbers[0]))


def _parted(group: list[tuple[int, Named, Clues]]) -> list[Sense]:
    named = group[0][1]
    rows = [_beside(named, clues) for _, _, clues in group]
    keys = [_key(matrix) if clues.kinds or clues.within else None for matrix, (_, _, clues) in zip(rows, group, strict=True)]
    usual = Counter(key for key in keys if key).most_common(1)
    parts: dict[tuple[bytes, bytes], list[int]] = {}
    for at, key in enumerate(keys):
        parts.setdefault(key or (usual[0][0] if usual else (b"", b"")), []).append(at)
    return [_sense(named, [group[at] for at in part], [rows[at] for at in part]) for part in parts.values()]


def _key(matrix: Floats) -> tuple[bytes, bytes] | None:
    """What parts senses: which places fit the words for a kind, and which lie in the area that is named. None where no words are there."""
    return (matrix[:, _FITS].tobytes(), matrix[:, _WITHIN].tobytes()) if matrix[:, [_FITS, _MISFITS, _WITHIN]].any() else None


def _sense(named: Named, part: list[tuple[int, Named, Clues]], rows: list[Floats]) -> Sense:
    clues = next((c for _, _, c in part if c.kinds or c.within or c.holds), part[0][2])
    listed = tuple(number for _, _, c in part for number in c.listed)
    return Sense(named, tuple(number for number, _, _ in part), listed, clues, np.maximum.reduce(rows) if len(rows) > 1 else rows[0])


def _beside(named: Named, clues: Clues) -> Floats:
    found = np.zeros((len(named.places), _COLUMNS))
    if not (clues.kinds or clues.within or clues.holds):
        return found
    for row, (place, what) in enumerate(zip(named.places, named.classes, strict=True)):
        if clues.kinds:
            found[row, _FITS if what in clues.kinds else _MISFITS] = 1.0
            found[row, _KIND_NAMED] = float(what in clues.kinds and clues.kind_word.lower() in KINDS)
        holders = [area.kind for area in clues.within if contains(area, place)]
        found[row, _WITHIN] = float(bool(holders))
        found[row, _WITHIN_DIVISION] = float(any(kind.startswith("ADM") for kind in holders))
        found[row, _HOLDS] = float(any(contains(place, held) for held in clues.holds))
    return found
