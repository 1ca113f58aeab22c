"""What the reference atlas must say: times, status and speakers of its telling sentences, and the right position of every place it names.

The rows are facts checked by reading the five sources; none of them stands in the program.
"""

from datetime import date

import pandas as pd
import pytest
from conftest import REFERENCE, SOURCES, needs_sources
from geopy.distance import geodesic

from geodata import query
from geodata.atlas import open_atlas
from geodata.quote import is_open

ATLAS = open_atlas(REFERENCE)
MENTIONS = query.mentions(ATLAS)
PROBLEMS = query.problems(ATLAS)


def told(source: str, place: str, words: str = "") -> pd.Series:
    """The one mention of a source with this name whose time words, as the atlas gives them, hold these."""
    found = MENTIONS[MENTIONS["source"].str.startswith(source) & (MENTIONS["surface"] == place)]
    found = found[found["dated_words"].str.contains(words, case=False, regex=False)] if words else found
    assert len(found) == 1, f"{len(found)} mentions of {place} in {source} with {words!r}"
    return found.iloc[0]


@pytest.mark.parametrize(
    ("source", "place", "words", "begin", "last", "status"),
    [
        ("000", "Mosul", "On Tuesday", "2017-02-14", "2017-02-14", "happened"),
        ("000", "Tigris", "last week", "2017-02-06", "2017-02-12", "happened"),
        ("000", "Iraq", "last weekend", "2017-02-11", "2017-02-12", "happened"),
        ("000", "Raqqa", "by spring", "2017-02-16", "2017-05-31", "planned"),
        ("001", "Taji", "earlier today", "2017-11-29", "2017-11-29", "happened"),
        ("002", "Raqqa", "since 2012", "2012-01-01", "2017-10-20", "happened"),
        ("002", "Baghdad", "Three years ago", "2014-01-01", "2014-12-31", "happened"),
        ("003", "Homs", "In April", "2018-04-01", "2018-04-30", "happened"),
        ("004", "Mosul", "nearly six weeks ago", "2016-10-17", "2016-10-17", "happened"),
        ("004", "Mosul", "in the spring", "2017-03-01", "2017-05-31", "planned"),
        ("004", "Anbar", "in 2014", "2014-01-01", "2014-12-31", "happened"),
    ],
)
def test_when_and_how(source: str, place: str, words: str, begin: str, last: str, status: str) -> None:
    row = told(source, place, words)
    assert row["when_begin"].date() == date.fromisoformat(begin)
    assert (row["when_end"] - pd.Timedelta(days=1)).date() == date.fromisoformat(last)
    assert row["status"] == status
    assert row["dated_rule"] and (row["quote"] or not is_open(row["licence"])), "without an open licence, a citation may have to do"


def test_a_claim_keeps_its_speaker_and_has_no_invented_date() -> None:
    row = told("003", "Raqqa")
    assert (row["status"], row["said_by"], pd.isna(row["when_begin"])) == ("claimed", "Amnesty International", True)


def test_an_approximate_date_says_so() -> None:
    assert told("004", "Mosul", "nearly six weeks ago")["when_approximate"]
    assert not told("000", "Mosul", "On Tuesday")["when_approximate"]


def test_most_sentences_have_no_date_of_their_own_and_none_is_invented() -> None:
    undated = MENTIONS[MENTIONS["when_begin"].isna() & MENTIONS["when_end"].isna()]
    assert set(undated["dated_ground"]) == {"none"}
    assert set(undated["dated_words"]) == {""}


PLACES = [
    # surface, latitude, longitude, kilometres it may be off: own knowledge and public maps
    ("Mosul", 36.34, 43.13, 10),
    ("Raqqa", 35.95, 39.01, 10),
    ("Taji", 33.52, 44.25, 10),
    ("Al Asad", 33.79, 42.44, 10),
    ("Al Asad Air Base", 33.79, 42.44, 10),
    ("Camp Al Asad", 33.79, 42.44, 10),
    ("Manbij", 36.53, 37.95, 10),
    ("Haditha", 34.14, 42.38, 10),
    ("Besmayah", 33.19, 44.60, 10),
    ("Irbil", 36.19, 44.01, 10),
    ("Hawija", 35.32, 43.77, 10),
    ("Baghdad", 33.33, 44.40, 20),
    ("Diyala", 33.9, 45.0, 80),
    ("Anbar", 33.0, 41.6, 150),
    ("Tigris", 34.6, 43.7, 250),
    ("Euphrates River Valley", 34.8, 40.6, 200),
    ("Western Iraq", 33.2, 41.6, 150),
    ("Gulf", 26.9, 51.5, 250),
    ("Turkey", 39.0, 35.2, 250),
    ("Iraq", 33.2, 43.7, 200),
    ("Syria", 35.0, 38.5, 200),
    ("Afghanistan", 33.9, 66.0, 250),
    ("UK", 54.3, -2.5, 250),
    ("Britain", 54.3, -2.5, 250),
    ("United Kingdom", 54.3, -2.5, 250),
    ("US", 39.5, -98.5, 400),
    ("United States", 39.5, -98.5, 400),
    ("Europe", 50.0, 13.0, 900),
]


@pytest.mark.parametrize(("surface", "lat", "lon", "off_km"), PLACES)
def test_every_mention_of_a_place_is_where_it_is(surface: str, lat: float, lon: float, off_km: float) -> None:
    rows = MENTIONS[(MENTIONS["surface"] == surface) & ~MENTIONS["phrase"].str.contains("border")]
    assert len(rows)
    for row in rows.to_dict("records"):
        assert geodesic((lat, lon), (row["lat"], row["lon"])).km <= off_km


def test_a_border_is_drawn_on_its_line_and_not_in_the_middle_of_a_country() -> None:
    row = MENTIONS[MENTIONS["phrase"] == "the border with Iraq"].iloc[0]
    assert geodesic((34.77, 41.2), (row["lat"], row["lon"])).km <= 60
    assert "Natural Earth" in row["working"]


def test_no_other_place_is_on_the_map() -> None:
    assert set(MENTIONS["surface"]) - {surface for surface, *_ in PLACES} == {"Homs"}


def test_a_phrase_has_its_own_point_and_its_working() -> None:
    homs = told("003", "Homs")
    assert geodesic((34.73, 36.46), (homs["lat"], homs["lon"])).km <= 10
    assert "15 miles" in homs["working"]
    near = told("002", "Baghdad")
    centre = MENTIONS[(MENTIONS["surface"] == "Baghdad") & MENTIONS["source"].str.startswith("003")].iloc[0]
    assert near["radius_m"] > centre["radius_m"]
    outskirts = told("000", "Mosul", "On Tuesday")
    assert outskirts["lat"] > 36.35 and outskirts["lon"] < 43.1
    sides = MENTIONS[MENTIONS["source"].str.startswith("000") & (MENTIONS["surface"] == "Mosul")]
    assert sides["lon"].min() < 43.09 < 43.14 < sides["lon"].max()
    assert told("004", "Haditha")["radius_m"] > 5_000


def test_what_is_no_place_is_listed_with_its_reason() -> None:
    subjects = PROBLEMS.groupby("code")["subject"].agg(set)
    assert {"Iraqi", "British", "Syrian", "Syrians"} <= subjects["demonym"]
    assert {"Iraq", "Levant"} & subjects["organisation"]
    assert not set(PROBLEMS["subject"]) & {"Mosul", "Raqqa", "Taji", "Manbij", "Haditha", "Homs"}


def test_the_reader_sees_where_a_source_contradicts_itself() -> None:
    found = PROBLEMS[(PROBLEMS["code"] == "contradiction") & PROBLEMS["source"].str.startswith("004")]
    assert len(found) == 1
    message = found["message"].iloc[0]
    assert "16 August" in message and "28 November 2016" in message


@needs_sources
def test_every_named_place_of_the_sources_is_accounted_for() -> None:
    """Every time one of these names stands in a source, it is on the map or in the list of problems."""
    names = sorted({surface for surface, *_ in PLACES} | {"Homs"}, key=len, reverse=True)
    for document in query.documents(ATLAS).to_dict("records"):
        text = (SOURCES / document["source"]).read_text(encoding="utf-8")
        covered = set()
        for found in (MENTIONS, PROBLEMS):
            rows = found[(found["document_id"] == document["id"]) & found["start"].notna()]
            covered |= {offset for a, b in zip(rows["start"], rows["end"], strict=True) for offset in range(int(a), int(b))}
        for name in names:
            at = text.find(name)
            while at >= 0:
                whole = not (text[at - 1 : at].isalnum() or text[at + len(name) : at + len(name) + 1].isalnum())
                assert not whole or at in covered, f"{name} at {at} of {document['source']} is lost"
                at = text.find(name, at + 1)
