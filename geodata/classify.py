"""The layer of a mention: what its sentence is about. The layers and the rules are data, in `layers.toml`; this file only applies them.

Never decides by the document as a whole and never by the place: two mentions of one town may lie in two layers. The rule that chose is
returned with the layer, so that every choice can be looked up and argued with.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.errors import ConfigError

LAYERS_FILE = Path(__file__).with_name("layers.toml")
"""The layers and rules that ship with the package."""

MAX_GAP_WORDS = 5
"""How many words `…` in a phrase may stand for: about the length of the words between a verb and its object in news prose."""


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
    """Words that put a mention into a layer: one of `words`, one of `along_with` where it is given, and none of `without`."""

    id: str
    layer: str
    words: re.Pattern[str]
    along_with: re.Pattern[str] | None
    without: re.Pattern[str] | None

    def matches(self, text: str) -> bool:
        """Whether the text holds the words of this rule."""
        if not self.words.search(text) or (self.along_with and not self.along_with.search(text)):
            return False
        return not (self.without and self.without.search(text))


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers in the order of display, the rules in the order of trial, and the layer and rule id of whatever no rule fits."""

    layers: tuple[Layer, ...]
    rules: tuple[Rule, ...]
    otherwise: tuple[str, str]

    @classmethod
    def load(cls, file: Path = LAYERS_FILE) -> "Layers":
        """Read the file. Raises ConfigError, naming file and entry, where it is not TOML or breaks its own rules."""
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            layers = tuple(Layer(**entry) for entry in table["layer"])
            rules = tuple(_rule(entry) for entry in table["rule"])
            found = cls(layers, rules, (table["otherwise"]["layer"], table["otherwise"]["id"]))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{file}: cannot be read as TOML: {error}") from error
        except (KeyError, TypeError) as error:
            raise ConfigError(f"{file}: an entry lacks a key or has one too many: {error}") from error
        found._check(file)
        return found

    def classify(self, clause: str, sentence: str, title: str) -> tuple[str, str]:
        """The id of the mention's layer and of the rule that chose it.

        The clause around the mention is tried first, then its sentence, then the document's title; in each, the first rule that fits wins.
        Where none fits anywhere, the layer and rule of `otherwise`. Any of the three may be empty.
        """
        for text in (clause, sentence, title):
            for rule in self.rules:
                if rule.matches(text):
                    return rule.layer, rule.id
        return self.otherwise

    def _check(self, file: Path) -> None:
        ids = [layer.id for layer in self.layers]
        rule_ids = [rule.id for rule in self.rules] + [self.otherwise[1]]
        if doubled := sorted({name for name in ids + rule_ids if ids.count(name) > 1 or rule_ids.count(name) > 1}):
            raise ConfigError(f"{file}: the id {doubled[0]!r} is given twice")
        if unknown := sorted({layer for layer in [rule.layer for rule in self.rules] + [self.otherwise[0]] if layer not in ids}):
            raise ConfigError(f"{file}: a rule names the layer {unknown[0]!r}, which is not there")
        for layer in self.layers:
            if bad := [c for c in (layer.colour, layer.colour_dark) if not re.fullmatch(r"#[0-9a-f]{6}", c)]:
                raise ConfigError(f"{file}: layer {layer.id!r}: {bad[0]!r} is no colour; write six hexadecimal digits after #")


def _rule(entry: Mapping[str, Any]) -> Rule:
    if extra := sorted(set(entry) - {"id", "layer", "words", "along_with", "without"}):
        raise TypeError(f"rule {entry.get('id')!r} has the unknown key {extra[0]!r}")
    along_with, without = (_any_of(entry[key]) if key in entry else None for key in ("along_with", "without"))
    return Rule(entry["id"], entry["layer"], _any_of(entry["words"]), along_with, without)


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_phrase, phrases))})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    """A phrase as a pattern: `*` is any ending of a word, a space also fits a hyphen, `…` up to `MAX_GAP_WORDS` other words."""
    gap = rf"(?:[\s\-]+[^\s.;:]+){{0,{MAX_GAP_WORDS}}}?[\s\-]+"
    parts = [re.escape(part.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"[\s\-]+") for part in phrase.split("…")]
    return gap.join(parts)
