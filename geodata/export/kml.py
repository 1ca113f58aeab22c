"""KML: the sentences in Google Earth and other globes, in a folder for each layer; those of areas and lines apart."""

from collections.abc import Mapping, Set
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from geodata import query, words
from geodata.atlas import OpenAtlas
from geodata.classify import Layer
from geodata.export.content import COLUMNS, Row, about, documents, layer_of, left_out_in_words, rows
from geodata.export.ground import Ground, ground_of
from geodata.export.outlines import Ring
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

    Only what has a place of its own is a pin. Areas and lines stand in a folder of their own, as outline, course or circle. A time span's last day is
    included, as KML counts. A name holds no angle brackets and a description is HTML of our own with all text escaped, because globes show both as
    markup. Raises ConfigError where the basemap is missing.
    """
    said = about(atlas, filters)
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _add(document, "name", _name(said["title"]))
    _add(document, "description", _html([said["content_note"], said["summary"], said["owner"], said["licence"], *_own_account(said)]))
    found = rows(atlas, filters)
    points, wide = ([row for row in found if (row["level"] == "point") == is_point] for is_point in (True, False))
    for layer in {layer_of(row): None for row in found}:
        _add_style(document, layer)
    sources, sites = documents(atlas), query.sites(atlas)
    whole = set(sites.loc[sites["is_place"], "site"])
    _add_layers(document, points, sources, whole)
    if wide:
        folder = ET.SubElement(document, "Folder")
        _add(folder, "name", say("kml.wide"))
        _add(folder, "description", _html([say("kml.wide_is")]))
        _add_layers(folder, wide, sources, whole)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _own_account(said: Mapping[str, Any]) -> list[str]:
    made = say("content.made", program=said["made_with"], build=said["build"])
    return [say("content.counts", counted=said["counts"]), left_out_in_words(said["left_out"]), said["layer_rules"], said["attribution"], made]


def _add_style(parent: ET.Element, layer: Layer) -> None:
    style = ET.SubElement(parent, "Style", id=f"layer-{layer.id}")
    red, green, blue = layer.colour[1:3], layer.colour[3:5], layer.colour[5:7]
    _add(ET.SubElement(style, "IconStyle"), "color", _OPAQUE + blue + green + red)
    line = ET.SubElement(style, "LineStyle")
    _add(line, "color", _OPAQUE + blue + green + red)
    _add(line, "width", "2")
    _add(ET.SubElement(style, "PolyStyle"), "fill", "0")  # many sentences name one country, and their grounds would add up to an opaque one
    _add(ET.SubElement(style, "BalloonStyle"), "text", _BALLOON)


def _add_layers(parent: ET.Element, found: list[Row], sources: Mapping[str, Row], whole: Set[str]) -> None:
    by_layer: dict[Layer, list[Row]] = {}
    for row in found:
        by_layer.setdefault(layer_of(row), []).append(row)
    for layer, inside in sorted(by_layer.items(), key=lambda pair: pair[0].id):
        _add_folder(parent, layer, inside, sources, whole)


def _add_folder(parent: ET.Element, layer: Layer, inside: list[Row], sources: Mapping[str, Row], whole: Set[str]) -> None:
    folder = ET.SubElement(parent, "Folder")
    _add(folder, "name", _name(layer.label))
    _add(folder, "description", _html([layer.description]))
    for row in inside:
        placemark = _add_placemark(folder, row, sources[row["document_id"]])
        if row["level"] == "point":
            _add(ET.SubElement(placemark, "Point"), "coordinates", f"{row['lon']},{row['lat']}")
        else:
            _add_ground(placemark, ground_of(row, is_whole=row["site"] in whole))


def _add_ground(placemark: ET.Element, ground: Ground) -> None:
    parts = ET.SubElement(placemark, "MultiGeometry")
    for line in ground.lines:
        _add(ET.SubElement(parts, "LineString"), "coordinates", _coordinates(line))
    for outline, *holes in ground.areas:
        polygon = ET.SubElement(parts, "Polygon")
        for side, ring in (("outerBoundaryIs", outline), *(("innerBoundaryIs", hole) for hole in holes)):
            _add(ET.SubElement(ET.SubElement(polygon, side), "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(points: Ring) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in points)


def _add_placemark(folder: ET.Element, row: Row, source: Row) -> ET.Element:
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
    return placemark


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
