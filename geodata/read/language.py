"""Which language a text is in: by its script, and by how many of its words are the commonest ones of a language. The table is `languages.csv`.

It answers only where it is clear. A list of names, a table, or two lines are no language to it.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("languages.csv")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOOKED_AT = 20_000
"""How many characters of a text are looked at: enough for any doubt, and no long book costs time."""

_WORDS_NEEDED, _LETTERS_NEEDED = 20, 30
_SHARE_NEEDED = 0.15
"""Of running prose, the commonest thirty words make 25 to 45 in a hundred; of lists of names, next to none."""

_AHEAD = 1.3
"""How many times more of its words than of English a text must have to be in another language, or of English than of any other to be in English."""

UNKNOWN = "und"
"""ISO 639's code for a language that is not determined."""

_SCRIPTS = {
    "LATIN": "latin",
    "CYRILLIC": "cyrillic",
    "ARABIC": "arabic",
    "HEBREW": "hebrew",
    "GREEK": "greek",
    "CJK": "han",
    "HIRAGANA": "kana",
    "KATAKANA": "kana",
    "HANGUL": "hangul",
    "DEVANAGARI": "devanagari",
    "THAI": "thai",
    "GEORGIAN": "georgian",
    "ARMENIAN": "armenian",
    "ETHIOPIC": "ethiopic",
    "BENGALI": "bengali",
    "TAMIL": "tamil",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the table: ISO 639 code, English name, script, and its commonest words."""

    code: str
    name: str
    script: str
    words: frozenset[str]


def language_of(text: str) -> str:
    """The ISO 639 code of the text's language, `UNKNOWN` for one that is not English and not known; empty where it is not clear."""
    sample = text[:_LOOKED_AT].lower()
    script = _script(sample)
    listed = [language for language in _languages().values() if language.script == script]
    if script != "latin" and len(listed) < 2:
        return listed[0].code if listed else UNKNOWN if script else ""
    words = Counter(word.replace("’", "'") for word in _WORD.findall(sample))
    total = sum(words.values())
    if total < _WORDS_NEEDED:
        return "" if script == "latin" else UNKNOWN
    shares = sorted(((sum(words[word] for word in language.words) / total, language.code) for language in listed), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    if best >= _SHARE_NEEDED and (best >= _AHEAD * second or "en" not in _close(shares)):
        return code
    return "" if script == "latin" else UNKNOWN


def language_name(code: str) -> str:
    """The English name of a language by its code ("fr", "fr-CA"); the code itself where the table does not have it."""
    found = _languages().get(primary(code))
    return found.name if found else "a language that is not known" if code == UNKNOWN else code


def primary(code: str) -> str:
    """The language of a tag without its region or script, in the short code where it has one: "en" of "en-GB", "EN_us" and "eng"."""
    first = re.split(r"[-_]", code.strip().lower())[0]
    return _ALSO.get(first, first)


_ALSO = {
    "eng": "en",
    "english": "en",
    "fre": "fr",
    "fra": "fr",
    "ger": "de",
    "deu": "de",
    "spa": "es",
    "ara": "ar",
    "rus": "ru",
    "ukr": "uk",
    "nb": "no",
}


def _close(shares: list[tuple[float, str]]) -> list[str]:
    """The languages that come near the best one. Among kin (Danish, Norwegian) the better one is good enough; English must lie well behind."""
    return [code for share, code in shares if share * _AHEAD > shares[0][0]]


def _script(sample: str) -> str:
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < _LETTERS_NEEDED:
        return ""
    scripts = Counter(_SCRIPTS.get(unicodedata.name(c, "").split(" ")[0].split("-")[0], "") for c in letters)
    if scripts["kana"] > len(letters) / 10:
        return "kana"
    script, number = scripts.most_common(1)[0]
    return script if number > len(letters) / 2 else ""


@cache
def _languages() -> Mapping[str, Language]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: Language(row["code"], row["name"], row["script"], frozenset(row["words"].split())) for row in rows}
