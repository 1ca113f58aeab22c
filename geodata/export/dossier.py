"""Why a pin is where it is, when it is and what it is: all that is known of one mention, as facts to read. For the panel and the evidence sheet.

Everything is plain text, cleaned like every export; whoever draws it escapes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata import __version__, query, words
from geodata.atlas import OpenAtlas
from geodata.export.citation import citation
from geodata.export.content import Row, clean, documents, layer_of, layers
from geodata.geojson import level
from geodata.model import Status
from geodata.rows import LIST_SEPARATOR, span_of

Facts = Mapping[str, str]

WEIGHED = ("Place", "What it is", "Position", "Score", "Reasons")
DECIDED = ("Number", "Decision", "By", "When", "State")

_GROUNDS = {
    "clause": "in the same clause",
    "sentence": "elsewhere in the sentence",
    "passage": "earlier in the passage",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of a mention. `sections` hold facts by heading, empty values left out; `weighed` the places compared, best first, under
    the columns `WEIGHED`; `decided` what people decided, oldest first, under `DECIDED`."""

    row: Row
    sections: Mapping[str, Facts]
    weighed: tuple[tuple[str, ...], ...]
    decided: tuple[tuple[str, ...], ...]
    citation: str


def dossier(atlas: OpenAtlas, mention_id: str, link: str = "") -> Dossier | None:
    """The dossier of a mention; None where it is not there or was rejected. `link` leads to the view, for the citation."""
    found = query.mention(atlas, mention_id)
    if found is None:
        return None
    row = {name: clean(value) if isinstance(value, str) else value for name, value in found.items()}
    document = documents(atlas)[row["document_id"]]
    sections = {
        "Place": _place(row),
        "Time": _time(row, document),
        "Statement": _statement(row),
        "Source": _source(row, document),
        "Made with": {**query.versions(atlas), "this page": f"Dateline {__version__}", "build": atlas.build},
    }
    known = {heading: {name: value for name, value in facts.items() if value} for heading, facts in sections.items()}
    return Dossier(row, known, _weighed(query.candidates(atlas, mention_id)), _decided(atlas, mention_id), citation(row, document, atlas, link))


def _place(row: Row) -> Facts:
    drawn = {"area": "an area, drawn as a soft circle", "line": "a line, drawn along its course"}.get(level(row["place_kind"]), "a circle")
    return {
        "as written": row["phrase"],
        "taken as": f"{row['place_name']} ({row['place_gazetteer']} {row['place_key']})",
        "country": row["country"],
        "position": f"{row['lat']:.5f}, {row['lon']:.5f} (latitude, longitude, WGS 84)",
        "radius": f"{row['radius_m']:,.0f} m: {drawn} within which it lies",
        "how": row["working"],
        "score": f"{row['score']:.2f} of 1" + (", ambiguous: more than one place has this name" if row["ambiguous"] else ""),
    }


def _time(row: Row, document: Row) -> Facts:
    published = span_of(row, "reported")
    when = span_of(row, "when")
    known = f"{words.span(when)} (EDTF {words.edtf(when)})" if when else words.NO_DATE
    inferred = " (inferred)" if document["published_inferred"] else ""
    return {
        "happened": known,
        "words": f"‘{row['dated_words']}’, {_GROUNDS[row['dated_ground']]}".rstrip(", ") if row["dated_words"] else "",
        "rule": row["dated_rule"],
        "counted from": row["dated_anchor"],
        "reported": words.span(published) + inferred if published else "on an unknown date",
        "known from": document["published_basis"],
    }


def _statement(row: Row) -> Facts:
    layer = layer_of(row)
    return {
        "status": f"{row['status']}: {words.MEANING[Status(row['status'])]}",
        "said by": row["said_by"],
        "layer": f"{layer.label}, by the rule “{row['layer_rule']}”{_rule_words(row)}",
        "note": row["note"],
    }


def _rule_words(row: Row) -> str:
    """Which words of the quotation the layer's rule found; the rule may have looked beyond it, and then nothing is said."""
    rule = next((rule for rule in layers().rules if rule.id == row["layer_rule"]), None)
    found = rule.words.search(row["quote"]) if rule and row["quote"] else None
    return f", which found ‘{found[0]}’" if found else ""


def _source(row: Row, document: Row) -> Facts:
    return {
        "file": document["source"],
        "licence": document["licence"] or "not stated",
        "SHA-256 of the file": document["sha256"],
        "SHA-256 of its text": document["text_sha256"],
        "name at": f"characters {row['start']:,} to {row['end']:,} of {document['characters']:,}",
        "quotation at": f"characters {row['quote_start']:,} to {row['quote_end']:,}",
    }


def _weighed(candidates: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            clean(row["name"]),
            f"{row['kind']} {row['country']} ({row['gazetteer']} {row['key']})",
            f"{row['lat']:.3f}, {row['lon']:.3f}",
            f"{row['score']:.2f}",
            "; ".join(clean(reason) for reason in row["reasons"].split(LIST_SEPARATOR)),
        )
        for row in candidates.to_dict("records")
    )


def _decided(atlas: OpenAtlas, mention_id: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(kept.number),
            clean(f"{kept.decision.action} {kept.decision.value}".replace("{}", "").strip()),
            clean(kept.decision.by),
            kept.decision.at.strftime("%Y-%m-%d %H:%M UTC"),
            clean(f"{kept.state}, {kept.reason}" if kept.reason else str(kept.state)),
        )
        for kept in atlas.history
        if kept.mention_id == mention_id
    )
