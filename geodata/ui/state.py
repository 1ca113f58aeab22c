"""The state of a view: one table of what a link carries and what the widgets hold. Seeded from the address that a reader came by, written back on
every run.

Each entry has its name in the address, the key of its widget (or of the plain value) in the session, and how text becomes a value and back. A value
in the address that cannot be understood is left out, and the page says so.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st

from geodata.query import Filters, Window
from geodata.ui import told
from geodata.ui.opening import CHOSEN

MODES = ("happened", "reported", "known")
"""Which dates the time control in the map moves; "known" is the reported axis up to a day."""

MOST_CHARACTERS = 200
"""Of the words that are searched for."""

Texts = list[str]
"""What an address gives for one name: every value, in order."""

Known = Mapping[str, Callable[[str], bool]]
"""For the key of an entry that names things of the atlas: whether the atlas knows a value."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a link carries. `decode` raises ValueError for what it cannot understand; `encode` gives [] for the default."""

    name: str
    key: str
    default: Any
    decode: Callable[[Texts], Any]
    encode: Callable[[Any], Texts]


@dataclass(frozen=True, slots=True)
class View:
    """The middle of the map in degrees and its zoom level."""

    lat: float
    lon: float
    zoom: float


def _decode_window(texts: Texts) -> Window:
    first, _, last = texts[-1].partition("..")
    window = date.fromisoformat(first), date.fromisoformat(last)
    if window[0] > window[1]:
        raise ValueError(texts[-1])
    return window


def _encode_window(window: Window | None) -> Texts:
    return [] if window is None else [f"{window[0].isoformat()}..{window[1].isoformat()}"]


def _decode_view(texts: Texts) -> View:
    lat, lon, zoom = (float(part) for part in texts[-1].split(","))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= zoom <= 20):
        raise ValueError(texts[-1])
    return View(lat, lon, zoom)


def _encode_view(view: View | None) -> Texts:
    return [] if view is None else [f"{view.lat:.4f},{view.lon:.4f},{view.zoom:g}"]


def _decode_identity(texts: Texts) -> str:
    if not re.fullmatch(r"[0-9a-f]{16}", texts[-1]):
        raise ValueError(texts[-1])
    return texts[-1]


def _decode_flag(texts: Texts) -> bool:
    return {"1": True, "0": False}[texts[-1]]


def _decode_mode(texts: Texts) -> str:
    if texts[-1] not in MODES:
        raise ValueError(texts[-1])
    return texts[-1]


def _decode_words(texts: Texts) -> str:
    return texts[-1].strip()[:MOST_CHARACTERS]


def _encode_mode(mode: str) -> Texts:
    return [] if mode == MODES[0] else [mode]


def _one(value: str | None) -> Texts:
    return [value] if value else []


def _flag(value: bool) -> Texts:
    return ["1"] if value else []


def _shown(value: bool) -> Texts:
    return ["0"] if not value else []


def _decode_name(texts: Texts) -> str:
    return texts[-1][:100]


ENTRIES = (
    Entry("atlas", CHOSEN, None, _decode_name, _one),
    Entry("happened", "happened", None, _decode_window, _encode_window),
    Entry("undated", "undated", False, _decode_flag, _flag),
    Entry("dated", "dated", False, _decode_flag, _flag),
    Entry("reported", "reported", None, _decode_window, _encode_window),
    Entry("layer", "layers", [], list, list),
    Entry("status", "statuses", [], list, list),
    Entry("by", "speakers", [], list, list),
    Entry("source", "sources", [], list, list),
    Entry("q", "words", "", _decode_words, _one),
    Entry("site", "site", None, _decode_identity, _one),
    Entry("mention", "mention", None, _decode_identity, _one),
    Entry("why", "why", None, _decode_identity, _one),
    Entry("document", "reading", None, _decode_identity, _one),
    Entry("axis", "axis", MODES[0], _decode_mode, _encode_mode),
    Entry("radii", "radii", False, _decode_flag, _flag),
    Entry("areas", "areas", True, _decode_flag, _shown),
    Entry("borders", "borders", True, _decode_flag, _shown),
    Entry("view", "view", None, _decode_view, _encode_view),
)
"""An empty list means all: a filter that lets nothing through is of no use to a reader."""

KEPT = (CHOSEN, "view", "reading", "axis", "radii", "areas", "borders")
"""What shows the atlas in another way, but leaves nothing out: clearing the filters does not touch it."""

_HELD = ("happened", "reported", "undated", "dated", "layers", "statuses", "speakers", "sources", "radii", "areas", "borders")
"""What the browser's widgets hold too (see `told`)."""

LINKED = "_linked"
"""The session's key of the sentence that stands above the list: the address named it when the reader came, or it was chosen in the search."""

_SEEDED = "seeded"
_DOMAINS = "_domains"


def seed(known: Known, domains: Mapping[str, Window], *, anew: bool = False, opening: str = "") -> list[str]:
    """Fill the session from the address on its first run, or `anew`; return the names of what could not be understood.

    `domains` are the windows that the sliders span: what lies outside is dropped or cut. `opening` is the query of the view that is shown first where
    the address asks for none.
    """
    if st.session_state.get(_SEEDED) and not anew:
        return []
    st.session_state[_SEEDED] = True
    ignored = []
    entries = [entry for entry in ENTRIES if entry.key != CHOSEN]  # for that one `ui.opening` has asked already, to know what to open
    asked = {entry.name: st.query_params.get_all(entry.name) for entry in entries}
    if opening and not anew and not any(asked.values()):
        asked = parse_qs(opening.removeprefix("?"))
    for entry in entries:
        value, understood = _understood(entry, asked.get(entry.name, []), known, domains)
        put(entry.key, value)
        if not understood:
            ignored.append(entry.name)
    st.session_state[LINKED] = st.session_state["mention"]
    return ignored


def put(key: str, value: Any) -> None:
    """Set what the session holds, and the browser's widget with it where there is one."""
    if key in _HELD:
        told.tell(key, value)
    else:
        st.session_state[key] = value


def follow(domains: Mapping[str, Window]) -> None:
    """After a rebuild the axes may span other days: a window that was the whole axis is so again, and another one is cut to what there is now."""
    before: Mapping[str, Window] = st.session_state.get(_DOMAINS, domains)
    st.session_state[_DOMAINS] = dict(domains)
    if before == domains:
        return
    for key in {*before, *domains}:
        window = st.session_state.get(key)
        narrowed = window is not None and tuple(window) != before.get(key)
        cut = _cut((window[0], window[1]), domains[key]) if narrowed and window and key in domains else None
        put(key, cut or domains.get(key))


def _understood(entry: Entry, texts: Texts, known: Known, domains: Mapping[str, Window]) -> tuple[Any, bool]:
    """The value for the session, and whether all of the text was understood."""
    default = domains.get(entry.key, entry.default)
    if not texts:
        return default, True
    try:
        value = entry.decode(texts)
    except (ValueError, KeyError):
        return default, False
    if entry.key in domains:
        cut = _cut(value, domains[entry.key])
        return cut or default, cut is not None
    if entry.key in known and isinstance(value, str):
        return (value, True) if known[entry.key](value) else (default, False)
    if entry.key in known:
        kept = [text for text in value if known[entry.key](text)]
        return kept, len(kept) == len(value)
    return value, True


def _cut(window: Window, domain: Window) -> Window | None:
    first, last = max(window[0], domain[0]), min(window[1], domain[1])
    return (first, last) if first <= last else None


def write(domains: Mapping[str, Window]) -> None:
    """Write the session's state into the address, without what is as it was at the beginning: the end of a run."""
    told.drawn()
    wanted = {entry.name: _texts(entry, domains) for entry in ENTRIES}
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in wanted}
    new = {name: texts for name, texts in {**others, **wanted}.items() if texts}
    if {name: st.query_params.get_all(name) for name in st.query_params} != new:
        st.query_params.from_dict(new)


def link(domains: Mapping[str, Window], **more: str) -> str:
    """The whole address of exactly this view; `more` goes into its query, over what is there. Empty where the browser's address is not known."""
    base = st.context.url
    if not base:
        return ""
    base += "" if urlsplit(base).path else "/"
    query = {entry.name: _texts(entry, domains) for entry in ENTRIES} | {name: [value] for name, value in more.items() if value}
    written = urlencode({name: texts for name, texts in query.items() if texts}, doseq=True, safe=",:")
    return f"{base}?{written}" if written else base


def _texts(entry: Entry, domains: Mapping[str, Window]) -> Texts:
    value = st.session_state.get(entry.key, entry.default)
    return [] if value == domains.get(entry.key, entry.default) else entry.encode(value)


def filters(domains: Mapping[str, Window]) -> Filters:
    """What the session asks for. A window that spans its whole domain is no window, so nothing without a date is lost by it."""
    state = st.session_state
    return Filters(
        happened=_narrowed("happened", domains),
        undated=bool(state.get("undated")),
        dated=bool(state.get("dated")),
        reported=_narrowed("reported", domains),
        layers=_chosen("layers"),
        statuses=_chosen("statuses"),
        speakers=_chosen("speakers"),
        sources=_chosen("sources"),
        text=state.get("words") or "",
    )


def _narrowed(key: str, domains: Mapping[str, Window]) -> Window | None:
    window = st.session_state.get(key)
    return None if window is None or key not in domains or tuple(window) == domains[key] else (window[0], window[1])


def _chosen(key: str) -> tuple[str, ...] | None:
    return tuple(st.session_state.get(key) or ()) or None


def at_site(found: Filters) -> Filters:
    """The same filters, and only the chosen site where one is chosen."""
    site = st.session_state.get("site")
    return replace(found, sites=(site,)) if site else found


def choose_atlas(name: str | None) -> None:
    """Show another atlas from its beginning: what was chosen in the one before means nothing there. For a widget's callback."""
    for key in (*(entry.key for entry in ENTRIES), _SEEDED, LINKED, _DOMAINS, "_sites", "_ticket", "_go"):
        st.session_state.pop(key, None)
    st.session_state[CHOSEN] = name
    st.query_params.clear()


def reset(domains: Mapping[str, Window]) -> None:
    """Back to everything."""
    for entry in ENTRIES:
        if entry.key not in KEPT:
            put(entry.key, domains.get(entry.key, entry.default))
