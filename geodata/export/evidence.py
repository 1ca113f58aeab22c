"""Evidence sheets: one page (A4) a sentence, with all that a reader needs to check it: in one self-contained HTML file without any script.

Everything that comes from a document, an owner or a reviewer is escaped here, before it meets a tag of ours.
"""

import base64
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

from geodata import query
from geodata.atlas import OpenAtlas, read_text
from geodata.export.content import Row, attribution, documents, left_out, left_out_in_words, web_address
from geodata.export.dossier import Dossier, Facts, decided_columns, dossier, weighed_columns
from geodata.export.locator import described, locator, spot_of
from geodata.export.marking import quotation
from geodata.language import say, says
from geodata.query import Filters
from geodata.quote import is_open, text_link
from geodata.unseen import clean

MOST_WEIGHED = 4
"""How many of the places compared have room on a page; the others are counted."""

MOST_REASONS = 5
CONTEXT = 220
"""How many characters of an open text stand before and after the quotation at most."""

_TEMPLATE = Path(__file__).with_name("evidence.html")
_SLOT = re.compile(r"\[\[([a-z_]+)\]\]")

Link = Callable[[str], str]
"""The id of a mention → the address of the page that shows it; '' where there is none."""


def to_evidence(atlas: OpenAtlas, filters: Filters) -> str:
    """A sheet for each sentence that passes, in order of time. With no page of its own to lead back to, a sheet names the sentence and the build."""
    return evidence(atlas, filters, lambda mention_id: "")


def evidence(atlas: OpenAtlas, filters: Filters, link: Link) -> str:
    """The sheets as one HTML page; `link` gives the address of the view of a mention."""
    ids = list(query.mentions(atlas, filters)["id"])
    sources = documents(atlas)
    read = say("evidence.foot", counted=say("content.counted"), basemap=say("content.basemap"))
    foot = f"{read} {say('content.layer_rules')} {left_out_in_words(left_out(atlas, filters))} {attribution(atlas)}"
    made = (_sheet(atlas, found, sources[found.row["document_id"]], link(id_), foot) for id_ in ids if (found := dossier(atlas, id_, link(id_))))
    slots = {
        "lang": escape(say("onefile.page.lang")),
        "title": escape(say("evidence.title", atlas=clean(atlas.facts.title))),
        "sheets": "\n".join(made) or f'<p class="sheet">{say("evidence.none")}</p>',
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _TEMPLATE.read_text(encoding="utf-8"))


def _sheet(atlas: OpenAtlas, found: Dossier, source: Row, link: str, foot: str) -> str:
    row = found.row
    parts = (
        f'<article class="sheet" id="m-{escape(row["id"])}">',
        f"<header><h1>{say('evidence.sheet')}</h1>",
        f"<p><bdi>{escape(clean(atlas.facts.title))}</bdi><br>{say('evidence.sentence', id=escape(row['id']))}</p></header>",
        _note(atlas, source),
        _quotation(atlas, row, source),
        _reference(row, source),
        f'<div class="two"><div>{_section(say("dossier.place"), found)}{_picture(row)}</div>'
        f"<div>{''.join(_section(name, found) for name in says('dossier.time', 'dossier.statement', 'dossier.source'))}</div></div>",
        _doubt(row),
        _weighed(found.weighed),
        _list(say("dossier.decided"), decided_columns(), found.decided) if found.decided else "",
        _made_with(found),
        f'<h2>{say("dossier.citation")}</h2><pre dir="auto">{escape(found.citation)}</pre>',
        _back(link),
        f'<footer dir="auto">{escape(foot)}</footer></article>',
    )
    return "".join(parts)


def _note(atlas: OpenAtlas, source: Row) -> str:
    notes = [clean(text) for text in (atlas.facts.content_note, source["content_note"]) if text]
    return f'<p dir="auto">{escape(" ".join(notes))}</p>' if notes else ""


def _quotation(atlas: OpenAtlas, row: Row, source: Row) -> str:
    if not row["quote"]:
        return f"<blockquote>{say('evidence.uncited')}</blockquote>"
    before, after = _context(atlas, row, source)
    around = [f'<span class="context">{escape(part)}</span>' for part in (before, after)]
    return f'<blockquote dir="auto">{around[0]} {quotation(row)} {around[1]}</blockquote>'


def _context(atlas: OpenAtlas, row: Row, source: Row) -> tuple[str, str]:
    """What stands around the quotation, where the licence is open and the text is kept; else nothing."""
    text = read_text(atlas.folder, source["id"], source["text_sha256"]) if is_open(source["licence"]) else None
    if text is None:
        return "", ""
    start, end = int(row["quote_start"]), int(row["quote_end"])
    before = re.sub(r"^\S*\s", "… ", text[max(0, start - CONTEXT) : start]) if start > CONTEXT else text[:start]
    after = re.sub(r"\s\S*$", " …", text[end : end + CONTEXT]) if end + CONTEXT < len(text) else text[end:]
    return clean(before).strip(), clean(after).strip()


def _reference(row: Row, source: Row) -> str:
    address = web_address(source["url"])
    link = f'. <a href="{escape(text_link(address, row["quote"]))}" rel="noopener noreferrer external">{escape(address)}</a>' if address else ""
    return f'<p><cite dir="auto">{escape(source["title"])}</cite>, <bdi>{escape(source["publisher"])}</bdi>{link}</p>'


def _doubt(row: Row) -> str:
    """What contradicts itself in the source, across the sheet, where it has room."""
    return f'<p dir="auto"><b>{say("reader.contradiction")}</b> {escape(row["contradiction"])}</p>' if row["contradiction"] else ""


def _section(name: str, found: Dossier) -> str:
    facts = {key: value for key, value in found.sections[name].items() if key != say("dossier.contradiction")}
    return f'<h2>{escape(name)}</h2><table class="facts"><tbody>{_rows(facts)}</tbody></table>'


def _rows(facts: Facts) -> str:
    return "".join(f'<tr><th scope="row">{escape(name)}</th><td dir="auto">{escape(str(value))}</td></tr>' for name, value in facts.items())


def _made_with(found: Dossier) -> str:
    heading = say("dossier.made_with")
    decided = {say("evidence.decided"): say("evidence.on_this_sentence", number=str(len(found.decided)))}
    return _line(heading, {**found.sections[heading], **decided})


def _line(name: str, facts: Facts) -> str:
    listed = "".join(f"<div><dt>{escape(key)}</dt> <dd>{escape(value)}</dd></div>" for key, value in facts.items())
    return f"<h2>{escape(name)}</h2><dl>{listed}</dl>"


def _picture(row: Row) -> str:
    spot = spot_of(row)
    data = base64.b64encode(locator(spot).encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(described(spot))}">'


def _weighed(weighed: Sequence[Sequence[str]]) -> str:
    shown = [(*row[:-1], _few(row[-1])) for row in weighed[:MOST_WEIGHED]]
    left = len(weighed) - len(shown)
    more = f"<p>{say('evidence.weighed_less', number=str(left))}</p>" if left > 0 else ""
    if len(weighed) < 2:
        more = f"<p>{say('why.one_place')}</p>"
    if not shown:
        return f"<h2>{say('evidence.weighed')}</h2>{more}"
    return _list(say("dossier.weighed"), weighed_columns(), shown, "list compared") + more


def _few(reasons: str) -> str:
    listed = reasons.split("; ")
    left = [say("checking.more", number=str(len(listed) - MOST_REASONS))] if len(listed) > MOST_REASONS else []
    return "; ".join([*listed[:MOST_REASONS], *left])


def _list(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "list") -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join("<tr>" + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows)
    return f'<h2>{escape(title)}</h2><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _back(link: str) -> str:
    address = web_address(link)
    if not address:
        return ""
    link = f'<a href="{escape(address)}">{escape(address)}</a>'
    return f"<p>{say('evidence.seen_at', link=link)}</p>"
