"""A stretch of a text → the quotation as it is shown, elided where it is too long."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from geodata.errors import InvalidRecord
from geodata.model import Span
from geodata.quote.gaps import gaps_in
from geodata.quote.parts import backbone_in
from geodata.quote.stretch import core_of, pieces_within
from geodata.quote.words import DANGLING, sentence_at, sentences_around, words_in
from geodata.unseen import TURNING

LIMIT = 240
"""The most characters a rendered quotation may have (docs/method.md)."""

MIN_LIMIT = 60
"""The least limit `render` accepts: room for one long word with a mark on either side."""

MARK = "[…]"
"""Stands wherever words of a quoted sentence are left out."""

_UNSEEN = re.compile(f"[{TURNING}]")  # would turn round the reading direction of what follows the quotation
_OPEN_END = re.compile(r"[,;]$|\s[-–—‒]$")
"""What stands before a gap only to lead on to what is left out."""

_LETTER = re.compile(r"\w")
_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f]+")


def render(text: str, start: int, end: int, must: Sequence[Span], limit: int = LIMIT) -> str:
    """The quotation as it is shown: at most `limit` characters, white space collapsed, `[…]` wherever words of its sentence are left out.

    What is left out are the parts that a sentence can spare, and only where these are not enough words between the spans in `must`, whole ones. The
    spans in `must` stay (the phrase first, then its evidence, the more important before the less) as far as the limit has room for them together
    with their marks; only a comma or dash at their end may go before a mark. Raises InvalidRecord where the limit is below `MIN_LIMIT` or the stretch
    is no part of the text.
    """
    if limit < MIN_LIMIT or not 0 <= start < end <= len(text):
        raise InvalidRecord(f"cannot show {start}–{end} of {len(text)} characters within {limit}; the least limit is {MIN_LIMIT}")
    if fits(text, (start, end), limit):
        return _shown(text, [(start, end)])
    if pieces := _spared(text, (start, end), must, limit):
        return _shown(text, pieces)
    words = words_in(text, (start, end))
    backbone = backbone_in(text, sentence_at(text, must[0][0]), must[0]) if must else ()
    least = _required(text, words, must, limit)
    required = (_required(text, words, (*must, *backbone), limit), set(range(min(least), max(least) + 1)))
    return _shown(text, _pieces(words, _gapped(text, words, required, limit) or _grow(text, words, least, limit)))


def is_quotation_of(quote: str, text: str) -> bool:
    """Whether the words of a rendered quotation are those of the text, in its order, with nothing left out but where `[…]` says so."""
    at, body = 0, _collapsed(text)
    for piece in (piece.strip() for piece in quote.split(MARK)):
        at = body.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def choose_quotation(text: str, phrase: Span, evidence: Sequence[Span], limit: int = LIMIT) -> Span:
    """The stretch of the text to quote: it contains the phrase and all evidence, and begins and ends at word boundaries.

    The whole sentence (or sentences) where that can be shown within `limit` characters, else as much of it as fits without the parts that it can
    spare; the whole again where these are not enough, for `render` to elide. Raises InvalidRecord where the phrase or its evidence does not lie in
    the text.
    """
    whole = sentences_around(text, core_of(text, phrase, evidence))
    pieces = () if fits(text, whole, limit) else _spared(text, whole, (phrase, *evidence), limit)
    return (pieces[0][0], pieces[-1][1]) if pieces else whole


def _spared(text: str, stretch: Span, must: Sequence[Span], limit: int) -> tuple[Span, ...]:
    """The pieces that stay of the stretch without as few of the parts that it can spare as fits; empty where that is not enough."""
    ways = pieces_within(text, stretch, must, limit) if must else ()
    return next((way for way in ways if len(_shown(text, way)) <= limit), ())


@lru_cache(maxsize=256)
def fits(text: str, stretch: Span, limit: int) -> bool:
    """Whether the stretch can be shown within the limit without leaving anything out of it; one with much white space in it is too long."""
    return stretch[1] - stretch[0] <= 1.5 * limit and len(_shown(text, [stretch])) <= limit


def _shown(text: str, pieces: Sequence[Span]) -> str:
    parts = [_collapsed(text[start:end]) for start, end in pieces]
    if not any(parts):
        return ""
    first, last = pieces[0][0], pieces[-1][1]
    words_before = _LETTER.search(text, sentence_at(text, first)[0], first)
    words_after = _LETTER.search(text, last, sentence_at(text, last - 1)[1])
    before_marks = parts if words_after else parts[:-1]
    parts[: len(before_marks)] = [_OPEN_END.sub("", part) for part in before_marks]
    return (f"{MARK} " if words_before else "") + f" {MARK} ".join(parts) + (f" {MARK}" if words_after else "")


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


def _gapped(text: str, words: Sequence[Span], required: Iterable[set[int]], limit: int) -> set[int]:
    """The words that stay where gaps from boundary to boundary are enough, the least harmful that leave one or the other of what is required; empty
    where they are not."""
    spare = len(_shown(text, [(words[0][0], words[-1][1])])) - limit
    written = [text[slice(*word)] for word in words]
    found = [gaps for kept in required for more in (0, 2 * len(MARK)) if (gaps := gaps_in(written, kept, spare + more))]
    for gaps in sorted(found, key=lambda gaps: gaps.harm):  # with more to spare for the marks at either end, which are not counted in the gaps
        kept = set(range(len(words))).difference(*gaps.runs)
        if len(_shown(text, _pieces(words, kept))) <= limit:
            return kept
    return set()


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
