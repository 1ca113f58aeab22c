"""What a sentence denies of a place: a negated action, a plan that there is none of, nobody who was there, a report that is called false."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.clauses import Clause, Sentence, shown, word_in
from geodata.dating.finite import DETERMINERS, QUOTES, finite
from geodata.dating.words import each
from geodata.model import Span

STORIES: Final = frozenset(
    each(
        "report reports claim claims rumour rumours rumor rumors allegation allegations accusation accusations charge charges story stories "
        "assertion assertions suggestion suggestions"
    )
)
"""Nouns for what others tell."""

UNTRUE: Final = frozenset(
    each(
        "false untrue wrong unfounded baseless groundless fabricated invented lies nonsense incorrect fake unsubstantiated propaganda disinformation"
    )
)
"""What a denial calls them."""

CALLED: Final = frozenset(each("called calls described describes branded labelled labeled dismissed denounced"))
_ABSURD: Final = frozenset(each("absurd ridiculous laughable nonsensical slander slanderous lie hoax fiction"))
"""What else a story is called by who denies it."""

_NOBODY: Final = frozenset(each("nobody none nothing"))

_CONTESTED: Final = frozenset(
    each("troops soldiers forces fighters militants bases weapons strike strikes attack attacks shelling bombing massacre camps prisoners")
)
"""What a speaker who says that there was none of it denies; "there were no injuries" only reports."""

_NO_TRUTH: Final = frozenset((sign, "that") for sign in each("evidence indication sign signs proof suggestion")) | {("truth", "in"), ("truth", "to")}
"""After "no" these deny what follows them."""

_SHOWING: Final = frozenset(each("suggest indicate show support"))
_COMMENTING: Final = frozenset(each("comment discuss speculate"))

_RULING: Final = frozenset(each("ruled rules ruling"))
_NO_REFUSAL: Final = frozenset(each("only just say comment discuss confirm stop rest hesitate end have know"))
"""Verbs after "will not" that leave open what else happens."""

_CONDITIONS: Final = frozenset(each("until before unless without if"))

_NEGATIONS: Final = frozenset(each("not never n't 't ’t"))


def called_untrue(sentence: Sentence, mention: int) -> Span | None:
    """ "Reports that people had died in Sibi were false", "called the claim that … absurd": what is said of the place is denied by who says so."""
    words = sentence.tokens.words
    for at in range(sentence.first + 1, mention - 2):
        if words[at] in CALLED and STORIES & set(words[at + 1 : at + 4]):
            return next((shown(sentence, at, end) for end in range(mention + 1, sentence.last) if words[end] in UNTRUE | _ABSURD), None)
    told = any(words[at] in STORIES and words[at + 1] in ("that", "of", "about") for at in range(sentence.first, mention - 1))
    if not told:
        return None
    ends = ((at, untruth(sentence, at)) for at in range(mention + 1, sentence.last - 1))
    return next((shown(sentence, at, end) for at, end in ends if end is not None), None)


def unevidenced(sentence: Sentence, mention: int) -> Span | None:
    """ "There is no evidence that", "nothing to suggest that", "pleaded not guilty to": what follows is denied."""
    words = sentence.tokens.words
    for at in range(sentence.first, min(mention, sentence.last) - 2):
        if words[at] == "no" and (words[at + 1], words[at + 2]) in _NO_TRUTH:
            return shown(sentence, at, at + 1)
        if (
            words[at] in ("nothing", "evidence")
            and words[at + 1] == "to"
            and words[at + 2] in _SHOWING
            and {"no", "nothing"} & set(words[at - 1 : at + 1])
        ):
            return shown(sentence, at, at + 2)
        if words[at : at + 3] == ["not", "guilty", "to"]:
            return shown(sentence, at, at + 1)
    return None


def is_withheld(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause only refuses to speak of the place: "does not comment on operations in", "declined to discuss",
    "made no mention of"."""
    words = sentence.tokens.words
    if words[sentence.first : sentence.first + 2] == ["asked", "about"] and clause.tokens[0] == sentence.first:
        return bool({"declined", "refused"} & set(words[sentence.first : sentence.last]))
    if any(words[at : at + 3] == ["no", "mention", "of"] for at in clause.tokens):
        return True
    return any(
        words[at] in _COMMENTING and (words[at - 1] in _NEGATIONS or words[at - 2 : at] in (["declined", "to"], ["refused", "to"]))
        for at in clause.tokens
        if at > sentence.first + 1
    )


def untruth(sentence: Sentence, at: int) -> int | None:
    """The token that calls something untrue after the "is" at this place: "were unfounded", "is not true", "is a lie"; None where none does."""
    words = sentence.tokens.words
    if words[at] not in ("is", "are", "was", "were", "'s", "’s", "be", "been"):
        return None
    negated = False
    for on in range(at + 1, min(sentence.last, at + 6)):
        if words[on] in UNTRUE:
            return None if negated else on
        if words[on] in ("true", "correct", "accurate"):
            return on if negated else None
        if words[on] == "lie" and words[on - 1] == "a":
            return on
        if words[on] in ("not", "n't", "'t", "’t"):
            negated = True
        elif words[on] not in QUOTES and words[on] not in DETERMINERS and not words[on].endswith("ly"):
            return None
    return None


def negated(sentence: Sentence, clause: Clause) -> Span | None:
    """A denied action: "did not bomb", "have never been". "has yet to reach". "Not only" denies nothing."""
    words = sentence.tokens.words
    for at in clause.tokens:
        helper = words[at - 1] if at > sentence.first else ""
        helped = (
            helper in verbs.DO or helper in verbs.HAVE or helper in ("didn", "hasn", "haven", "hadn", "weren", "wasn", "did") or words[at] == "never"
        )
        helped = helped or (helper in ("was", "were") and _is_present(sentence, at + 1))
        if words[at] in _NEGATIONS and helped and words[at + 1 : at + 2] != ["only"] and words[at + 1 : at + 3] != ["been", "able"]:
            return shown(sentence, max(sentence.first, at - 1), at)
        if words[at] == "yet" and helper in ("has", "have", "had", "'ve", "’ve") and words[at + 1 : at + 2] == ["to"]:
            return shown(sentence, at - 1, at + 1)
    return None


def _is_present(sentence: Sentence, at: int) -> bool:
    """Whether the words say where somebody was, or that he had a part in it: "in Sangin", "near the town", "involved"."""
    words = sentence.tokens.words
    if at + 1 >= sentence.last:
        return False
    there = sentence.tokens.is_capital(at + 1) or words[at + 1] in DETERMINERS
    return words[at] in ("involved", "responsible", "behind") or (words[at] in ("in", "at", "near", "inside", "over") and there)


def no_plan(sentence: Sentence, clause: Clause) -> Span | None:
    """ "Has no plans to", "there is no intention to"."""
    words = sentence.tokens.words
    if words[clause.tokens[0]] == "nothing" and (planned := word_in(sentence, clause.tokens, frozenset(("planned", "scheduled")))):
        return planned
    for at in clause.tokens[:-1]:
        if words[at] == "no" and words[at + 1] in ("plans", "plan", "intention", "intentions", "wish") and words[at + 2 : at + 3] in (["to"], ["of"]):
            return shown(sentence, at, at + 1)
    return None


def not_to_be(sentence: Sentence, clause: Clause) -> Span | None:
    """A future that is denied: "will not send troops", "would never strike", "ruled out sending". "Will not stop until" denies nothing."""
    words = sentence.tokens.words
    for at in clause.tokens[:-1]:
        if words[at] in _RULING and words[at + 1] == "out" and not _NEGATIONS & set(words[max(sentence.first, at - 2) : at]):
            return shown(sentence, at, at + 1)
        refused = (words[at] in ("will", "would") and words[at + 1] in _NEGATIONS) or (words[at] in ("won", "wouldn") and words[at + 1] in _NEGATIONS)
        if words[at] in ("will", "would") and words[at + 1 : at + 3] == ["be", "no"] and _CONTESTED & set(words[at + 3 : at + 5]):
            return shown(sentence, at, at + 2)
        if refused and words[at + 2 : at + 3] and words[at + 2] not in _NO_REFUSAL and not _CONDITIONS & set(words[at : sentence.last]):
            return shown(sentence, at, at + 1)
    return None


def none_did(sentence: Sentence, clause: Clause) -> Span | None:
    """A clause whose subject is nobody, in what someone says: "no soldiers had been sent". Told without a speaker it is a plain fact."""
    words = sentence.tokens.words
    body = [at for at in clause.tokens if words[at] not in QUOTES and words[at] not in ("that", "and", "but", ",")]
    if len(body) > 2 and words[body[0]] == "there" and words[body[1]] in verbs.BE:
        return shown(sentence, body[1], body[2]) if _is_nobody(words, body[2]) else None
    if not body or words[body[0]] not in ("no", "nobody", "none"):
        return None
    verb = next((at for at in body[1:6] if finite(sentence.tokens, at, sentence.first, sentence.last)), None)
    return None if verb is None or words[body[0] + 1] in ("longer", "doubt", "sooner") else shown(sentence, body[0], verb)


def _is_nobody(words: list[str], at: int) -> bool:
    """Whether "there was" goes on with "nobody", "no one" or none of what is contested."""
    return words[at] in _NOBODY or (words[at] == "no" and (words[at + 1] == "one" or bool(_CONTESTED & set(words[at + 1 : at + 3]))))
