"""Why a pin is where it is, when it is and what it is: all that is known of one mention, as facts to read. For the panel and the evidence sheet.

Everything is plain text, cleaned like every export; whoever draws it escapes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata import __version__, query, words
from geodata.atlas import OpenAtlas
from geodata.export.citation import citation
from geodata.export.content import Row, documents, layer_of, layers
from geodata.export.decided import decided
from geodata.export.saying import kind, kind_in_country, reported
from geodata.gazetteer import country_name
from geodata.geojson import level
from geodata.language import find, say, says
from geodata.model import Decision
from geodata.rows import LIST_SEPARATOR, span_of
from geodata.unseen import clean

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of a mention. `sections` hold facts by heading, empty values left out; `weighed` the places compared, best first, under
    the `weighed_columns`; `decided` what people decided, oldest first, under the `decided_columns`."""

    row: Row
    sections: Mapping[str, Facts]
    weighed: tuple[tuple[str, ...], ...]
    decided: tuple[tuple[str, ...], ...]
    citation: str


def weighed_columns() -> list[str]:
    """The heads of the columns of `Dossier.weighed`."""
    return says("field.place", "dossier.kind", "field.position", "dossier.score", "dossier.reasons")


def decided_columns() -> list[str]:
    """The heads of the columns of `Dossier.decided`."""
    return says("dossier.number", "dossier.decision", "dossier.by", "dossier.when", "dossier.state")


def dossier(atlas: OpenAtlas, mention_id: str, link: str = "") -> Dossier | None:
    """The dossier of a mention; None where it is not there or was rejected. `link` leads to the view, for the citation."""
    found = query.mention(atlas, mention_id)
    if found is None:
        return None
    row = {name: clean(value) if isinstance(value, str) else value for name, value in found.items()}
    document = documents(atlas)[row["document_id"]]
    sections = {
        say("dossier.place"): _place(row),
        say("dossier.time"): _time(row),
        say("dossier.statement"): _statement(row),
        say("dossier.source"): _source(row, document),
        say("dossier.made_with"): {**query.versions(atlas), say("dossier.this_page"): f"Dateline {__version__}", say("dossier.build"): atlas.build},
    }
    known = {heading: {name: value for name, value in facts.items() if value} for heading, facts in sections.items()}
    return Dossier(row, known, _weighed(query.candidates(atlas, mention_id)), _decided(atlas, mention_id), citation(row, document, atlas, link))


def _place(row: Row) -> Facts:
    score = f"{row['score']:.2f}"
    return {
        say("dossier.as_written"): row["phrase"],
        say("dossier.taken_as"): f"{row['place_name']} ({row['place_gazetteer']} {row['place_key']})",
        say("dossier.kind_of"): kind(row["place_kind"]),
        say("dossier.country"): country_name(row["country"]),
        say("dossier.position"): say("dossier.position_is", lat=f"{row['lat']:.5f}", lon=f"{row['lon']:.5f}"),
        say("dossier.radius"): say(f"dossier.radius_of.{level(row['place_kind'])}", metres=round(row["radius_m"])),
        say("dossier.how"): row["working"],
        say("dossier.score_name"): say("dossier.score_ambiguous" if row["ambiguous"] else "dossier.score_is", score=score),
    }


def _time(row: Row) -> Facts:
    when = span_of(row, "when")
    known = f"{words.span(when)} (EDTF {words.edtf(when)})" if when else say("span.none")
    return {
        say("dossier.happened"): known,
        say("dossier.words"): _dated_words(row),
        say("dossier.rule"): row["dated_rule"],
        say("dossier.counted_from"): row["dated_anchor"],
        say("dossier.reported"): reported(row),
        say("dossier.known_from"): row["reported_basis"],
        say("dossier.contradiction"): row["contradiction"],
    }


def _dated_words(row: Row) -> str:
    if not row["dated_words"]:
        return ""
    return ", ".join(filter(None, (words.quoted(row["dated_words"]), find(f"dossier.ground.{row['dated_ground']}"))))


def _statement(row: Row) -> Facts:
    layer = layer_of(row)
    return {
        say("dossier.status"): f"{say('status.' + row['status'])}: {say('meaning.' + row['status'])}",
        say("dossier.said_by"): row["said_by"],
        say("dossier.layer"): say("dossier.layer_is", layer=layer.label, rule=row["layer_rule"]) + _rule_words(row),
        say("dossier.note"): row["note"],
    }


def _rule_words(row: Row) -> str:
    """Which words of the quotation the layer's rule found; the rule may have looked beyond it, and then nothing is said."""
    rule = next((rule for rule in layers().rules if rule.id == row["layer_rule"]), None)
    found = rule.words.search(row["quote"]) if rule and row["quote"] else None
    return say("dossier.rule_found", words=found[0]) if found else ""


def _source(row: Row, document: Row) -> Facts:
    return {
        say("dossier.file"): document["source"],
        say("dossier.licence"): document["licence"] or say("source.no_licence"),
        say("dossier.file_checksum"): document["sha256"],
        say("dossier.text_checksum"): document["text_sha256"],
        say("dossier.name_at"): say("dossier.characters_of", start=row["start"], end=row["end"], of=document["characters"]),
        say("dossier.quotation_at"): say("dossier.characters", start=row["quote_start"], end=row["quote_end"]),
    }


def _weighed(candidates: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            clean(row["name"]),
            f"{kind_in_country(row['kind'], row['country'])} ({row['gazetteer']} {row['key']})",
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
            clean(_done(kept.decision)),
            clean(kept.decision.by),
            kept.decision.at.strftime("%Y-%m-%d %H:%M UTC"),
            clean(", ".join(filter(None, (find(f"decided.state.{kept.state.name.lower()}") or say("dossier.in_effect"), kept.reason)))),
        )
        for kept in atlas.history
        if kept.mention_id == mention_id
    )


def _done(decision: Decision) -> str:
    if decision.undoes is not None:
        return say("dossier.took_back", number=str(decision.undoes))
    return ": ".join(filter(None, (say(f"dossier.did.{decision.action}"), decided(decision))))
