"""Finds the words of a decision again when their document has changed: by its quotation, with the words around it (W3C text quote selector)."""

from collections.abc import Sequence

from geodata.model import Span, Target

CONTEXT = 32
"""How many characters before and after its words a decision keeps."""

MIN_SHARE = 0.5
"""How much of the kept context must stand around the words, to count as the same ones. Half is one whole side, where the other was rewritten."""


def find_again(target: Target, text: str) -> Span | None:
    """Where the words of the target stand in a text of another wording; None where they do not, or stand among other words.

    Of several places that fit equally well, the one nearest to where they stood.
    """
    if not target.exact:
        return None
    found = [(share_of_context(target, text, start), -abs(start - target.start), start) for start in occurrences(target.exact, text)]
    share, _, start = max(found, default=(0.0, 0, 0))
    return (start, start + len(target.exact)) if share >= MIN_SHARE else None


def occurrences(words: str, text: str) -> Sequence[int]:
    """Every offset at which the words stand."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def share_of_context(target: Target, text: str, start: int) -> float:
    """How much of the kept words before and after stands there too, from 0 to 1; 1 where none were kept."""
    end = start + len(target.exact)
    before = _alike(target.prefix[::-1], text[max(start - len(target.prefix), 0) : start][::-1])
    after = _alike(target.suffix, text[end : end + len(target.suffix)])
    kept = len(target.prefix) + len(target.suffix)
    return (before + after) / kept if kept else 1.0


def target_at(source: str, text: str, span: Span, text_sha256: str) -> Target:
    """The target of a decision about a span of a text."""
    start, end = span
    return Target(source, start, end, text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT], text_sha256)


def _alike(wanted: str, there: str) -> int:
    """How many characters are the same from the beginning."""
    return next((n for n, (a, b) in enumerate(zip(wanted, there, strict=False)) if a != b), min(len(wanted), len(there)))
