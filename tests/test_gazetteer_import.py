"""The user's own places and GeoNames' dump: what goes in, what is refused, and that a killed import goes on."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.config import Settings
from geodata.errors import ConfigError, InvalidRecord
from geodata.gazetteer import add_places, correct_place, import_dump, importing, keep_place, open_gazetteer, read_own, towns_near, writing
from geodata.gazetteer.dump import name_of, row_of
from geodata.gazetteer.own import own_of

COLUMNS = "name,other_names,lat,lon,radius_m,kind,country,valid_from,valid_to,source\n"


def a_line(key: int, name: str, lat: float, lon: float, code: str, country: str, **more: str) -> str:
    """A line of allCountries.txt."""
    feature_class = {"P": "P", "A": "A"}.get(code[0], "T")
    fields = [str(key), name, more.get("plain", name), more.get("others", ""), str(lat), str(lon), more.get("feature_class", feature_class), code]
    fields += [country, "", more.get("admin1", "00"), "", "", "", more.get("population", "0"), "", "", "UTC", "2020-01-01"]
    return "\t".join(fields) + "\n"


PLACES = [
    a_line(163843, "Syrian Arab Republic", 35.0, 38.0, "PCLI", "SY", others="Syria,Syrie,SY", population="17000000", feature_class="A"),
    a_line(1, "Alphaville", 33.1, 36.2, "PPLA", "SY", others="Alfa,ألفا", admin1="13", population="120000"),
    a_line(2, "Alphaville", 10.5, 20.5, "PPL", "TD", population="300"),
    a_line(3, "Betaland", 34.9, 40.3, "ADM1", "SY", admin1="07", population="900000", feature_class="A"),
    a_line(4, "Jabal Gamma", 34.0, 37.0, "MT", "SY"),
    a_line(5, "Délta", 34.0, 37.0, "PPL", "SY", plain="Delta"),
]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A small dump of GeoNames in its own format."""
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "allCountries.txt").write_text("".join(PLACES), encoding="utf-8")
    (folder / "countryInfo.txt").write_text("#ISO\tISO3\nSY\tSYR\t760\tSY\tSyria\tDamascus\t185180\t22198110\tAS\n", encoding="utf-8")
    (folder / "admin1CodesASCII.txt").write_text("SY.07\tBeta Governorate\tBeta Governorate\t3\n", encoding="utf-8")
    names = ["1\t1\ten\tAlpha City", "2\t1\tlink\thttps://example.org/alpha", "3\t1\tiata\tALPH", "4\t99\ten\tNobody", "5\t4\tar\tجبل غاما", "broken"]
    (folder / "alternateNamesV2.txt").write_text("".join(f"{line}\t\t\t\t\n" for line in names), encoding="utf-8")
    return folder


def opened(folder: Path, tmp_path: Path):  # type: ignore[no-untyped-def]
    return open_gazetteer(Settings(gazetteer=folder, places=tmp_path / "mine", cache=tmp_path / "cache"))


def test_a_dump_becomes_a_gazetteer(dump: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    done = import_dump(dump, tmp_path / "index", lambda stage, at, of: seen.append((stage, at, of)))
    gazetteer = opened(tmp_path / "index", tmp_path)
    assert done.refused == 0
    assert [place.key for place in gazetteer.lookup("Alphaville")] == ["1", "2"], "the larger first"
    assert [gazetteer.lookup(name)[0].key for name in ("Alfa", "ألفا", "alpha city", "Delta", "جبل غاما")] == ["1", "1", "1", "5", "4"]
    assert not gazetteer.knows("ALPH")
    assert not gazetteer.knows("Nobody")
    assert [place.key for place in gazetteer.lookup("Beta Governorate")] == ["3"]
    assert gazetteer.population(gazetteer.lookup("Alfa")[0]) == 120_000
    assert not (tmp_path / "cache").exists(), "an imported gazetteer needs no built-in one"
    assert {stage for stage, _, _ in seen} == {"allCountries.txt", "alternateNamesV2.txt"}
    assert all(at == of for _, at, of in seen)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump", "index"], "nothing is left of the building"


def test_our_tables_complete_the_dump(dump: Path, tmp_path: Path) -> None:
    import_dump(dump, tmp_path / "index")
    gazetteer = opened(tmp_path / "index", tmp_path)
    syria = gazetteer.country("SY")
    assert syria is not None
    assert (syria.key, syria.kind, round(syria.radius_m, -4)) == ("163843", "PCLI", 240_000)
    assert gazetteer.lookup("Syria") == (syria,), "the dump's country, once"
    assert gazetteer.demonym("Syrians") == (syria,)
    assert [place.key for place in gazetteer.lookup("Deir ez-Zor")] == ["3"], "our names of the division stand with the dump's"
    assert [place.key for place in gazetteer.lookup("Euphrates")] == ["euphrates"]
    iraq = gazetteer.country("IQ")
    assert iraq is not None, "a country that the dump lacks comes from our table"


def test_broken_lines_are_left_out_with_their_reason(dump: Path, tmp_path: Path) -> None:
    with (dump / "allCountries.txt").open("a", encoding="utf-8") as out:
        out.write("too short\n")
        out.write(a_line(8, "Nowhere", 200.0, 20.0, "PPL", "TD"))
        out.write(a_line(9, "Last", 1.0, 2.0, "PPL", "TD"))
    done = import_dump(dump, tmp_path / "index")
    assert [line for line, _ in done.examples] == [7, 8]
    assert "latitude 200" in done.examples[1][1]
    assert opened(tmp_path / "index", tmp_path).knows("Last")


def test_a_killed_import_goes_on(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_CHUNK", 2)
    monkeypatch.setattr(writing, "RUN_PAIRS", 1)
    read: list[int] = []

    def kill(stage: str, at: int, of: int) -> None:
        read.append(at)
        if len(read) == kill_at:
            raise KeyboardInterrupt

    import_dump(dump, tmp_path / "whole")
    files = sorted(path.name for path in (tmp_path / "whole").iterdir())
    for kill_at in (1, 2, 3, 4, 5):
        read.clear()
        folder = tmp_path / f"index-{kill_at}"
        with pytest.raises(KeyboardInterrupt):
            import_dump(dump, folder, kill)
        assert not folder.exists(), "no half an index"
        import_dump(dump, folder)
        for name in files:
            assert (folder / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), f"killed at {kill_at}: {name}"


def test_an_import_replaces_an_older_one(dump: Path, tmp_path: Path) -> None:
    import_dump(dump, tmp_path / "index")
    (dump / "allCountries.txt").write_text(a_line(7, "Omega", 1.0, 2.0, "PPL", "TD"), encoding="utf-8")
    import_dump(dump, tmp_path / "index")
    gazetteer = opened(tmp_path / "index", tmp_path)
    assert gazetteer.knows("Omega")
    assert not gazetteer.knows("Alphaville")


def test_what_is_no_dump_or_no_import_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"allCountries\.txt"):
        import_dump(tmp_path, tmp_path / "index")
    with pytest.raises(ConfigError, match="gazetteer import"):
        opened(tmp_path / "nothing", tmp_path)


@pytest.mark.parametrize(("code", "kind"), [("PPLA", "PPL"), ("PPLC", "PPLC"), ("PPLX", "PPLX"), ("PCLD", "PCLI"), ("ADM1", "ADM1"), ("STM", "STM")])
def test_codes_that_are_one_kind_to_us(code: str, kind: str) -> None:
    assert row_of(a_line(1, "Somewhere", 1.0, 2.0, code, "TD"), {}).place.kind == kind


def test_codes_of_names_are_no_names() -> None:
    assert name_of("1\t5\ten\tLong Name\t\t") == (5, "Long Name")
    assert [name_of(line) for line in ("1\t5\tlink\thttps://x.example\t", "1\t5\tiata\tLONG\t", "1\t5\ten\tABC\t", "1\tx\ten\tName\t", "")] == [
        None
    ] * 5


@settings(max_examples=200)
@given(st.text())
def test_any_line_is_a_place_or_refused(line: str) -> None:
    try:
        assert row_of(line, {}).place.name
    except InvalidRecord as error:
        assert str(error)


def test_own_places_outrank_all_others(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(
        COLUMNS + "Mosul,Camp Mosul|مخيم,36.5,43.5,800,INSB,IQ,2016-10-17,2017-07-10,own survey\n" + "Checkpoint Zebra,,36.1,43.2,,,,,,own survey\n",
        encoding="utf-8",
    )
    assert add_places(file, tmp_path / "data").added == 2
    gazetteer = open_gazetteer(Settings(places=tmp_path / "data"))
    first, second = gazetteer.lookup("Mosul")[:2]
    assert (first.gazetteer, first.lat, first.radius_m) == ("own", 36.5, 800.0)
    assert (second.gazetteer, second.key) == ("geonames", "99072")
    assert gazetteer.validity(first) == (date(2016, 10, 17), date(2017, 7, 10))
    assert gazetteer.validity(second) == (None, None)
    assert [place.kind for place in gazetteer.lookup("checkpoint zebra")] == ["PPL"]
    assert gazetteer.lookup("مخيم") == (first,)
    assert gazetteer.version.endswith("2 own places")
    assert open_gazetteer(Settings(places=tmp_path / "none")).lookup("Mosul")[0].key == "99072"


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,lat,lon,source\nZebra,1,2,s\n", encoding="utf-8")
    assert add_places(tmp_path / "a.csv", tmp_path / "data").added == 1
    before = (tmp_path / "data" / "places.csv").read_bytes()
    again = add_places(tmp_path / "a.csv", tmp_path / "data")
    assert (again.added, again.known) == (0, 1)
    assert (tmp_path / "data" / "places.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,1,2,,,,,,s", "name is empty"),
        ("A,,1,2,,,,,,", "source is empty"),
        ("--,,1,2,,,,,,s", "no letter"),
        ("A,,one,2,,,,,,s", "no number"),
        ("A,,nan,2,,,,,,s", "no number"),
        ("A,,91,2,,,,,,s", "no position on the globe"),
        ("A,,1,2,-5,,,,,s", "no radius"),
        ("A,,1,2,,,Iraq,,,s", "ISO code"),
        ("A,,1,2,,,,17/10/2016,,s", "valid_from"),
        ("A,,1,2,,,,2017-01-02,2017-01-01,s", "lies after"),
    ],
)
def test_bad_rows_are_reported_one_by_one(tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "a.csv").write_text(f"{COLUMNS}Good,,1,2,,,,,,s\n{row}\nBetter,,3,4,,,,,,s\n", encoding="utf-8")
    done = add_places(tmp_path / "a.csv", tmp_path / "data")
    assert done.added == 2
    assert [line for line, _ in done.refused] == [3]
    assert reason in done.refused[0][1]


@pytest.mark.parametrize(("header", "reason"), [("name,lat,lon", "source"), ("name,lat,lon,source,colour", "colour")])
def test_a_file_with_other_columns_is_refused(tmp_path: Path, header: str, reason: str) -> None:
    (tmp_path / "a.csv").write_text(header + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=reason):
        add_places(tmp_path / "a.csv", tmp_path / "data")


def test_the_days_of_a_place_are_kept() -> None:
    own = own_of({"name": "A", "lat": "1", "lon": "2", "source": "s", "valid_from": "2016-01-01"})
    assert (own.valid_from, own.valid_to, own.place.radius_m) == (date(2016, 1, 1), None, 2_000.0)


def test_a_kept_place_is_corrected_where_it_stands(tmp_path: Path) -> None:
    for name in ("Zebra", "Yak"):
        keep_place(name, 1.0, 2.0, 500.0, "PPL", "s", tmp_path)
    first, second = read_own(tmp_path).all()
    correct_place(first.place.key, {"lat": 3.5, "name": "Zebra Hill"}, tmp_path)
    now, other = read_own(tmp_path).all()
    assert (now.place.name, now.place.lat, now.place.lon, now.source, other) == ("Zebra Hill", 3.5, 2.0, "s", second)
    with pytest.raises(InvalidRecord):
        correct_place(now.place.key, {"lat": 95}, tmp_path)
    assert read_own(tmp_path).all() == (now, other)


def test_towns_come_by_size_and_over_the_date_line() -> None:
    assert towns_near(32.9, 13.2, 1.0, 1)[0].name == "Tripoli"
    assert any(town.lon < 0 for town in towns_near(-17.0, 179.9, 9.0, 60))


def test_the_command_line(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEODATA_PLACES", str(tmp_path / "data"))
    (tmp_path / "a.csv").write_text("name,lat,lon,source\nZebra,1,2,s\nBad,x,2,s\n", encoding="utf-8")
    assert main(["gazetteer", "add", "a.csv"]) == 1
    told = capsys.readouterr()
    assert "1 place added" in told.out
    assert "line 3: lat 'x' is no number" in told.err
    assert main(["gazetteer", "list"]) == 0
    key, name, *_ = capsys.readouterr().out.split("\t")
    assert name == "Zebra" and main(["gazetteer", "remove", key]) == 0
    assert "build your atlases again" in capsys.readouterr().out
    assert main(["gazetteer", "list"]) == 0 and not capsys.readouterr().out
    assert main(["gazetteer", "remove", key]) == 2 and key in capsys.readouterr().err
    assert main(["gazetteer", "import", str(dump)]) == 0
    assert str(tmp_path / "data" / "geonames") in capsys.readouterr().out
    assert main(["gazetteer", "import", str(tmp_path)]) == 2
    assert "allCountries.txt" in capsys.readouterr().err
