"""What the program answers about each gold document: the same as `geodata parse` writes for it, and what it knows besides."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from geodata.dating import Reading
from geodata.errors import GeodataError
from geodata.evaluate.gold import GoldDocument
from geodata.model import Place, Resolution, Timex, Toponym, ToponymKind
from geodata.pipeline import Parsed, Tools, listed, parse_alone
from geodata.read import document_of_text
from geodata.rows import toponym_row

Progress = Callable[[str, int, int], None]
"""Told what is done, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class FoundToponym:
    """A toponym as `parse` lists it, with its place; `lat` and `lon` are None where none was found."""

    start: int
    end: int
    surface: str
    kind: ToponymKind
    lat: float | None
    lon: float | None
    geonames_id: int | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything found in one document; all empty where it could not be parsed.

    `off_map` are the resolutions of names that `parse` does not list as places; `reading` gives the statement about any words.
    """

    toponyms: tuple[FoundToponym, ...] = ()
    off_map: tuple[Resolution, ...] = ()
    timexes: tuple[Timex, ...] = ()
    reading: Reading | None = None


def answers(documents: Sequence[GoldDocument], tools: Tools, progress: Progress, *, demonyms: bool = False) -> Iterator[tuple[Answer, str]]:
    """The answer on each document, in order, with what went wrong: an empty answer and a message where it could not be parsed."""
    for number, gold in enumerate(documents, 1):
        try:
            parsed = parse_alone(document_of_text(gold.id, gold.text, gold.published), tools)
        except GeodataError as error:
            yield Answer(), f"{gold.id}: {error}"
        else:
            yield _answer(parsed, tools, demonyms), ""
        progress("evaluate", number, len(documents))


def _answer(parsed: Parsed, tools: Tools, demonyms: bool) -> Answer:
    toponyms = tuple(_found(toponym, place) for toponym, place in listed(parsed.resolutions, tools, demonyms=demonyms))
    taken = {(t.start, t.end) for t in toponyms}
    off_map = tuple(r for r in parsed.resolutions if (r.toponym.start, r.toponym.end) not in taken)
    return Answer(toponyms, off_map, parsed.reading.timexes, parsed.reading)


def _found(toponym: Toponym, place: Place | None) -> FoundToponym:
    row = toponym_row(toponym, place)  # rounded as it is written, so that the figures are those of the written answer
    lat, lon, key = row["lat"], row["lon"], row["geonames_id"]
    return FoundToponym(
        toponym.start,
        toponym.end,
        toponym.surface,
        toponym.kind,
        lat if isinstance(lat, float) else None,
        lon if isinstance(lon, float) else None,
        key if isinstance(key, int) else None,
        place,
    )
