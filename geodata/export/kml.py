"""KML: the sentences in Google Earth and other globes, in a folder for each layer."""

from collections.abc import Mapping
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from geodata import words
from geodata.atlas import OpenAtlas
from geodata.classify import Layer
from geodata.export.content import COLUMNS, Row, about, documents, layer_of, left_out_in_words, rows
from geodata.export.saying import reach, reported
from geodata.geojson import plain
from geodata.language import say
from geodata.query import Filters
from geodata.rows import span_of

NAMESPACE = "http://www.opengis.net/kml/2.2"
_OPAQUE = "ff"
_BALLOON = "$[description]"
"""The balloon shows the description, which is escaped, and not the table of values that a globe would make of the data itself."""


def to_kml(atlas: OpenAtlas, filters: Filters) -> str:
    """A document of OGC KML 2.2 (OGC 07-147r2): one placemark a sentence, with its time span and every column as extended data.

    A time span's last day is included, as KML counts. A name holds no angle brackets and a description is HTML of our own with all text escaped,
    because globes show both as markup.
    """
    said = about(atlas, filters)
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _add(document, "name", _name(said["title"]))
    _add(document, "description", _html([said["content_note"], said["summary"], said["owner"], said["licence"], *_own_account(said)]))
    found: dict[Layer, list[Row]] = {}
    for row in rows(atlas, filters):
        found.setdefault(layer_of(row), []).append(row)
    for layer in found:
        _add_style(document, layer)
    sources = documents(atlas)
    for layer, inside in sorted(found.items(), key=lambda pair: pair[0].id):
        _add_folder(document, layer, inside, sources)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _own_account(said: Mapping[str, Any]) -> list[str]:
    made = say("content.made", program=said["made_with"], build=said["build"])
    return [say("content.counts", counted=said["counts"]), left_out_in_words(said["left_out"]), said["layer_rules"], said["attribution"], made]


def _add_style(parent: ET.Element, layer: Layer) -> None:
    style = ET.SubElement(parent, "Style", id=f"layer-{layer.id}")
    red, green, blue = layer.colour[1:3], layer.colour[3:5], layer.colour[5:7]
    _add(ET.SubElement(style, "IconStyle"), "color", _OPAQUE + blue + green + red)
    _add(ET.SubElement(style, "BalloonStyle"), "text", _BALLOON)


def _add_folder(parent: ET.Element, layer: Layer, inside: list[Row], sources: Mapping[str, Row]) -> None:
    folder = ET.SubElement(parent, "Folder")
    _add(folder, "name", _name(layer.label))
    _add(folder, "description", _html([layer.description]))
    for row in inside:
        _add_placemark(folder, row, sources[row["document_id"]])


def _add_placemark(folder: ET.Element, row: Row, source: Row) -> None:
    placemark = ET.SubElement(folder, "Placemark", id=f"mention-{row['id']}")
    _add(placemark, "name", _name(row["phrase"]))
    _add(placemark, "description", _description(row, source))
    if span := span_of(row, "when"):
        time = ET.SubElement(placemark, "TimeSpan")
        if span.begin:
            _add(time, "begin", span.begin.isoformat())
        if span.last:
            _add(time, "end", span.last.isoformat())
    _add(placemark, "styleUrl", f"#layer-{row['layer']}")
    data = ET.SubElement(placemark, "ExtendedData")
    for name in COLUMNS:
        value = plain(row[name])
        if value not in (None, ""):
            _add(ET.SubElement(data, "Data", name=name), "value", str(value).lower() if isinstance(value, bool) else str(value))
    _add(ET.SubElement(placemark, "Point"), "coordinates", f"{row['lon']},{row['lat']}")


def _description(row: Row, source: Row) -> str:
    quoted = f"“{row['quote']}”" if row["quote"] else say("onefile.uncited")
    happened = f"{say('status.' + row['status'])}: {words.span(span_of(row, 'when'))}"
    said = say("content.stated", name=row["said_by"], reported=reported(row))
    where = f"{_sentence(reach(row))} {row['working']}"
    at = say("dossier.characters", start=str(row["start"]), end=str(row["end"]))
    cited = f"{row['title']}, {row['publisher']}, {at}, SHA-256 {source['sha256']}. {row['licence']}"
    return _html([quoted, happened, said, row["contradiction"], where, cited])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _html(lines: list[str]) -> str:
    """Paragraphs of escaped text; `$[…]`, which a globe would replace by raw data, is escaped as well."""
    return "".join(f"<p>{escape(line).replace('$[', '$&#91;')}</p>" for line in lines if line)


def _name(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›").replace("$[", "$ [")


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text
