"""The words of the one-file page: its sentences as cards with their citations, its filters, its sources, and what it says of itself.

Everything that comes from a document or an owner is escaped here, before it meets a tag of ours.
"""

from collections.abc import Collection, Iterable, Mapping
from html import escape
from typing import Any

from geodata import words
from geodata.classify import LAYERS_FILE
from geodata.contact import report_link
from geodata.export.citation import checksums
from geodata.export.content import Row, layer_of, layers, left_out_in_words, web_address
from geodata.export.marking import quotation
from geodata.export.saying import contradiction_html, extent, reason, reported
from geodata.language import say, says
from geodata.mapview import asset_text, disputes
from geodata.model import Status
from geodata.quote import text_link
from geodata.rows import span_of

_CODE_LICENCES = ("vendor/leaflet.LICENSE", "vendor/supercluster.LICENSE", "vendor/nouislider.LICENSE")
"""Their texts go with every copy, as they ask."""


def card(row: Row, said: Mapping[str, Any], cited: str, ids: Collection[str] = ()) -> str:
    """One sentence: quotation or its citation only, place, time, speaker, layer, source, its citation to copy, a way to report a problem.

    `cited` is the citation, `ids` are the sentences of the file. A claim or denial leads to its other side where that is among them.
    """
    lines = (
        _quotation(row),
        _place(row),
        _happened(row),
        _said(row) + _other_side(row, ids),
        contradiction_html(row),
        _layer(row),
        _source_of(row),
        _citation(cited),
    )
    button = f'<button type="button" data-show="{escape(row["id"])}">{say("card.show")}</button>'
    return f'<article class="dx-card" id="m-{escape(row["id"])}">{"".join(lines)}{button}{_report(row, said)}</article>'


def filters(rows: list[Row], sources: Mapping[str, Row]) -> str:
    """The controls of the form: layers, statuses, speaker, source, both windows, search."""
    present = {row["layer"] for row in rows}
    dots = [(la.id, la.label, _dot(la.colour, la.colour_dark)) for la in layers().layers if la.id in present]
    statuses = [(str(status), say(f"status.{status}"), "") for status in Status if str(status) in {row["status"] for row in rows}]
    titles = {row["document_id"]: sources[row["document_id"]]["title"] for row in rows}
    return "\n".join(
        (
            _boxes("layers", say("filters.none_chosen", name=say("onefile.layers")), dots),
            _boxes("statuses", say("onefile.statuses"), statuses),
            _select("speaker", say("field.said_by"), ((name, name) for name in sorted({row["said_by"] for row in rows}))),
            _select("source", say("field.source"), sorted(titles.items(), key=lambda pair: (pair[1], pair[0]))),
            _window("happened", say("axis.happened")),
            f'<label><input type="checkbox" name="undated"> {say("onefile.undated")}</label>',
            f'<label><input type="checkbox" name="dated"> {say("onefile.dated")}</label>',
            _window("reported", say("axis.reported")),
            f'<label>{say("search.label")} <input type="search" name="text"></label>',
        )
    )


def facts(said: Mapping[str, Any]) -> str:
    """Whose atlas it is, under which licence, in which version, and where to look for a newer one."""
    owner = say("onefile.by", name=f"<bdi>{escape(said['owner'])}</bdi>") + " " if said["owner"] else ""
    made = say("onefile.made", build=escape(said["build"]), program=escape(said["made_with"])) + ". "
    licence = f"<bdi>{escape(said['licence'])}</bdi> " if said["licence"] else ""
    return f"{owner}{licence}{made}{_newer(said)}"


def note(said: Mapping[str, Any], sources: Iterable[Row]) -> str:
    """The content notes of the atlas and of its sources; empty where there is none."""
    found = [said["content_note"], *(f"{row['title']}: {row['content_note']}" for row in sources if row["content_note"])]
    lines = "".join(f'<p dir="auto">{escape(text)}</p>' for text in found if text)
    return f'<div class="dx-note" role="note">{lines}</div>' if lines else ""


def about(said: Mapping[str, Any], sources: Iterable[Row], rows: Iterable[Row]) -> str:
    """Sources with their licences, their checksums and what contradicts itself in them, as their sentences (`rows`) know it; the rules of the layers,
    what is left out, and whose lines the map draws."""
    doubts = {(row["document_id"], row["contradiction"]): None for row in rows if row["contradiction"]}
    listed = "".join(f'<li id="s-{escape(row["id"])}">{_source(row)}{_doubts(row, doubts)}</li>' for row in sources)
    meanings = "".join(f"<li><b>{escape(la.label)}</b>: {escape(la.description)}</li>" for la in layers().layers)
    disputed = "".join(f"<li><b>{escape(d.name)}</b>: {escape(d.note)}</li>" for d in disputes())
    licence = f'<p dir="auto">{escape(said["licence"])}</p>' if said["licence"] else ""
    code = "\n\n".join(map(asset_text, _CODE_LICENCES))
    credits = say("onefile.credits", gazetteer=say("content.places.geonames"), basemap=say("content.basemap"))
    return "\n".join(
        (
            f'<h2>{say("field.sources")}</h2><ol class="dx-sources">{listed}</ol>',
            f"<h2>{say('onefile.licences')}</h2>{licence}<p>{escape(credits)}</p>",
            f"<details><summary>{say('onefile.libraries')}</summary><pre>{escape(code)}</pre></details>",
            f"<h2>{say('onefile.layer_rules')}</h2><ul>{meanings}</ul><p>{escape(said['layer_rules'])}</p>",
            f"<details><summary>{say('onefile.rules')}</summary><pre>{escape(LAYERS_FILE.read_text(encoding='utf-8'))}</pre></details>",
            f"<h2>{say('onefile.left_out')}</h2><p>{escape(left_out_in_words(said['left_out']))}</p>",
            f"<h2>{say('map.show.borders')}</h2><p>{say('onefile.borders')}</p>",
            f"<details><summary>{say('onefile.disputes')}</summary><ul>{disputed}</ul></details>",
            f"<h2>{say('onefile.newer_versions')}</h2><p>{facts(said)}</p>",
        )
    )


def _quotation(row: Row) -> str:
    if not row["quote"]:
        return f"<p>{say('onefile.uncited')}</p>"
    return f'<blockquote dir="auto" data-s>{quotation(row)}</blockquote>'


def _place(row: Row) -> str:
    unsure = f"; {say('card.ambiguous')}" if row["ambiguous"] else ""
    listed = f" (<bdi data-s>{escape(row['place_name'])}</bdi>)"
    return f'<p><b><bdi data-s>{escape(row["phrase"])}</bdi></b>{listed}, <span title="{escape(row["working"])}">{extent(row)}{unsure}</span></p>'


def _happened(row: Row) -> str:
    why = f" <small>{escape(found)}</small>" if (found := reason(row)) else ""
    return f"<p><b>{say('status.' + row['status'])}</b> · {escape(words.span(span_of(row, 'when')))}{why}</p>"


def _said(row: Row) -> str:
    name = f"<bdi data-s>{escape(row['said_by'])}</bdi>"
    return f"<p>{say('card.said', name=name, reported=escape(reported(row)))}</p>"


def _other_side(row: Row, ids: Collection[str]) -> str:
    text, look = words.other_side(row["status"]) if row["disputed"] else ("", "")
    if not text:
        return ""
    link = f' <a href="#m-{escape(row["linked"])}">{look}</a>' if row["linked"] in ids else ""
    return f"<p>{text}{'.' if link else ''}{link}</p>"


def _layer(row: Row) -> str:
    layer = layer_of(row)
    return (
        f"<p>{_dot(layer.colour, layer.colour_dark)} {escape(layer.label)} <small>({say('onefile.rule', rule=escape(row['layer_rule']))})</small></p>"
    )


def _source_of(row: Row) -> str:
    """Its source with the way to it: on the web at these words, else to its file and checksums in the list of sources."""
    way = f'<a href="#s-{escape(row["document_id"])}">{say("onefile.see_source")}</a>'
    if address := web_address(row["url"]):
        link = text_link(address, row["quote"])
        way = f'<a href="{escape(link)}" rel="noopener noreferrer external">{say("onefile.open_source")}</a>'
    return f'<p class="dx-cite"><cite><bdi data-s>{escape(row["title"])}</bdi></cite>, <bdi>{escape(row["publisher"])}</bdi>. {way}</p>'


def _citation(cited: str) -> str:
    button = f'<button type="button" data-copied="{escape(say("onefile.copied"))}">{say("onefile.copy")}</button>'
    return f'<details class="dx-citation"><summary>{say("dossier.citation")}</summary><pre dir="auto">{escape(cited)}</pre>{button}</details>'


def _report(row: Row, said: Mapping[str, Any]) -> str:
    view = f"{address}#m-{row['id']}" if (address := web_address(said["url"])) else ""
    meant = {
        "mention": row["id"],
        "source": row["document_id"],
        "version": say("report.version", build=said["build"], program=said["made_with"]),
        "view": view,
    }
    link = report_link(said["contact"], {"atlas": said["title"], **meant})
    return f' <a class="dx-report" href="{escape(link)}" rel="noopener noreferrer">{say("report.button")}</a>' if link else ""


def _source(row: Row) -> str:
    when = words.published(span_of(row, "published"), row["published_inferred"]) or say("citation.undated")
    address = web_address(row["url"])
    link = f' <a href="{escape(address)}" rel="noopener noreferrer external">{escape(address)}</a>' if address else ""
    licence, file = escape(row["licence"] or say("content.no_licence")), f"<bdi>{escape(row['source'])}</bdi>"
    return (
        f"<cite><bdi>{escape(row['title'])}</bdi></cite>, <bdi>{escape(row['publisher'])}</bdi>, {escape(when)}. {licence}. "
        f"{say('onefile.held', sentences=words.count(row['mentions'], 'sentence'), cited_only=row['cited_only'])} "
        f"{say('onefile.file', file=file, checksums=escape(checksums(row)))}{link}"
    )


def _doubts(source: Row, doubts: Iterable[tuple[str, str]]) -> str:
    return "".join(f' <span dir="auto">{say("reader.contradiction")} {escape(text)}</span>' for id_, text in doubts if id_ == source["id"])


def _newer(said: Mapping[str, Any]) -> str:
    if address := web_address(said["url"]):
        link = f'<a href="{escape(address)}" rel="noopener noreferrer external">{escape(address)}</a>'
        return say("onefile.newer", link=link)
    if said["contact"]:
        return say("onefile.newer_from", contact=f"<bdi>{escape(said['contact'])}</bdi>")
    return say("onefile.no_newer")


def _dot(light: str, dark: str) -> str:
    return f'<i class="dx-dot" style="background:{light};background:light-dark({light},{dark})"></i>'


def _boxes(name: str, legend: str, options: Iterable[tuple[str, str, str]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}">{mark}{escape(label)}</label>' for value, label, mark in options
    )
    return f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>"


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    made = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    return f'<label>{label} <select name="{name}"><option value="">{say("onefile.all")}</option>{made}</select></label>'


def _window(axis: str, legend: str) -> str:
    ends = "".join(
        f'<label>{word} <input type="date" name="{axis}_{end}"></label>'
        for end, word in zip(("first", "last"), says("onefile.from", "onefile.to"), strict=True)
    )
    return f"<fieldset><legend>{legend}</legend>{ends}</fieldset>"
