"""Names that the tagger passed over, read a second time in the light of the whole document.

A tagger reads one sentence at a time. What it half believes is a name is taken as one where the document, the fame of the place, or the words beside
it speak for it.
The thresholds were chosen by leaving each corpus out of training in turn: exact F1 rose by about 0.010, and by 0.003 in cross-validation over feeds.
"""

from collections.abc import Iterator, Sequence, Set

from geodata.recognise.features import listed
from geodata.recognise.names import NameFacts
from geodata.recognise.spans import DEMONYM, PLACE, Named
from geodata.recognise.uses import has_head
from geodata.recognise.view import Match, Run, View, is_item

ANY_NAME = 0.40
"""The least belief with which any name of the gazetteer is taken; the likeliest labels alone ask for about half."""

SUPPORTED = 0.10
"""The same where the name is a place elsewhere in the document, or a country, a division, a capital or a city of a million, a people, or several
words that nothing else stands beside."""

NEAR = 0.20
"""The same of a town, site or area that stands alone and lies in a country that the document names."""

CUED = 0.005
"""The same of a town, site or area that stands alone after words that ask for a place: "reached Tikrit", "residents of Fallujah". Exact F1
over feeds stayed as it was; the words were chosen with passages of our own in sight."""

CUED_OBSCURE = 0.10
"""The same of a village or small division there."""

LISTED = 0.05
"""The same of one that is listed with a place ("Poonch and Rajouri"), whether or not the gazetteer knows it."""

UNKNOWN_CUED = 0.10
"""The same of a name that the gazetteer does not know, after such words. With this and LISTED exact F1 over feeds stayed as it was, and rose by 0.001
with each corpus left out."""

SHORT_FORM = 0.02
"""The same of several words that are part of a longer place's name in the document ("Al Asad" after "Al Asad Air Base"). Not fitted: such a short
form is hardly ever anything else."""

CERTAIN = -1.0
"""The same of words for people that name nothing else, and in a script of which the tagger has seen nothing: the gazetteer's word is enough."""

NEVER = 1.0
"""The same of villages and of small divisions, most of whose names are also people's: never, unless something speaks for them."""

_LINKS = frozenset({"of", "in", "for", "from", "to", "on", "against", "between", "around"})
_OBSCURE = frozenset({"city0", "city3", "area"})
_FAMOUS = frozenset({"country", "division", "capital", "city6", "feature"})


def recalled(view: View, found: Sequence[Named], beliefs: dict[int, float]) -> Iterator[Named]:
    """The names to add to those found; none overlaps them. `beliefs` holds, by word number, how much the tagger believes of a name."""
    taken = {at for named in found for at in range(named.first, named.last + 1)}
    places = {at for named in found if named.label == PLACE for at in range(named.first, named.last + 1)}
    said = {view.slice(named.first, named.last) for named in found if named.label == PLACE}
    for match in view.matches():
        numbers = range(match.first, match.last + 1)
        if not taken.isdisjoint(numbers):
            continue
        if _holds_place(view, match, places) or _is_item(view, match, places):
            least = CERTAIN
        else:
            least = NEVER if _is_common(view, match) else _least(view, match, said, places)
        if min(beliefs[at] for at in numbers) > least:
            places.update(numbers)
            yield Named(match.first, match.last, DEMONYM if match.facts.demonym_of else PLACE)
    for run in dict.fromkeys(view.run_of.values()):
        numbers = range(run.first, run.last + 1)
        if (
            taken.isdisjoint(numbers)
            and view.match_of.keys().isdisjoint(numbers)
            and _least_unknown(view, run, places) < min(beliefs[at] for at in numbers)
        ):
            places.update(numbers)
            yield Named(run.first, run.last, PLACE)


def _least_unknown(view: View, run: Run, places: Set[int]) -> float:
    if _names_person(view, run):
        return NEVER
    if _is_listed(view, run, places):
        return LISTED
    return UNKNOWN_CUED if _is_cued(view, run) else NEVER


def _least(view: View, match: Match, said: Set[str], places: Set[int]) -> float:
    facts = match.facts
    if _is_unlike_words(view.words[match.first].text) or (facts.demonym_of and not facts.sort):
        return CERTAIN
    if has_head(view, match.first, view.known.organisation_heads):
        return NEVER  # "Bank of Mosul": the whole is no place, unless the tagger is sure of it
    text = view.slice(match.first, match.last)
    if facts.exact and match.first < match.last and any(f" {text} " in f" {longer} " for longer in said):
        return SHORT_FORM
    is_whole = view.run_of[match.first] == Run(match.first, match.last)
    if facts.demonym_of or (facts.exact and (facts.sort in _FAMOUS or (is_whole and match.first < match.last))):
        return SUPPORTED
    if is_whole and text in said and not view.evidence.in_person[view.words[match.first].text]:
        return SUPPORTED
    if is_whole and facts.exact and _is_listed(view, match, places):
        return LISTED
    if is_whole and facts.sort and _is_cued(view, match):
        return CUED_OBSCURE if facts.sort in _OBSCURE else CUED
    if facts.sort in _OBSCURE:
        return NEVER
    return NEAR if is_whole and view.areas.keys() & facts.lies_in and not _names_person(view, match) else ANY_NAME


def _is_listed(view: View, name: Match | Run, places: Set[int]) -> bool:
    """Whether it is listed with a place: "Poonch and Rajouri"."""
    return listed(view, name.first, -1) in places or listed(view, name.last, 1) in places


def _is_cued(view: View, match: Match | Run) -> bool:
    """Whether what stands before a name asks for a place, and nothing in the document takes it for a person's."""
    words, known, at = view.words, view.known, match.first
    if at == 0 or not words[at].joined or _names_person(view, match):
        return False
    before = words[at - 1].text.lower()
    return before in known.takers or (at > 1 and before in _LINKS and words[at - 2].text.lower() in known.governors)


def _names_person(view: View, match: Match | Run) -> bool:
    """Whether a word of the name is a person's, here or mostly."""
    numbers = range(match.first, match.last + 1)
    texts = {view.words[at].text for at in numbers}
    return not view.people.isdisjoint(numbers) or bool(texts & (view.surnames | view.known.given | view.known.people))


def _holds_place(view: View, match: Match, places: Set[int]) -> bool:
    """Whether the place before ", " lies in it: the "OR" of "Portland, OR 97201" is no small word."""
    held = view.match_of.get(match.first - 1)
    return held is not None and held.last in places and view.containers.get(held.first) == "yes"


def _is_item(view: View, match: Match, places: Set[int]) -> bool:
    """Whether it is a whole item of a list or a whole cell of a table, beside one that is a place: "Nice" between "Marseille" and "Toulouse"."""
    if not match.facts.exact or match.facts.sort in _OBSCURE or not is_item(view.gaps, match.first, match.last):
        return False
    return match.last + 1 in places or (match.first - 1 in places and match.first > 0)


def _is_unlike_words(word: str) -> bool:
    """Whether it is in a script without capitals, which in an English text is hardly used but for names."""
    return word[0].isalpha() and word[0].lower() == word[0].upper() and len(word) > 1


def _is_common(view: View, match: Match) -> bool:
    return match.first == match.last and is_common_word(view, match.first, match.facts)


def is_common_word(view: View, at: int, facts: NameFacts) -> bool:
    """Whether a word that stands alone is a word of the language (here, or always), and no country, division or people has it as a name."""
    low = view.words[at].text.lower()
    is_common = low in view.known.never or (view.words[at].opens and low in view.known.openers)
    return is_common and facts.sort not in ("country", "division") and not facts.demonym_of
