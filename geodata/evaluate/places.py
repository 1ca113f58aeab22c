"""`geodata evaluate places`: parse every document of a gold file alone, and compare."""

from collections.abc import Sequence

from geodata.evaluate.answers import Progress, answers
from geodata.evaluate.findings import Finding, classes
from geodata.evaluate.gold import GoldDocument
from geodata.evaluate.place_errors import place_errors
from geodata.evaluate.place_figures import Compared, compare, place_figures
from geodata.evaluate.report import Report, groups
from geodata.pipeline import Tools


def evaluate_places(
    documents: Sequence[GoldDocument],
    tools: Tools,
    *,
    demonyms: bool = False,
    ignored: frozenset[str] = frozenset(),
    id_ok: bool = False,
    by: str = "",
    worst: int = 5,
    progress: Progress = lambda what, done, of: None,
) -> Report:
    """The report on places: `by` is the fact of a document that groups it ("source", "title", "date"), empty for no groups.

    A document that cannot be parsed counts as one in which nothing was found, and is named in `failed`.
    """
    compared: list[Compared] = []
    findings: list[Finding] = []
    failed: list[str] = []
    for gold, (answer, failure) in zip(documents, answers(documents, tools, progress, demonyms=demonyms), strict=True):
        failed += [failure] if failure else []
        result = compare(gold, answer.toponyms, ignored, id_ok=id_ok)
        compared.append(result)
        findings += place_errors(gold, answer, result, tools.gazetteer)
    return Report("places", place_figures(compared), groups(documents, compared, place_figures, by), classes(findings, worst), tuple(failed))
