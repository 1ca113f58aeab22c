"""The two time controls: a native range slider under its histogram, with typed dates beside it, for when it happened and when it was reported."""

from collections.abc import Iterable
from datetime import date, timedelta
from html import escape

import pandas as pd
import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.datewords import parse_published
from geodata.errors import InvalidRecord
from geodata.language import say
from geodata.model import Precision, TimeSpan
from geodata.query import Filters, Window
from geodata.ui.notices import plain
from geodata.ui.opening import ask
from geodata.ui.placing import is_embedded
from geodata.ui.state import put

AXES = {"happened": "when", "reported": "reported"}
"""The name of an axis on the page → in the layer set."""

_ENDS = ("from", "to")
_BINS = 72
_LANES = 3
"""Spans longer than a bin are thin lines in so many lanes below the bars."""
_BARS_SHARE = 0.72
"""The part of the histogram's height that the bars may take."""


def domains(atlas: OpenAtlas) -> dict[str, Window]:
    """The first and last day of each axis that has any, at least a day apart so that a slider can stand on them."""
    return ask(_domains, atlas)


def _domains(atlas: OpenAtlas) -> dict[str, Window]:
    found = {name: _domain(ask(query.spans, atlas, axis)) for name, axis in AXES.items()}
    return {name: window for name, window in found.items() if window}


def controls(atlas: OpenAtlas, found: Filters) -> None:
    """Draw the native time controls, but for an embedded page. On a phone the map's own is the only one that is seen (see style.html)."""
    if is_embedded():
        return
    spans = domains(atlas)
    with st.container(key="native_times"):
        for axis in AXES:
            if axis in spans:
                control(axis, say(f"axis.{axis}"), atlas, spans[axis], found)


def control(axis: str, label: str, atlas: OpenAtlas, domain: Window, found: Filters) -> None:
    """Draw one axis: its heading with the window in words, typed dates, its histogram, its slider."""
    low, high = domain
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.markdown(f"**{label}** · {words.span(_as_span(st.session_state[axis]))}")
        with st.popover(say("times.type"), type="tertiary"):
            _typed(axis, domain)
    st.html(histogram(ask(query.spans, atlas, AXES[axis], found), domain, label))
    st.slider(label, low, high, key=axis, format=say("times.slider_format"), persist_state="session", label_visibility="collapsed")


def histogram(spans: pd.DataFrame, domain: Window, label: str) -> str:
    """How many sentences lie where on the axis, as HTML: bars for spans shorter than a bin, thin lines below for longer ones."""
    days = (domain[1] - domain[0]).days + 1
    bars: dict[int, int] = {}
    lines: dict[tuple[int, int], int] = {}
    for begin, end, number in zip(spans["begin"], spans["end"], spans["mentions"], strict=True):
        if pd.isna(begin) and pd.isna(end):
            continue
        start = 0 if pd.isna(begin) else max((begin.date() - domain[0]).days, 0)
        stop = days if pd.isna(end) else min((end.date() - domain[0]).days, days)
        if (stop - start) * _BINS <= max(days, _BINS):
            at = min(int((start + stop) / 2 / days * _BINS), _BINS - 1)
            bars[at] = bars.get(at, 0) + int(number)
        else:
            lines[start, stop] = lines.get((start, stop), 0) + int(number)
    total = sum(bars.values()) + sum(lines.values())
    first, last = (words.day(end) for end in domain)
    title = say("times.histogram", axis=label, sentences=words.count(total, "sentence"), first=first, last=last)
    return f'<div class="dl-histogram" role="img" aria-label="{escape(title)}">{"".join([*_bars(bars), *_lines(lines, days)])}</div>'


def _bars(bars: dict[int, int]) -> Iterable[str]:
    highest = max(bars.values(), default=1)
    for at, number in sorted(bars.items()):
        yield f'<i style="left:{at / _BINS:.2%};width:{0.8 / _BINS:.2%};height:{max(number / highest, 0.08) * _BARS_SHARE:.1%}"></i>'


def _lines(lines: dict[tuple[int, int], int], days: int) -> Iterable[str]:
    for at, (start, stop) in enumerate(sorted(lines)):
        yield f'<b style="left:{start / days:.2%};width:{(stop - start) / days:.2%};bottom:{at % _LANES * 3}px"></b>'


def _typed(axis: str, domain: Window) -> None:
    wrong = st.session_state.pop(f"{axis}_wrong", "")
    for end, day in zip(_ENDS, st.session_state[axis], strict=True):
        if not wrong:  # else what was typed stays, to be mended
            st.session_state[f"{axis}_{end}"] = words.day(day)
        st.text_input(say(f"times.end.{end}"), key=f"{axis}_{end}", help=say("times.typed"), on_change=_take_typed, args=(axis, end, domain))
    if wrong:
        st.warning(wrong)
    st.button(say("times.all"), key=f"{axis}_all", on_click=put, args=(axis, domain))


def _take_typed(axis: str, end: str, domain: Window) -> None:
    text, at = str(st.session_state[f"{axis}_{end}"]).strip(), _ENDS.index(end)
    day = read_day(text, is_last=end == "to")
    if day is None:
        wrong = say("times.no_day", text=plain(text[:40]))
    elif not domain[0] <= day <= domain[1]:
        wrong = say("times.outside", first=words.day(domain[0]), last=words.day(domain[1]))
    else:
        window = [*st.session_state[axis]]
        window[at] = day
        wrong = say("times.turned") if window[0] > window[1] else ""
        if not wrong:
            put(axis, (window[0], window[1]))
    st.session_state[f"{axis}_wrong"] = wrong


def read_day(text: str, *, is_last: bool) -> date | None:
    """The day that a reader typed; of a month or a year its first day, or its last. None where it is none, or could be two."""
    try:
        span = parse_published(text)
    except InvalidRecord:
        return None
    if span.begin is None or span.end is None:
        return None
    return span.end - timedelta(days=1) if is_last else span.begin


def _domain(spans: pd.DataFrame) -> Window | None:
    days = [value.date() for value in spans["begin"].dropna()]
    days += [value.date() - timedelta(days=1) for value in spans["end"].dropna()]
    if not days:
        return None
    low, high = min(days), max(days)
    return low, max(high, low + timedelta(days=1))


def _as_span(window: Window) -> TimeSpan:
    return TimeSpan(window[0], window[1] + timedelta(days=1), Precision.RANGE)
