"""One resolution for each toponym: which place it means, and where its phrase points."""

from collections.abc import Sequence
from dataclasses import replace

from geodata.errors import LocateError
from geodata.gazetteer import Gazetteer
from geodata.locate.bias import Bias
from geodata.locate.borders import borders_with_one_side
from geodata.locate.choosing import choose, is_ambiguous
from geodata.locate.geocoders import Geocoder
from geodata.locate.pairs import pair_phrases
from geodata.locate.phrases import phrase_at
from geodata.locate.wording import KIND_WORDS, described
from geodata.model import PLACE_KINDS, Candidate, Document, Place, Position, Resolution, ResolutionStatus, Toponym, ToponymKind

_NOT_PLACES = {
    ToponymKind.DEMONYM: "is a word for people or things of a place",
    ToponymKind.ORGANISATION: "is part of an organisation's name",
    ToponymKind.PERSON: "is a person's name",
    ToponymKind.PRODUCT: "is part of the name of a product, a weapon or a work",
}
SOFT_KINDS = frozenset(KIND_WORDS) - {"PPL", "PPLC", "PPLX", "INSB", "DAM", "ANS"}
"""Kinds that are areas or lines: a circle says no more than whereabouts they are."""


def locate(
    document: Document, toponyms: Sequence[Toponym], gazetteer: Gazetteer, bias: Bias, geocoder: Geocoder | None = None
) -> tuple[Resolution, ...]:
    """What each toponym means, one resolution each, in their order.

    `bias` is the collection's (`bias_of`); what the document itself is about is worked out here. A geocoder is asked only about names that the
    gazetteer does not know; its failure makes that resolution FAILED and stops nothing. Raises nothing of its own.
    """
    asked = _ask(toponyms, gazetteer, geocoder)
    answers = {number: answer for number, answer in asked.items() if isinstance(answer, tuple)}
    chosen = choose(document.text, toponyms, gazetteer, bias, answers)
    found = []
    for number, toponym in enumerate(toponyms):
        service = geocoder.name if geocoder and number in asked else ""
        answer = asked.get(number, ())
        if toponym.kind not in PLACE_KINDS:
            found.append(_not_a_place(toponym, gazetteer))
        elif isinstance(answer, LocateError):
            working = f"{service} could not be asked: {answer}"
            found.append(Resolution(toponym, ResolutionStatus.FAILED, None, None, (), 0.0, working, service))
        elif number in chosen:
            likely = service or chosen[number][0].score >= LEAST_SCORE
            found.append(_chosen(toponym, chosen[number], gazetteer, service) if likely else _unlikely(toponym, chosen[number], gazetteer))
        else:
            working = f"No place named “{toponym.surface}” is known to the gazetteer{f' or to {service}' if service else ''}."
            found.append(Resolution(toponym, ResolutionStatus.NOT_FOUND, None, None, (), 0.0, working, service))
    paired = pair_phrases(document.text, [_positioned(document.text, resolution) for resolution in found])
    return tuple(_softened(resolution) for resolution in borders_with_one_side(document.text, paired))


def _ask(toponyms: Sequence[Toponym], gazetteer: Gazetteer, geocoder: Geocoder | None) -> dict[int, tuple[Place, ...] | LocateError]:
    """What the geocoder answers, or how it fails, by number of each toponym that it is asked about."""
    answers: dict[int, tuple[Place, ...] | LocateError] = {}
    for number, toponym in enumerate(toponyms):
        if geocoder and toponym.kind in PLACE_KINDS and not gazetteer.lookup(toponym.surface):
            try:
                answers[number] = geocoder.lookup(toponym.surface)
            except LocateError as error:
                answers[number] = error
    return answers


def _not_a_place(toponym: Toponym, gazetteer: Gazetteer) -> Resolution:
    """Off the map; for a demonym the candidates are the places whose people it names, so that a reader may still ask for them."""
    countries = gazetteer.demonym(toponym.surface) if toponym.kind is ToponymKind.DEMONYM else ()
    candidates = tuple(Candidate(place, 0.0, ("the place this word belongs to",)) for place in countries)
    working = f"“{toponym.surface}” {_NOT_PLACES[toponym.kind]} here."
    return Resolution(toponym, ResolutionStatus.NOT_A_PLACE, None, None, candidates, 0.0, working, "")


LEAST_SCORE = 0.05
"""A best place less probable than this is not drawn: of the corpora of `training` that concerns one name in five hundred, and those mostly wrong."""


def _unlikely(toponym: Toponym, candidates: tuple[Candidate, ...], gazetteer: Gazetteer) -> Resolution:
    best = described(candidates[0].place, gazetteer)
    working = f"“{toponym.surface}” is known to the gazetteer as {best}, but nothing in the text speaks for it ({candidates[0].score:.2f})."
    return Resolution(toponym, ResolutionStatus.NOT_FOUND, None, None, candidates, 0.0, working, "")


def _chosen(toponym: Toponym, candidates: tuple[Candidate, ...], gazetteer: Gazetteer, asked: str) -> Resolution:
    best = candidates[0]
    status = ResolutionStatus.AMBIGUOUS if is_ambiguous(candidates) else ResolutionStatus.RESOLVED
    working = _choice(toponym.surface, candidates, status, gazetteer, asked)
    return Resolution(toponym, status, best.place, None, candidates, best.score, working, asked)


def _choice(surface: str, candidates: tuple[Candidate, ...], status: ResolutionStatus, gazetteer: Gazetteer, asked: str) -> str:
    best = described(candidates[0].place, gazetteer)
    if len(candidates) == 1:
        return f"“{surface}” is {best}: the only place of this name that {asked or 'the gazetteer'} knows."
    verb = "could be" if status is ResolutionStatus.AMBIGUOUS else "is taken as"
    others = f"{len(candidates) - 1} other{'s' if len(candidates) > 2 else ''} of this name"
    rival = f"{described(candidates[1].place, gazetteer)} ({candidates[0].score:.2f} to {candidates[1].score:.2f})"
    return f"“{surface}” {verb} {best}, before {others}; the next is {rival}."


def _article_start(text: str, toponym: Toponym, place: Place) -> int:
    """Where the name's phrase begins: with "the" before it where the gazetteer has the name with its article ("the Gulf")."""
    start = toponym.start - len("the ")
    if start < 0 or text[start : toponym.start].lower() != "the ":
        return toponym.start
    written = f"the {toponym.surface}".casefold()
    return start if any(name.casefold() == written for name in (place.name, *place.other_names)) else toponym.start


def _positioned(text: str, resolution: Resolution) -> Resolution:
    place, toponym = resolution.place, resolution.toponym
    if place is None:
        return resolution
    if phrase := phrase_at(text, (toponym.start, toponym.end), place):
        position = Position(*phrase.span, phrase.point.lat, phrase.point.lon, phrase.point.radius_m)
        return replace(resolution, position=position, working=f"{resolution.working} {phrase.point.working}")
    return replace(resolution, position=Position(_article_start(text, toponym, place), toponym.end, place.lat, place.lon, place.radius_m))


def _softened(resolution: Resolution) -> Resolution:
    """With the words for a circle that is the place's own, where it is an area or a line."""
    place, drawn = resolution.place, resolution.position
    if (
        place is None
        or drawn is None
        or place.kind not in SOFT_KINDS
        or (drawn.lat, drawn.lon, drawn.radius_m) != (place.lat, place.lon, place.radius_m)
    ):
        return resolution
    agreed = ", without agreed borders" if place.kind == "RGN" else ""
    working = f"{resolution.working} Drawn as a soft circle of {place.radius_m / 1000:,.0f} km: a {KIND_WORDS[place.kind]}{agreed}."
    return replace(resolution, working=working)
