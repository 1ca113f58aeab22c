"""Where a document's own date and its text contradict each other: shown to the reader, never settled in silence. Four rules:

- A date at the head of the text (`headers`) lies more than `TOLERANCE_DAYS` from the date that the document's facts give. The date from the facts
  wins, because a person has stated it with its basis; a header may come from the page that a text was copied from. (Where nothing but the day of
  its file dated a document, the header's date is the document's by now: `heads`.)
- A day of the week does not fit its date.
- An event told as past lies after the document's date.
- The document is dated after it was collected.

The second is a problem of the code `weekday` and touches the sentences that hold it; the others, of the code `contradiction`, throw doubt on the
document's date and so touch all of its sentences.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from geodata.dating.discourse import Discourse
from geodata.dating.grounds import Grounds
from geodata.dating.headers import TOLERANCE_DAYS, claimed
from geodata.dating.meaning import say_day, say_span
from geodata.dating.periods import Unit
from geodata.dating.status import manner
from geodata.dating.tagger import Found
from geodata.model import Document, Problem, Stage, Status


def contradictions(document: Document, discourse: Discourse, found: Sequence[Found]) -> list[Problem]:
    """The contradictions, each with both readings, in the order of the text; those that concern no words first."""
    problems = list(_collected_before(document))
    problems += [_problem(document, discourse, item, message) for item, message in _headers(document, discourse, found)]
    problems += [_problem(document, discourse, item, item.meaning.clash, "weekday") for item in found if item.meaning.clash]
    problems += [_problem(document, discourse, item, message) for item, message in _later(document, discourse, found)]
    return sorted(problems, key=lambda problem: (problem.start or 0, problem.message))


def _problem(document: Document, discourse: Discourse, item: Found, message: str, code: str = "contradiction") -> Problem:
    surface = discourse.text[item.start : item.end]
    return Problem(Stage.DATING, code, surface, message, document.id, item.start, item.end)


def _headers(document: Document, discourse: Discourse, found: Sequence[Found]) -> Iterator[tuple[Found, str]]:
    for item in claimed(discourse, found):
        if message := _conflict(document, discourse, item, found):
            yield item, message


def _conflict(document: Document, discourse: Discourse, item: Found, found: Sequence[Found]) -> str:
    day = item.meaning.period and item.meaning.period.begin
    span = document.published
    if day is None or span is None or span.begin is None or span.last is None:
        return ""
    days = max((span.begin - day).days, (day - span.last).days)
    if days <= TOLERANCE_DAYS:
        return ""
    surface = discourse.text[item.start : item.end]
    basis = f" ({document.published_basis})" if document.published_basis else ""
    return (
        f"the head of the text says “{surface}”, read as {say_day(day)}, but the document's date is {say_span(span)}{basis}: {days} days apart. "
        f"The document's date is used.{_witness(discourse, day, found)}"
    )


def _witness(discourse: Discourse, day: date, found: Sequence[Found]) -> str:
    """What the text's own relative expressions would mean under either date, for the reader to judge."""
    for item in found:
        base, span = item.meaning.base, item.meaning.span
        if base and span and span.begin and span.begin > day and discourse.text[item.start : item.end].lower().endswith("ago"):
            words = discourse.text[item.start : item.end]
            return f" With it, “{words}” in the text means {say_span(span)}; counted from {say_day(day)} it would lie earlier."
    return ""


def _later(document: Document, discourse: Discourse, found: Sequence[Found]) -> Iterator[tuple[Found, str]]:
    """Days and months written in full that lie after the document's date in a clause told as past."""
    span = document.published
    if span is None or span.last is None:
        return
    heads = {item.start for item in claimed(discourse, found)}
    for item in found:
        period, when = item.meaning.period, item.meaning.span
        if period is None or when is None or when.begin is None or when.begin <= span.last or item.meaning.base is not None or item.start in heads:
            continue
        if period.unit in (Unit.DAY, Unit.MONTH) and not item.meaning.mod and _is_told_as_past(discourse, item):
            words = discourse.text[item.start : item.end]
            yield item, f"“{words}” ({say_span(when)}) is told as past, but lies after the document's date, {say_span(span)}."


def _is_told_as_past(discourse: Discourse, item: Found) -> bool:
    number = discourse.sentence_at(item.start)
    sentence = discourse.parsed(number)
    if not sentence.first <= item.first < sentence.last or discourse.line_at(item.start) in discourse.headings:
        return False
    before = discourse.tokens.words[item.first - 1] if item.first else ""
    if before in ("until", "till", "by", "before", "for", "of", "to"):
        return False
    clause = sentence.clause_of(item.first)
    return Grounds(discourse, []).is_past(sentence, clause) and manner(sentence, item.first, item.last, None).status is Status.HAPPENED


def _collected_before(document: Document) -> Iterator[Problem]:
    span, collected = document.published, document.collected_at
    if span is None or span.begin is None or collected is None or span.begin <= collected.date():
        return
    message = f"the document's date is {say_span(span)}, but it was collected before, on {say_day(collected.date())}"
    yield Problem(Stage.DATING, "contradiction", document.title or document.source, message, document.id)
