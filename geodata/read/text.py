"""Bytes of plain text or Markdown → text, and the front matter some files open with. Markdown is kept as it is written."""

import codecs
import re
import unicodedata

from geodata.errors import ReadError
from geodata.read.content import Content
from geodata.read.facts import KNOWN_FACTS, Fact

_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_BROKEN = "\ufffd"
_MARKED_SHARE, _FEW_MARKED = 0.3, 10
"""The largest share of letters beyond ASCII in a text that counts as Windows-1252, where there are more than a few of them. Western languages have up
to 0.12; Arabic or Cyrillic that is read so has nothing else."""
_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:[A-Za-z_]+:[^\n]*\n)+)---[ \t]*(?:\n|$)")


def read_text(data: bytes) -> Content:
    """A file of plain text or Markdown: its text, and the facts of its front matter. Raises ReadError as `text_of` does."""
    text = text_of(data)
    broken = text.count(_BROKEN)
    notes = (f"has {broken:,} broken {'character' if broken == 1 else 'characters'}, shown as {_BROKEN}; save it as UTF-8 anew",) if broken else ()
    return Content(text, {name: Fact(value, "front matter") for name, value in facts_of(data).items()}, notes)


def text_of(data: bytes) -> str:
    """The text of a file, without its front matter, in NFC with `\\n` line ends.

    Raises ReadError where the bytes are not text, or there is nothing but white space.
    """
    text = decode(data)
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    if not body.strip():
        raise ReadError("holds no text")
    return body


def facts_of(data: bytes) -> dict[str, str]:
    """The known facts in the front matter (`key: value` lines between two lines of `---`); empty where there is none. `date`, as the programs
    that make pages of Markdown write it, is when it was published, where `published` does not say so.

    Raises ReadError where the bytes are not text.
    """
    front = _FRONT_MATTER.match(decode(data))
    pairs = (line.partition(":") for line in front[1].splitlines()) if front else ()
    said = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    if said.get("date"):
        said.setdefault("published", said["date"])
    return {key: value for key, value in said.items() if key in KNOWN_FACTS}


def decode(data: bytes) -> str:
    """Text in NFC with `\\n` line ends: by its byte order mark, else UTF-8, else Windows-1252 where that looks like writing.

    UTF-8 of which a few bytes are broken, as a cut or a mended file has them, is UTF-8 with a mark for each, and not Windows-1252 throughout.
    Raises ReadError where none fits.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    try:
        text = data.decode(encoding) if encoding else _decode_unmarked(data)
    except UnicodeDecodeError as error:
        raise ReadError(f"is not text: no known encoding fits byte {error.start}; save it as UTF-8") from error
    if "\x00" in text:
        raise ReadError("is not text: it holds NUL characters; where it is text in UTF-16 or UTF-32, save it as UTF-8")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decode_unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        broken = text.count(_BROKEN)
        if sum(not letter.isascii() for letter in text) <= 2 * broken:  # its characters beyond ASCII are broken more often than not
            text = data.decode("cp1252")
    if control := _BINARY.search(text):  # Windows-1252 fits nearly any bytes, so it must at least look like writing
        raise ReadError(f"is not text: it holds the control character U+{ord(control[0]):04X}")
    letters = [letter for letter in text if letter.isalpha()]
    if _BROKEN not in text and sum(not letter.isascii() for letter in letters) > max(_FEW_MARKED, _MARKED_SHARE * len(letters)):
        raise ReadError("is in an encoding that cannot be told: neither UTF-8 nor that of a Western language; save it as UTF-8")
    return text
