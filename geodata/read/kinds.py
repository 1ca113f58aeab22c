"""What kind of file some bytes are: by what they begin with where that is certain, else by the suffix of the name. A name is never trusted alone."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from geodata.errors import ReadError, UnsupportedFormat

ZIP = ".zip"
MAILBOX = ".mbox"
"""The kinds that are no documents but hold some."""

_ALIASES = {".htm": ".html", ".xhtml": ".html", ".markdown": ".md", ".text": ".txt"}
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(
    rb"(?:(?:from|to|date|subject|received|return-path|delivered-to|message-id|mime-version|x-[a-z-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){3}", re.I
)
_BOXED = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\n]*\n(?=[!-9;-~]+:)")
"""Where a message of a mailbox begins (RFC 4155)."""

_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a file of an old Office program or of Outlook; save it as .docx, .eml or .pdf"),
    (b"{\\rtf", "is rich text; save it as .docx or .txt"),
    (b"Rar!\x1a\x07", "is a RAR archive; unpack it, and add the files in it"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive; unpack it, and add the files in it"),
    (b"\x1f\x8b", "is a gzip archive; unpack it, and add the files in it"),
    (b"\x89PNG", "is a picture, which holds no text"),
    (b"\xff\xd8\xff", "is a picture, which holds no text"),
    (b"GIF8", "is a picture, which holds no text"),
    (b"\x7fELF", "is a program, which holds no text"),
)


def kind_of(name: str, data: bytes) -> str:
    """The suffix of a kind (".pdf"), or `ZIP` or `MAILBOX`. Raises UnsupportedFormat for what is known to be unreadable, and says what to do."""
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return ".docx" if _holds(data, "word/document.xml") else _archive(name)
    for magic, advice in _OTHERS:
        if data.startswith(magic):
            raise UnsupportedFormat(advice)
    suffix = suffix_of(name)
    if suffix in (".pdf", ".docx", ZIP):
        raise ReadError(f"is named {suffix}, but its bytes are nothing of the kind; it is empty, broken, or something else")
    if suffix in (MAILBOX, ".eml", "") and len(messages(data)) > (suffix == ".eml"):
        return MAILBOX
    if suffix == MAILBOX:
        raise ReadError("is named .mbox, but holds no message; it is empty, or a mailbox of another kind: save its messages as .eml")
    if suffix not in (".eml", ".md") and _HTML.match(data[:4096]):
        return ".html"
    return ".eml" if not suffix and _MAIL.match(data[:4096]) else suffix


def messages(data: bytes) -> list[bytes]:
    """The messages of a mailbox in their order; empty where it is none."""
    found = list(_BOXED.finditer(data)) if data.startswith(b"From ") else []
    ends = [*(one.start() for one in found[1:]), len(data)]
    return [data[one.end() : end].replace(b"\n>From ", b"\nFrom ") for one, end in zip(found, ends, strict=False)]


def suffix_of(name: str) -> str:
    """The last suffix of a name in lower case, in the spelling of the registered readers; empty where it has none."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return _ALIASES.get(suffix, suffix)


def _holds(data: bytes, part: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return part in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OSError):
        return False


def _archive(name: str) -> str:
    if suffix_of(name) in (".odt", ".ods", ".xlsx", ".pptx", ".epub", ".docm"):
        raise UnsupportedFormat(f"is a {suffix_of(name)} file, which is not read; save it as .docx or .pdf")
    if suffix_of(name) == ".docx":
        raise ReadError("is named .docx, but is broken or no Word document")
    return ZIP
