"""How large the one-file export of the reference atlas is, as a web host would send it."""

import gzip

from geodata.atlas import open_atlas
from geodata.config import REFERENCE_ATLAS
from geodata.export import EXPORTS
from geodata.query import Filters


def export_html() -> dict[str, float]:
    """`export_html_gz_bytes`: the whole reference atlas as one HTML file, compressed with gzip at its highest level."""
    data = EXPORTS["html"].data(open_atlas(REFERENCE_ATLAS), Filters())
    return {"export_html_gz_bytes": float(len(gzip.compress(data, 9, mtime=0)))}
