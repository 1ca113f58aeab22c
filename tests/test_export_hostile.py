"""Text of documents never acts in an export: not as markup, script, formula, template or reading direction; and no export quotes more than it may."""

import csv
import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from conftest import ALPHA, REFERENCE, SOURCES, a_document, a_mention, needs_sources
from playwright.sync_api import Browser

from geodata import query
from geodata.atlas import OpenAtlas, open_atlas, save, write_facts
from geodata.export import EXPORTS, to_folder
from geodata.export.folder import CONTENTS
from geodata.model import Atlas, LayerSet, TimeSpan
from geodata.query import Filters
from geodata.quote import SHARE, is_open

HOSTILE = {
    "markup": '"><img src=x onerror=window.hit=1><b>',
    "script": "<script>window.hit=1</script>",
    "end of script": "</script><script>window.hit=1</script><!--<script>",
    "end of data": "]]></value></kml><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "formula": '=HYPERLINK("https://attacker.example","x")',
    "wide formula": " \uff1dcmd|'/c calc'!A1",
    "control characters": "a\x00b\x1bc\x07d\x85e\ufffef",
    "right-to-left override": "safe\u202etxt.exe\u2066hidden\u2069",
    "template": "$[quote] ${window.hit=1} {{7*7}} [[scripts]] [[data]]",
    "separators": "a\u2028b\u2029c\nd\re\tf",
    "address": "javascript:window.hit=1",
}
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def an_atlas(folder: Path, text: str) -> OpenAtlas:
    """An atlas with the text in each place where a document or an owner can put one."""
    write_facts(folder, Atlas(text, text, text, text, text, text, "", url=text))
    place = replace(ALPHA, name=text, other_names=(text,), admin1=text)
    document = replace(
        a_document("a", text, date(2020, 3, 5)),
        **dict.fromkeys(("title", "source", "author", "url", "licence", "content_note", "published_basis"), text),
    )
    mention = a_mention(document, 14, "Alphaville", place, when=TimeSpan.of_day(date(2020, 3, 2)))
    mention = replace(mention, **dict.fromkeys(("surface", "said_by", "working", "dated_words", "dated_rule", "dated_anchor", "layer_rule"), text))
    save(LayerSet((document,), (mention,), (f"{text} Alphaville {text}",), (), ()), folder)
    return open_atlas(folder)


class Parsed(HTMLParser):
    """The tags, attributes and text of a page as a browser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def inert_html(text: str, plain: str) -> None:
    found, calm = Parsed(text), Parsed(plain)
    assert set(found.tags) == set(calm.tags) and found.tags.count("script") == calm.tags.count("script")
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    links = [value for name, value in found.attributes if name in ("href", "src")]
    assert not [value for value in links if not re.match(r"https?://|#s-[0-9a-f]{16}$", value)]


def inert_sheets(text: str, plain: str) -> None:
    """Evidence sheets: no script at all; besides addresses of the web only our own drawing."""
    found, calm = Parsed(text), Parsed(plain)
    assert set(found.tags) == set(calm.tags) and "script" not in found.tags
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    links = [value for name, value in found.attributes if name in ("href", "src")]
    assert not [value for value in links if not value.startswith(("http://", "https://", "data:image/svg+xml;base64,"))]


def inert_json(text: str, plain: str) -> None:
    assert not re.search("[<>&]", text)
    json.loads(text)


def inert_csv(text: str, plain: str) -> None:
    rows, calm = list(csv.reader(StringIO(text))), list(csv.reader(StringIO(plain)))
    assert [len(row) for row in rows] == [len(row) for row in calm]
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+@\uff1d\uff0b\uff0d\uff20]|\s*-(?!\d)", cell)]


def inert_kml(text: str, plain: str) -> None:
    root, calm = ET.fromstring(text), ET.fromstring(plain)
    assert [e.tag for e in root.iter()] == [e.tag for e in calm.iter()]
    assert "<!" not in text
    for element in root.iter():
        if element.tag.endswith("}description"):
            assert set(Parsed(element.text or "").tags) <= {"p"} and "$[" not in (element.text or "")
        if element.tag.endswith("}name"):
            assert not re.search(r"[<>]|\$\[", element.text or "")


def inert_svg(text: str, plain: str) -> None:
    """The tags of a calm drawing and no others, nothing that acts, loads or links, and no text outside the elements that hold words."""
    root, calm = ET.fromstring(text), ET.fromstring(plain)
    assert {e.tag for e in root.iter()} == {e.tag for e in calm.iter()} and "<!" not in text
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]
        assert element.tag.split("}")[1] in ("title", "desc", "text") or not (element.text or "").strip()
        assert not [value for value in element.attrib.values() if re.search(r"url\((?!#)|javascript:", value)]


INERT: dict[str, Callable[[str, str], None]] = {"html": inert_html, "evidence": inert_sheets, "csv": inert_csv, "kml": inert_kml, "svg": inert_svg}
PACKED = ("folder", "png")
"""Made of the other formats."""
TEXTS = sorted(set(EXPORTS) - set(PACKED))


@pytest.fixture(scope="module")
def atlases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, OpenAtlas]:
    texts = {"plain": "calm words", **HOSTILE}
    return {kind: an_atlas(tmp_path_factory.mktemp("hostile"), text) for kind, text in texts.items()}


def made(name: str, atlas: OpenAtlas) -> str:
    return EXPORTS[name].data(atlas, Filters()).decode()


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_text_is_inert(atlases: dict[str, OpenAtlas], kind: str, name: str) -> None:
    text = made(name, atlases[kind])
    INERT.get(name, inert_json)(text, made(name, atlases["plain"]))
    assert not UNSEEN.search(text)


def test_hostile_text_is_inert_in_a_folder(tmp_path: Path, atlases: dict[str, OpenAtlas]) -> None:
    """Its page says more than the page alone (addresses and pictures), its note is plain text, and the names of its files come from no text."""
    files, calm = (to_folder(atlas, Filters()) for atlas in (an_atlas(tmp_path, " ".join(HOSTILE.values())), atlases["plain"]))
    assert set(files) == set(calm) == set(CONTENTS) and not UNSEEN.search(files["README.txt"].decode())
    inert_html(files["index.html"].decode(), calm["index.html"].decode())
    inert_svg(files["map.svg"].decode(), calm["map.svg"].decode())
    assert files["preview.png"].startswith(b"\x89PNG")


def test_hostile_text_does_nothing_in_a_browser(tmp_path: Path, chromium: Browser) -> None:
    write = tmp_path / "atlas.html"
    write.write_text(made("html", an_atlas(tmp_path, " ".join(HOSTILE.values()))), encoding="utf-8", newline="\n")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(write.as_uri())
    page.locator(".dl-site").first.wait_for()
    assert page.evaluate("window.hit") is None and wrong == []
    assert page.locator(".dx-card").count() == 1
    context.close()


def texts_of(name: str, text: str) -> Iterator[str]:
    """Every text that an export holds, with each format's escapes undone."""
    if name in ("html", "evidence"):
        for data in Parsed(text).text:
            yield data
            if data.lstrip().startswith("{"):
                yield from leaves(json.loads(data))
    elif name in ("kml", "svg"):
        yield from (html.unescape(re.sub("<[^>]*>", " ", element.text or "")) for element in ET.fromstring(text).iter())
    elif name == "csv":
        yield from (cell for row in csv.reader(StringIO(text)) for cell in row)
    else:
        yield from leaves(json.loads(text))


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if value.startswith("{"):
            yield from leaves(json.loads(value))
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)


RUN = 4
"""So many words in a row that stand in a source as well are taken from it."""

Runs = set[tuple[str, ...]]


def runs_of(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def taken(source: str, exported: Runs) -> int:
    """How many characters of the source stand in the export, as words in runs of `RUN` or more; a run that the source repeats counts once."""
    words, left = list(re.finditer(r"\w+", source)), set(exported)
    covered = bytearray(len(source))
    for at, run in enumerate(runs_of(source)):
        if run in left:
            left.remove(run)
            start, end = words[at].start(), words[at + RUN - 1].end()
            covered[start:end] = b"\x01" * (end - start)
    return sum(covered)


@needs_sources
@pytest.mark.parametrize("name", TEXTS)
def test_no_export_holds_more_than_a_quarter_of_a_source_without_an_open_licence(name: str) -> None:
    """Titles are facts of a citation; words that another source says as well are that source's here."""
    atlas = open_atlas(REFERENCE)
    exported = {run for text in texts_of(name, made(name, atlas)) for run in runs_of(text)}
    documents, mentions = query.documents(atlas).to_dict("records"), query.mentions(atlas).to_dict("records")
    guarded = [row for row in documents if not is_open(row["licence"])]
    assert guarded
    for row in guarded:
        elsewhere = [row["title"], *(m["quote"] for m in mentions if m["document_id"] != row["id"])]
        source = (SOURCES / row["source"]).read_text(encoding="utf-8")
        found = taken(source, exported - {run for text in elsewhere for run in runs_of(text)})
        assert found <= len(source) // SHARE, (name, row["source"])
        assert found > 0 or name in ("svg", "timemap-associations", "timemap-sources")
