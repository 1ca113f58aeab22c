"""What a reader takes out of a file: its text, and what the file says of itself, each fact with where it stands."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from geodata.errors import ReadError
from geodata.read.facts import Fact

_NOT_WRITING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_SOFT = re.compile("\u00ad\n?")
_PAGE_OR_LINE = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st", 0xA0: " ", 0x202F: " "}
"""Letters that are one only in print, and spaces that are words' only in layout: no name in a gazetteer is written with them."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file as its reader found it. `facts` maps names of `KNOWN_FACTS` to what the file says; missing means that it says nothing.
    `notes` say what of the file is not in the text, each in words that go on from its name."""

    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Extracted text in NFC with `\\n` line ends, without control characters, soft hyphens, ligatures or more than one empty line in a row.

    Raises ReadError where nothing but white space is left.
    """
    text = _PAGE_OR_LINE.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _NOT_WRITING.sub("", _SOFT.sub("", text)).translate(_LIGATURES)
    text = re.sub(r"[ \t]+\n", "\n", unicodedata.normalize("NFC", text))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if not text:
        raise ReadError("holds no text")
    return text + "\n"
