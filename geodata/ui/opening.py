"""Which atlas is shown, opened once and shared by all sessions. Build and decisions are the cache key, so a rebuild is seen at once."""

from pathlib import Path

import streamlit as st

from geodata import query
from geodata.atlas import OpenAtlas, open_atlas, version_of
from geodata.classify import Layers
from geodata.config import load_settings


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


@st.cache_resource(max_entries=64, show_spinner=False)
def values(_atlas: OpenAtlas, version: str, column: str) -> dict[str, int]:
    """The distinct values of a column and how many sentences each has."""
    found = query.values(_atlas, column)
    return dict(zip(found[column], found["mentions"].astype(int), strict=True))
