"""A stretch of a text → the quotation as it is shown, elided where it is too long."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from geodata.errors import InvalidRecord
from geodata.model import Span
from geodata.quote.words import DANGLING, sentence_at, words_in

LIMIT = 240
"""The most characters a rendered quotation may have (design, section 7)."""

MIN_LIMIT = 60
"""The least limit `render` accepts: room for one long word with a mark on either side."""

MARK = "[…]"
"""Stands wherever words of a quoted sentence are left out."""

_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn round the reading direction of what follows the quotation
_LETTER = re.compile(r"\w")
_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f]+")


def render(text: str, start: int, end: int, must: Sequence[Span], limit: int = LIMIT) -> str:
    """The quotation as it is shown: at most `limit` characters, white space collapsed, `[…]` wherever words of its sentence are left out.

    Words are left out whole. The spans in `must` stay (the phrase first, then its evidence, the more important before the less) as far as the
    limit has room for them together with their marks. Raises InvalidRecord where the limit is below `MIN_LIMIT` or the stretch is no part of the
    text.
    """
    if limit < MIN_LIMIT or not 0 <= start < end <= len(text):
        raise InvalidRecord(f"cannot show {start}–{end} of {len(text)} characters within {limit}; the least limit is {MIN_LIMIT}")
    if fits(text, (start, end), limit):
        return _shown(text, [(start, end)])
    words = words_in(text, (start, end))
    kept = _grow(text, words, _required(text, words, must, limit), limit)
    return _shown(text, _pieces(words, kept))


def is_quotation_of(quote: str, text: str) -> bool:
    """Whether the words of a rendered quotation are those of the text, in its order, with nothing left out but where `[…]` says so."""
    at, body = 0, _collapsed(text)
    for piece in (piece.strip() for piece in quote.split(MARK)):
        at = body.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


@lru_cache(maxsize=256)
def fits(text: str, stretch: Span, limit: int) -> bool:
    """Whether the stretch can be shown within the limit without leaving anything out of it; one with much white space in it is too long."""
    return stretch[1] - stretch[0] <= 1.5 * limit and len(_shown(text, [stretch])) <= limit


def _shown(text: str, pieces: Sequence[Span]) -> str:
    body = f" {MARK} ".join(_collapsed(text[start:end]) for start, end in pieces)
    if not pieces or not body:
        return body
    first, last = pieces[0][0], pieces[-1][1]
    words_before = _LETTER.search(text, sentence_at(text, first)[0], first)
    words_after = _LETTER.search(text, last, sentence_at(text, last - 1)[1])
    return (f"{MARK} " if words_before else "") + body + (f" {MARK}" if words_after else "")


def _collapsed(words: str) -> str:
    return _BLANK.sub(" ", _UNSEEN.sub("", words)).strip()


def _required(text: str, words: Sequence[Span], must: Sequence[Span], limit: int) -> set[int]:
    """The indices of the words that stay: those of each span in turn while all of it fits, and of the first span at least its beginning."""
    kept: set[int] = set()
    for span in must:
        wanted = {i for i, (start, end) in enumerate(words) if start < span[1] and end > span[0]}
        if len(_shown(text, _pieces(words, kept | wanted))) <= limit:
            kept |= wanted
    for i in () if kept else range(len(words)):
        if must and words[i][1] <= must[0][0]:
            continue
        if len(_shown(text, _pieces(words, kept | {i}))) > limit:
            break
        kept.add(i)
    return kept


def _grow(text: str, words: Sequence[Span], required: set[int], limit: int) -> set[int]:
    """Add neighbouring words, one on each side of every piece in turn, while the limit has room; then drop words that dangle before a gap."""
    kept, growing = set(required), True
    while growing:
        growing = False
        for i in _neighbours(kept, len(words)):
            if len(_shown(text, _pieces(words, kept | {i}))) <= limit:
                kept.add(i)
                growing = True
    for i in sorted(kept - required, reverse=True):
        if i + 1 not in kept and text[slice(*words[i])].lower() in DANGLING:
            kept.remove(i)
    return kept


def _neighbours(kept: set[int], count: int) -> Iterator[int]:
    found = {i for k in kept for i in (k - 1, k + 1) if 0 <= i < count and i not in kept}
    return iter(sorted(found))


def _pieces(words: Sequence[Span], kept: set[int]) -> list[Span]:
    pieces: list[Span] = []
    for i in sorted(kept):
        if i - 1 in kept:
            pieces[-1] = (pieces[-1][0], words[i][1])
        else:
            pieces.append(words[i])
    return pieces
