"""What a sentence plans, hopes, expects or makes a condition: modals, verbs and nouns of planning, "is to", "is due to", "warned that … could"."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.attributions import Attribution
from geodata.dating.clauses import CARRY_UP, Clause, Kind, Sentence, shown, word_in
from geodata.dating.finite import DETERMINERS, PREPOSITIONS
from geodata.dating.meaning import Manner
from geodata.dating.presupposed import takes_for_granted
from geodata.dating.words import each
from geodata.model import Status

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

_CALLING: Final = frozenset(
    each(
        "call calls called calling appeal appeals appealed push pushes pushed pushing press presses pressed pressing provide provides provided "
        "providing"
    )
)
"""Verbs of which the object is no fact yet: "called for talks in Geneva", "provides for a withdrawal from"."""

_CALL_TOKENS: Final = 8
"""How far after such a verb the place of its object may stand, in tokens."""

_DEMANDING: Final = frozenset(each("demand demands demanded demanding recommend recommends recommended propose proposes proposed"))
"""Verbs after which "that" and the base form of a verb tell what shall be: "demanded that troops leave"."""

_SOON: Final = frozenset(each("soon early next within tomorrow coming imminently shortly eventually"))
"""Words after "could" by which it looks ahead: "could enter the city as early as Friday"."""

_LEARNING: Final = frozenset(each("know learn understand"))
"""What may be wanted of the past: "want to know what happened in"."""

_UNDERWAY: Final = frozenset((("way", "to"), ("route", "to"), ("bound", "for")))
"""Words before a place that nobody has reached yet."""

_FORETELLING: Final = frozenset(each("warn warns warned predict predicts predicted forecast forecasts fear fears feared say says believe believes"))
"""Verbs after which "could" is an outlook: of warnings at any time, of saying only in the present."""

_OUTLOOKS: Final = frozenset(each("a an another new further more possible imminent looming impending mass famine starvation reprisals"))
"""After "warned of" these are still to come."""

_IS: Final = frozenset(each("is are was were"))

_WEIGHING: Final = frozenset(each("considering contemplating weighing mulling discussing"))
"""What is done before a plan is made: "is considering sending", "are weighing strikes"."""

_PLANNING_WORDS: Final = (
    verbs.MODALS
    | verbs.PLANNING
    | verbs.PERMITTING
    | _PLAN_NOUNS
    | _READY
    | _EXPECTED
    | _NEEDS
    | FIXED_FOR
    | _CALLING
    | _IS
    | _WEIGHING
    | _DEMANDING
    | {"won", "could", "ruled", "about", "warn", "warns", "warned"}
)
"""Every word that `_looks_ahead` or `_leads_to_plan` may take for a plan: the others of a clause need no look at their neighbours."""


def planned(sentence: Sentence, clause: Clause, mention: int) -> Manner | None:
    """The words that make a plan, a hope, an expectation or a condition of what the clause says."""
    for above in sentence.chain(clause):
        if above.kind is Kind.IF:
            return Manner(Status.PLANNED, (shown(sentence, above.opener, above.opener),))
        if above.kind is Kind.WHEN and above.parent is not None and sentence.tokens.words[above.opener] in ("before", "until", "once", "when"):
            if not is_past(sentence, above) and (found := _planning_word(sentence, sentence.clauses[above.parent], mention)):
                return found
            return None
        if found := _planning_word(sentence, above, mention):
            return found
        if above.kind not in CARRY_UP or above.kind in (Kind.WITH, Kind.APPOSITION, Kind.BACKGROUND):
            return None
    return None


def underway(sentence: Sentence, mention: int) -> Manner | None:
    """ "On their way to Agadez", "bound for Mogadishu": where somebody is going, and not yet."""
    words = sentence.tokens.words
    at = mention - 1 if words[mention - 1] == "the" else mention
    if at - 2 < sentence.first or (words[at - 2], words[at - 1]) not in _UNDERWAY:
        return None
    if words[at - 2] == "way" and words[max(sentence.first, at - 4)] != "on":
        return None
    return Manner(Status.PLANNED, (shown(sentence, at - 2, at - 1),))


def is_past(sentence: Sentence, clause: Clause) -> bool:
    """Whether a past form stands in the clause."""
    words = sentence.tokens.words
    return any(words[at] in verbs.PAST_HELPERS or verbs.is_past_form(words[at]) for at in clause.tokens)


def _planning_word(sentence: Sentence, clause: Clause, mention: int) -> Manner | None:
    words = sentence.tokens.words
    for at in clause.tokens:
        if words[at] not in _PLANNING_WORDS:
            continue
        found = None
        if _looks_ahead(sentence, clause, at):
            found = Manner(Status.PLANNED, (shown(sentence, at, at),))
        elif at < mention and _leads_to_plan(sentence, at, mention):
            found = Manner(Status.PLANNED, (shown(sentence, at, at),), max(at, _infinitive(sentence, at, mention)))
        if found is not None:
            return Manner(Status.HAPPENED, governor=sentence.last) if takes_for_granted(sentence, mention) else found
    return None


def _looks_ahead(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether the word makes a plan of its whole clause: "will", "hopes", "is expected", "needs to"."""
    words = sentence.tokens.words
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < sentence.last else ""
    if verbs.is_modal(words, at):
        return not (words[at] == "may" and sentence.tokens.is_capital(at) and at > sentence.first)
    if at > sentence.first and sentence.tokens.is_capital(at):
        return False
    if words[at] == "ruled":
        return after == "out" and before in ("not", "'t", "’t")
    if words[at] in _WEIGHING:
        return before in verbs.BE or words[at - 2] in verbs.BE
    if words[at] in verbs.PLANNING:
        if after == "to" and words[at + 2 : at + 3] != [] and words[at + 2] in _LEARNING:
            return False
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
    if words[at] in ("likely", "unlikely") and after != "to":
        return before in verbs.BE
    soon = words[at] == "could" and after != "not" and bool(_SOON & {words[on] for on in clause.tokens if on > at})
    return soon or (words[at] in _NEEDS and after == "to") or (words[at] == "could" and after in ("be", "become", "soon", "lead", "face"))


def _leads_to_plan(sentence: Sentence, at: int, mention: int) -> bool:
    """Whether the word makes a plan of the infinitive after it, in which the mention stands: "plans to", "authorised … to", "ready to",
    "about to"; or the thing that is warned of."""
    words = sentence.tokens.words
    if words[at] == "about" and words[at + 1] == "to":
        return words[at - 1] in verbs.BE
    if words[at] in ("warn", "warns", "warned") and words[at + 1] == "of":
        return words[at + 2] in _OUTLOOKS and mention - at <= _CALL_TOKENS
    if words[at] in _DEMANDING and words[at + 1] == "that":
        rest = words[at + 2 : mention]
        return not any(word in verbs.FINITE_HELPERS or word in verbs.PRESENT or verbs.is_past_form(word) for word in rest)
    if words[at] in _READY and words[at + 1] == "to":
        return words[at] != "going" or words[at + 2] in verbs.BASE or words[at + 2] in ("be", "have")
    if words[at] in _CALLING and words[at + 1] == "for":
        plain = not any(verbs.is_ed(words[on]) or words[on] in verbs.IRREGULAR_PARTICIPLES for on in range(at + 2, mention))
        return plain and mention - at <= _CALL_TOKENS and words[at - 1] not in DETERMINERS
    return (words[at] in _PLAN_NOUNS or words[at] in verbs.PERMITTING) and _infinitive(sentence, at, mention) > 0


def _infinitive(sentence: Sentence, at: int, mention: int) -> int:
    """The "to" of an infinitive between the word and the mention: "plans to retake", not "a threat to"; -1 where none is."""
    words = sentence.tokens.words
    for to in range(at + 1, mention - 1):
        if words[to] == "to" and words[to + 1] not in DETERMINERS and words[to + 1].isalpha() and not sentence.tokens.is_capital(to + 1):
            return to
    return -1


def foretold(sentence: Sentence, clause: Clause, said: Attribution | None) -> Manner | None:
    """What someone says could come: "warned that the river could reach Basra"."""
    if said is None or said.word not in _FORETELLING:
        return None
    could = word_in(sentence, clause.tokens, frozenset(("could",)))
    return Manner(Status.PLANNED, (could,)) if could else None
