"""How much of a document may be quoted, and which of its mentions get a quotation. A doubt is decided for the owner of the text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.model import Document, Span
from geodata.quote.render import choose_quotation
from geodata.quote.stretch import core_of, whole_clause

SHARE = 4
"""A document without an open licence is quoted to at most one part in so many of its characters (docs/method.md)."""


@dataclass(frozen=True, slots=True)
class OpenLicence:
    """A licence under which every mention is quoted: the pattern fits the whole licence as it is stated, `reason` says why that is allowed."""

    name: str
    pattern: str
    reason: str


OPEN_LICENCES = (
    OpenLicence(
        "Open Government Licence",
        r"(uk )?open government licen[cs]e( for public sector information)?,?( (v|version )?[123](\.0)?)?|ogl([- ]uk)?([- ]v?[123](\.0)?)?"
        r"|https?://(www\.)?nationalarchives\.gov\.uk/doc/open-government-licence(/version/[123])?/?",
        "allows copying, publishing and adapting with a statement of the source",
    ),
    OpenLicence(
        "CC0 and the public domain",
        r"(cc0|creative commons zero)([- ](v|version )?1\.0)?( universal)?|(in the )?public domain( mark)?([- ]1\.0)?"
        r"|https?://creativecommons\.org/publicdomain/(zero|mark)/1\.0/?",
        "no one holds, or claims, a right that quoting could touch",
    ),
    OpenLicence(
        "CC BY and CC BY-SA",
        r"(cc|creative commons)[- ](by|attribution)([- ](sa|share ?alike))?([- ][1-4]\.[05])?( international| unported)?( licen[cs]e)?"
        r"|https?://creativecommons\.org/licenses/by(-sa)?/[1-4]\.[05]/?",
        "allow copying with credit; those with NC or ND restrict it and are not open",
    ),
)
"""Anything else, and an empty licence, counts as not open."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mention to quote: its `id`, the identity of its `place`, the `phrase` that names it, and the `evidence` a quotation must contain.

    Where not all can be quoted, lower ranks come first; pass 1 for what is less worth reading (a mention without a date, say).
    """

    id: str
    place: str
    phrase: Span
    evidence: tuple[Span, ...] = ()
    rank: int = 0


_SPARED = 6
"""Per cent of what may be quoted that is left, once each place has its quotation, to words of the source that are shown elsewhere: in the reason of a
date, in what contradicts itself. In the reference atlas these are 2 to 6 per cent."""


def is_open(licence: str) -> bool:
    """Whether a licence, as it is stated, lets every mention be quoted."""
    stated = " ".join(licence.split()).rstrip(".")
    return any(re.fullmatch(known.pattern, stated, re.IGNORECASE) for known in OPEN_LICENCES)


def quotable_characters(document: Document) -> int:
    """How many characters of the text may be quoted in all: all of them under an open licence, else a quarter, rounded down."""
    return len(document.text) if is_open(document.licence) else len(document.text) // SHARE


def allot(document: Document, wanted: Iterable[Wanted]) -> Mapping[str, Span | None]:
    """For the id of each wanted mention the stretch that may be quoted, or None where a citation must do; the same in whatever order they come.

    Under an open licence every mention gets its `choose_quotation`. Otherwise the stretches together cover at most a quarter of the document's
    characters, each character counted once, whether it is then shown or elided: first one whole clause for each place, low ranks first; where these
    together pass the quarter, the shortest; where these do too, for some of them no more than the place and its evidence. Further clauses follow, low
    ranks and short ones first, while they fit whole. A place goes without only where even the shortest form of all places passes the quarter. Every
    stretch contains its phrase and its evidence. Raises InvalidRecord where one of these does not lie in the text.
    """
    ordered = sorted(wanted, key=_by_position)
    if is_open(document.licence):
        return {w.id: choose_quotation(document.text, w.phrase, w.evidence) for w in ordered}
    given = _within(document.text, ordered, quotable_characters(document))
    return {w.id: given.get(w) for w in ordered}


def _by_position(w: Wanted) -> tuple[Span, tuple[Span, ...], str, int, str]:
    return w.phrase, w.evidence, w.place, w.rank, w.id


class _Budget:
    """Which characters are quoted already, and how many more may be."""

    def __init__(self, length: int, allowed: int) -> None:
        self.left = allowed
        self._quoted = bytearray(length)

    def take(self, stretch: Span, kept: int = 0) -> bool:
        """Quote the stretch if what is new in it fits and leaves what is kept back; say whether it did."""
        new = self._quoted.count(0, *stretch)
        if new > self.left - kept and new > 0:
            return False
        self.left -= new
        self._quoted[slice(*stretch)] = b"\x01" * (stretch[1] - stretch[0])
        return True


def _within(text: str, wanted: Sequence[Wanted], allowed: int) -> dict[Wanted, Span]:
    """The stretches to quote, covering no more than the allowed characters."""
    clauses = {w: whole_clause(text, w.phrase, w.evidence) for w in wanted}
    names = _affordable({w: core_of(text, w.phrase, w.evidence) for w in wanted}, allowed)
    places: dict[Span, set[str]] = {}
    for w, clause in clauses.items():
        places.setdefault(clause, set()).add(w.place)
    kept = {w.place: _length(core) for w, core in names.items()}  # characters kept back for what must at least be quoted
    all_kept = sum(kept.values())
    budget = _Budget(len(text), allowed)
    given: dict[Wanted, Span] = {}
    first = _affordable(clauses, allowed)
    for w in (*first, *sorted(clauses, key=lambda w: _preference(w, clauses[w]))):
        clause, spared = clauses[w], 0 if w in first else allowed * _SPARED // 100
        if w not in given and budget.take(clause, spared + all_kept - sum(kept.get(place, 0) for place in places[clause])):
            given[w] = clause
            all_kept -= kept.pop(w.place, 0)
    for w, core in sorted(names.items(), key=lambda item: _length(item[1])):
        if w.place in kept and budget.take(core):
            given[w] = core
    return given


def _affordable(form: Mapping[Wanted, Span], allowed: int) -> dict[Wanted, Span]:
    """One mention of each place, low ranks first; of any rank where only that is within the allowed characters."""
    ranked, shortest = _one_each_place(form, by_rank=True), _one_each_place(form, by_rank=False)
    return shortest if _covered(shortest.values()) <= allowed < _covered(ranked.values()) else ranked


def _one_each_place(form: Mapping[Wanted, Span], *, by_rank: bool) -> dict[Wanted, Span]:
    """For each place one of its mentions, in the order in which they are to be quoted, so chosen that few characters cover all: stretches that hold
    many places come first."""
    held: dict[tuple[int, Span], dict[str, Wanted]] = {}
    for w in sorted(form, key=_by_position):
        held.setdefault((w.rank if by_rank else 0, form[w]), {}).setdefault(w.place, w)
    best: dict[str, Wanted] = {}
    for _, by_place in sorted(held.items(), key=lambda item: (item[0][0], _length(item[0][1]) / len(item[1]), item[0][1])):
        for place, w in by_place.items():
            best.setdefault(place, w)
    return {w: form[w] for w in best.values()}


def _preference(w: Wanted, stretch: Span) -> tuple[object, ...]:
    return w.rank, _length(stretch), *_by_position(w)


def _length(stretch: Span) -> int:
    return stretch[1] - stretch[0]


def _covered(stretches: Iterable[Span]) -> int:
    """How many characters the stretches cover, each counted once."""
    total = reached = 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
