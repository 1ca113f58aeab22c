"""What every export says, whatever its format: its sentences, its credits, what its layers mean, and the counts of what it leaves out.

Reads only through `query`. Text of documents is freed of what no reader is meant to see (control characters, and those that turn round the reading
direction of what follows); each format then escapes it in its own way.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from geodata import __version__, query, words
from geodata.atlas import OpenAtlas
from geodata.classify import Layer, Layers
from geodata.geojson import level, plain
from geodata.language import find, say
from geodata.query import Filters
from geodata.rows import MENTIONS, span_of
from geodata.unseen import clean

Row = Mapping[Any, Any]

COLUMNS = (
    *("source", *MENTIONS, "level", "when_edtf", "reported_edtf", "reported_inferred", "reported_basis", "contradiction"),
    *("title", "publisher", "url", "licence"),
)
"""What a full export says of a mention, in this order. docs/columns.md says what each means."""


def mentions(atlas: OpenAtlas, filters: Filters) -> pd.DataFrame:
    """The mentions that pass, cleaned, with both axes in EDTF beside their days, and how each place is drawn."""
    found = _cleaned(query.mentions(atlas, filters))
    rows = found.to_dict("records")
    dates = {f"{axis}_edtf": [words.edtf(span_of(row, axis)) for row in rows] for axis in ("when", "reported")}
    return found.assign(**dates, level=found["place_kind"].map(level))


def rows(atlas: OpenAtlas, filters: Filters) -> list[Row]:
    """The mentions that pass, one mapping each."""
    return list(mentions(atlas, filters).to_dict("records"))


def documents(atlas: OpenAtlas) -> dict[str, Row]:
    """Every document's facts, cleaned, by its identity, in the order of their sources."""
    return {row["id"]: row for row in _cleaned(query.documents(atlas)).to_dict("records")}


def attribution(atlas: OpenAtlas) -> str:
    """The credits of all sources and of the gazetteers that gave a place, in one line: for a file as a whole."""
    sources = sorted({_credit_of_source(row) for row in documents(atlas).values()})
    gazetteers = dict.fromkeys(("geonames", *query.values(atlas, "place_gazetteer")["place_gazetteer"]))
    return "; ".join([*sources, *map(_credit_of_places, gazetteers)])


def row_attribution(row: Row) -> str:
    """The credits that one sentence needs when it is taken out of a file: its own source and the gazetteer of its place."""
    return f"{_credit_of_source(row)}; {_credit_of_places(row['place_gazetteer'])}"


def _credit_of_source(row: Row) -> str:
    return say("content.source", source=f"{row['publisher']} ({row['licence'] or say('content.no_licence')})")


def _credit_of_places(gazetteer: str) -> str:
    return find(f"content.places.{gazetteer}") or say("content.places_of", gazetteer=gazetteer)


def left_out(atlas: OpenAtlas, filters: Filters) -> Mapping[str, int]:
    """How much an export with these filters does not hold: what was filtered, what is cited without its words, what is not on the map."""
    counted = query.counts(atlas, filters)
    shown = query.mentions(atlas, filters)
    return {
        "filtered": counted.mentions_of - counted.mentions,
        "not_quoted": int((shown["quote"] == "").sum()),
        "not_on_the_map": query.not_on_the_map(atlas),
    }


def left_out_in_words(counted: Mapping[str, int]) -> str:
    """The counts of `left_out` as one sentence."""
    filtered, not_quoted = (words.count(counted[name], "sentence") for name in ("filtered", "not_quoted"))
    return say("content.left_out", filtered=filtered, not_quoted=not_quoted, finds=words.count(counted["not_on_the_map"], "find"))


@lru_cache(maxsize=1)
def layers() -> Layers:
    """The layers that ship with the program, with their rules."""
    return Layers.load()


def layer_of(row: Row) -> Layer:
    """The layer of a mention; one whose id is unknown (of another version) stands for itself."""
    found = next((layer for layer in layers().layers if layer.id == row["layer"]), None)
    return found or Layer(str(row["layer"]), str(row["layer"]), "", "#777777", "#aaaaaa")


def about(atlas: OpenAtlas, filters: Filters) -> dict[str, Any]:
    """What a file says of itself, as JSON has it: the atlas's facts, version and build, credits, layers with the ids of their rules, counts."""
    facts = atlas.facts
    named = {name: clean(getattr(facts, name)) for name in ("title", "summary", "owner", "contact", "licence", "content_note", "url")}
    return {
        **named,
        "made_with": f"Dateline {__version__}",
        "build": atlas.build,
        "attribution": attribution(atlas),
        "counts": say("content.counted"),
        "left_out": dict(left_out(atlas, filters)),
        "layers": [{"id": la.id, "label": la.label, "description": la.description, "rules": _rules(la)} for la in layers().layers],
        "layer_rules": say("content.layer_rules"),
    }


def file_name(said: Mapping[str, Any]) -> str:
    """A name for the files of an export, without its suffix: the atlas's title in plain letters and its build ("the-campaign-build-0008")."""
    plain_letters = unicodedata.normalize("NFKD", said["title"]).encode("ascii", "ignore").decode().lower()
    words_of_it = "-".join(re.findall(r"[a-z0-9]+", plain_letters))[:60].strip("-")
    return f"{words_of_it or 'atlas'}-build-{said['build']}"


def as_json(value: object) -> str:
    """JSON text of which no part can pass for markup: `<`, `>` and `&` within strings are written as escapes, which every reader undoes.

    Raises ValueError for a number that JSON cannot hold.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text + "\n"


def facts_of(row: Row, columns: Sequence[str]) -> dict[str, Any]:
    """Some columns of a row as JSON has them."""
    return {name: plain(row[name]) for name in columns}


def web_address(url: str) -> str:
    """The address where it is one of the web; else nothing, so that no other scheme ever becomes a link."""
    return url if re.fullmatch(r"https?://[^\s<>\"'\\^`{|}]+", url, re.IGNORECASE) else ""


def source_address(document: Row) -> str:
    """The address of a document, else the name of its bytes by their checksum."""
    return web_address(document["url"]) or f"urn:sha256:{document['sha256']}"


def _rules(layer: Layer) -> list[str]:
    return [rule.id for rule in layers().rules if rule.layer == layer.id]


def _cleaned(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(**{name: [clean(cell) if isinstance(cell, str) else cell for cell in frame[name]] for name in frame.columns})
