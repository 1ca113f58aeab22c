"""Which words of a document belong to people's names: by title, given name or verb of speech, and wherever a surname so found comes again."""

from collections.abc import Sequence

from geodata.recognise.tokens import Token
from geodata.recognise.vocabulary import Vocabulary

_LONGEST_NAME = 3


def people_in(words: Sequence[Token], known: Vocabulary) -> tuple[frozenset[int], frozenset[str]]:
    """The numbers of the words that stand in a person's name, and the surnames found."""
    numbers: set[int] = set()
    for at, (_, _, text, _, _) in enumerate(words):
        if _is_title(text, known):
            numbers.update(_name_from(words, at + 1, known))
        elif text in known.given and (name := _name_from(words, at + 1, known)):
            numbers.update([at, *name])
    surnames = {words[at].text for at in numbers if at + 1 not in numbers}
    return frozenset(numbers), frozenset(surnames)


def _is_title(text: str, known: Vocabulary) -> bool:
    return text in known.titles or ("/" in text and text.rsplit("/", 1)[-1] in known.titles)


def _name_from(words: Sequence[Token], at: int, known: Vocabulary) -> list[int]:
    """The numbers of the capitalised words that follow closely, at most three; none where the first is itself a title."""
    name: list[int] = []
    while at < len(words) and len(name) < _LONGEST_NAME and words[at].joined and words[at].is_capitalised:
        if _is_title(words[at].text, known) or words[at].text.lower() in known.never:
            break
        name.append(at)
        at += 1
    return name
