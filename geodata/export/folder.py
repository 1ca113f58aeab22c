"""An atlas as a folder for any web host: the page, its preview picture, every other file, and a note that says what each is."""

import io
import zipfile
from collections.abc import Mapping

from geodata.atlas import OpenAtlas
from geodata.errors import ConfigError
from geodata.export.annotations import to_annotations
from geodata.export.content import about, left_out_in_words, web_address
from geodata.export.features import to_geojson
from geodata.export.kml import to_kml
from geodata.export.onefile import to_html
from geodata.export.picture import as_png, to_svg
from geodata.export.table import to_csv
from geodata.export.timemap import to_associations, to_events, to_sources
from geodata.language import say
from geodata.query import Filters

PAGE, PREVIEW = "index.html", "preview.png"

CONTENTS: Mapping[str, str] = {
    PAGE: "page",
    PREVIEW: "preview",
    "map.svg": "drawing",
    "sentences.csv": "table",
    "sentences.geojson": "features",
    "sentences.kml": "globe",
    "annotations.jsonld": "annotations",
    "timemap/events.json": "events",
    "timemap/sources.json": "sources",
    "timemap/associations.json": "associations",
    "README.txt": "note",
}
"""Each file of the folder → what it is, as the language's `folder` says it."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, so that equal contents are equal bytes."""


def to_folder(atlas: OpenAtlas, filters: Filters) -> dict[str, bytes]:
    """The files by their names. The addresses in the page's Open Graph tags are absolute where the atlas has a `url`; else they are relative, and the
    note says so. Where no preview can be made, the page names none, and the note says why."""
    svg = to_svg(atlas, filters)
    preview, why_not = _preview(svg)
    texts = {
        PAGE: to_html(atlas, filters, preview=PREVIEW if preview else ""),
        "map.svg": svg,
        "sentences.csv": to_csv(atlas, filters),
        "sentences.geojson": to_geojson(atlas, filters),
        "sentences.kml": to_kml(atlas, filters),
        "annotations.jsonld": to_annotations(atlas, filters),
        "timemap/events.json": to_events(atlas, filters),
        "timemap/sources.json": to_sources(atlas, filters),
        "timemap/associations.json": to_associations(atlas, filters),
        "README.txt": _note(atlas, filters, why_not),
    }
    made = {name: text.encode() for name, text in texts.items()} | ({PREVIEW: preview} if preview else {})
    return {name: made[name] for name in CONTENTS if name in made}


def _preview(svg: str) -> tuple[bytes, str]:
    """The preview picture; without one no bytes, and the reason."""
    try:
        return as_png(svg), ""
    except ConfigError as error:
        return b"", str(error)


def to_zip(atlas: OpenAtlas, filters: Filters) -> bytes:
    """The folder as a ZIP archive; the same atlas gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in to_folder(atlas, filters).items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _note(atlas: OpenAtlas, filters: Filters, no_preview: str) -> str:
    said = about(atlas, filters)
    address = web_address(said["url"])
    where = say("folder.published", address=address) if address else say("folder.unpublished")
    facts = (said["summary"], said["content_note"], say("onefile.by", name=said["owner"]) if said["owner"] else "", said["licence"])
    files = "\n".join(f"  {name:28}{say(f'folder.file.{key}')}" for name, key in CONTENTS.items() if not (no_preview and name == PREVIEW))
    return "\n\n".join(
        (
            said["title"],
            "\n".join(line for line in facts if line),
            f"{say('onefile.made', build=said['build'], program=said['made_with'])}. {where}.",
            files,
            *([say("folder.no_preview", reason=no_preview)] if no_preview else []),
            f"{say('content.counts', counted=said['counts'])} {left_out_in_words(said['left_out'])}\n{said['layer_rules']}",
            f"{said['attribution']}.\n",
        )
    )
