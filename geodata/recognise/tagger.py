"""Text → toponyms: the trained tagger finds the names, a second reading adds what it passed over, and rules say what each is used for."""

from collections.abc import Iterator

from geodata.gazetteer import Gazetteer
from geodata.model import Document, Toponym, ToponymKind
from geodata.recognise import uses
from geodata.recognise.crf import Crf, shipped
from geodata.recognise.features import features
from geodata.recognise.names import asker
from geodata.recognise.recall import is_common_word, recalled
from geodata.recognise.spans import DEMONYM, Named, end_of, names
from geodata.recognise.view import Match, View

RECOGNISER = "crf 3"
"""The name and version of the recogniser, kept with every toponym."""

_Use = tuple[int, int, ToponymKind]
"""The numbers of the first and the last word of a name, and what it is used for."""


def recognise(document: Document, gazetteer: Gazetteer, crf: Crf | None = None) -> tuple[Toponym, ...]:
    """The toponyms of a document, by start, never overlapping; empty where it names none.

    A place need not be known to the gazetteer. Known names that are used for people, organisations and products are found too, so that they can
    be shown with the reason why they are on no map. `crf` is a model other than the shipped one.
    """
    view = View(document.text, asker(gazetteer))
    found = []
    for first, last, kind in sorted(_uses(view, crf or shipped())):
        start, end = view.words[first].start, end_of(view, last)
        found.append(Toponym(document.id, start, end, document.text[start:end], kind, RECOGNISER))
    return tuple(found)


def _uses(view: View, crf: Crf) -> Iterator[_Use]:
    found = _names(view, crf)
    for named in found:
        yield named.first, named.last, _kind(view, named)
    taken = {at for named in found for at in range(named.first, named.last + 1)}
    for match in view.matches():
        if taken.isdisjoint(range(match.first, match.last + 1)) and (kind := uses.off_map(view, match)):
            yield match.first, match.last, kind


def _names(view: View, crf: Crf) -> list[Named]:
    found: list[Named] = []
    beliefs: dict[int, float] = {}
    for numbers in view.kept:
        reading = crf.read([features(view, at) for at in numbers])
        beliefs.update(zip(numbers, reading.beliefs, strict=True))
        found += (named for named in names(view, numbers, reading.labels) if not _is_opener(view, named))
    return [*found, *recalled(view, found, beliefs)]


def _is_opener(view: View, named: Named) -> bool:
    """Whether it is a common word that has its capital from opening a sentence."""
    word = view.words[named.first]
    return named.first == named.last and word.opens and is_common_word(view, named.first, view.ask(word.text))


def _kind(view: View, named: Named) -> ToponymKind:
    facts = view.ask(view.slice(named.first, named.last))
    if not facts.sort and (named.label == DEMONYM or facts.demonym_of):
        return ToponymKind.DEMONYM
    if named.label == DEMONYM and facts.demonym_of and not (facts.sort == "country" and uses.ends_phrase(view, named.last)):
        return ToponymKind.DEMONYM
    return uses.overruled(view, Match(named.first, named.last, facts)) or uses.manner(view, named.first, named.last, facts)
