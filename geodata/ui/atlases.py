"""The shelf of atlases on the page: choose, make, rename, duplicate, back up, delete and bring back; and what an atlas says of itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from geodata import jobs, words
from geodata.atlas import (
    SCHEMA,
    Shelved,
    back_up,
    count_documents,
    duplicate_atlas,
    list_trash,
    new_atlas,
    read_facts,
    remove_for_good,
    rename_atlas,
    restore_atlas,
    restore_backup,
    schema_of,
    trash_atlas,
    upgrade_atlas,
    write_facts,
)
from geodata.config import load_settings
from geodata.errors import AtlasError, GeodataError
from geodata.intake import Intake
from geodata.model import Atlas
from geodata.ui.notices import attempt, plain, say
from geodata.ui.opening import Choice, choices, chosen, is_reference, may_edit
from geodata.ui.state import choose_atlas

_FIELDS = {
    "title": ("Title", "How the atlas is called everywhere."),
    "summary": ("Summary", "One sentence on what it holds, shown under the title."),
    "owner": ("Owner", "Who answers for it."),
    "contact": ("Contact", "Where readers write to: an address or an e-mail."),
    "licence": ("Licence", "On which terms others may use it."),
    "content_note": ("Content note", "A warning that readers see before the first quotation."),
}


def shelf() -> Path:
    """The folder in which the atlases stand."""
    return load_settings().atlases


def switch() -> None:
    """Draw the choice of the atlas, where there is more than one."""
    listed = choices()
    if len(listed) < 2:
        return
    names = [choice.name for choice in listed]
    st.session_state["_atlas"] = chosen().name
    titles = {choice.name: choice.title for choice in listed}
    st.selectbox("Atlas", names, key="_atlas", format_func=titles.__getitem__, on_change=_switched, label_visibility="collapsed", width=320)


def cards() -> None:
    """Draw every atlas with what can be done with it."""
    for choice in choices():
        with st.container(border=True, key=f"atlas_{choice.name or 'named'}"):
            _about(choice)
            with st.container(horizontal=True, gap="small"):
                _actions(choice)


def facts_form() -> None:
    """Draw the facts of the atlas that is shown, to be edited. The reference atlas is only read."""
    choice = chosen()
    if not may_edit() or is_reference(choice.folder):
        st.info("The reference atlas comes with the program and is read only. Duplicate it to have one of your own.")
        return
    facts = read_facts(choice.folder)
    with st.form("facts", border=False):
        for name, (label, help_) in _FIELDS.items():
            st.text_input(label, value=getattr(facts, name), key=f"fact_{name}", help=help_, max_chars=2_000)
        st.checkbox("Confidential: ask no other machine for anything", value=facts.confidential, key="fact_confidential", help=CONFIDENTIAL)
        st.form_submit_button("Save", on_click=_save, args=(choice.folder,))


def no_review() -> None:
    """Say why the shown atlas cannot be reviewed here, and offer the way to one that can."""
    if not may_edit():
        st.info("Atlases can be reviewed only where the dashboard runs on your own machine, or where its owner allows it.")
        return
    choice = chosen()
    st.info("The reference atlas comes with the program and is read only. Duplicate it, and review the copy.")
    st.session_state.setdefault("copy_to_review", f"{choice.title} (reviewed)")
    st.text_input("Title of the copy", key="copy_to_review", max_chars=200)
    st.button("Duplicate it to review", key="duplicate_to_review", on_click=_duplicate, args=(choice, "copy_to_review"), type="primary")


CONFIDENTIAL = "No search service, no fetching of addresses, no map tiles: what the atlas holds is not hinted at to anyone."


def new_form() -> None:
    """Draw the form that makes an atlas, and the way to bring one back from a backup."""
    with st.form("new", border=False, clear_on_submit=True):
        st.text_input("Title of the new atlas", key="new_title", max_chars=200)
        st.checkbox("Confidential: ask no other machine for anything", key="new_confidential", help=CONFIDENTIAL)
        st.form_submit_button("Make it", on_click=_make)
    with st.expander("Restore a backup"):
        given = st.file_uploader("A backup made by this program", type="zip", key="backup")
        if given is not None:
            st.button("Restore it as an atlas of its own", on_click=_restore_backup, args=(given,), key="restore_backup")


def trash() -> None:
    """Draw what was deleted, to be brought back or removed for good."""
    listed = list_trash(shelf())
    if not listed:
        return
    st.markdown("### Deleted")
    for found in listed:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"trash_{found.name}"):
            st.markdown(f"**{plain(found.facts.title)}**", width="stretch")
            st.button("Put it back", key=f"back_{found.name}", on_click=_put_back, args=(found,))
            with st.popover("Remove for good"):
                st.markdown("Its documents, builds and every decision are then gone. There is no way back.")
                st.button("Remove for good", key=f"gone_{found.name}", on_click=_remove, args=(found,))


def _about(choice: Choice) -> None:
    try:
        facts, number = read_facts(choice.folder), count_documents(choice.folder)
    except GeodataError as error:
        st.markdown(f"**{plain(choice.title)}**")
        st.error(plain(str(error)))
        return
    shown = " · shown now" if choice.folder == chosen().folder else ""
    st.markdown(f"**{plain(facts.title)}** · {words.count(number, 'document')}{' · confidential' if facts.confidential else ''}{shown}")
    if facts.summary:
        st.caption(plain(facts.summary))


def _actions(choice: Choice) -> None:
    key = choice.name or "named"
    st.button("Show", key=f"show_{key}", on_click=choose_atlas, args=(choice.name,), disabled=choice.folder == chosen().folder)
    if not may_edit():
        return
    with st.popover("Duplicate"):
        st.text_input("Title of the copy", value=f"{choice.title} (copy)", key=f"copy_title_{key}", max_chars=200)
        st.button("Duplicate", key=f"copy_{key}", on_click=_duplicate, args=(choice, f"copy_title_{key}"))
    if choice.name is None:
        return
    if _is_outdated(choice.folder):
        st.button("Bring up to date", key=f"upgrade_{key}", on_click=_upgrade, args=(choice,))
    with st.popover("Rename"):
        st.text_input("New title", value=choice.title, key=f"title_{key}", max_chars=200)
        st.caption("Links to the atlas carry its name, so earlier ones lead no more to it.")
        st.button("Rename", key=f"rename_{key}", on_click=_rename, args=(choice, f"title_{key}"))
    with st.popover("Back up"):
        st.markdown("One file with documents’ texts where they are kept, builds and decisions. Keep it where only the right people can read it.")
        st.download_button(
            "Download the backup", lambda: _backup(choice.folder), f"{key}.zip", "application/zip", key=f"backup_{key}", on_click="ignore"
        )
    with st.popover("Delete"):
        st.markdown("It goes to the deleted ones below, from where it can be put back.")
        st.button("Delete", key=f"delete_{key}", on_click=_delete, args=(choice,))


def _switched() -> None:
    choose_atlas(st.session_state["_atlas"])


def _chosen_after(action: Callable[[], Shelved], done: str) -> None:
    """Do what gives an atlas, and show that one."""
    found = attempt(action, done)
    if found is not None:
        choose_atlas(found.name)


def _make() -> None:
    state = st.session_state
    facts = Atlas(state["new_title"], "", "", "", "", "", "", bool(state["new_confidential"]))
    _chosen_after(lambda: new_atlas(shelf(), facts), "The atlas is made. Add documents to it next.")


def _duplicate(choice: Choice, key: str) -> None:
    title = st.session_state[key]
    _chosen_after(lambda: duplicate_atlas(choice.folder, shelf(), title), "The copy is made and shown.")


def _rename(choice: Choice, key: str) -> None:
    title, was_shown = st.session_state[key], choice.folder == chosen().folder
    if not _is_at_rest(choice):
        return
    found = attempt(lambda: rename_atlas(shelf(), choice.name or "", title), "The atlas is renamed.")
    if found and was_shown:
        choose_atlas(found.name)


def _delete(choice: Choice) -> None:
    was_shown = choice.folder == chosen().folder
    if not _is_at_rest(choice):
        return
    kept = attempt(lambda: trash_atlas(shelf(), choice.name or ""), "The atlas is deleted; it can be put back below.")
    if kept and was_shown:
        choose_atlas(None)


def _is_at_rest(choice: Choice) -> bool:
    """Whether nothing is being added to the atlas or built in it, which moving its folder would break; says so where it is."""
    if jobs.progress(Intake(choice.folder).job).state is not jobs.State.RUNNING:
        return True
    say("documents are being added to this atlas, or it is being built; wait until that is done, or cancel it", failed=True)
    return False


def _put_back(found: Shelved) -> None:
    attempt(lambda: restore_atlas(shelf(), found.name), "The atlas is back.")


def _remove(found: Shelved) -> None:
    attempt(lambda: remove_for_good(shelf(), found.name), "The atlas is removed for good.")


def _upgrade(choice: Choice) -> None:
    attempt(lambda: upgrade_atlas(choice.folder), "The atlas is up to date.")


def _save(folder: Path) -> None:
    state = st.session_state
    given = {name: state[f"fact_{name}"].strip() for name in _FIELDS}
    if not given["title"]:
        say("an atlas needs a title; write one and save again", failed=True)
        return
    facts = replace(read_facts(folder), **given, confidential=bool(state["fact_confidential"]))
    attempt(lambda: write_facts(folder, facts), "Saved.")


def _backup(folder: Path) -> bytes:
    with TemporaryDirectory(prefix="dateline-") as held:
        return back_up(folder, Path(held) / "backup.zip").read_bytes()


def _restore_backup(given: "st.runtime.uploaded_file_manager.UploadedFile") -> None:
    def restore() -> Shelved:
        with TemporaryDirectory(prefix="dateline-") as held:
            file = Path(held) / "backup.zip"
            file.write_bytes(given.getvalue())
            restore_backup(file, Path(held) / "atlas")
            return duplicate_atlas(Path(held) / "atlas", shelf(), read_facts(Path(held) / "atlas").title)

    _chosen_after(restore, "The backup is restored and shown.")


def _is_outdated(folder: Path) -> bool:
    try:
        return schema_of(folder) < SCHEMA
    except AtlasError:
        return False
