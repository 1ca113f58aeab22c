"""A sentence → its clauses, by light syntax: boundary words and finite verbs, no parser.

The rules are those of a plain grammar of English; they aim at news prose and err on the side of one clause too many, because a date in another
clause about something else must not date a place.
"""

from typing import Final

from geodata.dating import verbs
from geodata.dating.clauses import Clause, Kind, Sentence
from geodata.dating.finite import COMMA_LIKE, DETERMINERS, PREPOSITIONS, PRONOUNS, QUOTES, finite
from geodata.dating.tokens import Tokens
from geodata.dating.words import each

_RELATIVES: Final = frozenset(each("who whom which whose"))
_OPENERS: Final = {
    "where": Kind.WHERE,
    "when": Kind.WHEN,
    "whenever": Kind.WHEN,
    "while": Kind.WHILE,
    "whilst": Kind.WHILE,
    "because": Kind.CAUSE,
    "although": Kind.CAUSE,
    "though": Kind.CAUSE,
    "whereas": Kind.CAUSE,
    "unless": Kind.IF,
    "if": Kind.IF,
    "whether": Kind.IF,
}
_MAYBE_OPENERS: Final = {
    "as": Kind.WHILE,
    "since": Kind.CAUSE,
    "before": Kind.WHEN,
    "after": Kind.WHEN,
    "until": Kind.IF,
    "till": Kind.IF,
    "once": Kind.IF,
}
_AFTER_SAYING: Final = frozenset(each("in on at during after before yesterday today this last late earlier"))
"""What may follow the verb of "…, the minister said in a statement"."""

_LONG_ATTRIBUTION: Final = 20
"""How long such an end of a sentence may be, in tokens, where nothing follows the verb: our decision."""

_NO_PARTICIPLE: Final = frozenset(each("according following regarding concerning pending"))
_NOT_BEFORE_AS: Final = frozenset(each("known described regarded seen identified such well same day night week month year"))
_EVENT_PREPOSITIONS: Final = frozenset(each("since before after following until till pending"))
_CLOSED_BY_COMMA: Final = frozenset(Kind) - {Kind.MAIN, Kind.CONTENT, Kind.COORDINATE}


_WH_WORDS: Final = frozenset(each("where which whom"))
_STARTERS: Final = (
    _RELATIVES
    | frozenset(_OPENERS)
    | frozenset(_MAYBE_OPENERS)
    | _EVENT_PREPOSITIONS
    | frozenset(each("that how and but or so yet ahead prior with"))
    | _WH_WORDS
)
_CONTENT_LEADERS: Final = frozenset(each("hoped hopes feared fears thought think thinks means meant so"))
_LEADERS: Final = COMMA_LIKE | QUOTES | verbs.SPEAKING | _CONTENT_LEADERS | frozenset(("-",))
"""Words that a clause may begin with, and words that one may begin after."""


def parse(tokens: Tokens, first: int, last: int, timed: frozenset[int] = frozenset()) -> Sentence:
    """The clauses of the sentence from token `first` to before `last`; inside a time expression, whose tokens are `timed`, none begins."""
    splitter = _Splitter(tokens, first, last, timed)
    for index in range(first, last):
        splitter.step(index)
    return Sentence(tokens, first, last, splitter.clauses, splitter.owner)


class _Splitter:
    """The state of one pass: the clauses so far and the one that the next token belongs to."""

    def __init__(self, tokens: Tokens, first: int, last: int, timed: frozenset[int]) -> None:
        self.tokens, self.words = tokens, tokens.words
        self.first, self.last, self.timed = first, last, timed
        self.clauses = [Clause(0, Kind.MAIN, None, first)]
        self.current = self.clauses[0]
        self.owner: list[int] = []
        self._finite: dict[int, bool] = {}
        self._is_told = "told" in tokens.words[first:last]

    def step(self, index: int) -> None:
        if self._may_cut(index):
            self._cut(index)
        self.current.tokens.append(index)
        self.owner.append(self.current.number)

    def _may_cut(self, index: int) -> bool:
        """Whether a clause can begin or end here at all: most words are neither boundary words nor stand after one."""
        words = self.words
        if index == self.first:
            return words[index] not in COMMA_LIKE
        if words[index] in _STARTERS or words[index - 1] in _LEADERS or self.current.kind is Kind.RELATIVE:
            return True
        if index + 1 < self.last and words[index + 1] in _WH_WORDS:
            return True
        return self._is_told and "told" in words[max(self.first, index - 3) : index - 1]

    def word(self, index: int) -> str:
        return self.words[index] if self.first <= index < self.last else ""

    def open(self, kind: Kind, index: int, parent: int | None) -> None:
        self.current = Clause(len(self.clauses), kind, parent, index)
        self.clauses.append(self.current)

    def close(self) -> None:
        if self.current.parent is not None:
            self.current = self.clauses[self.current.parent]

    def _cut(self, index: int) -> None:
        word = self.word(index)
        if word in COMMA_LIKE or word in QUOTES or (index in self.timed and index - 1 in self.timed):
            return
        after_comma = self._after_comma(index)
        if self._awaits_verb() and self._has_verb(self.current) and self.is_finite(index):
            self.close()
            return
        if after_comma and self._cut_after_comma(index):
            return
        kind = self._subordinate(index, after_comma)
        if kind is not None:
            of_speaker = self.current.kind is Kind.ATTRIBUTION and kind in (Kind.RELATIVE, Kind.APPOSITION)
            if after_comma and self.current.kind in _CLOSED_BY_COMMA and not of_speaker and not self._is_inserted(index):
                self.close()
            self.open(kind, index, self.current.number)
            return
        if self._is_content(index):
            self.open(Kind.CONTENT, index, self.current.number)
        elif word in ("and", "but", "or", "so", "yet", ";") and (word != "yet" or self.word(index - 1) not in ("not", "'t", "’t", "as")):
            self._coordinate(index)

    def _after_comma(self, index: int) -> bool:
        return index > self.first and self._is_break(self._before_quote(index))

    def _before_quote(self, index: int) -> int:
        before = index - 1
        while self.word(before) in QUOTES:
            before -= 1
        return before

    def _is_break(self, index: int) -> bool:
        """Whether the token is a comma or what works like one; a hyphen or dash only with a space before it."""
        word = self.word(index)
        if word in ("-", "–", "—"):
            return index > self.first and self.tokens.starts[index] > self.tokens.ends[index - 1]
        return word in COMMA_LIKE

    def _is_inserted(self, index: int) -> bool:
        """Whether the words from here to the next comma stand inside the current clause, which goes on after them."""
        above = self.clauses[self.current.parent or 0]
        return self._has_verb(above) and self._comma_ahead(index)

    def _awaits_verb(self) -> bool:
        """Whether the current clause is a relative one inside a subject whose verb has not come yet."""
        above = self.clauses[self.current.parent or 0]
        return self.current.kind is Kind.RELATIVE and bool(above.tokens) and not self._has_verb(above)

    def _has_verb(self, clause: Clause) -> bool:
        return any(self.is_finite(index) for index in clause.tokens)

    def _stands_alone(self) -> bool:
        """Whether what stands before is a statement, after a dateline too ("GAO, Mali — Shells fell, police said")."""
        return self._has_verb(self.clauses[0]) or (self.current.kind is Kind.COORDINATE and self._has_verb(self.current))

    def _reports(self, clause: Clause) -> bool:
        return any(self.word(index) in verbs.SPEAKING or self.word(index) in ("say", "added", "continued") for index in clause.tokens)

    def _cut_after_comma(self, index: int) -> bool:
        word = self.word(index)
        if self.word(self._before_quote(index)) == ":" and self._reports(self.current):
            self.open(Kind.CONTENT, index, self.current.number)
            if kind := self._subordinate(index, True):
                self.open(kind, index, self.current.number)
            return True
        if self._stands_alone() and self._is_attribution(index):
            self.open(Kind.ATTRIBUTION, index, self.current.number)
            return True
        if word in ("and", "but", "or", "so", "yet"):
            if not self.finite_follows(index + 1):
                return False
            while self.current.kind in _CLOSED_BY_COMMA:
                self.close()
            self._coordinate(index)
            return True
        kept_waiting = self._awaits_verb() and self._has_verb(self.current) and (word in verbs.PRESENT or word in verbs.BASE)
        goes_on = kept_waiting or self.is_finite(index) or self.finite_follows(index)
        if self.current.kind in _CLOSED_BY_COMMA and goes_on and self._subordinate(index, True) is None:
            self.close()
            return False
        if self.word(index - 1) in (";", ":", "–", "—") and (self.is_finite(index) or self.finite_follows(index)):
            self.open(Kind.COORDINATE, index, self.current.parent if self.current.kind is Kind.COORDINATE else self.current.number)
            return True
        if word in ("now", "then", "today", "still") and self.finite_follows(index + 1):
            self.open(Kind.COORDINATE, index, self.current.number)
            return True
        return False

    def _subordinate(self, index: int, after_comma: bool) -> Kind | None:
        word, before, after = self.word(index), self.word(index - 1), self.word(index + 1)
        if word in _RELATIVES and index > self.first:
            return Kind.RELATIVE
        if word == "that":
            return self._that(index)
        if word == "how" and before in verbs.SPEAKING | verbs.WITH_HOW:
            return Kind.CONTENT
        if word in PREPOSITIONS and after in ("where", "which", "whom") and index > self.first:
            return Kind.WHERE if after == "where" else Kind.RELATIVE
        always = ("while", "when", "whilst", "where", "unless")
        if word in _OPENERS and (word in always or self.finite_follows(index + 1, reach=24)) and not (before in PREPOSITIONS and word == "where"):
            return _OPENERS[word]
        if word in _MAYBE_OPENERS and before not in _NOT_BEFORE_AS and after != "long" and self.finite_follows(index + 1, reach=16):
            return _MAYBE_OPENERS[word]
        if self._is_background(index):
            return Kind.BACKGROUND
        return self._loose(index, after_comma)

    def _loose(self, index: int, after_comma: bool) -> Kind | None:
        word, after = self.word(index), self.word(index + 1)
        at_start = index == self.first
        if (after_comma or at_start) and word == "with":
            return Kind.WITH
        if (
            (after_comma or at_start)
            and verbs.is_ing(word)
            and word not in _NO_PARTICIPLE
            and after not in ("and", ",")
            and not self.is_finite(index + 1)
        ):
            return Kind.PARTICIPLE
        if at_start and verbs.is_ed(word) and after in PREPOSITIONS:
            return Kind.PARTICIPLE
        if after_comma and self._is_reduced(word, after) and self._comma_ahead(index):
            return Kind.PARTICIPLE
        if after_comma and (
            word == "alongside" or (word, after) in (("in", "addition"), ("along", "with"), ("as", "well"), ("second", "only"), ("as", "part"))
        ):
            return Kind.APPOSITION
        if (
            after_comma
            and word in ("the", "a", "an", "one", "known", "also")
            and self._name_before(index)
            and not self.finite_follows(index, through_comma=False)
        ):
            return Kind.APPOSITION
        if after_comma and word in ("the", "a", "an") and self._name_before(index) and self._comma_ahead(index):
            return Kind.APPOSITION
        return None

    def _is_reduced(self, word: str, after: str) -> bool:
        """Whether the words begin a relative clause without its pronoun: "stolen from a church", "due to begin"."""
        if after == "to" and word in ("due", "set", "likely", "scheduled", "expected", "planned"):
            return True
        return after in PREPOSITIONS and (verbs.is_ed(word) or word in verbs.IRREGULAR_PARTICIPLES)

    def _name_before(self, index: int) -> bool:
        return index - 2 >= self.first and self.tokens.is_capital(index - 2)

    def _comma_ahead(self, index: int) -> bool:
        return any(self.word(ahead) == "," and self.is_finite(ahead + 1) for ahead in range(index, min(self.last, index + 16)))

    def _that(self, index: int) -> Kind | None:
        before, after = self.word(index - 1), self.word(index + 1)
        if before in ("and", "but", "or"):
            return None
        if (
            before in verbs.SPEAKING
            or before in verbs.BASE
            or before in verbs.WITH_THAT
            or before
            in (
                "certain",
                "clear",
                "confident",
                "sure",
                "expected",
                "understood",
                "thought",
                "rumoured",
                "fact",
                "claims",
                "reports",
                "today",
                "yesterday",
            )
        ):
            return Kind.CONTENT
        spoke = any(self.word(back) in verbs.SPEAKING for back in range(index - 6, index))
        if self.finite_follows(index + 1) and spoke and (before.isalpha() or before in COMMA_LIKE):
            return Kind.CONTENT
        if not before.isalpha() or before in PREPOSITIONS:
            return None
        if self.is_finite(index + 1) or (self.finite_follows(index + 1) and (after in PRONOUNS or after in DETERMINERS or self._capital(index + 1))):
            return Kind.RELATIVE
        return None

    def _capital(self, index: int) -> bool:
        return index < self.last and self.tokens.is_capital(index)

    def _is_background(self, index: int) -> bool:
        word, after = self.word(index), self.word(index + 1)
        if (word, after) in (("ahead", "of"), ("prior", "to")):
            return True
        if word == "following" and (after == "on" or after in DETERMINERS) and self.word(index - 1) not in DETERMINERS:
            return True
        return word in _EVENT_PREPOSITIONS and after in DETERMINERS and self._event_noun(index + 2)

    def _event_noun(self, index: int) -> bool:
        return any(self.word(ahead) in ("of", "in", "on", "against") for ahead in range(index, index + 4))

    def _is_content(self, index: int) -> bool:
        before = self.word(index - 1)
        told = self.word(index - 2) == "told" or (self.word(index - 3) == "told" and self.word(index - 2) in DETERMINERS)
        told = told and not (self.current.kind is Kind.CONTENT and index - self.current.opener <= 2)
        if before not in verbs.SPEAKING and before not in _CONTENT_LEADERS and not told:
            return False
        if before == "so" or (self.current.kind is Kind.CONTENT and self.current.opener == index):
            return False
        word = self.word(index)
        if word in PREPOSITIONS and word not in ("in", "on", "by", "at"):
            return False
        return word not in COMMA_LIKE and self.finite_follows(index)

    def _coordinate(self, index: int) -> None:
        after = self.word(index + 1)
        if (not self._has_verb(self.current) and not self._after_comma(index)) or self._awaits_verb():
            return
        starts_verb = self.is_finite(index + 1) or (after in ("also", "later", "then", "now", "still", "has", "have") and self.is_finite(index + 2))
        if not starts_verb and not self._clause_follows(index + 1):
            return
        base = self.current
        while base.kind in (Kind.COORDINATE, Kind.PARTICIPLE, Kind.APPOSITION, Kind.ATTRIBUTION) and base.parent is not None:
            base = self.clauses[base.parent]
        while (
            base.kind is Kind.CONTENT
            and base.parent is not None
            and starts_verb
            and (after in verbs.SPEAKING or after in ("called", "added", "urged", "went"))
        ):
            base = self.clauses[base.parent]
        self.open(Kind.COORDINATE, index, base.number)

    def _clause_follows(self, index: int) -> bool:
        word = self.word(index)
        starts = word in PRONOUNS or word in DETERMINERS or self._capital(index) or self._after_comma(index - 1) or word in PREPOSITIONS
        return starts and self.finite_follows(index, reach=10)

    def _is_attribution(self, index: int) -> bool:
        end = index
        while end < self.last and self.word(end) not in COMMA_LIKE and self.word(end) not in (".", "“", '"'):
            end += 1
        if end - index > 12:
            return self._is_long_attribution(index, end)
        if end - index < 2:
            return False
        words = [self.word(at) for at in range(index, end)]
        if words[0] in verbs.SPEAKING and not words[0].endswith("ing"):
            return len(words) <= 9
        if words[:2] == ["according", "to"]:
            return True
        if not (words[0] in PRONOUNS or words[0] in DETERMINERS or self._capital(index) or self._many_speak(words)):
            return False
        said = next((i for i, word in enumerate(words) if word in verbs.SPEAKING), 0)
        if not 0 < said <= 8:
            return self._is_long_attribution(index, end)
        return words[said] == "told" or said + 1 == len(words) or words[said + 1] in _AFTER_SAYING or index + said + 1 in self.timed

    def _is_long_attribution(self, index: int, end: int) -> bool:
        """Whether the words are one long subject and, last, a verb of saying: "the head of the council running the town has disclosed"."""
        if end - index > _LONG_ATTRIBUTION or self.word(end - 1) not in verbs.SPEAKING or self.word(index) not in DETERMINERS:
            return False
        inner = range(index + 1, end - 1)
        return not any(self.is_finite(at) and self.word(at) not in verbs.HAVE for at in inner)

    def _many_speak(self, words: list[str]) -> bool:
        """Whether the words begin with a plural that speaks: "engineers warned", "local officials said"; or are one: "residents say"."""
        last = len(words) - 1
        said = next((i for i, word in enumerate(words) if word in verbs.SPEAKING and (verbs.is_past_form(word) or i == last)), 0)
        return 0 < said <= 3 and (verbs.is_plural(words[said - 1]) or words[said - 1] in verbs.MEDIA)

    def finite_follows(self, index: int, *, reach: int = 14, through_comma: bool = False) -> bool:
        """Whether a subject and a finite verb follow from `index` on, before the next boundary."""
        for at in range(index, min(self.last, index + reach)):
            word = self.word(at)
            if word in COMMA_LIKE and not through_comma:
                return False
            if word in _RELATIVES or word in _OPENERS or word == "that":
                return False
            if at > index and self.is_finite(at):
                return True
        return False

    def is_finite(self, index: int) -> bool:
        """Whether the token is a finite verb, by its form and its neighbours."""
        known = self._finite.get(index)
        if known is None:
            known = self._finite[index] = finite(self.tokens, index, self.first, self.last)
        return known
