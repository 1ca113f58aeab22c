"""The subject of a verb of saying: which tokens of its sentence say who speaks."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.clauses import Clause, Kind, Sentence
from geodata.dating.finite import COMMA_LIKE, DETERMINERS, PREPOSITIONS, finite
from geodata.dating.names import ABBREVIATED, HONORIFICS, TITLES
from geodata.dating.tokens import Tokens
from geodata.dating.words import each

PERSONAL: Final = frozenset(each("he she him her"))
COLLECTIVE: Final = frozenset(each("it they them"))
_ADVERBS: Final = frozenset(
    each(
        "also has have had can could did do does would neither not never then later now still again reportedly allegedly repeatedly further "
        "is was been since"
    )
)
_WITH_HEARER: Final = frozenset(each("told tells"))
"""Verbs that are followed by who is spoken to, never by who speaks."""

MAX_WORDS = 12
"""The longest noun phrase that is given as a speaker, in words; longer ones are cut at their first relative or participle."""


class Subjects:
    """The subjects in one text. `timed` are the tokens of its time expressions, which belong to no subject."""

    def __init__(self, tokens: Tokens, timed: frozenset[int]) -> None:
        self.tokens = tokens
        self.timed = timed

    def word(self, at: int) -> str:
        """The word of a token, "" outside the text."""
        return self.tokens.words[at] if 0 <= at < len(self.tokens.words) else ""

    def of(self, sentence: Sentence, clause: Clause, at: int) -> tuple[int, int]:
        """The tokens of the subject: those of the clause before the verb, or after it where none stands before."""
        if self.tokens.words[at] == "according":
            return self.after(sentence, at + 2)
        before = [token for token in clause.tokens if token < at]
        joined = clause.kind is Kind.COORDINATE and self.tokens.words[clause.opener] in ("and", "but", "or", "yet")
        if joined and clause.parent is not None and not self._has_subject(before):
            before = self._subject_of(sentence, sentence.clauses[clause.parent])
        while before and (
            self._is_timed(before[-1])
            or self.tokens.words[before[-1]] in _ADVERBS
            or self.tokens.words[before[-1]].endswith("ly")
            or self.word(before[-1]) in ("went", "on", "to", ",")
        ):
            before.pop()
        before = self._after_participle(before)
        stop = next((i for i in range(len(before) - 1, -1, -1) if self._breaks(before, i)), -1)
        before = self._without_time(self._before_apposition(before, stop))
        if not before:
            named = self._apposed(sentence, at)
            if named or self.word(at) in _WITH_HEARER:
                return named or (at, at)
            return self.after(sentence, at + 1) if self._inverted(sentence, at) else (at, at)
        return before[0], before[-1] + 1

    def _apposed(self, sentence: Sentence, at: int) -> tuple[int, int] | None:
        """The name in "…, Anna Berg, a trader, told reporters": before the two commas around what she is; None where no name stands so."""
        comma = next((i for i in range(at - 2, sentence.first, -1) if self.word(i) == ","), sentence.first)
        if self.word(at - 1) != "," or comma == sentence.first or self.word(comma + 1) not in DETERMINERS:
            return None
        first = comma
        while first > sentence.first and self.word(first - 1).isalpha() and self.tokens.is_capital(first - 1) and not self._is_timed(first - 1):
            first -= 1
        return (first, comma) if comma - first > 1 else None

    def _after_participle(self, before: list[int]) -> list[int]:
        """The subject itself where a participle with its own clause stands in front: "Asked whether it was so, the colonel"."""
        gap = next((i for i in range(len(before) - 1, 0, -1) if before[i] != before[i - 1] + 1), 0)
        opens = bool(before) and (verbs.is_ed(self.tokens.words[before[0]]) or verbs.is_ing(self.tokens.words[before[0]]))
        return before[gap:] if opens else before

    def _is_timed(self, at: int) -> bool:
        return at in self.timed or (self.tokens.words[at] in ("on", "in", "at") and at + 1 in self.timed)

    def _without_time(self, phrase: list[int]) -> list[int]:
        """The phrase without a time or a place in front of it: "On Monday the army", "In Baghdad the minister"."""
        while phrase and (self._is_timed(phrase[0]) or self.tokens.words[phrase[0]] in ("but", "and", "so", "meanwhile")):
            phrase = phrase[1:]
        if phrase and self.tokens.words[phrase[0]] in PREPOSITIONS:
            inner = next((i for i in range(len(phrase) - 1, 1, -1) if self.tokens.words[phrase[i]] in DETERMINERS), 0)
            return phrase[inner:]
        return phrase

    def _before_apposition(self, before: list[int], stop: int) -> list[int]:
        """The phrase that is the subject, where commas cut it: of "Anna Berg, director of the museum, said" the name."""
        phrase = before[stop + 1 :]
        if stop < 1 or not phrase or self.tokens.is_capital(phrase[0]) or self.tokens.words[before[stop]] != ",":
            return phrase
        earlier = next((i for i in range(stop - 1, -1, -1) if self._breaks(before, i)), -1)
        name = before[earlier + 1 : stop]
        is_name = (
            bool(name) and self.tokens.is_capital(name[-1]) and self.tokens.is_capital(name[0]) and self.tokens.words[name[0]] not in PREPOSITIONS
        )
        is_name = is_name and not verbs.is_ed(self.tokens.words[name[0]])
        return name if is_name and not self._is_timed(name[0]) and self.tokens.words[phrase[0]] not in PERSONAL | COLLECTIVE else phrase

    def _has_subject(self, before: list[int]) -> bool:
        return any(self.tokens.words[at] not in _ADVERBS and self.tokens.words[at] not in ("and", "but", "or", "so", "yet", ",") for at in before)

    def _subject_of(self, sentence: Sentence, clause: Clause) -> list[int]:
        """The tokens of a clause before its first finite verb."""
        verb = next((at for at in clause.tokens if finite(self.tokens, at, sentence.first, sentence.last)), clause.tokens[0] if clause.tokens else 0)
        return [at for at in clause.tokens if at < verb]

    def above(self, sentence: Sentence, clause: Clause) -> tuple[int, int]:
        """The tokens of the subject of the clause on which a participle hangs."""
        while clause.kind not in (Kind.MAIN, Kind.COORDINATE, Kind.CONTENT) and clause.parent is not None:
            clause = sentence.clauses[clause.parent]
        subject = self._without_time(self._subject_of(sentence, clause))
        return (subject[0], subject[-1] + 1) if subject else (clause.opener, clause.opener)

    def _breaks(self, before: list[int], i: int) -> bool:
        word = self.tokens.words[before[i]]
        return word in COMMA_LIKE or word in ("“", "”", '"', "and", "but", "so", "that", "where", "when", "while", "as", "if")

    def _inverted(self, sentence: Sentence, at: int) -> bool:
        return self.word(at - 1) in (",", "”", '"', "’", "'", "?", "!") or at == sentence.first

    def after(self, sentence: Sentence, first: int) -> tuple[int, int]:
        last = first
        while last < sentence.last and last - first < MAX_WORDS:
            word = self.tokens.words[last]
            if last > first + 1 and word in ("a", "an", "the") and self.tokens.is_capital(first):
                break
            if word == "." and last > first and self._is_abbreviated(last - 1):
                last += 1
                continue
            if word in COMMA_LIKE or word in (".", "“", "”", '"') or word in ("who", "which", "that", "in", "on", "after", "as", "when", "while"):
                break
            last += 1
        return first, last

    def _is_abbreviated(self, at: int) -> bool:
        """Whether a full stop after the word belongs to it: "Dr.", "Gen.", the letters of "U.S."."""
        return len(self.tokens.words[at]) == 1 or self.tokens.words[at] in TITLES | HONORIFICS | ABBREVIATED
