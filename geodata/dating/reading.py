"""The face of the room: one document in, its time expressions and problems out, and a statement for any words asked about."""

from dataclasses import dataclass, field

from geodata.dating.anchors import document_base
from geodata.dating.tagger import Found, find
from geodata.dating.tokens import tokenise
from geodata.model import Document, Ground, Problem, Span, Stage, Statement, Status, Timex
from geodata.segment import sentences, span_at


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says of time. `timexes` and `problems` stand in the order of the text."""

    document: Document
    timexes: tuple[Timex, ...]
    problems: tuple[Problem, ...]
    found: tuple[Found, ...] = field(repr=False)
    sentences: tuple[Span, ...] = field(repr=False)

    def statement(self, start: int, end: int) -> Statement:
        """When, how and by whom the text says what it says of the words from `start` to `end` (code points, end excluded)."""
        index = span_at(self.sentences, start)
        first, last = self.sentences[index] if index >= 0 else (start, end)
        dated = [item for item in self.found if first <= item.start < last and item.meaning.span is not None]
        if not dated:
            return Statement(None, Ground.NONE, "", "", "", Status.HAPPENED, "", ())
        item = min(dated, key=lambda item: (abs(item.start - start), item.start))
        words, anchor = self.document.text[item.start : item.end], item.meaning.base.words if item.meaning.base else ""
        evidence = ((item.start, item.end),)
        return Statement(item.meaning.span, Ground.SENTENCE, words, item.meaning.rule, anchor, Status.HAPPENED, "", evidence)


def read_time(document: Document) -> Reading:
    """Find the document's time expressions. Without a document date, relative expressions stay open and become problems."""
    found = find(tokenise(document.text), document_base(document))
    timexes = tuple(_timex(document, item) for item in found)
    problems = tuple(_no_anchor(timex) for timex, item in zip(timexes, found, strict=True) if item.meaning.is_open)
    return Reading(document, timexes, problems, tuple(found), tuple(sentences(document.text)))


def _timex(document: Document, item: Found) -> Timex:
    meaning = item.meaning
    surface = document.text[item.start : item.end]
    return Timex(document.id, item.start, item.end, surface, meaning.type, meaning.value, meaning.mod, meaning.span, meaning.rule)


def _no_anchor(timex: Timex) -> Problem:
    message = f"“{timex.surface}” counts from a date that is not known exactly enough; give the document's date to resolve it"
    return Problem(Stage.DATING, "no_anchor", timex.surface, message, timex.document_id, timex.start, timex.end)
