"""CSV: one row a sentence, safe to open in a spreadsheet."""

import csv
import re
from io import StringIO

from geodata.atlas import OpenAtlas
from geodata.export.content import COLUMNS, layer_of, left_out, left_out_in_words, row_attribution, rows
from geodata.geojson import plain
from geodata.query import Filters

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula, in wide forms too and after blanks that some programs trim."""

_ADDED = ("attribution", "layer_meaning", "left_out")


def to_csv(atlas: OpenAtlas, filters: Filters) -> str:
    """One row a sentence, with a header; a cell never starts a formula. Dates are ISO, ends excluded.

    A table has no other place for it, so each row also carries its credits, the meaning of its layer and the counts of what the file leaves out.
    """
    added = {"left_out": left_out_in_words(left_out(atlas, filters))}
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, *_ADDED))
    for row in rows(atlas, filters):
        whole = {**row, **added, "attribution": row_attribution(row), "layer_meaning": layer_of(row).description}
        writer.writerow([_cell(whole[name]) for name in (*COLUMNS, *_ADDED)])
    return text.getvalue()


def _cell(value: object) -> object:
    found = plain(value)
    if isinstance(found, bool):
        return str(found).lower()
    return f"'{found}" if isinstance(found, str) and _FORMULA.match(found) else found
