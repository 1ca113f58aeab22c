"""A claim and its denial, told near each other: each shows the words of the other side. Neither overwrites the other."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from geodata.dating import verbs
from geodata.dating.answers import Answer, Answers
from geodata.dating.attributions import Attribution, Attributions
from geodata.dating.denials import STORIES
from geodata.dating.discourse import Discourse
from geodata.dating.doubts import disproves
from geodata.dating.names import names_in
from geodata.dating.words import each
from geodata.model import Span, Statement, Status

REACH_SENTENCES: Final = 3
"""How many sentences may lie between a claim and its denial, the later included: news sets the answer beside the charge. Our decision."""


def other_sides(told: Sequence[tuple[Span, Statement]]) -> list[int | None]:
    """For each phrase of one document with its statement, the number of the nearest phrase on the other side: of a denial for a claim, of a claim
    for a denial; None where the other side names no place."""
    found: list[int | None] = []
    for phrase, statement in told:
        wanted = _OPPOSITE.get(statement.status) if statement.linked else None
        near = [at for at, (other, said) in enumerate(told) if said.status is wanted and _answers((phrase, statement), (other, said))]
        found.append(min(near, key=lambda at: (abs(told[at][0][0] - phrase[0]), at), default=None))
    return found


_CITED: Final = STORIES | frozenset(each("account accounts footage video statement"))
_POINTERS: Final = frozenset(each("this that it these"))
"""Words that point to what was said just before."""

_PROVING: Final = re.compile("verif|confirm|corroborat|substantiat|proof")
"""The words of a sentence that is worth parsing for it."""

_PROOF: Final = frozenset(("confirmation", "verification", "proof", "corroboration"))

_OPPOSITE: Final = {Status.CLAIMED: Status.DENIED, Status.DENIED: Status.CLAIMED}


def _answers(one: tuple[Span, Statement], other: tuple[Span, Statement]) -> bool:
    """Whether the words of one's other side hold the other phrase or what shows its statement, or the reverse."""
    return any(_overlap(a[1].linked, span) for a, b in ((one, other), (other, one)) for span in (b[0], *b[1].evidence))


def _overlap(first: Span | None, second: Span) -> bool:
    return first is not None and first[0] < second[1] and second[0] < first[1]


class Links:
    """The other sides in one document."""

    def __init__(self, discourse: Discourse, attributions: Attributions) -> None:
        self.discourse = discourse
        self.attributions = attributions
        self.answers = Answers(discourse, attributions)

    def other_side(self, number: int, status: Status) -> Span | None:
        """The words of the denial of a claim in sentence `number`, or of the claim that a denial there answers; None where none stands near."""
        if status is Status.CLAIMED:
            near = range(number, min(number + REACH_SENTENCES, len(self.discourse.sentences) - 1) + 1)
            return next((span for at in near if (span := self._answer(number, at))), None)
        if status is Status.DENIED:
            near = range(number, max(0, number - REACH_SENTENCES) - 1, -1)
            return next((span for at in near if (span := self._charge(at, number))), None)
        return None

    def contested(self, number: int, said: Attribution) -> Span | None:
        """The words that answer what somebody is cited for as not so, in the sentence or the next: "The UN said … The army dismissed the report"."""
        for at in range(number, min(number + 2, len(self.discourse.sentences))):
            answer = self.answers.at(at)
            if answer and answer.points_back and answer.whole and answer.speaker not in ("", said.speaker):
                return self._shown(answer, number)
        return None

    def unproved(self, number: int) -> bool:
        """Whether the next sentence says that nobody could prove what this one cites: "The claim could not be independently verified"."""
        if number + 1 >= len(self.discourse.sentences):
            return False
        start, end = self.discourse.sentences[number + 1]
        if not _PROVING.search(self.discourse.text, start, end):
            return False
        following = self.discourse.parsed(number + 1)
        words = self.discourse.tokens.words[following.first : following.last]
        cited = any(word in _CITED and after not in ("that", "of", "about") for word, after in pairwise(words))
        pointed = words[0] in _POINTERS or any(word.startswith(("confirm", "verif")) and after in _POINTERS for word, after in pairwise(words))
        none = any(word == "no" and _PROOF & set(words[at + 1 : at + 4]) for at, word in enumerate(words))
        return none or ((cited or pointed) and disproves(following))

    def _answer(self, claim: int, at: int) -> Span | None:
        answer = self.answers.at(at)
        if answer is None or self._is_the_claimants(answer, claim):
            return None
        return self._shown(answer, claim) if at == claim or answer.points_back or self._share_a_name(claim, at) else None

    def _charge(self, at: int, denial: int) -> Span | None:
        item = self._claim_in(at)
        if item is None:
            return None
        answer = self.answers.at(denial)
        related = at == denial or (answer is not None and answer.points_back) or self._share_a_name(at, denial)
        return self._shown(item, denial) if related else None

    def _claim_in(self, number: int) -> Attribution | None:
        return next((item for item in self.attributions.by_sentence.get(number, ()) if item.word in verbs.ALLEGING), None)

    def _is_the_claimants(self, answer: Answer, claim: int) -> bool:
        """Whether who answers is who claims: "the group claimed … and called the official report false"."""
        item = self._claim_in(claim)
        return item is not None and bool(item.speaker) and item.speaker == answer.speaker

    def _shown(self, item: Attribution | Answer, number: int) -> Span:
        """The sentence of the other side; in the sentence itself only who says it, and the verb."""
        return item.evidence if item.sentence == number else self.discourse.sentences[item.sentence]

    def _share_a_name(self, first: int, second: int) -> bool:
        """Whether a name stands in both sentences."""
        one, other = ({name.text for name in names_in(self.discourse.text, *self.discourse.sentences[at])} for at in (first, second))
        return bool(one & other)
