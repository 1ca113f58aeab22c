"""Direct speech: where quotations begin and end, over several paragraphs too, and blocks of speech without marks after "X said:"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geodata.model import Span

SPEECH_WORDS = 4
"""Shorter quotations are taken as words picked out ("new phase"), not as speech of their own: found by looking at news, our decision."""

_MARK: Final = re.compile(r"[“”\"]")
_SINGLE: Final = re.compile(r"(?<![^\s(\[—–:-])['‘](?=[^\W_])([^\n“”\"]{2,}?[.,!?…])['’](?![^\W_])")
"""Speech between single marks: opened after a space, closed after a stop or a comma, so that no apostrophe is taken for a mark."""

_HEADING_END: Final = re.compile(r"[.!?…:;,”\"’)\]]$|\.\.\.$|[.!?…,]'$")
_CAPTION: Final = re.compile(r"(?:Photo|Photograph|Picture|Image|Caption|Read more|See also|Watch|Video|Map|File photo)\s*:")
"""How the words under a picture, and those that lead to another page, begin."""

_ITEM: Final = re.compile(r"[-*•–] (?=(?:\S+ ){4})")
"""The mark before an item of a list; with five words or more the item states something, as a rule without a full stop."""

_LINK: Final = re.compile(r"^\[[^\]]*\]\([^)]*\)$")
HEADING_WORDS = 16
"""A line without a full stop and of no more words than this is a heading, a caption or a link: our decision, from looking at news."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of direct speech, marks excluded. `paragraph` is the number of its line; `continues` where it goes on from the quotation before;
    `is_open` where no mark closes it; `is_block` where it has no marks.
    """

    start: int
    end: int
    paragraph: int
    continues: bool = False
    is_open: bool = False
    is_block: bool = False


def is_heading(text: str, span: Span) -> bool:
    """Whether the line names something rather than states it: a headline, a caption, a link, a section title."""
    line = text[span[0] : span[1]].strip()
    if line.startswith(("#", "©")) or _LINK.match(line) or _CAPTION.match(line):
        return True
    if _ITEM.match(line):
        return False
    return "\n" not in line and not _HEADING_END.search(line) and len(line.split()) <= HEADING_WORDS


def quotes(text: str, paragraphs: Sequence[Span]) -> list[Quote]:
    """The quotations with marks, in order. One that no mark closes ends with its paragraph and may go on in the next."""
    doubled = _doubled(text, paragraphs)
    single = [quote for quote in _single(text, paragraphs) if not any(other.start <= quote.start < other.end for other in doubled)]
    return sorted([*doubled, *single], key=lambda quote: quote.start) if single else doubled


def _single(text: str, paragraphs: Sequence[Span]) -> list[Quote]:
    found: list[Quote] = []
    for number, (start, end) in enumerate(paragraphs):
        found += [Quote(match.start(1), match.end(1), number) for match in _SINGLE.finditer(text, start, end)]
    return found


def _doubled(text: str, paragraphs: Sequence[Span]) -> list[Quote]:
    found: list[Quote] = []
    for number, (start, end) in enumerate(paragraphs):
        opened = _opened_before(found, number, text, start)
        begin: int | None = None
        for mark in _MARK.finditer(text, start, end):
            if begin is None and _opens(text, mark.start(), start):
                begin = mark.end()
            elif begin is not None and mark.group() != "“":
                found.append(Quote(begin, mark.start(), number, continues=opened and not found_in(found, number)))
                begin = None
        if begin is not None:
            found.append(Quote(begin, end, number, continues=opened and not found_in(found, number), is_open=True))
    return found


def found_in(found: Sequence[Quote], number: int) -> bool:
    """Whether the last quotation stands in this paragraph."""
    return bool(found) and found[-1].paragraph == number


def _opened_before(found: Sequence[Quote], number: int, text: str, start: int) -> bool:
    return bool(found) and found[-1].is_open and found[-1].paragraph == number - 1 and text[start] in '“"'


def _opens(text: str, at: int, start: int) -> bool:
    if text[at] == "“":
        return True
    before = text[at - 1] if at > start else " "
    return text[at] == '"' and (before.isspace() or before in "([—–-:.")
