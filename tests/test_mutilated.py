"""Text as it comes from scans and spreadsheets: cut, glued, in the wrong case and order. It is read badly, and never ends in an error."""

import json
import random
from pathlib import Path

import pytest

from geodata.config import load_settings
from geodata.dating import read_time
from geodata.dating.words import CLASSES
from geodata.pipeline import Tools, parse_alone
from geodata.read import document_of_text

PASSAGES = [
    json.loads(line)["text"]
    for file in sorted((Path(__file__).parent / "passages").glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]
PIECES = tuple("\n|\n\n| |“|”|\"|'|(|)|—|-|: |; |, |. |…|\t|\u200b|\u202e|é|ß|İ|ﬁ|e\u0301|الموصل|0600 hrs|12/03/2015|45|'98|• |1. |#".split("|"))
DAYS = ("2017-02-16", "", "1944-03-20", "0003-01-01", "9990-12-31", "2016", "2016-05")


def mutilated(chance: random.Random) -> str:
    text = chance.choice(PASSAGES) + " " + chance.choice(PASSAGES)[: chance.randint(10, 300)]
    for _ in range(chance.randint(0, 40)):
        at, other = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
        text = chance.choice(
            (
                text[:at] + chance.choice(PIECES) + text[at:],
                text[:at] + text[at + chance.randint(1, 12) :],
                text[:at] + text[other : other + 20] + text[at:],
            )
        )
    return chance.choice((str, str, str, str.upper, str.lower, str.title))(text)


@pytest.mark.parametrize("seed", range(8))
def test_mutilated_text_is_parsed(seed: int) -> None:
    chance, tools = random.Random(seed), Tools.open(load_settings())
    for _ in range(40):
        text, day = mutilated(chance), chance.choice(DAYS)
        document = document_of_text("x", text, day)
        for mention in parse_alone(document, tools).mentions:
            assert document.text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize("seed", range(4))
def test_any_words_of_time_are_read(seed: int) -> None:
    chance = random.Random(seed)
    words = [word for known in CLASSES.values() for word in known.split()]
    others = "the of in on at from to by until 5 31 1999 2017 0600 14:30 '98 24th 24th/25th 1/2 12/03/2015 2016-10-17 , . ; - ( ) said Mosul".split()
    for _ in range(300):
        text = " ".join(chance.choice(words if chance.random() < 0.65 else others) for _ in range(chance.randint(2, 50)))
        read_time(document_of_text("x", chance.choice((str, str.title, str.upper))(text), chance.choice(DAYS)))


def test_a_sentence_that_breaks_off_is_quoted() -> None:
    text = "Troops moved the last of their guns from Mosul with great care and under fire of the other side after the rain to"
    parsed = parse_alone(document_of_text("x", (text + " ") * 3 + text, ""), Tools.open(load_settings()))
    assert {mention.surface for mention in parsed.mentions} == {"Mosul"}
