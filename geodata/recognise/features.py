"""What the tagger is told of a word: its form, its neighbours, what the gazetteer says of it, and what the rest of the document says.

Each fact is a short string. No fact holds more than two words of the text, and the training drops all that are rare.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from geodata.recognise.view import PLACE_BEFORE, Match, Run, View
from geodata.recognise.vocabulary import vocabulary

HEAD_WORDS = 25
"""Capitals within so many words of the beginning are often a dateline ("BEIRUT (AP) —")."""

_LISTS = tuple(
    "never openers titles given people speech acts prepositions organisation_heads organisation_tails product_tails".split(),
)
_SMALL_LISTS = frozenset({"never", "openers"})


def features(view: View, at: int) -> list[str]:
    """The facts of word number `at`, which is one of `view.kept`."""
    run, match = view.run_of[at], view.match_of.get(at)
    found = _neighbourhood(view, at)
    found += _in_run(view, at, run)
    if match:
        found += _in_gazetteer(view, at, run, match)
    else:
        found.append("gz=none" + _part(at, run))
    found += _in_list(view, run)
    found += _in_document(view, at, run, match)
    return found


def _neighbourhood(view: View, at: int) -> list[str]:
    words, gaps = view.words, view.gaps
    word = words[at]
    found = [*_form(word.text).own, "g-" + (_gap(gaps[at - 1]) if at else "^"), "g+" + _gap(gaps[at])]
    if at:
        found += _form(words[at - 1].text).before
    if at > 1:
        found += _form(words[at - 2].text).before2
    if at + 1 < len(words):
        found += _form(words[at + 1].text).after
    if at + 2 < len(words):
        found += _form(words[at + 2].text).after2
    if word.opens:
        found.append("opens")
    if view.casing[at]:
        found.append("line=" + view.casing[at])
    return found


def _in_run(view: View, at: int, run: Run) -> Iterator[str]:
    words, gaps = view.words, view.gaps
    if run.first < HEAD_WORDS and words[run.last].text.isupper():
        yield "dateline"
    yield f"run={_part(at, run)}{min(run.last - run.first + 1, 5)}"
    if run.last > run.first:
        yield "runlast=" + words[run.last].text.lower()
        yield "runfirst=" + words[run.first].text.lower()
    yield "runbefore=" + (_gap(gaps[run.first - 1]) + words[run.first - 1].text.lower() if run.first else "^")
    yield "runafter=" + _word_after(view, run.last)


def _in_gazetteer(view: View, at: int, run: Run, match: Match) -> Iterator[str]:
    words, facts = view.words, match.facts
    part, cover, sort = _part(at, match), _cover(match, run), facts.sort[:4]
    full = facts.sort + ("" if facts.exact else "~") + ("D" if facts.demonym_of else "")
    before = words[match.first - 1].text.lower() if match.first and not words[match.first].opens else "^"
    yield f"gz={part}{full}"
    yield f"gzc={part}{full}{cover}"
    yield f"gzb={full}{before}"
    yield f"gza={full}{_word_after(view, match.last)}"
    context = _context(view, match)
    yield f"ctx={context}{sort}{cover}"
    yield f"ctx={context}{part}{full}"
    yield f"n={min(facts.places, 4)}{sort}"
    if container := view.containers.get(match.first):
        yield f"within={container}"
        yield f"within={container}{part}{cover}"
    previous = view.match_of.get(match.first - 1)
    if previous and facts.stands_for and view.gaps[match.first - 1] == ", ":
        yield "holds=" + ("yes" if facts.stands_for & previous.facts.lies_in else "no")


def _in_list(view: View, run: Run) -> Iterator[str]:
    """What the names before and after are, where no more than a comma or an "and" lies between."""
    for mark, beyond in (("-", listed(view, run.first, -1)), ("+", listed(view, run.last, 1))):
        if beyond is not None and beyond in view.run_of:
            match = view.match_of.get(beyond)
            yield f"list{mark}{match.facts.sort[:4] if match else 'none'}"


def listed(view: View, at: int, step: int) -> int | None:
    """The number of the word beyond a comma or "and" beside word number `at`; None where something else stands there."""
    beyond = at + step
    if not 0 <= beyond < len(view.words):
        return None
    if view.gaps[min(at, beyond)] == ", " and view.words[beyond].text != "and":
        return beyond
    return beyond + step if view.words[beyond].text == "and" and 0 <= beyond + step < len(view.words) else None


def _in_document(view: View, at: int, run: Run, match: Match | None) -> Iterator[str]:
    words, evidence = view.words, view.evidence
    text = words[at].text
    yield f"seen={min(evidence.seen[text], 3)}"
    if small := evidence.small.get(text.lower()):
        yield f"small={min(small, 2)}"
    if at in view.people:
        yield "person"
    if evidence.in_person.get(text, 0) > (at in view.people):
        yield "person elsewhere"
    if text in evidence.in_organisation:
        yield "organisation " + ("here" if run.last > at and words[run.last].text in view.known.organisation_tails else "elsewhere")
    if evidence.after_in.get(text, 0) > (run.first > 0 and words[run.first - 1].text.lower() in PLACE_BEFORE):
        yield "in elsewhere"
        yield "in elsewhere " + (match.facts.sort[:4] if match else "")
    if text in evidence.before_area:
        yield "area elsewhere"


def _word_after(view: View, at: int) -> str:
    return _gap(view.gaps[at]) + view.words[at + 1].text.lower() if at + 1 < len(view.words) else "$"


def _part(at: int, of: Run | Match) -> str:
    """S for a single word, else B, I or E for the beginning, the inside, the end."""
    if of.first == of.last:
        return "S"
    return "B" if at == of.first else "E" if at == of.last else "I"


def _cover(match: Match, run: Run) -> str:
    """Whether the name the gazetteer knows begins and ends where the run does."""
    return ("<" if match.first == run.first else "-") + (">" if match.last == run.last else "-")


def _context(view: View, match: Match) -> str:
    """Whether a place of this name lies in a division (1) or at least in a country (0) that the document names."""
    found = view.areas.keys() & match.facts.lies_in
    return "1" if any("." in area for area in found) else "0" if found else "-"


@dataclass(frozen=True, slots=True)
class _Form:
    """The facts that a word's form gives, for itself and as a neighbour."""

    own: tuple[str, ...]
    before: tuple[str, ...]
    before2: tuple[str, ...]
    after: tuple[str, ...]
    after2: tuple[str, ...]


@lru_cache(50_000)
def _form(text: str) -> _Form:
    low, shape = text.lower(), _shape(text)
    marked = low if text[0].islower() else "^" + low
    classes = _classes(text, low)
    return _Form(
        own=("b", "w=" + low, "s2=" + low[-2:], "s3=" + low[-3:], "s4=" + low[-4:], "p3=" + low[:3], "sh=" + shape, *("c=" + c for c in classes)),
        before=("w-1=" + marked, "sh-1=" + shape, *("c-1=" + c for c in classes)),
        before2=("w-2=" + low, *("c-2=" + c for c in classes)),
        after=("w+1=" + marked, "sh+1=" + shape, "s3+1=" + low[-3:], *("c+1=" + c for c in classes)),
        after2=("w+2=" + low, *("c+2=" + c for c in classes)),
    )


def _classes(text: str, low: str) -> list[str]:
    known = vocabulary()
    return [name for name in _LISTS if (low if name in _SMALL_LISTS else text) in getattr(known, name)]


def _shape(text: str) -> str:
    if any(c.isdigit() for c in text):
        return "9" if text.isdigit() else "9x"
    if "." in text:
        return "A.B."
    if text.isupper():
        return "A" if len(text) == 1 else "AB" if len(text) < 4 else "ABCD"
    if text[0].isupper():
        return "Ab" if text[1:].islower() else "AbC"
    return "ab" if text[0].islower() else "?"


@lru_cache(10_000)
def _gap(gap: str) -> str:
    """The marks between two words, at most two of them; "_" for a space, "n" for a new line."""
    return gap.strip()[:2] or ("n" if "\n" in gap else "_" if gap else "")
