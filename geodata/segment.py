"""Text → paragraphs, lines and sentences, as spans. Knows nothing of places or dates; every room that needs a sentence asks here."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from geodata.model import Span

_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|St|Sen|Rep|Gov|Gen|Maj|Col|Lt|Sgt|Cpl|Capt|Cmdr|Adm|Brig|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Mon|Tue|Wed|Thu|Fri|vs|etc|No|Inc|Ltd|Co|Corp|Jr|Sr|approx|ca|Bn|Va|Calif|Fla|Tex|Ont)|\b[A-Z](?:\.[A-Z])*|\b[ap]\.m)\.$"
)
_END: Final = re.compile(r"[.!?…]++[\"”’')\]]*+(?=\s|$)|(?<=[a-z]{2})[.!?][\"”’')\]]*+(?=[A-Z“][A-Za-z’]*+[\s,])")
"""The end of a sentence, also where the space after it was lost ("he said.Iraqi forces")."""

_ABBREVIATION_REACH: Final = 8
"""How far back from its point an abbreviation is looked for: the longest is "approx."; of "U.S.S.R." the last letter is enough."""

_LINE_ENDS: Final = frozenset('.!?…:"”')
_SENTENCE_ENDS: Final = frozenset('.!?…”"’')

_LINK: Final = r"\[[^\]\n]*\]\([^()\s]*\)"
_LINKS: Final = re.compile(rf"{_LINK}(?:[\s|•·/>»,–—-]*{_LINK})+")
_POINTS: Final = re.compile(rf"{_LINK}|\bhere\b", re.IGNORECASE)
_LEADS_ON: Final = re.compile(
    r"\[?(?:(?:read|see|find out|learn|discover) (?:more|also)|also read|click here"
    r"|(?:related|recommended|most read|more|latest) (?:stories|articles|news|content|topics|posts|links|coverage)"
    r"|sign up (?:for|to)|subscribe (?:to|now)|share this)\b",
    re.IGNORECASE,
)
_LEADS_BY_LINK: Final = re.compile(r"\[?(?:read|see|view|watch|listen to|download|visit|follow|more (?:about|on|from))\b", re.IGNORECASE)
"""How lines begin that lead on to other pages, in the words of English news sites; the second kind only where a link or "here" follows."""

_WRAPPED_CHARS: Final = 61
"""A line of at least so many characters without an end mark goes on in the next (typed texts wrap at 65 to 80); so does any before a small letter."""


def paragraphs(text: str) -> list[Span]:
    """The spans of the paragraphs (runs of lines without an empty line between them), in order, without surrounding white space."""
    return [_stripped(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if m.group().strip()]


def lines(text: str) -> list[Span]:
    """The spans of the lines as an author means them, in order: a sentence wrapped over several lines of the file is one line here."""
    found: list[Span] = []
    start = 0
    broke = -1
    for at in [*(m.start() for m in re.finditer("\n", text)), len(text)]:
        if not _goes_on(text, broke + 1, at):
            if text[start:at].strip():
                found.append(_stripped(text, start, at))
            start = at + 1
        broke = at
    return found


def _goes_on(text: str, start: int, at: int) -> bool:
    """Whether the line from `start` to the break at `at` is wrapped, its sentence going on in the next line."""
    following = text[at + 1 : at + 2]
    if at == start or at >= len(text) or text[at - 1] in _LINE_ENDS or not following or following.isspace():
        return False
    return following.islower() or at - start >= _WRAPPED_CHARS


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Span, ...]:
    """The spans of the sentences, in order, without surrounding white space. A sentence never crosses a line that stands alone.

    Those of the last few texts are remembered: every stage of a document asks for them.
    """
    found: list[Span] = []
    for first, last in lines(text):
        start = first
        for end in _END.finditer(text, first, last):
            if _ends_sentence(text, start, end):
                found.append(_stripped(text, start, end.end()))
                start = end.end()
        if text[start:last].strip():
            found.append(_stripped(text, start, last))
    return tuple(found)


def is_furniture(text: str, sentence: Span) -> bool:
    """Whether a sentence only leads elsewhere ("Read more about Homs [here](#)", "Related stories: …", a row of links): a page's furniture, and no
    statement of its author. A sentence that ends like one, with a full stop, is furniture only where it holds a link or "here"."""
    words = text[slice(*sentence)].strip(" \t*_•>|-–—")
    if _LINKS.fullmatch(words):
        return True
    points = _POINTS.search(words) is not None
    if _LEADS_ON.match(words):
        return points or words[-1:] not in _SENTENCE_ENDS
    return points and _LEADS_BY_LINK.match(words) is not None


def span_at(spans: Sequence[Span], offset: int) -> int:
    """The index of the span that holds the offset (or the last one before it); -1 where none begins at or before it."""
    return bisect_right(spans, (offset, 1 << 62)) - 1


def _ends_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    if _ABBREVIATION.search(text, max(start, end.start() - _ABBREVIATION_REACH), end.start() + 1):
        return False
    following = text[end.end() : end.end() + 60].lstrip(" \t\"“‘'([–—-")
    return not following or not following[0].islower()


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
