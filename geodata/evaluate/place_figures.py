"""The figures of places: recognition, resolution, and both end to end.

Recognition  exact_*: the same words. overlap_*: one to one, at least one shared character, the largest overlap first.
Resolution   over marked names that have a position and are matched by a found one: res_acc161, res_acc25 (a match without a position is wrong);
             over those with a position: placed_acc161 ("Acc@161" in most papers), mean and median error in km, and auc, the area under the curve of
             ln(1 + error) as a share of the whole (Gritta, Pilehvar, Limsopatham, Collier 2018); 0 is best.
End to end   over all marked names that have a position: e2e_161, e2e_25 (recognised and within so many km); e2e_P161, the share of right pins, and
             e2e_F161. A found name that is matched to a marked one without a position is left out of the pins: there is nothing to compare it with.
Kept off     where a gold file says what is no place: how much of that was not taken for one.

161 km are 100 miles, the customary bound; 25 km mean "the same town".
"""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from geodata.evaluate.answers import FoundToponym
from geodata.evaluate.gold import GoldDocument, GoldToponym
from geodata.evaluate.matching import Marked, exact, match, overlap, rates, share

Figures = dict[str, int | float | None]
"""Name → figure, in the order in which they are shown; None where it cannot be computed."""

NEAR_KM: Final = 25.0
FAR_KM: Final = 161.0

_EARTH_RADIUS_KM: Final = 6371.0088
"""The mean radius of the Earth (IUGG); the figures are defined on a sphere."""

_FARTHEST_KM: Final = 20039.0
"""Half the Earth's circumference: the largest error that the area under the curve counts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A marked name with a position and the found name that stands for it; `error_km` is None where that has no position."""

    gold: GoldToponym
    found: FoundToponym
    error_km: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One document: what counts of the marked and of the found names, and which stands for which (index of a marked name → of a found one)."""

    gold: tuple[GoldToponym, ...]
    found: tuple[FoundToponym, ...]
    matched: dict[int, int]
    pairs: tuple[Pair, ...]
    not_places: int
    kept_off: int

    @property
    def scorable(self) -> int:
        """How many pins can be right or wrong."""
        without = {j for i, j in self.matched.items() if not has_position(self.gold[i])}
        return sum(has_position(found) and j not in without for j, found in enumerate(self.found))


def has_position(name: GoldToponym | FoundToponym) -> bool:
    """Whether a position is given."""
    return name.lat is not None and name.lon is not None


def compare(document: GoldDocument, found: Sequence[FoundToponym], ignored: frozenset[str] = frozenset(), *, id_ok: bool = False) -> Compared:
    """Match the found names of a document with the marked ones.

    Marked names of the `ignored` types are neither required nor counted as wrong. With `id_ok` a found name with the marked GeoNames id has no error.
    """
    gold = tuple(t for t in document.toponyms if t.type not in ignored)
    kept = _counted(gold, found, [t for t in document.toponyms if t.type in ignored])
    matched = match(gold, kept)
    pairs = tuple(Pair(gold[i], kept[j], _error_km(gold[i], kept[j], id_ok)) for i, j in sorted(matched.items()) if has_position(gold[i]))
    kept_off = sum(not any(overlap(name, other) for name in kept) for other in document.not_places)
    return Compared(gold, kept, matched, pairs, len(document.not_places), kept_off)


def place_figures(compared: Iterable[Compared]) -> Figures:
    """The figures over so many documents."""
    documents = list(compared)
    marked = sum(len(d.gold) for d in documents)
    found = sum(len(d.found) for d in documents)
    figures: Figures = {"docs": len(documents), "gold": marked, "pred": found}
    for name, right in (("exact", sum(exact(d.gold, d.found) for d in documents)), ("overlap", sum(len(d.matched) for d in documents))):
        result = rates(right, found, marked)
        figures |= {f"{name}_P": result.precision, f"{name}_R": result.recall, f"{name}_F1": result.f1}
    figures |= _positions([p for d in documents for p in d.pairs], sum(has_position(t) for d in documents for t in d.gold), documents)
    not_places = sum(d.not_places for d in documents)
    if not_places:
        figures |= {"not_places": not_places, "kept_off": sum(d.kept_off for d in documents) / not_places}
    return figures


def _positions(pairs: Sequence[Pair], with_position: int, documents: Sequence[Compared]) -> Figures:
    errors = [p.error_km for p in pairs if p.error_km is not None]
    near, far = sum(e <= NEAR_KM for e in errors), sum(e <= FAR_KM for e in errors)
    pins = rates(far, sum(d.scorable for d in documents), with_position)
    return {
        "gold_with_coords": with_position,
        "matched_with_coords": len(pairs),
        "placed": len(errors),
        "res_acc161": share(far, len(pairs)),
        "res_acc25": share(near, len(pairs)),
        "placed_acc161": share(far, len(errors)),
        "mean_km": sum(errors) / len(errors) if errors else None,
        "median_km": statistics.median(errors) if errors else None,
        "auc": _area_under_curve(errors),
        "e2e_161": share(far, with_position),
        "e2e_25": share(near, with_position),
        "e2e_P161": pins.precision,
        "e2e_F161": pins.f1,
    }


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two positions, by the haversine formula, in kilometres."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def _error_km(gold: GoldToponym, found: FoundToponym, id_ok: bool) -> float | None:
    if gold.lat is None or gold.lon is None or found.lat is None or found.lon is None:
        return None
    if id_ok and gold.geonames_id is not None and gold.geonames_id == found.geonames_id:
        return 0.0
    return distance_km(gold.lat, gold.lon, found.lat, found.lon)


def _counted(gold: Sequence[Marked], found: Sequence[FoundToponym], ignored: Sequence[Marked]) -> tuple[FoundToponym, ...]:
    if not ignored:
        return tuple(found)
    needed = set(match(gold, found).values())
    return tuple(name for j, name in enumerate(found) if j in needed or not any(overlap(name, other) for other in ignored))


def _area_under_curve(errors_km: Sequence[float]) -> float | None:
    heights = sorted(math.log1p(min(error, _FARTHEST_KM)) for error in errors_km)
    if not heights:
        return None
    if len(heights) == 1:
        return heights[0] / math.log(_FARTHEST_KM)
    return sum((a + b) / 2 for a, b in pairwise(heights)) / (math.log(_FARTHEST_KM) * (len(heights) - 1))
