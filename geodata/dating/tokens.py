"""Text → tokens, each with a class: one character a token, so that the grammar is a regular expression over a short string."""

import re
from dataclasses import dataclass

from geodata.dating.words import CLASSES, NUMBER_CLASSES
from geodata.model import Span

_TOKEN = re.compile(
    r"\n\s*\n"
    r"|[ap]\.m\b\.?|(?:b\.c|a\.d)\b\.?"
    r"|o['’]clock\b"
    r"|[^\W\d_]+"
    r"|\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d)?z?)?(?!\d)"
    r"|\d{4}/\d\d?/\d\d?(?![\d/])"
    r"|\d{4}/\d\d(?![\d/])|\d{1,2}-\d{1,2}-\d{4}(?!\d)"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|\d{1,2}(?:st|nd|rd|th)/\d{1,2}(?:st|nd|rd|th)\b"
    r"|\d{1,2}(?:st|nd|rd|th)\b|\d{1,3}0['’]s\b|\d{2,4}s\b"
    r"|\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+)?"
    r"|['’](?:s|re|ve|ll|m|d|t)\b|['’](?<!['’].)(?:\d\ds?\b)"
    r"|\S",
)

SYMBOLS = {name: chr(0xE000 + i) for i, name in enumerate((*CLASSES, *NUMBER_CLASSES))}
"""Class → the one character that stands for it in `Tokens.classes`."""

OTHER = "~"
"""The character of every word that no time expression contains."""

_DAYS = "[" + "".join(SYMBOLS[name] for name in ("N12", "N24", "N31")) + "]"
_DAY_MONTH = re.compile(_DAYS + SYMBOLS["MONTH"])
_MONTH_DAY = re.compile(SYMBOLS["MONTH"] + SYMBOLS["DOT"] + "?" + _DAYS)

_BY_WORD = {word: SYMBOLS[name] for name, words in CLASSES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in order: `words` in lower case, where each starts and ends, and its class."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    classes: str

    def surface(self, first: int, last: int) -> str:
        """The text from token `first` to before token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter in the text."""
        return self.text[self.starts[index]].isupper()


def tokenise(text: str) -> Tokens:
    """The tokens of the text. A gap of an empty line becomes the token "¶"; other white space none."""
    words: list[str] = []
    spans: list[Span] = []
    symbols: list[str] = []
    known, add_word, add_span, add_symbol = _BY_WORD.get, words.append, spans.append, symbols.append
    for match in _TOKEN.finditer(_lowered(text)):
        word = match.group()
        symbol = known(word)
        if symbol is None:
            symbol = OTHER if word[0].isalpha() else _other_class(word)
            if word[0] == "\n":
                word = "¶"
        add_word(word)
        add_span(match.span())
        add_symbol(symbol)
    return Tokens(text, words, [start for start, _ in spans], [end for _, end in spans], "".join(symbols))


def _lowered(text: str) -> str:
    """The text in lower case, as long as before: the few letters whose lower case is longer stay as they are."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def is_day_first(tokens: Tokens) -> bool:
    """Whether dates in figures put the day first: as a figure above 12 shows, else as the text writes its dates in words, else yes."""
    slashed = SYMBOLS["SLASHED"]
    at = tokens.classes.find(slashed)
    while at >= 0:
        first, second = (int(number) for number in re.split(r"[/.-]", tokens.words[at])[:2])
        if (first > 12) != (second > 12):
            return first > 12
        at = tokens.classes.find(slashed, at + 1)
    return len(_DAY_MONTH.findall(tokens.classes)) >= len(_MONTH_DAY.findall(tokens.classes))


def _other_class(word: str) -> str:
    if word[0] == "\n":
        return SYMBOLS["BREAK"]
    if word[0] in "'’" and word[1:2].isdigit():
        return SYMBOLS["TENSPLURAL" if word.endswith("s") else "SHORTYEAR"]
    if not word[0].isdigit():
        return OTHER
    return SYMBOLS[_number_class(word)]


def _number_class(word: str) -> str:
    if word.isdigit():
        return _integer_class(word)
    if ":" in word and "-" not in word:
        return "CLOCKTIME"
    if word[-1] == "s":
        return "TENSPLURAL"
    if word[-1] in "tdh":
        return "NTHPAIR" if "/" in word else "NTH"
    if word.count("-") == 2:
        return "ISO" if word[4] == "-" else "SLASHED"
    if len(word) == 7 and word[4] == "/" and word[:4].isdigit():
        return "YEARPAIR"
    if word.count("/") == 2 and word[:4].isdigit():
        return "ISO"
    if word.count("/") == 2 or word.count(".") == 2:
        return "SLASHED"
    return "NUMBER"


def _integer_class(word: str) -> str:
    if len(word) == 4 and 1000 <= int(word) <= 2999:
        return "YEARLIKE"
    if len(word) > 2:
        return "NUMBER"
    number = int(word)
    for name, highest in (("N12", 12), ("N24", 24), ("N31", 31), ("N59", 59)):
        if number <= highest:
            return name
    return "N99"
