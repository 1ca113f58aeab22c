"""Building an atlas anew on the page: start it, see what would change, put it in use, and go back."""

from functools import partial
from pathlib import Path

import streamlit as st

from geodata import comparing, jobs, query
from geodata.atlas import OpenAtlas, builds, current_build, open_atlas, put_in_use, remove_build
from geodata.comparing import Change, Kind
from geodata.intake import Intake
from geodata.language import find, say, says
from geodata.ui.adding import stage
from geodata.ui.notices import attempt, notify, plain
from geodata.ui.opening import layers
from geodata.ui.tables import facts, table
from geodata.ui.whole import with_sentence

SHOWN = 200
"""How many changes of a kind are listed."""


def start_rebuild(atlas: OpenAtlas) -> None:
    """Draw the button that builds the atlas anew as a candidate, or how far such work is."""
    intake = Intake(atlas.folder)
    job = intake.job
    if not intake.sources.is_dir():
        st.info(say("rebuild.no_documents"))
        return
    _watch(job)
    st.button(say("rebuild.start"), key="rebuild", on_click=_start, args=(atlas.folder,), disabled=jobs.progress(job).state is jobs.State.RUNNING)


@st.fragment(run_every=2)
def _watch(job: Path) -> None:
    work = jobs.progress(job)
    was_running = st.session_state.get("_rebuilding", False)
    st.session_state["_rebuilding"] = work.state is jobs.State.RUNNING
    if work.state is jobs.State.RUNNING:
        share = work.done / work.of if work.of else 0.0
        left = say("rebuild.left", seconds=round(work.left_s)) if work.left_s else ""
        counted = say("rebuild.progress", stage=stage(work), done=work.done, of=work.of) if work.of else stage(work)
        st.progress(min(share, 1.0), counted + left)
        st.button(say("add.cancel"), key="cancel_rebuild", on_click=jobs.cancel, args=(job,))
    elif was_running:
        if work.state is jobs.State.DONE:
            notify(say("rebuild.made", build=work.message) if work.message else say("rebuild.same"))
        st.rerun()
    elif work.state in (jobs.State.FAILED, jobs.State.ENDED) and work.message:
        st.error(plain(work.message))


def candidates(atlas: OpenAtlas) -> str | None:
    """Draw the choice among the builds that are not in use, the latest first, and give the chosen one; None where there is no other."""
    others = [name for name in reversed(builds(atlas.folder)) if name != atlas.build]
    if not others:
        st.info(say("rebuild.no_other"))
        return None
    if st.session_state.get("_newest") != (atlas.folder, max(others, key=int)) or st.session_state.get("compared") not in others:
        st.session_state.update(_newest=(atlas.folder, max(others, key=int)), compared=others[0])  # what was just made is what one wants to see
    labels = {name: say("rebuild.newer" if int(name) > int(atlas.build) else "rebuild.earlier", build=name) for name in others}
    return st.selectbox(say("rebuild.compare", build=atlas.build), others, key="compared", format_func=labels.__getitem__)


def comparison(atlas: OpenAtlas, name: str) -> None:
    """Draw how the build differs from the one in use, and the buttons that put it in use or remove it."""
    other = _opened(atlas.folder, name, atlas.version)
    _made_by(atlas, other)
    is_newer = int(name) > int(atlas.build)
    with st.container(horizontal=True, gap="small"):
        label = say("rebuild.use" if is_newer else "rebuild.go_back", build=name)
        st.button(label, key="use", type="primary" if is_newer else "secondary", on_click=_use, args=(atlas.folder, name))
        with st.popover(say("rebuild.remove")):
            st.button(say("rebuild.remove_it", build=name), key="remove_build", on_click=_remove, args=(atlas.folder, name))
    found = comparing.compare(atlas, other)
    if not found:
        st.success(say("rebuild.no_change"))
        return
    numbers = [(kind, [change for change in found if change.kind is kind]) for kind in Kind]
    st.markdown(" · ".join(_counted(kind, len(changes)) for kind, changes in numbers if changes))
    there = say("rebuild.would_be") if is_newer else say("rebuild.in_build", build=name)
    for kind, changes in numbers:
        if changes:
            _listed(_counted(kind, len(changes)), changes, atlas if kind is Kind.VANISHED else other, there)


def _listed(counted: str, changes: list[Change], of: OpenAtlas, there: str) -> None:
    st.markdown(f"### {counted}")
    labels = {layer.id: layer.label for layer in layers().layers}
    rows = [
        (
            c.surface,
            say("measure.kilometres", number=f"{c.km:,.1f}") if c.km is not None else "",
            labels.get(c.was, c.was),
            labels.get(c.now, c.now),
            with_sentence(of, {"document_id": c.document_id, "start": c.start, "quote": c.quote})["quote"],
            c.source,
        )
        for c in changes[:SHOWN]
    ]
    columns = [*says("field.words", "rebuild.how_far", "rebuild.now"), there, *says("field.sentence", "field.source")]
    kept = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    table([columns[n] for n in kept], [[row[n] for n in kept] for row in rows], counted)
    if len(changes) > SHOWN:
        st.caption(say("rebuild.first", number=SHOWN, of=len(changes)))


def _counted(kind: Kind, number: int) -> str:
    return say(f"rebuild.kind.{kind.name.lower()}", n=number)


def _made_by(atlas: OpenAtlas, other: OpenAtlas) -> None:
    now, then = query.versions(atlas), query.versions(other)
    unknown = say("rebuild.not_known")
    differ = {part: f"{now.get(part, unknown)} → {then.get(part, unknown)}" for part in sorted(now.keys() | then.keys())}
    facts({find(f"rebuild.part.{part.replace(' ', '_')}") or part: said for part, said in differ.items() if now.get(part) != then.get(part)})


@st.cache_resource(max_entries=2, show_spinner=say("rebuild.opening"))
def _opened(folder: Path, name: str, version: str) -> OpenAtlas:
    return open_atlas(folder, name)


def _start(folder: Path) -> None:
    attempt(partial(jobs.start, ["rebuild", str(folder)], Intake(folder).job), say("rebuild.started"))


def _use(folder: Path, name: str) -> None:
    was = current_build(folder).name
    attempt(partial(put_in_use, folder, name), say("rebuild.used", build=name, was=was))


def _remove(folder: Path, name: str) -> None:
    attempt(partial(remove_build, folder, name), say("rebuild.removed", build=name))
