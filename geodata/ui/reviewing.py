"""A sentence under review on the page: what it says, why it is in doubt, and what may be decided of it by a key or a click.

What a button does is made of what the fields hold when it is pressed: a field that is left for the button has its new value only then.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from geodata import atlas as atlases
from geodata import moment, query, review, words
from geodata.atlas import Kept, OpenAtlas, State
from geodata.language import say
from geodata.model import Decision
from geodata.review import Reviewing
from geodata.ui.excerpts import card
from geodata.ui.notices import attempt, notify, plain
from geodata.ui.opening import ask
from geodata.ui.opening import atlas as opened
from geodata.ui.queueing import Row, come_back, go_on, is_up, step
from geodata.ui.whole import whole

REVIEWER = "reviewer"
_LIVING = (State.IN_EFFECT, State.WAITING)
_VERDICTS = (review.accept, review.reject, review.move)
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
    return who()


def who() -> str:
    """Who reviews, by what the field of the name holds now."""
    return str(st.session_state.get(REVIEWER) or "").strip()


def rate(atlas: OpenAtlas) -> None:
    """Draw the atlas's error rate, in words."""
    st.caption(review.rate_in_words(ask(query.reviewed, atlas)))


def show(atlas: OpenAtlas, row: Row) -> None:
    """Draw the sentence, why it is in doubt, and what others noted. Where its text is kept here, the sentence is whole, as the text around it is."""
    with st.container(border=True):
        st.html(card(whole(atlas, row)))
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
    first = (first and text.find(" ", first, start) + 1) or first  # at a word, where there is one
    before, after = ("… " if first else "") + text[first:start], text[end:last] + (" …" if last < len(text) else "")
    return f'<p class="dl-around" dir="auto">{escape(before)}<mark class="dl-place">{escape(text[start:end])}</mark>{escape(after)}</p>'


def verdicts(atlas: OpenAtlas, by: str, row: Row) -> None:
    """Draw the choice of what a decision applies to, and the buttons for a verdict."""
    _scope(atlas, row)
    missing = None if by else say("review.no_name")
    with st.container(horizontal=True, gap="small", key="verdicts"):
        label, args = say("review.accept"), (atlas, row, review.accept)
        st.button(label, key="accept", type="primary", shortcut="A", on_click=_verdict, args=args, disabled=not by, help=missing)
        label, args = say("review.reject"), (atlas, row, review.reject)
        st.button(label, key="reject", shortcut="X", on_click=_verdict, args=args, disabled=not by, help=missing)
        st.button(say("review.next"), key="next", shortcut="N", on_click=step, args=(1,))
        st.button(say("review.previous"), key="previous", shortcut="P", on_click=step, args=(-1,))
        is_mine = any(kept.decision.by == by and kept.state in _LIVING for kept in atlas.history)
        st.button(say("review.undo"), key="undo_last", shortcut="U", on_click=_undo_last, disabled=not is_mine)
    if missing:
        st.caption(missing)


def _verdict(atlas: OpenAtlas, row: Row, make: Callable[..., list[Decision]]) -> None:
    decide(atlas, row, make)


def decide(atlas: OpenAtlas, row: Row, make: Callable[..., list[Decision]], *arguments: object) -> bool:
    """Make and store decisions on the sentences that the reviewer chose, and say what came of it; whether they were stored.

    What the reviewer saw is `atlas`, as it was drawn.
    """
    if not is_up(row["id"]):
        notify(say("review.too_soon"), failed=True, passing=True)
        return False
    rows, reviewing = _chosen(atlas, row), Reviewing(atlas, who(), moment.now())
    numbers = attempt(lambda: review.store(reviewing, make(reviewing, rows, *arguments)), passing=True)
    if not numbers:
        return False
    waits = next((kept for kept in opened().history if kept.number in numbers and kept.state is State.WAITING), None)
    if waits is not None:
        _say_conflict(waits)
    else:
        notify(say(f"review.done.{make.__name__}", sentences=words.count(len(numbers), "sentence")), passing=True)
        if make in _VERDICTS:
            go_on({one["id"] for one in rows})
    return True


def _say_conflict(waits: Kept) -> None:
    stands = next(kept.decision for kept in opened().history if kept.number == waits.against)
    did = say(f"decided.did.{stands.action.name.lower()}", name=stands.by, words=stands.target.exact)
    notify(say("review.waits", did=did), failed=True, passing=True)


def undo_batch(atlas: OpenAtlas, number: int) -> None:
    """Take back a decision and those that were made with it."""
    made = next(kept.decision for kept in atlas.history if kept.number == number)
    batch = [k.number for k in atlas.history if (k.decision.by, k.decision.at) == (made.by, made.at) and k.state in (*_LIVING, State.ORPHANED)]
    reviewing = Reviewing(atlas, who(), moment.now())
    if done := attempt(lambda: review.store(reviewing, review.undo(reviewing, batch)), passing=True):
        notify(say("review.undone", decisions=words.count(len(done), "decision")), passing=True)


def _undo_last() -> None:
    """Take back what the reviewer did last, by what the atlas holds now, and have its sentence up again."""
    now, by = opened(), who()
    mine = next((kept for kept in reversed(now.history) if kept.decision.by == by and kept.state in _LIVING), None)
    if mine is not None:
        undo_batch(now, mine.number)
        come_back(mine.mention_id)


_ALIKE: Mapping[str, Callable[[OpenAtlas, Row], Sequence[Row]]] = {
    "this": lambda atlas, row: [row],
    "in_source": lambda atlas, row: _alike(atlas, row, row["document_id"]),
    "in_atlas": lambda atlas, row: _alike(atlas, row, None),
}
"""What a decision may be about → its sentences."""


def _alike(atlas: OpenAtlas, row: Row, document_id: str | None) -> list[Row]:
    found = ask(query.mentions_alike, atlas, row["surface"], row["phrase"], document_id)
    return [{str(name): value for name, value in one.items()} for one in found.to_dict("records")]


def _scope(atlas: OpenAtlas, row: Row) -> None:
    phrase = " ".join(row["phrase"].split())
    labels = {"this": say("review.this"), "in_source": say("review.in_source", words=phrase), "in_atlas": say("review.in_atlas", words=phrase)}
    numbers = {name: len(alike(atlas, row)) for name, alike in _ALIKE.items()}
    labels = {name: f"{label} ({numbers[name]:,})" if numbers[name] > 1 else label for name, label in labels.items()}
    st.selectbox(say("review.about"), list(labels), key=f"scope_{row['id']}", format_func=labels.__getitem__)


def _chosen(atlas: OpenAtlas, row: Row) -> Sequence[Row]:
    return _ALIKE[st.session_state.get(f"scope_{row['id']}", "this")](atlas, row)
