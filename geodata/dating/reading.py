"""The face of the room: one document in, its time expressions and problems out, and a statement for any words asked about."""

from dataclasses import dataclass, field

from geodata.dating.anchors import dateline_base, document_base, header_base
from geodata.dating.contradictions import contradictions
from geodata.dating.discourse import Discourse
from geodata.dating.entries import entries
from geodata.dating.frames import framed
from geodata.dating.headers import claimed, dateline
from geodata.dating.meaning import Base
from geodata.dating.statements import Statements
from geodata.dating.tagger import Found, find
from geodata.dating.tokens import Tokens, tokenise
from geodata.model import Document, Problem, Stage, Statement, Timex
from geodata.segment import lines


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says of time. `timexes` and `problems` stand in the order of the text."""

    timexes: tuple[Timex, ...]
    problems: tuple[Problem, ...]
    _statements: Statements = field(repr=False, compare=False)

    def statement(self, start: int, end: int) -> Statement:
        """When, how and by whom the text says what it says of the words from `start` to `end` (code points, end excluded)."""
        return self._statements.at(start, end)


def read_time(document: Document) -> Reading:
    """Find the document's time expressions. Without a document date, relative expressions stay open and become problems."""
    tokens = tokenise(document.text)
    base = document_base(document)
    found, discourse = expressions(tokens, base)
    if base is None and (base := header_base(discourse, found)):
        found, discourse = expressions(tokens, base)
    elif base and (written := dateline_base(discourse, found, base)):
        base = written
        found, discourse = expressions(tokens, base)
    timexes = tuple(_timex(document, item) for item in found)
    open_ones = tuple(_no_anchor(timex) for timex, item in zip(timexes, found, strict=True) if item.meaning.is_open)
    problems = (*open_ones, *contradictions(document, discourse, found))
    heads = {item.start for item in claimed(discourse, found)} | {entry.start for entry in discourse.entries}
    usable = [item for item in found if item.start not in heads and not _stands_in_heading(discourse, item)]
    statements = Statements(discourse, framed(usable, tokens, base), dateline(discourse, found))
    return Reading(timexes, tuple(sorted(problems, key=lambda problem: problem.start or 0)), statements)


def expressions(tokens: Tokens, base: Base | None) -> tuple[list[Found], Discourse]:
    """The time expressions of a text, and its sentences and lines with these known as such. In a dated entry they count from its date."""
    found, spans = find(tokens, base), lines(tokens.text)
    heads = entries(tokens.text, spans, found)
    if heads:
        found = find(tokens, base, frozenset(entry.item.first for entry in heads))
        heads = entries(tokens.text, spans, found)
    return found, Discourse(tokens, frozenset(at for item in found for at in range(item.first, item.last)), heads)


def _stands_in_heading(discourse: Discourse, item: Found) -> bool:
    return discourse.line_at(item.start) in discourse.headings


def _timex(document: Document, item: Found) -> Timex:
    meaning = item.meaning
    surface = document.text[item.start : item.end]
    return Timex(document.id, item.start, item.end, surface, meaning.type, meaning.value, meaning.mod, meaning.span, meaning.rule)


def _no_anchor(timex: Timex) -> Problem:
    message = f"“{timex.surface}” counts from a date that is not known, or not exactly enough; a document date would resolve it"
    return Problem(Stage.DATING, "no_anchor", timex.surface, message, timex.document_id, timex.start, timex.end)
