"""One resolution for each toponym: which place it means, and where its phrase points."""

from collections.abc import Sequence
from dataclasses import replace

from geodata.errors import LocateError
from geodata.gazetteer import Gazetteer
from geodata.locate.bias import Bias, bias_of
from geodata.locate.candidates import Context, is_ambiguous, rank
from geodata.locate.clues import clues_of
from geodata.locate.geocoders import Geocoder
from geodata.locate.pairs import between_phrases
from geodata.locate.phrases import phrase_at
from geodata.locate.wording import KIND_WORDS, described
from geodata.model import PLACE_KINDS, Candidate, Document, Position, Resolution, ResolutionStatus, Toponym, ToponymKind

_NOT_PLACES = {
    ToponymKind.DEMONYM: "is a word for people or things of a place",
    ToponymKind.ORGANISATION: "is part of an organisation's name",
    ToponymKind.PERSON: "is a person's name",
    ToponymKind.PRODUCT: "is part of the name of a product, a weapon or a work",
}
SOFT_KINDS = frozenset(KIND_WORDS) - {"PPL", "PPLC", "PPLX", "INSB", "DAM", "ANS"}
"""Kinds that are areas or lines: a circle says no more than whereabouts they are."""

MAX_CANDIDATES = 10
"""No more candidates are kept for one name; "San José" has some hundreds."""


def locate(
    document: Document, toponyms: Sequence[Toponym], gazetteer: Gazetteer, bias: Bias, geocoder: Geocoder | None = None
) -> tuple[Resolution, ...]:
    """What each toponym means, one resolution each, in their order.

    `bias` is the collection's (`bias_of`); the document's own is worked out here. A geocoder is asked only about names that the
    gazetteer does not know; its failure makes that resolution FAILED and stops nothing. Raises nothing of its own.
    """
    own = bias_of([tuple(toponyms)], gazetteer)
    found = [_resolve(toponym, Context(clues_of(document.text, toponym, gazetteer), bias, own, gazetteer), geocoder) for toponym in toponyms]
    return between_phrases(document.text, [_positioned(document.text, resolution) for resolution in found])


def _resolve(toponym: Toponym, context: Context, geocoder: Geocoder | None) -> Resolution:
    if toponym.kind not in PLACE_KINDS:
        return _not_a_place(toponym, context.gazetteer)
    places, asked = context.gazetteer.lookup(toponym.surface), ""
    if not places and geocoder:
        asked = geocoder.name
        try:
            places = geocoder.lookup(toponym.surface)
        except LocateError as error:
            return Resolution(toponym, ResolutionStatus.FAILED, None, None, (), 0.0, f"{asked} could not be asked: {error}", asked)
    if not places:
        working = f"No place named “{toponym.surface}” is known to the gazetteer{f' or to {asked}' if asked else ''}."
        return Resolution(toponym, ResolutionStatus.NOT_FOUND, None, None, (), 0.0, working, asked)
    return _chosen(toponym, rank(toponym.surface, places, context), context.gazetteer, asked)


def _not_a_place(toponym: Toponym, gazetteer: Gazetteer) -> Resolution:
    """Off the map; for a demonym the candidates are the places whose people it names, so that a reader may still ask for them."""
    countries = gazetteer.demonym(toponym.surface) if toponym.kind is ToponymKind.DEMONYM else ()
    candidates = tuple(Candidate(place, 0.0, ("the place this word belongs to",)) for place in countries)
    working = f"“{toponym.surface}” {_NOT_PLACES[toponym.kind]} here."
    return Resolution(toponym, ResolutionStatus.NOT_A_PLACE, None, None, candidates, 0.0, working, "")


def _chosen(toponym: Toponym, candidates: tuple[Candidate, ...], gazetteer: Gazetteer, asked: str) -> Resolution:
    best = candidates[0]
    status = ResolutionStatus.AMBIGUOUS if is_ambiguous(candidates) else ResolutionStatus.RESOLVED
    working = _choice(toponym.surface, candidates, status, gazetteer, asked)
    return Resolution(toponym, status, best.place, None, candidates[:MAX_CANDIDATES], best.score, working, asked)


def _choice(surface: str, candidates: tuple[Candidate, ...], status: ResolutionStatus, gazetteer: Gazetteer, asked: str) -> str:
    best = described(candidates[0].place, gazetteer)
    if len(candidates) == 1:
        return f"“{surface}” is {best}: the only place of this name that {asked or 'the gazetteer'} knows."
    verb = "could be" if status is ResolutionStatus.AMBIGUOUS else "is taken as"
    others = f"{len(candidates) - 1} other{'s' if len(candidates) > 2 else ''} of this name"
    rival = f"{described(candidates[1].place, gazetteer)} ({candidates[0].score:.2f} to {candidates[1].score:.2f})"
    return f"“{surface}” {verb} {best}, before {others}; the next is {rival}."


def _positioned(text: str, resolution: Resolution) -> Resolution:
    place, toponym = resolution.place, resolution.toponym
    if place is None:
        return resolution
    if phrase := phrase_at(text, (toponym.start, toponym.end), place):
        position = Position(*phrase.span, phrase.point.lat, phrase.point.lon, phrase.point.radius_m)
        return replace(resolution, position=position, working=f"{resolution.working} {phrase.point.working}")
    position = Position(toponym.start, toponym.end, place.lat, place.lon, place.radius_m)
    if place.kind in SOFT_KINDS:
        agreed = ", without agreed borders" if place.kind == "RGN" else ""
        working = f"{resolution.working} Drawn as a soft circle of {place.radius_m / 1000:,.0f} km: a {KIND_WORDS[place.kind]}{agreed}."
        return replace(resolution, position=position, working=working)
    return replace(resolution, position=position)
