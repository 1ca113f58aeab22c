"""A document as the tagger sees it: which words may belong to names, what the gazetteer knows of them, and what the whole document tells of each."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geodata.recognise.casing import recased
from geodata.recognise.names import NO_NAME, Asked, NameFacts
from geodata.recognise.people import people_in
from geodata.recognise.tokens import Token, tokens
from geodata.recognise.vocabulary import vocabulary

LONGEST_NAME_WORDS = 6
"""No name of more words is looked for; longer ones are under one in ten thousand of GeoNames."""

PLACE_BEFORE = frozenset("in at near from to into around outside inside across toward towards throughout".split())
"""Words after which a name is mostly a place."""

_GLUE = frozenset(
    """of the and de da do dos das del della di du des der den la le les los las al el ar as ash es van von en et y upon sur am au kwa ez ed esh ul
    ud""".split()
)
"""Small words inside names."""

_ARTICLES = frozenset({"al", "el"})
"""Those that a name may begin with."""

_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december""".split()
)


_COLUMNS = frozenset("date dates day time place places name names event events source sources total number".split())
"""What the columns of tables are called, whatever towns bear the name."""

_ITEM_END = re.compile(r"\s*\n\s*[-*•·]?\s*|\s*\|\s*")
"""What stands between the items of a list, or the cells of a table's row."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that may be one name or several: the numbers of the first and the last (included)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Match:
    """Words that the gazetteer knows as a name: the numbers of the first and the last (included)."""

    first: int
    last: int
    facts: NameFacts


class View:
    """A document read once for its names.

    `kept` holds, for each sentence, the numbers of the words that may belong to a name; `run_of` and `match_of` the run and the match that each of
    these is in. `gaps` is the text after each word. `areas` counts the countries and divisions that the document names,
    `organisations` are the spans of listed ones,
    `containers` says of the first word of a match whether the name after ", " contains it ("yes" or "no").
    """

    def __init__(self, text: str, ask: Asked) -> None:
        self.text, self.known, self.ask = text, vocabulary(), ask
        words = tokens(text, lambda name: ask(name).exact)
        self.words, self.casing = recased(words, ask, self.known)
        self.people, self.surnames = people_in(self.words, self.known)
        self.gaps = [text[one.end : other.start] for one, other in pairwise(words)]
        self.gaps.append(text[words[-1].end : words[-1].end + 3] if words else "")
        self.organisations = [match.span() for match in self.known.listed_organisations.finditer(text)]
        self.kept = _sentences(self.words, self._is_plain)
        self.run_of: dict[int, Run] = {}
        self.match_of: dict[int, Match] = {}
        for numbers in self.kept:
            for run in _runs(self.words, numbers):
                self._match(run)
                for part in self._parts(run):
                    self.run_of.update(dict.fromkeys(range(part.first, part.last + 1), part))
        self.areas = self._areas()
        self.containers = {match.first: container for match in self.matches() if (container := self._container(match))}
        self.evidence = Evidence(self)

    def slice(self, first: int, last: int) -> str:
        """The text from one word to another (included)."""
        return self.text[self.words[first].start : self.words[last].end]

    def _container(self, match: Match) -> str:
        """ "yes" where the name after ", " is a country or division in which a place of this name lies, "no" where it is another, else empty."""
        if self.gaps[match.last] != ", ":
            return ""
        other = self.match_of.get(match.last + 1)
        if other is None or not other.facts.stands_for:
            return ""
        return "yes" if other.facts.stands_for & match.facts.lies_in else "no"

    def matches(self) -> Iterator[Match]:
        """Every match once, in order."""
        return (match for at, match in self.match_of.items() if at == match.first)

    def _is_plain(self, at: int) -> bool:
        """Whether a capitalised word is surely no name: a common word that opens its sentence, or a day or month, with no capitals beside it.

        What is a whole item of a list may be a name for all that: the towns of Nice and Split stand in some.
        """
        word, low = self.words[at], self.words[at].text.lower()
        if low in _COLUMNS and is_item(self.gaps, at, at):
            return True
        if low not in self.known.never or not (word.opens or low in _CALENDAR) or _is_capital_beside(self.words, at):
            return False
        facts = self.ask(word.text)
        if facts.exact and low not in _CALENDAR and is_item(self.gaps, at, at):
            return False
        return not facts.demonym_of and facts.sort not in ("country", "division")

    def _match(self, run: Run) -> None:
        at = run.first
        while at <= run.last:
            match = self._longest(at, run.last)
            if match:
                self.match_of.update(dict.fromkeys(range(at, match.last + 1), match))
                at = match.last
            at += 1

    def _parts(self, run: Run) -> Iterator[Run]:
        """The run, parted at each "and" that is in no known name: "Niger and Chad" are two, "Trinidad and Tobago" is one."""
        first = run.first
        for at in range(run.first, run.last + 1):
            if self.words[at].text == "and" and at not in self.match_of:
                yield Run(first, at - 1)
                yield Run(at, at)
                first = at + 1
        yield Run(first, run.last)

    def _longest(self, at: int, last: int) -> Match | None:
        for end in range(min(last, at + LONGEST_NAME_WORDS - 1), at - 1, -1):
            if self.words[end].is_capitalised or end == at:
                facts = self.ask(self.slice(at, end))
                if facts is not NO_NAME:
                    return Match(at, end, facts)
        return None

    def _areas(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for match in self.matches():
            found.update(match.facts.stands_for if len(match.facts.stands_for) == 1 else match.facts.demonym_of)
        for area, count in list(found.items()):
            if "." in area:
                found[area.split(".")[0]] += count
        return found


class Evidence:
    """How often each word stands in the document in a telling place: in a person's or organisation's name, after "in", before its country …"""

    def __init__(self, view: View) -> None:
        words, known = view.words, view.known
        lowered = {words[at].text.lower() for at in view.run_of}
        self.small = Counter(word.text for word in words if word.text in lowered and not word.is_capitalised)
        self.seen: Counter[str] = Counter()
        self.after_in: Counter[str] = Counter()
        self.in_person: Counter[str] = Counter()
        self.in_organisation: Counter[str] = Counter()
        self.before_area: Counter[str] = Counter()
        for run in dict.fromkeys(view.run_of.values()):
            texts = [words[at].text for at in range(run.first, run.last + 1)]
            self.seen.update(texts)
            if run.last > run.first and texts[-1] in known.organisation_tails:
                self.in_organisation.update(texts)
            if run.first > 0 and words[run.first - 1].text.lower() in PLACE_BEFORE:
                self.after_in.update(texts)
        for at in view.people & view.run_of.keys():
            self.in_person[words[at].text] += 1
        for first in view.containers:
            self.before_area.update(words[at].text for at in range(first, view.match_of[first].last + 1))


def is_item(gaps: Sequence[str], first: int, last: int) -> bool:
    """Whether the words from one to another are a whole item of a list, or a whole cell of a table's row. `gaps` is the text after each word."""
    return bool((first == 0 or _ITEM_END.fullmatch(gaps[first - 1])) and (last + 1 == len(gaps) or _ITEM_END.fullmatch(gaps[last])))


def _is_capital_beside(words: Sequence[Token], at: int) -> bool:
    if at + 1 < len(words) and words[at + 1].joined and words[at + 1].is_capitalised:
        return True
    return at > 0 and words[at].joined and words[at - 1].is_capitalised


def _sentences(words: Sequence[Token], is_plain: Callable[[int], bool]) -> list[list[int]]:
    found: list[list[int]] = [[]]
    for at, (_, _, text, _, opens) in enumerate(words):
        if opens and found[-1]:
            found.append([])
        if text[0].islower() and text not in _GLUE:
            continue  # three words of four: nothing more to ask
        if text in _GLUE and text not in _ARTICLES and found[-1][-1:] != [at - 1]:
            continue  # what it would go on with is no name: "Residents of"
        if _is_kept(words, at) and not is_plain(at):
            found[-1].append(at)
    return [numbers for numbers in found if numbers]


def _is_kept(words: Sequence[Token], at: int) -> bool:
    """Whether a word may belong to a name: it has a capital, or it is a number or small word next to such ones."""
    word = words[at]
    if word.is_capitalised:
        return True
    following = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
    before = words[at - 1] if at and word.joined else None
    if word.text[0].isdigit():
        return bool((before and before.is_capitalised) or (following and following.is_capitalised))
    if word.text not in _GLUE or not following:
        return False
    if following.is_capitalised:
        return bool(before and (before.is_capitalised or before.text in _GLUE)) or word.text in _ARTICLES
    return bool(before and before.is_capitalised and following.text in _GLUE)


def _runs(words: Sequence[Token], numbers: Sequence[int]) -> Iterator[Run]:
    first = last = numbers[0]
    for at in numbers[1:]:
        if at != last + 1 or not words[at].joined:
            yield Run(first, last)
            first = at
        last = at
    yield Run(first, last)
