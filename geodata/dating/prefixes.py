"""Which tokens a rule may begin with: worked out from its expression, so that a text's tokens are tried only against the rules that can match there.

Understands what our pattern language compiles to: symbols, sets, groups, alternatives, `?`, `*`, `+`, and looks ahead or behind, which take nothing.
"""

from collections.abc import Iterable

LENGTH = 2
"""How many tokens of a beginning are told apart. Two leave about five rules for "the", one would leave sixty."""

Prefix = str
"""Up to `LENGTH` symbols; a shorter one is a whole match."""


def prefixes(expression: str) -> frozenset[Prefix]:
    """The beginnings of everything the expression can match. Raises ValueError for what the pattern language does not know."""
    found, position = _alternatives(expression, 0)
    if position != len(expression):
        raise ValueError(f"a bracket too many in {expression!r}")
    return found


def _alternatives(text: str, position: int) -> tuple[frozenset[Prefix], int]:
    found: frozenset[Prefix] = frozenset()
    while True:
        branch, position = _sequence(text, position)
        found |= branch
        if position >= len(text) or text[position] != "|":
            return found, position
        position += 1


def _sequence(text: str, position: int) -> tuple[frozenset[Prefix], int]:
    found = frozenset({""})
    while position < len(text) and text[position] not in "|)":
        atom, position = _atom(text, position)
        quantifier = text[position] if position < len(text) and text[position] in "?*+" else ""
        position += len(quantifier)
        if quantifier in ("*", "+"):
            atom |= _joined(atom, atom)
        if quantifier in ("?", "*"):
            atom |= {""}
        found = _joined(found, atom)
    return found, position


def _atom(text: str, position: int) -> tuple[frozenset[Prefix], int]:
    if text[position] == "[":
        end = text.index("]", position)
        return frozenset(text[position + 1 : end]), end + 1
    if text[position] != "(":
        return frozenset(text[position]), position + 1
    start = _after_head(text, position)
    inner, end = _alternatives(text, start)
    looks = text.startswith(("(?=", "(?!", "(?<=", "(?<!"), position)
    return (frozenset({""}) if looks else inner), end + 1


def _after_head(text: str, position: int) -> int:
    for head in ("(?:", "(?=", "(?!", "(?<=", "(?<!"):
        if text.startswith(head, position):
            return position + len(head)
    if text.startswith("(?P<", position):
        return text.index(">", position) + 1
    raise ValueError(f"a group of an unknown kind at {position} in {text!r}")


def _joined(firsts: Iterable[Prefix], seconds: frozenset[Prefix]) -> frozenset[Prefix]:
    return frozenset(first if len(first) >= LENGTH else (first + second)[:LENGTH] for first in firsts for second in seconds)
