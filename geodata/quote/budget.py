"""How much of a document may be quoted, and which of its mentions get a quotation. A doubt is decided for the owner of the text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.model import Document, Span
from geodata.quote.stretch import choose_quotation, clause_around, core_of, few_words

SHARE = 4
"""A document without an open licence is quoted to at most one part in so many of its characters (design, section 7)."""


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
    characters, each character counted once, whether it is then shown or elided: first one clause for each place; where these together pass the
    quarter, its shortest clause; then only a few words around the place and its evidence; then no more than these alone. What is left over
    lengthens them again, and further clauses follow, low ranks and short ones first, while they fit. A place goes without only where even the
    shortest form of all places passes the quarter. Every stretch contains its phrase and its evidence. Raises InvalidRecord where one of these
    does not lie in the text.
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

    def take(self, stretch: Span) -> bool:
        """Quote the stretch if what is new in it fits; say whether it did."""
        new = self._quoted.count(0, *stretch)
        if new > self.left:
            return False
        self.left -= new
        self._quoted[slice(*stretch)] = b"\x01" * (stretch[1] - stretch[0])
        return True


def _within(text: str, wanted: Sequence[Wanted], allowed: int) -> dict[Wanted, Span]:
    """The stretches to quote, covering no more than the allowed characters."""
    cores = {w: core_of(text, w.phrase, w.evidence) for w in wanted}
    clauses = {w: clause_around(text, core) for w, core in cores.items()}
    ways = [(clauses, True)]
    for by_rank in (True, False):
        first = _one_each_place(clauses, by_rank=by_rank)
        if _covered(first.values()) <= allowed:
            ways.insert(0, (first, False))
            break
    else:
        ways[:0] = _shortened(text, cores, clauses, allowed)
    budget = _Budget(len(text), allowed)
    given: dict[Wanted, Span] = {}
    for way, by_rank in ways:
        for w in sorted(way, key=lambda w: _preference(w, way[w], by_rank=by_rank)):
            if _length(way[w]) > _length(given.get(w, (0, 0))) and budget.take(way[w]):
                given[w] = way[w]
    return given


def _shortened(text: str, cores: Mapping[Wanted, Span], clauses: Mapping[Wanted, Span], allowed: int) -> list[tuple[dict[Wanted, Span], bool]]:
    """What to quote, in turn, where one clause for each place is too much: a form of each that is short enough, then longer ones."""
    short = {w: few_words(text, core, clauses[w]) for w, core in cores.items()}
    first = _one_each_place(short, by_rank=False)
    if _covered(first.values()) > allowed:
        first = _one_each_place(cores, by_rank=False)
    return [(first, False), (_of(first, short), False), (_of(first, clauses), False)]


def _of(chosen: Iterable[Wanted], form: Mapping[Wanted, Span]) -> dict[Wanted, Span]:
    return {w: form[w] for w in chosen}


def _one_each_place(form: Mapping[Wanted, Span], *, by_rank: bool) -> dict[Wanted, Span]:
    """For each place its mention that is to be preferred in this form."""
    best: dict[str, Wanted] = {}
    for w in sorted(form, key=lambda w: _preference(w, form[w], by_rank=by_rank)):
        best.setdefault(w.place, w)
    return {w: form[w] for w in best.values()}


def _preference(w: Wanted, stretch: Span, *, by_rank: bool) -> tuple[object, ...]:
    return w.rank if by_rank else 0, _length(stretch), *_by_position(w)


def _length(stretch: Span) -> int:
    return stretch[1] - stretch[0]


def _covered(stretches: Iterable[Span]) -> int:
    """How many characters the stretches cover, each counted once."""
    total = reached = 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
