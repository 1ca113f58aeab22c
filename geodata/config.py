"""Settings of a run, from `geodata.toml` and, for secrets and the choice of atlas, the environment. The only door to tomllib for settings.

Never guesses: an unknown key is an error, so that a misspelt setting does not pass in silence.
"""

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from geodata.errors import ConfigError

T = TypeVar("T")

REFERENCE_ATLAS = Path(__file__).parent / "data" / "reference"
"""The atlas that a new user sees first."""

GEOCODERS = ("none", "nominatim", "photon", "pelias")
"""The online geocoders that `[geocoder] kind` may name; "none" asks nobody."""


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "dateline"


def _data_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "dateline"


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
class Settings:
    """Everything a run may be told. `atlas` is the folder the dashboard opens; `cache` holds what can be made again.

    `gazetteer` is the folder of an imported index, None for the built-in one; `places` is the folder of the user's own places.
    """

    atlas: Path = REFERENCE_ATLAS
    cache: Path = field(default_factory=_cache_folder)
    gazetteer: Path | None = None
    places: Path = field(default_factory=_data_folder)
    geocoder: GeocoderSettings = field(default_factory=GeocoderSettings)


def load_settings(file: Path = Path("geodata.toml"), environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings file (a missing one means defaults), then `GEODATA_ATLAS`, `GEODATA_CACHE`, `GEODATA_GAZETTEER` and `GEODATA_PLACES` over it.

    Raises ConfigError, naming key and file, where the file is not TOML, a key is unknown, or a value is impossible.
    """
    table = _read_toml(file)
    geocoder = _record(GeocoderSettings, table.pop("geocoder", {}), file, "[geocoder] ")
    if table.get("gazetteer") == "":
        del table["gazetteer"]  # the built-in one
    for key in ("atlas", "cache", "gazetteer", "places"):
        value = environ.get(f"GEODATA_{key.upper()}") or table.get(key)
        if value is not None:
            if not (isinstance(value, str) and value):
                raise ConfigError(f"{file}: {key} must be a path in quotes, not {value!r}")
            table[key] = Path(value)
    return _record(Settings, {**table, "geocoder": geocoder}, file, "")


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
