"""Who "he", "it", "one" and "the sniper" stand for as a text goes on.

The person and the body that spoke, or began a sentence, last; and whoever was introduced by the words that come back.
"""

import re
from typing import Final

from geodata.dating import verbs
from geodata.dating.finite import DETERMINERS, PREPOSITIONS
from geodata.dating.names import ORGANISATION_NOUNS, Name, People, is_person, names_in

_PREDICATE: Final = re.compile(r",? (?:who|has|had|is|was|went|came|left|took|told|spoke|joined|began|[a-z]+ed)\b")
"""What follows a person's name that is a subject: "Carlos Vega has fished", "Lund, who leads"."""

_A_BODY: Final = re.compile(rf"The ({'|'.join(sorted(ORGANISATION_NOUNS))})(?=[ ,])")
"""A sentence about a body without a name: "The observatory follows the war"."""

_DESCRIBED: Final = re.compile(r"(?:The|A|An|His|Her|Its|Their)\b[^,.“”\"]{3,60}$")
"""What stands before a name between commas at the head of a sentence: "The governor of Kirkuk, Hassan Amin, urged"."""

_HEAD_CHARACTERS: Final = 80
"""How far into a sentence its subject's name may begin, in characters."""

_MODIFIERS: Final = r"(?:[\w’'-]+ ){0,3}"
"""Up to three words that may stand between an article and its noun."""


class Referents:
    """The last person, the last body, and whoever of both spoke last, each "" before there is one; and the speakers that were only described."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self.person = self.body = self.anyone = ""
        self._described: dict[str, tuple[str, frozenset[str]]] = {}

    def spoke(self, speaker: str) -> None:
        """Remember a speaker."""
        if not speaker:
            return
        self.anyone = speaker
        if (kind := _noun_of(speaker)) and speaker not in self._described:
            self._described[speaker] = kind
        if is_body(speaker):
            self.body = speaker
        else:
            self.person = speaker

    @property
    def named_body(self) -> str:
        """The organisation that spoke last, where it has a name: "the charity" is Oxfam, but never the army."""
        return "" if self.body.startswith("the ") else self.body

    def introduced(self, phrase: str, at: int) -> str:
        """Who "the sniper" at the offset is: the one sniper that spoke before, or the one name that was called so; "" for none or several."""
        kind = _noun_of(phrase)
        if kind is None:
            return ""
        noun, modifiers = kind
        fitting = [speaker for speaker, (other, given) in self._described.items() if other == noun and modifiers <= given and speaker != phrase]
        longer = [speaker for speaker in fitting if not speaker.startswith("the ") or len(self._described[speaker][1]) > len(modifiers)]
        named = {self._people.full(name) for name in self._called(noun, at)}
        candidates = named | set(longer)
        return candidates.pop() if len(candidates) == 1 and len(self._others(noun, at)) <= 1 else ""

    def _called(self, noun: str, at: int) -> list[str]:
        """The names that a phrase with the noun describes before the offset: "Carl Holm, a fisherman from Gao, said"."""
        found = re.finditer(rf", (?:a|an|the|its|their) {_MODIFIERS}{re.escape(noun)}\b", self._text[:at])
        before = (names_in(self._text, max(0, match.start() - _HEAD_CHARACTERS), match.start())[-1:] for match in found)
        return [name.text for names in before for name in names if is_named(name.text) and self._text.startswith(", ", name.end)]

    def _others(self, noun: str, at: int) -> set[str]:
        """The phrases before the offset that bring such a one in for the first time: two of them leave open who "the" one is."""
        found = re.findall(rf"\b(?:an?|one|another|second) {_MODIFIERS}{re.escape(noun)}\b", self._text[:at], re.IGNORECASE)
        return {phrase.lower() for phrase in found}

    def begins(self, start: int, end: int) -> None:
        """Remember who begins the sentence from `start` to `end`: "he" is most likely this person, "it" this body."""
        for name in names_in(self._text, start, min(end, start + _HEAD_CHARACTERS))[:2]:
            if self._is_subject(name, start):
                self.person = self._people.full(name.text)
        if body := _A_BODY.match(self._text, start, end):
            self.body = f"the {body[1]}"

    def _is_subject(self, name: Name, start: int) -> bool:
        text = self._text
        before = text[start : name.start]
        if before.endswith(", ") and text[name.end : name.end + 1] == ",":
            return _DESCRIBED.match(before[:-2]) is not None and is_named(self._people.full(name.text))
        if before.strip(' “"').lower() not in ("", "but", "and", "when", "while", name.role):
            return False
        return is_person(name.text) or (_PREDICATE.match(text, name.end) is not None and is_named(self._people.full(name.text)))


def _noun_of(phrase: str) -> tuple[str, frozenset[str]] | None:
    """The noun of a description and the words before it: of "a drone pilot from Homs" pilot and drone; None where the phrase is a name."""
    words = phrase.lower().split(" ")
    if words[0] not in DETERMINERS or len(words) < 2:
        return None
    end = next((at for at in range(2, len(words)) if words[at] in PREPOSITIONS or verbs.is_ing(words[at])), len(words))
    return words[end - 1], frozenset(words[1 : end - 1])


def is_named(speaker: str) -> bool:
    """Whether a speaker is a person with a name, by its form."""
    words = speaker.split()
    return is_person(speaker) or (len(words) > 1 and all(word[0].isupper() for word in words) and not is_body(speaker))


def is_body(speaker: str) -> bool:
    """Whether a speaker is an organisation rather than a person, by its form."""
    words = speaker.split(" ")
    if is_person(speaker):
        return False
    last = words[-1].lower()
    return (
        speaker.isupper()
        or last in ORGANISATION_NOUNS
        or last in ("international", "nations", "watch", "house", "office", "pentagon")
        or "of" in words[1:]
    )
