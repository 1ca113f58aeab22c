"""What differs between two builds of an atlas: which pins moved and how far, which appeared or vanished, which changed their date, status or layer.

Both builds are compared with people's decisions laid over, so that only what a reader would see differently is listed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.language import say
from geodata.locate import distance_m
from geodata.rows import span_of

MOVED_M = 1.0
"""A pin that is nearer than this to where it was has not moved: positions are kept to a tenth of a metre."""

Row = Mapping[Any, Any]


class Kind(StrEnum):
    """How a sentence differs between two builds."""

    MOVED = "moved"
    APPEARED = "appeared"
    VANISHED = "vanished"
    DATE = "changed its date"
    STATUS = "changed its status"
    LAYER = "changed its layer"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `was` and `now` are in words, empty where there is nothing; `km` is how far a pin moved, None for all else. `document_id` and
    `start` say where the words stand: in the first build of what vanished, else in the second."""

    kind: Kind
    source: str
    document_id: str
    start: int
    surface: str
    quote: str
    was: str
    now: str
    km: float | None = None


def compare(before: OpenAtlas, after: OpenAtlas) -> list[Change]:
    """Every difference, by kind in the order of `Kind`, the farthest moves first, then by source and place in the text.

    A sentence of an unchanged text is known by its offsets; in a changed text by its words and how often they stood there before.
    """
    same = _same_texts(before, after)
    old, new = (_keyed(query.mentions(opened), same) for opened in (before, after))
    found = [change for key in sorted(old.keys() | new.keys(), key=str) for change in _changes(old.get(key), new.get(key))]
    kinds = list(Kind)
    return sorted(found, key=lambda change: (kinds.index(change.kind), -(change.km or 0.0), change.source))


def _same_texts(before: OpenAtlas, after: OpenAtlas) -> set[str]:
    texts = [set(zip(found["source"], found["text_sha256"], strict=True)) for found in map(query.documents, (before, after))]
    return {source for source, _ in texts[0] & texts[1]}


def _keyed(mentions: pd.DataFrame, same: set[str]) -> dict[tuple[Any, ...], Row]:
    found: dict[tuple[Any, ...], Row] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in mentions.sort_values(["source", "start"]).to_dict("records"):
        if row["source"] in same:
            found[row["source"], row["start"], row["end"]] = row
            continue
        words_of = row["source"], row["surface"]
        seen[words_of] = seen.get(words_of, 0) + 1
        found[(*words_of, -seen[words_of])] = row
    return found


def _changes(old: Row | None, new: Row | None) -> Iterator[Change]:
    if old is None and new is not None:
        yield _change(Kind.APPEARED, new, "", _place(new))
    elif new is None and old is not None:
        yield _change(Kind.VANISHED, old, _place(old), "")
    elif old is not None and new is not None:
        metres = distance_m(old["lat"], old["lon"], new["lat"], new["lon"])
        if metres >= MOVED_M:
            yield _change(Kind.MOVED, new, _place(old), _place(new), metres / 1000)
        for kind, in_words in ((Kind.DATE, _date), (Kind.STATUS, _status), (Kind.LAYER, _layer)):
            if in_words(old) != in_words(new):
                yield _change(kind, new, in_words(old), in_words(new))


def _change(kind: Kind, row: Row, was: str, now: str, km: float | None = None) -> Change:
    return Change(kind, row["source"], row["document_id"], int(row["start"]), row["phrase"], row["quote"], was, now, km)


def _place(row: Row) -> str:
    return f"{row['place_name']}, {words.position(row['lat'], row['lon'], row['radius_m'])}"


def _date(row: Row) -> str:
    return words.span(span_of(row, "when"))


def _status(row: Row) -> str:
    return say("rebuild.status_by", status=say(f"status.{row['status']}"), name=row["said_by"])


def _layer(row: Row) -> str:
    return str(row["layer"])
