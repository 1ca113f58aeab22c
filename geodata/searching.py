"""The rule by which words are looked for: a letter is found with and without its marks, in either case, and as keyboards exchange it.

"hadithah" finds "Ḩadīthah", "irbil" finds "Irbīl", "اربيل" finds "أربيل". The one-file page has the same rule in JavaScript (`export/page.js`), and a
test compares the two letter by letter. Asks nothing and knows no atlas.
"""

import re
import unicodedata

_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
"""Marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters, once NFD has parted them. In other scripts marks are vowels, and stay."""

_DROPPED = "'’‘ʻʼʽʾʿ`´ـ"
_SPACED = "-‐‑‒–—"
_EXCHANGED = {
    **{"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th"},
    **{"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا"},  # letters that scribes and keyboards exchange
}
_PLAIN = str.maketrans({**_EXCHANGED, **dict.fromkeys(_DROPPED), **dict.fromkeys(_SPACED, " ")})


def folded(text: str) -> str:
    """The text as it is compared in a search: small letters without marks or apostrophes, with spaces for hyphens. The text of one letter may become
    longer or empty."""
    if text.isascii():
        return text.lower().replace("-", " ").replace("'", "").replace("`", "")
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).translate(_PLAIN))
