"""Where words are left out of a sentence that has no parts to spare: between what must stay, from one boundary of phrases to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.dating.finite import PREPOSITIONS
from geodata.dating.verbs import FINITE_HELPERS, IRREGULAR_PAST, MODALS, is_ing
from geodata.dating.words import each
from geodata.quote.words import DANGLING

_OPENERS = frozenset(each("which who whom whose where when while as because although though since after before until"))
_WEIGHTY = frozenset(
    each("not no never nor without except unless only but however although though if whether until allegedly reportedly alleged claimed denied said")
)
_CLOSE = frozenset(each("of than to for that and or but if unless"))
"""Words that tie what follows to what stands before them."""

_DANGLING = DANGLING | _WEIGHTY | MODALS
_VERBS = IRREGULAR_PAST | FINITE_HELPERS
_TIES = _VERBS | frozenset(each("and or but"))

_BEFORE_AS = frozenset(each("such well known far soon long much as"))

_TIED = 3
"""So many words after what must stay (the verb of its clause, mostly) are likely its object: a gap that begins there takes it away."""

_STOPS = (".", "!", "?", ";", ":", "–", "—", "‒", "…")
_OF_A_STOP, _OF_A_CLAUSE, _OF_A_PHRASE, _OF_A_COMMA, _OF_A_WORD = 0, 6, 14, 24, 80
"""How rough it is to stop or go on at a boundary, in characters that may be left out instead; a comma may stand in a list. Found by reading."""

_OF_A_GAP = 20
"""The same for every gap."""

_OF_A_TEAR = 80
"""The same for a gap that takes the beginning of a clause and leaves its end."""

_OF_WEIGHT = 60
"""The same for a gap that swallows a word that turns or limits a statement."""

_SHORT = 4
"""A word of at most so many characters with its full stop is more likely an abbreviation than the end of a sentence."""

_MARK = len("[…] ")

_MOST = 22  # boundaries of one region that are tried, the smoothest: at most 276 gaps


@dataclass(frozen=True, slots=True)
class Gaps:
    """Runs of words to leave out, in order, and how much that harms."""

    runs: tuple[range, ...]
    harm: float


def gaps_in(words: Sequence[str], required: set[int], spare: int) -> Gaps | None:
    """What to leave out, none of it required, so that the rest and the marks are at least `spare` characters shorter: few runs, at the smoothest
    boundaries. None where even all that may go is not enough."""
    found: list[range] = []
    left, harm = spare, 0.0
    regions = sorted(_regions(len(words), required), key=lambda region: (-_length(words, region), region.start))
    while left > 0 and regions:
        enough = [gap for region in regions for gap in _gaps_in(words, region) if _saved(words, gap) >= left]
        by_harm = sorted(
            ((_cost(words, gap) + _tie(words, gap, required), gap.start, gap) for gap in enough or regions[:1]), key=lambda found: found[:2]
        )
        harm += by_harm[0][0] + _OF_A_GAP
        gap = by_harm[0][2]
        regions = [region for region in regions if gap.start not in region]
        found.append(gap)
        left -= _saved(words, gap)
    return Gaps(tuple(sorted(found, key=lambda gap: gap.start)), harm) if left <= 0 else None


def _regions(count: int, required: set[int]) -> Iterator[range]:
    """The runs of words between those that are required, and after the last; what stands before the first stays unless it is all too much."""
    start = 0
    for at in [*sorted(required), count]:
        if at > start:
            yield range(start, at)
        start = at + 1


def _gaps_in(words: Sequence[str], region: range) -> Iterator[range]:
    inner = sorted((rough, at) for at in region[1:] if (rough := _roughness(words, at)) < _OF_A_WORD)[:_MOST]
    stops = [region.start, *sorted(at for _, at in inner), region.stop]
    for n, start in enumerate(stops):
        for stop in stops[n + 1 :]:
            yield range(start, stop)


def _cost(words: Sequence[str], gap: range) -> float:
    """How much a gap harms: what goes, where it stops and goes on, and whether it takes a subject or a weighty word with it."""
    weight = _OF_WEIGHT if any(_bare(words[at]) in _WEIGHTY for at in gap) else 0
    at_end = _roughness(words, gap.stop)
    if gap.start == 0:
        at_start = _OF_A_WORD // 2 if at_end == _OF_A_STOP or _bare(words[gap.stop]) == "that" else 2 * _OF_A_WORD
    else:
        at_start = _OF_A_WORD if _bare(words[gap.start - 1]) in _DANGLING else _roughness(words, gap.start)
    torn = _OF_A_TEAR if gap.start and at_end > _OF_A_STOP and _tears(words, gap) else 0
    return _length(words, gap) / 2 + at_start + at_end + torn + weight


def _tears(words: Sequence[str], gap: range) -> bool:
    """Whether a gap joins what does not belong together: items of a list, the end of one clause and another, a subject and another's verb."""
    openers = sum(_opens(words, at) for at in gap)
    if _roughness(words, gap.start) <= _OF_A_CLAUSE and _roughness(words, gap.stop) <= _OF_A_CLAUSE:
        return sum(_bare(words[at]) in _VERBS for at in gap) > openers
    return openers > 0 or any(words[at].endswith(",") or (at > gap.start and _bare(words[at]) in _TIES) for at in gap[:-1])


def _tie(words: Sequence[str], gap: range, required: set[int]) -> int:
    """What it costs to begin so near after what must stay that its object goes; nothing where a clause ends there."""
    is_near = any(at in required for at in range(gap.start - _TIED, gap.start))
    return _OF_A_COMMA if is_near and _roughness(words, gap.start) > _OF_A_CLAUSE else 0


def _roughness(words: Sequence[str], at: int) -> int:
    """How rough it is to cut before this word."""
    if not 0 < at < len(words):
        return _OF_A_STOP
    before, word = words[at - 1].rstrip("”\"’')"), _bare(words[at])
    if before.endswith(_STOPS) and (before[-1] != "." or _ends_sentence(before, words[at])):
        return _OF_A_STOP
    if before.endswith(",") and word in ("that", "and", "or"):
        return _OF_A_CLAUSE if word == "that" else _OF_A_COMMA
    if word in _CLOSE or (word == "as" and _bare(before) in _BEFORE_AS):
        return _OF_A_WORD // 2
    if _opens(words, at):
        return _OF_A_CLAUSE
    if word in PREPOSITIONS:
        return _OF_A_PHRASE
    return _OF_A_COMMA if before.endswith(",") else _OF_A_WORD


def _ends_sentence(before: str, word: str) -> bool:
    """Whether a full stop after a word is one, and no abbreviation's ("U.S.", "Gov.", "No. 2"), as far as their forms tell."""
    return len(before) > _SHORT and before[-2].islower() and word.strip('“"‘(')[:1].isupper()


def _opens(words: Sequence[str], at: int) -> bool:
    """Whether a clause, or after a comma a participle with its own words, begins here."""
    if words[at].isupper():
        return False  # "WHO" is no pronoun
    return _bare(words[at]) in _OPENERS or (at > 0 and words[at - 1].endswith(",") and is_ing(_bare(words[at])))


def _bare(word: str) -> str:
    return word.strip(',.;:()“”"‘’').lower()


def _saved(words: Sequence[str], gap: range) -> int:
    return _length(words, gap) - _MARK


def _length(words: Sequence[str], gap: range) -> int:
    return sum(len(words[at]) + 1 for at in gap)
