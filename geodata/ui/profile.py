"""A place on its own: where it lies, its names in all scripts, its sentences along both axes, and what was said of it in the order of reporting.

What came later stands beside what was planned, claimed or denied; it is listed and never judged.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.export import copied, extent, kind, reach, reported, spot_of
from geodata.gazetteer import country_name
from geodata.language import say, says
from geodata.query import Filters, Said
from geodata.rows import span_of
from geodata.ui.excerpts import Row, more, quotation, shown
from geodata.ui.opening import ask
from geodata.ui.state import link
from geodata.ui.tables import Linked, facts, part, table
from geodata.ui.times import AXES, domains, histogram
from geodata.ui.why import picture

SCRIPTS: Mapping[str, tuple[str, str]] = {
    "ARABIC": ("arabic", "und-Arab"),
    "ARMENIAN": ("armenian", "hy"),
    "BENGALI": ("bengali", "und-Beng"),
    "CJK": ("chinese", "und-Hani"),
    "CYRILLIC": ("cyrillic", "und-Cyrl"),
    "DEVANAGARI": ("devanagari", "und-Deva"),
    "ETHIOPIC": ("ethiopic", "und-Ethi"),
    "GEORGIAN": ("georgian", "ka"),
    "GREEK": ("greek", "el"),
    "GURMUKHI": ("gurmukhi", "und-Guru"),
    "HANGUL": ("korean", "ko"),
    "HEBREW": ("hebrew", "und-Hebr"),
    "HIRAGANA": ("japanese", "ja"),
    "KATAKANA": ("japanese", "ja"),
    "LATIN": ("latin", ""),
    "MALAYALAM": ("malayalam", "ml"),
    "SYRIAC": ("syriac", "und-Syrc"),
    "TAMIL": ("tamil", "ta"),
    "THAI": ("thai", "th"),
}
"""How Unicode's names of letters begin → the script, whose word is the language's, and the language tag (BCP 47) that it tells: a language where one
alone is written in it, else the script of an undetermined language. Source: the Unicode Character Database, and ISO 15924 for the codes."""

_ARABIC = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
"""The letters of Arabic: a name in these alone is given as Arabic; one with other letters is of another language, and which is not guessed."""

AT_ONCE, AT_MOST = 3, 20
"""How many later statements stand beside one, and how many more open below them."""

_KEY = "said"


def script_of(name: str) -> tuple[str, str]:
    """The script of a name's first letter in words, and the language tag that it tells ('' where it tells none)."""
    first = next((letter for letter in name if letter.isalpha() and unicodedata.category(letter) != "Lm"), "")
    script, tag = SCRIPTS.get(unicodedata.name(first, "").split(" ")[0], ("other", "")) if first else ("latin", "")
    letters = {letter for letter in name if letter.isalpha()}
    return say(f"script.{script}"), "ar" if tag == "und-Arab" and letters <= _ARABIC else tag


def listing(atlas: OpenAtlas, sites: pd.DataFrame) -> None:
    """Draw all places (the rows of `query.sites`), each with a link to its own page under the same filters."""
    days = domains(atlas)
    columns = says("field.place", "field.sentences", "places.listed", "field.country", "field.position", "profile.exact")
    rows = [
        (
            Linked(row["label"], link(days, site=row["site"])),
            row["mentions"],
            row["place_name"],
            country_name(row["country"]),
            words.position(row["lat"], row["lon"], row["radius_m"]),
            extent(row),
        )
        for row in sites.to_dict("records")
    ]
    table(columns, rows, say("places.table"))


def profile(atlas: OpenAtlas, site: Row, mentions: pd.DataFrame, found: Filters) -> None:
    """Draw what is known of a place (a row of `query.sites`): facts and map, names, and where its sentences lie on both axes. `found` is with the
    site; `mentions` is what it finds."""
    part(site["label"])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        facts(_known(site, mentions))
    with right:
        picture(spot_of(site))
    if names := query.other_names(atlas, site["place_gazetteer"], site["place_key"]):
        with st.expander(say("profile.names", names=words.count(len(names), "other name"))):
            st.html(names_html(names))
    for column, axis in zip(st.columns(2, gap="medium"), AXES, strict=True):
        with column:
            _strip(atlas, axis, say(f"axis.{axis}"), found)


def statements(atlas: OpenAtlas, site: str, found: Filters) -> None:
    """Draw what was planned, claimed or denied of a place in the order of reporting, and beside each what was reported of the place later."""
    part(say("profile.said"))
    listed = query.said(atlas, site, found)
    if not listed:
        st.caption(say("profile.nothing_said"))
        return
    st.caption(say("profile.said_what"))
    drawn = listed[: shown(_KEY)]
    st.html("".join(pair(list(alike)) for _, alike in groupby(drawn, key=_what_follows)))
    more(_KEY, len(drawn), len(listed))


def pair(alike: Sequence[Said]) -> str:
    """The HTML of statements with the later ones beside them. All have the same later ones, which are so listed once."""
    later = alike[0].later.head(AT_ONCE + AT_MOST).to_dict("records")
    beside = _list(later[:AT_ONCE]) if later else f"<p>{_nothing_later(alike[0].row)}</p>"
    if (rest := len(alike[0].later) - AT_ONCE) > 0:
        beside += _folded(later[AT_ONCE:], rest)
    said = _list(statement.row for statement in alike)
    first, second = says("profile.first", "profile.later")
    return f'<section class="dl-pair"><div><h4>{first}</h4>{said}</div><div><h4>{second}</h4>{beside}</div></section>'


def names_html(names: Iterable[str]) -> str:
    """Names by script, Latin last, each with its language where its script tells it."""
    grouped: dict[str, list[str]] = {}
    for name in names:
        label, tag = script_of(name)
        lang = f' lang="{tag}"' if tag else ""
        grouped.setdefault(label, []).append(f'<bdi dir="auto"{lang}>{escape(name)}</bdi>')
    ordered = sorted(grouped.items(), key=lambda item: (item[0] == say("script.latin"), item[0]))
    return "".join(f'<p class="dl-names"><b>{escape(label)}</b>: {", ".join(found)}</p>' for label, found in ordered)


def _known(site: Row, mentions: pd.DataFrame) -> Mapping[str, Any]:
    return {
        say("profile.listed"): site["place_name"],
        say("profile.kind"): kind(site["place_kind"]),
        say("profile.country"): country_name(site["country"]),
        say("field.position"): words.position(site["lat"], site["lon"], site["radius_m"]),
        say("profile.exact"): reach(site),
        say("profile.how"): mentions["working"].iloc[0],
        say("profile.gazetteer"): f"{site['place_gazetteer']} {site['place_key']}",
        say("field.sentences"): f"{len(mentions):,}",
    }


def _strip(atlas: OpenAtlas, axis: str, label: str, found: Filters) -> None:
    """One axis of the whole atlas with the place's sentences on it, so that places can be compared."""
    domain = domains(atlas).get(axis)
    if domain is None:
        return
    spans = ask(query.spans, atlas, AXES[axis], found)
    unknown = int(spans[spans["begin"].isna() & spans["end"].isna()]["mentions"].sum())
    without = f" · {say('profile.undated', sentences=words.count(unknown, 'sentence'))}" if unknown else ""
    ends = "".join(f"<span>{words.day(end)}</span>" for end in domain)
    st.html(f'<p class="dl-axis"><b>{label}</b>{without}</p>{histogram(spans, domain, label)}<p class="dl-ends">{ends}</p>')


def _what_follows(said: Said) -> tuple[int, bool]:
    """The same for statements that have the same later ones, since those are the last of one order."""
    return len(said.later), span_of(said.row, "reported") is None


def _statement(row: Row) -> str:
    copy = f'<p dir="auto">{escape(copied(row).strip())}</p>' if row["copy_of"] else ""
    stated = say("profile.stated", name=f"<span dir='auto'>{escape(row['said_by'])}</span>")
    return (
        f"<p><time>{_reported(row)}</time> · <b>{say('status.' + row['status'])}</b> · {stated}</p>"
        f"{quotation(row)}<p><cite dir='auto'>{escape(row['title'])}</cite>, <bdi>{escape(row['publisher'])}</bdi></p>{copy}"
    )


def _reported(row: Row) -> str:
    return say("profile.reported", when=escape(reported(row)))


def _list(rows: Iterable[Row]) -> str:
    return f"<ol>{''.join(f'<li>{_statement(row)}</li>' for row in rows)}</ol>"


def _folded(rows: list[Any], number: int) -> str:
    beyond = f"<p>{say('profile.beyond', number=number - len(rows))}</p>" if number > len(rows) else ""
    return f"<details><summary>{say('profile.more', number=number)}</summary>{_list(rows)}{beyond}</details>"


def _nothing_later(row: Row) -> str:
    if span_of(row, "reported") is None:
        return say("profile.unknown")
    return say("profile.nothing_later")
