"""The two time controls: a native range slider under its histogram, with typed dates beside it, for when it happened and when it was reported."""

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.model import Precision, TimeSpan
from geodata.query import Filters, Window

AXES = {"happened": "when", "reported": "reported"}
"""The name of an axis on the page → in the layer set."""

_BINS = 72
_HEIGHT, _BAND = 34, 8
"""The histogram's height in its own units, and the part below its bars where spans longer than a bin are drawn."""


@st.cache_data(max_entries=16, show_spinner=False)
def domains(_atlas: OpenAtlas, version: str) -> dict[str, Window]:
    """The first and last day of each axis that has any, at least a day apart so that a slider can stand on them."""
    found = {name: _domain(query.spans(_atlas, axis)) for name, axis in AXES.items()}
    return {name: window for name, window in found.items() if window}


def control(axis: str, label: str, atlas: OpenAtlas, domain: Window, found: Filters) -> None:
    """Draw one axis: its heading with the window in words, its histogram, its slider."""
    window = st.session_state[axis]
    heading, typed = st.columns([4, 1], vertical_alignment="bottom")
    heading.markdown(f"**{label}** · {words.span(_as_span(window))}")
    with typed.popover(
        "Dates", help=f"Type the days between which it was {axis}" if axis == "reported" else "Type the days between which it happened"
    ):
        _typed(axis, domain)
    st.html(histogram(query.spans(atlas, AXES[axis], found), domain, label))
    low, high = domain
    st.slider(label, low, high, key=axis, format="D MMM YYYY", persist_state="session", label_visibility="collapsed")


def histogram(spans: pd.DataFrame, domain: Window, label: str) -> str:
    """An SVG of how many sentences lie where on the axis: bars for spans shorter than a bin, thin lines below for longer ones."""
    rows = [(_day(b), _day(e), int(n)) for b, e, n in zip(spans["begin"], spans["end"], spans["mentions"], strict=True)]
    dated = [row for row in rows if row[0] or row[1]]
    first, days = domain[0], (domain[1] - domain[0]).days + 1
    width = max(days / _BINS, 1.0)
    bars: dict[int, int] = {}
    lines: dict[tuple[float, float], int] = {}
    for begin, end, number in dated:
        start = max(((begin or first) - first).days, 0)
        stop = min(((end or domain[1] + timedelta(days=1)) - first).days, days)
        if stop - start <= width:
            bars[int((start + stop) / 2 / width)] = bars.get(int((start + stop) / 2 / width), 0) + number
        else:
            lines[start / days, stop / days] = lines.get((start / days, stop / days), 0) + number
    total = sum(n for *_, n in dated)
    drawn = [*_bars(bars, days / width), *_lines(lines)]
    title = f"{label}: {words.count(total, 'sentence')} between {words.day(domain[0])} and {words.day(domain[1])}"
    return f'<svg class="dl-histogram" viewBox="0 0 1000 {_HEIGHT}" preserveAspectRatio="none" role="img" aria-label="{title}">{"".join(drawn)}</svg>'


def _bars(bars: dict[int, int], bins: float) -> Iterable[str]:
    highest, step, floor = max(bars.values(), default=1), 1000 / bins, _HEIGHT - _BAND
    for at, number in sorted(bars.items()):
        height = max(number / highest * (floor - 1), 2)
        yield f'<rect x="{at * step:.1f}" y="{floor - height:.1f}" width="{max(step - 1, 1):.1f}" height="{height:.1f}"/>'


def _lines(lines: dict[tuple[float, float], int]) -> Iterable[str]:
    for at, ((start, stop), _) in enumerate(sorted(lines.items())):
        y = _HEIGHT - _BAND + 2 + at % 3 * 2
        yield f'<rect class="dl-long" x="{start * 1000:.1f}" y="{y}" width="{max((stop - start) * 1000, 2):.1f}" height="1.4"/>'


def _typed(axis: str, domain: Window) -> None:
    low, high = st.session_state[axis]
    st.session_state[f"{axis}_from"], st.session_state[f"{axis}_to"] = low, high
    st.date_input("From", key=f"{axis}_from", min_value=domain[0], max_value=domain[1], format="DD/MM/YYYY", on_change=_take_typed, args=(axis,))
    st.date_input("To", key=f"{axis}_to", min_value=domain[0], max_value=domain[1], format="DD/MM/YYYY", on_change=_take_typed, args=(axis,))
    st.button("All", key=f"{axis}_all", on_click=_take, args=(axis, domain))


def _take_typed(axis: str) -> None:
    ends = st.session_state[f"{axis}_from"], st.session_state[f"{axis}_to"]
    _take(axis, (min(ends), max(ends)))


def _take(axis: str, window: Window) -> None:
    st.session_state[axis] = window


def _domain(spans: pd.DataFrame) -> Window | None:
    days = [value.date() for value in spans["begin"].dropna()]
    days += [value.date() - timedelta(days=1) for value in spans["end"].dropna()]
    if not days:
        return None
    low, high = min(days), max(days)
    return low, max(high, low + timedelta(days=1))


def _day(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()


def _as_span(window: Window) -> TimeSpan:
    return TimeSpan(window[0], window[1] + timedelta(days=1), Precision.RANGE)
