"""The facts of documents on the page, to be corrected: a form for each of a few documents, a table for many, with where each fact comes from.

Nothing is kept here: what was changed is given back.
"""

import zlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from geodata import words
from geodata.intake import FACTS, Look
from geodata.language import find, say
from geodata.rows import LIST_SEPARATOR, span_of
from geodata.ui.notices import plain

FEW = 12
"""So many documents have a form each, which a phone shows whole; more stand in a table."""

_FIRST = ("published", "title", "publisher")
_OTHERS = tuple(name for name in FACTS if name not in _FIRST)
_ASSUMED = ("title", "publisher")
_OUT = "out"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as its facts are corrected: its file, its facts in words, where they come from, and what is to be said of it.

    `is_doubtful` says that its date is missing or stated by nobody; `assumed` is what stands in the place of facts that nobody states.
    """

    file: str
    facts: Mapping[str, str]
    origins: str
    note: str = ""
    is_doubtful: bool = False
    assumed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a person changed, by file and fact, and the files that they leave out."""

    changes: Mapping[str, Mapping[str, str]]
    left_out: tuple[str, ...] = ()


def entry_of(look: Look, edits: Mapping[str, str]) -> Entry:
    """A document that waits, with the changes that were kept before."""
    is_sure = "published" in edits or (look.facts.get("published") and not look.is_inferred)
    facts, assumed = _stated({**look.facts, **edits}, {*look.origins, *edits})
    return Entry(look.source, facts, _come_from(look.origins, look.is_inferred), look.note, not is_sure, assumed)


def entry_of_stored(row: Mapping[Any, Any]) -> Entry:
    """A document of the atlas, by its row."""
    origins = dict(pair.partition("=")[::2] for pair in str(row["origins"] or "").split(LIST_SEPARATOR) if pair)
    published = words.edtf(span_of(row, "published")) if "published" in origins else ""
    facts, assumed = _stated({**{str(name): value for name, value in row.items()}, "published": published}, origins)
    return Entry(row["source"], facts, _come_from(origins, bool(row["published_inferred"])), assumed=assumed)


def _stated(values: Mapping[str, Any], stated: Container[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The facts in words without those that nobody states, and what stands in their place: the name of the file, that a publisher is not known."""
    found = {name: str(values.get(name) or "") for name in FACTS}
    assumed = {name: found[name] for name in _ASSUMED if name not in stated}
    return {**found, **dict.fromkeys(assumed, "")}, assumed


def _come_from(origins: Mapping[str, str], is_inferred: bool) -> str:
    listed = {name: origins[name] for name in FACTS if name in origins}
    if is_inferred and "published" in listed:
        listed["published"] += f" ({say('add.is_inferred')})"
    return "; ".join(f"{say(f'field.{name}').lower()}: {origin}" for name, origin in listed.items())


def correct(entries: Sequence[Entry], key: str, *, may_leave_out: bool = False) -> Corrected:
    """Draw the documents with their facts to be corrected, and, where `may_leave_out`, each to be left out; give what was changed."""
    return (_forms if len(entries) <= FEW else _table)(entries, key, may_leave_out)


def _forms(entries: Sequence[Entry], key: str, may_leave_out: bool) -> Corrected:
    changes, left_out = {}, []
    for entry in entries:
        with st.container(border=True, key=f"{key}_{_digest(entry.file)}"):
            if _head(entry, key, may_leave_out):
                left_out.append(entry.file)
                continue
            changes[entry.file] = _form(entry, key)
    return Corrected({file: made for file, made in changes.items() if made}, tuple(left_out))


def _head(entry: Entry, key: str, may_leave_out: bool) -> bool:
    """Draw what the document is called and what is to be said of it; whether it is left out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(entry.file)}**", width="stretch")
        out = may_leave_out and st.checkbox(say("add.leave_out"), key=f"{key}_out_{_digest(entry.file)}")
    if entry.note and not out:
        (st.warning if entry.is_doubtful else st.caption)(plain(entry.note))
    return bool(out)


def _form(entry: Entry, key: str) -> dict[str, str]:
    fields = {}
    for name, column in zip(_FIRST, st.columns((1, 2, 2), gap="small"), strict=True):
        with column:
            fields[name] = _field(entry, name, key)
    if entry.origins:
        st.caption(plain(entry.origins))
    with st.expander(say("add.more_facts")):
        for name in _OTHERS:
            fields[name] = _field(entry, name, key)
    return {name: value for name in FACTS if (value := fields[name]) != entry.facts[name]}


def _field(entry: Entry, name: str, key: str) -> str:
    """Draw a fact; its key holds what it was, so that it begins anew where that has changed."""
    before = entry.facts[name]
    label, help_ = say(f"field.{name}"), find(f"add.help.{name}") or None
    key = f"{key}_{name}_{_digest(entry.file)}_{_digest(before)}"
    return str(st.text_input(label, value=before, key=key, help=help_, max_chars=1_000, placeholder=entry.assumed.get(name)) or "")


def _digest(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"


def _table(entries: Sequence[Entry], key: str, may_leave_out: bool) -> Corrected:
    frame = pd.DataFrame([{"file": e.file, **e.facts, "origins": e.origins, "note": e.note} for e in entries], dtype=str)
    columns: dict[str, Any] = {
        name: st.column_config.TextColumn(say(f"field.{name}"), help=find(f"add.help.{name}") or None, max_chars=1_000) for name in frame.columns
    }
    order = ["file", *_FIRST, *_OTHERS, "origins", "note"]
    if not frame["note"].any():
        order.remove("note")
    if may_leave_out:
        frame[_OUT] = False
        columns[_OUT] = st.column_config.CheckboxColumn(say("add.leave_out"))
        order.insert(1, _OUT)
    edited = st.data_editor(
        frame, key=f"{key}_editor", hide_index=True, disabled=["file", "origins", "note"], column_config=columns, column_order=order
    )
    made = {
        entry.file: {name: str(after[name] or "") for name in FACTS if str(after[name] or "") != entry.facts[name]}
        for entry, after in zip(entries, edited.to_dict("records"), strict=True)
    }
    left_out = tuple(row["file"] for row in edited.to_dict("records") if row.get(_OUT))
    return Corrected({file: facts for file, facts in made.items() if facts and file not in left_out}, left_out)
