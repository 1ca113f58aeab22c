"""W3C Web Annotations: what is said of each place, tied to its words in the source by position and by quotation."""

import json
import re
import uuid
from typing import Any

from geodata import words
from geodata.atlas import OpenAtlas
from geodata.export.content import COLUMNS, Row, about, as_json, documents, facts_of, row_attribution, rows, source_address
from geodata.export.marking import is_certain, place_in
from geodata.export.saying import doubt, reported
from geodata.language import say
from geodata.query import Filters
from geodata.quote.render import MARK
from geodata.rows import span_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOST_AROUND = 32
"""The most characters of a prefix or a suffix: enough to tell two places of a page apart."""

_GEONAMES = "https://sws.geonames.org/{}/"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.w3.org/TR/annotation-model/#dateline")


def to_annotations(atlas: OpenAtlas, filters: Filters) -> str:
    """An AnnotationPage of the Web Annotation Data Model (W3C Recommendation, 23 February 2017) in JSON-LD, one annotation a sentence.

    A TextPositionSelector counts code points of the text that the checksum names. A TextQuoteSelector has the name as its exact words, and around it
    only words of the quotation that may be shown.
    """
    said, sources, found = about(atlas, filters), documents(atlas), rows(atlas, filters)
    page = {
        "@context": CONTEXT,
        "id": _urn("page", atlas.build, *(row["id"] for row in found)),
        "type": "AnnotationPage",
        **{
            f"dcterms:{name}": said[key]
            for name, key in (("title", "title"), ("description", "summary"), ("creator", "owner"), ("rights", "licence"))
        },
        "dcterms:provenance": json.dumps(said, ensure_ascii=False, sort_keys=True),
        "items": [_annotation(row, sources[row["document_id"]]) for row in found],
    }
    return as_json(page)


def around(row: Row) -> tuple[str, str]:
    """The words before and after the name in its quotation, without those across a gap; both empty where the quotation does not hold the name, or
    holds it more than once and leaves open which of them it is."""
    span = place_in(row)
    if span is None or not is_certain(row, span):
        return "", ""
    before, after = row["quote"][: span[0]], row["quote"][span[1] :]
    return before.split(MARK)[-1].lstrip()[-MOST_AROUND:], after.split(MARK)[0].rstrip()[:MOST_AROUND]


def _annotation(row: Row, source: Row) -> dict[str, Any]:
    return {
        "id": _urn("mention", row["id"]),
        "type": "Annotation",
        "motivation": ["identifying", "describing"],
        "body": [*_identity(row), _text(_in_words(row)), _text(_feature(row), "application/geo+json")],
        "target": _target(row, source),
    }


def _identity(row: Row) -> list[dict[str, str]]:
    if row["place_gazetteer"] != "geonames" or not re.fullmatch(r"[0-9]+", row["place_key"]):
        return []
    return [{"type": "SpecificResource", "purpose": "identifying", "source": _GEONAMES.format(row["place_key"])}]


def _in_words(row: Row) -> str:
    stated = say("content.stated", name=row["said_by"], reported=reported(row))
    return f"{row['phrase']}: {say('status.' + row['status'])}, {words.span(span_of(row, 'when'))}. {stated} {doubt(row)}".rstrip()


def _feature(row: Row) -> str:
    """The sentence as a GeoJSON feature, without its quotation, which the target's words stand for."""
    properties = facts_of(row, [name for name in COLUMNS if name != "quote"]) | {"attribution": row_attribution(row)}
    geometry = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return json.dumps({"type": "Feature", "geometry": geometry, "properties": properties}, ensure_ascii=False)


def _text(value: str, media_type: str = "text/plain") -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "describing", "format": media_type, "value": value}


def _target(row: Row, source: Row) -> dict[str, Any]:
    prefix, suffix = around(row)
    quoted = {"type": "TextQuoteSelector", "exact": row["surface"], "prefix": prefix, "suffix": suffix}
    return {
        "type": "SpecificResource",
        "source": source_address(source),
        "selector": [
            {"type": "TextPositionSelector", "start": int(row["start"]), "end": int(row["end"])},
            {name: value for name, value in quoted.items() if value},
        ],
        "dcterms:identifier": f"urn:sha256:{source['sha256']}",
        "dcterms:title": source["title"],
        "dcterms:publisher": source["publisher"],
        "dcterms:rights": source["licence"] or "licence not stated",
    }


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, ':'.join(parts))}"
