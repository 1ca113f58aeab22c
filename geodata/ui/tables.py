"""Tables, fact lists and the headings of parts as plain HTML, which a screen reader can walk through; all text is escaped here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True, slots=True)
class Linked:
    """A cell that leads on; one without an address is only text."""

    text: str
    address: str


def part(heading: str) -> None:
    """Draw the heading of a part of the page; its text may come from a document."""
    st.html(f'<h3 class="dl-part" dir="auto">{escape(heading)}</h3>')


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> None:
    """Draw a table. `caption` says what it holds, for those who do not see it."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows)
    st.html(
        f'<div class="dl-scroll" role="region" aria-label="{escape(caption, quote=True)}" tabindex="0"><table class="dl-table">'
        f'<caption class="dl-hidden">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def facts(rows: Mapping[str, object]) -> None:
    """Draw what is known, name by name; what is empty is left out."""
    lines = "".join(f'<tr><th scope="row">{escape(name)}</th>{_cell(value)}</tr>' for name, value in rows.items() if str(value).strip())
    st.html(f'<table class="dl-facts"><tbody>{lines}</tbody></table>')


def _cell(value: object) -> str:
    if isinstance(value, Linked) and value.address:
        return f'<td dir="auto"><a href="{escape(value.address)}" target="_self">{escape(value.text)}</a></td>'
    return f'<td dir="auto">{escape(value.text if isinstance(value, Linked) else str(value))}</td>'
