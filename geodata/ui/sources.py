"""What a source is, as facts to read: where its date comes from, how much of it is quoted, what identifies it."""

from typing import Any

import pandas as pd

from geodata import words
from geodata.language import find, say
from geodata.rows import LIST_SEPARATOR, span_of
from geodata.ui.tables import facts
from geodata.unseen import clean


def problem_title(code: str) -> str:
    """A heading for the problems of one code."""
    return find(f"problem.{code}") or code.replace("_", " ").capitalize()


def _quoted(quoted: int, sentences: int) -> str:
    if not sentences:
        return say("source.no_sentences")
    if quoted == sentences:
        return say("source.all_quoted", sentences=words.count(sentences, "sentence"))
    return say("source.some_quoted", quoted=str(quoted), sentences=words.count(sentences, "sentence"))


def _origins(listed: str) -> str:
    """Where the facts of a source come from, those of one origin together; empty for builds that did not keep it."""
    found: dict[str, list[str]] = {}
    for name, _, origin in (pair.partition("=") for pair in listed.split(LIST_SEPARATOR) if pair):
        found.setdefault(origin, []).append((find(f"field.{name}") or name.replace("_", " ")).lower())
    return "; ".join(f"{', '.join(names)}: {origin}" for origin, names in found.items())


def source_facts(source: pd.Series, mentions: pd.DataFrame) -> None:
    """Draw the facts of one source."""
    row: dict[Any, Any] = source.to_dict()
    published = span_of(row, "published")
    quoted = int((mentions["quote"] != "").sum())
    facts(
        {
            say("field.publisher"): row["publisher"],
            say("field.author"): row["author"],
            say("field.published"): words.published(published, row["published_inferred"]) or say("source.no_date"),
            say("field.published_basis"): row["published_basis"],
            say("field.url"): row["url"],
            say("field.licence"): row["licence"] or say("source.no_licence"),
            say("source.quoted"): _quoted(quoted, len(mentions)),
            say("source.origins"): _origins(str(row.get("origins") or "")),
            say("field.file"): clean(row["source"]),
            "SHA-256": row["sha256"],
        }
    )
