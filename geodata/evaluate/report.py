"""The report of an evaluation, for people as text and for machines as JSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from geodata.evaluate.findings import ErrorClass
from geodata.evaluate.gold import GoldDocument
from geodata.evaluate.place_figures import Figures

C = TypeVar("C")

_GROUP_COLUMNS = ("docs", "gold", "exact_F1", "e2e_161", "e2e_25", "e2e_P161", "strict_F1", "relaxed_F1", "value_F1", "status", "said_by")
"""The figures that are shown of a group, those of them that it has."""


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of the documents that share a fact; `name` is empty for those that have none."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Report:
    """The figures over all documents and by group, the errors by class, and a message for each document that could not be parsed."""

    subject: str
    figures: Figures
    groups: tuple[Group, ...]
    errors: tuple[ErrorClass, ...]
    failed: tuple[str, ...]


def groups(documents: Sequence[GoldDocument], compared: Sequence[C], figures: Callable[[Sequence[C]], Figures], by: str) -> tuple[Group, ...]:
    """The figures of the documents that share the fact `by` ("source", "title", "date"), sorted by it; none where it is empty."""
    members: dict[str, list[C]] = {}
    for document, result in zip(documents, compared, strict=True) if by else ():
        members.setdefault(document.label(by), []).append(result)
    return tuple(Group(name, figures(results)) for name, results in sorted(members.items()))


def as_json(report: Report) -> str:
    """The whole report as one JSON object, on one line."""
    return json.dumps(asdict(report), ensure_ascii=False)


def as_text(report: Report) -> str:
    """The report to be read: figures, groups, then the classes of errors with their examples."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield from (f"{name:22} {_number(value)}" for name, value in report.figures.items())
    if report.groups:
        yield from _group_lines(report.groups)
    for error in report.errors:
        yield f"\n{error.count:5}  {error.name}"
        for example in error.examples:
            yield f"       {example.count:4} × {example.what}"
            yield f"              {example.document_id}: {example.context}"


def _group_lines(groups: tuple[Group, ...]) -> Iterator[str]:
    columns = [name for name in _GROUP_COLUMNS if name in groups[0].figures]
    width = max(len(group.name) for group in groups) + 2
    yield "\n" + " " * width + "".join(f"{name:>12}" for name in columns)
    for group in groups:
        yield f"{group.name or '–':{width}}" + "".join(f"{_number(group.figures[name]):>12}" for name in columns)


def _number(value: float | int | None) -> str:
    return "–" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
