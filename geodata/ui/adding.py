"""Adding documents on the page: give them, look at what was read with where each fact comes from, add them, watch the work, see what was left out.

No document is opened here: a process of its own reads them (see `jobs`), and this page shows what it says.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geodata import jobs, query, words
from geodata.atlas import new_atlas, read_facts
from geodata.config import load_settings
from geodata.intake import FACTS, Input, Intake, Look, Unread
from geodata.jobs import State
from geodata.model import Atlas
from geodata.rows import LIST_SEPARATOR
from geodata.ui.notices import attempt, plain, say
from geodata.ui.opening import atlas, chosen, is_reference
from geodata.ui.state import choose_atlas
from geodata.ui.tables import table

_LABELS = {
    "title": "Title",
    "publisher": "Publisher",
    "author": "Author",
    "published": "Published",
    "language": "Language",
    "url": "Address",
    "archive_url": "Archived copy",
    "licence": "Licence",
}
_HELP = {
    "published": "YYYY-MM-DD, YYYY-MM or YYYY; 'unknown' sets a wrong date aside",
    "language": "A code as in 'en' or 'fr'. Only English is parsed.",
    "archive_url": "Where a copy of the page is kept for good",
}
_STAGES = {
    "start": "Starting",
    "take": "Going through what was given",
    "open the index of names": "Opening the index of names",
    "read": "Reading",
    "place and date": "Finding places and dates",
    "save": "Saving",
}
_SUFFIXES = ["txt", "md", "html", "htm", "pdf", "docx", "eml", "zip", "csv"]
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
    if is_reference(intake.atlas) or not (intake.atlas / "sources").is_dir() or jobs.progress(intake.job).state is State.RUNNING:
        return
    documents = query.documents(atlas())
    st.markdown(f"### {words.count(len(documents), 'document')} in this atlas")
    rows = [_stored_row(row) for row in documents.to_dict("records")]
    st.caption("Change a fact, and build again. Where each comes from stands in the last column; an empty one is left to the document.")
    changes = _editor(rows, "stored")
    if st.button("Save and build again", disabled=not changes, key="rebuild"):
        attempt(lambda: intake.edit(changes))
        _start(intake)
        st.rerun()


@st.fragment(run_every=_REFRESH_S)
def _watch() -> None:
    intake = Intake(chosen().folder)
    work = jobs.progress(intake.job)
    if work.state is not State.RUNNING:
        st.rerun()
    st.markdown(f"**{_STAGES.get(work.stage, work.stage)} …**")
    share = min(1.0, work.done / work.of) if work.of else 0.0
    counted = f"{work.done:,} of {work.of:,}" if work.of > 1 else ""
    st.progress(share, text=" · ".join(part for part in (counted, _left(work.left_s)) if part) or " ")
    st.caption("The atlas stays as it is until everything is done. You may leave this page; the work goes on.")
    if st.button("Cancel", key="cancel"):
        jobs.cancel(intake.job)


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return "less than a minute left" if seconds < 50 else f"about {words.count(round(seconds / 60) or 1, 'minute')} left"


def _stopped(intake: Intake, work: jobs.Progress) -> None:
    if work.state is State.CANCELLED:
        st.info("Cancelled. What was read so far is kept, and the atlas is as it was.")
    elif work.state is State.ENDED:
        st.warning("The work was ended before it was done. What was read so far is kept, and the atlas is as it was.")
    else:
        st.error(plain(work.message or "The work could not be done."))
    with st.container(horizontal=True, gap="small"):
        if st.button("Go on", type="primary", key="go_on"):
            _start(intake, look=not intake.looks()[0])
            st.rerun()
        _discard(intake)


def _came_of_it(intake: Intake) -> None:
    added, unread = intake.result()
    if added:
        st.success(f"{words.count(added, 'document')} added. The map and the lists show them now.")
        st.page_link("pages/map.py", label="See the map")
    _left_out(unread)


def _form(intake: Intake) -> None:
    own = not is_reference(intake.atlas)
    with st.form("give", border=False):
        if own:
            st.caption(f"They are added to the atlas “{plain(chosen().title)}”.")
        else:
            st.info("The reference atlas stays as it is: your documents go into an atlas of your own, which is made now.")
            st.text_input("Name of your atlas", value="My atlas", key="new_title", max_chars=200)
        st.file_uploader(
            "Files, or a zip archive of them: drag them here, or choose them",
            type=_SUFFIXES,
            accept_multiple_files=True,
            max_upload_size=_most_mb(),
            key="files",
        )
        _addresses(intake)
        st.text_area("Or paste a text", key="pasted", height=120)
        st.text_input("Title of the pasted text", key="pasted_title", max_chars=300)
        st.form_submit_button("Read them", type="primary", on_click=_give)
    st.caption("Nothing is in the atlas before you have seen what was read. A sources.csv in a zip archive gives titles, dates and more.")


def _most_mb() -> int:
    return max(1, int(load_settings().adding.file_mb))


def _addresses(intake: Intake) -> None:
    if read_facts(intake.atlas).confidential:
        st.caption("This atlas is confidential, so nothing is fetched from the web for it.")
        return
    help_ = "After a space, the address of an archived copy may follow."
    st.text_area("Web addresses, one on a line", key="addresses", height=100, help=help_)


def _give() -> None:
    """Keep what the form holds, and have it read. A callback, so that a new atlas can be chosen before the page is drawn."""
    given = {key: st.session_state.get(key) or "" for key in ("addresses", "pasted", "pasted_title", "new_title")}
    files = st.session_state.get("files") or []
    if not (files or given["addresses"].split() or given["pasted"].strip()):
        say("Choose files, write an address, or paste a text first.", failed=True)
        return
    folder = chosen().folder
    if is_reference(folder):
        title = given["new_title"].strip() or "My atlas"
        made = attempt(lambda: new_atlas(load_settings().atlases, Atlas(title, "", "", "", "", "", "")))
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
        file = intake.keep_upload("the pasted text", pasted.encode("utf-8", "replace"))
        inputs.append(Input("text", str(file), f"{title or 'Pasted text'}.txt", {"title": title} if title else {}))
    intake.give(inputs)
    return len(inputs)


def _start(intake: Intake, *, look: bool = False) -> None:
    attempt(lambda: jobs.start(["add", str(intake.atlas), "--resume", *(["--look"] if look else [])], intake.job))


def _look(intake: Intake, looks: list[Look], unread: list[Unread]) -> None:
    st.markdown(f"### {words.count(len(looks), 'document')} read; nothing is added yet")
    edits = intake.edits()
    changes = {}
    if looks:
        st.markdown("Correct what is wrong or missing. A date matters most: “on Monday” is counted from it.")
        rows = [_row(look.source, {**look.facts, **edits.get(look.source, {})}, look.origins, look.note) for look in looks]
        changes = _editor(rows, "waiting")
    _left_out(unread)
    with st.container(horizontal=True, gap="small"):
        if looks and st.button(f"Add {words.count(len(looks), 'document')} and build the map", type="primary", key="add"):
            attempt(lambda: intake.edit(changes))
            _start(intake)
            st.rerun()
        _discard(intake)


def _discard(intake: Intake) -> None:
    if st.button("Discard", key="discard"):
        attempt(intake.discard)
        say("Discarded. The atlas is as it was.")
        st.rerun()


def _left_out(unread: list[Unread]) -> None:
    if unread:
        with st.expander(f"{len(unread):,} left out, each with its reason", expanded=len(unread) <= 10):
            table(
                ("Given", "Why it is left out"),
                [(u.subject, u.reason.removeprefix(f"{u.subject}: ")) for u in unread],
                "What is left out, with its reason",
            )


def _row(source: str, facts: Any, origins: Any, note: str) -> dict[str, str]:
    come_from = "; ".join(f"{_LABELS[name].lower()}: {origins[name]}" for name in FACTS if name in origins)
    return {"File": source, **{_LABELS[name]: str(facts.get(name) or "") for name in FACTS}, "Where this comes from": come_from, "Note": note}


def _stored_row(row: dict[Any, Any]) -> dict[str, str]:
    origins = dict(pair.partition("=")[::2] for pair in str(row["origins"] or "").split(LIST_SEPARATOR) if pair)
    facts = {name: row[name] for name in FACTS if name != "published"}
    begin, precision = row["published_begin"], row["published_precision"]
    known = "published" in origins and begin is not None and begin == begin
    facts["published"] = str(begin)[: {"day": 10, "month": 7, "year": 4}.get(precision, 10)] if known else ""
    return _row(row["source"], facts, origins, "")


def _editor(rows: list[dict[str, str]], key: str) -> dict[str, dict[str, str]]:
    """Draw the rows with their facts to be edited; give what was changed, by file and fact."""
    frame = pd.DataFrame(rows, dtype=str)
    columns = {_LABELS[name]: st.column_config.TextColumn(_LABELS[name], help=_HELP.get(name), max_chars=1_000) for name in FACTS}
    fixed = ["File", "Where this comes from", "Note"]
    order = ["File", "Title", "Published", "Publisher", "Author", "Language", "Address", "Archived copy", "Licence", *fixed[1:]]
    if not frame["Note"].any():
        order.remove("Note")
    edited = st.data_editor(frame, key=f"{key}_editor", hide_index=True, disabled=fixed, column_config=columns, column_order=order)
    names = {label: name for name, label in _LABELS.items()}
    found: dict[str, dict[str, str]] = {}
    for before, after in zip(rows, edited.to_dict("records"), strict=True):
        changed = {names[label]: str(after[label] or "") for label in names.keys() & before.keys() if str(after[label] or "") != before[label]}
        if changed:
            found[before["File"]] = dict(sorted(changed.items()))
    return found
