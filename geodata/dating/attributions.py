"""Who says what: the verbs of saying and their subjects.

A speaker is given in the fullest form that the document has. Where the text names none the answer is "": the publisher speaks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Final

from geodata.dating import verbs
from geodata.dating.clauses import Clause, Kind, Sentence
from geodata.dating.denials import CALLED, STORIES
from geodata.dating.discourse import Discourse
from geodata.dating.finite import DETERMINERS, QUOTES, finite
from geodata.dating.names import ORGANISATION_NOUNS, Name, names_in
from geodata.dating.referents import Referents, is_named
from geodata.dating.subjects import COLLECTIVE, MAX_WORDS, PERSONAL, Subjects
from geodata.dating.words import each
from geodata.model import Span

_DOCUMENTS: Final = frozenset(each("report statement study survey investigation letter article document release announcement findings analysis"))
_CLAIMS: Final = frozenset(
    each("claim claims allegation allegations accusation accusations charge charges report reports suggestion suggestions assertions involvement")
)
_NAMELESS: Final = frozenset(
    each("charity group organisation organization agency watchdog company firm network newspaper paper monitor monitors observatory bank")
)
_CALLING: Final = frozenset(each("called calls"))
"""Verbs that say something with "on" or "for": "called for talks in Geneva"."""

_GOING_ON: Final = frozenset(("saying", "adding"))
"""Participles by which the subject of the clause above speaks: "… defended the raid, saying that"."""

_LINKS: Final = frozenset(each("after before since until when while once as"))
"""Words that lead to a clause and are no part of its subject: "a week after the army declared victory"."""

_NOBODY: Final = frozenset(each("no nobody none neither"))
"""First words of a subject that names nobody: "no group has said"."""

_SAYING: Final = verbs.SPEAKING | verbs.WITH_THAT | verbs.WITH_HOW | verbs.THINKING | _CALLING | CALLED | _GOING_ON | {"say", "on", "according"}
"""Every word that `_may_speak` may take for one of saying: the others need no look at their neighbours."""

LEAD_LINES, LEAD_REACH = 3, 3
"""A role in the first three lines of a text is given the name of a speaker in the next three sentences: our decision, from how news is built."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of saying in a sentence: who says it ("": unknown), by which verb, and the words that show it."""

    sentence: int
    clause: int
    verb: int
    word: str
    speaker: str
    evidence: Span


class Attributions:
    """The attributions of one document, in the order of its text."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.tokens = discourse.tokens
        self.subjects = Subjects(discourse.tokens, discourse.timed)
        self.referents = Referents(discourse.text, discourse.people)
        self._lead_roles: dict[str, str] = {}

    @cached_property
    def by_sentence(self) -> dict[int, list[Attribution]]:
        """Sentence number → its attributions, innermost last."""
        found: dict[int, list[Attribution]] = {}
        words = self.tokens.words
        for number, (start, end) in enumerate(self.discourse.sentences):
            first, last = bisect_left(self.tokens.starts, start), bisect_left(self.tokens.starts, end)
            said = [at for at in range(first, last) if words[at] in _SAYING and self._may_speak(at)]
            if said:
                found[number] = list(self._in_sentence(number, said))
                self._name_leads(number, found)
            self.referents.begins(start, end)
        return found

    def _name_leads(self, number: int, found: dict[int, list[Attribution]]) -> None:
        """Give a role in the opening sentences the name that soon follows: news says "the minister has warned. Jo Bloggs said"."""
        name = next((item.speaker for item in found[number] if is_named(item.speaker)), "")
        if not name:
            return
        for earlier in range(max(0, number - LEAD_REACH), number):
            if self._is_lead(earlier):
                roles = [item for item in found.get(earlier, ()) if item.speaker.startswith("the ") and item.word in verbs.REPORTING]
                self._lead_roles.update((item.speaker[4:].lower(), name) for item in roles)
                found[earlier] = [replace(item, speaker=name) if item in roles else item for item in found.get(earlier, ())]

    def _is_lead(self, number: int) -> bool:
        """Whether the sentence stands at the head of the text, headings aside."""
        return self.discourse.line_at(self.discourse.sentences[number][0]) in self._lead

    @cached_property
    def _lead(self) -> frozenset[int]:
        body = (line for line in range(len(self.discourse.lines)) if line not in self.discourse.headings)
        return frozenset(islice(body, LEAD_LINES))

    def _may_speak(self, at: int) -> bool:
        word = self.tokens.words[at]
        if word in _CALLING and self.subjects.word(at + 1) in ("on", "for"):
            return True
        if word in CALLED and self._is_of_a_story(at):
            return True
        if word in verbs.WITH_THAT and self.subjects.word(at + 1) == "that":
            return True
        if word in verbs.WITH_HOW:
            return self.subjects.word(at + 1) == "how"
        return (
            word in verbs.SPEAKING
            or word in verbs.THINKING
            or (word in _GOING_ON and self.subjects.word(at - 1) == ",")
            or (word == "say" and self._went_on(at))
            or (word == "on" and self._went_on(at) and (self.subjects.word(at + 1) in QUOTES or self.subjects.word(at + 1) in (":", ",", ".")))
            or (word == "according" and self.subjects.word(at + 1) == "to")
        )

    def _is_of_a_story(self, at: int) -> bool:
        """Whether the object of the verb is a story whose words follow: "described reports of a massacre as lies"."""
        return any(self.subjects.word(on) in STORIES and self.subjects.word(on + 1) in ("that", "of") for on in range(at + 1, at + 4))

    def _went_on(self, at: int) -> bool:
        return self.subjects.word(at - 1) == "went" or (self.subjects.word(at - 1) == "to" and self.subjects.word(at - 2) == "on")

    def _in_sentence(self, number: int, said: list[int]) -> Iterator[Attribution]:
        sentence, spoke = self.discourse.parsed(number), ""
        for at in said:
            clause = sentence.clause_of(at)
            if not self._is_verb(sentence, clause, at):
                continue
            first, last = self.subjects.above(sentence, clause) if self.tokens.words[at] in _GOING_ON else self.subjects.of(sentence, clause, at)
            speaker = self._agent(sentence, at) if self._is_passive(at) else self._speaker(sentence, clause, first, last, at)
            if self.tokens.words[at] in _GOING_ON:
                speaker = spoke or speaker
            if speaker is None or speaker.split(" ")[0].lower() in _NOBODY or (not speaker and self.tokens.words[at] in _CALLING):
                continue
            self.referents.spoke(speaker)
            spoke = speaker
            low, high = min(first, at), max(last - 1, at)
            yield Attribution(number, clause.number, at, self.tokens.words[at], speaker, (self.tokens.starts[low], self.tokens.ends[high]))

    def _is_verb(self, sentence: Sentence, clause: Clause, at: int) -> bool:
        before, word = self.subjects.word(at - 1), self.tokens.words[at]
        if word == "comment" and self.subjects.word(at - 1) == "not":
            return False
        if (
            word in verbs.BASE
            and not self._went_on(at)
            and before not in ("they", "we", "also")
            and not self._is_helped(at)
            and not verbs.is_plural(before)
        ):
            return False
        if word in _CLAIMS and (finite(self.tokens, at - 1, sentence.first, sentence.last) or before in verbs.SPEAKING):
            return False
        if word in verbs.DENYING and before in ("nor", "or"):
            return False
        if word in verbs.DENYING and not word.startswith("den") and not self._of_claims(at):
            return False
        if any(above.kind is Kind.IF for above in sentence.chain(clause)):
            return False
        heard = before in verbs.BE and word not in verbs.CLAIMING and not (word == "told" and self.subjects.word(at + 1) == "by")
        return before not in DETERMINERS and before not in ("of", "by", "being", "be") and not heard

    def _is_helped(self, at: int) -> bool:
        """Whether "can", "could not", "did not" stand before the base form of a verb."""
        before = self.subjects.word(at - 1)
        return before in verbs.ABILITY or (before in ("not", "neither") and self.subjects.word(at - 2) in verbs.ABILITY | verbs.DO | {"would"})

    def _is_passive(self, at: int) -> bool:
        """Whether someone is only said to be or do something: "is accused of", "was widely blamed for"."""
        before = at - 1 if not self.subjects.word(at - 1).endswith("ly") else at - 2
        return self.subjects.word(before) in verbs.BE and (verbs.is_ed(self.subjects.word(at)) or self.subjects.word(at) == "told")

    def _agent(self, sentence: Sentence, at: int) -> str:
        """Who says it in a passive: what follows "by", else ""."""
        if self.subjects.word(at + 1) != "by":
            return ""
        first, last = self.subjects.after(sentence, at + 2)
        return self.named(self.tokens.starts[first], self.tokens.ends[last - 1]) if first < last else ""

    def _of_claims(self, at: int) -> bool:
        """Whether what is rejected or dismissed is something said, or a clause: not a request or a proposal."""
        following = self.tokens.words[at + 1 : at + 6]
        return any(word in _CLAIMS or word == "that" for word in following)

    def _speaker(self, sentence: Sentence, clause: Clause, first: int, last: int, at: int) -> str | None:
        """The one who speaks, "" where it is said without a name ("it is claimed"), None where the words are no subject."""
        if first >= last:
            return "" if self.subjects.word(at - 1) in verbs.BE else self._antecedent(sentence, clause) or ""
        while last - first > 1 and self.tokens.words[first] in _LINKS:
            first += 1
        words = self.tokens.words[first:last]
        if words[-1] in PERSONAL:
            return self.referents.person
        if words[-1] in COLLECTIVE or words == ["it", "is"]:
            return "" if words[-1] == "is" else (self.referents.body or self.referents.anyone)
        if words == ["one"] or words[-1:] == ["reports"]:
            return self.referents.anyone if words == ["one"] else ""
        if words[0] in ("which", "who", "whom", "that"):
            inner = len(words) > 1 and (words[1] in DETERMINERS or self.tokens.is_capital(first + 1))
            return self.named(self.tokens.starts[first + 1], self.tokens.ends[last - 1]) if inner else self._antecedent(sentence, clause) or ""
        if words[-1] in ("i", "we", "you", "there", "what"):
            return None
        return self.named(self.tokens.starts[first], self.tokens.ends[last - 1])

    def _antecedent(self, sentence: Sentence, clause: Clause) -> str | None:
        """Who a relative pronoun stands for: the phrase that ends where its clause opens."""
        if clause.kind is not Kind.RELATIVE or clause.parent is None:
            return None
        above = [token for token in sentence.clauses[clause.parent].tokens if token < clause.opener]
        while above and self.tokens.words[above[-1]] == ",":
            above.pop()
        names = names_in(self.discourse.text, self.tokens.starts[above[0]], self.tokens.ends[above[-1]]) if above else []
        if names and names[-1].end == self.tokens.ends[above[-1]]:
            return self.discourse.people.full(names[-1].text)
        start = next((token for token in reversed(above[:-1]) if self.tokens.words[token] in DETERMINERS), above[0] if above else clause.opener)
        return self.named(self.tokens.starts[start], self.tokens.ends[clause.opener - 1]) if above else None

    def named(self, start: int, end: int) -> str:
        """The name in a noun phrase, or the phrase itself; "" where it holds no letter: signs are nobody."""
        text = self.discourse.text[start:end].strip(' ,;:“”"-–—')
        text = re.sub(r"\s+", " ", text)
        head = text.split(" ")[-1].lower()
        names = names_in(self.discourse.text, start, end)
        if apposed := not names and self._apposed_name(end):
            return apposed
        bare = re.sub(r"^(?:the|a|an|both|but|and|so)\s+", "", text, flags=re.IGNORECASE)
        if not any(map(str.isalpha, bare)):
            return ""
        if names and (head in _DOCUMENTS or self._is_whole(names, bare)):
            return self.discourse.people.full(names[0].text if head in _DOCUMENTS else names[-1].text)
        if head in _NAMELESS and text.lower().startswith(("the ", "this ", "that ")) and len(bare.split()) == 1 and self.referents.named_body:
            return self.referents.named_body
        if known := self.discourse.people.roles.get(bare.lower()) or self._lead_roles.get(bare.lower()):
            return known
        phrase = self._phrase(text)
        return (phrase.startswith(("the ", "this ", "that ")) and self.referents.introduced(phrase, start)) or phrase

    def _apposed_name(self, end: int) -> str:
        """The name of whom a phrase describes, after a comma: "according to its curator, Anna Berg."; "" where none stands there."""
        text = self.discourse.text
        name = next(iter(names_in(text, end, end + 60)), None)
        if name is None or text[end : name.start] != ", " or text[name.end : name.end + 1] not in (".", ",", ";", ":", "\n", ""):
            return ""
        return self.discourse.people.full(name.text) if is_named(name.text) else ""

    def _is_whole(self, names: list[Name], bare: str) -> bool:
        """Whether the phrase is a name, perhaps after a role ("Defence Secretary Anna Berg") or a description ("Kenyan activist Anna Berg")."""
        name = names[-1]
        if not bare.endswith(name.text):
            return False
        rest = bare[: -len(name.text)].strip().lower()
        a_body = rest.split(" ")[-1] in ORGANISATION_NOUNS
        described = (" " in name.text or a_body) and not {"of", "for", "from", "in", "and", "or", "to"} & set(rest.split())
        return rest in (name.role, "") or described

    def _phrase(self, text: str) -> str:
        words = re.split(r"\s+(?:who|which|that|where)\s", text)[0].split(" ")[:MAX_WORDS]
        if words and words[0].lower() in DETERMINERS and words[0][0].isupper():
            words[0] = words[0].lower()
        if words and words[0] == "one":
            words[0] = "a"
        return " ".join(words)
