"""Spelling → key. Two spellings of one name have the same key; a key is never shown.

`fold` is exact but for case, diacritics, apostrophes, hyphens and points. `loosen` goes on for names from Arabic, whose article and final -h are
written or left out at will (Ar-Raqqah, Raqqa); it is asked only where `fold` finds nothing.
"""

import re
import unicodedata

ARTICLE_COUNTRIES = frozenset(re.findall("..", "AEBHDJDZEGEHERILIQIRJOKMKWLBLYMAMROMPSQASASDSOSYTDTNTRYE"))
"""ISO codes of the countries whose names are indexed loosened too: Arabic is written there, or was by their map makers."""

_DROPPED = "'’‘ʼʻʽʾʿ`´.ʹ"
_SPACED = "-‐‑‒–—/,_·"
_PLAIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
_MARKS = [chr(code) for code in range(0x300, 0x10000) if unicodedata.combining(chr(code))]  # diacritics, once NFKD has parted them from their letters
_TO_PLAIN = str.maketrans(_PLAIN | dict.fromkeys((*_DROPPED, *_MARKS), "") | dict.fromkeys(_SPACED, " "))
_FIRST_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLE = re.compile(r"^(?:a[lnrstz]|a[stdh]h|ad|e[lnrstz]|esh|ed) (?=\w{3})")


def fold(name: str) -> str:
    """The key of a spelling: without case, diacritics, apostrophes, points and hyphens. Empty for a name without a letter or digit."""
    key = name.casefold()
    if not key.isascii():
        key = unicodedata.normalize("NFKD", key).casefold()  # again: a mathematical A becomes a plain capital
    words = key.translate(_TO_PLAIN).split()
    if len(words) > 1 and words[0] in _FIRST_WORDS:
        words[0] = _FIRST_WORDS[words[0]]
    return " ".join(words)


def loosen(key: str) -> str:
    """A folded key without the Arabic article and with -a for a final -ah, so that "al hawijah" and "hawija" meet."""
    bare = _ARTICLE.sub("", key)
    return bare[:-1] if bare.endswith("ah") and len(bare) > 4 else bare
