"""Which way a sentence looks from its anchor: the nearest verb group of the clause before the words, else after them, else of the sentence."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.finite import DETERMINERS, PREPOSITIONS
from geodata.dating.meaning import Direction
from geodata.dating.tokens import Tokens
from geodata.dating.words import each

_FUTURE: Final = verbs.MODALS | frozenset(
    each("forecast plans planning scheduled expected expects expect hopes hope intends due upcoming until effective")
)
_PLANNED: Final = frozenset(each("planned hoped scheduled slated"))
"""After these a date is that of the plan's end ("planned to leave on Thursday"); before them that of the planning."""

_NEEDED_BY: Final = frozenset(each("needed required due wanted demanded"))
"""Words after which "by" leads to a coming date: "the money needed by Monday"."""

_PUT_OFF: Final = frozenset(
    each("postponed delayed extended suspended adjourned closed barred banned deferred gave put had held jailed remanded ordered kept left set shut")
)
"""Simple pasts after which "until" still leads to a coming date: "the court postponed it until Friday"."""

_BEFORE_NOUN: Final = PREPOSITIONS | DETERMINERS | {"was", "were"}
_DAY_PARTS: Final = frozenset(each("night morning evening afternoon day"))

_SCHEDULED: Final = (
    verbs.PERMITTING
    | verbs.PLANNING
    | _PLANNED
    | frozenset(
        each(
            "postponed delayed extended adjourned deferred suspended put set declared redeemed convened called cancelled canceled booked demanded "
            "requested voted wanted appointed named allowed due"
        )
    )
)
"""Pasts and participles whose day may lie ahead: "agreed on 1 April", "put off on", "called elections on"."""

_NEAR_UNTIL: Final = 8
"""How far before "until" the verb may stand, in tokens."""

_UNREAL: Final = frozenset(each("would could might should must"))
"""Modals of which "have" makes a past that was not, or may have been: "would have reached it on Sunday"."""

_EXPECTED: Final = frozenset(each("planned scheduled expected hoped intended forecast"))

_LEADS_TO: Final = frozenset(
    each("is are due going set plan plans intend intends want wants hope hopes vow vows agreed decided vowed promised pledged invited likely")
)
"""Words after which "to" and a verb look ahead: "agreed to meet on Tuesday"."""

_COMING_CLAUSES: Final = frozenset(each("when if until once unless before"))
"""Words whose clause speaks in the present tense of what is to come: "when the case is heard in May"."""

_TIMETABLE: Final = frozenset(
    each(
        "begins starts opens closes meets ends expires resumes arrives leaves departs convenes reopens kicks takes runs returns votes faces hosts "
        "travels flies heads plays goes airs debuts premieres launches"
    )
)
"""Verbs whose present tense beside a date speaks of what is fixed to come: "the fair opens on Friday"."""

_TIMETABLE_PLURAL: Final = frozenset(each("begin start open close meet end expire resume arrive leave depart convene reopen vote"))
"""The same after a plural; they are also nouns and infinitives, so they must stand close before the date."""

_CLOSE = 3
"""How many tokens such a plural may stand before the date."""

_PAST: Final = verbs.IRREGULAR_PAST | verbs.PAST_HELPERS | frozenset(each("has have been since"))
_END: Final = frozenset((".", "¶", ";", "?", "!"))
_BOUNDARY: Final = _END | frozenset(each("that which who where when while because although but"))
_REACH = 20
"""How many tokens a verb may be away: about a long clause."""


def direction_at(tokens: Tokens, first: int) -> Direction:
    """The direction at token `first`; UNKNOWN where no verb near it in its sentence says."""
    if first > 1 and tokens.words[first - 1] == "by" and tokens.words[first - 2] in _NEEDED_BY:
        return Direction.FUTURE
    if first > 1 and tokens.words[first - 1] == "until" and _went_on(tokens.words, first - 1):
        return Direction.PAST
    for index in range(first - 1, max(-1, first - _REACH), -1):
        if tokens.words[index] in _BOUNDARY:
            break
        if tokens.words[index] in _PLANNED and not _is_compared(tokens.words, index):
            return Direction.FUTURE
    if _is_fixed(tokens, first):
        return Direction.FUTURE
    before = range(first - 1, max(-1, first - _REACH), -1)
    after = range(first, min(len(tokens.words), first + _REACH))
    for steps, stops in ((before, _BOUNDARY), (after, _BOUNDARY), (before, _END)):
        direction = _scan(tokens, steps, stops)
        if direction is not Direction.UNKNOWN:
            return direction
    return Direction.UNKNOWN


def is_told(tokens: Tokens, first: int) -> bool:
    """Whether the day at token `first` is that of a simple past: "left Valletta on 2 March", "On 2 March shells fell".

    Not the day of a plan, a call or an infinitive told in the past ("voted to walk out on 2 March"), nor that of a meeting that is announced.
    """
    words = tokens.words
    if words[first - 1] == "of" and words[first - 2] in _DAY_PARTS:
        first -= 3 if words[first - 3] == "the" else 2
    if first < 1 or words[first - 1] not in ("on", "since", "in", "during"):
        return False
    if first == 1 or words[first - 2] in _END or words[first - 2] in ("¶", "“", '"'):
        return _told_after(tokens, first)
    for index in range(first - 2, max(-1, first - _REACH), -1):
        word = words[index]
        place = tokens.is_capital(index + 1) or (word == "to" and words[index + 1] in DETERMINERS)
        goes_on = word in ("to", "for") and not place
        if word in _BOUNDARY or word in _FUTURE or goes_on or _is_under_way(words, index):
            return False
        if word in verbs.IRREGULAR_PAST or (verbs.is_ed(word) and not _is_adjective(words, index)):
            return _is_deed(words, index, first)
    return False


def _is_under_way(words: list[str], index: int) -> bool:
    """Whether a form in -ing is a verb here, and of the present: "calling on", not "died in shelling on", "was walking on"."""
    return verbs.is_ing(words[index]) and words[index - 1] not in _BEFORE_NOUN


def _told_after(tokens: Tokens, first: int) -> bool:
    """Whether the first verb after a day at the head of its sentence is a simple past: "On 2 March the shells fell"."""
    for index in range(first + 1, min(len(tokens.words), first + _REACH)):
        word = tokens.words[index]
        if word in _BOUNDARY or word in _FUTURE or word in verbs.PRESENT or word in ("is", "are", "has", "have"):
            return False
        if word in ("was", "were", "had") or ((word in verbs.IRREGULAR_PAST or verbs.is_ed(word)) and not _is_adjective(tokens.words, index)):
            return not _SCHEDULED & set(tokens.words[index : index + 4])
    return False


def _is_deed(words: list[str], index: int, first: int) -> bool:
    """Whether the past form is a deed done on the day, and no step towards a coming one."""
    if words[index] in _SCHEDULED or (words[index] in verbs.REPORTING and index < first - 2):
        return False
    head = next((at + 1 for at in range(index - 1, max(-1, index - _REACH), -1) if words[at] in _BOUNDARY), max(0, index - _REACH))
    return not verbs.MODALS & set(words[head:index]) and not {"is", "are", "be", "to"} & set(words[max(head, index - 4) : index])


def _went_on(words: list[str], until: int) -> bool:
    """Whether "until" ends what a simple past tells: "the trial lasted until Friday", not "it was closed until Friday"."""
    for at in range(until - 1, max(0, until - _NEAR_UNTIL), -1):
        if words[at] in _BOUNDARY or words[at] in verbs.FINITE_HELPERS:
            return False
        if verbs.is_past_form(words[at]):
            return words[at] not in _PUT_OFF and words[at - 1] not in verbs.BE and words[at - 1] not in verbs.HAVE and words[at - 1] != "not"
    return False


def _is_fixed(tokens: Tokens, first: int) -> bool:
    """Whether the nearest verb before the token is a present tense of timetables, or "is" right before it ("the vote is on Monday")."""
    words = tokens.words
    for index in range(first - 1, max(0, first - _REACH), -1):
        word, before = words[index], words[index - 1]
        if word in _BOUNDARY or word in _PAST or word in _FUTURE or verbs.is_ed(word):
            return False
        if word in _TIMETABLE:
            return before not in DETERMINERS and before not in PREPOSITIONS
        near = first - index
        if near <= _CLOSE and word in _TIMETABLE_PLURAL and verbs.is_plural(before):
            return True
        if word in ("is", "are"):
            return near == 1 or (near == 2 and words[first - 1] in ("on", "at"))
    return False


def _scan(tokens: Tokens, steps: range, stops: frozenset[str]) -> Direction:
    words = tokens.words
    for index in steps:
        word = words[index]
        if word in stops:
            break
        if (word == "may" and tokens.is_capital(index)) or _is_infinitive(words, index) or _is_compared(words, index):
            continue
        if word in _UNREAL and words[index + 1 : index + 2] == ["have"]:
            return Direction.PAST
        if word in _FUTURE or verbs.is_modal(words, index) or _is_set(words, index):
            return Direction.PAST if _was_so(words, index) else Direction.FUTURE
        if word in _PAST or (verbs.is_ed(word) and not _is_adjective(words, index)):
            return _of_group(tokens, index)
    return Direction.UNKNOWN


def _is_infinitive(words: list[str], index: int) -> bool:
    """Whether a form that may be past follows "to" or a modal: "to hit", "to have", "could hit"; what leads to it says which way it looks."""
    led = index > 0 and (words[index - 1] == "to" or words[index - 1] in verbs.ABILITY)
    return led and (words[index] == "have" or words[index] in verbs.IRREGULAR_PAST)


def _is_compared(words: list[str], index: int) -> bool:
    """Whether the word only compares: "as planned", "as previously planned", "more than expected"."""
    back = 2 if words[index - 1].endswith("ly") else 1
    return words[index] in _EXPECTED and index >= back and words[index - back] in ("as", "than")


def _was_so(words: list[str], index: int) -> bool:
    """Whether "had been" stands before the word, or before the one before it: "had been due to expire"."""
    return ["had", "been"] in (words[index - 2 : index], words[index - 3 : index - 1])


def _is_set(words: list[str], index: int) -> bool:
    """Whether the word looks ahead with the one beside it: "is to", "due to", "set for", "could reach"."""
    if words[index] == "could":
        return words[index + 1 : index + 2] not in (["not"], ["n't"], ["have"])
    if words[index] == "set":
        return words[index + 1 : index + 2] in (["for"], ["to"])
    return words[index] == "to" and words[index - 1] in _LEADS_TO


def _is_adjective(words: list[str], index: int) -> bool:
    """Whether a form in -ed stands before a noun: "a still unspecified date", "the planned talks"."""
    before = words[index - 1] if index else ""
    return before in DETERMINERS or before in PREPOSITIONS or before in ("still", "more", "most", "newly", "recently")


_CLAUSE_HEAD: Final = 4
"""How many tokens the subject of such a clause may have, its first word included."""


def _of_group(tokens: Tokens, index: int) -> Direction:
    """The direction of a verb group from its participle: "would be finished", "is to be completed" look ahead."""
    words = tokens.words
    for at in range(index - 1, max(-1, index - 4), -1):
        word = words[at]
        if word in _UNREAL and words[at + 1] == "have":
            return Direction.PAST
        if (word in _FUTURE and not (word == "may" and tokens.is_capital(at))) or (word == "to" and words[at + 1] == "be"):
            return Direction.FUTURE
        if word in ("is", "are") and _COMING_CLAUSES & set(words[max(0, at - _CLAUSE_HEAD) : at]):
            return Direction.FUTURE
        if word not in verbs.BE and word not in verbs.HAVE and not word.endswith("ly") and word not in ("not", "been"):
            break
    return Direction.PAST
