"""How fast documents are parsed, in one process, on invented reports of 350 words."""

import resource
import time
from collections.abc import Callable, Sequence
from random import Random

from geodata.config import load_settings
from geodata.dating import read_time
from geodata.gazetteer import open_gazetteer
from geodata.locate import bias_of, locate
from geodata.model import Document
from geodata.pipeline import Tools, parse_alone
from geodata.read import document_of_text
from geodata.recognise import recognise

WORDS = 350
DOCUMENTS = 200

_SENTENCES = (
    "Troops moved into {place} on {day}, the defence ministry said.",
    "Officials in {place} expect talks to resume next week.",
    "At least {number} people left {place} in {month} {year}, according to the mayor, {person}.",
    "The road from {place} to {other} has been closed since {month}.",
    "{person} told reporters in {other} that the bridge would open by the spring.",
    "Heavy rain fell {number} miles north of {place} three days earlier.",
    "The company, based in {other}, denied that its plant near {place} was to blame.",
    "Prices rose by {number} per cent over two years, analysts in {place} said.",
    "A spokesman for the {group} declined to comment on the report published on {number} {month} {year}.",
    "Residents of {place} gathered late on {day} evening to remember those who died.",
)
_PLAIN = (
    "The chairman, {person}, said that the plan would be looked at again once the figures were known.",
    "Many of those who came to the hearing asked why nobody had told them earlier about the change of rules.",
    "It was the third time that the firm had been asked to pay for repairs to the same stretch of pipe.",
    "Engineers checked every joint by hand, found two that were loose, and sent for a crane to lift the heavier parts.",
    "{person} shook hands with the players, thanked the staff of the club and left without taking questions.",
    "Nobody was hurt, but the fire left families without power and water, and the school stayed shut.",
    "The union wants shorter shifts and better pay; the owners answer that neither can be had while orders are falling.",
    "A neighbour who heard the crash ran out with a torch and helped the driver to climb through the window.",
    "Asked whether the money had been spent, {person} replied that the accounts were open to anyone who cared to read them.",
    "The {group} had no comment, and a lawyer for the owners did not return calls.",
    "Critics of the scheme call it costly and slow, while its friends point to the jobs that it has brought.",
    "The judge found that the letter had been opened by mistake and that no harm had followed from it.",
)
"""Sentences that name neither place nor time. With so many of these, 350 words hold 11 mentions, 14 names and 8 expressions of time: as many as the
four news corpora do (9, 14 and 7, as we find them)."""

_PLAIN_SHARE = 0.55

_PLACES = "Lyon Aleppo Nairobi Manila Lima Boston Perth Mosul Kharkiv Lagos Dhaka Bogota Springfield Georgia Glasgow Sana'a".split()
_PEOPLE = ("Maria Lopez", "John Carter", "Amina Hassan", "Peter Novak", "Li Wei", "Sarah Paris")
_GROUPS = ("Bank of England", "Red Cross", "Chicago Tribune", "Iraqi army", "European Union")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()


def reports(number: int, seed: int = 1) -> list[Document]:
    """So many invented reports of about 350 words, the same for the same seed."""
    random = Random(seed)  # noqa: S311 (nothing secret)
    return [document_of_text(f"report-{n}", _report(random), "2017-02-16") for n in range(number)]


def parse_speed() -> dict[str, float]:
    """Documents a second for places, for dates and for the whole, and the most memory this process has used, in megabytes."""
    documents, tools = reports(DOCUMENTS), Tools.open(load_settings())
    gazetteer = open_gazetteer(load_settings())

    def places(document: Document) -> None:
        toponyms = recognise(document, gazetteer)
        locate(document, toponyms, gazetteer, bias_of([toponyms], gazetteer))

    return {
        "places_docs_per_s": _rate(places, documents),
        "dates_docs_per_s": _rate(read_time, documents),
        "parse_docs_per_s": _rate(lambda document: parse_alone(document, tools), documents),
        "parse_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _rate(work: Callable[[Document], object], documents: Sequence[Document]) -> float:
    work(documents[0])
    start = time.perf_counter()
    for document in documents:
        work(document)
    return len(documents) / (time.perf_counter() - start)


def _report(random: Random) -> str:
    paragraphs: list[str] = []
    words = 0
    while words < WORDS:
        sentences = [_sentence(random) for _ in range(random.randint(2, 4))]
        paragraphs.append(" ".join(sentences))
        words += sum(len(sentence.split()) for sentence in sentences)
    return "\n\n".join(paragraphs)


def _sentence(random: Random) -> str:
    return random.choice(_PLAIN if random.random() < _PLAIN_SHARE else _SENTENCES).format(
        place=random.choice(_PLACES),
        other=random.choice(_PLACES),
        day=random.choice(_DAYS),
        month=random.choice(_MONTHS),
        year=random.randint(2010, 2017),
        number=random.randint(2, 28),
        person=random.choice(_PEOPLE),
        group=random.choice(_GROUPS),
    )
