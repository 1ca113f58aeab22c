"""The constant map, the addresses of what the browser loads for it, and the commands it obeys. The only door to folium.

The map's script never changes, because any change makes the component mount a new frame: what is to be seen is told to the map by commands
instead. Nothing here knows about mentions: rows become GeoJSON in `geojson`, and the browser fetches that by its address.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import folium
from folium.template import Template

from geodata.errors import ConfigError

STATIC = Path(__file__).parents[1] / "static"
"""The folder of what the browser loads. Anyone is given it, so it holds code and basemap only."""

FRAME_TO_FILES = "../../map/"
"""From the component's frame (BASE/component/NAME/index.html) to what `ui` serves of `loaded`, under any base path."""

SCRIPTS = (
    "vendor/leaflet.js",
    "vendor/supercluster.js",
    "vendor/nouislider.js",
    "map/strings.js",
    "map/data.js",
    "map/filter.js",
    "map/projection.js",
    "map/canvas.js",
    "map/pen.js",
    "map/names.js",
    "map/basemap.js",
    "map/shapes.js",
    "map/layout.js",
    "map/donut.js",
    "map/clusters.js",
    "map/labels.js",
    "map/stops.js",
    "map/symbols.js",
    "map/panel.js",
    "map/axis.js",
    "map/histogram.js",
    "map/ends.js",
    "map/timeline.js",
    "map/theme.js",
    "map/view.js",
    "map/picture.js",
    "map/saving.js",
    "map/gestures.js",
    "map/bridge.js",
    "map/main.js",
)
"""The classic scripts of the map, in the order in which they must run."""

_FOR_THE_PAGE = (
    "leaflet",
    "nouislider",
    "canvas",
    "stops",
    "symbols",
    "panel",
    "axis",
    "histogram",
    "ends",
    "timeline",
    "theme",
    "gestures",
    "bridge",
    "saving",
    "main",
)

PICTURE_SCRIPTS = tuple(name for name in SCRIPTS if name.removesuffix(".js").split("/")[1] not in _FOR_THE_PAGE)
"""Those that draw a picture of the map without a browser."""

STYLES = ("vendor/leaflet.css", "vendor/nouislider.css", "map/map.css", "map/timeline.css")

BASEMAP = "basemap/world.json"

_FOR_A_PIN = ("leaflet", "strings", "projection", "canvas", "pen", "names", "basemap", "labels", "theme", "bridge")

PIN_SCRIPTS = (*(name for name in SCRIPTS if name.removesuffix(".js").split("/")[1] in _FOR_A_PIN), "map/pin.js")
"""Those of the small map on which a reviewer puts a pin."""

_LOADED: Mapping[str, tuple[str, ...]] = {"map.js": SCRIPTS, "pin.js": PIN_SCRIPTS, "map.css": STYLES, "world.json": (BASEMAP,)}
"""What the browser loads by one address each → the files it is made of, joined as they are. Thirty addresses took it half a second longer."""

MIN_ZOOM = 2
MAX_ZOOM = 11
"""Leaflet zoom levels. At 11 a pixel is about 60 m; the basemap, drawn for 1:50 million, has nothing more to show."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """An area or border that the basemap hatches or dashes: who holds and who claims it, and the sources for that and for its shape."""

    name: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the browser loads by one address: the version of its content, and the content."""

    version: str
    body: bytes


@dataclass(frozen=True, slots=True)
class View:
    """What part of the world a map shows: its middle in degrees, and Leaflet's zoom level."""

    lat: float
    lon: float
    zoom: float


WORLD = View(25.0, 15.0, 2)
"""What is seen until the map knows its places and turns to them."""


def constant_map(opening: View = WORLD) -> folium.Map:
    """A map whose script is the same, byte for byte, for the same `opening`.

    Raises ConfigError where a file of the browser's is missing.
    """
    drawn = _Map(opening)
    drawn.default_js = [("map", address("map.js"))]
    drawn.default_css = [("map", address("map.css"))]
    return drawn


def pin_map() -> folium.Map:
    """A small map with one pin that can be dragged, moved by the arrow keys, or put by a click.

    Obeys `command` with `{pin: {lat, lon, radius_m, zoom}}` and tells `{kind: "pin", lat, lon}`. Raises ConfigError where a file of the browser's is
    missing.
    """
    drawn = _Map(WORLD, "Dateline.startPin")
    drawn.default_js = [("pin", address("pin.js"))]
    drawn.default_css = [("map", address("map.css"))]
    return drawn


def command(spec: Mapping[str, object]) -> folium.FeatureGroup:
    """A group for `feature_group_to_add` that draws nothing and hands `spec` to the map's script.

    `spec` is the command of the page (docs in static/map/main.js); it is made of JSON's types only. Equal specs give equal scripts, which the
    component does not run again.
    """
    group = folium.FeatureGroup(name="command")
    group.add_child(_Command(spec))
    return group


def address(name: str) -> str:
    """Where the frame finds what it loads by that name; the address holds a version, so that a cache never mixes two.

    Raises ConfigError where a file of it is missing.
    """
    return f"{FRAME_TO_FILES}{loaded(name).version}/{name}"


def loaded_names() -> Set[str]:
    """The names of all that the browser loads."""
    return _LOADED.keys()


def loaded(name: str) -> Loaded:
    """What the browser loads by one of `loaded_names`. Raises ConfigError where a file of it is missing."""
    files = tuple(_asset(part) for part in _LOADED[name])
    return _joined(files, tuple(file.stat().st_mtime_ns for file in files))


def disputes() -> tuple[Dispute, ...]:
    """What the basemap shows as disputed, in the order of its table. Raises ConfigError where the basemap is missing."""
    return _disputes(loaded("world.json"))


@lru_cache(maxsize=1)
def _disputes(world: Loaded) -> tuple[Dispute, ...]:
    rows = json.loads(world.body)["objects"]["disputed"]["geometries"]
    return tuple(Dispute(p["name"], p["note"], tuple(p["sources"])) for p in (row["properties"] for row in rows))


def asset_text(name: str) -> str:
    """The text of a file under `static/`, for exports that must stand alone. Raises ConfigError where it is missing."""
    return _asset(name).read_text(encoding="utf-8")


def colours(theme: str) -> dict[str, str]:
    """The colours of the map by their names in its style sheet, for "light" or "dark". Raises ConfigError where the sheet is missing."""
    sheet = asset_text("map/map.css")
    blocks = [sheet[sheet.index(".dl-map {") :], sheet[sheet.index('.dl-map[data-theme="dark"] {') :] if theme == "dark" else ""]
    found = {name: value for block in blocks for name, value in re.findall(r"--dl-([\w-]+): ([^;]+);", block.split("}")[0])}
    return {name: value for name, value in found.items() if name not in ("shadow", "focus-ring")}


def script_json(value: object) -> str:
    """JSON that is safe inside a script element and inside folium's templates.

    Quotation marks, angle brackets and ampersands within strings are written as escapes, so that no text can end the script, open a comment or
    pass for a template's expression; the two line separators of Unicode likewise. Raises ValueError for a number that JSON cannot hold.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&'\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


class _Map(folium.Map):
    """folium's map without its tiles, style sheets, page header and fixed size: only the call that makes it, and ours that fills it."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {{ this.options_json }});
        {{ this.starter }}({{ this.get_name() }}, {{ this.basemap_json }});
        {% endmacro %}
    """)

    def __init__(self, opening: View, starter: str = "Dateline.start") -> None:
        super().__init__(location=[opening.lat, opening.lon], zoom_start=round(opening.zoom), tiles=None)
        self.starter = starter
        self.options_json = script_json(map_options(opening))
        self.basemap_json = script_json(address("world.json"))


class _Command(folium.MacroElement):
    _template = Template("""
        {% macro script(this, kwargs) %}
        Dateline.receive({{ this.spec_json }});
        {% endmacro %}
    """)

    def __init__(self, spec: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Command"
        self.spec_json = script_json(spec)


def map_options(opening: View) -> dict[str, object]:
    """Leaflet's options for the map, here and in exports: one world, no tiles, controls added by our own script."""
    return {
        "center": [opening.lat, opening.lon],
        "zoom": opening.zoom,
        "minZoom": MIN_ZOOM,
        "maxZoom": MAX_ZOOM,
        "zoomControl": False,
        "zoomSnap": 0.5,
        "maxBounds": [[-75, -190], [85, 190]],
        "maxBoundsViscosity": 0.8,
    }


def _asset(name: str) -> Path:
    file = STATIC / name
    if not file.is_file():
        raise ConfigError(f"static/{name} is missing, and the map cannot be drawn without it: run `make assets`")
    return file


@lru_cache(maxsize=16)
def _joined(files: tuple[Path, ...], _changed_ns: tuple[int, ...]) -> Loaded:
    body = b"\n".join(file.read_bytes() for file in files)
    return Loaded(hashlib.sha256(body).hexdigest()[:10], body)
