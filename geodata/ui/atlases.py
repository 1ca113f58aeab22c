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
from geodata.language import say, says
from geodata.model import Atlas
from geodata.ui.notices import attempt, notify, plain
from geodata.ui.opening import Choice, choices, chosen, is_reference, may_edit
from geodata.ui.placing import is_embedded
from geodata.ui.state import choose_atlas

_FIELDS = ("title", "summary", "owner", "contact", "licence", "content_note")
"""The facts of an atlas that its owner writes."""

_LONGEST_NAME = 100
"""How much is shown of a name that an address gives."""


def shelf() -> Path:
    """The folder in which the atlases stand."""
    return load_settings().atlases


def switch() -> None:
    """Draw the choice of the atlas, where there is more than one."""
    listed = choices()
    if len(listed) < 2:
        return
    names = [choice.name or "" for choice in listed]  # None would be no choice at all
    st.session_state["_atlas"] = chosen().name or ""
    titles = {choice.name or "": choice.title for choice in listed}
    st.selectbox(
        say("field.atlas"), names, key="_atlas", format_func=titles.__getitem__, on_change=_switched, label_visibility="collapsed", width=320
    )


def not_here(name: str) -> None:
    """Say that the atlas a link names is not here, and offer those that are: none is shown in its place, for it is about something else."""
    st.warning(say("atlases.missing", name=plain(name[:_LONGEST_NAME])))
    for choice in () if is_embedded() else choices():
        label = say("atlases.show_other", title=plain(choice.title))
        st.button(label, key=f"instead_{choice.name or 'named'}", on_click=choose_atlas, args=(choice.name,))


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
        st.info(say("atlases.read_only"))
        return
    facts = read_facts(choice.folder)
    with st.form("facts", border=False):
        for name in _FIELDS:
            label, help_ = says(f"field.{name}", f"atlases.help.{name}")
            st.text_input(label, value=getattr(facts, name), key=f"fact_{name}", help=help_, max_chars=2_000)
        label, help_ = says("atlases.confidential", "atlases.confidential_help")
        st.checkbox(label, value=facts.confidential, key="fact_confidential", help=help_)
        st.form_submit_button(say("atlases.save"), on_click=_save, args=(choice.folder,))


def no_review() -> None:
    """Say why the shown atlas cannot be reviewed here, and offer the way to one that can."""
    if not may_edit():
        st.info(say("review.not_here"))
        return
    choice = chosen()
    st.info(say("review.read_only"))
    st.session_state.setdefault("copy_to_review", say("review.copy_of", title=choice.title))
    st.text_input(say("atlases.copy_title"), key="copy_to_review", max_chars=200)
    st.button(say("review.duplicate"), key="duplicate_to_review", on_click=_duplicate, args=(choice, "copy_to_review"), type="primary")


def new_form() -> None:
    """Draw the form that makes an atlas, and the way to bring one back from a backup."""
    with st.form("new", border=False, clear_on_submit=True):
        st.text_input(say("atlases.new_title"), key="new_title", max_chars=200)
        st.checkbox(say("atlases.confidential"), key="new_confidential", help=say("atlases.confidential_help"))
        st.form_submit_button(say("atlases.make"), on_click=_make)
    with st.expander(say("atlases.restore")):
        given = st.file_uploader(say("atlases.restore_file"), type="zip", key="backup")
        if given is not None:
            st.button(say("atlases.restore_it"), on_click=_restore_backup, args=(given,), key="restore_backup")


def trash() -> None:
    """Draw what was deleted, to be brought back or removed for good."""
    listed = list_trash(shelf())
    if not listed:
        return
    st.markdown(f"### {say('atlases.deleted')}")
    for found in listed:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"trash_{found.name}"):
            st.markdown(f"**{plain(found.facts.title)}**", width="stretch")
            st.button(say("atlases.put_back"), key=f"back_{found.name}", on_click=_put_back, args=(found,))
            with st.popover(say("atlases.remove")):
                st.markdown(say("atlases.remove_warning"))
                st.button(say("atlases.remove"), key=f"gone_{found.name}", on_click=_remove, args=(found,))


def _about(choice: Choice) -> None:
    try:
        facts, number = read_facts(choice.folder), count_documents(choice.folder)
    except GeodataError as error:
        st.markdown(f"**{plain(choice.title)}**")
        st.error(plain(str(error)))
        return
    parts = [f"**{plain(facts.title)}**", words.count(number, "document")]
    parts += [say("atlases.is_confidential")] if facts.confidential else []
    parts += [say("atlases.is_shown")] if choice.folder == chosen().folder else []
    st.markdown(" · ".join(parts))
    if facts.summary:
        st.caption(plain(facts.summary))


def _actions(choice: Choice) -> None:
    key = choice.name or "named"
    st.button(say("atlases.show"), key=f"show_{key}", on_click=choose_atlas, args=(choice.name,), disabled=choice.folder == chosen().folder)
    if not may_edit():
        return
    with st.popover(say("atlases.duplicate")):
        title = say("atlases.copy_of", title=choice.title)
        st.text_input(say("atlases.copy_title"), value=title, key=f"copy_title_{key}", max_chars=200)
        st.button(say("atlases.duplicate"), key=f"copy_{key}", on_click=_duplicate, args=(choice, f"copy_title_{key}"))
    if choice.name is None:
        return
    if _is_outdated(choice.folder):
        st.button(say("atlases.upgrade"), key=f"upgrade_{key}", on_click=_upgrade, args=(choice,))
    with st.popover(say("atlases.rename")):
        st.text_input(say("atlases.rename_title"), value=choice.title, key=f"title_{key}", max_chars=200)
        st.caption(say("atlases.rename_warning"))
        st.button(say("atlases.rename"), key=f"rename_{key}", on_click=_rename, args=(choice, f"title_{key}"))
    with st.popover(say("atlases.back_up")):
        st.markdown(say("atlases.back_up_what"))
        st.download_button(
            say("atlases.back_up_get"), lambda: _backup(choice.folder), f"{key}.zip", "application/zip", key=f"backup_{key}", on_click="ignore"
        )
    with st.popover(say("atlases.delete")):
        st.markdown(say("atlases.delete_what"))
        st.button(say("atlases.delete"), key=f"delete_{key}", on_click=_delete, args=(choice,))


def _switched() -> None:
    choose_atlas(st.session_state["_atlas"] or None)


def _chosen_after(action: Callable[[], Shelved], done: str) -> None:
    """Do what gives an atlas, and show that one."""
    found = attempt(action, done)
    if found is not None:
        choose_atlas(found.name)


def _make() -> None:
    state = st.session_state
    facts = Atlas(state["new_title"], confidential=bool(state["new_confidential"]))
    _chosen_after(lambda: new_atlas(shelf(), facts), say("atlases.made"))


def _duplicate(choice: Choice, key: str) -> None:
    title = st.session_state[key]
    _chosen_after(lambda: duplicate_atlas(choice.folder, shelf(), title), say("atlases.duplicated"))


def _rename(choice: Choice, key: str) -> None:
    title, was_shown = st.session_state[key], choice.folder == chosen().folder
    if not _is_at_rest(choice):
        return
    found = attempt(lambda: rename_atlas(shelf(), choice.name or "", title), say("atlases.renamed"))
    if found and was_shown:
        choose_atlas(found.name)


def _delete(choice: Choice) -> None:
    was_shown = choice.folder == chosen().folder
    if not _is_at_rest(choice):
        return
    kept = attempt(lambda: trash_atlas(shelf(), choice.name or ""), say("atlases.is_deleted"))
    if kept and was_shown:
        choose_atlas(None)


def _is_at_rest(choice: Choice) -> bool:
    """Whether nothing is being added to the atlas or built in it, which moving its folder would break; says so where it is."""
    if jobs.progress(Intake(choice.folder).job).state is not jobs.State.RUNNING:
        return True
    notify(say("atlases.at_work"), failed=True)
    return False


def _put_back(found: Shelved) -> None:
    attempt(lambda: restore_atlas(shelf(), found.name), say("atlases.is_back"))


def _remove(found: Shelved) -> None:
    attempt(lambda: remove_for_good(shelf(), found.name), say("atlases.removed"))


def _upgrade(choice: Choice) -> None:
    attempt(lambda: upgrade_atlas(choice.folder), say("atlases.upgraded"))


def _save(folder: Path) -> None:
    state = st.session_state
    given = {name: state[f"fact_{name}"].strip() for name in _FIELDS}
    if not given["title"]:
        notify(say("atlases.no_title"), failed=True)
        return
    facts = replace(read_facts(folder), **given, confidential=bool(state["fact_confidential"]))
    attempt(lambda: write_facts(folder, facts), say("atlases.saved"))


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

    _chosen_after(restore, say("atlases.restored"))


def _is_outdated(folder: Path) -> bool:
    try:
        return schema_of(folder) < SCHEMA
    except AtlasError:
        return False
