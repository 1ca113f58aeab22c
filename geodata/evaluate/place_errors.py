"""What goes wrong with places, by class: names missed, names that are none, words too many or too few, and the wrong place for a name.

A class is told by the marked and the found words, by what else the program knew of them, and by the gazetteer; it is a hint where to look, no figure.
"""

import re
from collections.abc import Iterator
from typing import Final

from geodata.evaluate.answers import Answer, FoundToponym
from geodata.evaluate.findings import Finding, context
from geodata.evaluate.gold import GoldDocument, GoldToponym
from geodata.evaluate.matching import overlap, same_span, span_error
from geodata.evaluate.place_figures import FAR_KM, NEAR_KM, Compared, Pair, distance_km
from geodata.gazetteer import Gazetteer, is_abbreviation
from geodata.model import Place, ToponymKind

_ORGANISATION: Final = re.compile(
    r"[ -](?:&|and [A-Z]|University|College|School|Academy|Institute|Hospital|Bank|Post|Times|Herald|Tribune|News|Press|Journal|Gazette|Star|Sun"
    r"|Daily|Police|Army|Department|Council|County Council|Commission|Committee|Court|Association|Society|Club|FC|United|City FC|Airlines?|Airways"
    r"|Group|Company|Co\b|Inc|Corp|Ltd|Party|Union|Agency|Authority|Foundation|Museum|Theat(?:re|er)|Church|Stadium|Treaty|Agreement|Accords?)"
)
_TITLE: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|President|Minister|Judge|Chief|Coach)\.? (?:[A-Z][\w'’.-]* )?$"
)
_CAPITAL_BEFORE: Final = re.compile(r"[A-Z][\w'’-]+[ -]$")
_CAPITAL_AFTER: Final = re.compile(r"[ -][A-Z][\w'’-]+")
_OPENS: Final = re.compile(r"(?:^|[.!?:\n][\"”’')\]]*\s+|[\"“‘]\s*)$")
_REACH: Final = 30
"""How many characters beside a name are looked at."""

_SAME_AREA: Final = 1.5
"""Within so many radii of an area's middle a marked position is taken as a point of that area: areas are seldom round."""

_OFF_MAP: Final = {
    ToponymKind.DEMONYM: "a word for people",
    ToponymKind.ORGANISATION: "part of an organisation's name",
    ToponymKind.PERSON: "a person's name",
    ToponymKind.PRODUCT: "part of a product's name",
}


def place_errors(document: GoldDocument, answer: Answer, compared: Compared, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Every error in a document, in the order: missed, spurious, span, position."""
    taken = set(compared.matched.values())
    for i, gold in enumerate(compared.gold):
        if i not in compared.matched:
            yield _finding(f"missed: {_why_missed(gold, answer, compared, gazetteer)}", f"“{gold.phrase}”", document, gold)
    for j, found in enumerate(compared.found):
        if j not in taken:
            yield _finding(f"spurious: {_why_spurious(found, document, compared)}", f"“{found.surface}”", document, found)
    for i, j in sorted(compared.matched.items()):
        gold, found = compared.gold[i], compared.found[j]
        if not same_span(gold, found):
            yield _finding(f"span: {span_error(gold, found)}", f"“{found.surface}” for “{gold.phrase}”", document, gold)
    for pair in compared.pairs:
        yield from _position_error(document, pair, gazetteer)


def _finding(name: str, what: str, document: GoldDocument, span: GoldToponym | FoundToponym, weight: float = 0.0) -> Finding:
    return Finding(name, what, document.id, context(document.text, span), weight)


def _why_missed(gold: GoldToponym, answer: Answer, compared: Compared, gazetteer: Gazetteer) -> str:
    if any(overlap(gold, found) for found in compared.found):
        return "shares its words with another name that was found"
    for resolution in answer.off_map:
        if overlap(gold, resolution.toponym):
            return f"taken for {_OFF_MAP.get(resolution.toponym.kind, 'no place')}"
    if gazetteer.demonym(gold.phrase):
        return "a word for people, not seen"
    known = "known to the gazetteer" if gazetteer.knows(gold.phrase) else "unknown to the gazetteer"
    return f"{_shape(gold.phrase)}, {known}"


def _shape(phrase: str) -> str:
    if is_abbreviation(phrase):
        return "an abbreviation"
    if phrase.isupper():
        return "in capitals"
    if not any(c.isupper() for c in phrase):
        return "without capitals"
    return "several words" if " " in phrase else "one word"


def _why_spurious(found: FoundToponym, document: GoldDocument, compared: Compared) -> str:
    text = document.text
    before, after = text[max(0, found.start - _REACH) : found.start], text[found.end : found.end + _REACH]
    if any(overlap(found, gold) for gold in compared.gold):
        return "shares its words with a marked name"
    for other in document.not_places:
        if overlap(found, other):
            return f"marked as {other.kind}"
    if found.kind is ToponymKind.DEMONYM:
        return "a word for people"
    if any(gold.phrase == found.surface for gold in compared.gold):
        return "marked elsewhere in the text, not here"
    if _ORGANISATION.match(after):
        return "part of an organisation's name?"
    if _TITLE.search(before):
        return "a person's name?"
    if re.search(rf"\b{re.escape(found.surface.lower())}\b", text):
        return "a common word?"
    if _CAPITAL_BEFORE.search(before) or _CAPITAL_AFTER.match(after):
        return "beside another capitalised word: part of a longer name?"
    return "opens a sentence" if _OPENS.search(before) else "stands alone"


def _position_error(document: GoldDocument, pair: Pair, gazetteer: Gazetteer) -> Iterator[Finding]:
    gold, found, error = pair.gold, pair.found, pair.error_km
    if error is None or found.place is None:
        yield _finding("place: not found", f"“{found.surface}”", document, gold)
    elif error > NEAR_KM:
        right = _right_place(gold, found, gazetteer)
        name = _wrong_place(gold, found, found.place, right, error)
        instead = f", not {_named(right)}" if right and right != found.place else ""
        what = f"“{found.surface}” as {_named(found.place)}{instead}: {error:,.0f} km off"
        yield _finding(f"place: {name}", what, document, gold, error)


def _right_place(gold: GoldToponym, found: FoundToponym, gazetteer: Gazetteer) -> Place | None:
    """The gazetteer's place of this name that was marked: by its id, else the nearest one to the marked position, if any is near."""
    places = gazetteer.lookup(found.surface) or gazetteer.lookup(gold.phrase)
    if gold.geonames_id is not None:
        for place in places:
            if place.gazetteer == "geonames" and place.key == str(gold.geonames_id):
                return place
    near = [(distance_km(gold.lat or 0.0, gold.lon or 0.0, p.lat, p.lon), n, p) for n, p in enumerate(places)]
    nearest = min(near, default=None)
    return nearest[2] if nearest and nearest[0] <= FAR_KM else None


def _wrong_place(gold: GoldToponym, found: FoundToponym, chosen: Place, right: Place | None, error_km: float) -> str:
    if gold.geonames_id is not None and gold.geonames_id == found.geonames_id:
        return "the same entry, marked elsewhere"
    if error_km > FAR_KM and not same_span(gold, found):
        return "far off, for other words than those marked"
    if _is_area(chosen) and error_km * 1_000 <= _SAME_AREA * chosen.radius_m:
        return "an area of the right name, marked at another point of it"
    if error_km <= FAR_KM:
        return f"25 to 161 km off, {'an area or a line' if _is_area(chosen) else 'a settlement or a spot'}"
    if right is None:
        return "the right one is not among the places of this name"
    if right == chosen:
        return "the same entry, marked elsewhere"
    if right.country != chosen.country:
        return "wrong country"
    if right.admin1 != chosen.admin1:
        return "right country, wrong division"
    return "wrong kind" if right.kind != chosen.kind else "far off in the right division"


def _is_area(place: Place) -> bool:
    return not place.kind.startswith("PPL")


def _named(place: Place) -> str:
    parts = [place.name, place.admin1 if place.admin1 != place.name else "", place.country]
    return f"{', '.join(p for p in parts if p)} ({place.kind})"
