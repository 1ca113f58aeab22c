"""A stand-in for the page around the map: one local server with the frame, the served folder and an invented atlas; used by the browser tests."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from geodata import mapview
from geodata.geojson import days_since_epoch

Json = dict[str, Any]

LAYERS = [
    ("air", "Air strikes", "#c8553d", "#e07a5f"),
    ("ground", "Ground operations", "#8a6d1f", "#d1a93a"),
    ("training", "Training and bases", "#3f7d5a", "#6fbf8f"),
    ("armed", "Armed-group activity", "#5b4b8a", "#a595d6"),
    ("harm", "Civilian harm", "#a23b72", "#dd7fb0"),
    ("intelligence", "Intelligence", "#4a6fa5", "#84aee0"),
    ("aid", "Humanitarian", "#2a9d9d", "#5fcaca"),
    ("policy", "Policy and diplomacy", "#6f6f6f", "#b0b0b0"),
]
STATUSES = ["happened", "planned", "claimed", "denied", "mentioned"]
DAY = days_since_epoch(date(2017, 2, 14))

SITES: list[tuple[str, float, float, float, str, str, str, str]] = [
    # label, lat, lon, radius in metres, level, kind, country, mentions as "layer status" pairs
    ("Mosul", 36.335, 43.119, 9000, "point", "PPLA", "IQ", "ah ah ah gh gh gh gh rc ph ih gh rh rh kh"),
    ("western Mosul", 36.34, 43.06, 5000, "point", "PPLX", "IQ", "ah ah gh gp rc"),
    ("eastern Mosul", 36.35, 43.19, 5000, "point", "PPLX", "IQ", "gh gh kh"),
    ("north-western outskirts of Mosul", 36.40, 43.04, 4000, "point", "PPLX", "IQ", "ah ah"),
    ("Raqqa", 35.95, 39.01, 6000, "point", "PPLA", "SY", "ah gp gp rc rd kh ph"),
    ("Baghdad", 33.34, 44.40, 20000, "point", "PPLC", "IQ", "ph ph th mh"),
    ("near Baghdad", 33.42, 44.2, 25000, "point", "PPLC", "IQ", "gh"),
    ("Taji", 33.51, 44.24, 4000, "point", "INSB", "IQ", "th th th"),
    ("Besmayah", 33.19, 44.66, 4000, "point", "INSB", "IQ", "th"),
    ("Al Asad Air Base", 33.79, 42.44, 4000, "point", "AIRB", "IQ", "th th ah"),
    ("Irbil", 36.19, 44.01, 8000, "point", "PPLA", "IQ", "th ph"),
    ("Hawija", 35.33, 43.77, 5000, "point", "PPLA2", "IQ", "gp gp"),
    ("Haditha", 34.14, 42.38, 5000, "point", "PPLA2", "IQ", "ah mh"),
    ("Manbij", 36.53, 37.96, 4000, "point", "PPLA2", "SY", "rc rc"),
    ("Homs", 34.73, 36.71, 6000, "point", "PPLA", "SY", "mm"),
    ("15 miles west of Homs", 34.73, 36.45, 6000, "point", "PPLA", "SY", "ah"),
    ("Damascus", 33.51, 36.29, 9000, "point", "PPLC", "SY", "pm"),
    ("River Tigris", 34.6, 43.68, 200000, "line", "STM", "IQ", "ah mh"),
    ("Euphrates valley", 34.4, 41.0, 200000, "line", "VAL", "SY", "gp ih"),
    ("Anbar", 32.9, 41.5, 180000, "area", "ADM1", "IQ", "gh th"),
    ("Iraq", 33.0, 43.7, 500000, "area", "PCLI", "IQ", "ah ah th th ph ph ph kh gh mm mm"),
    ("Syria", 35.0, 38.5, 350000, "area", "PCLI", "SY", "ah gh ph ph kh mm"),
    ("Europe", 50.0, 15.0, 2500000, "area", "CONT", "", "ih mm"),
    ("United Kingdom", 54.7, -3.3, 500000, "area", "PCLI", "GB", "ph ph ih"),
    ("United States", 39.8, -98.6, 2000000, "area", "PCLI", "US", "ph"),
    ("Afghanistan", 33.8, 66.0, 500000, "area", "PCLI", "AF", "mm"),
    ("the Gulf", 27.0, 51.0, 400000, "area", "GULF", "", "tm"),
]
COLUMNS = ("id", "site", "layer", "status", "speaker", "source", "begin", "end", "dated", "reported_begin", "reported_end", "ambiguous", "disputed")
_LAYER = dict(zip("agtmrikp", range(8), strict=True)) | {"r": 4, "i": 5, "k": 6, "p": 7, "m": 3}
_STATUS = dict(zip("hpcdm", range(5), strict=True))


def atlas_json() -> Json:
    """An invented atlas: 27 places, about 80 sentences. Every fourth has no date, the others lie a week apart around 14 February 2017."""
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for site, row in enumerate(SITES):
        for number, pair in enumerate(row[7].split()):
            _add(columns, site, _LAYER[pair[0]], _STATUS[pair[1]], number)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"label": label, "radius_m": radius, "level": level, "kind": kind, "country": country, "working": "", "place": label},
        }
        for label, lat, lon, radius, level, kind, country, _ in SITES
    ]
    return {
        "version": 1,
        "layers": [dict(zip(("id", "label", "colour", "colour_dark"), layer, strict=True)) for layer in LAYERS],
        "statuses": STATUSES,
        "speakers": ["Ministry of Defence", "A newspaper"],
        "sources": [{"id": f"s{n}", "title": f"Source {n}"} for n in range(5)],
        "sites": {"type": "FeatureCollection", "features": features},
        "mentions": columns,
    }


def large_atlas_json(mentions: int, sites: int) -> Json:
    """An invented atlas of many places round the Mediterranean, by a rule without chance: every sentence dated, one day to a month long."""
    small = atlas_json()
    positions = [((k * 0.754877666) % 1, (k * 0.569840291) % 1) for k in range(1, sites + 1)]
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for number in range(mentions):
        site, begin = number * 7 % sites, DAY + number * 13 % 2000
        values = (f"m{number}", site, number % 8, number % 5, number % 2, number % 5, begin, begin + 1 + number % 30, 1, begin, begin + 1, 0, 0)
        for name, value in zip(columns, values, strict=True):
            columns[name].append(value)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(x * 60 - 10, 4), round(y * 30 + 20, 4)]},
            "properties": {
                "label": f"Place {k}",
                "place": f"Place {k}",
                "radius_m": 3000,
                "level": "point",
                "kind": "PPL",
                "country": "",
                "working": "",
            },
        }
        for k, (x, y) in enumerate(positions)
    ]
    return small | {"sites": {"type": "FeatureCollection", "features": features}, "mentions": columns}


def _add(columns: dict[str, list[Any]], site: int, layer: int, status: int, number: int) -> None:
    begin = DAY + 7 * (site - number)
    dated = (site + number) % 4 != 0
    values = (f"m{site}.{number}", site, layer, status, number % 2, site % 5, begin if dated else None, begin + 1 if dated else None, int(dated))
    for name, value in zip(columns, (*values, DAY + 30 * (site % 5), DAY + 30 * (site % 5) + 1, 0, 0), strict=True):
        columns[name].append(value)


KINDS = {"js": "text/javascript", "css": "text/css", "json": "application/json"}

FRAME = """<!doctype html><html lang="en"><head><title>map</title><meta name="viewport" content="width=device-width,initial-scale=1"></head><body>
<div id="parent"><div><div id="map_div" style="height:HEIGHTpx"></div></div></div>
<script>
window.sent = [];
window.Streamlit = { setComponentValue: (value) => window.sent.push(value) };
(async () => {
  for (const href of STYLES) { const link = document.createElement("link");
    link.rel = "stylesheet"; link.href = href; document.head.appendChild(link); }
  for (const src of SCRIPTS) await new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = src; script.onload = done; script.onerror = failed; document.body.appendChild(script);
  });
  window.map = L.map("map_div", OPTIONS);
  Dateline.start(window.map, BASEMAP);
  window.ready = true;
})();
</script></body></html>"""


AROUND = """<!doctype html><html lang="en"><head><title>around</title><meta name="viewport" content="width=device-width,initial-scale=1"></head>
<body style="margin:0"><main style="height:100vh; overflow:auto"><div style="height:ABOVEpx"></div>
<iframe title="map" src="component/map/index.html" style="border:0; width:100%; height:HEIGHTpx"></iframe>
<div style="height:3000px"></div></main></body></html>"""
"""The frame in a page that scrolls within itself, as Streamlit's does, with so much above it."""


def frame_html(height: int) -> str:
    """What streamlit-folium's frame comes to, without Streamlit."""
    fill = {
        "STYLES": mapview.script_json([address for _, address in mapview.constant_map().default_css]),
        "SCRIPTS": mapview.script_json([address for _, address in mapview.constant_map().default_js]),
        "OPTIONS": mapview.script_json(mapview.map_options(mapview.WORLD)),
        "BASEMAP": mapview.script_json(mapview.address("world.json")),
        "HEIGHT": str(height),
    }
    html = FRAME
    for name, text in fill.items():
        html = html.replace(name, text)
    return html


@contextmanager
def served(data: Json, height: int = 640, above: int = 300) -> Iterator[str]:
    """Serve the frame, what it loads, map.json and a page around the frame on a free local port; yields the frame's address."""
    pages = {
        "/around.html": ("text/html; charset=utf-8", AROUND.replace("ABOVE", str(above)).replace("HEIGHT", str(height))),
        "/component/map/index.html": ("text/html; charset=utf-8", frame_html(height)),
        "/atlas/T/map.json": ("application/json", json.dumps(data)),
    }
    for name in mapview.loaded_names():
        pages[mapview.address(name).removeprefix("../..")] = (KINDS[name.split(".")[1]], mapview.loaded(name).body.decode())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path in pages:
                kind, text = pages[path]
                body = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            else:
                self.send_error(404)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/component/map/index.html"
    finally:
        server.shutdown()
        server.server_close()


def command(seq: int = 1, **change: Any) -> Json:
    """A command that shows everything, with the given parts replaced."""
    everything = {
        "happened": None,
        "undated": True,
        "reported": None,
        "layers": None,
        "statuses": None,
        "speakers": None,
        "sources": None,
        "mentions": None,
    }
    base: Json = {
        "seq": seq,
        "data": "../../atlas/T/map.json",
        "basemap": mapview.address("world.json"),
        "theme": None,
        "filter": everything | change.pop("filter", {}),
        "selected": {"site": None, "mention": None},
        "view": None,
        "show": {"radii": False, "areas": True},
    }
    return base | change
