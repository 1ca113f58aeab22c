"""Who is who in a document: the names in it, their fullest form, and the roles that stand for them ("the Defence Secretary", "the charity").

Only what the document itself says: no list of people.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from geodata.dating.words import MONTHS, WEEKDAYS, each

HONORIFICS: Final = frozenset(each("mr mrs ms miss"))
"""Dropped from a name that has more: "Mr Williamson" is Gavin Williamson."""

TITLES: Final = frozenset(
    each(
        "sir dame lord lady dr prof professor gen general maj major col colonel lt lieutenant capt captain sgt sergeant cpl "
        "corporal adm admiral brig brigadier cmdr commander air marshal sheikh ayatollah rev father pope king queen prince "
        "princess l"
    )
)
"""Ranks and titles that belong to a name in full."""

ROLES: Final = frozenset(
    each(
        "secretary minister president chancellor defence defense foreign home prime vice deputy chief senator governor mayor "
        "ambassador spokesman spokeswoman spokesperson judge justice director leader chairman chairwoman premier head state "
        "interior health finance armed forces shadow former us uk british american french russian iraqi syrian turkish iranian "
        "german"
    )
)
"""Words before a name that say what someone is, and are no part of the name."""

NATIONS: Final = frozenset(each("us uk british american french russian iraqi syrian turkish iranian german"))
"""Those of the roles that say of which country someone is."""

_BODY_ENDINGS: Final = frozenset(each("command cross crescent corps parliament congress navy guard government embassy"))
"""Last words of organisations' names that are not nouns for one by themselves in `ORGANISATION_NOUNS`."""

ABBREVIATED: Final = frozenset(each("sen rep gov const st sens reps"))
"""Further words that a full stop may follow inside a name."""

ORGANISATION_NOUNS: Final = frozenset(
    each(
        "charity group organisation organization agency ministry company network coalition campaign council commission committee "
        "union monitor monitors watchdog observatory newspaper paper court party force army militia watchers body department "
        "institute firm bank"
    )
)
_JOINING: Final = frozenset(each("of for the de al bin ibn van von el"))
_NAME: Final = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Gen|Maj|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Prof|Rev|Const|St|Adm|Brig)\. )*"
    r"(?:[A-Z][\w’'.\-/]*[\w]|[A-Z]\b)(?:[ ](?:(?:of|for|the|de|al|bin|ibn|van|von|el)[ ])?(?:[A-Z][\w’'\-/]*\w|[A-Z]\b\.?))*"
)
_NO_NAME: Final = (
    frozenset(
        each(
            "the a an in on at by for with but and so if when while as it he she they we i you this that these those there his her "
            "its their our what where who how why after before since from to of thanks more many one two first second third now then "
            "also not no yes read press news"
        )
    )
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
)


_NO_FIRST: Final = _NO_NAME | _JOINING
"""Words that no name begins with, though a sentence may."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the text, with the role words before it."""

    start: int
    end: int
    role: str
    text: str

    @property
    def last(self) -> str:
        """Its last word, in lower case."""
        return self.text.rsplit(" ", 1)[-1].lower()


def names_in(text: str, start: int, end: int) -> list[Name]:
    """The capitalised names in a stretch of the text, in order; a word that only begins a sentence is none."""
    found = []
    for match in _NAME.finditer(text, start, end):
        name = _name(match.start(), match.group())
        if name:
            found.append(name)
    return found


def _name(start: int, words: str) -> Name | None:
    shift, role, text = _parted(words)
    return Name(start + shift, start + shift + len(text), role, text) if text else None


@lru_cache(maxsize=4096)
def _parted(words: str) -> tuple[int, str, str]:
    """How many characters of a run of capitalised words stand before the name in it, the role among them, and the name; empty where there is none."""
    parts = words.split(" ")
    first = 0
    while first < len(parts) and parts[first].lower().rstrip(".") in _NO_FIRST:
        first += 1
    if first == len(parts):
        return 0, "", ""
    name = first
    while name < len(parts) - 1 and parts[name].lower() in ROLES:
        name += 1
    last, has_role = parts[-1].lower(), name > first
    if name == len(parts) - 1 and has_role and last in ROLES:
        return 0, "", ""
    text = re.sub(r"[’']s$", "", " ".join(parts[name:]))
    if name == len(parts) - 1 and has_role and last in ORGANISATION_NOUNS:
        name -= 1
        text = f"{parts[name]} {text}"
    while name > first and _is_body_name(parts[name:]) and parts[name - 1].lower() in NATIONS:
        name -= 1
        text = f"{parts[name]} {text}"
    return sum(len(part) + 1 for part in parts[:name]), " ".join(parts[first:name]).lower(), text


def _is_body_name(parts: list[str]) -> bool:
    """Whether a name is a body's, so that the nation before it belongs to it: "Syrian Observatory for Human Rights", "US Central Command"."""
    body = parts[0].lower() in ORGANISATION_NOUNS and parts[1:2] in (["for"], ["of"])
    return body or parts[-1].lower() in ORGANISATION_NOUNS or parts[-1].lower() in _BODY_ENDINGS


class People:
    """The names of one document and what stands for them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = names_in(text, 0, len(text))
        self._full: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        for name in self.names:
            if name.role and len(name.text.split()) > 1:
                self.roles.setdefault(name.role, name.text)
        self._by_word: dict[str, list[str]] = {}
        for form in _forms(self.names):
            for word in dict.fromkeys(_untitled(form)):
                self._by_word.setdefault(word, []).append(form)

    def full(self, name: str) -> str:
        """The fullest form in the document of the one who is named: "Mr Williamson" → "Gavin Williamson"."""
        if name not in self._full:
            self._full[name] = self._fullest(name)
        return self._full[name]

    def _fullest(self, name: str) -> str:
        words = [word for word in name.split(" ") if word.lower() not in HONORIFICS]
        core = [word for word in words if not _is_title(word)]
        if not core:
            return name
        best = " ".join(words) if len(core) > 1 or len(words) > 1 else name
        for form in self._by_word.get(core[0], ()):
            parts = form.split(" ")
            if len(parts) > max(len(core), len(words)) and _same(core, parts):
                best = form
        return best


def _forms(names: Iterable[Name]) -> list[str]:
    forms = {" ".join(word for word in name.text.split(" ") if word.lower() not in HONORIFICS) for name in names}
    return sorted((form for form in forms if form), key=lambda form: (len(form.split(" ")), form))


def _same(core: list[str], full: list[str]) -> bool:
    """Whether a short form may stand for a full one: a person's last words, an organisation's first words, a title and a first name."""
    untitled = _untitled(" ".join(full))
    if len(untitled) > 4 or any(word in _JOINING for word in untitled):
        return False
    return untitled[-len(core) :] == core or untitled[: len(core)] == core


def _untitled(name: str) -> list[str]:
    return [word for word in name.split(" ") if not _is_title(word)]


@cache
def _is_title(word: str) -> bool:
    return all(part in TITLES for part in word.lower().rstrip(".").split("/"))


def is_person(name: str) -> bool:
    """Whether the form of the name shows a person: a title or "Mr" before it."""
    first = name.split(" ", 1)[0]
    return " " in name and (_is_title(first) or first.lower() in HONORIFICS)
