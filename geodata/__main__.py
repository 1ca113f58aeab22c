"""The command line: `geodata add | build | parse | export | gazetteer …`. Progress goes to standard error, results to standard output.

Exit status: 0 done, 1 some items failed and the rest is written, 2 nothing could be done.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from geodata import __version__, atlas, evaluate, pipeline, query
from geodata.commands import keeping
from geodata.commands.add import add, add_parser
from geodata.config import load_settings
from geodata.errors import GeodataError, InvalidRecord
from geodata.export import EXPORTS, to_folder
from geodata.gazetteer import add_places, import_dump, open_gazetteer, read_own, remove_place
from geodata.geojson import plain
from geodata.locate import RESOLVER_WEIGHTS
from geodata.model import Atlas, Stage, Status
from geodata.query import Filters, Window
from geodata.read import document_of_text
from geodata.recognise import RECOGNISER_MODEL
from geodata.rows import mention_row, problem_row, timex_row, toponym_row

TRAIN = "Train a part of the program that learns from marked documents."
GAZETTEER = "Give the gazetteer more places: GeoNames' whole dump, or your own."
EVALUATE = "Measure the quality of the answers on documents in which people marked what is right."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except GeodataError as error:
        print(f"geodata: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1


def build(options: argparse.Namespace) -> int:
    """Read a folder of sources and put its layer set into an atlas folder as a new build."""
    settings = atlas.settings_for(options.out, load_settings())
    layer_set = pipeline.build(options.sources, settings, _progress)
    options.out.mkdir(parents=True, exist_ok=True)
    if not (options.out / "atlas.toml").exists():
        atlas.write_facts(options.out, Atlas(options.out.resolve().name, "", "", "", "", "", ""))
    if options.keep_texts:
        atlas.keep_texts(layer_set.documents, options.out)
    keep = 1 if options.only_current else settings.keep_builds
    folder = atlas.save(layer_set, options.out, candidate=options.candidate, keep=keep)
    failed = [p for p in layer_set.problems if p.stage is Stage.READ]
    for problem in failed:
        print(f"geodata: {problem.message}", file=sys.stderr)
    print(f"{folder}: {len(layer_set.documents)} documents, {len(layer_set.mentions)} sentences, {len(layer_set.problems)} not on the map")
    return 2 if failed and not layer_set.documents else 1 if failed else 0


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
        print(json.dumps(answer, ensure_ascii=False))
    return status


def export(options: argparse.Namespace) -> int:
    """Write an atlas, or what passes the filters, in one of the formats."""
    opened = atlas.open_atlas(options.atlas)
    filters, target = _filters(options, opened), Path(options.output)
    if options.format == "folder" and options.output != "-" and target.suffix != ".zip":
        return _write_folder(to_folder(opened, filters), target, opened)
    data = EXPORTS[options.format].data(opened, filters)
    if options.output == "-":
        sys.stdout.buffer.write(data)
    else:
        target.write_bytes(data)
    return 0


def gazetteer_import(options: argparse.Namespace) -> int:
    """Build an index of all places of GeoNames' dump files; a run that was stopped goes on where it was."""
    folder: Path = options.out or load_settings().places / "geonames"
    done = import_dump(options.dump, folder, _progress)
    for line, reason in done.examples:
        print(f"geodata: line {line}: {reason}", file=sys.stderr)
    if done.refused > len(done.examples):
        print(f"geodata: and {done.refused - len(done.examples)} more lines", file=sys.stderr)
    print(f"{folder}: {done.places} places; to use it, write in geodata.toml: gazetteer = {json.dumps(str(folder))}")
    return 1 if done.refused else 0


def gazetteer_add(options: argparse.Namespace) -> int:
    """Add your own places, which outrank all others of their names."""
    folder = load_settings().places
    done = add_places(options.file, folder)
    for line, reason in done.refused:
        print(f"geodata: {options.file}, line {line}: {reason}", file=sys.stderr)
    print(f"{folder}: {done.added} places added, {done.known} were there already, {len(done.refused)} left out")
    return 0 if not done.refused else 1 if done.added or done.known else 2


def gazetteer_list(options: argparse.Namespace) -> int:
    """List your own places, which act in every atlas from its next build on, each with the key by which it is removed."""
    for own in read_own(load_settings().places).all():
        place = own.place
        print(place.key, place.name, place.lat, place.lon, f"{place.radius_m:g}", place.kind, place.country, own.source, sep="\t")
    return 0


def gazetteer_remove(options: argparse.Namespace) -> int:
    """Remove one of your own places. Atlases that were built with it keep it until they are built again."""
    folder = load_settings().places
    remove_place(options.key, folder)
    print(f"{folder}: {options.key} is removed; build your atlases again to have them without it")
    return 0


def bench(options: argparse.Namespace) -> int:
    """Measure speed, and print each figure with its key."""
    from geodata.bench import run  # what it measures with is not needed elsewhere

    figures = run(options.names)
    print(json.dumps(figures, indent=1) if options.json else "\n".join(f"{key:24} {value:12,.1f}" for key, value in figures.items()))
    return 0


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
        progress=_progress,
    )
    return _reported(report, options)


def evaluate_dates(options: argparse.Namespace) -> int:
    """Parse marked documents, and print how well their time expressions and statements were read, and the worst errors by class."""
    documents = evaluate.read_gold(options.gold, "timexes")
    tools = pipeline.Tools.open(load_settings())
    return _reported(evaluate.evaluate_dates(documents, tools, by=options.by, worst=options.worst, progress=_progress), options)


def train_places(options: argparse.Namespace) -> int:
    """Train the recogniser of names on marked documents and write its model; or measure such models on what they were not trained on."""
    from geodata.recognise import train  # nothing else needs it

    corpora, gazetteer = train.read_corpora(options.corpora), open_gazetteer(load_settings())
    if not options.evaluate:
        train.train(corpora, gazetteer, options.output, _progress)
        print(f"{options.output}: {options.output.stat().st_size:,} bytes")
        return 0
    for title, scores in (
        ("cross-validation over feeds", train.over_feeds(corpora, gazetteer, _progress)),
        ("each corpus left out", train.over_corpora(corpora, gazetteer, _progress)),
    ):
        print(train.table(title, scores))
    return 0


def train_resolver(options: argparse.Namespace) -> int:
    """Find the weights by which a name's places are compared, on documents whose places are given; or measure such weights on other feeds."""
    from geodata.locate import crossing, training  # nothing else needs them

    gazetteer = open_gazetteer(load_settings())
    if not options.evaluate:
        names, likelihood = training.train_resolver(options.corpora, gazetteer, options.output)
        print(f"{options.output}: from {names} names, mean log-likelihood of the right place {likelihood:.3f}")
        return 0
    examples = training.read_examples(options.corpora, gazetteer)
    print(crossing.table("cross-validation over feeds", crossing.over_feeds(examples)))
    print(crossing.table("each corpus left out", crossing.over_corpora(examples)))
    return 0


def _write_folder(files: Mapping[str, bytes], target: Path, opened: atlas.OpenAtlas) -> int:
    for name, data in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    if not opened.facts.url:
        missing = f"{opened.folder}/atlas.toml names no url, so the address of the preview picture is relative, which many sites do not show"
        print(f"geodata: {missing}", file=sys.stderr)
    print(f"{target}: {len(files)} files")
    return 0


def _reported(report: evaluate.Report, options: argparse.Namespace) -> int:
    for failure in report.failed:
        print(f"geodata: {failure}", file=sys.stderr)
    print(evaluate.as_json(report) if options.json else evaluate.as_text(report))
    return 2 if len(report.failed) == report.figures["docs"] else 1 if report.failed else 0


def _parsed(given: object, options: argparse.Namespace, tools: pipeline.Tools) -> dict[str, Any]:
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise InvalidRecord('needs an object with "id", "text" and, where known, "published"')
    parsed = pipeline.parse_alone(document_of_text(str(given.get("id", "")), given["text"], str(given.get("published") or "")), tools)
    answer: dict[str, Any] = {"id": given.get("id")}
    if options.only != "dates":
        answer["toponyms"] = [_plain(toponym_row(t, place)) for t, place in pipeline.listed(parsed, tools, demonyms=options.demonyms)]
    if options.only != "places":
        answer["timexes"] = [_plain(timex_row(t)) for t in parsed.reading.timexes]
    if options.only is None:
        answer["mentions"] = [_plain(mention_row(m, parsed.document, q)) for m, q in zip(parsed.mentions, parsed.quotations, strict=True)]
        answer["problems"] = [_plain(problem_row(p)) for p in parsed.problems]
    return answer


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in row.items()}


def _filters(options: argparse.Namespace, opened: atlas.OpenAtlas) -> Filters:
    ids = {row["source"]: row["id"] for row in query.documents(opened).to_dict("records")}
    if unknown := sorted(set(options.source or ()) - set(ids)):
        raise InvalidRecord(f"{options.atlas}: no source is named {unknown[0]!r}; known are: {', '.join(sorted(ids))}")
    return Filters(
        happened=options.happened,
        undated=options.undated,
        reported=options.reported,
        layers=_tuple(options.layer),
        statuses=_tuple(options.status),
        speakers=_tuple(options.said_by),
        sources=_tuple(ids[name] for name in options.source) if options.source else None,
        mentions=_tuple(options.mention),
        text=options.text,
    )


def _tuple(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def _window(text: str) -> Window:
    first, found, last = text.partition("..")
    try:
        window = date.fromisoformat(first), date.fromisoformat(last if found else first)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no window; write 2017-02-01..2017-02-28") from error
    if window[0] > window[1]:
        raise argparse.ArgumentTypeError(f"{text!r} ends before it begins")
    return window


def _progress(stage: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{stage}: {done} of {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="geodata", description="Documents in, a map out on which every pin is a sentence in a source.")
    parser.add_argument("--version", action="version", version=f"geodata {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _build_parser(commands.add_parser("build", help=build.__doc__, description=build.__doc__))
    add_parser(commands.add_parser("add", help=add.__doc__, description=add.__doc__))
    _parse_parser(commands.add_parser("parse", help=parse.__doc__, description=parse.__doc__))
    keeping.add_parsers(commands)
    _export_parser(commands.add_parser("export", help=export.__doc__, description=export.__doc__))
    _evaluate_parser(commands.add_parser("evaluate", help=EVALUATE, description=EVALUATE))
    _train_parser(commands.add_parser("train", help=TRAIN, description=TRAIN))
    _gazetteer_parser(commands.add_parser("gazetteer", help=GAZETTEER, description=GAZETTEER))
    _bench_parser(commands.add_parser("bench", help=bench.__doc__, description=bench.__doc__))
    return parser


def _build_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("sources", type=Path, metavar="SOURCES", help="the folder with the documents and, where there is one, sources.csv")
    command.add_argument("--out", type=Path, required=True, metavar="ATLAS", help="the atlas folder; made where it is not there")
    command.add_argument("--only-current", action="store_true", help="remove older builds")
    command.add_argument("--keep-texts", action="store_true", help="keep the sources' texts in the atlas, to be read on its Sources page")
    command.add_argument("--candidate", action="store_true", help="do not put the build in use: compare it first, on the page Rebuild")
    command.set_defaults(run=build)


def _parse_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("--demonyms", action="store_true", help="list demonyms (Iraqi, British) among the toponyms, at their country")
    command.add_argument("--only", choices=("places", "dates"), help="do one half of the work only")
    command.set_defaults(run=parse)


def _export_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("atlas", type=Path, metavar="ATLAS")
    purposes = "; ".join(f"{name} {made.purpose}" for name, made in EXPORTS.items())
    command.add_argument("--format", choices=sorted(EXPORTS), required=True, help=purposes)
    command.add_argument("--happened", type=_window, metavar="FIRST..LAST", help="keep what happened between two days, both included")
    command.add_argument("--undated", action="store_true", help="with --happened: keep also what has no date in the text")
    command.add_argument("--reported", type=_window, metavar="FIRST..LAST", help="keep what was reported between two days, both included")
    command.add_argument("--layer", action="append", metavar="ID")
    command.add_argument("--status", action="append", choices=[str(s) for s in Status])
    command.add_argument("--said-by", action="append", metavar="NAME")
    command.add_argument("--source", action="append", metavar="FILE", help="keep what this source says, by its file's name")
    command.add_argument("--mention", action="append", metavar="ID", help="keep this sentence, by its identity")
    command.add_argument("--text", default="", metavar="WORDS", help="keep what holds these words")
    command.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="where to write (for folder: a folder or NAME.zip); else standard output"
    )
    command.set_defaults(run=export)


def _evaluate_parser(command: argparse.ArgumentParser) -> None:
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


def _train_parser(command: argparse.ArgumentParser) -> None:
    subjects = command.add_subparsers(required=True, metavar="places|resolver")
    subject = subjects.add_parser("places", help=train_places.__doc__, description=train_places.__doc__)
    subject.add_argument("corpora", type=Path, metavar="CORPORA", help="a folder of marked documents, one JSON object a line")
    subject.add_argument("--evaluate", action="store_true", help="print figures by cross-validation over feeds and with each corpus left out")
    subject.add_argument("-o", "--output", type=Path, default=RECOGNISER_MODEL, metavar="FILE", help="where to write the model; the shipped one")
    subject.set_defaults(run=train_places)
    subject = subjects.add_parser("resolver", help=train_resolver.__doc__, description=train_resolver.__doc__)
    subject.add_argument("corpora", type=Path, metavar="CORPORA", help="a folder of marked documents with positions, one JSON object a line")
    subject.add_argument("--evaluate", action="store_true", help="print figures by cross-validation over feeds and with each corpus left out")
    subject.add_argument("-o", "--output", type=Path, default=RESOLVER_WEIGHTS, metavar="FILE", help="where to write the weights; the shipped ones")
    subject.set_defaults(run=train_resolver)


def _gazetteer_parser(command: argparse.ArgumentParser) -> None:
    subjects = command.add_subparsers(required=True, metavar="ACTION")
    subject = subjects.add_parser("import", help=gazetteer_import.__doc__, description=gazetteer_import.__doc__)
    subject.add_argument("dump", type=Path, metavar="DIR", help="the folder with allCountries.txt and, where you have them, the other files")
    subject.add_argument("--out", type=Path, metavar="FOLDER", help="where the index goes; beside your own places where it is not given")
    subject.set_defaults(run=gazetteer_import)
    subject = subjects.add_parser("add", help=gazetteer_add.__doc__, description=gazetteer_add.__doc__)
    subject.add_argument("file", type=Path, metavar="FILE", help="CSV with the columns name, lat, lon, source and, where you have them, others")
    subject.set_defaults(run=gazetteer_add)
    subject = subjects.add_parser("list", help=gazetteer_list.__doc__, description=gazetteer_list.__doc__)
    subject.set_defaults(run=gazetteer_list)
    subject = subjects.add_parser("remove", help=gazetteer_remove.__doc__, description=gazetteer_remove.__doc__)
    subject.add_argument("key", metavar="KEY", help="the key of the place, as `geodata gazetteer list` gives it")
    subject.set_defaults(run=gazetteer_remove)


def _bench_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("names", nargs="*", metavar="NAME", help="which benches; all where none is named")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.set_defaults(run=bench)


if __name__ == "__main__":
    sys.exit(main())
