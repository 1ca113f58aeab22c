"""Who "he", "it" and "one" stand for as a text goes on: the person and the body that spoke, or began a sentence, last."""

import re
from typing import Final

from geodata.dating.names import ORGANISATION_NOUNS, Name, People, is_person, names_in

_PREDICATE: Final = re.compile(r",? (?:who|has|had|is|was|went|came|left|took|told|spoke|joined|began|[a-z]+ed)\b")
"""What follows a person's name that is a subject: "Carlos Vega has fished", "Lund, who leads"."""

_A_BODY: Final = re.compile(rf"The ({'|'.join(sorted(ORGANISATION_NOUNS))})(?=[ ,])")
"""A sentence about a body without a name: "The observatory follows the war"."""

_DESCRIBED: Final = re.compile(r"(?:The|A|An|His|Her|Its|Their)\b[^,.“”\"]{3,60}$")
"""What stands before a name between commas at the head of a sentence: "The governor of Kirkuk, Hassan Amin, urged"."""

_HEAD_CHARACTERS: Final = 80
"""How far into a sentence its subject's name may begin, in characters."""


class Referents:
    """The last person, the last body, and whoever of both spoke last; each "" before there is one."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self.person = self.body = self.anyone = ""

    def spoke(self, speaker: str) -> None:
        """Remember a speaker."""
        if not speaker:
            return
        self.anyone = speaker
        if is_body(speaker):
            self.body = speaker
        else:
            self.person = speaker

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
