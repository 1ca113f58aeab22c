"""`geodata evaluate`: how good the answers are on marked documents."""

import argparse
import sys
from pathlib import Path
from typing import Any

from geodata import evaluate, pipeline
from geodata.commands.progress import progress
from geodata.config import load_settings

EVALUATE = "Measure the quality of the answers on documents in which people marked what is right."


def add_parsers(commands: Any) -> None:
    """Enter the command among those of the command line."""
    command = commands.add_parser("evaluate", help=EVALUATE, description=EVALUATE)
    subjects = command.add_subparsers(required=True, metavar="places|dates")
    for run in (evaluate_places, evaluate_dates):
        subject = subjects.add_parser(run.__name__.removeprefix("evaluate_"), help=run.__doc__, description=run.__doc__)
        subject.add_argument("gold", type=Path, metavar="GOLD.jsonl", help="marked documents, one JSON object a line")
        subject.add_argument("--json", action="store_true", help="print JSON")
        subject.add_argument("--worst", type=int, default=5, metavar="N", help="how many examples of each class of errors; 5 where it is not given")
        subject.add_argument("--by", choices=evaluate.LABELS, default="", help="print the figures of each source, title or date too")
        subject.set_defaults(run=run)
        if run is evaluate_places:
            subject.add_argument("--demonyms", action="store_true", help="the file marks words for people (Iraqi, British) as places")
            subject.add_argument("--ignore-types", default="", metavar="A,B", help="names marked with these types neither count nor are they wrong")
            subject.add_argument("--id-ok", action="store_true", help="the marked GeoNames id is right at any distance")


def evaluate_places(options: argparse.Namespace) -> int:
    """Parse marked documents, and print how well their places were found, and the worst errors by class."""
    documents = evaluate.read_gold(options.gold, "toponyms")
    ignored = frozenset(options.ignore_types.split(",")) - {""}
    report = evaluate.evaluate_places(
        documents,
        pipeline.Tools.open(load_settings()),
        demonyms=options.demonyms,
        ignored=ignored,
        id_ok=options.id_ok,
        by=options.by,
        worst=options.worst,
        progress=progress,
    )
    return _reported(report, options)


def evaluate_dates(options: argparse.Namespace) -> int:
    """Parse marked documents, and print how well their time expressions and statements were read, and the worst errors by class."""
    documents = evaluate.read_gold(options.gold, "timexes")
    tools = pipeline.Tools.open(load_settings())
    return _reported(evaluate.evaluate_dates(documents, tools, by=options.by, worst=options.worst, progress=progress), options)


def _reported(report: evaluate.Report, options: argparse.Namespace) -> int:
    for failure in report.failed:
        print(f"geodata: {failure}", file=sys.stderr)
    print(evaluate.as_json(report) if options.json else evaluate.as_text(report))
    return 2 if len(report.failed) == report.figures["docs"] else 1 if report.failed else 0
