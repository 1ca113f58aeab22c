"""Labels → names: which words each is made of, by one convention, whatever the corpora did.

The name alone: "Mosul" in "Western Mosul" unless the gazetteer knows the whole ("Western Sahara"); two names that a hyphen or an "and" joins are two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.recognise.crf import OUTSIDE
from geodata.recognise.names import NO_NAME
from geodata.recognise.view import View

PLACE, DEMONYM = "place", "demonym"

_QUALIFIERS = frozenset(
    """North South East West Northern Southern Eastern Western Central Northeast Northwest Southeast Southwest Northeastern Northwestern Southeastern
    Southwestern Upper Lower Downtown Inner Outer Old River""".split()
)
"""Words that qualify the name after them, unless the gazetteer knows the two as one."""

_ABBREVIATED = frozenset(
    """Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Phila Tenn Tex Va Vt Wash Wis Wyo
    Ont Que Sask Alta Man St Ave Rd Blvd Dr Co""".split()
)
"""Words at whose end a full stop belongs to the name ("Calif.", "Main St.")."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name: the numbers of its first and last word (included), and whether it is a PLACE or a DEMONYM."""

    first: int
    last: int
    label: str


def names(view: View, numbers: Sequence[int], labels: Sequence[str]) -> Iterator[Named]:
    """The names of a sentence, from the labels of its words, in order and never overlapping."""
    last = -1
    for named in _candidates(view, numbers, labels):
        if named.first > last:
            yield named
            last = named.last


def _candidates(view: View, numbers: Sequence[int], labels: Sequence[str]) -> Iterator[Named]:
    for named in _joined(numbers, labels):
        if named.label == PLACE:
            for part in _settled(view, named):
                yield _snapped(view, part)
        else:
            yield _snapped(view, named)


def end_of(view: View, last: int) -> int:
    """Where a name that ends with this word ends in the text: after the full stop of an abbreviation."""
    word = view.words[last]
    return word.end + (word.text in _ABBREVIATED and view.gaps[last][:1] == ".")


def _joined(numbers: Sequence[int], labels: Sequence[str]) -> Iterator[Named]:
    current: Named | None = None
    for at, label in zip(numbers, labels, strict=True):
        mark, _, kind = label.partition("-")
        if mark == "I" and current and current.last == at - 1 and current.label == kind:
            current = Named(current.first, at, kind)
            continue
        if current:
            yield current
        current = None if label == OUTSIDE else Named(at, at, kind)
    if current:
        yield current


def _snapped(view: View, named: Named) -> Named:
    """The whole of a longer name that the gazetteer knows, of which the tagger found a part: "Gulf of Mexico", "South African"."""
    match = view.match_of.get(named.first)
    if match is None or match.last < named.last or (match.first, match.last) == (named.first, named.last):
        return named
    return Named(match.first, match.last, DEMONYM if match.facts.demonym_of else named.label)


def _settled(view: View, named: Named) -> Iterator[Named]:
    first, last = named.first, named.last
    if first == last or _is_known(view, first, last):
        yield named
        return
    if parts := _parts(view, first, last):
        for one, other in parts:
            yield Named(one, other, PLACE)
    elif view.words[first].text in _QUALIFIERS and view.gaps[first] == " " and _is_known(view, first + 1, last):
        yield Named(first + 1, last, PLACE)
    else:
        yield named


def _parts(view: View, first: int, last: int) -> list[tuple[int, int]]:
    """The two known names that an "and" or a hyphen joins; empty where these are no two."""
    for at in range(first, last):
        if view.words[at].text == "and" and first < at:
            halves = [(first, at - 1), (at + 1, last)]
        elif view.gaps[at] in ("-", "–", "‑"):
            halves = [(first, at), (at + 1, last)]
        else:
            continue
        if all(_is_known(view, *half) for half in halves):
            return halves
    return []


def _is_known(view: View, first: int, last: int) -> bool:
    return view.ask(view.slice(first, last)) is not NO_NAME
