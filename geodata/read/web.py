"""Pages of the web (.html) → the text of the article and what the page says of itself. The only door to trafilatura and lxml. Fetches nothing."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geodata.errors import ReadError
from geodata.read.content import Content, tidy
from geodata.read.metadata import facts_of_page
from geodata.read.text import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Lines that stand for the beginning and the end of a quotation while its text is taken out."""
_ROW = re.compile(r"^(?:\||- )")


def read_page(data: bytes) -> Content:
    """The text of a page, without its navigation, and title, publisher, author, date, language and address as its metadata have them.

    Raises ReadError where it is no HTML, or holds no text.
    """
    tree = _tree(page_words(data))
    facts = facts_of_page(tree)
    return Content(tidy(_article(tree)), facts)


def text_of_html(words: str) -> str:
    """The text of a piece of HTML that is no page, a message's body: all of it, and `> ` before each line that a mail program quotes."""
    tree = _tree(words)
    for element in tree.xpath("//script|//noscript|//style|//head|//template"):
        element.drop_tree()
    for element in tree.iter("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table"):
        element.tail = "\n" + (element.tail or "")
    for quotation in tree.xpath("//blockquote[@type='cite' or contains(@class, 'quote')]"):  # as mail programs mark it
        quotation.text = f"\n{_OPEN}\n{quotation.text or ''}"
        quotation.tail = f"\n{_CLOSE}{quotation.tail}"
    made, depth = [], 0
    for line in (" ".join(line.split()) for line in str(tree.text_content()).splitlines()):
        depth += (line == _OPEN) - (line == _CLOSE)
        if line and line not in (_OPEN, _CLOSE):
            made.append("> " * depth + line)
    return "\n\n".join(made)


def page_words(data: bytes) -> str:
    """The characters of a page: by its byte order mark, else the encoding it declares, else as any text."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # it says one thing and is another: as common as it is harmless
    return decode(data)


def _tree(words: str) -> "HtmlElement":
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(words.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError(f"is no page that can be read: {' '.join(str(error).split())[:200]}") from error
    return tree


def _article(tree: "HtmlElement") -> str:
    import trafilatura

    for element in tree.xpath("//nav|//script|//noscript|//style|//template|//footer[not(ancestor::article)]"):
        element.drop_tree()  # on a short page trafilatura takes all that is there
    text = trafilatura.extract(tree, output_format="txt", include_comments=False, include_tables=True, deduplicate=False) or ""
    lines = [line for line in text.splitlines() if line.strip()]
    made = lines[:1]
    for above, line in pairwise(lines):
        together = _ROW.match(above) and _ROW.match(line)
        made.append(("\n" if together else "\n\n") + line)
    return "".join(made)
