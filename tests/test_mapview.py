import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import generate_js_hash, generate_leaflet_string

from geodata import mapview
from geodata.errors import ConfigError

WORDS = st.text() | st.sampled_from(["</script>", "<!--", "{{ 'map' }}", "&amp;", "it's", "\u2028", "'); alert(1); ('"])
VALUES = st.recursive(st.none() | st.booleans() | st.integers() | WORDS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=8)


def map_script(opening: mapview.View = mapview.WORLD) -> str:
    """The script that reaches the browser, as the component makes it."""
    return str(generate_leaflet_string(mapview.constant_map(opening)))


def command_script(spec: dict[str, object]) -> str:
    return str(generate_leaflet_string(mapview.command(spec), base_id="feature_group_0"))


def test_the_map_is_the_same_every_time() -> None:
    assert map_script() == map_script()
    assert generate_js_hash(map_script(), "map") == generate_js_hash(map_script(), "map")


def test_another_opening_is_another_map() -> None:
    assert map_script() != map_script(mapview.View(33.3, 44.4, 6))


def test_the_map_starts_our_own_script_with_the_basemap() -> None:
    assert f"Dateline.start(map_div, {json.dumps(mapview.address('world.json'))});" in map_script()


def test_nothing_is_loaded_from_outside() -> None:
    for drawn in (mapview.constant_map(), mapview.pin_map()):
        addresses = [address for _, address in [*drawn.default_js, *drawn.default_css]]
        assert len(addresses) == 2
        assert all(address.startswith("../../map/") for address in addresses)
    assert "//" not in map_script().replace("../../map/", "")


def test_the_map_adds_no_page_header_of_its_own() -> None:
    drawn = mapview.constant_map()
    drawn.render()
    assert "user-scalable" not in drawn.get_root().header.render(), "zooming the page must stay possible"


def test_what_is_loaded_is_its_files_joined_and_versioned_by_its_content() -> None:
    for name in mapview.loaded_names():
        found = mapview.loaded(name)
        assert mapview.address(name) == f"../../map/{found.version}/{name}"
        assert re.fullmatch(r"[0-9a-f]{10}", found.version)
    files = {"map.js": mapview.SCRIPTS, "map.css": mapview.STYLES, "world.json": [mapview.BASEMAP]}
    for name, parts in files.items():
        assert mapview.loaded(name).body == b"\n".join((mapview.STATIC / part).read_bytes() for part in parts)


def test_a_changed_file_has_another_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapview, "STATIC", tmp_path)
    (tmp_path / "basemap").mkdir()
    (tmp_path / mapview.BASEMAP).write_text("{}")
    first = mapview.address("world.json")
    (tmp_path / mapview.BASEMAP).write_text("[1]")
    assert mapview.address("world.json") != first


def test_a_missing_asset_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapview, "STATIC", tmp_path)
    with pytest.raises(ConfigError, match=r"static/\S+ is missing.*make assets"):
        mapview.constant_map()


def test_a_command_calls_the_script_and_draws_nothing() -> None:
    script = command_script({"seq": 3, "data": "../../atlas/T/map.json"})
    assert 'Dateline.receive({"seq":3,"data":"../../atlas/T/map.json"});' in script
    assert command_script({"seq": 3}) == command_script({"seq": 3})
    assert command_script({"seq": 3}) != command_script({"seq": 4})


@given(VALUES)
def test_json_in_a_script_is_safe_and_loses_nothing(value: object) -> None:
    text = mapview.script_json(value)
    assert not set(text) & set("<>&'\u2028\u2029")
    assert json.loads(text) == value


@given(WORDS)
def test_a_text_passes_through_the_component_unchanged(text: str) -> None:
    script = command_script({"seq": 1, "filter": {"speakers": [text]}})
    found = re.search(r"Dateline\.receive\((.*)\);", script)
    assert found and json.loads(found[1]) == {"seq": 1, "filter": {"speakers": [text]}}


def test_a_number_that_json_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        mapview.script_json(float("nan"))
