"""Numbers in English, in figures and words, as they stand before a unit: "15", "1,500", "2½", "twenty-five", "a few hundred", "half a"."""

import re

_TO_NINE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = {"twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0}
_SMALL = {word: float(number) for number, word in enumerate(_TO_NINE + _TEENS)} | _TENS
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "and a half": 0.5, "and a quarter": 0.25}
_VAGUE = {"a few": 3.0, "few": 3.0, "several": 5.0, "dozens of": 36.0, "scores of": 60.0, "hundreds of": 300.0, "a couple of": 2.0}
"""Vague words, taken as a usual count of their kind."""

_TIMES = {"hundred": 100.0, "thousand": 1000.0}
_WHOLE = {"half a": 0.5, "half-a": 0.5, "half an": 0.5, "a half": 0.5, "a quarter of a": 0.25, "a quarter": 0.25, "three-quarters of a": 0.75}
_WHOLE |= {"three quarters of a": 0.75, "two-thirds of a": 2 / 3, "a third of a": 1 / 3, "a": 1.0, "an": 1.0, "a single": 1.0, "a dozen": 12.0}
_WHOLE |= {"half a dozen": 6.0, "two dozen": 24.0, "three dozen": 36.0, "a hundred": 100.0, "a thousand": 1000.0}


def _any(words: dict[str, float]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_ONES = rf"(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_TO_NINE[1:])})|{_any(_SMALL)}"
_FIGURES = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_BASE = rf"(?:{_FIGURES}|{_ONES}|{_any(_VAGUE)}|an?)"

NUMBER = rf"(?:{_any(_WHOLE)}|[½¼¾]|{_BASE}(?:[ -](?:hundred|thousand))?(?: ?(?:{_any(_FRACTIONS)}))?)"
"""Pattern of a number as it stands before a unit. Longer readings are tried by what must follow."""


def number_of(written: str) -> float:
    """The value of what NUMBER matches."""
    words = " ".join(written.lower().split())
    if words in _WHOLE:
        return _WHOLE[words]
    if words in _FRACTIONS:
        return _FRACTIONS[words]
    match = re.fullmatch(rf"(?P<base>{_BASE})(?:[ -](?P<times>hundred|thousand))?(?: ?(?P<part>{_any(_FRACTIONS)}))?", words)
    if match is None:
        raise ValueError(f"{written!r} is no number")
    base = _base(match["base"])
    return base * _TIMES.get(match["times"] or "", 1.0) + _FRACTIONS.get(match["part"] or "", 0.0)


def is_vague(written: str) -> bool:
    """Whether the number is a word for an unknown few or many."""
    words = " ".join(written.lower().split())
    return any(words.startswith(vague) for vague in _VAGUE)


def _base(words: str) -> float:
    if words in ("a", "an"):
        return 1.0
    if words in _SMALL or words in _VAGUE:
        return (_SMALL | _VAGUE)[words]
    if words[0].isdigit():
        return float(words.replace(",", ""))
    tens, ones = re.split("[- ]", words)
    return _SMALL[tens] + _SMALL[ones]
