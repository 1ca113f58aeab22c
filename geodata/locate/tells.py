"""Words that tell the country a text was written in, when it names none: "sheriff", "selectmen", "Const.", "£".

A paper for its own town says neither state nor country, yet its offices, its police and its money give them away. The words are a table with its
origin, `tells.csv`: each belongs to the public life of one country, or of few, and to no other.
"""

import csv
import math
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "tells.csv"

PHONE = "###"
"""Stands in the table for a telephone number of North America."""

_WORD = re.compile(r"[£€₹]|[A-Za-z][\w'’-]*")
_PHONE = re.compile(r"\b\d{3}-\d{3}-\d{4}\b")
_ENOUGH = 10


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """First word → the phrases that begin with it and their countries."""
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for phrase in row["words"].split("|"):
                table.setdefault(phrase.split()[0], []).append((phrase, tuple(row["countries"].split())))
    return {first: tuple(phrases) for first, phrases in table.items()}


def tells_of(text: str) -> tuple[tuple[str, float], ...]:
    """ISO code and weight of each country that the words of a text tell, heaviest first: the logarithm of one more than the words counted, at most 1.

    A word of several countries counts for each. Empty where nothing tells.
    """
    table, found = _table(), Counter[str]()
    words = Counter(filter(table.__contains__, _WORD.findall(text)))
    words[PHONE] = len(_PHONE.findall(text))
    for first in words:
        for phrase, countries in table[first]:
            count = words[first] if phrase == first else text.count(phrase)
            found.update(dict.fromkeys(countries, count))
    weights = {country: min(1.0, math.log1p(count) / math.log(_ENOUGH + 1)) for country, count in found.items() if count}
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0])))
