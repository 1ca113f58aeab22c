"""What a sentence tells only as heard or believed: "is believed to have fled", "was reported killed", "has not confirmed"."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.attributions import Attribution
from geodata.dating.clauses import Clause, Kind, Sentence, shown
from geodata.dating.denials import STORIES
from geodata.dating.finite import DETERMINERS, PREPOSITIONS
from geodata.dating.presupposed import DEEDS
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
_RUMOUR: Final = frozenset(each("allegation rumour rumor accusation suggestion claim claims"))
"""The same, where "that" or "to have" follows: "the allegation that", "his claim to have taken"."""

_TELL: Final = frozenset(each("say said suggest suggested indicate indicated"))
_CONFIRMING: Final = frozenset(each("confirmed confirms confirming"))
"""Verbs that make facts of reports."""

_REACH: Final = 12
"""How many tokens such a word may stand before the place."""

_SUPPOSING: Final = frozenset(each("believe think thought suspect understand heard assume presume suppose"))
"""Verbs of the first person, or after "grounds to", whose content is no more than held or heard."""

_ACCUSING: Final = frozenset(each("indictment indictments lawsuit complaint prosecution"))
"""Documents and bodies of which what they say is the charge itself."""

_SUSPICION: Final = frozenset((("suspicion", "of"), ("accused", "of"), ("suspected", "of"), ("charged", "with"), ("wanted", "for"), ("trial", "for")))
"""Before what someone is thought to have done."""

_NOT: Final = frozenset(("neither", "not", "never", "n't", "'t", "’t"))


def doubted(sentence: Sentence, tokens: list[int]) -> Span | None:
    """The words that make hearsay of what these tokens say; None where none do."""
    words = sentence.tokens.words
    for at in tokens:
        if words[at] not in _HELD or at + 1 >= sentence.last:
            continue
        if words[at] == "suspected" and (
            words[at + 1] == "of" or (words[at - 1] in verbs.BE and words[at + 1] in PREPOSITIONS) or _DEEDS & set(words[at + 1 : at + 4])
        ):
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
        if words[at - 1] in _CONFIRMING or words[at - 2] in _CONFIRMING:
            continue
        if words[at] in _RUMOUR and (words[at + 1] == "that" or words[at + 1 : at + 3] == ["to", "have"]) and words[at - 1] not in ("to", "would"):
            return shown(sentence, at, at + 1)
        if words[at] in _RUMOURS and words[at + 1] in ("that", "of") and words[at - 1] not in DETERMINERS - {"the", "some", "any"}:
            return shown(sentence, at, at + 1)
    return None


def unverified(sentence: Sentence, mention: int) -> Span | None:
    """ "Reports of an attack on Tadef could not be confirmed", "could not verify the claim that …", "if confirmed, the capture of …"."""
    words = sentence.tokens.words
    if not (_VERIFYING | _PROVED) & set(words[sentence.first : sentence.last]):
        return None
    story = next((at for at in range(sentence.first, mention - 1) if words[at] in STORIES and words[at + 1] in ("that", "of", "about")), None)
    if story is not None and (found := _verified(sentence, range(story + 2, sentence.last)) or _verified(sentence, range(sentence.first, story))):
        return found
    if _doubts_itself(sentence):
        return _verified(sentence, range(sentence.first, mention))
    if words[sentence.first] != "if" or not DEEDS & set(words[max(sentence.first, mention - _DEED_REACH) : mention]):
        return None
    return next((shown(sentence, sentence.first, at) for at in range(sentence.first + 1, sentence.last) if _is_proved(words, at)), None)


_DEED_REACH: Final = 3
"""How far before its place a deed may stand, in tokens."""

_VERIFYING: Final = frozenset(each("verify verified confirm confirmed corroborate corroborated substantiate substantiated"))
_PROVED: Final = frozenset(each("confirmed verified true proven proved accurate"))


def disproves(sentence: Sentence) -> bool:
    """Whether the sentence says that something could not be proved."""
    return _verified(sentence, range(sentence.first, sentence.last)) is not None


def _verified(sentence: Sentence, places: range) -> Span | None:
    """ "Could not be independently confirmed", "was unable to verify", "not possible to verify" among the tokens."""
    words = sentence.tokens.words
    for at in places:
        if words[at] in _VERIFYING:
            lead = range(max(sentence.first, at - 5), at)
            if negation := next((on for on in lead if words[on] in _NOT or words[on] in ("cannot", "unable", "impossible")), None):
                return shown(sentence, negation, at)
    return None


def _doubts_itself(sentence: Sentence) -> bool:
    """Whether the publisher says of what is said that nobody could prove it: "said in a message, which could not be verified, that"."""
    words = sentence.tokens.words
    return any(
        words[at] in ("which", "whose") and words[at + 1] in ("could", "cannot", "authenticity") for at in range(sentence.first, sentence.last - 2)
    )


def _is_proved(words: list[str], at: int) -> bool:
    return words[at] in _PROVED and (words[at - 1] == "if" or words[at - 1] in verbs.BE)


def unconfirmed(sentence: Sentence, said: Attribution | None) -> Span | None:
    """ "Police have not confirmed that": what nobody confirms is a claim, not a denial."""
    if said is None or not said.word.startswith("confirm") or said.verb <= sentence.first:
        return None
    return shown(sentence, said.verb - 1, said.verb) if sentence.tokens.words[said.verb - 1] in _NOT else None


def supposed(sentence: Sentence, clause: Clause) -> Span | None:
    """What the first person believes or has heard, what there are grounds to believe, what "it is understood" that: held, not known."""
    words = sentence.tokens.words
    for above in sentence.chain(clause):
        if above.kind is not Kind.CONTENT:
            continue
        at = above.opener - 1
        if at <= sentence.first:
            continue
        if words[at] in _SUPPOSING and (words[at - 1] in ("i", "we") or words[at - 2 : at] in (["grounds", "to"], ["reason", "to"])):
            return shown(sentence, at - 1, at)
        led = at - 1 if words[at - 1] in verbs.BE else at - 2
        if words[at] in _HELD and led > sentence.first - 1 and words[led] in verbs.BE and words[led - 1 : led] == ["it"]:
            return shown(sentence, led - 1, at)
    return None


def charged(sentence: Sentence, mention: int, said: Attribution | None) -> Span | None:
    """ "Arrested on suspicion of planning an attack in Derby", "according to the indictment": the place of what someone is charged with."""
    if said is not None and _ACCUSING & set(said.speaker.lower().split(" ")):
        return said.evidence
    words = sentence.tokens.words
    above = {clause.number for clause in sentence.chain(sentence.clause_of(mention))}
    for at in range(max(sentence.first, mention - _REACH), mention - 2):
        if (words[at], words[at + 1]) in _SUSPICION and sentence.clause_of(at).number in above:
            return shown(sentence, at, at + 1)
    return None
