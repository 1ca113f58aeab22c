"""What a name that the gazetteer knows is used for in its sentence: rules that are nearly certain, and the manner of a place's name."""

import re

from geodata.model import ToponymKind
from geodata.recognise.names import NameFacts
from geodata.recognise.tokens import Token
from geodata.recognise.view import Match, View

_GOVERNMENT = frozenset({"Government"})

SHORTEST_NAME = 3
"""Fewer letters are no name to list among those that are off the map."""

_PARTICIPLE = re.compile(r"[-‑](?:led|based|backed|born|run|controlled|held|funded|trained|made|wide|owned|supported|allied|style|era|linked)\b")
_STOPS = frozenset(".,;:!?)")
_NEXT_WORD = re.compile(r" ([a-z]+)")


def overruled(view: View, match: Match) -> ToponymKind | None:
    """What a name is part of that the tagger took for a place, where a rule is certain.

    Only governments, listed organisations, some kinds of firms and schools, titled people, treaties and wares: in "Leeds Police" or "the
    University of Leeds" people mark the place, and so does the tagger.
    """
    if match.first == match.last and _has_title(view, match.first):
        return ToponymKind.PERSON
    following = _joined(view, match.last + 1)
    is_head = following is not None and following.text in view.known.sure_organisation_tails
    if is_head or _in_organisation(view, view.words[match.first].start) or has_head(view, match.first, _GOVERNMENT):
        return ToponymKind.ORGANISATION
    return ToponymKind.PRODUCT if _is_product(view, match) else None


def off_map(view: View, match: Match) -> ToponymKind | None:
    """What a known name that the tagger took for no place is part of; None where that is nothing in particular, or a common word."""
    word = view.slice(match.first, match.last)
    if len(word) < SHORTEST_NAME or (match.first == match.last and (word.isupper() or word.lower() in view.known.never)):
        return None
    if match.first in view.people and match.last + 1 in view.people:
        return None  # a given name: the surname after it stands for the person
    return _part_of(view, match)


def manner(view: View, first: int, last: int, facts: NameFacts) -> ToponymKind:
    """Whether a place's name stands for the place, for its government, or before a noun."""
    after = view.text[view.words[last].end : view.words[last].end + 40]
    if _PARTICIPLE.match(after):
        return ToponymKind.ADJECTIVE
    found = _NEXT_WORD.match(after)
    next_word = found.group(1) if found else ""
    if facts.sort in ("country", "capital") and next_word in view.known.acts and _previous(view, first) not in view.known.prepositions | {"and"}:
        return ToponymKind.METONYM
    if next_word and view.words[last].text.isupper() and next_word not in view.known.function_words:
        return ToponymKind.ADJECTIVE
    return ToponymKind.NAME


def ends_phrase(view: View, last: int) -> bool:
    """Whether nothing follows that a name could describe: "in New Zealand." names the country, "New Zealand farmers" its people."""
    return view.gaps[last][:1] in _STOPS


def _part_of(view: View, match: Match) -> ToponymKind | None:
    known, following = view.known, _joined(view, match.last + 1)
    next_word = following.text if following else ""
    if (
        _in_organisation(view, view.words[match.first].start)
        or next_word in known.organisation_tails
        or has_head(view, match.first, known.organisation_heads)
    ):
        return ToponymKind.ORGANISATION
    if _is_product(view, match):
        return ToponymKind.PRODUCT
    if match.first == match.last and _is_person(view, match):
        return ToponymKind.PERSON
    return None


def _is_product(view: View, match: Match) -> bool:
    following = _joined(view, match.last + 1)
    next_word = following.text if following else ""
    return next_word in view.known.product_tails or (next_word[:1].isupper() and any(c.isdigit() for c in next_word))


def _is_person(view: View, match: Match) -> bool:
    text = view.words[match.first].text
    if match.first in view.people or text in view.known.people:
        return True
    return match.facts.sort != "country" and text in view.surnames and _previous(view, match.first) not in ("in", "at", "near", "from")


def _in_organisation(view: View, start: int) -> bool:
    return any(first <= start < last for first, last in view.organisations)


def _has_title(view: View, at: int) -> bool:
    return at > 0 and view.words[at].joined and view.words[at - 1].text in view.known.titles


def has_head(view: View, at: int, heads: frozenset[str]) -> bool:
    """Whether "Ministry of", "University of the" … stands before, or before "A and" where this is B."""
    words = view.words
    at -= 1
    while at > 0 and words[at].text in ("the", "and") and words[at + 1].joined:
        at -= 1 if words[at].text == "the" else 2
    return at > 0 and words[at].text in ("of", "for") and words[at + 1].joined and words[at].joined and words[at - 1].text in heads


def _joined(view: View, at: int) -> Token | None:
    return view.words[at] if at < len(view.words) and view.words[at].joined else None


def _previous(view: View, at: int) -> str:
    return view.words[at - 1].text.lower() if at and view.words[at].joined else ""
