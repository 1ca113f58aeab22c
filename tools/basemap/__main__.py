"""Makes `static/basemap/world.json`: run `npm ci`, then `python -m tools.basemap`. The result is one TopoJSON file.

Its objects are `countries`, `coasts`, `borders` (agreed and contested), `lakes`, `rivers` and `disputed`. The same packages give the same bytes.
"""

import sys
from pathlib import Path

from tools.basemap import countries, disputed, water
from tools.basemap.topojson import Source, Topology

OUT = Path(__file__).parents[2] / "static" / "basemap" / "world.json"


def main() -> None:
    source, topology, waters = Source(countries.PATH), Topology(), water.Waters()
    beside, base = countries.sides(source), list(countries.countries(source, topology))
    areas = disputed.areas(base)
    topology.objects = {
        "countries": base,
        "coasts": list(countries.coasts(beside)),
        "borders": list(disputed.borders(source, beside, areas, topology)),
        "disputed": list(disputed.hatched(areas, topology)),
        "lakes": list(water.lakes(waters, topology)),
        "rivers": list(water.rivers(waters, topology)),
    }
    OUT.write_text(topology.text(), encoding="utf-8")
    sys.stderr.write(f"static/basemap/world.json: {OUT.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
