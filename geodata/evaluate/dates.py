"""`geodata evaluate dates`: read every document of a gold file alone, and compare."""

from collections.abc import Sequence

from geodata.evaluate.answers import Progress, answers
from geodata.evaluate.date_errors import date_errors
from geodata.evaluate.date_figures import ComparedDates, compare_dates, date_figures
from geodata.evaluate.findings import Finding, classes
from geodata.evaluate.gold import GoldDocument
from geodata.evaluate.report import Report, groups
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
    return Report("dates", date_figures(compared), groups(documents, compared, date_figures, by), classes(findings, worst), tuple(failed))
