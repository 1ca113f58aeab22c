"""Settings: defaults without a file, the environment over the file, and no misspelt or impossible value in silence."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.config import REFERENCE_ATLAS, GeocoderSettings, Settings, load_settings
from geodata.errors import ConfigError

NOMINATIM = '[geocoder]\nkind = "nominatim"\nurl = "https://geocode.example.org"\nuser_agent = "an atlas (mail@example.org)"\n'


KNOWN = {setting.name for setting in fields(Settings)}


def load(folder: Path, text: str, **environ: str) -> Settings:
    file = folder / "geodata.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, environ)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "geodata.toml", {})
    assert settings.atlas == REFERENCE_ATLAS
    assert settings.geocoder == GeocoderSettings(kind="none")


def test_an_empty_file_is_the_same_as_none(tmp_path: Path) -> None:
    assert load(tmp_path, "").geocoder == GeocoderSettings()


def test_the_file_sets_paths_and_the_geocoder(tmp_path: Path) -> None:
    settings = load(tmp_path, 'atlas = "mine"\ncache = "kept"\n' + NOMINATIM + "timeout_s = 3\nmin_delay_s = 1.5\n")
    assert (settings.atlas, settings.cache) == (Path("mine"), Path("kept"))
    assert (settings.geocoder.kind, settings.geocoder.timeout_s, settings.geocoder.min_delay_s) == ("nominatim", 3, 1.5)


def test_limits_and_permission_to_edit_are_settings(tmp_path: Path) -> None:
    settings = load(tmp_path, 'editable = true\natlases = "own"\n[adding]\npages = 10\naddress_s = 2.5\n')
    assert (settings.editable, settings.atlases, settings.adding.pages, settings.adding.address_s) == (True, Path("own"), 10, 2.5)
    assert load(tmp_path, "editable = true", GEODATA_EDITABLE="false").editable is False
    assert load(tmp_path, "").editable is None


def test_the_language_is_a_setting(tmp_path: Path) -> None:
    assert load(tmp_path, "").language == "en"
    assert load(tmp_path, 'language = "fr"').language == "fr"
    assert load(tmp_path, 'language = "fr"', GEODATA_LANGUAGE="ar").language == "ar"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    settings = load(tmp_path, 'atlas = "mine"\ncache = "kept"\n', GEODATA_ATLAS="theirs")
    assert (settings.atlas, settings.cache) == (Path("theirs"), Path("kept"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("atlas = ", "TOML"),
        ('atlass = "x"', "atlass"),
        ("atlas = 3", "atlas"),
        ("atlas = 0", "atlas"),
        ('cache = ""', "cache"),
        ("cache = []\natlas = true", "atlas"),
        ("geocoder = 3", "geocoder"),
        ("[geocoder]\nkind = 'oracle'", "kind"),
        ("[geocoder]\nurl = 'https://a.example'\nspeed = 3", "speed"),
        ("[geocoder]\nkind = 'nominatim'\nuser_agent = 'me'", "url"),
        ("[geocoder]\nkind = 'nominatim'\nurl = 'ftp://a.example'\nuser_agent = 'me'", "url"),
        ("[geocoder]\nkind = 'nominatim'\nurl = 'https://a.example'\nuser_agent = ' '", "user_agent"),
        ("editable = 'perhaps'", "editable"),
        ("language = 3", "language"),
        ("adding = 1", "adding"),
        ("[adding]\npages = 0", "pages"),
        ("[adding]\nworkers = -1", "workers"),
        ("[adding]\nfile_mb = inf", "file_mb"),
        ("[adding]\nfile_mb = true", "file_mb"),
        ("[adding]\nread_s = '1 minute'", "read_s"),
        ("[adding]\nspeed = 1", "speed"),
        (NOMINATIM + "timeout_s = 0", "timeout_s"),
        (NOMINATIM + "timeout_s = nan", "timeout_s"),
        (NOMINATIM + "min_delay_s = -1", "min_delay_s"),
        (NOMINATIM + "min_delay_s = inf", "min_delay_s"),
        (NOMINATIM + 'timeout_s = "long"', "geodata.toml"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named) as caught:
        load(tmp_path, text)
    assert "geodata.toml" in str(caught.value)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "geodata.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read as TOML"):
        load_settings(file, {})


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path, {})


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda key: key not in KNOWN))
def test_no_unknown_key_passes_in_silence(tmp_path_factory: pytest.TempPathFactory, key: str) -> None:
    quoted = key.replace("\\", "\\\\").replace('"', '\\"')
    with pytest.raises(ConfigError, match="unknown setting"):
        load(tmp_path_factory.mktemp("settings"), f'"{quoted}" = "x"')


@given(st.floats())
def test_a_waiting_time_is_above_nothing_and_ends_or_is_refused(seconds: float) -> None:
    try:
        settings = GeocoderSettings(timeout_s=seconds)
    except ConfigError:
        assert not 0 < seconds < float("inf")
    else:
        assert settings.timeout_s > 0
