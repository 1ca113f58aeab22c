"""How a sentence puts what it says of a place: stated, planned, claimed, denied, or only named.

The words of the place's own clause decide, and those of the clauses above it as far as they carry over. Lists of words, in `verbs` and here.
"""

from typing import Final

from geodata.dating import verbs
from geodata.dating.attributions import Attribution
from geodata.dating.clauses import CARRY_UP, Clause, Kind, Sentence, word_in
from geodata.dating.denials import called_untrue, is_withheld, negated, no_plan, none_did, not_to_be, unevidenced
from geodata.dating.doubts import charged, doubted, rumoured, supposed, unconfirmed, unverified
from geodata.dating.finite import DETERMINERS, PREPOSITIONS
from geodata.dating.meaning import Manner
from geodata.dating.plans import foretold, is_past, planned, underway
from geodata.dating.words import each
from geodata.model import Span, Status

_SUSPECTING: Final = frozenset(each("suspect suspects suspected think thinks"))
_CLAIM_WORDS: Final = frozenset(each("allegedly reportedly purportedly alleged unconfirmed purported"))
_CLAIM_ADVERBS: Final = frozenset(each("allegedly reportedly purportedly"))
_COMPARISONS: Final = (
    ("second", "only", "to"),
    ("the", "size", "of"),
    ("similar", "to"),
    ("compared", "with"),
    ("compared", "to"),
    ("as", "big", "as"),
    ("unlike",),
    ("reminiscent", "of"),
    ("than", "in"),
    ("than",),
    ("previous", "tours", "of"),
)
_COMPARING: Final = frozenset(phrase[-1] for phrase in _COMPARISONS)

_NAMED_AFTER: Final = frozenset(
    each(
        "personnel forces force troops soldiers army military government officials officer officers courses interests role "
        "ministers minister president ambassador embassy led backed allied supported commitment activity policy strategy citizens "
        "nationals media press passport dollars currency airline taxpayers public people parliament senate congress commander "
        "commanders units unit aircraft jets warplanes planes fighter fighters"
    )
)
"""Nouns after a place's name that make it say whose or what kind, not where."""


def manner(sentence: Sentence, first: int, last: int, said: Attribution | None) -> Manner:
    """The status of what is said of the tokens from `first` to before `last`, which stand in the sentence. `said` is their innermost attribution."""
    clause = sentence.clause_of(first)
    if _is_compared(sentence, first, last):
        return Manner(Status.MENTIONED)
    if said is not None and said.word in verbs.DENYING:
        return Manner(Status.DENIED, (said.evidence,))
    if said is not None and (said.word in verbs.ALLEGING or said.word in _SUSPECTING):
        return Manner(Status.CLAIMED, (said.evidence,))
    if _is_asked(sentence, clause) or is_withheld(sentence, clause):
        return Manner(Status.MENTIONED)
    hint = _claimed(sentence, clause) or doubted(sentence, _reach(sentence, clause)) or unconfirmed(sentence, said)
    if hint := hint or supposed(sentence, clause) or charged(sentence, first, said):
        return Manner(Status.CLAIMED, (hint,))
    if untrue := called_untrue(sentence, first) or unevidenced(sentence, first):
        return Manner(Status.DENIED, (untrue,))
    if hint := rumoured(sentence, first) or unverified(sentence, first):
        return Manner(Status.CLAIMED, (hint,))
    if planless := no_plan(sentence, clause) or not_to_be(sentence, clause) or ((said or clause.kind is Kind.CONTENT) and none_did(sentence, clause)):
        return Manner(Status.DENIED, (planless,))
    if plan := underway(sentence, first) or planned(sentence, clause, first) or foretold(sentence, clause, said):
        return plan
    if denied := negated(sentence, clause):
        return Manner(Status.DENIED, (denied,))
    if clause.kind is Kind.BACKGROUND or _is_attribute(sentence, last):
        return Manner(Status.MENTIONED)
    return Manner(Status.HAPPENED)


def _reach(sentence: Sentence, clause: Clause) -> list[int]:
    """The tokens that speak for the clause: its own and, for a participle and its like, those of the clause it hangs on."""
    tokens = list(clause.tokens)
    while clause.kind in CARRY_UP and clause.parent is not None:
        clause = sentence.clauses[clause.parent]
        tokens += clause.tokens
    return tokens


def _is_asked(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause is a question about the past, which states nothing: "asked whether jets had hit Raqqa", "To ask the Secretary of State"."""
    if sentence.tokens.words[sentence.first : sentence.first + 2] == ["to", "ask"]:
        return True
    whether = next((above for above in sentence.chain(clause) if sentence.tokens.words[above.opener] == "whether"), None)
    return whether is not None and not any(verbs.is_modal(sentence.tokens.words, at) for at in whether.tokens) and is_past(sentence, whether)


def _claimed(sentence: Sentence, clause: Clause) -> Span | None:
    """A word that makes a claim of the clause; what is told with "when" is as doubtful as what it is told with: "reportedly died when …"."""
    found = word_in(sentence, _reach(sentence, clause), _CLAIM_WORDS)
    if found or clause.kind not in (Kind.WHEN, Kind.WHILE) or clause.parent is None:
        return found
    return word_in(sentence, _reach(sentence, sentence.clauses[clause.parent]), _CLAIM_ADVERBS)


def _is_compared(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.tokens.words
    joins = ("and", "or", ",") if words[last : last + 1] in ([","], ["and"], ["or"]) else ("and", "or")
    while first - 2 >= sentence.first and words[first - 1] in joins and sentence.tokens.is_capital(first - 2):
        first -= 2
    start = first - 1 if words[first - 1] in ("the", "a") and first > sentence.first else first
    if words[start - 1] not in _COMPARING:
        return False
    return any(tuple(words[start - len(phrase) : start]) == phrase for phrase in _COMPARISONS if start - len(phrase) >= sentence.first)


def _is_attribute(sentence: Sentence, last: int) -> bool:
    """Whether the name says whose or what kind something is ("UK personnel", "Britain's role", "US-led")."""
    words, end = sentence.tokens.words, sentence.last
    if last >= end:
        return False
    after = words[last]
    if after in DETERMINERS:
        return False
    if after in ("'s", "’s"):
        return not any(sentence.tokens.is_capital(at) for at in range(last + 1, min(end, last + 2)))
    if after == "-" and last + 1 < end:
        return words[last + 1] in _NAMED_AFTER
    return any(
        words[at] in _NAMED_AFTER
        for at in range(last, min(end, last + 2))
        if at == last
        or (
            words[last].isalpha()
            and words[last] not in PREPOSITIONS
            and words[last] not in ("and", "or")
            and words[last] not in verbs.FINITE_HELPERS
            and words[last] not in verbs.BASE
        )
    )
