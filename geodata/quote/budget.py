"""How much of a document may be quoted, and which of its mentions get a quotation. A doubt is decided for the owner of the text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.model import Document, Span
from geodata.quote.stretch import choose_quotation, clause, core_of, few_words

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
    """A mention to quote: its `id`, the identity of its `place`, the `phrase` that names it, and the `evidence` a quotation must contain."""

    id: str
    place: str
    phrase: Span
    evidence: tuple[Span, ...] = ()


def is_open(licence: str) -> bool:
    """Whether a licence, as it is stated, lets every mention be quoted."""
    stated = " ".join(licence.split()).rstrip(".")
    return any(re.fullmatch(known.pattern, stated, re.IGNORECASE) for known in OPEN_LICENCES)


def quotable_characters(document: Document) -> int:
    """How many characters of the text may be quoted in all: all of them under an open licence, else a quarter, rounded down."""
    return len(document.text) if is_open(document.licence) else len(document.text) // SHARE


def allot(document: Document, wanted: Iterable[Wanted]) -> Mapping[str, Span | None]:
    """For each wanted mention the stretch that may be quoted, or None where a citation must do; the same in whatever order they come.

    Under an open licence every mention gets its `choose_quotation`. Otherwise all stretches together cover at most a quarter of the document's
    characters, each character counted once, whether it is then shown or elided: first one clause for each place, its shortest; where these
    together pass the quarter, only a few words around the place and its evidence, or no more than these alone. Then further clauses, short
    ones first, while they fit. A place goes without only where even the shortest form of all places passes the quarter. Every stretch contains
    its phrase and its evidence. Raises InvalidRecord where one of these does not lie in the text.
    """
    ordered = sorted(wanted, key=lambda w: (w.phrase, w.id))
    if is_open(document.licence):
        return {w.id: choose_quotation(document.text, w.phrase, w.evidence) for w in ordered}
    return _allot_closed(document.text, ordered, quotable_characters(document))


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


def _allot_closed(text: str, wanted: Sequence[Wanted], allowed: int) -> dict[str, Span | None]:
    cores = {w.id: core_of(text, w.phrase, w.evidence) for w in wanted}
    clauses = {id_: clause(text, core) for id_, core in cores.items()}
    forms = (clauses, {id_: few_words(text, core) for id_, core in cores.items()}, cores)
    budget = _Budget(len(text), allowed)
    given: dict[str, Span | None] = dict.fromkeys(cores)
    first = next(
        (chosen for form in forms if _covered((chosen := _one_each_place(wanted, form)).values()) <= allowed), _one_each_place(wanted, cores)
    )
    for form in (first, clauses):
        given |= {id_: stretch for id_, stretch in _shortest_first(form) if budget.take(stretch)}
    return given


def _one_each_place(wanted: Sequence[Wanted], form: Mapping[str, Span]) -> dict[str, Span]:
    """For each place the stretch of its mention that is quoted shortest in this form; of two alike, the earlier."""
    shortest: dict[str, tuple[int, Span, str]] = {}
    for w in wanted:
        start, end = form[w.id]
        shortest[w.place] = min(shortest.get(w.place, (end - start, (start, end), w.id)), (end - start, (start, end), w.id))
    return {id_: stretch for _, stretch, id_ in shortest.values()}


def _shortest_first(stretches: Mapping[str, Span]) -> list[tuple[str, Span]]:
    return sorted(stretches.items(), key=lambda item: (item[1][1] - item[1][0], item[1], item[0]))


def _covered(stretches: Iterable[Span]) -> int:
    """How many characters the stretches cover, each counted once."""
    total = reached = 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
