"""The map as a picture: SVG drawn by the map's own scripts, run without a browser, and PNG made of it. The only door to quickjs and resvg_py.

The drawing has one home, static/map/picture.js: what a reader saves from the page and what is written here are made by the same lines.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

import quickjs
import resvg_py

from geodata import mapview
from geodata.atlas import OpenAtlas
from geodata.errors import ConfigError
from geodata.export import mapped
from geodata.export.content import about, file_name, left_out_in_words, web_address
from geodata.language import say
from geodata.query import Filters

SIZE = (1200, 630)
"""Pixels: the proportions in which sites that follow links show a preview (Open Graph: 1.91 to 1)."""

ENGINE = Path(__file__).with_name("engine.js")
"""What the map's pure scripts need outside a browser."""

_MEMORY_BYTES = 1_500_000_000
_TIME_S = 60
_SHARP = 2
"""So many dots of the PNG for each pixel of the drawing, unless it is a preview."""

_LETTERS = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="{}"><text x="2" y="16">{}</text></svg>'
_FAMILIES = re.compile(r'<(?:\w+:)?svg\b[^>]*?\bfont-family="([^"]*)"')


def to_svg(atlas: OpenAtlas, filters: Filters) -> str:
    """The map of what passes the filters as SVG 1.1, with title, legend, counts and credits in the picture; the rules of its layers and what is left
    out stand in its description. It holds no quotation. Raises ConfigError where a file of the map's is missing or its scripts fail."""
    said = about(atlas, filters)
    spec = {**written(said, left_out_in_words(said["left_out"])), "width": SIZE[0], "height": SIZE[1], "colours": mapview.colours("light")}
    return _drawn(json.dumps(mapped.data(atlas, filters), allow_nan=False), mapview.asset_text(mapview.BASEMAP), json.dumps(spec))


def written(said: Mapping[str, Any], left_out: str) -> dict[str, Any]:
    """What stands in words around a picture: its title, its lines of credits, and the rules of its layers for its description."""
    made = (said["owner"], say("onefile.made", build=said["build"], program=said["made_with"]), web_address(said["url"]), say("content.basemap"))
    lines = (". ".join(filter(None, made)) + ".", f"{said['attribution']}.", left_out)
    layers = " ".join(f"{layer['label']}: {layer['description']}" for layer in said["layers"])
    return {"title": said["title"], "file": file_name(said), "credits": lines, "rules": f"{layers} {said['layer_rules']}"}


def to_png(atlas: OpenAtlas, filters: Filters) -> bytes:
    """The picture of `to_svg` as PNG, two dots a pixel. Raises ConfigError also where this machine has no fonts to write with."""
    return as_png(to_svg(atlas, filters), _SHARP)


def as_png(svg: str, zoom: int = 1) -> bytes:
    """A drawing as PNG, with the first font of those it names that this machine has. Raises ConfigError where it has none of them, since the credits
    would be missing."""
    named = _FAMILIES.search(svg)
    if named and not _writes(named[1]):
        raise ConfigError(
            f"this machine has none of the fonts of a picture ({unescape(named[1])}), so its words would be missing: install one (on Debian: apt-get "
            "install fonts-dejavu-core)"
        )
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
    except ValueError as error:
        raise ConfigError(f"the picture cannot be made: {error}") from error


@lru_cache(maxsize=8)
def _drawn(data: str, world: str, spec: str) -> str:
    return str(_drawing()(data, world, spec))


def _drawing() -> Callable[[str, str, str], object]:
    """A fresh engine: one may only be used by the thread that made it."""
    context = quickjs.Context()
    context.set_memory_limit(_MEMORY_BYTES)
    context.set_time_limit(_TIME_S)
    try:
        context.eval(ENGINE.read_text(encoding="utf-8"))
        for name in mapview.PICTURE_SCRIPTS:
            context.eval(mapview.asset_text(name))
    except quickjs.JSException as error:
        raise ConfigError(f"the map's scripts do not run: {error}; run `make assets`") from error
    return _translating(context.get("drawPicture"))


def _translating(draw: Callable[[str, str, str], object]) -> Callable[[str, str, str], object]:
    def drawing(data: str, world: str, spec: str) -> object:
        try:
            return draw(data, world, spec)
        except quickjs.JSException as error:
            raise ConfigError(f"the picture cannot be drawn: {error}") from error

    return drawing


def _writes(families: str) -> bool:
    """Whether letters in one of these families, given as in a drawing, leave a trace. Asked of the very names of the drawing, because what a machine
    calls `sans-serif` may be none of its fonts."""
    return bool(resvg_py.svg_to_bytes(svg_string=_LETTERS.format(families, "m")) != resvg_py.svg_to_bytes(svg_string=_LETTERS.format(families, "")))
