"""Which parts of a sentence may be left out so that the rest still says what its source says.

Never the main clause: a subject stays with its verb and its object. Never what says who speaks, what denies, doubts, limits or sets a condition.
Only what stands apart: set off by commas or dashes, or added after a whole clause. The clauses are those of `dating`, by light syntax; a part in
doubt stays.
"""

from collections.abc import Iterator
from functools import lru_cache

from geodata.dating import verbs
from geodata.dating.clauses import Clause, Kind, Sentence
from geodata.dating.finite import COMMA_LIKE, DETERMINERS, PREPOSITIONS, PRONOUNS, finite
from geodata.dating.splitting import parse
from geodata.dating.tokens import tokenise
from geodata.dating.words import each
from geodata.model import Span

_APART = frozenset({Kind.RELATIVE, Kind.WHERE, Kind.WHEN, Kind.WHILE, Kind.BACKGROUND, Kind.PARTICIPLE, Kind.WITH, Kind.APPOSITION})
"""Clauses that add to another one. Conditions, reasons, what is reported and who reports it are none of them."""

_WEIGHTY = verbs.SPEAKING | frozenset(
    each(
        "not no never neither nor none nobody nothing hardly scarcely barely without except unless only but however though although yet despite "
        "if whether until till while whilst whereas once alleged allegedly reportedly apparently perhaps possibly might may could would should "
        "suspected unconfirmed unverified unclear false untrue failed fails failing 't ’t cannot instead rather"
    )
)
"""Words that turn or limit what is said around them: a part that holds one is never left out."""

_ANAPHORS = PRONOUNS | frozenset(each("this that these those such both each another other others his her its their him them one some many most all"))
"""Subjects that mean nothing without what stands before them."""

_HELPERS = verbs.FINITE_HELPERS | verbs.BE | verbs.HAVE | frozenset(each("not also now"))
"""Words after which the verb itself, or what stands for it, is still to come."""

_FREE = frozenset(each("with on in at during through throughout across alongside amid within under around along near inside among"))
"""Prepositions whose phrase is mostly one more circumstance; "of", "to", "for", "from", "against" mostly belong to the word before."""


@lru_cache(maxsize=256)
def parts_in(text: str, sentence: Span) -> tuple[Span, ...]:
    """The parts of the sentence that may be left out, as spans of the text, in order; they may lie within each other. Each runs from the end of
    the words before it to the beginning of the words after it."""
    return _Parts(text, sentence).found(False)


@lru_cache(maxsize=256)
def lesser_parts_in(text: str, sentence: Span) -> tuple[Span, ...]:
    """Circumstances that are not set off from their clause: left out only where the others leave too much."""
    return _Parts(text, sentence).found(True)


@lru_cache(maxsize=256)
def backbone_in(text: str, sentence: Span, words: Span) -> tuple[Span, ...]:
    """Of every clause that holds the words, and those above it, the beginning with its subject up to its first finite verb; as spans of the text."""
    return _Parts(text, sentence).backbone(words)


class _Parts:
    """One sentence and what may be left out of it. Tokens count from its beginning."""

    def __init__(self, text: str, sentence: Span) -> None:
        self.span = sentence
        self.tokens = tokenise(text[slice(*sentence)])
        self.words = self.tokens.words
        self.last = len(self.words)
        while self.last and not self.words[self.last - 1][0].isalnum():
            self.last -= 1  # the last word, without full stop and closing marks
        self.sentence: Sentence = parse(self.tokens, 0, len(self.words))

    def found(self, lesser: bool) -> tuple[Span, ...]:
        most = (self._clauses(), self._before_own_subject(), self._inserted())
        ways = (self._heads(), self._tails(), self._circumstances()) if lesser else most
        runs = {run for way in ways for run in way if not self._is_weighty(*run) and self._is_balanced(*run)}
        return tuple(sorted({self._span(*run) for run in runs}))

    def backbone(self, words: Span) -> tuple[Span, ...]:
        at = next((n for n, end in enumerate(self.tokens.ends) if self.span[0] + end > words[0]), 0)
        held = self.sentence.chain(self.sentence.clause_of(at))
        heads = [head for clause in held if (head := self._head(clause))]
        if not self._head(held[-1]):  # a dateline or a phrase stands before the main clause
            heads += [head for clause in self.sentence.clauses if clause.kind in (Kind.COORDINATE, Kind.CONTENT) and (head := self._head(clause))][:1]
        return tuple(sorted(set(heads)))

    def _head(self, clause: Clause) -> Span | None:
        verb = next((token for token in clause.tokens if self._is_finite(token)), None)
        if verb is None:
            return None
        while verb + 1 < self.last and (self.words[verb] in _HELPERS or self.words[verb].endswith("ly")) and self.words[verb + 1].isalpha():
            verb += 1
        return self.span[0] + self.tokens.starts[clause.tokens[0]], self.span[0] + self.tokens.ends[verb]

    def _span(self, first: int, end: int) -> Span:
        """The characters that go when the tokens go: with the comma or dash before them, and the space after them."""
        while first and self._is_break(first - 1):
            first -= 1
        start = self.tokens.ends[first - 1] if first else 0
        stop = self.tokens.starts[end] if end < self.last else self.span[1] - self.span[0]
        return self.span[0] + start, self.span[0] + stop

    def _clauses(self) -> Iterator[tuple[int, int]]:
        """Clauses that stand apart, with all that hangs on them; and a clause with its own subject that "and" adds at the end."""
        for clause in self.sentence.clauses[1:]:
            run = self._subtree(clause)
            if run is None or not self._ends(run[1]):
                continue
            if clause.kind is Kind.COORDINATE:
                if run[1] >= self.last and self._adds(clause):
                    yield run
            elif clause.kind in _APART and self._begins(clause, run[0]) and self._is_no_item(clause, run[1]):
                yield run

    def _heads(self) -> Iterator[tuple[int, int]]:
        """Of a participle at the end with an "as" or "when" of its own the words before that: what follows goes with the main clause as well."""
        for clause in self.sentence.clauses[1:]:
            above = self.sentence.clauses[clause.parent or 0]
            if clause.kind not in (Kind.WHILE, Kind.WHEN) or above.kind is not Kind.PARTICIPLE:
                continue
            before = [token for token in above.tokens if token < clause.opener]
            if before and self._begins(above, before[0]) and before == list(range(before[0], clause.opener)):
                yield before[0], clause.opener

    def _tails(self) -> Iterator[tuple[int, int]]:
        """A clause with "as", "when", "after" or "before" at the end, without a comma; none of a plan or forecast, which may hang on it."""
        for clause in self.sentence.clauses[1:]:
            run = self._subtree(clause) if clause.kind in (Kind.WHILE, Kind.WHEN) else None
            above = self.sentence.clauses[clause.parent or 0]
            if run and run[1] >= self.last and self._has_subject(clause) and not any(verbs.is_modal(self.words, at) for at in above.tokens):
                yield run

    def _before_own_subject(self) -> Iterator[tuple[int, int]]:
        """All before a clause with a subject of its own, a name or noun, that "and" or a semicolon adds to the main clause."""
        for clause in self.sentence.clauses[1:]:
            if clause.kind is Kind.COORDINATE and clause.parent == 0 and self._adds(clause) and not self._is_anaphor(clause):
                yield 0, clause.opener + (self.words[clause.opener] == "and")

    def _inserted(self) -> Iterator[tuple[int, int]]:
        """Phrases of circumstance between two commas, or between "and" or "but" and a comma with a subject after it; no items of a list."""
        for first in range(1, self.last):
            joined = self.words[first - 1] in ("and", "but")
            if self.words[first] not in PREPOSITIONS or not (joined or self._is_break(first - 1)):
                continue
            end = next((at for at in range(first, self.last) if self._is_break(at)), self.last)
            if end >= self.last or end - first < 3 or any(self._joins(at) or self._is_finite(at) for at in range(first, end)):
                continue
            is_item = self._joins(end + 1) or (self._is_capital(end - 1) and self._is_capital(end + 1))
            if not is_item and not (joined and not self._clause_follows(end + 1)):
                yield first, end + 1

    def _circumstances(self) -> Iterator[tuple[int, int]]:
        """Phrases that begin with a preposition of circumstance after a noun or adverb and end before an infinitive or at the end."""
        for first in range(2, self.last):
            before = self.words[first - 1]
            is_verb = verbs.is_ed(before) or verbs.is_ing(before) or before in verbs.BASE or before in verbs.BE or self._is_finite(first - 1)
            if self.words[first] not in _FREE or not before.isalpha() or is_verb or before in PREPOSITIONS or self._joins(first - 1):
                continue
            end = next((at for at in range(first + 1, self.last) if self._is_break(at) or self.words[at] == "to" or self._joins(at)), self.last)
            is_whole = end >= self.last or (self.words[end] == "to" and end + 1 < self.last and self.words[end + 1] in verbs.BASE)
            if is_whole and not any(self._is_finite(at) for at in range(first, end)) and self._owner(first) == self._owner(end - 1):
                yield first, end

    def _subtree(self, clause: Clause) -> tuple[int, int] | None:
        """The tokens of a clause and all below it, first and end; None where others stand among them."""
        tokens = sorted(at for part in self.sentence.clauses if clause in self.sentence.chain(part) for at in part.tokens)
        if not tokens or tokens[-1] - tokens[0] + 1 != len(tokens):
            return None
        return tokens[0], tokens[-1] + 1

    def _begins(self, clause: Clause, first: int) -> bool:
        """Whether the clause is set off from what stands before it; "where" also after a name, and an event that only dates."""
        if first == 0 or self._is_break(first - 1) or clause.kind is Kind.BACKGROUND:
            return True
        return clause.kind is Kind.WHERE and self.tokens.is_capital(first - 1)

    def _ends(self, end: int) -> bool:
        return end >= self.last or self._is_break(end - 1)

    def _is_no_item(self, clause: Clause, end: int) -> bool:
        """Whether an apposition is one, and no item of a list: it holds no "and", and the verb or the end follows."""
        if clause.kind is not Kind.APPOSITION:
            return True
        has_sign = self.words[clause.opener] in ("in", "along", "as", "second", "alongside")
        return has_sign or (not any(self._joins(at) for at in clause.tokens) and (end >= self.last or self._is_finite(end)))

    def _adds(self, clause: Clause) -> bool:
        """Whether a clause is added by "and", a semicolon or a dash and has a subject of its own before its verb."""
        opener = self.words[clause.opener]
        before = self.words[clause.opener - 1]
        if (opener != "and" and before not in (";", "–", "—")) or before in PRONOUNS:
            return False
        if self._is_capital(clause.opener - 1) and self._is_capital(clause.opener + 1):
            return False  # two names, rather than the end of one clause and the subject of the next
        tokens = [at for at in clause.tokens if at >= clause.opener + (opener == "and")]
        verb = next((at for at in tokens if self._is_finite(at)), None)
        return verb is not None and any(
            not self.words[at].endswith("ly") and self.words[at] not in ("also", "then", "now") for at in tokens if at < verb
        )

    def _has_subject(self, clause: Clause) -> bool:
        """Whether a clause goes on after its opener with what looks like a subject: "listed as hot spots" does not."""
        at = clause.opener + 1
        return at < self.last and (self.words[at] in PRONOUNS or self.words[at] in DETERMINERS or self.tokens.is_capital(at))

    def _is_anaphor(self, clause: Clause) -> bool:
        """Whether the subject of an added clause means nothing without what stands before it: "it", "the following year he", "his brother"."""
        first = clause.opener + (self.words[clause.opener] == "and")
        verb = next(at for at in clause.tokens if at >= first and self._is_finite(at))
        return self.words[first] in _ANAPHORS or not self.words[first].isalnum() or any(self.words[at] in PRONOUNS for at in range(first, verb))

    def _clause_follows(self, at: int) -> bool:
        """Whether a subject and its verb follow at once."""
        ahead = range(at, min(at + 6, self.last))
        verb = next((n for n in ahead if self._is_finite(n) or self._is_break(n) or not self.words[n][0].isalnum()), at)
        return verb > at and self._is_finite(verb)

    def _is_weighty(self, first: int, end: int) -> bool:
        return any(word in _WEIGHTY for word in self.words[first:end])

    def _is_balanced(self, first: int, end: int) -> bool:
        """Whether as many quotation marks and brackets open in the run as close; one that runs to the end may close what was opened before."""
        text = self.tokens.text[self.tokens.starts[first] : self.tokens.ends[end - 1]]
        opened = text.count("“") - text.count("”"), text.count("(") - text.count(")"), text.count('"') % 2
        return opened == (0, 0, 0) or (end >= self.last and text.count("“") <= text.count("”") and opened[1] == 0)

    def _is_break(self, at: int) -> bool:
        """Whether the token is a comma or what works like one; a hyphen or dash only with a space before it."""
        if not 0 <= at < len(self.words) or self.words[at] in ("(", ")", ":"):
            return False
        if self.words[at] in ("-", "–", "—"):
            return at > 0 and self.tokens.starts[at] > self.tokens.ends[at - 1]
        return self.words[at] in COMMA_LIKE

    def _is_capital(self, at: int) -> bool:
        return 0 <= at < self.last and self.tokens.is_capital(at)

    def _joins(self, at: int) -> bool:
        return 0 <= at < self.last and self.words[at] in ("and", "or", "but", "nor")

    def _is_finite(self, at: int) -> bool:
        return finite(self.tokens, at, 0, len(self.words))

    def _owner(self, at: int) -> int:
        return self.sentence.owner[at]
