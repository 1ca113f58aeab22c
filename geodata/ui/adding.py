"""Adding documents on the page: give them, look at what was read with where each fact comes from, add them, watch the work, see what was left out.

No document is opened here: a process of its own reads them (see `jobs`), and this page shows what it says.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from geodata import jobs, query, words
from geodata.atlas import new_atlas, read_facts
from geodata.config import load_settings
from geodata.intake import Input, Intake, Look, Unread
from geodata.jobs import State
from geodata.language import find, say, says
from geodata.model import Atlas
from geodata.ui.facts import FEW, Corrected, correct, entry_of, entry_of_stored
from geodata.ui.notices import attempt, notify, plain
from geodata.ui.opening import atlas, chosen, is_reference
from geodata.ui.state import choose_atlas
from geodata.ui.tables import table

_SUFFIXES = ["txt", "md", "html", "htm", "pdf", "docx", "eml", "mbox", "zip", "csv"]
_NAMED = 5
"""How many documents without a sure date are named."""
_SHORT = 10
"""A list of so many lines is not folded away."""
_REFRESH_S = 1.0


def add_documents() -> None:
    """Draw what comes next: the work that is under way, what waits to be looked at, or the form to give documents."""
    intake = Intake(chosen().folder)
    work = jobs.progress(intake.job)
    if work.state is State.RUNNING:
        _watch()
        return
    if work.state in (State.FAILED, State.CANCELLED, State.ENDED) and not intake.is_empty():
        _stopped(intake, work)
        return
    if work.state is State.DONE and intake.is_empty():
        _came_of_it(intake)
    looks, unread = intake.looks()
    if looks or unread:
        _look(intake, looks, unread)
    else:
        _form(intake)


def stored_documents() -> None:
    """Draw the documents that the atlas has, with their facts to be edited; a change builds it again."""
    intake = Intake(chosen().folder)
    if is_reference(intake.atlas) or not intake.sources.is_dir() or jobs.progress(intake.job).state is State.RUNNING:
        return
    documents = query.documents(atlas())
    st.markdown(f"### {say('add.stored', documents=words.count(len(documents), 'document'))}")
    st.caption(say("add.stored_change"))
    corrected = correct([entry_of_stored(row) for row in documents.to_dict("records")], "stored")
    if st.button(say("add.save"), disabled=not corrected.changes, key="rebuild"):
        _edit_and_start(intake, corrected)
        st.rerun()


@st.fragment(run_every=_REFRESH_S)
def _watch() -> None:
    intake = Intake(chosen().folder)
    work = jobs.progress(intake.job)
    if work.state is not State.RUNNING:
        st.rerun()
    st.markdown(f"**{stage(work)} …**")
    share = min(1.0, work.done / work.of) if work.of else 0.0
    counted = say("add.done_of", done=work.done, of=work.of) if work.of > 1 else ""
    st.progress(share, text=" · ".join(part for part in (counted, _left(work.left_s)) if part) or " ")
    st.caption(say("add.meanwhile"))
    if st.button(say("add.cancel"), key="cancel"):
        jobs.cancel(intake.job)


def stage(work: jobs.Progress) -> str:
    """What is being done, in words."""
    return find(f"stage.{work.stage.replace(' ', '_')}") or work.stage


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return say("add.soon_done") if seconds < 50 else say("add.time_left", minutes=words.count(round(seconds / 60) or 1, "minute"))


def _stopped(intake: Intake, work: jobs.Progress) -> None:
    if work.state is State.CANCELLED:
        st.info(say("add.cancelled"))
    elif work.state is State.ENDED:
        st.warning(say("add.ended"))
        if work.message.startswith("geodata: "):
            st.caption(plain(work.message.removeprefix("geodata: ")))
    else:
        st.error(plain(work.message or say("add.failed")))
    with st.container(horizontal=True, gap="small"):
        if st.button(say("add.go_on"), type="primary", key="go_on"):
            _start(intake, look=not intake.looks()[0])
            st.rerun()
        _discard(intake)


def _came_of_it(intake: Intake) -> None:
    added, unread = intake.result()
    if added or (intake.has_result() and not unread):
        counted = query.counts(atlas(), query.Filters())
        holds = {"sentences": words.count(counted.mentions_of, "sentence"), "places": words.count(counted.sites_of, "place")}
        st.success(say("add.added", documents=words.count(added, "document"), **holds) if added else say("add.saved", **holds))
        if foreign := int((query.problems(atlas())["code"] == "other_language").sum()):
            st.caption(say("add.not_parsed", n=foreign))
        with st.container(horizontal=True, gap="small"):
            st.page_link("pages/map.py", label=say("add.see_the_map"))
            st.page_link("pages/review.py", label=say("add.review_them"))
    _left_out(unread)


def _form(intake: Intake) -> None:
    own = not is_reference(intake.atlas)
    with st.form("give", border=False):
        if own:
            st.caption(say("add.own_atlas", title=plain(chosen().title)))
        else:
            st.info(say("add.reference"))
            st.text_input(say("add.new_title"), value=say("add.new_title_given"), key="new_title", max_chars=200)
        st.file_uploader(
            say("add.files"),
            type=_SUFFIXES,
            accept_multiple_files=True,
            max_upload_size=_most_mb(),
            key="files",
        )
        _addresses(intake)
        st.text_area(say("add.pasted"), key="pasted", height=120)
        st.text_input(say("add.pasted_title"), key="pasted_title", max_chars=300)
        st.form_submit_button(say("add.read_them"), type="primary", on_click=_give)
    st.caption(say("add.before"))


def _most_mb() -> int:
    return max(1, int(load_settings().adding.file_mb))


def _addresses(intake: Intake) -> None:
    if read_facts(intake.atlas).confidential:
        st.caption(say("add.confidential"))
        return
    st.text_area(say("add.addresses"), key="addresses", height=100, help=say("add.addresses_help"))


def _give() -> None:
    """Keep what the form holds, and have it read. A callback, so that a new atlas can be chosen before the page is drawn."""
    given = {key: st.session_state.get(key) or "" for key in ("addresses", "pasted", "pasted_title", "new_title")}
    files = st.session_state.get("files") or []
    if not (files or given["addresses"].split() or given["pasted"].strip()):
        notify(say("add.nothing_given"), failed=True)
        return
    folder = chosen().folder
    if is_reference(folder):
        title = given["new_title"].strip() or say("add.new_title_given")
        made = attempt(lambda: new_atlas(load_settings().atlases, Atlas(title)))
        if made is None:
            return
        choose_atlas(made.name)
        folder = made.folder
    intake = Intake(folder)
    if attempt(lambda: _keep(intake, files, given["addresses"], given["pasted"], given["pasted_title"].strip())):
        _start(intake, look=True)


def _keep(intake: Intake, files: Sequence[Any], addresses: str, pasted: str, title: str) -> int:
    inputs = [Input("file", str(intake.keep_upload(file.name, file.getvalue())), file.name) for file in files]
    for line in addresses.splitlines():
        address, _, copy = line.strip().partition(" ")
        if address:
            url = address if "://" in address else f"https://{address}"
            inputs.append(Input("address", url, url, {"archive_url": copy.strip()} if copy.strip() else {}))
    if pasted.strip():
        file = intake.keep_upload(say("add.pasted_file"), pasted.encode("utf-8", "replace"))
        inputs.append(Input("text", str(file), f"{title or say('add.pasted_name')}.txt", {"title": title} if title else {}))
    intake.give(inputs)
    return len(inputs)


def _start(intake: Intake, *, look: bool = False) -> None:
    attempt(lambda: jobs.start(["add", str(intake.atlas), "--resume", *(["--look"] if look else [])], intake.job))


def _edit_and_start(intake: Intake, corrected: Corrected) -> None:
    """Keep what was changed and go to work with it; where it cannot be kept, nothing starts and the reader is told."""

    def edit_and_start() -> None:
        intake.edit(corrected.changes)
        intake.leave_out(corrected.left_out)
        _start(intake)

    attempt(edit_and_start)


def _look(intake: Intake, looks: list[Look], unread: list[Unread]) -> None:
    st.markdown(f"### {say('add.read', documents=words.count(len(looks), 'document'))}")
    corrected = Corrected({})
    if looks:
        edits = intake.edits()
        st.markdown(say("add.correct"))
        _of_the_dates(looks, edits)
        _of_the_notes(looks)
        corrected = correct([entry_of(look, edits.get(look.source, {})) for look in looks], "waiting", may_leave_out=True)
    _left_out(unread)
    number = len(looks) - len(corrected.left_out)
    with st.container(horizontal=True, gap="small"):
        if number and st.button(say("add.build", documents=words.count(number, "document")), type="primary", key="add"):
            _edit_and_start(intake, corrected)
            st.rerun()
        _discard(intake)


def _of_the_dates(looks: Sequence[Look], edits: Mapping[str, Mapping[str, str]]) -> None:
    """Say how many documents have no date, or one that no source states: what matters most, before the table that may be wider than the page."""
    kept = [look for look in looks if "published" not in edits.get(look.source, {})]
    undated = [look for look in kept if not look.facts.get("published")]
    inferred = [look for look in kept if look.is_inferred and look.facts.get("published")]
    if undated:
        st.warning(say("add.undated", n=len(undated), of=len(looks), names=plain(", ".join(look.source for look in undated[:_NAMED]))))
    if inferred:
        st.warning(say("add.inferred", n=len(inferred), of=len(looks), names=plain(", ".join(look.source for look in inferred[:_NAMED]))))


def _of_the_notes(looks: Sequence[Look]) -> None:
    """List what is to be said of single documents where a table hides it in its last column; a form says it of its own document."""
    noted = [(look.source, look.note.removeprefix(f"{look.source}: ")) for look in looks if look.is_noted]
    if noted and len(looks) > FEW:
        with st.expander(say("add.noted", n=len(noted), of=len(looks)), expanded=len(noted) <= _SHORT):
            table(says("field.file", "field.note"), noted, say("add.noted_table"))


def _discard(intake: Intake) -> None:
    if st.button(say("add.discard"), key="discard"):
        attempt(intake.discard)
        notify(say("add.discarded"))
        st.rerun()


def _left_out(unread: list[Unread]) -> None:
    if unread:
        with st.expander(say("add.left_out", number=len(unread)), expanded=len(unread) <= _SHORT):
            rows = [(u.subject, u.reason.removeprefix(f"{u.subject}: ")) for u in unread]
            table(says("add.given", "add.left_out_why"), rows, say("add.left_out_table"))
