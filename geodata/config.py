"""Settings of a run, from `geodata.toml` and, for secrets and the choice of atlas, the environment. The only door to tomllib for settings.

Never guesses: an unknown key is an error, so that a misspelt setting does not pass in silence.
"""

import math
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from geodata.errors import ConfigError

T = TypeVar("T")

REFERENCE_ATLAS = Path(__file__).parent / "data" / "reference"
"""The atlas that a new user sees first."""

_HOST = re.compile(r"https?://(\*\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?")

GEOCODERS = ("none", "nominatim", "photon", "pelias")
"""The online geocoders that `[geocoder] kind` may name; "none" asks nobody."""


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "dateline"


def _data_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "dateline"


def _atlases_folder() -> Path:
    return _data_folder() / "atlases"


@dataclass(frozen=True, slots=True)
class GeocoderSettings:
    """`[geocoder]`: which service may be asked about names the gazetteer does not know.

    `url` is the service's address ("https://geocode.example.org"), `user_agent` names you to its operator, `attribution` is shown on the page.
    At most one request goes out every `min_delay_s` seconds for the whole application.
    """

    kind: str = "none"
    url: str = ""
    user_agent: str = ""
    attribution: str = "© OpenStreetMap contributors"
    timeout_s: float = 10.0
    min_delay_s: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in GEOCODERS:
            raise ConfigError(f"geodata.toml: [geocoder] kind is {self.kind!r}; use one of: {', '.join(GEOCODERS)}")
        if self.kind != "none" and not self.url.startswith(("http://", "https://")):
            raise ConfigError(f"geodata.toml: [geocoder] url is {self.url!r}; give the service's address, starting with https://")
        if self.kind != "none" and not self.user_agent.strip():
            raise ConfigError("geodata.toml: [geocoder] user_agent is missing; name your project and a contact, as the services' rules ask")
        if not (0 < self.timeout_s < math.inf and 0 <= self.min_delay_s < math.inf):
            raise ConfigError("geodata.toml: [geocoder] timeout_s must be above 0 and min_delay_s not below 0, both finite")


@dataclass(frozen=True, slots=True)
class AddingSettings:
    """`[adding]`: how much of a document, an archive or an address is taken, and how long it may last.

    Whatever passes a limit is listed as unreadable.
    Units stand in the names: `_mb` are millions of bytes, `_s` seconds (`read_s` of the processor).
    `workers` is how many documents are read at once, 0 for one a core.
    An archive may hold `archive_files` files of `archive_mb` together, and no file may unpack to more than `archive_ratio` times its packed size.
    An address may lead on `redirects` times.
    """

    workers: int = 0
    file_mb: float = 100.0
    pages: int = 3_000
    characters: int = 5_000_000
    read_s: float = 60.0
    archive_files: int = 10_000
    archive_mb: float = 2_000.0
    archive_ratio: float = 200.0
    address_mb: float = 25.0
    address_s: float = 30.0
    redirects: int = 5

    def __post_init__(self) -> None:
        for name in (f.name for f in fields(self)):
            value, least = getattr(self, name), 0 if name in ("workers", "redirects") else 1
            if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value < math.inf:
                raise ConfigError(f"geodata.toml: [adding] {name} is {value!r}; give a finite number of at least {least}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run may be told. `atlas` is the folder the dashboard opens; `cache` holds what can be made again.

    `atlases` is the folder where own atlases are made. `editable` says whether the pages may add documents and decide on them; None means only
    where the dashboard is served to this machine alone, so that a hosted one changes nothing unless its owner says so.
    `frame_ancestors` are the hosts whose pages may frame this one ("https://news.example.org"); none may where it is empty.
    `gazetteer` is the folder of an imported index, None for the built-in one; `places` is the folder of the user's own places. `keep_builds` is how
    many builds an atlas keeps, the one in use among them. `language` is the one in which pages and exports speak: the name of a file in
    `geodata/language`. With `confidential` no other machine is asked for anything: no geocoder, no fetching, no
    tiles.
    """

    atlas: Path = REFERENCE_ATLAS
    atlases: Path = field(default_factory=_atlases_folder)
    editable: bool | None = None
    cache: Path = field(default_factory=_cache_folder)
    gazetteer: Path | None = None
    places: Path = field(default_factory=_data_folder)
    keep_builds: int = 10
    language: str = "en"
    frame_ancestors: tuple[str, ...] = ()
    confidential: bool = False
    geocoder: GeocoderSettings = field(default_factory=GeocoderSettings)
    adding: AddingSettings = field(default_factory=AddingSettings)

    def __post_init__(self) -> None:
        if self.editable not in (True, False, None):
            raise ConfigError(f"geodata.toml: editable is {self.editable!r}; write true or false")
        if not isinstance(self.confidential, bool):
            raise ConfigError(f"geodata.toml: confidential is {self.confidential!r}; write true or false")
        if isinstance(self.keep_builds, bool) or not isinstance(self.keep_builds, int) or self.keep_builds < 1:
            raise ConfigError(f"geodata.toml: keep_builds is {self.keep_builds!r}; write a whole number of at least 1")
        if not isinstance(self.language, str):
            raise ConfigError(f'geodata.toml: language is {self.language!r}; write its name in quotes, such as "en"')
        object.__setattr__(self, "frame_ancestors", _hosts(self.frame_ancestors))
        if self.confidential:
            object.__setattr__(self, "geocoder", GeocoderSettings())  # here, so that no room can hold one and forget to look


def _hosts(hosts: object) -> tuple[str, ...]:
    """Addresses of hosts as a content security policy names them: a scheme and a name, perhaps `*.` before it and a port."""
    listed = tuple(hosts) if isinstance(hosts, list | tuple) else (hosts,)
    for host in listed:
        if not (isinstance(host, str) and _HOST.fullmatch(host)):
            raise ConfigError(f'geodata.toml: frame_ancestors holds {host!r}; write hosts like "https://news.example.org", without a path')
    return tuple(str(host) for host in listed)


def load_settings(file: Path = Path("geodata.toml"), environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings file (a missing one means defaults), then `GEODATA_ATLAS`, `GEODATA_CACHE`, `GEODATA_GAZETTEER` and `GEODATA_PLACES` over it.

    `GEODATA_ATLASES`, `GEODATA_EDITABLE` (true or false), `GEODATA_FRAME_ANCESTORS` (hosts with blanks between) and `GEODATA_LANGUAGE` go before the
    file too. Raises ConfigError, naming key and file, where the file is not
    TOML, a key is unknown, or a value is impossible.
    """
    table = _read_toml(file)
    geocoder = _record(GeocoderSettings, table.pop("geocoder", {}), file, "[geocoder] ")
    adding = _record(AddingSettings, table.pop("adding", {}), file, "[adding] ")
    if words := environ.get("GEODATA_EDITABLE", "").lower():
        table["editable"] = {"true": True, "1": True, "false": False, "0": False}.get(words, words)
    if hosts := environ.get("GEODATA_FRAME_ANCESTORS"):
        table["frame_ancestors"] = hosts.split()
    if language := environ.get("GEODATA_LANGUAGE"):
        table["language"] = language
    if table.get("gazetteer") == "":
        del table["gazetteer"]  # the built-in one
    for key in ("atlas", "atlases", "cache", "gazetteer", "places"):
        value = environ.get(f"GEODATA_{key.upper()}") or table.get(key)
        if value is not None:
            if not (isinstance(value, str) and value):
                raise ConfigError(f"{file}: {key} must be a path in quotes, not {value!r}")
            table[key] = Path(value)
    return _record(Settings, {**table, "geocoder": geocoder, "adding": adding}, file, "")


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read as TOML: {error}") from error


def _record(kind: type[T], table: object, file: Path, where: str) -> T:
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: {where.strip()} must be a table")
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - known):
        raise ConfigError(f"{file}: unknown setting {where}{unknown[0]}; known are: {', '.join(sorted(known))}")
    try:
        return kind(**table)
    except TypeError as error:
        raise ConfigError(f"{file}: {where}a value has the wrong type: {error}") from error
