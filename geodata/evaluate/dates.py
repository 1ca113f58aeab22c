"""`geodata evaluate dates`: read every document of a gold file alone, and compare."""

from collections.abc import Sequence

from geodata.evaluate.answers import Progress, answers
from geodata.evaluate.date_errors import date_errors
from geodata.evaluate.date_figures import ComparedDates, compare_dates, date_figures
from geodata.evaluate.findings import Finding, classes
from geodata.evaluate.gold import GoldDocument
from geodata.evaluate.report import Group, Report
from geodata.pipeline import Tools


def evaluate_dates(
    documents: Sequence[GoldDocument],
    tools: Tools,
    *,
    by: str = "",
    worst: int = 5,
    progress: Progress = lambda what, done, of: None,
) -> Report:
    """The report on time expressions and, where the gold file marks mentions, on their time, status and speaker.

    A document that cannot be parsed counts as one in which nothing was found, and is named in `failed`.
    """
    compared: list[ComparedDates] = []
    findings: list[Finding] = []
    failed: list[str] = []
    for gold, (answer, failure) in zip(documents, answers(documents, tools, progress), strict=True):
        failed += [failure] if failure else []
        result = compare_dates(gold, answer)
        compared.append(result)
        findings += date_errors(gold, result)
    groups = _groups(documents, compared, by) if by else ()
    return Report("dates", date_figures(compared), groups, classes(findings, worst), tuple(failed))


def _groups(documents: Sequence[GoldDocument], compared: Sequence[ComparedDates], by: str) -> tuple[Group, ...]:
    members: dict[str, list[ComparedDates]] = {}
    for document, result in zip(documents, compared, strict=True):
        members.setdefault(document.label(by), []).append(result)
    return tuple(Group(name, date_figures(results)) for name, results in sorted(members.items()))
