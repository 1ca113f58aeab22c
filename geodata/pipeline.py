"""The order of the stages, known here and nowhere else; and the only catcher of an item's error, which becomes a problem while the rest goes on.

    read → (copies over all) → recognise → (bias over all) → locate → dating → classify → quotation

Every toponym found ends in exactly one mention or one problem.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from geodata import __version__, quote
from geodata.classify import LAYERS_FILE, Layers
from geodata.config import AddingSettings, Settings
from geodata.copies import with_copies
from geodata.dating import Reading, dated_by_head, other_sides, read_time
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
from geodata.read import Item, Plan, is_dated_by_file, is_parsed, language_name, plan, read_whole
from geodata.recognise import RECOGNISER_MODEL, recognise
from geodata.segment import is_furniture, sentences, span_at
from geodata.workers import Progress, Workers, cores, limited

_LONGEST_JOINED = 20
"""Characters after a name in which a word that is joined to it ends: "US-sponsored"."""

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


@dataclass(frozen=True, slots=True)
class Taken:
    """One file after reading: its document, None where it cannot be read, the toponyms of what is parsed, and what is wrong with it."""

    document: Document | None
    toponyms: tuple[Toponym, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a layer set holds of one document. `resolutions` belong to the mentions."""

    mentions: tuple[Mention, ...]
    quotations: tuple[str, ...]
    resolutions: tuple[Resolution, ...]
    problems: tuple[Problem, ...]


def build(folder: Path, settings: Settings, progress: Progress = lambda stage, done, of: None) -> LayerSet:
    """Read every document of the folder and make its layer set. Raises ReadError where the folder itself cannot be read."""
    return build_planned(plan(folder), settings, progress)


def build_planned(planned: Plan, settings: Settings, progress: Progress, kept: Path | None = None, *, apart: bool = False) -> LayerSet:
    """The layer set of what was planned. `kept` is a folder for the results of each document, so that what was done once is not done again; `apart`
    never reads a file in this process, which a hostile one may end."""
    progress("open the index of names", 0, 1)
    tools = Tools.open(settings)
    progress("open the index of names", 1, 1)
    workers = _workers(settings, tools, kept, apart=apart)
    read, problems = _once(planned.items, _read(planned.items, settings, workers, progress))
    documents = with_copies([taken.document for taken in read if taken.document])
    found = [taken.toponyms for taken in read]
    bias = bias_of(found, tools.gazetteer)
    asked = [(document, toponyms, bias) for document, toponyms in zip(documents, found, strict=True)]
    told = workers.each("place and date", tell, asked, [repr(item) for item in asked], _not_told, progress)
    workers.forget_others()
    return _layer_set(documents, told, [*planned.problems, *problems], tools.versions)


def read_planned(items: Sequence[Item], settings: Settings, progress: Progress, kept: Path) -> list[Taken]:
    """Read files, and go no further: what they say of themselves, or why they cannot be read. A later build does not read them again."""
    return _read(items, settings, _workers(settings, Tools.open(settings), kept, apart=True), progress)


def take(tools: Tools, asked: tuple[Item, AddingSettings]) -> Taken:
    """Read one file and find the names in it. What cannot be read is a problem, and what is in another language is kept and not parsed."""
    item, limits = asked
    try:
        with limited(limits.read_s):
            document, problems = read_whole(item, limits)
    except ReadError as error:
        return _unreadable(asked, str(error))
    except MemoryError:
        return _unreadable(asked, f"{item.source}: needs more memory than there is")
    if is_parsed(document):
        if is_dated_by_file(document):
            document, apart = dated_by_head(document)
            problems = (*problems, *apart)
        return Taken(document, recognise(document, tools.gazetteer), problems)
    message = f"{document.source} is in {language_name(document.language)}: it is kept and listed, and not parsed, for only English is"
    return Taken(document, (), (*problems, Problem(Stage.READ, "other_language", document.source, message, document.id)))


def tell(tools: Tools, asked: tuple[Document, tuple[Toponym, ...], Bias]) -> Told:
    """What one document says of its places, given what its collection is about."""
    document, toponyms, bias = asked
    if not is_parsed(document):
        return Told((), (), (), ())
    parsed = parse(document, toponyms, bias, tools)
    return Told(parsed.mentions, parsed.quotations, tuple(r for r in parsed.resolutions if r.position), parsed.problems)


def parse_alone(document: Document, tools: Tools) -> Parsed:
    """One document by itself: no other document has a say in what its names mean."""
    toponyms = recognise(document, tools.gazetteer)
    return parse(document, toponyms, bias_of([toponyms], tools.gazetteer), tools)


def places_alone(document: Document, tools: Tools) -> tuple[Resolution, ...]:
    """The resolutions of one document by itself, for those who ask for nothing else of it."""
    toponyms = recognise(document, tools.gazetteer)
    return _resolutions(document, toponyms, bias_of([toponyms], tools.gazetteer), tools)


def listed(resolutions: Iterable[Resolution], tools: Tools, *, demonyms: bool) -> Iterator[tuple[Toponym, Place | None]]:
    """The toponyms that are listed as places, in order, each with its own place: None where it is a place that nobody found.

    With `demonyms` words for people are listed too, at their country.
    """
    for resolution in resolutions:
        toponym = resolution.toponym
        if resolution.status is not ResolutionStatus.NOT_A_PLACE:
            yield toponym, resolution.place
        elif demonyms and toponym.kind is ToponymKind.DEMONYM:
            yield toponym, next(iter(tools.gazetteer.demonym(toponym.surface)), None)


def parse(document: Document, toponyms: tuple[Toponym, ...], bias: Bias, tools: Tools) -> Parsed:
    """Take the toponyms of a document through every later stage."""
    found = _resolutions(document, toponyms, bias, tools)
    led_on = [r for r in found if r.status in ON_THE_MAP and _is_furniture(document.text, r)]
    resolutions = tuple(replace(r, position=None, anchor_for=None) if r in led_on else r for r in found)
    reading = read_time(document)
    placed = [_Placed(_id(r.toponym), r, r.place, r.position, _statement(reading, r.position)) for r in resolutions if r.place and r.position]
    quoted = quote.allot(document, [p.wanted for p in placed])
    others = other_sides([(p.phrase, p.statement) for p in placed])
    linked = ["" if other is None else placed[other].id for other in others]
    mentions = tuple(_mention(document, p, quoted[p.id], tools.layers, link) for p, link in zip(placed, linked, strict=True))
    quotations = tuple(_words(document, p, quoted[p.id]) for p in placed)
    off_map = (_not_on_map(r) for r in resolutions if r.status not in ON_THE_MAP)
    return Parsed(document, resolutions, reading, mentions, quotations, (*off_map, *map(_furniture, led_on), *reading.problems))


def _resolutions(document: Document, toponyms: tuple[Toponym, ...], bias: Bias, tools: Tools) -> tuple[Resolution, ...]:
    located = locate(document, toponyms, tools.gazetteer, bias, tools.geocoder)
    return tuple(sorted((*located, *coordinates_in(document, toponyms)), key=lambda r: r.toponym.start))


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


def _mention(document: Document, placed: _Placed, quoted: Span | None, layers: Layers, linked: str) -> Mention:
    toponym, position, statement, text = placed.resolution.toponym, placed.position, placed.statement, document.text
    sentence = quote.choose_quotation(text, placed.phrase, ())
    clause = quote.clause_around(text, placed.phrase)
    after = text[toponym.end : toponym.end + _LONGEST_JOINED]
    layer, layer_rule = layers.classify(text[slice(*clause)], text[slice(*sentence)], document.title, after)
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
        disputed=statement.linked is not None,
        linked=linked,
    )


def _not_on_map(resolution: Resolution) -> Problem:
    toponym = resolution.toponym
    code = str(toponym.kind) if resolution.status is ResolutionStatus.NOT_A_PLACE else str(resolution.status)
    return Problem(Stage.LOCATE, code, toponym.surface, resolution.working, toponym.document_id, toponym.start, toponym.end)


def _is_furniture(text: str, resolution: Resolution) -> bool:
    found = sentences(text)
    at = span_at(found, resolution.toponym.start)
    return at >= 0 and is_furniture(text, found[at])


def _furniture(resolution: Resolution) -> Problem:
    toponym = resolution.toponym
    message = f"“{toponym.surface}” stands in words that lead on to another page, and that state nothing of it."
    return Problem(Stage.LOCATE, "furniture", toponym.surface, message, toponym.document_id, toponym.start, toponym.end)


def _workers(settings: Settings, tools: Tools, kept: Path | None, *, apart: bool) -> Workers[Tools]:
    number = settings.adding.workers or cores()
    return Workers(partial(Tools.open, settings), number, kept, f"{tools.versions} {_program()}", apart, tools)


def _read(items: Sequence[Item], settings: Settings, workers: Workers[Tools], progress: Progress) -> list[Taken]:
    asked = [(item, settings.adding) for item in items]
    return workers.each(
        "read", take, asked, [f"{_bytes_of(item)} {item.source} {item.given} {settings.adding}" for item in items], _unreadable, progress
    )


def _once(items: Sequence[Item], read: Sequence[Taken]) -> tuple[list[Taken], list[Problem]]:
    """What could be read, each document once, in the order of the items, and every problem."""
    documents: dict[str, Taken] = {}
    problems: list[Problem] = []
    for item, taken in zip(items, read, strict=True):
        problems += taken.problems
        if taken.document is None:
            continue
        if first := documents.get(taken.document.id):
            message = f"{item.source} has the same bytes as {first.document.source if first.document else ''}, so it is read once"
            problems.append(Problem(Stage.READ, "duplicate", item.source, message))
        documents.setdefault(taken.document.id, taken)
    return list(documents.values()), problems


def _unreadable(asked: tuple[Item, AddingSettings], reason: str) -> Taken:
    source = asked[0].source
    message = reason if reason.startswith(f"{source}: ") else f"{source}: {reason}"
    return Taken(None, (), (Problem(Stage.READ, "unreadable", source, message),))


def _not_told(asked: tuple[Document, tuple[Toponym, ...], Bias], reason: str) -> Told:
    document = asked[0]
    return Told((), (), (), (Problem(Stage.LOCATE, "unreadable", document.source, f"{document.source}: {reason}", document.id),))


def _bytes_of(item: Item) -> str:
    try:
        with item.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"{error} {item.path}"  # reading it will say so


@cache
def _program() -> str:
    """What tells one state of the program's own files from another, so that no result outlives the code that made it."""
    files = sorted(file for file in Path(__file__).parent.rglob("*") if file.suffix in (".py", ".csv", ".toml", ".crfsuite"))
    seen = ((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files if "data" not in file.parts)
    return hashlib.sha256(repr(list(seen)).encode()).hexdigest()[:16]


def _layer_set(documents: Sequence[Document], told: Sequence[Told], problems: Iterable[Problem], versions: tuple[tuple[str, str], ...]) -> LayerSet:
    return LayerSet(
        documents=tuple(documents),
        mentions=tuple(m for t in told for m in t.mentions),
        quotations=tuple(q for t in told for q in t.quotations),
        resolutions=tuple(r for t in told for r in t.resolutions),
        problems=(*problems, *(problem for t in told for problem in t.problems)),
        versions=versions,
    )
