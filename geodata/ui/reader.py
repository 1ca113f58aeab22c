"""The reader: a source's text with its places and time words marked, in step with a small map; else its quotations in order.

Whole sentences are shown only where the pages are not published (they may be edited here), or the source's licence is open.
"""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from geodata import words
from geodata.atlas import OpenAtlas, read_text
from geodata.export import Marked, mark_spans, nearest, occurrences, spot_of
from geodata.language import say, says
from geodata.model import Span
from geodata.quote import is_open
from geodata.segment import paragraphs
from geodata.ui.excerpts import cards, more, shown
from geodata.ui.notices import plain
from geodata.ui.opening import may_edit
from geodata.ui.placing import is_embedded
from geodata.ui.why import picture

PART = 4_000
"""About how many characters of a text are shown at once, so that the chosen sentence is near."""

_CHOICE = "reader_choice"
_CONTRADICTIONS = ("contradiction", "weekday")
"""The codes of what contradicts itself, which readers see without opening anything."""


def reader(atlas: OpenAtlas, source: pd.Series, mentions: pd.DataFrame, problems: pd.DataFrame) -> None:
    """Draw the text of a source where it is kept and may be shown here, beside it the way to its quotations; else only these. A text of which nothing
    is on the map is drawn whole."""
    text = read_text(atlas.folder, source["id"], source["text_sha256"]) if may_read(source["licence"]) else None
    if text is not None and mentions.empty:
        whole = [piece for part in text_parts(text) for piece in part]
        st.html(part_html(text, whole, [], _within(problems)))
    elif text is not None and _wants_text():
        _text(text, mentions, problems)
    else:
        _quotations(mentions, problems)


def _wants_text() -> bool:
    views = says("reader.text", "reader.quotations")
    return st.segmented_control(say("reader.show"), views, key="reader_view", default=views[0], required=True) == views[0]


def may_read(licence: str) -> bool:
    """Whether a text under this licence may be shown whole on these pages."""
    return not is_embedded() and (may_edit() or is_open(licence))


def _text(text: str, mentions: pd.DataFrame, problems: pd.DataFrame) -> None:
    rows = mentions.to_dict("records")
    with st.container(key="reader"):
        left, right = st.columns((3, 2), gap="large")
    with right:
        at = _choose(rows)
        row = rows[at]
        picture(spot_of(row))
        cards(pd.DataFrame([row]), key="source", total=1)
    parts = text_parts(text)
    number = next((n for n, part in enumerate(parts) if part[-1][1] > row["start"]), len(parts) - 1)
    marks, found = marks_of(text, rows, at), _within(problems)
    with left:
        _steps_of_parts(rows, parts, number)
        limits = [parts[n][0][0] if n else 0 for n in range(len(parts))] + [len(text) + 1]
        here = [p for p in found if limits[number] <= p["start"] < limits[number + 1]]
        st.html(part_html(text, parts[number], marks, here))


def _choose(rows: list[dict[Any, Any]]) -> int:
    """Draw the choice of a sentence by its number in the text; give its index."""
    ids = [row["id"] for row in rows]
    chosen = st.session_state.get("mention")
    at = ids.index(chosen) if chosen in ids else 0
    st.session_state[_CHOICE] = at
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            say("reader.go_to"),
            range(len(rows)),
            key=_CHOICE,
            format_func=lambda n: f"{n + 1}: {rows[n]['phrase']}",
            on_change=lambda: _go(ids[st.session_state[_CHOICE]]),
            width=240,
        )
        st.button(say("reader.previous"), key="reader_previous", on_click=_go, args=(ids[max(at - 1, 0)],), disabled=at == 0)
        st.button(say("reader.next"), key="reader_next", on_click=_go, args=(ids[min(at + 1, len(ids) - 1)],), disabled=at == len(ids) - 1)
    return at


def _go(mention_id: str) -> None:
    st.session_state["mention"] = mention_id


def _steps_of_parts(rows: list[dict[Any, Any]], parts: list[list[Span]], number: int) -> None:
    """Say which part of a long text this is; the parts turn with the sentences."""
    if len(parts) > 1:
        inside = sum(parts[number][0][0] <= row["start"] < parts[number][-1][1] for row in rows)
        st.caption(say("reader.part", number=number + 1, of=len(parts), sentences=words.count(inside, "sentence")))


def text_parts(text: str, size: int = PART) -> list[list[Span]]:
    """The paragraphs of a text in parts of about `size` characters; a paragraph longer than that is cut between words where it can be."""
    parts: list[list[Span]] = []
    for start, end in paragraphs(text):
        for piece in _pieces(text, start, end, size):
            if parts and piece[1] - parts[-1][0][0] <= size:
                parts[-1].append(piece)
            else:
                parts.append([piece])
    return parts or [[(0, len(text))]]


def _pieces(text: str, start: int, end: int, size: int) -> list[Span]:
    pieces = []
    while end - start > size:
        blank = text.rfind(" ", start + size // 2, start + size)
        cut = blank + 1 if blank > 0 else start + size
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def marks_of(text: str, rows: list[dict[Any, Any]], chosen: int) -> list[Marked]:
    """The marks of the sentences: each place with its number, the chosen one's apart, and the words that date it."""
    marks = []
    for n, row in enumerate(rows):
        kind = "place dl-here" if n == chosen else "place"
        marks.append(Marked(int(row["start"]), int(row["end"]), kind, str(n + 1)))
    places = {(mark.start, mark.end) for mark in marks}
    times = {span for row in rows if (span := _time_words(text, row))}
    free = (span for span in sorted(times) if not any(start < span[1] and span[0] < end for start, end in places))
    return [*marks, *(Marked(start, end, "dated") for start, end in free)]


def _time_words(text: str, row: dict[Any, Any]) -> Span | None:
    """Where the words stand that date a sentence: in its quotation, else the nearest before it (what dates its passage), else the nearest after."""
    start, end = int(row["quote_start"]), int(row["quote_end"])
    from_ = max(start - PART, 0)
    place = int(row["start"]), int(row["end"])
    spans = [(from_ + first, from_ + last) for first, last in occurrences(row["dated_words"], text[from_ : end + PART])]
    quoted = [span for span in spans if start <= span[0] and span[1] <= end]
    before = [span for span in spans if span[1] <= place[0]]
    return nearest(quoted, place) or nearest(before, place) or nearest(spans, place)


def part_html(text: str, part: list[Span], marks: list[Marked], problems: list[dict[Any, Any]]) -> str:
    """A part of the text as HTML, everything of it escaped, each finding that is not on the map below the paragraph in which it stands."""
    body, left = [], list(problems)
    for start, end in part:
        body.append(f'<p dir="auto">{mark_spans(text, start, end, marks)}</p>')
        body.append(findings_html([p for p in left if p["start"] < end]))
        left = [p for p in left if p["start"] >= end]
    return f'<section class="dl-reader" aria-label="{escape(say("reader.text_of_source"))}">{"".join(body)}{findings_html(left)}</section>'


def findings_html(problems: list[dict[Any, Any]]) -> str:
    """What is not on the map, in place: contradictions open, all else folded away; empty for none."""
    open_ = [p for p in problems if p["code"] in _CONTRADICTIONS]
    others = [p for p in problems if p["code"] not in _CONTRADICTIONS]
    said = "".join(f'<p class="dl-finding" dir="auto"><b>{say("reader.contradiction")}</b> {escape(p["message"])}</p>' for p in open_)
    if not others:
        return said
    lines = "".join(f'<li dir="auto">{words.quoted(escape(p["subject"]))}: {escape(p["message"])}</li>' for p in others)
    summary = say("reader.findings", findings=words.count(len(others), "finding"))
    return f'{said}<details class="dl-finding"><summary>{summary}</summary><ul>{lines}</ul></details>'


def _quotations(mentions: pd.DataFrame, problems: pd.DataFrame) -> None:
    """The quotations in the order of the text, with what is not on the map between them where it stands."""
    ids = list(mentions["id"])
    chosen = st.session_state.get("mention")
    drawn = max(shown("source"), ids.index(chosen) + 1 if chosen in ids else 0)
    left = _within(problems)
    for row in mentions.head(drawn).to_dict("records"):
        _findings([p for p in left if p["start"] < row["start"]])
        left = [p for p in left if p["start"] >= row["start"]]
        cards(pd.DataFrame([row]), key="source", total=1)
    if drawn >= len(mentions):
        _findings(left)
    more("source", min(drawn, len(mentions)), len(mentions))


def _findings(problems: list[dict[Any, Any]]) -> None:
    if html := findings_html(problems):
        st.html(html)


def _within(problems: pd.DataFrame) -> list[dict[Any, Any]]:
    """Those that stand somewhere in the text."""
    return problems[problems["start"].notna()].to_dict("records")


def findings_without_place(problems: pd.DataFrame) -> None:
    """Draw what concerns a source as a whole, before its text."""
    for row in problems[problems["start"].isna()].to_dict("records"):
        (st.warning if row["code"] in _CONTRADICTIONS else st.caption)(
            plain(f"{row['subject']}: {row['message']}" if row["subject"] else row["message"])
        )
