"""The order of the stages, known here and nowhere else; and the only catcher of an item's error, which becomes a problem while the rest goes on.

    read → (copies over all) → recognise → (bias over all) → locate → dating → classify → quotation

Every toponym found ends in exactly one mention or one problem.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata import __version__, quote
from geodata.classify import LAYERS_FILE, Layers
from geodata.config import Settings
from geodata.copies import with_copies
from geodata.dating import Reading, read_time
from geodata.errors import ReadError
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.locate import RESOLVER_WEIGHTS, Bias, Geocoder, bias_of, coordinates_in, locate, open_geocoder
from geodata.model import (
    Document,
    LayerSet,
    Mention,
    Place,
    Position,
    Problem,
    Resolution,
    ResolutionStatus,
    Span,
    Stage,
    Statement,
    Toponym,
    ToponymKind,
    short_hash,
)
from geodata.read import Item, plan, read_item
from geodata.recognise import RECOGNISER_MODEL, recognise

Progress = Callable[[str, int, int], None]
"""Told the stage, how many items are done, and how many there are."""

ON_THE_MAP = frozenset({ResolutionStatus.RESOLVED, ResolutionStatus.AMBIGUOUS})


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages work with, opened once a run. `geocoder` is None where none is configured."""

    gazetteer: Gazetteer
    layers: Layers
    geocoder: Geocoder | None

    @classmethod
    def open(cls, settings: Settings) -> "Tools":
        """Open the gazetteer, the layer rules and the geocoder that the settings name."""
        return cls(open_gazetteer(settings), Layers.load(), open_geocoder(settings))

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """What decides the answers, each with its version: files by the beginning of their SHA-256."""
        files = (("recogniser of names", RECOGNISER_MODEL), ("weights of places", RESOLVER_WEIGHTS), ("rules of layers", LAYERS_FILE))
        return (("program", __version__), ("gazetteer", self.gazetteer.version), *((part, _digest(file)) for part, file in files))


def _digest(file: Path) -> str:
    return f"SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document after every stage. `mentions` run parallel to the resolutions that are on the map; `problems` hold all else that was found."""

    document: Document
    resolutions: tuple[Resolution, ...]
    reading: Reading
    mentions: tuple[Mention, ...]
    quotations: tuple[str, ...]
    problems: tuple[Problem, ...]


def build(folder: Path, settings: Settings, progress: Progress = lambda stage, done, of: None) -> LayerSet:
    """Read every document of the folder and make its layer set. Raises ReadError where the folder itself cannot be read."""
    planned = plan(folder)
    read, problems = _read(planned.items, progress)
    documents = with_copies(read)
    progress("open the index of names", 0, 1)
    tools = Tools.open(settings)
    progress("open the index of names", 1, 1)
    found = [recognise(document, tools.gazetteer) for document in documents]
    bias = bias_of(found, tools.gazetteer)
    parsed = []
    for number, (document, toponyms) in enumerate(zip(documents, found, strict=True), 1):
        parsed.append(parse(document, toponyms, bias, tools))
        progress("place and date", number, len(documents))
    return _layer_set(parsed, [*planned.problems, *problems], tools.versions)


def parse_alone(document: Document, tools: Tools) -> Parsed:
    """One document by itself: no other document has a say in what its names mean."""
    toponyms = recognise(document, tools.gazetteer)
    return parse(document, toponyms, bias_of([toponyms], tools.gazetteer), tools)


def listed(parsed: Parsed, tools: Tools, *, demonyms: bool) -> Iterator[tuple[Toponym, Place | None]]:
    """The toponyms that are listed as places, in order, each with its own place: None where it is a place that nobody found.

    With `demonyms` words for people are listed too, at their country.
    """
    for resolution in parsed.resolutions:
        toponym = resolution.toponym
        if resolution.status is not ResolutionStatus.NOT_A_PLACE:
            yield toponym, resolution.place
        elif demonyms and toponym.kind is ToponymKind.DEMONYM:
            yield toponym, next(iter(tools.gazetteer.demonym(toponym.surface)), None)


def parse(document: Document, toponyms: tuple[Toponym, ...], bias: Bias, tools: Tools) -> Parsed:
    """Take the toponyms of a document through every later stage."""
    located = locate(document, toponyms, tools.gazetteer, bias, tools.geocoder)
    resolutions = tuple(sorted((*located, *coordinates_in(document, toponyms)), key=lambda r: r.toponym.start))
    reading = read_time(document)
    placed = [_Placed(_id(r.toponym), r, r.place, r.position, _statement(reading, r.position)) for r in resolutions if r.place and r.position]
    quoted = quote.allot(document, [p.wanted for p in placed])
    mentions = tuple(_mention(document, p, quoted[p.id], tools.layers) for p in placed)
    quotations = tuple(_words(document, p, quoted[p.id]) for p in placed)
    off_map = tuple(_not_on_map(r) for r in resolutions if r.status not in ON_THE_MAP)
    return Parsed(document, resolutions, reading, mentions, quotations, (*off_map, *reading.problems))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A resolution that is on the map, with the mention's id and what the text says of it."""

    id: str
    resolution: Resolution
    place: Place
    position: Position
    statement: Statement

    @property
    def wanted(self) -> quote.Wanted:
        place = f"{self.place.gazetteer}:{self.place.key}"
        return quote.Wanted(self.id, place, self.phrase, self.statement.evidence, rank=int(self.statement.when is None))

    @property
    def phrase(self) -> Span:
        return self.position.phrase_start, self.position.phrase_end


def _id(toponym: Toponym) -> str:
    return short_hash(toponym.document_id, toponym.start, toponym.end)


def _statement(reading: Reading, position: Position) -> Statement:
    return reading.statement(position.phrase_start, position.phrase_end)


def _words(document: Document, placed: _Placed, quoted: Span | None) -> str:
    return quote.render(document.text, *quoted, (placed.phrase, *placed.statement.evidence)) if quoted else ""


def _mention(document: Document, placed: _Placed, quoted: Span | None, layers: Layers) -> Mention:
    toponym, position, statement, text = placed.resolution.toponym, placed.position, placed.statement, document.text
    sentence = quote.choose_quotation(text, placed.phrase, ())
    clause = quote.clause_around(text, placed.phrase)
    layer, layer_rule = layers.classify(text[slice(*clause)], text[slice(*sentence)], document.title)
    quote_start, quote_end = quoted or sentence
    return Mention(
        id=placed.id,
        document_id=document.id,
        start=toponym.start,
        end=toponym.end,
        surface=toponym.surface,
        phrase_start=position.phrase_start,
        phrase_end=position.phrase_end,
        place=placed.place,
        lat=position.lat,
        lon=position.lon,
        radius_m=position.radius_m,
        working=placed.resolution.working,
        score=placed.resolution.score,
        ambiguous=placed.resolution.status is ResolutionStatus.AMBIGUOUS,
        when=statement.when,
        dated_ground=statement.dated_ground,
        dated_words=statement.dated_words,
        dated_rule=statement.dated_rule,
        dated_anchor=statement.dated_anchor,
        reported=document.published,
        status=statement.status,
        said_by=statement.said_by or document.publisher,
        layer=layer,
        layer_rule=layer_rule,
        quote_start=quote_start,
        quote_end=quote_end,
    )


def _not_on_map(resolution: Resolution) -> Problem:
    toponym = resolution.toponym
    code = str(toponym.kind) if resolution.status is ResolutionStatus.NOT_A_PLACE else str(resolution.status)
    return Problem(Stage.LOCATE, code, toponym.surface, resolution.working, toponym.document_id, toponym.start, toponym.end)


def _read(items: Sequence[Item], progress: Progress) -> tuple[list[Document], list[Problem]]:
    documents: dict[str, Document] = {}
    problems = []
    for number, item in enumerate(items, 1):
        try:
            document = read_item(item)
        except ReadError as error:
            problems.append(Problem(Stage.READ, "unreadable", item.source, str(error)))
        else:
            if document.id in documents:
                message = f"{document.source} has the same bytes as {documents[document.id].source}, so it is read once"
                problems.append(Problem(Stage.READ, "duplicate", document.source, message))
            documents.setdefault(document.id, document)
        progress("read", number, len(items))
    return list(documents.values()), problems


def _layer_set(parsed: Sequence[Parsed], problems: Iterable[Problem], versions: tuple[tuple[str, str], ...]) -> LayerSet:
    return LayerSet(
        documents=tuple(p.document for p in parsed),
        mentions=tuple(m for p in parsed for m in p.mentions),
        quotations=tuple(q for p in parsed for q in p.quotations),
        resolutions=tuple(r for p in parsed for r in p.resolutions if r.position),
        problems=(*problems, *(problem for p in parsed for problem in p.problems)),
        versions=versions,
    )
