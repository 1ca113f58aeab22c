"""Words for an unnamed time: "now", "recently", "the future". They have a value but no place on the calendar."""

from typing import Final

from geodata.dating import verbs
from geodata.dating.context import Context
from geodata.dating.finite import PREPOSITIONS, PRONOUNS
from geodata.dating.grammar import Parts, Rule
from geodata.dating.meaning import Direction, Meaning
from geodata.dating.meaning import vague as vague_meaning
from geodata.dating.words import REFERENCES, each


def word(p: Parts, c: Context) -> Meaning | None:
    """A single word. "Soon" in a story is no time of its own ("he soon left", "as soon as it rained")."""
    if p.text("word") == "soon" and (p.before() == "as" or c.direction is Direction.PAST):
        return None
    if p.before() == "as" and p.after() == "as":
        return None
    return vague_meaning(REFERENCES[p.text("word")], "an unnamed time")


def now(p: Parts, c: Context) -> Meaning | None:
    """ "now", "right now"; not "now and then"."""
    return None if (p.after(), p.after(2)) in (("and", "then"), ("and", "again")) else word(p, c)


def past(p: Parts, c: Context) -> Meaning | None:
    """ "the past", "recent"."""
    return vague_meaning("PAST_REF", "an unnamed time before")


def earlier(p: Parts, c: Context) -> Meaning | None:
    """ "in the past" before a verb or a clause, not "in the past season"."""
    after = p.after()
    plain = not after.isalpha() or after in _AFTER_PAST or verbs.is_ed(after) or after in verbs.IRREGULAR_PARTICIPLES
    return past(p, c) if plain else None


_AFTER_PAST: Final = PREPOSITIONS | PRONOUNS | verbs.FINITE_HELPERS | frozenset(each("and but or been when that because where not than"))


def present(p: Parts, c: Context) -> Meaning | None:
    """ "current"."""
    return vague_meaning("PRESENT_REF", "an unnamed time around the document's")


def current(p: Parts, c: Context) -> Meaning | None:
    """ "current"; "present" only in "at present" and "the present": otherwise it is a verb or means "there"."""
    if p.text("word") == "present" and p.before() not in ("at", "the"):
        return None
    return present(p, c)


def future(p: Parts, c: Context) -> Meaning | None:
    """ "the future"."""
    return vague_meaning("FUTURE_REF", "an unnamed time after")


RULES: Final = (
    Rule("reference word", "(?<!SO) word:(REFERENCE) (?!AFTER)", word),
    Rule("now", "RIGHT? word:(NOW)", now),
    Rule("the past", "THE PAST (?=DOT|COMMA|BREAK)", past),
    Rule("in the past", "(?<=IN)THE RECENT? PAST (?![UNIT UNITS DAY WEEK YEAR ORDINAL])", earlier),
    Rule("recent", "RECENT", past),
    Rule("current", "word:(CURRENT)", current),
    Rule("at the moment", "(?<=AT)THE MOMENT", present),
    Rule("the future", "THE (NEAR|DISTANT)? FUTURE (?!OF)", future),
)
