"""`geodata train`: the models, learnt again."""

import argparse
from pathlib import Path
from typing import Any

from geodata.commands.progress import progress
from geodata.config import load_settings
from geodata.gazetteer import open_gazetteer
from geodata.locate import RESOLVER_WEIGHTS
from geodata.recognise import RECOGNISER_MODEL

TRAIN = "Train a part of the program that learns from marked documents."


def add_parsers(commands: Any) -> None:
    """Enter the command among those of the command line."""
    command = commands.add_parser("train", help=TRAIN, description=TRAIN)
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


def train_places(options: argparse.Namespace) -> int:
    """Train the recogniser of names on marked documents and write its model; or measure such models on what they were not trained on."""
    from geodata.recognise import train  # nothing else needs it

    corpora, gazetteer = train.read_corpora(options.corpora), open_gazetteer(load_settings())
    if not options.evaluate:
        train.train(corpora, gazetteer, options.output, progress)
        print(f"{options.output}: {options.output.stat().st_size:,} bytes")
        return 0
    for title, scores in (
        ("cross-validation over feeds", train.over_feeds(corpora, gazetteer, progress)),
        ("each corpus left out", train.over_corpora(corpora, gazetteer, progress)),
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
