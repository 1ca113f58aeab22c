"""The layer of a mention: what its sentence is about. The layers and the rules are data, in `layers.toml`; this file only applies them.

Never decides by the document as a whole and never by the place: two mentions of one town may lie in two layers. The rule that chose is
returned with the layer, so that every choice can be looked up and argued with.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodata.errors import ConfigError

LAYERS_FILE = Path(__file__).with_name("layers.toml")
"""The layers and rules that ship with the package."""

MAX_GAP_WORDS = 5
"""How many words `…` in a phrase may stand for: about the length of the words between a verb and its object in news prose."""

CAPTION_WORDS = 6
"""A sentence of fewer words is a heading, a caption or a dateline, and the title says what it is about. A longer sentence in which no rule
finds anything is about something else: there the title misled in most of the general news it was tried on."""


_WORD = re.compile(r"\w+")
_REMEMBERED, _REMEMBERED_TEXTS = 20_000, 256
"""So many words keep in memory which rules they open, and so many clauses and sentences which rule fits them."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: `colour` for the light basemap and `colour_dark` for the dark one, as `#rrggbb`."""

    id: str
    label: str
    description: str
    colour: str
    colour_dark: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that put a mention into a layer: one of `words`, and one of `along_with` where it is given.

    What fits `but_not` is not seen at all, so that "carbon capture" is no capture, and "counter-terrorism" no sign of terrorists. `openings` are the
    first words of the phrases in `words`, in small letters, with `*` where any ending may follow: without one of them no phrase can stand in a text.
    """

    id: str
    layer: str
    openings: frozenset[str]
    words: re.Pattern[str]
    along_with: re.Pattern[str] | None
    but_not: re.Pattern[str] | None

    def matches(self, text: str) -> bool:
        """Whether the text, given in small letters, holds the words of this rule."""
        seen = self.but_not.sub("|", text) if self.but_not else text
        return bool(self.words.search(seen)) and (self.along_with is None or bool(self.along_with.search(seen)))


@dataclass(frozen=True, slots=True)
class Actor:
    """For a name that only says whose something is ("US-led", "Paris-backed"): what is told happens elsewhere, so no rule is asked and the mention
    goes to this layer under this id. `after` fits what follows such a name."""

    id: str
    layer: str
    after: re.Pattern[str]


class Openings:
    """Which rules are worth trying on a text: those of which some phrase begins with a word of it. Most texts leave a handful of them."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._whole: dict[str, set[int]] = {}
        self._begun: dict[str, set[int]] = {}
        for number, rule in enumerate(rules):
            for word in rule.openings:
                (self._begun if word.endswith("*") else self._whole).setdefault(word.rstrip("*"), set()).add(number)
        self._lengths = sorted({len(beginning) for beginning in self._begun})
        self._opened_by = lru_cache(_REMEMBERED)(self._look_up)
        self._fitting = lru_cache(_REMEMBERED_TEXTS)(self._try)

    def first_fitting(self, text: str) -> Rule | None:
        """The first rule that fits the text, given in small letters; None where there is none. Remembered, since many names share a sentence."""
        return self._fitting(text)

    def _try(self, text: str) -> Rule | None:
        numbers: set[int] = set().union(*map(self._opened_by, set(_WORD.findall(text))))
        return next((self._rules[number] for number in sorted(numbers) if self._rules[number].matches(text)), None)

    def _look_up(self, word: str) -> frozenset[int]:
        begun = (self._begun.get(word[:length], ()) for length in self._lengths if length <= len(word))
        return frozenset(self._whole.get(word, ())).union(*begun)


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers in the order of display, the rules in the order of trial, the layer and rule id of whatever no rule fits, and of mere actors."""

    layers: tuple[Layer, ...]
    rules: tuple[Rule, ...]
    otherwise: tuple[str, str]
    actor: Actor | None = None
    openings: Openings = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "openings", Openings(self.rules))

    @classmethod
    def load(cls, file: Path = LAYERS_FILE) -> "Layers":
        """Read the file. Raises ConfigError, naming file and entry, where it is not TOML or breaks its own rules."""
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            layers = tuple(Layer(**entry) for entry in table["layer"])
            rules = tuple(_rule(entry) for entry in table["rule"])
            found = cls(layers, rules, (table["otherwise"]["layer"], table["otherwise"]["id"]), _actor(table.get("actor")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{file}: cannot be read as TOML: {error}") from error
        except (KeyError, TypeError) as error:
            raise ConfigError(f"{file}: an entry lacks a key or has one too many: {error}") from error
        found._check(file)
        return found

    def classify(self, clause: str, sentence: str, title: str, after: str = "") -> tuple[str, str]:
        """The id of the mention's layer and of the rule that chose it. `after` is the text that follows the name.

        A name that only says whose something is ("US-led") has the layer of `actor`. Otherwise the clause around the mention is tried first, then its
        sentence; in each, the first rule that fits wins. The document's title is asked only where the sentence has fewer than `CAPTION_WORDS` words.
        Where no rule fits, the layer and rule of `otherwise`. Any of the texts may
        be empty.
        """
        if self.actor and self.actor.after.match(after.lower()):
            return self.actor.layer, self.actor.id
        is_caption = len(sentence.split()) < CAPTION_WORDS
        for text in (clause, sentence, title if is_caption else ""):
            if rule := self.openings.first_fitting(text.lower()):
                return rule.layer, rule.id
        return self.otherwise

    def _check(self, file: Path) -> None:
        ids = [layer.id for layer in self.layers]
        chosen = [(rule.layer, rule.id) for rule in (*self.rules, *([self.actor] if self.actor else ()))] + [self.otherwise]
        rule_ids = [rule_id for _, rule_id in chosen]
        if doubled := sorted({name for name in ids + rule_ids if ids.count(name) > 1 or rule_ids.count(name) > 1}):
            raise ConfigError(f"{file}: the id {doubled[0]!r} is given twice")
        if unknown := sorted({layer for layer, _ in chosen if layer not in ids}):
            raise ConfigError(f"{file}: a rule names the layer {unknown[0]!r}, which is not there")
        for layer in self.layers:
            if bad := [c for c in (layer.colour, layer.colour_dark) if not re.fullmatch(r"#[0-9a-f]{6}", c)]:
                raise ConfigError(f"{file}: layer {layer.id!r}: {bad[0]!r} is no colour; write six hexadecimal digits after #")


def _rule(entry: Mapping[str, Any]) -> Rule:
    if extra := sorted(set(entry) - {"id", "layer", "words", "along_with", "but_not"}):
        raise TypeError(f"rule {entry.get('id')!r} has the unknown key {extra[0]!r}")
    along_with, but_not = (_any_of(entry[key]) if key in entry else None for key in ("along_with", "but_not"))
    words = _any_of(entry["words"])
    return Rule(entry["id"], entry["layer"], frozenset(map(_opening, entry["words"])), words, along_with, but_not)


def _actor(entry: Mapping[str, Any] | None) -> Actor | None:
    if entry is None:
        return None
    if extra := sorted(set(entry) - {"id", "layer", "joined_to"}):
        raise TypeError(f"actor has the unknown key {extra[0]!r}")
    return Actor(entry["id"], entry["layer"], re.compile(rf"[-\u2010\u2011]{_any_of(entry['joined_to']).pattern}"))


def _opening(phrase: str) -> str:
    """The first word of a phrase, in small letters; with `*` where the phrase leaves its ending open, or begins with no word."""
    return re.split(r"[^\w*]", phrase.strip().lower())[0] or "*"


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    if isinstance(phrases, str) or not phrases or not all(isinstance(phrase, str) and phrase.strip() for phrase in phrases):
        raise TypeError(f"words must be a list of phrases in quotes, not {phrases!r}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(_phrase(phrase.lower()) for phrase in phrases)})(?!\w)")  # in small letters: faster than IGNORECASE


def _phrase(phrase: str) -> str:
    """A phrase as a pattern: `*` is any ending of a word, a space also fits a hyphen, `…` up to `MAX_GAP_WORDS` other words."""
    gap = rf"(?:[\s\-]+[^\s\-.;:]+){{0,{MAX_GAP_WORDS}}}?[\s\-]+"
    parts = [re.escape(part.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"[\s\-]+") for part in phrase.split("…")]
    return gap.join(parts)
