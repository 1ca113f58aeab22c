"""`geodata parse`: JSON lines → what is found in each. Loads nothing that only an atlas needs, for it is run on single documents too."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from geodata import pipeline
from geodata.config import load_settings
from geodata.dating import read_time
from geodata.errors import GeodataError, InvalidRecord
from geodata.model import Resolution
from geodata.read import document_of_text
from geodata.rows import Row, mention_row, problem_row, timex_row, toponym_row


def add_parsers(commands: Any) -> None:
    """Enter the command among those of the command line."""
    command = commands.add_parser("parse", help=parse.__doc__, description=parse.__doc__)
    command.add_argument("--demonyms", action="store_true", help="list demonyms (Iraqi, British) among the toponyms, at their country")
    command.add_argument("--only", choices=("places", "dates"), help="do one half of the work only")
    command.set_defaults(run=parse)


def parse(options: argparse.Namespace) -> int:
    """Read JSON lines from standard input and write one JSON line of findings for each."""
    tools = pipeline.Tools.open(load_settings())
    status = 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        given: object = None
        try:
            given = json.loads(line)
            answer = _parsed(given, options, tools)
        except (ValueError, TypeError, GeodataError) as error:
            status, answer = 1, {"id": given.get("id") if isinstance(given, dict) else None, "error": f"line {number}: {error}"}
            print(f"geodata: line {number}: {error}", file=sys.stderr)
        print(json.dumps(answer, ensure_ascii=False, default=date.isoformat))
    return status


def _parsed(given: object, options: argparse.Namespace, tools: pipeline.Tools) -> dict[str, Any]:
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise InvalidRecord('needs an object with "id", "text" and, where known, "published"')
    document = document_of_text(str(given.get("id", "")), given["text"], str(given.get("published") or ""))
    answer: dict[str, Any] = {"id": given.get("id")}
    if options.only == "places":
        return answer | {"toponyms": _toponyms(pipeline.places_alone(document, tools), options, tools)}
    if options.only == "dates":
        return answer | {"timexes": [timex_row(timex) for timex in read_time(document).timexes]}
    parsed = pipeline.parse_alone(document, tools)
    return answer | {
        "toponyms": _toponyms(parsed.resolutions, options, tools),
        "timexes": [timex_row(timex) for timex in parsed.reading.timexes],
        "mentions": [mention_row(m, document, quotation) for m, quotation in zip(parsed.mentions, parsed.quotations, strict=True)],
        "problems": [problem_row(problem) for problem in parsed.problems],
    }


def _toponyms(resolutions: Sequence[Resolution], options: argparse.Namespace, tools: pipeline.Tools) -> list[Row]:
    return [toponym_row(toponym, place) for toponym, place in pipeline.listed(resolutions, tools, demonyms=options.demonyms)]
