"""What a rule may know beside its words: the document's date, the dates named before, the tense, the order of day and month."""

from geodata.dating.meaning import Base, Direction
from geodata.dating.periods import Unit
from geodata.dating.tense import direction_at
from geodata.dating.tokens import Tokens


class Context:
    """The state of one reading.

    `narrative` is the last date named, `exact` the last day, `monthly` the last that tells its month, `recent` the last date where it stands near,
    `quarter` the last quarter. `stretch` is the TIMEX3 length of the months or year that a report on business has turned to since, "" where it has
    not: "a year earlier" is no quarter then.
    `is_head`: the token begins the date at the head of an entry, `document` then being the date of the entry before.
    """

    def __init__(self, document: Base | None, *, day_first: bool = True) -> None:
        self.document = document
        self.day_first = day_first
        self.narrative: Base | None = None
        self.looks_back = False
        self.exact: Base | None = None
        self.monthly: Base | None = None
        self.recent: Base | None = None
        self.quarter: Base | None = None
        self.stretch = ""
        self.is_head = False
        self._tokens: Tokens | None = None
        self._first = 0
        self._direction: Direction | None = None

    def at(self, tokens: Tokens, first: int, *, near: bool, is_head: bool = False) -> None:
        """Go to the token `first`. `near` says whether the last date named stands just before it."""
        self._tokens, self._first, self._direction, self.is_head = tokens, first, None, is_head
        self.recent = self.narrative if near else None

    def name(self, base: Base, *, looks_back: bool = False) -> None:
        """Remember a date as the last one named; `looks_back` where "had" tells it, as of a time before what the text is about."""
        self.narrative, self.looks_back = base, looks_back
        if base.unit is Unit.DAY:
            self.exact = base
        if base.period(Unit.MONTH):
            self.monthly = base
        if base.unit is Unit.QUARTER:
            self.quarter, self.stretch = base, ""

    def report(self, length: str) -> None:
        """Remember that the text reports on so many months, or a year, instead of a quarter."""
        self.quarter, self.stretch = None, length

    @property
    def direction(self) -> Direction:
        """Which way the sentence looks; worked out when a rule first asks."""
        if self._direction is None:
            self._direction = Direction.UNKNOWN if self._tokens is None else direction_at(self._tokens, self._first)
        return self._direction
