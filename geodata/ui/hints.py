"""What the browser is told to fetch before any script has asked for it: in the `Link` header (RFC 8288) of the page.

Streamlit's page loads the code of each kind of element when the first one comes, and the map's frame loads its own code after that, one after the
other. Their files have names that change with their content, so they may be fetched while the page's first script is still being read, and are then
taken from the browser's cache. Nothing depends on it: a file that is not known here is loaded a little later.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit

from geodata.errors import ConfigError
from geodata.mapview import loaded, loaded_names

_FIRST = ("ComponentInstance", "Html")
"""Streamlit's elements that the map's frame and the first words need. More would make the header longer than some proxies take (4 KB)."""

_STATIC = Path(streamlit.__file__).parent / "static"
_COMPONENT = "frontend/build/asset-manifest.json"
_COMPONENT_NAME = "streamlit_folium.st_folium"
_ENTRY = "index.html"


@lru_cache(maxsize=1)
def hints() -> str:
    """The header's value; addresses are relative to the page's own."""
    now = (f"<./{file}>; rel=modulepreload; crossorigin" for file in _elements())
    later = (f"<./{file}>; rel=prefetch" for file in (*_component(), *_map()))
    return ", ".join((*now, *later))


def _elements() -> Iterator[str]:
    """The files of the first elements with all that they import, less what the page loads in any case.

    None where Streamlit lists its files in another way.
    """
    manifest = _json(_STATIC / "manifest.json")
    there = set(_imports(manifest, _ENTRY))
    for key, entry in manifest.items():
        if entry.get("isDynamicEntry") and Path(entry["file"]).name.split(".")[0] in _FIRST:
            yield from (manifest[part]["file"] for part in _imports(manifest, key) if part not in there)
            there.update(_imports(manifest, key))


def _imports(manifest: Mapping[str, Any], key: str) -> Iterator[str]:
    """The key of a file and of all that it imports, each once."""
    found, left = {key: None}, [key]
    while left:
        new = [part for part in manifest.get(left.pop(), {}).get("imports", ()) if part not in found]
        found.update(dict.fromkeys(new))
        left += new
    return iter(found)


def _component() -> Iterator[str]:
    """The script of the frame around the map. Its package is not imported here: it must not be before the server runs (see `map.pane`)."""
    package = find_spec("streamlit_folium")
    listed = _json(Path(package.origin).parent / _COMPONENT) if package and package.origin else {}
    return (f"component/{_COMPONENT_NAME}/{file}" for file in listed.get("entrypoints", ()))


def _map() -> Iterator[str]:
    """What the map loads, but for the reviewer's. Nothing where a file of it is missing, which the page says by itself."""
    try:
        for name in loaded_names() - {"pin.js"}:
            yield f"map/{loaded(name).version}/{name}"
    except ConfigError:
        return


def _json(file: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
