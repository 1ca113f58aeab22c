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

_TOKEN = re.compile(r"[£€₹]|\b\d{3}-\d{3}-\d{4}\b|\b[A-Za-z][\w'’-]*")
_PHONE = re.compile(r"\d{3}-\d{3}-\d{4}")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {word: tuple(row["countries"].split()) for row in csv.DictReader(lines) for word in row["words"].split("|")}


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(words.split()) for words in _table())


def tells_of(text: str) -> tuple[tuple[str, float], ...]:
    """ISO code and weight of each country that the words of a text tell, heaviest first: the logarithm of one more than the words counted, at most 1.

    A word of several countries counts for each with its share. Empty where nothing tells.
    """
    table, found = _table(), Counter[str]()
    tokens = ["###" if _PHONE.fullmatch(token) else token for token in _TOKEN.findall(text)]
    for at in range(len(tokens)):
        for length in range(1, _longest() + 1):
            for country in table.get(" ".join(tokens[at : at + length]), ()):
                found[country] += 1
    weights = {country: min(1.0, math.log1p(count) / math.log(11)) for country, count in found.items()}
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0])))
