"""The review queue on the page: one sentence after another, the least certain first, each with what may be decided by a key or a click."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from geodata import atlas as atlases
from geodata import moment, query, review, words
from geodata.atlas import OpenAtlas, State
from geodata.language import say
from geodata.model import Decision
from geodata.review import Reviewing
from geodata.ui.excerpts import card
from geodata.ui.notices import attempt, notify, plain
from geodata.ui.opening import ask

Row = dict[Any, Any]

REVIEWER = "reviewer"
_AT, _PICKED = "review_at", "review_picked"
_LIVING = (State.IN_EFFECT, State.WAITING)
_AROUND = 350
"""How many characters of the text are shown before and after the words."""


def reviewer() -> str:
    """Ask once who reviews, and keep it for the session; empty where nobody has said."""
    st.text_input(
        say("review.name"),
        key=REVIEWER,
        max_chars=80,
        persist_state="session",
        placeholder=say("review.name_as"),
        width=360,
    )
    return str(st.session_state.get(REVIEWER) or "").strip()


def rate(atlas: OpenAtlas) -> None:
    """Draw the atlas's error rate, in words."""
    st.caption(review.rate_in_words(ask(query.reviewed, atlas)))


def current(atlas: OpenAtlas) -> Row | None:
    """Draw the choice of the source and give the row that is up; None where nothing is left."""
    documents = ask(query.documents, atlas)
    titles = {None: say("review.all_sources"), **dict(zip(documents["id"], documents["title"], strict=True))}
    source = st.selectbox(say("field.source"), list(titles), key="review_source", format_func=titles.__getitem__, on_change=_first, width=640)
    queue = ask(query.review_queue, atlas, source)
    if picked := st.session_state.get(_PICKED):
        row = ask(query.any_mention, atlas, picked)
        if row is not None:
            st.button(say("review.back"), on_click=_first, key="review_leave")
            return row
    if queue.empty:
        return None
    at = min(st.session_state.get(_AT, 0), len(queue) - 1)
    st.session_state[_AT] = at
    st.markdown(say("review.at", number=at + 1, of=len(queue)))
    return {str(name): value for name, value in queue.iloc[at].items()}


def show(row: Row) -> None:
    """Draw the sentence, why it is in doubt, and what others noted."""
    with st.container(border=True):
        st.html(card(row))
    reasons = review.doubts(row)
    said = "; ".join(plain(reason) for reason in reasons)
    st.markdown(say("review.doubts", reasons=said) if reasons else say("review.no_doubt"))
    if row["note"]:
        st.info(plain(row["note"]))


def surroundings(atlas: OpenAtlas, row: Row) -> None:
    """Draw the text around the words, where the atlas keeps it."""
    text = atlases.read_text(atlas.folder, row["document_id"], row["text_sha256"])
    if text is not None:
        with st.expander(say("review.around"), expanded=True):
            st.html(around(text, int(row["start"]), int(row["end"])))


def around(text: str, start: int, end: int) -> str:
    """The words of a text marked among those around them, as HTML."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before, after = ("… " if first else "") + text[first:start], text[end:last] + (" …" if last < len(text) else "")
    return f'<p class="dl-around" dir="auto">{escape(before)}<mark class="dl-place">{escape(text[start:end])}</mark>{escape(after)}</p>'


def verdicts(atlas: OpenAtlas, by: str, row: Row) -> list[Row]:
    """Draw the choice of what a decision applies to and the buttons for a verdict; give the rows that are chosen."""
    rows = _scope(atlas, row)
    with st.container(horizontal=True, gap="small", key="verdicts"):
        st.button(
            say("review.accept"), key="accept", type="primary", shortcut="A", on_click=decide, args=(atlas, by, review.accept, rows), disabled=not by
        )
        st.button(say("review.reject"), key="reject", shortcut="X", on_click=decide, args=(atlas, by, review.reject, rows), disabled=not by)
        st.button(say("review.next"), key="next", shortcut="N", on_click=_step, args=(1,))
        st.button(say("review.previous"), key="previous", shortcut="P", on_click=_step, args=(-1,))
        mine = next((kept for kept in reversed(atlas.history) if kept.decision.by == by and kept.state in _LIVING), None)
        last = (atlas, by, mine and mine.number)
        st.button(say("review.undo"), key="undo_last", shortcut="U", on_click=undo_batch, args=last, disabled=mine is None)
    if not by:
        st.caption(say("review.no_name"))
    return rows


def decide(atlas: OpenAtlas, by: str, make: Callable[..., list[Decision]], rows: Sequence[Row], *arguments: object) -> None:
    """Make and store decisions on the rows, and say what was done. What the reviewer saw is `atlas`, as it was drawn."""

    def act() -> int:
        reviewing = Reviewing(atlas, by, moment.now())
        return len(review.store(reviewing, make(reviewing, rows, *arguments)))

    done = attempt(act)
    if done:
        notify(say(f"review.done.{make.__name__}", sentences=words.count(done, "sentence")))


def undo_batch(atlas: OpenAtlas, by: str, number: int) -> None:
    """Take back a decision and those that were made with it."""
    made = next(kept.decision for kept in atlas.history if kept.number == number)
    batch = [k.number for k in atlas.history if (k.decision.by, k.decision.at) == (made.by, made.at) and k.state in (*_LIVING, State.ORPHANED)]

    def act() -> int:
        reviewing = Reviewing(atlas, by, moment.now())
        return len(review.store(reviewing, review.undo(reviewing, batch)))

    if done := attempt(act):
        notify(say("review.undone", decisions=words.count(done, "decision")))


def pick(mention_id: str) -> None:
    """Have a mention up that is not next in the queue."""
    st.session_state[_PICKED] = mention_id
    st.session_state["review_part"] = say("review.queue")


def _scope(atlas: OpenAtlas, row: Row) -> list[Row]:
    alike = {
        say("review.this"): pd.DataFrame([row]),
        say("review.in_source", words=row["phrase"]): ask(query.mentions_alike, atlas, row["surface"], row["phrase"], row["document_id"]),
        say("review.in_atlas", words=row["phrase"]): ask(query.mentions_alike, atlas, row["surface"], row["phrase"], None),
    }
    labels = {name: f"{name} ({len(found):,})" if len(found) > 1 else name for name, found in alike.items()}
    chosen = st.selectbox(say("review.about"), list(alike), key=f"scope_{row['id']}", format_func=labels.__getitem__)
    return [{str(name): value for name, value in found.items()} for found in alike[chosen].to_dict("records")]


def _step(by: int) -> None:
    st.session_state[_AT] = max(st.session_state.get(_AT, 0) + by, 0)
    st.session_state.pop(_PICKED, None)


def _first() -> None:
    st.session_state[_AT] = 0
    st.session_state.pop(_PICKED, None)
