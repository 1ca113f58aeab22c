"""Gold files: texts in which people marked the places, or the time expressions and what is said when, how and by whom.

One JSON object a line, offsets in code points:

    {"id", "text", "source"?, "title"?, "date"?, "toponyms": [{"start", "end", "phrase"?, "lat", "lon", "geonames_id"?, "type"? or "kind"?}],
     "not_places"?: [{"start", "end", "kind"?}]}
    {"id", "text", "dct"?, "timexes": [{"start", "end", "type", "value"}],
     "mentions"?: [{"start", "end", "when_begin", "when_end", "status", "said_by"}]}

`lat` and `lon` may be null (nobody knows where it is); so may `geonames_id`. `dct` is the document's date, of which the day counts.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.errors import InvalidRecord, ReadError, reason_of


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A place name as a person marked it. `lat` and `lon` are both None where its position is not known; `type` may be empty."""

    start: int
    end: int
    phrase: str
    lat: float | None
    lon: float | None
    geonames_id: int | None
    type: str


@dataclass(frozen=True, slots=True)
class GoldTimex:
    """A time expression as a person marked it: `type` and `value` as in TIMEX3."""

    start: int
    end: int
    phrase: str
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """What a reader takes from a text about a place: the days as ISO dates (end excluded, empty where open or unknown), status and speaker."""

    start: int
    end: int
    phrase: str
    when_begin: str
    when_end: str
    status: str
    said_by: str


@dataclass(frozen=True, slots=True)
class NotPlace:
    """Words that look like a place name and are none here; `kind` says what they are."""

    start: int
    end: int
    phrase: str
    kind: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One text with what people marked in it. `published` is an ISO date or empty; `labels` are the facts by which figures can be grouped."""

    id: str
    text: str
    published: str
    labels: tuple[tuple[str, str], ...]
    toponyms: tuple[GoldToponym, ...]
    not_places: tuple[NotPlace, ...]
    timexes: tuple[GoldTimex, ...]
    mentions: tuple[GoldMention, ...]

    def label(self, name: str) -> str:
        """The fact of this name; empty where the document has none."""
        return dict(self.labels).get(name, "")


LABELS = ("source", "title", "date")
"""The facts of a gold document by which its figures can be grouped."""


def read_gold(file: Path, marks: str) -> tuple[GoldDocument, ...]:
    """The documents of a gold file, in its order. `marks` is what every one must have: "toponyms" or "timexes".

    Raises ReadError where the file cannot be read, InvalidRecord where a line is no such document, or an id stands twice.
    """
    documents: dict[str, GoldDocument] = {}
    for number, line in _lines(file):
        try:
            document = _document(json.loads(line), marks)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InvalidRecord(f"{file}, line {number}: not a gold document with {marks!r} ({type(error).__name__}: {error})") from error
        if document.id in documents:
            raise InvalidRecord(f"{file}, line {number}: the id {document.id!r} stands twice")
        documents[document.id] = document
    if not documents:
        raise InvalidRecord(f"{file}: holds no document")
    return tuple(documents.values())


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{file}: cannot be read: {reason_of(error)}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _document(row: Mapping[str, Any], marks: str) -> GoldDocument:
    text = row["text"]
    if not isinstance(row[marks], list) or not isinstance(text, str):
        raise InvalidRecord(f'"text" must be a string and {marks!r} a list')
    return GoldDocument(
        id=str(row["id"]),
        text=text,
        published=str(row.get("dct") or "")[:10],
        labels=tuple((name, str(row[name])) for name in LABELS if row.get(name)),
        toponyms=tuple(_toponym(mark, text) for mark in row.get("toponyms", ())),
        not_places=tuple(NotPlace(*_span(mark, text), _words(mark, "kind")) for mark in row.get("not_places", ())),
        timexes=tuple(GoldTimex(*_span(mark, text), _words(mark, "type"), _words(mark, "value")) for mark in row.get("timexes", ())),
        mentions=tuple(_mention(mark, text) for mark in row.get("mentions", ())),
    )


def _toponym(mark: Mapping[str, Any], text: str) -> GoldToponym:
    position = _number(mark, "lat"), _number(mark, "lon")
    lat, lon = position if None not in position else (None, None)
    key = _number(mark, "geonames_id")
    return GoldToponym(*_span(mark, text), lat, lon, None if key is None else int(key), _words(mark, "type") or _words(mark, "kind"))


def _mention(mark: Mapping[str, Any], text: str) -> GoldMention:
    return GoldMention(*_span(mark, text), *(_words(mark, name) for name in ("when_begin", "when_end", "status", "said_by")))


def _span(mark: Mapping[str, Any], text: str) -> tuple[int, int, str]:
    start, end = int(mark["start"]), int(mark["end"])
    if not 0 <= start < end <= len(text):
        raise InvalidRecord(f"{start} to {end} are no words of the text")
    return start, end, text[start:end]


def _words(mark: Mapping[str, Any], name: str) -> str:
    return str(mark.get(name) or "")


def _number(mark: Mapping[str, Any], name: str) -> float | None:
    value = mark.get(name)
    return None if value is None else float(value)
