"""What a source is, as facts to read: where its date comes from, how much of it is quoted, what identifies it."""

from typing import Any

import pandas as pd

from geodata import words
from geodata.rows import LIST_SEPARATOR, span_of
from geodata.ui.tables import facts

_TITLES = {
    "demonym": "Words for people or origin",
    "organisation": "Names of organisations",
    "person": "Names of people",
    "product": "Names of products and things",
    "not_found": "Names that no gazetteer lists",
    "furniture": "Names in words that only lead on to other pages",
    "failed": "Names that could not be looked up",
    "contradiction": "Dates that contradict each other",
    "no_anchor": "Times that nothing fixes on the calendar",
    "unreadable": "Files that could not be read",
    "not_listed": "Files that are not listed as sources",
    "duplicate": "Files that are there twice",
}


def problem_title(code: str) -> str:
    """A heading for the problems of one code."""
    return _TITLES.get(code, code.replace("_", " ").capitalize())


def _quoted(quoted: int, sentences: int) -> str:
    if quoted == sentences:
        return f"all of its {words.count(sentences, 'sentence')}"
    return f"{quoted} of {words.count(sentences, 'sentence')}; its licence leaves only the citation of the others"


def _origins(listed: str) -> str:
    """Where the facts of a source come from, those of one origin together; empty for builds that did not keep it."""
    found: dict[str, list[str]] = {}
    for name, _, origin in (pair.partition("=") for pair in listed.split(LIST_SEPARATOR) if pair):
        found.setdefault(origin, []).append(name.replace("_", " "))
    return "; ".join(f"{', '.join(names)}: {origin}" for origin, names in found.items())


def source_facts(source: pd.Series, mentions: pd.DataFrame) -> None:
    """Draw the facts of one source."""
    row: dict[Any, Any] = source.to_dict()
    published = span_of(row, "published")
    quoted = int((mentions["quote"] != "").sum())
    facts(
        {
            "Publisher": row["publisher"],
            "Author": row["author"],
            "Published": words.span(published) + (" (inferred)" if row["published_inferred"] else "") if published else "not known",
            "How the date is known": row["published_basis"],
            "Address": row["url"],
            "Licence": row["licence"] or "not stated",
            "Quoted": _quoted(quoted, len(mentions)),
            "Where these come from": _origins(str(row.get("origins") or "")),
            "File": row["source"],
            "SHA-256": row["sha256"],
        }
    )
