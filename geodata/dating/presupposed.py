"""What a plan, a call or a hope takes for granted: the strike that is to be investigated, the dead who will be mourned. It has happened already."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.clauses import Sentence
from geodata.dating.words import each

DEEDS: Final = frozenset(
    each(
        "attack attacks strike strikes airstrike airstrikes bombing bombings shelling massacre massacres killing killings murder murders shooting "
        "shootings blast blasts explosion explosions raid raids abduction abductions kidnapping death deaths capture loss fall siege crash fire "
        "collapse atrocity atrocities assault genocide poisoning sinking crackdown looting rape rapes torture destruction burning"
    )
)
"""Nouns for what was done or befell."""

_ANSWERING: Final = frozenset(
    each(
        "investigate probe examine condemn mourn mark commemorate remember honour honor avenge punish prosecute apologise apologize compensate "
        "protest explain answer investigation investigations inquiry inquest justice accountability revenge retaliation compensation"
    )
)
"""Verbs and nouns whose object has happened, whenever they come to pass themselves."""

_WHOM: Final = frozenset(each("victims survivors families relatives perpetrators widows bereaved behind scene"))
"""Words for people and things that only a deed which has happened can have."""

_BEFALLEN: Final = frozenset(each("killed wounded injured displaced tortured kidnapped abducted murdered executed"))

_REACH: Final = 9
"""How far before the place the deed may stand, in tokens."""

_NEAR: Final = 6
"""How far before the deed the word that answers it may stand."""


def takes_for_granted(sentence: Sentence, mention: int) -> bool:
    """Whether the place is that of a deed which the plan of its clause answers: "will investigate the strike on Mastaba"."""
    words, first = sentence.tokens.words, max(sentence.first, mention - _REACH)
    first = next((at + 1 for at in range(mention - 1, first - 1, -1) if words[at] in verbs.MODALS or words[at] in verbs.BE), first)
    deed = next((at for at in range(mention - 1, first - 1, -1) if words[at] in DEEDS), None)
    if deed is not None and _is_known(words, deed):
        lead = words[max(sentence.first, deed - _NEAR) : deed]
        at = next((at for at in range(len(lead) - 1, -1, -1) if lead[at] in _ANSWERING | _WHOM), None)
        if at is not None and not verbs.MODALS & set(lead[at:]):
            return True
    return any(words[at] in _BEFALLEN and words[at + 1] in ("in", "at", "near") and _is_reduced(words, at) for at in range(first + 1, mention - 1))


def _is_known(words: list[str], at: int) -> bool:
    """Whether the deed is a certain one: "the killing", "last week's strike", "deaths of ten men"."""
    before = words[max(0, at - 4) : at]
    return "the" in before or "'s" in before or "’s" in before or words[at + 1] == "of"


def _is_reduced(words: list[str], at: int) -> bool:
    """Whether a participle describes the noun before it: "families of those killed in", not "will be killed in"."""
    return words[at - 1] == "those" or verbs.is_plural(words[at - 1])
