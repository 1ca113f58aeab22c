"""Which stretch of a text to quote for a place and the words that date, attribute or deny what is said of it."""

from collections.abc import Iterator, Sequence

from geodata.errors import InvalidRecord
from geodata.model import Span
from geodata.quote.render import LIMIT, fits
from geodata.quote.words import clause_ends, clause_starts, sentences_around, whole_words, words_in

CLAUSE_MIN = 50
"""Characters below which a clause is joined to its neighbours: shorter ones ("Diyala,") say nothing. Found by reading the results."""

WORDS_AROUND = 4
"""Words on either side of the place and its evidence where a clause is more than may be quoted."""

_SMOOTH = 3  # how much more a smooth end counts where there is room to choose: cutting at a comma must win 48 characters
_NEAREST = 30  # boundaries tried on either side; a sentence with more of them is a list, and longer than any quotation


def choose_quotation(text: str, phrase: Span, evidence: Sequence[Span], limit: int = LIMIT) -> Span:
    """The stretch of the text to quote: it contains the phrase and all evidence, and begins and ends at word boundaries.

    The whole sentence (or sentences) where that can be shown within `limit` characters, else as much of it as fits between the boundaries of
    clauses; where the phrase and its evidence stand too far apart even for that, the clauses from the one to the other, for `render` to elide.
    Raises InvalidRecord where the phrase or its evidence does not lie in the text.
    """
    core = core_of(text, phrase, evidence)
    whole = sentences_around(text, core)
    if fits(text, whole, limit):
        return whole
    widest_first = sorted(_between_clauses(text, whole, core), key=lambda found: (_SMOOTH * found[1] - (found[0][1] - found[0][0]), found[0]))
    return next((stretch for stretch, _ in widest_first if fits(text, stretch, limit)), None) or clause_around(text, core)


def core_of(text: str, phrase: Span, evidence: Sequence[Span]) -> Span:
    """From the first to the last of what must be quoted, widened to whole words. Raises InvalidRecord where that does not lie in the text."""
    start, end = min(span[0] for span in (phrase, *evidence)), max(span[1] for span in (phrase, *evidence))
    if not 0 <= start < end <= len(text):
        raise InvalidRecord(f"the phrase and its evidence, {start}–{end}, do not lie in a text of {len(text)} characters")
    return whole_words(text, (start, end))


def clause_around(text: str, words: Span) -> Span:
    """The shortest stretch between boundaries of clauses that holds the words and has something to say, but no more than their sentence."""
    whole = sentences_around(text, words)
    costs = ((end - start + rough, start, end) for (start, end), rough in _between_clauses(text, whole, words) if end - start >= CLAUSE_MIN)
    _, *shortest = min(costs, default=(0, *whole))
    return shortest[0], shortest[1]


def few_words(text: str, core: Span, whole: Span) -> Span:
    """The core with `WORDS_AROUND` words on either side, as far as they lie in the whole."""
    before, after = words_in(text, (whole[0], core[0])), words_in(text, (core[1], whole[1]))
    start = before[-WORDS_AROUND:][0][0] if before else core[0]
    end = after[:WORDS_AROUND][-1][1] if after else core[1]
    return start, end


def _between_clauses(text: str, whole: Span, core: Span) -> Iterator[tuple[Span, int]]:
    ends = clause_ends(text, whole, core)[:_NEAREST]
    for start, rough_start in clause_starts(text, whole, core)[-_NEAREST:]:
        for end, rough_end in ends:
            yield (start, end), rough_start + rough_end
