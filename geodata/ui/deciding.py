"""The list of decisions on the page: who decided what and when, what waits because two reviewers differ, what lost its words, and undoing."""

import json
from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from geodata import words
from geodata.atlas import Kept, OpenAtlas, State
from geodata.model import Action
from geodata.ui.notices import plain
from geodata.ui.reviewing import pick, undo_batch

PAGE = 30
_DID = {
    Action.ACCEPT: "accepted",
    Action.REJECT: "took off the map",
    Action.MOVE: "moved",
    Action.REDATE: "dated",
    Action.RELAYER: "put into a layer",
    Action.STATUS: "set status and speaker of",
    Action.NOTE: "wrote a note on",
    Action.ADD: "added",
}


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
            st.markdown(
                f"{_sentence(stands)}  \n{_sentence(kept)}, without having seen it. The first stays in effect until one of them is taken back."
            )
            with st.container(horizontal=True, gap="small"):
                st.button(
                    f"Keep {stands.decision.by}’s", key=f"keep_{kept.number}", on_click=undo_batch, args=(atlas, by, kept.number), disabled=not by
                )
                st.button(
                    f"Keep {kept.decision.by}’s", key=f"take_{kept.number}", on_click=undo_batch, args=(atlas, by, stands.number), disabled=not by
                )
                st.button("Look at it", key=f"look_{kept.number}", on_click=pick, args=(kept.mention_id,))


def orphans(atlas: OpenAtlas, by: str) -> None:
    """Draw the decisions that have no effect because their words are gone, each with the reason."""
    lost = [kept for kept in atlas.history if kept.state is State.ORPHANED]
    if not lost:
        return
    st.markdown(f"### {words.count(len(lost), 'decision')} without their words")
    st.caption("They are kept, and take effect again when a later build has their words.")
    for kept in lost:
        with st.container(horizontal=True, vertical_alignment="center", key=f"orphan_{kept.number}"):
            context = f" in “…{plain(kept.decision.target.prefix)}**{plain(kept.decision.target.exact)}**{plain(kept.decision.target.suffix)}…”"
            st.markdown(f"{_sentence(kept)}{context}: {plain(kept.reason)}.", width="stretch")
            st.button("Undo", key=f"undo_{kept.number}", on_click=undo_batch, args=(atlas, by, kept.number), disabled=not by)


def log(atlas: OpenAtlas, by: str) -> None:
    """Draw the decisions, the latest first; what was done at once for several sentences is one line."""
    batches = [list(found) for _, found in groupby(reversed(atlas.history), key=lambda kept: (kept.decision.by, kept.decision.at))]
    st.markdown("### Decisions")
    if not batches:
        st.info("Nobody has decided anything yet. Begin with the queue.")
        return
    shown = st.session_state.get("log_shown", PAGE)
    for batch in batches[:shown]:
        _line(atlas, by, batch)
    if len(batches) > shown:
        st.button(f"Show more of {len(batches) - shown:,}", key="log_more", on_click=_more)


def _line(atlas: OpenAtlas, by: str, batch: Sequence[Kept]) -> None:
    first = batch[-1]
    others = f" and {len(batch) - 1:,} more" if len(batch) > 1 else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"log_{first.number}"):
        state = "" if first.state is State.IN_EFFECT else f" · {first.state}"
        st.markdown(f"{_sentence(first)}{others}{state}", width="stretch")
        if first.mention_id:
            st.button("Look", key=f"see_{first.number}", on_click=pick, args=(first.mention_id,), type="tertiary")
        if first.state in (State.IN_EFFECT, State.WAITING):
            st.button("Undo", key=f"undo_{first.number}", on_click=undo_batch, args=(atlas, by, first.number), type="tertiary", disabled=not by)


def _sentence(kept: Kept) -> str:
    made = kept.decision
    did = f"took back number {made.undoes} on" if made.undoes is not None else _DID[made.action]
    at = f"{words.day(made.at.date())}, {made.at:%H:%M} UTC"
    return f"{kept.number}. **{plain(made.by)}** {did} **{plain(made.target.exact)}** ({plain(made.target.source)}){_to(kept)}, {at}"


def _to(kept: Kept) -> str:
    """What was decided, in a few words."""
    made = kept.decision
    if made.undoes is not None or kept.state is State.ORPHANED:
        return ""
    value = json.loads(made.value)
    said = {
        Action.MOVE: value.get("place_name"),
        Action.ADD: value.get("place_name"),
        Action.REDATE: f"{value.get('when_begin') or '…'} to before {value.get('when_end') or '…'}" if value.get("when_precision") else "no date",
        Action.RELAYER: value.get("layer"),
        Action.STATUS: f"{value.get('status')}, {value.get('said_by')}",
        Action.NOTE: value.get("note"),
    }.get(made.action)
    return f": {plain(str(said))}" if said else ""


def _more() -> None:
    st.session_state["log_shown"] = st.session_state.get("log_shown", PAGE) + PAGE
