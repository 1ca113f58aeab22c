"""Which atlas is shown, opened once and shared by all sessions. Build and decisions are the cache key, so a rebuild is seen at once."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import streamlit as st

from geodata import query
from geodata.atlas import OpenAtlas, open_atlas, version_of
from geodata.classify import Layers
from geodata.config import load_settings

T = TypeVar("T")


def atlas() -> OpenAtlas:
    """The atlas that the settings choose. Raises AtlasError or ConfigError where it cannot be opened."""
    folder = load_settings().atlas
    return _opened(folder, version_of(folder))


@st.cache_resource(max_entries=4, show_spinner="Opening the atlas …")
def _opened(folder: Path, version: str) -> OpenAtlas:
    return open_atlas(folder)


@st.cache_resource
def layers() -> Layers:
    """The layers with their labels and colours."""
    return Layers.load()


def ask(question: Callable[..., T], opened: OpenAtlas, *arguments: object) -> T:
    """The answer of a query, remembered for every session while the atlas stays as it is. Answers are shared, so nobody may change one."""
    return cast(T, _answer((str(opened.folder), opened.version, question.__name__, repr(arguments)), question, opened, arguments))


@st.cache_resource(max_entries=512, show_spinner=False)
def _answer(key: tuple[str, ...], _question: Callable[..., object], _opened: OpenAtlas, _arguments: tuple[object, ...]) -> object:
    return _question(_opened, *_arguments)


def values(opened: OpenAtlas, column: str) -> dict[str, int]:
    """The distinct values of a column and how many sentences each has."""
    found = ask(query.values, opened, column)
    return dict(zip(found[column], found["mentions"].astype(int), strict=True))
