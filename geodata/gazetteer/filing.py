"""Entries → rows and keys of an index, and rows back to places: the one file that knows how both are written."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from geodata.gazetteer.entry import Entry
from geodata.gazetteer.folding import ARTICLE_COUNTRIES, fold, fold_all, loosen
from geodata.gazetteer.writing import Writer
from geodata.model import Place

LEAST_LOOSE_POPULATION = 2_000
"""A settlement with fewer people is found by its exact spellings only: hamlets are so many that one of them would sound like any word."""

_CHUNK = 5_000
_BETWEEN_NAMES = "\x1f"
_FIELDS = 11
_SPACES = re.compile(r"[\t\n\r\x1f]")

NAME, LOOSE, DEMONYM, COUNTRY, IDENTITY, DIVISION = "", "\x01l ", "\x01d ", "\x01c ", "\x01i ", "\x01a "
"""What a key begins with, by what it is for. A folded name holds no control character."""


def file_all(writer: Writer, entries: Iterable[Entry]) -> None:
    """Append entries to an index, in their order."""
    remaining = iter(entries)
    while chunk := list(islice(remaining, _CHUNK)):
        folded = iter(fold_all([name for entry in chunk for name in entry.names]))
        for entry in chunk:
            writer.add(to_row(entry.place, entry.population), keys(entry, set(islice(folded, len(entry.names)))))


def keys(entry: Entry, folded: set[str]) -> list[str]:
    """All that an entry is filed under, given its names folded."""
    place = entry.place
    folded.discard("")
    filed = [identity(place), *folded]
    if _may_be_loose(entry):
        filed += [LOOSE + loosen(name) for name in folded if name.isascii()]
    if entry.demonyms:
        filed += [DEMONYM + fold(word) for word in entry.demonyms]
    if place.kind == "PCLI":
        filed.append(COUNTRY + place.country)
    elif place.kind == "ADM1" and place.admin1:
        filed.append(f"{DIVISION}{place.country}.{place.admin1}")
    return filed


def _may_be_loose(entry: Entry) -> bool:
    place = entry.place
    if place.country and place.country not in ARTICLE_COUNTRIES:
        return False
    return entry.population >= LEAST_LOOSE_POPULATION or not place.kind.startswith("PPL") or place.gazetteer == "dateline"


def identity(place: Place) -> str:
    """The key of a place itself."""
    return f"{IDENTITY}{place.gazetteer} {place.key}"


def to_row(place: Place, population: int) -> str:
    """A place as a line of an index."""
    row = _row(place, _BETWEEN_NAMES.join(place.other_names), population)
    if row.count("\t") > _FIELDS - 1 or "\n" in row or "\r" in row:  # a name with a tab or a line end in it
        clean = replace(place, name=_SPACES.sub(" ", place.name), key=_SPACES.sub(" ", place.key))
        return _row(clean, _BETWEEN_NAMES.join(_SPACES.sub(" ", name) for name in place.other_names), population)
    return row


def _row(place: Place, others: str, population: int) -> str:
    first = f"{place.gazetteer}\t{place.key}\t{place.name}\t{others}\t{place.lat}\t{place.lon}\t{place.radius_m}"
    return f"{first}\t{place.kind}\t{place.country}\t{place.admin1}\t{population}"


def from_row(row: str) -> tuple[Place, int]:
    """The place of a line of an index, and its population."""
    gazetteer, key, name, others, lat, lon, radius_m, kind, country, admin1, population = row.split("\t")
    names = tuple(others.split(_BETWEEN_NAMES)) if others else ()
    return Place(gazetteer, key, name, names, float(lat), float(lon), float(radius_m), kind, country, admin1), int(population)
