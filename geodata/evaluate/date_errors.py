"""What goes wrong with time expressions and statements, by class: missed, spurious, words too many or too few, type, value; time, status, speaker."""

import re
from collections.abc import Iterator
from typing import Final

from geodata.evaluate.date_figures import ComparedDates, Told, days, same_type, same_value
from geodata.evaluate.findings import Finding, context
from geodata.evaluate.gold import GoldDocument, GoldMention, GoldTimex
from geodata.evaluate.matching import same_span, span_error
from geodata.model import Timex

_MONTH: Final = r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:\.|[a-z]*\b)"
_WEEKDAY: Final = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"

_KINDS: Final = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        # matched against "TYPE value words", the first that fits
        ("a vague reference", r"^\S+ (?:PAST|PRESENT|FUTURE)_REF"),
        ("a set", r"^SET "),
        ("a duration", r"^DURATION |^\S+ P[T\dX]"),
        ("a time of day", r"^TIME |^\S+ \S*T\S"),
        ("a quarter or half", r"^\S+ \S+-[QH][\dX]"),
        ("a season", r"^\S+ \S+-(?:SP|SU|FA|WI)\b"),
        ("a week or weekend", r"^\S+ \S+-W[\dX]"),
        ("a weekday", rf"^\S+ \S+ .*{_WEEKDAY}"),
        ("today, yesterday, tomorrow", r"\b(?:today|yesterday|tomorrow|tonight)\b"),
        ("a written day", rf"^\S+ [\dX]{{4}}-[\dX]{{2}}-[\dX]{{2}} .*(?:{_MONTH}|\d[/.-]\d)"),
        ("a day counted from another", r"^\S+ [\dX]{4}-[\dX]{2}-[\dX]{2} "),
        ("a named month", rf"^\S+ [\dX]{{4}}-[\dX]{{2}} .*{_MONTH}"),
        ("a month counted from another", r"^\S+ [\dX]{4}-[\dX]{2} "),
        ("a written year", r"^\S+ [\dX]{4} .*\d{4}"),
        ("a year counted from another", r"^\S+ [\dX]{4} "),
        ("a decade or century", r"^\S+ [\dX]{2,3} "),
    )
)


def expression_kind(type_: str, value: str, words: str) -> str:
    """What kind of time expression it is, in words ("a weekday"); "another expression" where no kind fits."""
    described = f"{type_} {value} {' '.join(words.split())}"
    return next((name for name, pattern in _KINDS if pattern.search(described)), "another expression")


def date_errors(document: GoldDocument, compared: ComparedDates) -> Iterator[Finding]:
    """Every error in a document, in the order: missed, spurious, matched but wrong, mentions."""
    taken = set(compared.matched.values())
    for i, gold in enumerate(compared.gold):
        if i not in compared.matched:
            yield _finding(f"missed: {_gold_kind(gold)}", f"“{gold.phrase}” ({gold.value})", document, gold)
    for j, found in enumerate(compared.found):
        if j not in taken:
            kind = expression_kind(str(found.type), found.value, found.surface)
            yield _finding(f"spurious: {kind}", f"“{found.surface}” ({found.value}, by the rule {found.rule!r})", document, found)
    for i, j in sorted(compared.matched.items()):
        yield from _attribute_errors(document, compared.gold[i], compared.found[j])
    for told in compared.told:
        yield from _told_errors(document, told)


def _attribute_errors(document: GoldDocument, gold: GoldTimex, found: Timex) -> Iterator[Finding]:
    kind = _gold_kind(gold)
    if not same_span(gold, found):
        yield _finding(f"span: {span_error(gold, found)}, {kind}", f"“{found.surface}” for “{gold.phrase}”", document, gold)
    if not same_type(gold, found):
        yield _finding(f"type: {found.type} for {gold.type}", f"“{gold.phrase}”", document, gold)
    if not same_value(gold, found):
        what = f"“{gold.phrase}”: {found.value or 'none'}, not {gold.value} (by the rule {found.rule!r})"
        yield _finding(f"value: {kind}", what, document, gold)


def _told_errors(document: GoldDocument, told: Told) -> Iterator[Finding]:
    gold, found = told.gold, told.found
    if found is None:
        yield _finding("mention: not read", f"“{gold.phrase}”", document, gold)
        return
    if not told.when_right:
        was, is_ = _span_words(gold.when_begin, gold.when_end), _span_words(*days(found))
        name = "dated, and should not be" if not (gold.when_begin or gold.when_end) else "not dated" if found.when is None else "dated otherwise"
        yield _finding(f"when: {name}", f"“{gold.phrase}”: {is_} ({found.dated_rule or 'no rule'}), not {was}", document, gold)
    if not told.status_right:
        yield _finding(f"status: {found.status} for {gold.status}", f"“{gold.phrase}”", document, gold)
    if not told.said_by_right:
        name = "missing" if not found.said_by else "somebody where the publisher speaks" if not gold.said_by else "another"
        yield _finding(
            f"speaker: {name}", f"“{gold.phrase}”: {found.said_by or 'the publisher'}, not {gold.said_by or 'the publisher'}", document, gold
        )


def _finding(name: str, what: str, document: GoldDocument, span: GoldTimex | GoldMention | Timex) -> Finding:
    return Finding(name, what, document.id, context(document.text, span))


def _gold_kind(gold: GoldTimex) -> str:
    return expression_kind(gold.type, gold.value, gold.phrase)


def _span_words(begin: str, end: str) -> str:
    return f"{begin or '…'} to before {end or '…'}" if begin or end else "undated"
