"""The map's ink against its paper, by the rule of WCAG 2.2 (success criterion 1.4.3): what axe cannot judge where text lies over a picture."""

import re
from itertools import product

import pytest

from geodata.mapview import asset_text

Colour = tuple[float, float, float, float]

TEXT = 4.5
"""The least ratio for text of usual size."""


def variables(theme: str) -> dict[str, str]:
    """The custom properties of the map's style sheet, in the light or the dark theme."""
    blocks = re.findall(r"^\.dl-map[^{,:]*\{([^}]*--dl-sea:[^}]*)\}", asset_text("map/map.css"), re.MULTILINE)
    light, dark = (dict(re.findall(r"--dl-([\w-]+):\s*([^;]+);", block)) for block in blocks)
    return light if theme == "light" else light | dark


def colour(value: str) -> Colour:
    if value.startswith("#"):
        red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return red, green, blue, 1.0
    red, green, blue, alpha = (float(number) for number in re.findall(r"[\d.]+", value))
    return red / 255, green / 255, blue / 255, alpha


def over(top: Colour, ground: Colour) -> Colour:
    red, green, blue = (a * top[3] + b * (1 - top[3]) for a, b in zip(top[:3], ground[:3], strict=True))
    return red, green, blue, 1.0


def ratio(ink: Colour, paper: Colour) -> float:
    lighter, darker = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(shade: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "paper", "ground", "theme"), product(("text", "quiet"), ("blank", "panel"), ("sea", "land", "focus"), ("light", "dark"))
)
def test_numbers_names_and_panels_can_be_read(ink: str, paper: str, ground: str, theme: str) -> None:
    named = {name: colour(value) for name, value in variables(theme).items() if re.match(r"#|rgb\(", value)}
    assert ratio(named[ink], over(named[paper], named[ground])) >= TEXT


@pytest.mark.parametrize(("ground", "theme"), product(("sea", "land", "focus"), ("light", "dark")))
def test_names_on_the_basemap_can_be_read(ground: str, theme: str) -> None:
    named = {name: colour(value) for name, value in variables(theme).items() if re.match(r"#|rgb\(", value)}
    assert ratio(named["label"], over(named["halo"], named[ground])) >= TEXT


def test_the_rule_is_the_standards_own() -> None:
    assert ratio(colour("#000000"), colour("#ffffff")) == pytest.approx(21)
    assert ratio(colour("#777777"), colour("#ffffff")) == pytest.approx(4.478, abs=0.001)
