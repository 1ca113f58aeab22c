"""Records ↔ flat rows: the one place that knows the columns of a layer set and of the command line's answers.

A row is a dict in the order of its schema. Dates are `datetime.date`, an unknown one is None; text is never None. No file is touched here.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from geodata.model import Document, LayerSet, Mention, Place, Precision, Problem, Resolution, TimeSpan, Timex, Toponym, short_hash

Value = str | int | float | bool | date | datetime | None
Row = dict[str, Value]
Schema = Mapping[str, str]
"""Column → type, in order; the types are SQL's, as DuckDB writes them."""

DOCUMENTS: Schema = {
    "id": "VARCHAR",
    "sha256": "VARCHAR",
    "text_sha256": "VARCHAR",
    "source": "VARCHAR",
    "title": "VARCHAR",
    "publisher": "VARCHAR",
    "author": "VARCHAR",
    "url": "VARCHAR",
    "final_url": "VARCHAR",
    "archive_url": "VARCHAR",
    "licence": "VARCHAR",
    "content_note": "VARCHAR",
    "language": "VARCHAR",
    "published_begin": "DATE",
    "published_end": "DATE",
    "published_precision": "VARCHAR",
    "published_approximate": "BOOLEAN",
    "published_basis": "VARCHAR",
    "published_inferred": "BOOLEAN",
    "collected_at": "VARCHAR",
    "characters": "INTEGER",
    "copy_of": "VARCHAR",
    "copy_share": "DOUBLE",
    "origins": "VARCHAR",
}

MENTIONS: Schema = {
    "id": "VARCHAR",
    "document_id": "VARCHAR",
    "start": "INTEGER",
    "end": "INTEGER",
    "surface": "VARCHAR",
    "phrase_start": "INTEGER",
    "phrase_end": "INTEGER",
    "phrase": "VARCHAR",
    "place_gazetteer": "VARCHAR",
    "place_key": "VARCHAR",
    "place_name": "VARCHAR",
    "place_kind": "VARCHAR",
    "country": "VARCHAR",
    "admin1": "VARCHAR",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "radius_m": "DOUBLE",
    "working": "VARCHAR",
    "score": "DOUBLE",
    "ambiguous": "BOOLEAN",
    "when_begin": "DATE",
    "when_end": "DATE",
    "when_precision": "VARCHAR",
    "when_approximate": "BOOLEAN",
    "dated_ground": "VARCHAR",
    "dated_words": "VARCHAR",
    "dated_rule": "VARCHAR",
    "dated_anchor": "VARCHAR",
    "reported_begin": "DATE",
    "reported_end": "DATE",
    "reported_precision": "VARCHAR",
    "reported_approximate": "BOOLEAN",
    "status": "VARCHAR",
    "said_by": "VARCHAR",
    "disputed": "BOOLEAN",
    "linked": "VARCHAR",
    "layer": "VARCHAR",
    "layer_rule": "VARCHAR",
    "quote_start": "INTEGER",
    "quote_end": "INTEGER",
    "quote": "VARCHAR",
}

CANDIDATES: Schema = {
    "mention_id": "VARCHAR",
    "rank": "INTEGER",
    "gazetteer": "VARCHAR",
    "key": "VARCHAR",
    "name": "VARCHAR",
    "kind": "VARCHAR",
    "country": "VARCHAR",
    "admin1": "VARCHAR",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "radius_m": "DOUBLE",
    "score": "DOUBLE",
    "reasons": "VARCHAR",
}

PLACES: Schema = {
    "gazetteer": "VARCHAR",
    "key": "VARCHAR",
    "name": "VARCHAR",
    "other_names": "VARCHAR",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "radius_m": "DOUBLE",
    "kind": "VARCHAR",
    "country": "VARCHAR",
    "admin1": "VARCHAR",
}

PROBLEMS: Schema = {
    "stage": "VARCHAR",
    "code": "VARCHAR",
    "subject": "VARCHAR",
    "message": "VARCHAR",
    "document_id": "VARCHAR",
    "start": "INTEGER",
    "end": "INTEGER",
}

VERSIONS: Schema = {"part": "VARCHAR", "version": "VARCHAR"}

TABLES: Mapping[str, Schema] = {
    "documents": DOCUMENTS,
    "mentions": MENTIONS,
    "candidates": CANDIDATES,
    "places": PLACES,
    "problems": PROBLEMS,
    "versions": VERSIONS,
}
"""The tables of a layer set, in the order in which they are written."""

ADDED: Mapping[str, Schema] = {
    "documents": {"copy_of": "VARCHAR", "copy_share": "DOUBLE", "origins": "VARCHAR"},
    "mentions": {"disputed": "BOOLEAN", "linked": "VARCHAR"},
    "versions": VERSIONS,
}
"""The columns that earlier builds lack: they are opened all the same, with these empty. A table of none but such columns may be missing."""

LIST_SEPARATOR = "|"
"""Stands between the names and the reasons that share one cell."""


def rows_of(layer_set: LayerSet) -> dict[str, list[Row]]:
    """Table → rows, sorted, so that the same layer set always gives the same files."""
    places = {(m.place.gazetteer, m.place.key): m.place for m in layer_set.mentions}
    documents = {d.id: d for d in layer_set.documents}
    source = {d.id: d.source for d in layer_set.documents}
    mentions = sorted(zip(layer_set.mentions, layer_set.quotations, strict=True), key=lambda pair: (source[pair[0].document_id], pair[0].start))
    return {
        "documents": [document_row(d) for d in sorted(layer_set.documents, key=lambda d: (d.source, d.id))],
        "mentions": [mention_row(m, documents[m.document_id], quote) for m, quote in mentions],
        "candidates": _candidate_rows(layer_set.resolutions),
        "places": [_place_row(places[key]) for key in sorted(places)],
        "problems": sorted((problem_row(p) for p in layer_set.problems), key=lambda row: _problem_order(row, source)),
        "versions": [{"part": part, "version": version} for part, version in layer_set.versions],
    }


def document_row(document: Document) -> Row:
    """A document's facts, without its text."""
    made = ("collected_at", "characters", "origins")
    row: Row = {name: getattr(document, name) for name in DOCUMENTS if not name.startswith("published_") and name not in made}
    row.update(_span_columns("published", document.published))
    row["published_basis"] = document.published_basis
    row["published_inferred"] = document.published_inferred
    row["collected_at"] = document.collected_at.isoformat() if document.collected_at else ""
    row["characters"] = len(document.text)
    row["origins"] = LIST_SEPARATOR.join(f"{name}={origin}" for name, origin in document.origins)
    return _in_order(row, DOCUMENTS)


def mention_row(mention: Mention, document: Document, quote: str) -> Row:
    """A mention of the document, flat. `quote` is the quotation as shown, empty where only the citation may be given."""
    row: Row = {name: getattr(mention, name) for name in MENTIONS if name in Mention.__slots__}
    place = mention.place
    row.update(
        phrase=" ".join(document.text[mention.phrase_start : mention.phrase_end].split()),
        place_gazetteer=place.gazetteer,
        place_key=place.key,
        place_name=place.name,
        place_kind=place.kind,
        country=place.country,
        admin1=place.admin1,
        lat=round(mention.lat, 6),
        lon=round(mention.lon, 6),
        radius_m=float(round(mention.radius_m)),
        score=round(mention.score, 3),
        dated_ground=str(mention.dated_ground),
        status=str(mention.status),
        quote=quote,
    )
    row.update(_span_columns("when", mention.when))
    row.update(_span_columns("reported", mention.reported))
    return _in_order(row, MENTIONS)


def problem_row(problem: Problem) -> Row:
    """A problem, flat."""
    row: Row = {name: getattr(problem, name) for name in PROBLEMS}
    row["stage"] = str(problem.stage)
    return row


def toponym_row(toponym: Toponym, place: Place | None) -> Row:
    """A toponym with the name's own position (not the one computed for a phrase around it); None where it has none."""
    return {
        "start": toponym.start,
        "end": toponym.end,
        "lat": round(place.lat, 6) if place else None,
        "lon": round(place.lon, 6) if place else None,
        "geonames_id": int(place.key) if place and place.gazetteer == "geonames" else None,
        "radius_m": float(round(place.radius_m)) if place else None,
        "kind": str(toponym.kind),
    }


def timex_row(timex: Timex) -> Row:
    """A time expression as TIMEX3 has it."""
    return {"start": timex.start, "end": timex.end, "type": str(timex.type), "value": timex.value}


def span_of(row: Mapping[Any, Any], axis: str) -> TimeSpan | None:
    """The span of a flat row on one axis ("when", "reported" or "published"); None where both its sides are empty."""
    begin, end = _day(row[f"{axis}_begin"]), _day(row[f"{axis}_end"])
    if begin is None and end is None:
        return None
    return TimeSpan(begin, end, Precision(row[f"{axis}_precision"]), bool(row[f"{axis}_approximate"]))


def _day(value: Any) -> date | None:
    """A cell of a frame as a day: missing values of every kind are not equal to themselves, or None."""
    if value is None or value != value:
        return None
    return value.date() if isinstance(value, datetime) else value  # a pandas Timestamp is a datetime


def _in_order(row: Row, schema: Schema) -> Row:
    return {name: row[name] for name in schema}


def _span_columns(axis: str, span: TimeSpan | None) -> Row:
    return {
        f"{axis}_begin": span.begin if span else None,
        f"{axis}_end": span.end if span else None,
        f"{axis}_precision": str(span.precision) if span else "",
        f"{axis}_approximate": span.approximate if span else False,
    }


def _place_row(place: Place) -> Row:
    row: Row = {name: getattr(place, name) for name in PLACES if name != "other_names"}
    row.update(other_names=LIST_SEPARATOR.join(place.other_names), lat=round(place.lat, 6), lon=round(place.lon, 6))
    row["radius_m"] = float(round(place.radius_m))
    return _in_order(row, PLACES)


def _candidate_rows(resolutions: Iterable[Resolution]) -> list[Row]:
    found: list[Row] = []
    for resolution in resolutions:
        toponym = resolution.toponym
        mention_id = short_hash(toponym.document_id, toponym.start, toponym.end)
        for rank, candidate in enumerate(resolution.candidates, 1):
            row = _place_row(candidate.place)
            row.update(mention_id=mention_id, rank=rank, score=round(candidate.score, 3), reasons=LIST_SEPARATOR.join(candidate.reasons))
            found.append(_in_order(row, CANDIDATES))
    return sorted(found, key=lambda row: (str(row["mention_id"]), int(str(row["rank"]))))


def _problem_order(row: Row, source: Mapping[str, str]) -> tuple[str, int, str, str, str]:
    start = row["start"]
    return (
        source.get(str(row["document_id"]), ""),
        start if isinstance(start, int) else -1,
        str(row["stage"]),
        str(row["code"]),
        f"{row['subject']}\0{row['message']}",
    )
