"""What a sentence answers to a claim: that it is denied, that the report of it is untrue, or that the report is condemned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geodata.dating import verbs
from geodata.dating.attributions import Attribution, Attributions
from geodata.dating.clauses import Kind, Sentence, shown
from geodata.dating.denials import STORIES, UNTRUE, untruth
from geodata.dating.discourse import Discourse
from geodata.dating.subjects import COLLECTIVE
from geodata.dating.words import each
from geodata.model import Span

_PLAINLY_UNTRUE: Final = UNTRUE - frozenset(each("wrong incorrect invented"))
"""Those that say so of "it" and "this" as well: "it was wrong to leave" denies nothing."""

_SHAMEFUL: Final = frozenset(
    each(
        "disgraceful shameful misleading inaccurate biased flawed absurd ridiculous outrageous irresponsible slanderous malicious exaggerated one "
        "laughable politicised politicized"
    )
)
"""What is said of a report that one blames ("one-sided" is told by its first part)."""

_BRANDING: Final = frozenset(
    each("branded brands labelled labeled labels denounced denounces slammed slams decried decries derided ridiculed rubbished condemned condemns")
)
"""Verbs that answer whatever report is their object."""

_CALLING: Final = frozenset(each("called calls described describes"))
"""Verbs that answer a report where a word of blame follows it: "called the report shameful"."""

_POINTERS: Final = frozenset(each("it this that these those they them"))
_ANY: Final = frozenset(each("any involvement responsibility wrongdoing"))
_CHARGES: Final = frozenset(each("charge charges accusation accusations"))
_WHAT: Final = frozenset(("that", "of", "about"))
"""After a noun for a report these say what it told."""

_SUBJECT_TOKENS: Final = 7
"""How far before "was false" its subject may stand, in tokens."""
_OBJECT_TOKENS: Final = 5
"""How far after a verb of blame or denial its object may stand, in tokens."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a claim: its sentence, who gives it ("": unknown), the words that show it, whether it answers what was told before, and whether it
    says of the whole story that it is not so, not only of somebody's part in it."""

    sentence: int
    speaker: str
    evidence: Span
    points_back: bool
    whole: bool = True


class Answers:
    """The answers in one document."""

    def __init__(self, discourse: Discourse, attributions: Attributions) -> None:
        self.discourse = discourse
        self.attributions = attributions
        self.words = discourse.tokens.words
        self._known: dict[int, Answer | None] = {}

    def at(self, number: int) -> Answer | None:
        """The first answer that a sentence gives; None where it gives none."""
        if number not in self._known:
            self._known[number] = self._found(number)
        return self._known[number]

    def _found(self, number: int) -> Answer | None:
        items = self.attributions.by_sentence.get(number, ())
        denial = next((item for item in items if item.word in verbs.DENYING), None)
        if denial:
            told = self._names_what_was_told(denial.verb)
            return Answer(number, denial.speaker, denial.evidence, told, told and not self._is_of_a_part(denial.verb))
        sentence = self.discourse.parsed(number)
        for at in range(sentence.first, sentence.last):
            if blamed := self._blamed(sentence, at):
                return blamed
            if untrue := self._untrue(sentence, at):
                evidence, points_back = untrue
                return Answer(number, _speaker(sentence, items, at), evidence, points_back)
        return None

    def _names_what_was_told(self, verb: int) -> bool:
        """Whether what is denied is what was said before: "denied it", "rejects the allegations", "denied any involvement"."""
        following = self.words[verb + 1 : verb + _OBJECT_TOKENS]
        return bool(STORIES & set(following)) or (following[:1] != [] and following[0] in (_POINTERS | _ANY | {"all"}) - {"that"})

    def _is_of_a_part(self, verb: int) -> bool:
        """Whether only somebody's part is denied: "any involvement", "the charges"."""
        return bool((_ANY | _CHARGES) & set(self.words[verb + 1 : verb + _OBJECT_TOKENS]))

    def _blamed(self, sentence: Sentence, at: int) -> Answer | None:
        """ "Branded the report disgraceful", "called these claims false", "dismissed it as propaganda"."""
        word = self.words[at]
        if word not in _BRANDING and word not in _CALLING and word not in verbs.DENYING:
            return None
        last = min(sentence.last, at + 1 + _OBJECT_TOKENS)
        noun = next((on for on in range(at + 1, last) if self.words[on] in STORIES), None)
        if noun is None:
            pointed = self.words[at + 1 : at + 2] and self.words[at + 1] in _POINTERS
            noun = at + 1 if pointed and self.words[at + 2 : at + 3] == ["as"] else None
        if noun is None or self.words[at - 1] in verbs.BE or (word in _CALLING and not self._is_blame(sentence, noun)):
            return None
        first, end = self.attributions.subjects.of(sentence, sentence.clause_of(at), at)
        if first >= end or self.words[end - 1] in COLLECTIVE:
            return None
        speaker = self.attributions.named(*shown(sentence, first, end - 1))
        return Answer(self.discourse.sentence_at(sentence.tokens.starts[at]), speaker, shown(sentence, min(first, at), max(end - 1, at)), True)

    def _is_blame(self, sentence: Sentence, noun: int) -> bool:
        return bool((UNTRUE | _SHAMEFUL) & set(self.words[noun + 1 : min(sentence.last, noun + 6)]))

    def _untrue(self, sentence: Sentence, at: int) -> tuple[Span, bool] | None:
        """ "All the allegations were “unfounded”", "that is not true", "there is no truth in the report"."""
        told = self._no_truth(sentence, at) or untruth(sentence, at)
        if told is None:
            return None
        subject = range(max(sentence.first, at - _SUBJECT_TOKENS), at)
        noun = next((on for on in reversed(subject) if self.words[on] in STORIES), None)
        if noun is not None or self.words[at] == "no":
            named = at if noun is None else noun
            return shown(sentence, min(named, at), told), noun is None or self.words[noun + 1] not in _WHAT
        pointed = self.words[at - 1] in _POINTERS and at > sentence.first and (self.words[told] in _PLAINLY_UNTRUE or self.words[told] == "true")
        return (shown(sentence, at - 1, told), True) if pointed else None

    def _no_truth(self, sentence: Sentence, at: int) -> int | None:
        """The last token of "no truth in", "no basis to"."""
        words = self.words
        told = words[at] == "no" and words[at + 1 : at + 2] in (["truth"], ["basis"], ["foundation"]) and words[at + 2 : at + 3] != []
        return at + 1 if told and words[at + 2] in ("in", "to", "for", "whatsoever") and at + 2 < sentence.last else None


def _speaker(sentence: Sentence, items: Sequence[Attribution], at: int) -> str:
    """Who says what stands at the token: whom the sentence names after it ("…, said the mayor"), else before it."""
    after = [item for item in items if item.verb > at and sentence.clauses[item.clause].kind is Kind.ATTRIBUTION]
    before = [item for item in reversed(items) if item.verb < at]
    return next((item.speaker for item in (*after, *before)), "")
