"""Which atlas is shown, opened once and shared by all sessions. Build and decisions are the cache key, so a rebuild is seen at once.

A reader chooses among the atlases that a list holds: the one that the settings name, and those on the shelf. What an address says is looked up in
that list and never taken for a path.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import urlsplit

import streamlit as st

from geodata import query
from geodata.atlas import OpenAtlas, list_atlases, open_atlas, settings_for, version_of
from geodata.classify import Layers
from geodata.config import REFERENCE_ATLAS, Settings, load_settings
from geodata.language import say

T = TypeVar("T")

HERE = ("localhost", "127.0.0.1", "::1")
"""Addresses at which a dashboard is served to this machine alone."""

CHOSEN = "atlas"
"""The session's key, and the name in the address, of the atlas that a reader chose from the shelf."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An atlas that may be chosen: its name on the shelf, None for the one that the settings name and that stands elsewhere; its folder and title."""

    name: str | None
    folder: Path
    title: str


def atlas() -> OpenAtlas:
    """The atlas that the reader chose, else the one that the settings name. Raises AtlasError or ConfigError where it cannot be opened."""
    folder = chosen().folder
    return _opened(folder.resolve(), version_of(folder))


def chosen() -> Choice:
    """The reader's choice among `choices`; the first where there is none, or where it is `missing`."""
    listed, wanted = choices(), _wanted()
    return next((choice for choice in listed if choice.name == wanted), listed[0])


def missing() -> str | None:
    """The name of the atlas that the reader's link or choice asks for and that is not here; None where it is, and where none is asked for."""
    wanted = _wanted()
    return wanted if wanted and wanted not in {choice.name for choice in choices()} else None


def _wanted() -> str | None:
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = st.query_params.get(CHOSEN)
    wanted: str | None = st.session_state[CHOSEN]
    return wanted


def choices() -> tuple[Choice, ...]:
    """The atlas that the settings name, first, and those of the shelf, by title."""
    settings = load_settings()
    shelved = [Choice(found.name, found.folder, found.facts.title) for found in list_atlases(settings.atlases)]
    named = settings.atlas.resolve()
    return (*(choice for choice in shelved if choice.folder.resolve() == named), *_standing_elsewhere(settings, shelved))


def _standing_elsewhere(settings: Settings, shelved: list[Choice]) -> tuple[Choice, ...]:
    named = settings.atlas.resolve()
    others = tuple(choice for choice in shelved if choice.folder.resolve() != named)
    return others if len(others) < len(shelved) else (Choice(None, settings.atlas, _title(settings.atlas)), *others)


def _title(folder: Path) -> str:
    return say("atlases.reference") if folder.resolve() == REFERENCE_ATLAS.resolve() else folder.resolve().name


def settings_here() -> Settings:
    """The settings for work on the atlas that is shown: confidential where it is. Whatever a page asks of another machine, it asks by these."""
    return settings_for(chosen().folder, load_settings())


def is_own_machine() -> bool:
    """Whether this page goes to the machine that serves it and to no other: by the server's address, and by the one that the browser asked for.

    A proxy on this machine passes on the browser's `Origin`, whatever it makes of `Host`.
    """
    headers = st.context.headers
    asked = (headers.get("origin", ""), f"//{headers['host']}" if "host" in headers else "")
    is_passed_on = any(name in headers for name in ("forwarded", "x-forwarded-for", "x-forwarded-host"))
    return not is_passed_on and _served_at() in HERE and all(urlsplit(address).hostname in HERE for address in asked if address)


def _served_at() -> str:
    return str(st.get_option("server.address") or "")


def may_edit() -> bool:
    """Whether this dashboard may make and change atlases: as the settings say, else only where it is served to this machine alone."""
    allowed = load_settings().editable
    return _served_at() in HERE if allowed is None else allowed


def may_decide() -> bool:
    """Whether the atlas that is shown may be reviewed here. The reference atlas is read only: it comes with the program."""
    return may_edit() and not is_reference(chosen().folder)


def is_reference(folder: Path) -> bool:
    """Whether the folder is the atlas that comes with the program."""
    return folder.resolve() == REFERENCE_ATLAS.resolve()


@st.cache_resource(max_entries=4, show_spinner=say("atlases.opening"))
def _opened(folder: Path, version: str) -> OpenAtlas:
    return open_atlas(folder)


@st.cache_resource
def layers() -> Layers:
    """The layers with their labels and colours."""
    return Layers.load()


def ask(question: Callable[..., T], opened: OpenAtlas, *arguments: object) -> T:
    """The answer of a query, remembered for every session while the atlas stays as it is. Answers are shared, so nobody may change one."""
    key = (str(opened.folder), opened.version, f"{question.__module__}.{question.__name__}", repr(arguments))
    return cast(T, _answer(key, question, opened, arguments))


@st.cache_resource(max_entries=512, show_spinner=False)
def _answer(key: tuple[str, ...], _question: Callable[..., object], _opened: OpenAtlas, _arguments: tuple[object, ...]) -> object:
    return _question(_opened, *_arguments)


def values(opened: OpenAtlas, column: str, found: query.Filters = query.EVERYTHING) -> dict[str, int]:
    """The distinct values of a column and how many of the sentences that pass each has."""
    counted = ask(query.values, opened, column, found)
    return dict(zip(counted[column], counted["mentions"].astype(int), strict=True))
