"""PDF → text and what its information dictionary says. The only door to pypdf.

Never runs anything in the file, never opens what it links to, never reads pictures: a scanned page holds no text here.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from geodata.errors import ReadError
from geodata.read.content import Content, tidy
from geodata.read.facts import Fact

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

PDF_PROPERTIES = "the PDF's own properties"
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_PROGRAM = re.compile(r"^(?:Microsoft (?:Word|PowerPoint|Excel) - )|\.(?:docx?|indd|pages|rtf|odt|qxd|tex|dvi)$", re.IGNORECASE)
_UNNAMED = re.compile(r"(?:untitled|document|slide|layout|title)\s*\d*", re.IGNORECASE)
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, OSError, NotImplementedError)
"""What pypdf raises beside its own errors, as its Python happens to meet a broken file; none of it says more than that the file is broken."""

_KEPT_HYPHEN = re.compile(
    r"(?:north|south|east|west|mid|non|anti|self|ex|co|pro|counter|cross|so|then|inter|semi|vice|well|long|short|high|low)$", re.I
)
_NAMED = 10
"""How many pages without text are named by their numbers."""
_REPEATED_SHARE = 0.6
"""On how many of a document's pages a first or last line must stand (page numbers aside) to be its running head or foot; three at least."""


def read_pdf(data: bytes, pages: int) -> Content:
    """The text of a PDF, page by page, without running heads and feet, and its title, author, language and date of making.

    One that only its owner's password protects opens for every reader, and so it does here. Raises ReadError where it is locked, broken, has more
    than so many pages, or holds no text, as scanned paper does.
    """
    from pypdf import PdfReader  # slow to import, and many a run meets no PDF
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a broken file goes to nobody who could use it
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is locked by a password; save it again without one")
        if (number := len(reader.pages)) > pages:
            raise ReadError(f"has {number:,} pages, more than the {pages:,} that [adding] pages allows")
        found = [page.extract_text() for page in reader.pages]
        facts = _facts(reader)
        pictures = [number for number, page in enumerate(reader.pages, 1) if not found[number - 1].strip() and _shows_something(page)]
    except ReadError:
        raise
    except DependencyError as error:
        raise ReadError("is locked by encryption that cannot be opened here; open it and save or print it again without protection") from error
    except (PyPdfError, *_BROKEN) as error:
        raise ReadError(f"is no PDF that can be read: {_why(error)}") from error
    if not any(text.strip() for text in found):
        raise ReadError("holds no text: its pages are pictures, as scanned paper is; have its text recognised (OCR) first, then add it again")
    return Content(tidy(_joined(_without_running_lines(found))), facts, _unread(pictures, len(found)))


def _shows_something(page: "PageObject") -> bool:
    resources: Mapping[str, object] = page.get("/Resources", {}).get_object()
    return bool(resources.get("/XObject"))


def _unread(pictures: Sequence[int], of: int) -> tuple[str, ...]:
    """What is said of pages that are only pictures among others that hold text."""
    if not pictures:
        return ()
    named = ", ".join(map(str, pictures[:_NAMED])) + (" …" if len(pictures) > _NAMED else "")
    which = f"page {named} of {of} is a picture and holds" if len(pictures) == 1 else f"{len(pictures)} of {of} pages ({named}) are pictures and hold"
    return (f"{which} no text; what stands on scanned paper is read only when its text was recognised (OCR) first",)


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _without_running_lines(pages: Sequence[str]) -> list[list[str]]:
    lines = [[line.rstrip() for line in page.splitlines() if line.strip()] for page in pages]
    edges = Counter(edge for page in lines for edge in {_edge(line) for line in (*page[:1], *page[-1:])})
    often = {edge for edge, times in edges.items() if times >= max(3, _REPEATED_SHARE * len(lines))}
    return [[line for at, line in enumerate(page) if not (at in (0, len(page) - 1) and _edge(line) in often)] for page in lines]


def _edge(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _joined(pages: Iterable[Sequence[str]]) -> str:
    """The lines, words broken over two of them made whole again; a new page begins a new line, for its sentence may go on."""
    made: list[str] = []
    for line in (line for page in pages for line in page):
        first = line.lstrip()[:1]
        if made and made[-1].endswith("-") and first.islower() and made[-1][-2:-1].isalpha():
            stem = made[-1] if _KEPT_HYPHEN.search(made[-1][:-1]) else made[-1][:-1]
            made[-1] = stem + line.lstrip()
        else:
            made.append(line)
    return "\n".join(made)


def _facts(reader: "PdfReader") -> dict[str, Fact]:
    found = {}
    information: Mapping[str, object] = reader.metadata or {}
    title, author = (str(information.get(key) or "").strip() for key in ("/Title", "/Author"))
    title = _PROGRAM.sub("", title).strip()
    if title and not _UNNAMED.fullmatch(title):
        found["title"] = Fact(title, PDF_PROPERTIES)
    if author:
        found["author"] = Fact(author, PDF_PROPERTIES)
    if day := _day(str(information.get("/CreationDate") or "")):
        found["published"] = Fact(day, PDF_PROPERTIES)
        found["published_basis"] = Fact("the day the PDF was made", PDF_PROPERTIES)
    if language := str(reader.root_object.get("/Lang") or "").strip():
        found["language"] = Fact(language, PDF_PROPERTIES)
    return found


def _day(words: str) -> str:
    match = _DATE.match(words.strip())
    return "-".join(part for part in match.groups() if part) if match else ""
