"""Every figure of speed that Dateline names, measured here and nowhere else: `geodata bench [NAME…] [--json]`.

A bench is a function that gives figures by their key. Keys end in their unit; a peer's way of doing the same has the same key with `peer_` before it.
Measuring what needs a browser needs the development packages and Chromium.
"""

from collections.abc import Callable, Mapping, Sequence

from geodata.bench.browser import first_map, page_change, release
from geodata.bench.build import build_reference
from geodata.bench.exported import export_html
from geodata.bench.ingest import ingest
from geodata.bench.parse import parse_speed
from geodata.bench.scrub import bare_page, peer, scrub
from geodata.errors import ConfigError

Figures = Mapping[str, float]

BENCHES: Mapping[str, Callable[[], Figures]] = {
    "build": build_reference,
    "parse": parse_speed,
    "ingest": ingest,
    "release": release,
    "first_map": first_map,
    "page_change": page_change,
    "bare_page": bare_page,
    "scrub": scrub,
    "peer": peer,
    "export_html": export_html,
}


def run(names: Sequence[str]) -> dict[str, float]:
    """The figures of the named benches. Raises ConfigError for a name that is none, or where a part is missing."""
    if unknown := sorted(set(names) - set(BENCHES)):
        raise ConfigError(f"there is no bench named {unknown[0]!r}; known are: {', '.join(BENCHES)}")
    figures: dict[str, float] = {}
    for name in names:
        figures |= BENCHES[name]()
    return figures
