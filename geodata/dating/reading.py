"""The face of the room: one document in, its time expressions and problems out, and a statement for any words asked about."""

from dataclasses import dataclass

from geodata.model import Document, Ground, Problem, Statement, Status, Timex


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says of time. `timexes` and `problems` stand in the order of the text."""

    document: Document
    timexes: tuple[Timex, ...]
    problems: tuple[Problem, ...]

    def statement(self, start: int, end: int) -> Statement:
        """When, how and by whom the text says what it says of the words from `start` to `end` (code points, end excluded)."""
        return Statement(None, Ground.NONE, "", "", "", Status.HAPPENED, "", ())


def read_time(document: Document) -> Reading:
    """Find the document's time expressions. Without a document date, relative expressions stay open and become problems."""
    return Reading(document, (), ())
