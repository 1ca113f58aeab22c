"""The words of `words.toml`, as sets."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "words.toml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each list of `words.toml`, which says what it holds. `listed_organisations` finds whole names; `never` and `openers` are in small letters."""

    never: frozenset[str]
    openers: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    people: frozenset[str]
    speech: frozenset[str]
    acts: frozenset[str]
    function_words: frozenset[str]
    prepositions: frozenset[str]
    governors: frozenset[str]
    takers: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_tails: frozenset[str]
    sure_organisation_tails: frozenset[str]
    product_tails: frozenset[str]
    listed_organisations: re.Pattern[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    table: dict[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    organisations = sorted(filter(None, table.pop("organisations").split("\n")), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, organisations))})\b")
    return Vocabulary(**{name: frozenset(words.split()) for name, words in table.items()}, listed_organisations=pattern)
