"""Where a text may be cut: at words, at clauses, at sentences. All spans lie in the text that is asked about."""

import re
from functools import lru_cache
from typing import NamedTuple

from geodata.model import Span
from geodata.segment import sentences, span_at

MAX_WORD = 40
"""A run of more characters without a space (an address, a line of dashes) counts as several words."""

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # Japanese and Chinese are written without spaces: every character may end a line
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_WITHIN_WORDS = "'’-./&@_"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]{{1,{MAX_WORD}}}")
_CLAUSE_END = re.compile(
    r"(?P<stop>[.!?;:…][\"”’')\]]*\s+|\s+[–—-]\s+|\s*\n\s*\n\s*)"
    r"|(?P<comma>,[\"”’']?\s+(?:(?:and|but|or|nor)\s+(?=[^\W\dA-Z]))?)"
    r"|(?P<subordinate>(?:\s+(?:and|but|or|nor|from|in|to|at|for|by|of|on|with))?\s+)"
    r"(?=(?:which|who|whom|whose|where|when|while|because|although|though|that|if|(?:since|after|before|until|following|during)\s+the)\s)"
    r"|(?P<joint>\s+(?:and|but|or|nor)\s+)(?=[^\W\dA-Z])"
)
_ROUGHNESS = {"stop": 0, "subordinate": 8, "joint": 12, "comma": 16}
"""How many characters longer a stretch may be to end in a better place: a full stop reads better than a comma."""

_CUT = 40  # as rough as it gets: between two words of one clause

REACH = 1000
"""How many characters around what must be quoted are looked through for boundaries: several times the length of any quotation."""

_LISTED = re.compile(r"[A-Z][^\s,]*,[\"”’']?\s+(?:(?:and|or)\s+)?[A-Z]")  # "Hawija, Diyala": cut there, and a name of the list poses as the subject
_MARKUP = re.compile(r"(?:#+|[-*•>+]|[0-9]{1,2}[.)])\s+|\[(?=[^\]\n]+\]\()")  # Markdown's headings, lists, links
_LINK_END = re.compile(r"\]\([^()\s]*\)$")

DANGLING = frozenset(
    "a an the of to in on at by for from with and or but as that which who is was were are be been has had its his their this".split(" ")
)
"""Words that read as cut off when nothing follows them."""


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that holds the offset; an empty span where it lies between two."""
    found = sentences(text)
    at = span_at(found, offset)
    return found[at] if at >= 0 and offset < found[at][1] else (offset, offset)


def sentences_around(text: str, core: Span) -> Span:
    """From the beginning of the core's first sentence to the end of its last, without marks of Markdown at either end."""
    start, end = sentence_at(text, core[0])[0], max(core[1], sentence_at(text, core[1] - 1)[1])
    if (mark := _MARKUP.match(text, start)) and mark.end() <= core[0]:
        link = _LINK_END.search(text, core[1], end) if mark[0] == "[" else None
        start, end = mark.end(), link.start() if link else end
    return min(core[0], start), end


def sentences_in(text: str, whole: Span) -> list[Span]:
    """The sentences that lie in the whole, in order, the first and last as far as they do."""
    found = sentences(text)
    first = max(0, span_at(found, whole[0]))
    inside = ((max(start, whole[0]), min(end, whole[1])) for start, end in found[first : span_at(found, whole[1] - 1) + 1])
    return [span for span in inside if span[0] < span[1]]


def words_in(text: str, span: Span) -> list[Span]:
    """The words that lie in the span, with the punctuation that sticks to them."""
    return [(m.start(), m.end()) for m in _WORD.finditer(text, *span)]


def whole_words(text: str, span: Span) -> Span:
    """The span, widened so that it cuts no word; punctuation around a word is no part of it, within it ("Iraq's", "U.S.-led") it is."""
    start, end = span
    while start > max(0, span[0] - MAX_WORD) and _goes_on(text, start - 1, -1):
        start -= 1
    while end < min(len(text), span[1] + MAX_WORD) and _goes_on(text, end, 1):
        end += 1
    return start, end


def _goes_on(text: str, at: int, step: int) -> bool:
    """Whether the word beside this character goes on through it."""
    if text[at] in _WITHIN_WORDS and 0 <= at + step < len(text):
        at += step
    letter = text[at]
    return letter.isalnum() and (letter < "\u3040" or not _UNSPACED_LETTER.match(letter))


class Cut(NamedTuple):
    """A boundary between clauses: where what stands before it ends, where what follows begins, and how roughly a text is cut there."""

    end: int
    start: int
    roughness: int


def clause_starts(text: str, whole: Span, core: Span) -> list[tuple[int, int]]:
    """Where a stretch of the whole that holds the core may begin, in order, each as (offset, roughness); the whole's beginning is the smoothest."""
    low = max(whole[0], core[0] - REACH)
    found = [(whole[0], 0)] if low == whole[0] else [(words_in(text, (low, core[1]))[1][0], _CUT)]
    return [*found, *((cut.start, cut.roughness) for cut in _cuts(text, whole) if low < cut.start <= core[0])]


def clause_ends(text: str, whole: Span, core: Span) -> list[tuple[int, int]]:
    """Where a stretch of the whole that holds the core may end, in order, each as (offset, roughness); the whole's end is the smoothest."""
    high = min(whole[1], core[1] + REACH)
    found = [(cut.end, cut.roughness) for cut in _cuts(text, whole) if core[1] <= cut.end < high]
    return [*found, (whole[1], 0) if high == whole[1] else (words_in(text, (core[0], high))[-2][1], _CUT)]


@lru_cache(maxsize=256)
def _cuts(text: str, whole: Span) -> tuple[Cut, ...]:
    """The boundaries of clauses in a stretch of the text, in order. Those of the last few sentences are remembered: many names stand in one."""
    return tuple(
        Cut(_without_space(found), found.end(), _ROUGHNESS[str(found.lastgroup)])
        for found in _CLAUSE_END.finditer(text, *whole)
        if found.lastgroup != "comma" or not _LISTED.match(text, whole_words(text, (found.start(), found.start()))[0])
    )


def _without_space(end: re.Match[str]) -> int:
    """Where the clause itself ends: a full stop belongs to it, a comma or dash does not."""
    return end.start() + (len(end[0].rstrip(" \n-–—")) if end.lastgroup == "stop" else 0)
