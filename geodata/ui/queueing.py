"""Which sentence a reviewer has up. It stays until it is accepted, rejected or moved, or the reviewer goes on: whatever else is decided, and whoever
decides it, nothing else slips under their hands."""

from collections.abc import Collection
from typing import Any

import streamlit as st

from geodata import query
from geodata.atlas import OpenAtlas
from geodata.language import say
from geodata.ui.opening import ask

Row = dict[Any, Any]

_UP, _PICKED = "review_up", "review_picked"
_ORDER, _LEFT = "review_order", "review_left"
"""The order of the queue as the reviewer found it, with what was decided since; and which of it is left."""


def current(atlas: OpenAtlas) -> Row | None:
    """Draw the choice of the source and give the row that is up; None where nothing is left."""
    documents = ask(query.documents, atlas)
    titles = {"": say("review.all_sources"), **dict(zip(documents["id"], documents["title"], strict=True))}
    source = st.selectbox(say("field.source"), list(titles), key="review_source", format_func=titles.__getitem__, on_change=_first, width=640)
    left = _queue(atlas, source or None)
    if row := _row(atlas, st.session_state.get(_PICKED)):
        st.button(say("review.back"), on_click=_back, key="review_leave")
        return row
    row = _row(atlas, st.session_state.get(_UP)) or (_row(atlas, left[0]) if left else None)
    if row is not None:
        st.session_state[_UP] = row["id"]
        is_left = row["id"] in left
        st.markdown(say("review.at", number=left.index(row["id"]) + 1, of=len(left)) if is_left else say("review.no_longer", n=len(left)))
    return row


def is_up(mention_id: str) -> bool:
    """Whether the sentence is the one that is up. While a page is drawn anew its buttons still belong to the one before."""
    return mention_id == (st.session_state.get(_PICKED) or st.session_state.get(_UP))


def step(by: int) -> None:
    """Have the next or the one before up; from one that was picked, back to the queue."""
    if not st.session_state.pop(_PICKED, None):
        st.session_state[_UP] = next(iter(_neighbours(by)), st.session_state.get(_UP))


def go_on(decided: Collection[str]) -> None:
    """Have the next up after a verdict on the sentences `decided`, where the one that is up is among them."""
    if st.session_state.get(_PICKED) in decided:
        st.session_state.pop(_PICKED)
    if st.session_state.get(_UP) in decided:
        st.session_state[_UP] = next((id_ for by in (1, -1) for id_ in _neighbours(by) if id_ not in decided), None)


def come_back(mention_id: str) -> None:
    """Have a sentence up again whose verdict was taken back."""
    st.session_state.pop(_PICKED, None)
    if mention_id in _order():
        st.session_state[_UP] = mention_id
    else:
        pick(mention_id)


def pick(mention_id: str) -> None:
    """Have a mention up that is not next in the queue."""
    st.session_state[_PICKED] = mention_id
    st.session_state["review_part"] = say("review.queue")


def _queue(atlas: OpenAtlas, source: str | None) -> tuple[str, ...]:
    """What is left, in the order in which the reviewer found it: a new date would else change the place of the sentence in the queue."""
    found = ask(query.review_queue, atlas, source)
    of = (str(atlas.folder), atlas.build, source)
    before = _order() if st.session_state.get(_ORDER, (None,))[0] == of else ()
    known, open_ = set(before), set(found)
    order = (*before, *(id_ for id_ in found if id_ not in known))
    left = tuple(id_ for id_ in order if id_ in open_)
    st.session_state.update({_ORDER: (of, order), _LEFT: left})
    return left


def _order() -> tuple[str, ...]:
    order: tuple[str, ...] = st.session_state.get(_ORDER, (None, ()))[1]
    return order


def _neighbours(by: int) -> list[str]:
    """What is left after (1) or before (-1) the sentence that is up, the nearest first."""
    order, left, up = _order(), set(st.session_state.get(_LEFT, ())), st.session_state.get(_UP)
    at = order.index(up) if up in order else -1
    way = order[at + 1 :] if by > 0 else order[: max(at, 0)][::-1]
    return [id_ for id_ in way if id_ in left]


def _row(atlas: OpenAtlas, mention_id: str | None) -> Row | None:
    return ask(query.any_mention, atlas, mention_id) if mention_id else None


def _first() -> None:
    st.session_state.pop(_UP, None)
    _back()


def _back() -> None:
    st.session_state.pop(_PICKED, None)
