"""What a sentence tells only as heard or believed: "is believed to have fled", "was reported killed", "has not confirmed"."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.attributions import Attribution
from geodata.dating.clauses import Sentence, shown
from geodata.dating.finite import DETERMINERS
from geodata.dating.words import each
from geodata.model import Span

_HELD: Final = frozenset(each("believed thought said reported rumoured rumored presumed suspected understood feared alleged assumed"))
"""Participles that after "is" or "was" make hearsay of the infinitive, or of the participle, that follows them."""

_DEEDS: Final = frozenset(
    each("attack attacks strike strikes bombing bombings poisoning massacre use case cases outbreak sabotage arson abuse fraud abduction abductions")
)
"""What is itself in doubt when it is "suspected"; suspected militants are only suspected of being such."""

_FATES: Final = frozenset(each("killed dead missing wounded injured captured detained destroyed kidnapped drowned hit damaged"))
"""What may follow without "to be": "was reported killed"."""

_RUMOURS: Final = frozenset(each("reports allegations rumours rumors accusations suggestions"))
_TELL: Final = frozenset(each("say said suggest suggested indicate indicated"))
_REACH: Final = 12
"""How many tokens such a word may stand before the place."""

_NOT: Final = frozenset(("not", "never", "n't", "'t", "’t"))


def doubted(sentence: Sentence, tokens: list[int]) -> Span | None:
    """The words that make hearsay of what these tokens say; None where none do."""
    words = sentence.tokens.words
    for at in tokens:
        if words[at] not in _HELD or at + 1 >= sentence.last:
            continue
        if words[at] == "suspected" and (words[at + 1] == "of" or _DEEDS & set(words[at + 1 : at + 4])):
            return shown(sentence, at, at)
        helper = at - 2 if words[at - 1].endswith("ly") else at - 1
        led = helper >= sentence.first and (words[helper] in verbs.BE or words[helper] == "been")
        if led and (words[at + 1] in _FATES or (words[at + 1] == "to" and words[at + 2 : at + 3] in (["have"], ["be"]))):
            return shown(sentence, helper, at)
    return None


def rumoured(sentence: Sentence, mention: int) -> Span | None:
    """ "Looking into reports that dozens died in Jineh", "amid rumours of a coup in Gao": what is told only as a report of others."""
    words = sentence.tokens.words
    if any(words[at] == "reports" and words[at + 1] in _TELL for at in range(sentence.first, min(mention, sentence.first + 3))):
        return shown(sentence, sentence.first, sentence.first)
    for at in range(max(sentence.first + 2, mention - _REACH), mention - 1):
        if words[at] in _RUMOURS and words[at + 1] in ("that", "of") and words[at - 1] not in DETERMINERS - {"the", "some", "any"}:
            return shown(sentence, at, at + 1)
    return None


def unconfirmed(sentence: Sentence, said: Attribution | None) -> Span | None:
    """ "Police have not confirmed that": what nobody confirms is a claim, not a denial."""
    if said is None or not said.word.startswith("confirm") or said.verb <= sentence.first:
        return None
    return shown(sentence, said.verb - 1, said.verb) if sentence.tokens.words[said.verb - 1] in _NOT else None
