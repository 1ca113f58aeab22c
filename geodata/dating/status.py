"""How a sentence puts what it says of a place: stated, planned, claimed, denied, or only named.

The words of the place's own clause decide, and those of the clauses above it as far as they carry over. Lists of words, in `verbs` and here.
"""

from dataclasses import dataclass
from typing import Final

from geodata.dating import verbs
from geodata.dating.attributions import Attribution
from geodata.dating.clauses import Clause, Kind, Sentence, shown, word_in
from geodata.dating.denials import called_untrue, negated, no_plan, none_did
from geodata.dating.finite import DETERMINERS, PREPOSITIONS
from geodata.dating.words import each
from geodata.model import Span, Status

_PLAN_NOUNS: Final = frozenset(each("plan plans aim aims hope hopes bid goal proposal proposals intention readiness preparations threat risk chance"))
_READY: Final = frozenset(each("ready poised prepared set due keen willing committed determined likely unlikely bound going scheduled slated"))
_EXPECTED: Final = frozenset(each("likely unlikely due set bound scheduled slated"))
"""Of those the ones that make a plan of the whole clause, what stands before them included."""

_NEEDS: Final = frozenset(each("need needs needed"))
FIXED_FOR: Final = frozenset(each("scheduled slated due set planned forecast expected tipped"))
"""Words that look ahead with "for" after them: "is forecast for Friday"."""

_NO_INFINITIVE: Final = DETERMINERS | frozenset(each("blame thank him them us me you it north south east west within under"))
"""What may follow "is to" without looking ahead: "the storm was to blame", "the river is to the north"."""

_PURPOSES: Final = frozenset(each("goal aim purpose reason job task role way point idea work"))
"""Nouns of which "is to" says what they are for."""

_SUBJECT_TOKENS: Final = 10
"""How far before "is to" such a noun may stand, in tokens."""

_CALLING: Final = frozenset(each("call calls called calling appeal appeals appealed"))
"""Verbs of which the object is no fact yet: "called for talks in Geneva"."""

_CALL_TOKENS: Final = 8
"""How far after such a verb the place of its object may stand, in tokens."""

_FORETELLING: Final = frozenset(each("warn warns warned predict predicts predicted forecast forecasts fear fears feared say says believe believes"))
"""Verbs after which "could" is an outlook: of warnings at any time, of saying only in the present."""

_IS: Final = frozenset(each("is are was were"))
_PLANNING_WORDS: Final = (
    verbs.MODALS | verbs.PLANNING | verbs.PERMITTING | _PLAN_NOUNS | _READY | _EXPECTED | _NEEDS | FIXED_FOR | _CALLING | _IS | {"won", "could"}
)
"""Every word that `_looks_ahead` or `_leads_to_plan` may take for a plan: the others of a clause need no look at their neighbours."""

_CLAIM_WORDS: Final = frozenset(each("allegedly reportedly purportedly alleged suspected unconfirmed purported"))
_CLAIM_ADVERBS: Final = frozenset(each("allegedly reportedly purportedly"))
_CARRY_UP: Final = frozenset((Kind.PARTICIPLE, Kind.APPOSITION, Kind.BACKGROUND, Kind.WITH))
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


@dataclass(frozen=True, slots=True)
class Manner:
    """A status with the words that show it. `governor` is the token of a word whose infinitive holds the place ("plans to retake Mosul"), else -1:
    what stands before it has a time of its own.
    """

    status: Status
    evidence: tuple[Span, ...] = ()
    governor: int = -1


def manner(sentence: Sentence, first: int, last: int, said: Attribution | None) -> Manner:
    """The status of what is said of the tokens from `first` to before `last`, which stand in the sentence. `said` is their innermost attribution."""
    clause = sentence.clause_of(first)
    if _is_compared(sentence, first, last):
        return Manner(Status.MENTIONED)
    if said is not None and said.word in verbs.DENYING:
        return Manner(Status.DENIED, (said.evidence,))
    if said is not None and said.word in verbs.CLAIMING:
        return Manner(Status.CLAIMED, (said.evidence,))
    if hint := _claimed(sentence, clause):
        return Manner(Status.CLAIMED, (hint,))
    if untrue := called_untrue(sentence, first):
        return Manner(Status.DENIED, (untrue,))
    if planless := no_plan(sentence, clause):
        return Manner(Status.DENIED, (planless,))
    if planned := _planned(sentence, clause, first) or _foretold(sentence, clause, said):
        return planned
    if denied := negated(sentence, clause) or (said and none_did(sentence, clause)):
        return Manner(Status.DENIED, (denied,))
    if clause.kind is Kind.BACKGROUND or _is_attribute(sentence, last):
        return Manner(Status.MENTIONED)
    return Manner(Status.HAPPENED)


def _reach(sentence: Sentence, clause: Clause) -> list[int]:
    """The tokens that speak for the clause: its own and, for a participle and its like, those of the clause it hangs on."""
    tokens = list(clause.tokens)
    while clause.kind in _CARRY_UP and clause.parent is not None:
        clause = sentence.clauses[clause.parent]
        tokens += clause.tokens
    return tokens


def _claimed(sentence: Sentence, clause: Clause) -> Span | None:
    """A word that makes a claim of the clause; what is told with "when" is as doubtful as what it is told with: "reportedly died when …"."""
    found = word_in(sentence, _reach(sentence, clause), _CLAIM_WORDS)
    if found or clause.kind not in (Kind.WHEN, Kind.WHILE) or clause.parent is None:
        return found
    return word_in(sentence, _reach(sentence, sentence.clauses[clause.parent]), _CLAIM_ADVERBS)


def _planned(sentence: Sentence, clause: Clause, mention: int) -> Manner | None:
    """The words that make a plan, a hope, an expectation or a condition of what the clause says."""
    for above in sentence.chain(clause):
        if above.kind is Kind.IF:
            return Manner(Status.PLANNED, (shown(sentence, above.opener, above.opener),))
        if above.kind is Kind.WHEN and above.parent is not None and sentence.tokens.words[above.opener] in ("before", "until", "once", "when"):
            if not _is_past(sentence, above) and (found := _planning_word(sentence, sentence.clauses[above.parent], mention)):
                return found
            return None
        if found := _planning_word(sentence, above, mention):
            return found
        if above.kind not in _CARRY_UP or above.kind in (Kind.WITH, Kind.APPOSITION, Kind.BACKGROUND):
            return None
    return None


def _is_past(sentence: Sentence, clause: Clause) -> bool:
    words = sentence.tokens.words
    return any(words[at] in verbs.PAST_HELPERS or verbs.is_past_form(words[at]) for at in clause.tokens)


def _planning_word(sentence: Sentence, clause: Clause, mention: int) -> Manner | None:
    words = sentence.tokens.words
    for at in clause.tokens:
        if words[at] not in _PLANNING_WORDS:
            continue
        if _looks_ahead(sentence, clause, at):
            return Manner(Status.PLANNED, (shown(sentence, at, at),))
        if at < mention and _leads_to_plan(sentence, at, mention):
            return Manner(Status.PLANNED, (shown(sentence, at, at),), at)
    return None


def _looks_ahead(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether the word makes a plan of its whole clause: "will", "hopes", "is expected", "needs to"."""
    words = sentence.tokens.words
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < sentence.last else ""
    if verbs.is_modal(words, at):
        return not (words[at] == "may" and sentence.tokens.is_capital(at) and at > sentence.first)
    if at > sentence.first and sentence.tokens.is_capital(at):
        return False
    if words[at] in verbs.PLANNING:
        return before not in DETERMINERS and before not in PREPOSITIONS
    if words[at] in FIXED_FOR and after == "for" and (before in verbs.BE or before.endswith("ly")):
        return True
    if words[at] in _IS and after == "to" and at + 2 < sentence.last:
        return (
            not _PURPOSES & set(words[max(sentence.first, at - _SUBJECT_TOKENS) : at])
            and words[at + 2].isalpha()
            and words[at + 2] not in _NO_INFINITIVE
            and not sentence.tokens.is_capital(at + 2)
        )
    if words[at] in _EXPECTED and after == "to" and (before in verbs.BE or before.endswith("ly")):
        return True
    return (words[at] in _NEEDS and after == "to") or (words[at] == "could" and after in ("be", "become", "soon", "lead", "face"))


def _leads_to_plan(sentence: Sentence, at: int, mention: int) -> bool:
    """Whether the word makes a plan of the infinitive after it, in which the mention stands: "plans to", "authorised … to", "ready to"."""
    words = sentence.tokens.words
    if words[at] in _READY and words[at + 1] == "to":
        return words[at] != "going" or words[at + 2] in verbs.BASE or words[at + 2] in ("be", "have")
    if words[at] in _CALLING and words[at + 1] == "for":
        plain = not any(verbs.is_ed(words[on]) or words[on] in verbs.IRREGULAR_PARTICIPLES for on in range(at + 2, mention))
        return plain and mention - at <= _CALL_TOKENS and words[at - 1] not in DETERMINERS
    return (words[at] in _PLAN_NOUNS or words[at] in verbs.PERMITTING) and _to_follows(sentence, at, mention)


def _to_follows(sentence: Sentence, at: int, mention: int) -> bool:
    """Whether an infinitive stands between the word and the mention: "plans to retake", not "a threat to"."""
    words = sentence.tokens.words
    return any(
        words[to] == "to" and words[to + 1] not in DETERMINERS and words[to + 1].isalpha() and not sentence.tokens.is_capital(to + 1)
        for to in range(at + 1, mention - 1)
    )


def _foretold(sentence: Sentence, clause: Clause, said: Attribution | None) -> Manner | None:
    """What someone says could come: "warned that the river could reach Basra"."""
    if said is None or said.word not in _FORETELLING:
        return None
    could = word_in(sentence, clause.tokens, frozenset(("could",)))
    return Manner(Status.PLANNED, (could,)) if could else None


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
