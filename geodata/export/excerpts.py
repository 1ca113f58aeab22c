"""The words of the one-file page: its sentences as cards with their citations, its filters, its sources, and what it says of itself.

Everything that comes from a document or an owner is escaped here, before it meets a tag of ours.
"""

from collections.abc import Collection, Iterable, Mapping
from html import escape
from typing import Any

from geodata import words
from geodata.classify import LAYERS_FILE
from geodata.contact import report_link
from geodata.export.content import BASEMAP_CREDIT, GAZETTEER_CREDIT, Row, layer_of, layers, left_out_in_words, web_address
from geodata.geojson import level
from geodata.mapview import asset_text, disputes
from geodata.model import Status
from geodata.quote import text_link
from geodata.rows import span_of

CODE_CREDIT = "Map: Leaflet (BSD-2-Clause), supercluster (ISC), noUiSlider (MIT)"
_CODE_LICENCES = ("vendor/leaflet.LICENSE", "vendor/supercluster.LICENSE", "vendor/nouislider.LICENSE")
"""Their texts go with every copy, as they ask."""


def card(row: Row, source: Row, said: Mapping[str, Any], ids: Collection[str] = ()) -> str:
    """One sentence: quotation or its citation only, place, time, speaker, layer, a citation to check it by, a way to report a problem.

    A claim or denial leads to its other side where that is among `ids`, the sentences of the file.
    """
    lines = (_quotation(row), _place(row), _happened(row), _said(row) + _other_side(row, ids), _layer(row), _citation(row, source))
    button = f'<button type="button" data-show="{escape(row["id"])}">Show on the map</button>'
    return f'<article class="dx-card" id="m-{escape(row["id"])}">{"".join(lines)}{button}{_report(row, said)}</article>'


def filters(rows: list[Row], sources: Mapping[str, Row]) -> str:
    """The controls of the form: layers, statuses, speaker, source, both windows, search."""
    present = {row["layer"] for row in rows}
    dots = [(la.id, la.label, _dot(la.colour, la.colour_dark)) for la in layers().layers if la.id in present]
    statuses = [(str(status), str(status), "") for status in Status if str(status) in {row["status"] for row in rows}]
    titles = {row["document_id"]: sources[row["document_id"]]["title"] for row in rows}
    return "\n".join(
        (
            _boxes("layers", "Layers (none chosen shows all)", dots),
            _boxes("statuses", "How the sources put it", statuses),
            _select("speaker", "Said by", ((name, name) for name in sorted({row["said_by"] for row in rows}))),
            _select("source", "Source", sorted(titles.items(), key=lambda pair: (pair[1], pair[0]))),
            _window("happened", "Happened"),
            '<label><input type="checkbox" name="undated"> keep what has no date in the text</label>',
            _window("reported", "Reported"),
            '<label>Search <input type="search" name="text"></label>',
        )
    )


def facts(said: Mapping[str, Any]) -> str:
    """Whose atlas it is, under which licence, in which version, and where to look for a newer one."""
    owner = f"By <bdi>{escape(said['owner'])}</bdi>. " if said["owner"] else ""
    made = f"Build {escape(said['build'])}, made with {escape(said['made_with'])}. "
    licence = f"<bdi>{escape(said['licence'])}</bdi> " if said["licence"] else ""
    return f"{owner}{licence}{made}{_newer(said)}"


def note(said: Mapping[str, Any], sources: Iterable[Row]) -> str:
    """The content notes of the atlas and of its sources; empty where there is none."""
    found = [said["content_note"], *(f"{row['title']}: {row['content_note']}" for row in sources if row["content_note"])]
    lines = "".join(f'<p dir="auto">{escape(text)}</p>' for text in found if text)
    return f'<div class="dx-note" role="note">{lines}</div>' if lines else ""


def about(said: Mapping[str, Any], sources: Iterable[Row]) -> str:
    """Sources with their licences and checksums, the rules of the layers, what is left out, and whose lines the map draws."""
    listed = "".join(f"<li>{_source(row)}</li>" for row in sources)
    meanings = "".join(f"<li><b>{escape(la.label)}</b>: {escape(la.description)}</li>" for la in layers().layers)
    disputed = "".join(f"<li><b>{escape(d.name)}</b>: {escape(d.note)}</li>" for d in disputes())
    licence = f'<p dir="auto">{escape(said["licence"])}</p>' if said["licence"] else ""
    code = "\n\n".join(map(asset_text, _CODE_LICENCES))
    credits = f"{GAZETTEER_CREDIT}. Basemap: {BASEMAP_CREDIT}. {CODE_CREDIT}."
    return "\n".join(
        (
            f'<h2>Sources</h2><ol class="dx-sources">{listed}</ol>',
            f"<h2>Licences and credits</h2>{licence}<p>{escape(credits)}</p>",
            f"<details><summary>Licences of the map's libraries</summary><pre>{escape(code)}</pre></details>",
            f"<h2>Layers and their rules</h2><ul>{meanings}</ul><p>{escape(said['layer_rules'])}</p>",
            f"<details><summary>The rules, word by word</summary><pre>{escape(LAYERS_FILE.read_text(encoding='utf-8'))}</pre></details>",
            f"<h2>What is left out</h2><p>{escape(left_out_in_words(said['left_out']))}</p>",
            "<h2>Borders</h2><p>Borders are those of Natural Earth, and no position. What is in dispute is dashed or hatched.</p>",
            f"<details><summary>Areas in dispute</summary><ul>{disputed}</ul></details>",
            f"<h2>Newer versions</h2><p>{facts(said)}</p>",
        )
    )


def _quotation(row: Row) -> str:
    if not row["quote"]:
        return "<p>Not quoted here: its licence leaves the citation only.</p>"
    return f'<blockquote dir="auto" data-s>{escape(row["quote"])}</blockquote>'


def _place(row: Row) -> str:
    drawn = level(row["place_kind"])
    within = {"area": "an area", "line": "along its course"}.get(drawn, f"within {words.distance(row['radius_m'])}")
    unsure = "; more than one place has this name" if row["ambiguous"] else ""
    listed = f" (<bdi data-s>{escape(row['place_name'])}</bdi>)"
    return f'<p><b><bdi data-s>{escape(row["phrase"])}</bdi></b>{listed}, <span title="{escape(row["working"])}">{within}{unsure}</span></p>'


def _happened(row: Row) -> str:
    span = span_of(row, "when")
    reason = f" <small>‘{escape(row['dated_words'])}’: {escape(row['dated_rule'])}</small>" if span and row["dated_words"] else ""
    if span and row["dated_anchor"]:
        reason = reason.replace("</small>", f", from {escape(row['dated_anchor'])}</small>")
    return f"<p><b>{escape(row['status'])}</b> · {escape(words.span(span))}{reason}</p>"


def _said(row: Row) -> str:
    reported = span_of(row, "reported")
    return (
        f"<p>stated by <bdi data-s>{escape(row['said_by'])}</bdi>, reported {escape(words.span(reported) if reported else 'on an unknown date')}</p>"
    )


def _other_side(row: Row, ids: Collection[str]) -> str:
    text, look = words.other_side(row["status"]) if row["disputed"] else ("", "")
    if not text:
        return ""
    link = f' <a href="#m-{escape(row["linked"])}">{look}</a>' if row["linked"] in ids else ""
    return f"<p>{text}{'.' if link else ''}{link}</p>"


def _layer(row: Row) -> str:
    layer = layer_of(row)
    return f"<p>{_dot(layer.colour, layer.colour_dark)} {escape(layer.label)} <small>(rule {escape(row['layer_rule'])})</small></p>"


def _citation(row: Row, source: Row) -> str:
    where = f"characters {row['start']:,}–{row['end']:,}, SHA-256 <code>{escape(source['sha256'])}</code>"
    opened = ""
    if address := web_address(row["url"]):
        link = text_link(address, row["quote"])
        opened = f' <a href="{escape(link)}" rel="noopener noreferrer external">Open the source at these words</a>'
    return f'<p class="dx-cite"><cite><bdi data-s>{escape(row["title"])}</bdi></cite>, <bdi>{escape(row["publisher"])}</bdi>, {where}.{opened}</p>'


def _report(row: Row, said: Mapping[str, Any]) -> str:
    view = f"{address}#m-{row['id']}" if (address := web_address(said["url"])) else ""
    meant = {"mention": row["id"], "source": row["document_id"], "version": f"build {said['build']}, {said['made_with']}", "view": view}
    link = report_link(said["contact"], {"atlas": said["title"], **meant})
    return f' <a class="dx-report" href="{escape(link)}" rel="noopener noreferrer">Report a problem</a>' if link else ""


def _source(row: Row) -> str:
    published = span_of(row, "published")
    when = words.span(published) if published else "undated"
    address = web_address(row["url"])
    link = f' <a href="{escape(address)}" rel="noopener noreferrer external">{escape(address)}</a>' if address else ""
    licence = escape(row["licence"] or "licence not stated")
    return (
        f"<cite><bdi>{escape(row['title'])}</bdi></cite>, <bdi>{escape(row['publisher'])}</bdi>, {escape(when)}. {licence}. "
        f"{words.count(row['mentions'], 'sentence')}, {row['cited_only']:,} cited only. SHA-256 <code>{escape(row['sha256'])}</code>.{link}"
    )


def _newer(said: Mapping[str, Any]) -> str:
    if address := web_address(said["url"]):
        return f'For a newer version look at <a href="{escape(address)}" rel="noopener noreferrer external">{escape(address)}</a>.'
    contact = f"; ask <bdi>{escape(said['contact'])}</bdi>" if said["contact"] else ""
    return f"Its owner names no address for newer versions{contact}."


def _dot(light: str, dark: str) -> str:
    return f'<i class="dx-dot" style="background:{light};background:light-dark({light},{dark})"></i>'


def _boxes(name: str, legend: str, options: Iterable[tuple[str, str, str]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}">{mark}{escape(label)}</label>' for value, label, mark in options
    )
    return f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>"


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    made = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    return f'<label>{label} <select name="{name}"><option value="">all</option>{made}</select></label>'


def _window(axis: str, legend: str) -> str:
    ends = "".join(f'<label>{word} <input type="date" name="{axis}_{end}"></label>' for end, word in (("first", "from"), ("last", "to")))
    return f"<fieldset><legend>{legend}</legend>{ends}</fieldset>"
