"""Positions written in a text: degrees with decimals, degrees and minutes, degrees, minutes and seconds, and references of the military grid (MGRS).

Each becomes a resolution of its own, whose place is the position itself (gazetteer "text", kind COORD). How far off it may be is half the step of
its last digit. Bare numbers are taken only as a pair with three decimals each; all else names its hemisphere or its grid zone.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from geodata.locate.grid import cell_of
from geodata.model import Candidate, Document, Place, Position, Resolution, ResolutionStatus, Toponym, ToponymKind

RECOGNISER = "coordinates 1"
GAZETTEER, KIND = "text", "COORD"

_DEGREE_M = 111_320.0
"""The length of a degree of latitude; one of longitude is at most as long."""

_DEG, _MIN, _SEC = r"\s?(?:°|º|deg(?:rees)?\b)", r"\s?(?:′|'|’|min(?:utes)?\b)", r"\s?(?:″|\"|”|''|’’|sec(?:onds)?\b)"
_GAP = r"\s*[,;/]?\s*(?:and\s+)?"


def _angle(name: str, side: str) -> str:
    parts = rf"(?P<{name}d>\d{{1,3}}(?:\.\d+)?){_DEG}(?:\s?(?P<{name}m>\d{{1,2}}(?:\.\d+)?){_MIN})?(?:\s?(?P<{name}s>\d{{1,2}}(?:\.\d+)?){_SEC})?"
    return rf"{parts}\s?(?P<{name}h>{side})"


_WRITTEN = re.compile(
    rf"(?<![\w.]){_angle('a', r'(?:N|S)(?:orth|outh)?')}{_GAP}{_angle('b', r'(?:E|W)(?:ast|est)?')}(?!\w)",
)
_LETTERED = re.compile(rf"(?<![\w.])(?P<ad>\d{{1,2}}\.\d+)\s?(?P<ah>[NS]){_GAP}(?P<bd>\d{{1,3}}\.\d+)\s?(?P<bh>[EW])(?!\w)")
_BARE = re.compile(r"(?<![\w.,-])(?P<ad>[-−]?\d{1,2}\.\d{3,})°?,\s?(?P<bd>[-−]?\d{1,3}\.\d{3,})°?(?![\w.]*\d)")
_GRID = re.compile(r"(?<!\w)(?P<zone>\d{1,2})(?P<band>[C-HJ-NP-X]) ?(?P<square>[A-HJ-NP-Z][A-HJ-NP-V]) ?(?P<digits>\d{2,5} \d{2,5}|\d{4,10})(?!\w)")
_MAY_BE = re.compile(r"\d(?:\.\d|\s?(?:[°º]|deg)|[C-X])")
"""Stands in every position: decimals, a degree or the letter of a grid zone. Looked for first, since few texts hold it."""


@dataclass(frozen=True, slots=True)
class _Reading:
    lat: float
    lon: float
    radius_m: float
    form: str


def coordinates_in(document: Document, taken: Sequence[Toponym]) -> tuple[Resolution, ...]:
    """The positions written in a document, by their start, but for those that overlap a toponym that was found. Empty where there are none."""
    found: dict[int, Resolution] = {}
    for pattern, read in _FORMS if _MAY_BE.search(document.text) else ():
        for match in pattern.finditer(document.text):
            start, end = match.span()
            reading = read(match)
            free = all(end <= t.start or t.end <= start for t in taken) and all(
                end <= r.toponym.start or r.toponym.end <= start for r in found.values()
            )
            if reading and free:
                found[start] = _resolution(document, start, end, reading)
    return tuple(found[start] for start in sorted(found))


def _resolution(document: Document, start: int, end: int, reading: _Reading) -> Resolution:
    surface = document.text[start:end]
    lat, lon, radius_m = round(reading.lat, 6), round(reading.lon, 6), float(max(1, round(reading.radius_m)))
    place = Place(GAZETTEER, f"{lat},{lon}", " ".join(surface.split()), (), lat, lon, radius_m, KIND, "", "")
    toponym = Toponym(document.id, start, end, surface, ToponymKind.NAME, RECOGNISER)
    working = (
        f"The text gives the position itself, as {reading.form}: {lat:.5f}, {lon:.5f}. Radius: half the step of its last digit, {radius_m:,.0f} m."
    )
    candidate = Candidate(place, 1.0, ("the position that the text gives",))
    position = Position(start, end, lat, lon, radius_m)
    return Resolution(toponym, ResolutionStatus.RESOLVED, place, position, (candidate,), 1.0, working, "")


def _degrees(match: re.Match[str]) -> _Reading | None:
    lat, lat_step = _value(match, "a")
    lon, lon_step = _value(match, "b")
    if abs(lat) > 90 or abs(lon) > 180 or any(float(match[part] or 0) >= 60 for part in ("am", "as", "bm", "bs")):
        return None
    form = "degrees, minutes and seconds" if match["as"] else "degrees and minutes" if match["am"] else "degrees"
    return _Reading(lat, lon, _radius_m(lat, lat_step, lon_step), form)


def _decimals(match: re.Match[str]) -> _Reading | None:
    parts = match.groupdict()
    lat = float(match["ad"].replace("−", "-")) * (-1 if parts.get("ah") == "S" else 1)
    lon = float(match["bd"].replace("−", "-")) * (-1 if parts.get("bh") == "W" else 1)
    if abs(lat) > 90 or abs(lon) > 180 or (lat == 0 and lon == 0):
        return None
    return _Reading(lat, lon, _radius_m(lat, _step(match["ad"]), _step(match["bd"])), "degrees with decimals")


def _of_grid(match: re.Match[str]) -> _Reading | None:
    digits = match["digits"].split()
    if len(digits) == 1:
        half = len(digits[0]) // 2
        digits = [digits[0][:half], digits[0][half:]]
    if len(digits[0]) != len(digits[1]):
        return None
    cell = cell_of(int(match["zone"]), match["band"], match["square"], digits[0], digits[1])
    return _Reading(cell.lat, cell.lon, cell.side_m / math.sqrt(2), "a reference of the military grid") if cell else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Reading | None]], ...] = (
    (_WRITTEN, _degrees),
    (_LETTERED, _decimals),
    (_BARE, _decimals),
    (_GRID, _of_grid),
)


def _value(match: re.Match[str], name: str) -> tuple[float, float]:
    """Degrees, signed by hemisphere, and the step of the last digit written, in degrees."""
    value, step = 0.0, 1.0
    for written, share in _parts(match, name):
        value += float(written) / share
        step = _step(written) / share
    return (-value if match[f"{name}h"][0] in "SW" else value), step


def _parts(match: re.Match[str], name: str) -> Iterator[tuple[str, float]]:
    for letter, share in (("d", 1.0), ("m", 60.0), ("s", 3600.0)):
        if written := match[name + letter]:
            yield written, share


def _step(written: str) -> float:
    _, point, decimals = written.partition(".")
    return float(10 ** -len(decimals)) if point else 1.0


def _radius_m(lat: float, lat_step: float, lon_step: float) -> float:
    return math.hypot(lat_step / 2, lon_step / 2 * math.cos(math.radians(lat))) * _DEGREE_M
