"""A small map of one place as a drawing (SVG): where it lies and how far off it may be, with the countries and rivers around it.

For profiles, the reader and the evidence sheet, where a map that moves would be too much. Made from the same basemap as the map: disputed borders
are dashed and disputed areas hatched here too.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from geodata import words
from geodata.export.outlines import Frame, area_path, geometries, is_scrap, line_path, middle, rings, size
from geodata.geojson import level
from geodata.language import say

WIDTH, HEIGHT = 440, 300
KM_A_DEGREE = 111.2
LEAST_KM = 160.0
"""Half the height of the drawing for a place that is a point: enough to see a border or a river that readers know."""

_NAMED_SHARE = 0.05
"""A country is named where at least this part of the drawing is its land."""

COLOURS: Mapping[str, Mapping[str, str]] = {
    "light": {"sea": "#d4e2ec", "land": "#fdfaf3", "border": "#8d8577", "water": "#8fb5cf", "label": "#5b5548", "ink": "#2b2822", "paper": "#ffffff"},
    "dark": {"sea": "#0e1a24", "land": "#232d36", "border": "#7d8894", "water": "#2f5f80", "label": "#b6c0c9", "ink": "#e4e9ee", "paper": "#161d24"},
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to draw: its name, its position in degrees, its radius in metres, and whether that is of a "point", a "line" or an "area"."""

    name: str
    lat: float
    lon: float
    radius_m: float
    level: str = "point"


def spot_of(row: Mapping[Any, Any]) -> Spot:
    """The place of a mention, named as its source writes it, or of a site, by its label."""
    return Spot(row.get("label") or row["phrase"], row["lat"], row["lon"], row["radius_m"], level(row["place_kind"]))


def locator(spot: Spot, others: Iterable[Spot] = (), theme: str = "light") -> str:
    """The drawing, `WIDTH` by `HEIGHT`. `others` are drawn small, without their names. Raises ConfigError where the basemap is missing."""
    colours, frame = COLOURS[theme], _around(spot)
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif">',
        _hatch(colours),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["sea"]}"/>',
        *_land(frame, colours),
        *_waters(frame, colours),
        *_borders(frame, colours),
        *_names(frame, colours, spot.name),
        *_spots(frame, spot, colours, others),
        _scale(frame, colours),
        "</svg>",
    )
    return "".join(parts)


def described(spot: Spot) -> str:
    """The drawing in words, for those who do not see it."""
    return say(
        "locator.is", place=spot.name, position=words.position(spot.lat, spot.lon, spot.radius_m), reach=words.reach(spot.level, spot.radius_m)
    )


def _around(spot: Spot) -> Frame:
    half_km = max(LEAST_KM, spot.radius_m / 1000 * 1.6)
    return Frame(spot.lat, spot.lon, min(half_km / KM_A_DEGREE, 80.0), max(math.cos(math.radians(spot.lat)), 0.2), WIDTH, HEIGHT)


def _hatch(colours: Mapping[str, str]) -> str:
    line = f'<path d="M0 6L6 0" stroke="{colours["border"]}" stroke-width="1" opacity="0.7"/>'
    return f'<defs><pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse">{line}</pattern></defs>'


def _land(frame: Frame, colours: Mapping[str, str]) -> Iterator[str]:
    for geometry in geometries("countries"):
        if path := area_path(frame, geometry):
            yield f'<path d="{path}" fill="{colours["land"]}"/>'
    for geometry in geometries("disputed"):
        scraps = all(is_scrap(frame, ring) for ring in rings(frame, geometry))
        if not scraps and (path := area_path(frame, geometry)):
            yield f'<path d="{path}" fill="url(#h)"/>'


def _waters(frame: Frame, colours: Mapping[str, str]) -> Iterator[str]:
    for geometry in geometries("lakes"):
        if path := area_path(frame, geometry):
            yield f'<path d="{path}" fill="{colours["sea"]}"/>'
    for geometry in geometries("rivers"):
        if path := line_path(frame, geometry):
            yield f'<path d="{path}" fill="none" stroke="{colours["water"]}" stroke-width="1.2"/>'


def _borders(frame: Frame, colours: Mapping[str, str]) -> Iterator[str]:
    for geometry in geometries("borders"):
        if path := line_path(frame, geometry):
            dashes = ' stroke-dasharray="4 3"' if geometry["properties"]["contested"] else ""
            yield f'<path d="{path}" fill="none" stroke="{colours["border"]}" stroke-width="1"{dashes}/>'


def _names(frame: Frame, colours: Mapping[str, str], taken: str) -> Iterator[str]:
    """The names of the countries that fill some of the drawing, but for the one that is the place itself."""
    for geometry in geometries("countries"):
        name, ring = geometry["properties"]["name"], max(rings(frame, geometry), key=size, default=[])
        if name == taken or size(ring) < _NAMED_SHARE * WIDTH * HEIGHT:
            continue
        x, y = middle(ring)
        if abs(x - WIDTH / 2) < 80 and abs(y - HEIGHT / 2) < 30:
            y = HEIGHT / 2 + 44  # the middle belongs to the place
        yield _text(name, min(max(x, 50), WIDTH - 50), min(max(y, 20), HEIGHT - 34), 13, colours["label"], colours["land"])


def _spots(frame: Frame, spot: Spot, colours: Mapping[str, str], others: Iterable[Spot]) -> Iterator[str]:
    for other in others:
        x, y = frame.place((other.lon, other.lat))
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{colours["label"]}"/>'
    ink, at = colours["ink"], f'cx="{WIDTH / 2}" cy="{HEIGHT / 2}"'
    radius = spot.radius_m / 1000 / KM_A_DEGREE * frame.px_a_degree
    yield f'<circle {at} r="{radius:.1f}" fill="{ink}" fill-opacity="0.1" stroke="{ink}" stroke-opacity="0.6"/>'
    if spot.level == "point":
        yield f'<circle {at} r="4" fill="{ink}" stroke="{colours["paper"]}" stroke-width="1.5"/>'
    yield _text(spot.name, WIDTH / 2, HEIGHT / 2 - (11 if spot.level == "point" else -5), 15, ink, colours["land"], weight=600)


def _text(words_: str, x: float, y: float, px: int, ink: str, halo: str, weight: int = 400) -> str:
    style = f'font-size="{px}" font-weight="{weight}" text-anchor="middle" fill="{ink}"'
    around = f'stroke="{halo}" stroke-width="3.5" paint-order="stroke" stroke-linejoin="round"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {style} {around}>{escape(words_)}</text>'


def _scale(frame: Frame, colours: Mapping[str, str]) -> str:
    km_a_px = KM_A_DEGREE / frame.px_a_degree
    km = max((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if n / km_a_px <= 110), default=1)
    length = km / km_a_px
    ink = colours["label"]
    return (
        f'<path d="M12 {HEIGHT - 18}v6h{length:.1f}v-6" fill="none" stroke="{ink}"/>'
        f'<text x="{18 + length:.1f}" y="{HEIGHT - 12}" font-size="11" fill="{ink}">{say("measure.kilometres", number=km)}</text>'
        f'<text x="{WIDTH - 8}" y="{HEIGHT - 12}" font-size="10" text-anchor="end" fill="{ink}">{say("locator.credit")}</text>'
    )
