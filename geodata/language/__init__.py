"""Every word that a page or an export says, in one file for a language beside this one; `say("add.what")` is the door to it.

A file is TOML. At its top stand the language's own rules: `name`; `forms` and `plural` as gettext writes them (how many forms a counted word has,
and which of them, from 0, is for the number `n`); `thousands`, what stands between groups of three digits. Then the sayings, by page or room: a text,
or a list of `forms` texts of which the rule chooses by the value `n`. `{name}` in a text is replaced by the value of that name; nothing in a value is
read again. What a language does not say yet, English says for it.

Never escapes: what comes from a document is made safe by the caller, for the place where it goes.
"""

import gettext
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from geodata.config import load_settings
from geodata.errors import ConfigError

FOLDER = Path(__file__).parent

ENGLISH = "en"
"""The language that says everything."""

_RULES: Mapping[str, type] = {"name": str, "forms": int, "plural": str, "thousands": str}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of a language, and the file that states them. `plural` gives the number of the form for a count."""

    file: Path
    forms: int
    plural: Callable[[int], int]
    thousands: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One text in its forms: a single one, or one for each plural of the language where it `is_counted`. `names` are those of its values."""

    key: str
    forms: tuple[str, ...]
    is_counted: bool
    names: frozenset[str]
    grammar: Grammar

    def filled(self, values: Mapping[str, str | int]) -> str:
        """The text with its values. Raises ConfigError where one is missing."""
        try:
            form = self.forms[self.grammar.plural(int(values["n"]))] if self.is_counted else self.forms[0]
            return form.format_map({name: self._shown(value) for name, value in values.items()}) if self.names else form
        except KeyError as error:
            raise ConfigError(f"{self.grammar.file}: {self.key} holds {{{error.args[0]}}}, and no such value was given; mend the text") from error

    def _shown(self, value: str | int) -> str:
        return value if isinstance(value, str) else f"{value:,}".replace(",", self.grammar.thousands)


def say(key: str, /, **values: str | int) -> str:
    """What the language of the settings says for `key`, with its values: texts as they are, numbers with their groups of digits parted.

    A counted saying takes its form from `n`. The file is read once. Raises ConfigError for a key that no file has, for a value that is missing, and
    where the settings or the file are wrong.
    """
    saying = _sayings().get(key)
    if saying is None:
        raise ConfigError(f"{FOLDER / ENGLISH}.toml: nothing is said for {key!r}; add it")
    return saying.filled(values) if values or saying.names else saying.forms[0]


def says(*keys: str) -> list[str]:
    """Several sayings without values, as for the columns of a table."""
    return [say(key) for key in keys]


def find(key: str) -> str:
    """What is said for a key that may be unknown, such as one made of a code; empty where nothing is. Such sayings hold no values."""
    return say(key) if key in _sayings() else ""


@cache
def _sayings() -> Mapping[str, Saying]:
    return read(load_settings().language)


def languages(folder: Path = FOLDER) -> list[str]:
    """The languages that have a file."""
    return sorted(file.stem for file in folder.glob("*.toml"))


def read(language: str, folder: Path = FOLDER) -> dict[str, Saying]:
    """Every saying by its key, English where the language has none. Raises ConfigError, naming file and key, where there is no such language or
    its file is not as it should be."""
    if language not in (known := languages(folder)):
        raise ConfigError(f"geodata.toml: language is {language!r}; there are: {', '.join(known)} (a language is a file in {folder})")
    own = sayings(folder / f"{language}.toml")
    return own if language == ENGLISH else sayings(folder / f"{ENGLISH}.toml") | own


def sayings(file: Path) -> dict[str, Saying]:
    """Every saying of one file by its key, without those of another language. Raises ConfigError."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read as TOML: {error}") from error
    grammar = _grammar(table, file)
    return {key: _saying(key, value, grammar) for key, value in _flat(table, "")}


def _grammar(table: dict[str, object], file: Path) -> Grammar:
    """The rules of the language, taken out of the table."""
    rules = {name: table.pop(name, None) for name in _RULES}
    for name, kind in _RULES.items():
        if not isinstance(rules[name], kind):
            raise ConfigError(f"{file}: {name} is missing or of the wrong kind; a language begins with {', '.join(_RULES)}")
    try:
        grammar = Grammar(file, int(str(rules["forms"])), gettext.c2py(str(rules["plural"])), str(rules["thousands"]))
    except ValueError as error:
        raise ConfigError(f"{file}: plural is no rule as gettext knows them: {error}") from error
    if beyond := [n for n in range(1000) if grammar.plural(n) >= grammar.forms]:
        raise ConfigError(f"{file}: plural gives {beyond[0]} the form {grammar.plural(beyond[0])}, and there are {grammar.forms}, counted from 0")
    return grammar


def _flat(table: Mapping[str, object], before: str) -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _saying(key: str, value: object, grammar: Grammar) -> Saying:
    is_counted = isinstance(value, list)
    forms = tuple(value) if isinstance(value, list) else (value,)
    if not all(isinstance(form, str) for form in forms):
        raise ConfigError(f"{grammar.file}: {key} is {value!r}; write a text, or a list of texts")
    if is_counted and len(forms) != grammar.forms:
        raise ConfigError(f"{grammar.file}: {key} has {len(forms)} forms; the language's rule asks for {grammar.forms}")
    return Saying(key, forms, is_counted, frozenset(name for form in forms for name in _names(form, key, grammar.file)), grammar)


def _names(form: str, key: str, file: Path) -> Iterator[str]:
    """The names in braces: plain ones only, so that nothing of a value is looked into."""
    try:
        parts = list(Formatter().parse(form))
    except ValueError as error:
        raise ConfigError(f"{file}: {key} cannot be filled: {error}; write {{{{ and }}}} for braces that are meant") from error
    for _, name, spec, conversion in parts:
        if name is not None:
            if not name.isidentifier() or spec or conversion:
                raise ConfigError(f"{file}: {key} holds {{{name}}}; only a plain name may stand in braces")
            yield name
