"""Spelt and written numbers → their value, or None where the words leave it open ("several")."""

from collections.abc import Sequence
from fractions import Fraction

from geodata.dating.words import ONES, ORDINALS, SCALES, TENS

_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_OPEN = frozenset(["few", "several", "many", "some", "dozens"])


def count_of(words: Sequence[str]) -> Fraction | None:
    """The number that the words name ("two and a half", "1,200", "a dozen", "forty-one"); None for "a few" and for no number at all."""
    total, group, seen = Fraction(0), Fraction(0), False
    for word in words:
        if word in _OPEN:
            return None
        if word in SCALES:
            group = max(group, Fraction(1)) * SCALES[word]
            if SCALES[word] > 100:
                total, group = total + group, Fraction(0)
        elif (number := _plain(word)) is not None:
            group += number
        else:
            continue
        seen = True
    return total + group if seen else None


def _plain(word: str) -> Fraction | None:
    if word in ("a", "an"):
        return Fraction(0)
    if word == "couple":
        return Fraction(2)
    if word == "half":
        return Fraction(1, 2)
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    if word in ONES or word in TENS:
        return Fraction(ONES.get(word) or TENS.get(word) or 0)
    if not word[0].isdigit():
        return None
    whole, slash, below = word.replace(",", "").partition("/")
    if slash and int(below) == 0:
        return None
    return Fraction(whole) / Fraction(below) if slash else Fraction(whole)


def ordinal_of(words: Sequence[str]) -> int | None:
    """The place in an order ("14th", "twenty-first", "second"); None for other words."""
    total = 0
    for word in words:
        if word in TENS:
            total += TENS[word]
        elif word in ORDINALS:
            return total + ORDINALS[word]
        elif word[0].isdigit():
            digits = "".join(letter for letter in word if letter.isdigit())
            return int(digits)
    return None


def year_of(words: Sequence[str]) -> int | None:
    """The year spelt as two numbers ("nineteen ninety-seven", "twenty seventeen"); None where it is no year from 1000 to 2999."""
    numbers = [ONES.get(word, TENS.get(word, 0)) for word in words if word in ONES or word in TENS]
    if len(numbers) < 2 or not 10 <= numbers[0] <= 29:
        return None
    rest = sum(numbers[1:])
    return numbers[0] * 100 + rest if rest < 100 else None
