"""The list of decisions on the page: who decided what and when, what waits because two reviewers differ, what lost its words, and undoing."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from geodata import words
from geodata.atlas import Kept, OpenAtlas, State
from geodata.language import say
from geodata.model import Action
from geodata.ui.notices import plain
from geodata.ui.reviewing import pick, undo_batch

PAGE = 30


def conflicts(atlas: OpenAtlas, by: str) -> None:
    """Draw each pair of decisions of which the later was made without sight of the earlier, and the ways to settle it."""
    made = {kept.number: kept for kept in atlas.history}
    waiting = [kept for kept in atlas.history if kept.state is State.WAITING and kept.against is not None]
    if not waiting:
        return
    st.markdown(f"### {words.count(len(waiting), 'conflict')}")
    for kept in waiting:
        stands = made[kept.against or 0]
        with st.container(border=True, key=f"conflict_{kept.number}"):
            st.markdown(f"{_sentence(stands)}  \n{say('decided.unseen', decision=_sentence(kept))}")
            with st.container(horizontal=True, gap="small"):
                st.button(
                    say("decided.keep", name=stands.decision.by),
                    key=f"keep_{kept.number}",
                    on_click=undo_batch,
                    args=(atlas, by, kept.number),
                    disabled=not by,
                )
                st.button(
                    say("decided.keep", name=kept.decision.by),
                    key=f"take_{kept.number}",
                    on_click=undo_batch,
                    args=(atlas, by, stands.number),
                    disabled=not by,
                )
                st.button(say("decided.look_at_it"), key=f"look_{kept.number}", on_click=pick, args=(kept.mention_id,))


def orphans(atlas: OpenAtlas, by: str) -> None:
    """Draw the decisions that have no effect because their words are gone, each with the reason."""
    lost = [kept for kept in atlas.history if kept.state is State.ORPHANED]
    if not lost:
        return
    st.markdown(f"### {say('decided.orphans', decisions=words.count(len(lost), 'decision'))}")
    st.caption(say("decided.orphans_what"))
    for kept in lost:
        with st.container(horizontal=True, vertical_alignment="center", key=f"orphan_{kept.number}"):
            found = kept.decision.target
            context = f"{plain(found.prefix)}**{plain(found.exact)}**{plain(found.suffix)}"
            st.markdown(say("decided.orphan", decision=_sentence(kept), context=context, reason=plain(kept.reason)), width="stretch")
            st.button(say("decided.undo"), key=f"undo_{kept.number}", on_click=undo_batch, args=(atlas, by, kept.number), disabled=not by)


def log(atlas: OpenAtlas, by: str) -> None:
    """Draw the decisions, the latest first; what was done at once for several sentences is one line."""
    batches = [list(found) for _, found in groupby(reversed(atlas.history), key=lambda kept: (kept.decision.by, kept.decision.at))]
    st.markdown(f"### {say('review.decisions')}")
    if not batches:
        st.info(say("decided.none"))
        return
    shown = st.session_state.get("log_shown", PAGE)
    for batch in batches[:shown]:
        _line(atlas, by, batch)
    if len(batches) > shown:
        st.button(say("decided.show_more", left=len(batches) - shown), key="log_more", on_click=_more)


def _line(atlas: OpenAtlas, by: str, batch: Sequence[Kept]) -> None:
    first = batch[-1]
    others = say("decided.and_more", number=len(batch) - 1) if len(batch) > 1 else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"log_{first.number}"):
        state = "" if first.state is State.IN_EFFECT else f" · {say(f'decided.state.{first.state.name.lower()}')}"
        st.markdown(f"{_sentence(first)}{others}{state}", width="stretch")
        if first.mention_id:
            st.button(say("decided.look"), key=f"see_{first.number}", on_click=pick, args=(first.mention_id,), type="tertiary")
        if first.state in (State.IN_EFFECT, State.WAITING):
            st.button(
                say("decided.undo"), key=f"undo_{first.number}", on_click=undo_batch, args=(atlas, by, first.number), type="tertiary", disabled=not by
            )


def _sentence(kept: Kept) -> str:
    made = kept.decision
    by, exact = f"**{plain(made.by)}**", f"**{plain(made.target.exact)}**"
    if made.undoes is not None:
        did = say("decided.undid", name=by, number=str(made.undoes), words=exact)
    else:
        did = say(f"decided.did.{made.action.name.lower()}", name=by, words=exact)
    at = say("decided.at", day=words.day(made.at.date()), time=f"{made.at:%H:%M}")
    return f"{kept.number}. {did} ({plain(made.target.source)}){_to(kept)}, {at}"


def _to(kept: Kept) -> str:
    """What was decided, in a few words."""
    made = kept.decision
    if made.undoes is not None or kept.state is State.ORPHANED:
        return ""
    value = json.loads(made.value)
    said = {
        Action.MOVE: value.get("place_name"),
        Action.ADD: value.get("place_name"),
        Action.REDATE: _redated(value),
        Action.RELAYER: value.get("layer"),
        Action.STATUS: f"{value.get('status')}, {value.get('said_by')}",
        Action.NOTE: value.get("note"),
    }.get(made.action)
    return f": {plain(str(said))}" if said else ""


def _redated(value: Mapping[str, Any]) -> str:
    if not value.get("when_precision"):
        return say("decided.no_date")
    return say("decided.dated", begin=value.get("when_begin") or "…", end=value.get("when_end") or "…")


def _more() -> None:
    st.session_state["log_shown"] = st.session_state.get("log_shown", PAGE) + PAGE
