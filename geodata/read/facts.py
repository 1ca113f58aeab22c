"""Bibliographic facts: strings as a person wrote them → checked values. A value that cannot be true becomes a problem and is left empty.

Each fact keeps where it came from. What goes before what: what was given by hand; then `sources.csv` (which keeps both, and what a fetch knows);
then what the document says of itself (front matter, a page's metadata, a file's properties, a message's headers); then, for the language alone, its
words. The date, its basis and whether it was inferred go together: they come from one of these, never from two.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from geodata.datewords import HOW, UNKNOWN, parse_published
from geodata.errors import InvalidRecord
from geodata.model import Problem, Stage, TimeSpan

TEXT_FACTS = ("title", "publisher", "author", "licence", "content_note", "language", "published_basis")
ADDRESS_FACTS = ("url", "final_url", "archive_url")
KNOWN_FACTS = (*TEXT_FACTS, *ADDRESS_FACTS, "published", "published_inferred", "collected_at")
"""What may be said of a document: the columns of `sources.csv` besides `file`, and the keys of front matter."""

_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_SET_ASIDE = re.compile("[\u200b\u200e\u200f\u061c\u2060\ufeff\u202a-\u202e\u2066-\u2069]")  # invisible, or turns the reading direction round

BY_HAND = "given by hand"
"""Where a fact comes from that a person entered, or changed, for this atlas."""

_OF_THE_DATE = ("published", "published_basis", "published_inferred")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a document, as it is written there, and where: "the page's JSON-LD (headline)"."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document beside its text; empty strings and None where nothing is known.

    `origins` says of each known fact where it comes from, as pairs of name and words, in the order of `KNOWN_FACTS`.
    """

    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    final_url: str = ""
    archive_url: str = ""
    licence: str = ""
    content_note: str = ""
    language: str = ""
    published: TimeSpan | None = None
    published_basis: str = ""
    published_inferred: bool = False
    collected_at: datetime | None = None
    origins: tuple[tuple[str, str], ...] = ()


def settle(given: Mapping[str, Fact], own: Mapping[str, Fact], subject: str) -> tuple[Facts, tuple[Problem, ...]]:
    """The facts of a document from those given (by hand, by `sources.csv`) and its own, in the order that this module states, checked."""
    chosen = {name: fact for name, fact in given.items() if fact.value.strip()}
    dated = "published" in chosen
    chosen |= {name: fact for name, fact in own.items() if name not in chosen and not (dated and name in _OF_THE_DATE)}
    facts, problems = check_facts({name: fact.value for name, fact in chosen.items()}, subject)
    known = ((name, chosen[name].origin) for name in KNOWN_FACTS if name in chosen and getattr(facts, name))
    return replace(facts, origins=tuple(known)), problems


def check_facts(row: Mapping[str, str], subject: str) -> tuple[Facts, tuple[Problem, ...]]:
    """Turn the strings of one document into facts, with a problem for each value that is left out.

    `row` maps names of `KNOWN_FACTS` to strings (others are ignored; missing means empty); `subject` is the file they speak of.
    """
    problems: list[Problem] = []
    texts = {name: clean(row.get(name, "")) for name in TEXT_FACTS}
    addresses = {name: _address(row.get(name, ""), name, subject, problems) for name in ADDRESS_FACTS}
    published = _published(row.get("published", ""), subject, problems)
    inferred = _inferred(row.get("published_inferred", ""), texts["published_basis"], subject, problems)
    collected = _collected(row.get("collected_at", ""), subject, problems)
    strings: dict[str, Any] = {**texts, **addresses}
    facts = Facts(**strings, published=published, published_inferred=inferred and published is not None, collected_at=collected)
    return facts, tuple(problems)


def clean(words: str) -> str:
    """One line of NFC text: control characters and white space become single spaces, invisible marks and direction overrides go."""
    visible = _SET_ASIDE.sub("", unicodedata.normalize("NFC", words))
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in visible).split())


def _published(words: str, subject: str, problems: list[Problem]) -> TimeSpan | None:
    if words.strip().lower() in ("", UNKNOWN):
        return None
    try:
        return parse_published(words)
    except InvalidRecord as error:
        problems.append(_problem("broken_date", subject, f"published: {clean(str(error))}; {HOW}"))
        return None


def _inferred(words: str, basis: str, subject: str, problems: list[Problem]) -> bool:
    # A basis is given where the date is not simply the page's own; "stated …" is the way to say that it is.
    by_basis = bool(basis) and not basis.lower().startswith("stated")
    if not words.strip():
        return by_basis
    if (flag := _FLAGS.get(words.strip().lower())) is None:
        problems.append(_problem("broken_flag", subject, f"published_inferred: {clean(words)!r} is neither true nor false"))
        return by_basis
    return flag


def _address(words: str, name: str, subject: str, problems: list[Problem]) -> str:
    address = clean(words)
    if not address or _is_web_address(address):
        return address
    problems.append(_problem("broken_url", subject, f"{name}: {address!r} is no address of the web; only http:// and https:// are kept"))
    return ""


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address
    except ValueError:
        return False


def _collected(words: str, subject: str, problems: list[Problem]) -> datetime | None:
    if not words.strip():
        return None
    try:
        moment = datetime.fromisoformat(words.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        problems.append(_problem("broken_time", subject, f"collected_at: {clean(words)!r} is no ISO 8601 time; write 2018-07-03T09:30:00Z"))
        return None


def _problem(code: str, subject: str, message: str) -> Problem:
    return Problem(Stage.READ, code, subject, message)
