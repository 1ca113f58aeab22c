"""Every record that passes from room to room. Nothing here reads a file, a clock or the network.

Offsets count Unicode code points of `Document.text`, start included, end excluded. Positions are decimal degrees, WGS 84 (EPSG:4326), always
two named fields `lat`, `lon`. Dates of events are calendar dates, years 1 to 9998; times of record are aware UTC.
"""

import hashlib
import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from geodata.errors import InvalidRecord

MAX_YEAR = 9998
"""The last year a date may have: `date.max` is in 9999, and an excluded end must still fit after it."""

Span = tuple[int, int]
"""Start (included) and end (excluded) in code points of a document's text."""


class ToponymKind(StrEnum):
    """What a recognised name is used for in its sentence."""

    NAME = "name"  # the place itself
    METONYM = "metonym"  # the place's name for its government, team, market ("Britain will send")
    ADJECTIVE = "adjective"  # the name used before a noun ("UK personnel", "US-led")
    DEMONYM = "demonym"  # a word for people or origin ("Iraqi"): off the map
    ORGANISATION = "organisation"  # part of an organisation's name: off the map
    PERSON = "person"  # part of a person's name: off the map
    PRODUCT = "product"  # part of a product's, weapon's or work's name: off the map


PLACE_KINDS = frozenset({ToponymKind.NAME, ToponymKind.METONYM, ToponymKind.ADJECTIVE})
"""The kinds that are looked up; all others are listed as problems with their reason."""


class ResolutionStatus(StrEnum):
    """How the search for a toponym's place ended. AMBIGUOUS has a best candidate; FAILED means that the question could not be asked."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    NOT_A_PLACE = "not_a_place"
    FAILED = "failed"


class TimexType(StrEnum):
    """The four types of TIMEX3 (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Precision(StrEnum):
    """How wide the words are that gave a span."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


class Ground(StrEnum):
    """How near to the place the words stand that date it."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PASSAGE = "passage"
    NONE = "none"


class Status(StrEnum):
    """How the source puts it. 'happened' means that the source states it, not that we found it true."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CLAIMED = "claimed"
    DENIED = "denied"
    MENTIONED = "mentioned"


class Stage(StrEnum):
    """The stage of the pipeline that met a problem."""

    READ = "read"
    LOCATE = "locate"
    DATING = "dating"


class Action(StrEnum):
    """What a person decided about a mention."""

    ACCEPT = "accept"
    REJECT = "reject"
    MOVE = "move"
    REDATE = "redate"
    RELAYER = "relayer"
    STATUS = "status"
    NOTE = "note"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A stretch of calendar days: `begin` is the first day, `end` the day after the last; None is open. `approximate` marks "about", "nearly".
    Raises InvalidRecord where both are open, the end does not lie after the beginning, or a year lies outside 1–9998.
    """

    begin: date | None
    end: date | None
    precision: Precision
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.begin is None and self.end is None:
            raise InvalidRecord("a time span needs a beginning or an end; where neither is known, use no span at all")
        if self.begin is not None and self.end is not None and self.begin >= self.end:
            raise InvalidRecord(f"a time span must end after it begins: {self.begin} … {self.end}")
        if (self.begin and self.begin.year > MAX_YEAR) or (self.end and not date.min < self.end <= date(MAX_YEAR + 1, 1, 1)):
            raise InvalidRecord(f"a time span must lie in the years 1 to {MAX_YEAR}: {self.begin} … {self.end}")

    @classmethod
    def of_day(cls, day: date, *, approximate: bool = False) -> "TimeSpan":
        """The span of one calendar day."""
        return cls(day, day + timedelta(days=1), Precision.DAY, approximate)

    @property
    def last(self) -> date | None:
        """The last day included; None where the span is open."""
        return None if self.end is None else self.end - timedelta(days=1)

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any day lies in the window from `first` to `last`, both included."""
        return (self.begin is None or self.begin <= last) and (self.end is None or self.end > first)


@dataclass(frozen=True, slots=True)
class Document:
    """One source as read. `text` is NFC with `\\n` line ends, normalised once, here and nowhere else.
    `published_basis` says where the date comes from; `published_inferred` is True where no source states it outright.
    `publisher` may be empty in the input, and is then "not stated", so that a speaker is never empty. `copy_of` is the id of the document that
    this one repeats, empty where it repeats none, and `copy_share` how much of it stands there, from 0 to 1 (see `copies`).
    """

    id: str
    sha256: str
    text_sha256: str
    source: str
    title: str
    publisher: str
    author: str
    url: str
    final_url: str
    archive_url: str
    licence: str
    content_note: str
    text: str
    language: str
    published: TimeSpan | None
    published_basis: str
    published_inferred: bool
    collected_at: datetime | None
    copy_of: str = ""
    copy_share: float = 0.0
    origins: tuple[tuple[str, str], ...] = ()  # the name of each known fact and where it comes from


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name found in a text: the name alone, without the words that qualify it."""

    document_id: str
    start: int
    end: int
    surface: str
    kind: ToponymKind
    recogniser: str


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression. `type`, `value` and `mod` follow TIMEX3; `span` is None where nothing fixes it on the calendar."""

    document_id: str
    start: int
    end: int
    surface: str
    type: TimexType
    value: str
    mod: str
    span: TimeSpan | None
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer's entry. (`gazetteer`, `key`) is its identity, `kind` a GeoNames feature code, `country` the ISO code the gazetteer lists."""

    gazetteer: str
    key: str
    name: str
    other_names: tuple[str, ...]
    lat: float
    lon: float
    radius_m: float
    kind: str
    country: str
    admin1: str

    def __post_init__(self) -> None:
        check_position(self.lat, self.lon, self.radius_m, self.name)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean, with its score from 0 to 1 and the reasons for it."""

    place: Place
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a phrase points: the place's own point, or one computed from it ("15 miles west of Homs"). The phrase is all the words it rests on."""

    phrase_start: int
    phrase_end: int
    lat: float
    lon: float
    radius_m: float

    def __post_init__(self) -> None:
        check_position(self.lat, self.lon, self.radius_m, "a computed position")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a toponym was found to mean. `place` and `position` are None unless the status is RESOLVED or AMBIGUOUS. `candidates` stand best first,
    the chosen one among them. `working` says in words how the place was chosen and its position computed, or why there is none.

    `anchor_for` is the start of the toponym whose position is computed from this one's place too ("Mosul" in "between Erbil and Mosul"): the place is
    known, the position is None, and that toponym's mention stands for both. None for all others.
    """

    toponym: Toponym
    status: ResolutionStatus
    place: Place | None
    position: Position | None
    candidates: tuple[Candidate, ...]
    score: float
    working: str
    geocoder: str
    anchor_for: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """When, how and by whom something is said of a place, with the words that show it. `dated_words` is the expression, `dated_rule` the rule
    that read it, `dated_anchor` what it was counted from ("Thu 16 Feb 2017, the document's date"); all empty where `when` is None. `said_by` is
    empty where the text names none. `evidence` holds the spans a quotation must contain: time words, attribution, negation. `linked` holds the
    words of the other side: for a claim those that deny it, for a denial those that claim; None where none stand near."""

    when: TimeSpan | None
    dated_ground: Ground
    dated_words: str
    dated_rule: str
    dated_anchor: str
    status: Status
    said_by: str
    evidence: tuple[Span, ...]
    linked: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, as one sentence of one source speaks of it: what is drawn on the map and exported. `disputed`: the other side stands near it (for a
    claim its denial, for a denial the claim), and `linked` is the id of the mention there, empty where that side names no place."""

    id: str
    document_id: str
    start: int
    end: int
    surface: str
    phrase_start: int
    phrase_end: int
    place: Place
    lat: float
    lon: float
    radius_m: float
    working: str
    score: float
    ambiguous: bool
    when: TimeSpan | None
    dated_ground: Ground
    dated_words: str
    dated_rule: str
    dated_anchor: str
    reported: TimeSpan | None
    status: Status
    said_by: str
    layer: str
    layer_rule: str
    quote_start: int
    quote_end: int
    disputed: bool = False
    linked: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not on the map, or not sure, with its reason. `start` and `end` are None where it concerns no words of the text."""

    stage: Stage
    code: str
    subject: str
    message: str
    document_id: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class LayerSet:
    """What one build makes of its documents: all that an atlas stores. `quotations` runs parallel to `mentions`, empty where the licence leaves only
    the citation. `resolutions` belong to the toponyms that became mentions. `versions` names what made it (program, gazetteer, models)."""

    documents: tuple[Document, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[str, ...]
    resolutions: tuple[Resolution, ...]
    problems: tuple[Problem, ...]
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """The words a decision is about: W3C text position and quote selectors. `text_sha256` is that of the text the offsets count in, '' if unknown."""

    source: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided. `value` is JSON whose shape follows `action`; `undoes` is the number of an earlier decision or None. `saw` is the number
    of the latest decision that the person could see, 0 where there was none, None where that is not known, which counts as having seen all."""

    action: Action
    target: Target
    value: str
    by: str
    at: datetime
    undoes: int | None = None
    saw: int | None = None


@dataclass(frozen=True, slots=True)
class Atlas:
    """What an atlas says of itself. `contact` is an email or a form's address, `url` where it is published, `opening_view` a query string; or empty.
    While work is done for a `confidential` atlas no other machine is asked for anything."""

    title: str
    summary: str = ""
    owner: str = ""
    contact: str = ""
    licence: str = ""
    content_note: str = ""
    opening_view: str = ""
    confidential: bool = False
    url: str = ""


def check_position(lat: float, lon: float, radius_m: float, what: str) -> None:
    """Raise InvalidRecord unless the position lies on the globe and the radius is a finite number of at least 0 metres."""
    if not (math.isfinite(lat) and -90 <= lat <= 90 and math.isfinite(lon) and -180 <= lon <= 180):
        raise InvalidRecord(f"{what}: latitude {lat}, longitude {lon} is no position on the globe")
    if not (math.isfinite(radius_m) and radius_m >= 0):
        raise InvalidRecord(f"{what}: {radius_m} is no radius in metres")


def short_hash(*parts: object) -> str:
    """16 hexadecimal digits of the SHA-256 of the parts joined by colons: the identity of a mention."""
    return hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()[:16]
