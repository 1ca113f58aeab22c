"""The list of decisions on the page: who decided what and when, what waits because two reviewers differ, what lost its words, and undoing."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from geodata import words
from geodata.atlas import Kept, OpenAtlas, State
from geodata.export import decided
from geodata.language import find, say
from geodata.ui.notices import plain
from geodata.ui.queueing import pick
from geodata.ui.reviewing import undo_batch
from geodata.ui.when import local

PAGE = 30


def conflicts(atlas: OpenAtlas, by: str, mention_id: str | None = None) -> None:
    """Draw each pair of decisions of which the later was made without sight of the earlier, and the ways to settle it; of one mention, or all."""
    made = {kept.number: kept for kept in atlas.history}
    waiting = [kept for kept in atlas.history if kept.state is State.WAITING and mention_id in (None, kept.mention_id)]
    if waiting and mention_id is None:
        st.markdown(f"### {words.count(len(waiting), 'conflict')}")
    for kept in waiting:
        _conflict(atlas, by, made[kept.against or 0], kept, is_up=mention_id is not None)


def _conflict(atlas: OpenAtlas, by: str, stands: Kept, waits: Kept, *, is_up: bool) -> None:
    with st.container(border=True, key=f"conflict_{waits.number}"):
        st.markdown(f"{_sentence(stands)}  \n{say('decided.unseen', decision=_sentence(waits))}")
        with st.container(horizontal=True, gap="small"):
            for key, keeps, gone in (("keep", stands, waits), ("take", waits, stands)):
                label, args = say("decided.keep", name=plain(keeps.decision.by)), (atlas, gone.number)
                st.button(label, key=f"{key}_{waits.number}", on_click=undo_batch, args=args, disabled=not by)
            if is_up:
                st.button(say("decided.to_all"), key=f"all_{waits.number}", on_click=_to_decisions, type="tertiary")
            else:
                st.button(say("decided.look_at_it"), key=f"look_{waits.number}", on_click=pick, args=(waits.mention_id,))


def _to_decisions() -> None:
    st.session_state["review_part"] = say("review.decisions")


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
            st.button(say("decided.undo"), key=f"undo_{kept.number}", on_click=undo_batch, args=(atlas, kept.number), disabled=not by)


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
        known = find(f"decided.state.{first.state.name.lower()}")
        state = f" · {known}" if known else ""
        st.markdown(f"{_sentence(first)}{others}{state}", width="stretch")
        if first.mention_id:
            st.button(say("decided.look"), key=f"see_{first.number}", on_click=pick, args=(first.mention_id,), type="tertiary")
        if first.state in (State.IN_EFFECT, State.WAITING):
            st.button(
                say("decided.undo"), key=f"undo_{first.number}", on_click=undo_batch, args=(atlas, first.number), type="tertiary", disabled=not by
            )


def _sentence(kept: Kept) -> str:
    made = kept.decision
    by, exact = f"**{plain(made.by)}**", f"**{plain(' '.join(made.target.exact.split()))}**"
    if made.undoes is not None:
        did = say("decided.undid", name=by, number=str(made.undoes), words=exact)
    else:
        did = say(f"decided.did.{made.action.name.lower()}", name=by, words=exact)
    return f"{kept.number}. {did} ({plain(made.target.source)}){_to(kept)}, {local(made.at)}"


def _to(kept: Kept) -> str:
    """What was decided, in a few words."""
    said = "" if kept.state is State.ORPHANED else decided(kept.decision)
    return f": {plain(said)}" if said else ""


def _more() -> None:
    st.session_state["log_shown"] = st.session_state.get("log_shown", PAGE) + PAGE
