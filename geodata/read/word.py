"""Word documents (.docx) → text and their properties. The only door to python-docx. XML that declares entities is refused unread."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from geodata.config import AddingSettings
from geodata.errors import ReadError
from geodata.read.archive import members
from geodata.read.content import Content, tidy
from geodata.read.facts import Fact

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

WORD_PROPERTIES = "the Word document's properties"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DEEPEST_TABLE = 20
_GONE = ("del", "moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
"""What is no part of the text: words struck out or moved away while changes were tracked, and the second writing of a drawing for old programs."""
_WRAPPERS = ("sdt", "sdtContent", "fldSimple", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo")
"""What only stands around a part of the text: fields, tracked insertions, the direction of writing, and what programs note of words."""


def read_word(data: bytes, limits: AddingSettings) -> Content:
    """The paragraphs, headings, lists and tables of a Word document in their order, a row of a table on a line, a text box behind the paragraph it
    hangs on, then its footnotes and endnotes, each a paragraph; and its properties. Tracked changes are read as if they were all accepted.

    Raises ReadError where it is broken, locked, a bomb, declares XML entities, or holds no text.
    """
    _check(data, limits)
    from docx import Document  # slow to import, and many a run meets no Word document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(io.BytesIO(data))
        _unwrap(document.element.body)
        text = "\n\n".join((*_blocks(document, 0), *_notes(document)))
        facts = _facts(document)
    except ReadError:
        raise
    except (OpcError, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, RecursionError, OSError, zipfile.BadZipFile) as error:
        # lxml's XMLSyntaxError is a SyntaxError; the others are what python-docx meets where a part of the package is missing
        raise ReadError(f"is no Word document that can be read: {' '.join(str(error).split())[:200]}") from error
    return Content(tidy(text), facts)


def _check(data: bytes, limits: AddingSettings) -> None:
    for member in members(data, limits):
        if member.refused:
            raise ReadError(f"holds a part {member.name!r} that {member.refused}")
        if member.name.endswith((".xml", ".rels")) and _declares_entities(member.data):
            raise ReadError(f"declares XML entities in {member.name!r}, as no Word program does, and is not read")


def _declares_entities(xml: bytes) -> bool:
    return bool(_DECLARES.search(xml) or _DECLARES.search(xml.replace(b"\x00", b"")))


def _unwrap(part: "BaseOxmlElement") -> None:
    """Put all text where python-docx looks for it: right in the body, a cell, a row or a paragraph. It passes over what is wrapped."""
    for row in [row for row in part.iter(f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is not None]:
        row.getparent().remove(row)
    for gone in list(part.iter(*_tags(_GONE))):
        gone.getparent().remove(gone)
    for box in list(part.iter(f"{_W}txbxContent")):
        if (paragraph := next(box.iterancestors(f"{_W}p"), None)) is not None:
            for block in list(reversed(box)):
                paragraph.addnext(block)
    for wrapper in list(part.iter(*_tags(_WRAPPERS))):
        for inner in list(wrapper):
            wrapper.addprevious(inner)
        wrapper.getparent().remove(wrapper)


def _tags(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name if name.startswith("{") else f"{_W}{name}" for name in names)


def _blocks(container: "Document | _Cell", depth: int) -> Iterator[str]:
    for block in container.iter_inner_content():
        if text := _paragraph(block) if hasattr(block, "runs") else _table(block, depth):  # type: ignore[arg-type]
            yield text


def _paragraph(paragraph: "Paragraph") -> str:
    return paragraph.text.strip()


def _table(table: "Table", depth: int) -> str:
    if depth >= _DEEPEST_TABLE:
        raise ReadError(f"has tables within tables, {_DEEPEST_TABLE} deep, and is not read")
    rows = []
    for row in table.rows:
        cells = dict.fromkeys(row.cells)  # a cell that spans columns is listed once for each of them
        rows.append(" | ".join(text for cell in cells if (text := " ".join(" ".join(_blocks(cell, depth + 1)).split()))))
    return "\n".join(row for row in rows if row)


def _notes(document: "Document") -> Iterator[str]:
    """The footnotes, then the endnotes, which python-docx passes over. Lines that only part them from the text are none."""
    from docx.oxml import parse_xml

    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    for kind in ("footnote", "endnote"):
        if (part := parts.get(f"/word/{kind}s.xml")) is None:
            continue
        _unwrap(notes := parse_xml(part.blob))
        for note in notes.iterchildren(f"{_W}{kind}"):
            if note.get(f"{_W}type") in (None, "normal"):
                yield from (text for paragraph in note.iter(f"{_W}p") if (text := _words(paragraph)))


def _words(paragraph: "BaseOxmlElement") -> str:
    kept = (part.text or "" if part.tag == f"{_W}t" else " " for part in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"))
    return "".join(kept).strip()


def _facts(document: "Document") -> dict[str, Fact]:
    properties = document.core_properties
    found = {name: Fact(value.strip(), WORD_PROPERTIES) for name in ("title", "author", "language") if (value := getattr(properties, name)).strip()}
    if found.get("author", Fact("", "")).value == "python-docx":
        del found["author"]  # what the library writes where nobody is named
    if made := properties.created or properties.modified:
        found["published"] = Fact(made.date().isoformat(), WORD_PROPERTIES)
        found["published_basis"] = Fact("the day the Word document was made", WORD_PROPERTIES)
    return found
