"""Errors, gathered into classes: the same error in several documents is one example with its number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geodata.evaluate.matching import Marked

CONTEXT_CHARACTERS = 60
"""So much of the text is shown on either side of an error."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One error: its class, what it is in words that recur for the same error, where it stands, and how bad it is beside others of its class."""

    name: str
    what: str
    document_id: str
    context: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Example:
    """An error that occurs so many times, with one place where it does."""

    what: str
    count: int
    document_id: str
    context: str


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """All errors of one class: how many, and the worst (the most frequent, then the heaviest), best known first."""

    name: str
    count: int
    examples: tuple[Example, ...]


def context(text: str, span: Marked) -> str:
    """The words around a span, on one line, with the span in square brackets."""
    before = text[max(0, span.start - CONTEXT_CHARACTERS) : span.start]
    after = text[span.end : span.end + CONTEXT_CHARACTERS]
    return " ".join(f"{before}[{text[span.start : span.end]}]{after}".split())


def classes(findings: Iterable[Finding], worst: int) -> tuple[ErrorClass, ...]:
    """The classes, the most frequent first, each with at most so many examples."""
    by_name: dict[str, list[Finding]] = {}
    for finding in findings:
        by_name.setdefault(finding.name, []).append(finding)
    gathered = (ErrorClass(name, len(members), _examples(members, worst)) for name, members in by_name.items())
    return tuple(sorted(gathered, key=lambda c: (-c.count, c.name)))


def _examples(members: list[Finding], worst: int) -> tuple[Example, ...]:
    counts = Counter(finding.what for finding in members)
    first: dict[str, Finding] = {}
    for finding in members:
        first.setdefault(finding.what, finding)
    order = sorted(first.values(), key=lambda f: (-counts[f.what], -f.weight, f.what))
    return tuple(Example(f.what, counts[f.what], f.document_id, f.context) for f in order[:worst])
