"""Whether a word is a finite verb, by its form and its neighbours: the ground on which clauses are told apart."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.tokens import Tokens
from geodata.dating.words import each

COMMA_LIKE: Final = frozenset(each(", ( ) – — ; :"))
QUOTES: Final = frozenset(("“", "”", '"', "‘", "’", "'"))
DETERMINERS: Final = frozenset(each("the a an this that these those his her its their our my your no some any all each every both one"))
PRONOUNS: Final = frozenset(each("i we you he she it they there who which"))
PREPOSITIONS: Final = frozenset(
    each(
        "in on at by of to from with for into onto over under near across along around about against between among through during "
        "since until before after towards toward inside outside within without upon off out up down as despite ahead amid per via "
        "behind beyond"
    )
)
_NOUNISH: Final = frozenset(
    each(
        "strikes attacks claims reports raids shells fires forms plans hopes works visits controls forces places results talks "
        "calls tours returns supports targets uses views wounds turns fights heads hits kills marches leads houses acts cuts "
        "cares causes challenges changes charges contacts deals drops falls gains grips increases "
        "looks offers orders pays pushes reads rises runs sets signs spreads starts steps stops storms streams "
        "trains travels walks"
    )
)
"""Third-person forms that are mostly nouns in news ("air strikes", "Iraqi forces"): finite only after an adverb."""


def finite(tokens: Tokens, index: int, first: int, last: int) -> bool:
    """Whether the token is a finite verb, by its form and its neighbours."""
    if not first <= index < last:
        return False
    word = tokens.words[index]
    before = tokens.words[index - 1] if index > first else ""
    after = tokens.words[index + 1] if index + 1 < last else ""
    if word in verbs.FINITE_HELPERS:
        return not (word == "may" and tokens.is_capital(index)) and not (word in ("have", "do") and before == "to")
    if word in ("'s", "’s"):
        return before in PRONOUNS
    if tokens.is_capital(index) and index > first:
        return False
    if word in verbs.IRREGULAR_PAST:
        return before not in verbs.HAVE and before not in verbs.BE and before not in DETERMINERS and before not in PREPOSITIONS
    if verbs.is_ed(word):
        return _finite_ed(before, after)
    if word in verbs.PRESENT and word not in verbs.BASE:
        return before not in DETERMINERS and before not in PREPOSITIONS and (word not in _NOUNISH or _verb_place(before))
    return word in verbs.BASE and (before in ("we", "they", "you", "i") or (before.endswith("s") and len(before) > 3 and after != "of"))


def _finite_ed(before: str, after: str) -> bool:
    if after == "by" or not before:
        return False
    return not (
        before in DETERMINERS or before in PREPOSITIONS or before in verbs.BE or before in verbs.HAVE or before in ("and", "recently", "newly", "not")
    )


def _verb_place(before: str) -> bool:
    return before in ("now", "also", "still") or before.endswith("ly")
