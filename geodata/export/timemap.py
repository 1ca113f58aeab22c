"""TimeMap: the three files that Forensic Architecture's timemap and Bellingcat's ukraine-timemap load (events, sources, associations).

The form is that of the reader's own checks (forensic-architecture/timemap, src/reducers/validate): every value is a text or a list, and an event
has a day.
"""

from typing import Any

from geodata import words
from geodata.atlas import OpenAtlas
from geodata.export.content import Row, about, as_json, documents, layer_of, layers, left_out_in_words, rows, web_address
from geodata.export.saying import doubt, reach, reported
from geodata.language import say
from geodata.query import Filters
from geodata.rows import span_of

ABOUT = "about-this-export"
"""The source that holds what the export says of itself, since the reader takes no other keys."""


def to_events(atlas: OpenAtlas, filters: Filters) -> str:
    """A list of events, one a sentence with a time of its own. TimeMap has days only: the first of the span stands for it, and `time_display` says
    it in words. What has no date is counted in the source `about-this-export`."""
    return as_json([_event(row) for row in rows(atlas, filters) if span_of(row, "when")])


def to_sources(atlas: OpenAtlas, filters: Filters) -> str:
    """The documents by their identity, and one more source that says what the export is."""
    used = {row["document_id"] for row in rows(atlas, filters)}
    found = {id_: _source(row) for id_, row in documents(atlas).items() if id_ in used}
    return as_json({ABOUT: _account(atlas, filters), **found})


def to_associations(atlas: OpenAtlas, filters: Filters) -> str:
    """The layers as the reader's filters, with what they mean; those without a sentence too."""
    unknown = {la.id: la for la in map(layer_of, rows(atlas, filters))}
    known = {la.id: la for la in layers().layers}
    return as_json(
        [
            {"id": la.id, "title": la.label, "desc": la.description, "mode": "FILTER", "colour": la.colour, "filter_paths": ["Layer", la.label]}
            for la in {**known, **unknown}.values()
        ]
    )


def _event(row: Row) -> dict[str, Any]:
    span = span_of(row, "when")
    day = (span.begin or span.last) if span else None
    return {
        "id": row["id"],
        "description": row["quote"] or say("timemap.uncited", words=row["phrase"]),
        "date": f"{day.month:02d}/{day.day:02d}/{day.year:04d}" if day else "",
        "time": "",
        "time_precision": row["when_precision"],
        "time_display": words.span(span),
        "location": row["phrase"],
        "latitude": str(row["lat"]),
        "longitude": str(row["lon"]),
        "type": row["status"],
        "category": layer_of(row).label,
        "associations": [row["layer"]],
        "sources": [row["document_id"]],
        "comments": _comments(row),
    }


def _comments(row: Row) -> str:
    said = say("card.said", name=row["said_by"], reported=reported(row))
    at = say("dossier.characters", start=str(row["start"]), end=str(row["end"]))
    return f"{say('status.' + row['status'])}; {said}; {reach(row)}; {at}{f'; {found}' if (found := doubt(row)) else ''}"


def _source(row: Row) -> dict[str, Any]:
    published = span_of(row, "published")
    return {
        "id": row["id"],
        "title": row["title"],
        "thumbnail": "",
        "paths": [],
        "type": "Text",
        "affil_s": [],
        "url": web_address(row["url"]),
        "description": f"{row['publisher']}. SHA-256 {row['sha256']}",
        "author": row["author"] or row["publisher"],
        "date": words.span(published) if published else "",
        "notes": say("timemap.licence", licence=row["licence"] or say("source.no_licence")),
    }


def _account(atlas: OpenAtlas, filters: Filters) -> dict[str, Any]:
    said = about(atlas, filters)
    undated = sum(span_of(row, "when") is None for row in rows(atlas, filters))
    notes = f"{left_out_in_words(said['left_out'])} {say('timemap.undated', sentences=words.count(undated, 'sentence'))} {said['layer_rules']}"
    return {
        "id": ABOUT,
        "title": said["title"],
        "thumbnail": "",
        "paths": [],
        "type": "Text",
        "affil_s": [],
        "url": web_address(said["url"]),
        "description": " ".join(
            filter(None, (said["content_note"], said["summary"], say("content.counts", counted=said["counts"]), said["licence"], said["attribution"]))
        ),
        "author": said["owner"],
        "date": "",
        "notes": f"{notes} {say('content.made', program=said['made_with'], build=said['build'])}",
    }
