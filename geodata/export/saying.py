"""What is said of a mention beside its quotation, the same on the page, in the one file, on the sheet and in every other format.

Plain text, to be escaped by whoever draws it; what ends in `_html` is escaped here.
"""

from html import escape

from geodata import words
from geodata.export.content import Row
from geodata.gazetteer import country_name
from geodata.geojson import level
from geodata.language import find, say
from geodata.rows import span_of

_WEAK_GROUNDS = ("sentence", "passage")


def reported(row: Row) -> str:
    """When it was reported, to stand after that word: "3 Jul 2018 (inferred)", "on an unknown date"."""
    return words.reported(span_of(row, "reported"), row["reported_inferred"])


def reason(row: Row) -> str:
    """Why it has its date: the words, the rule, what they are counted from, and where they stand if not in the clause; empty for no date."""
    if span_of(row, "when") is None or not row["dated_words"]:
        return ""
    said = words.quoted(row["dated_words"])
    if row["dated_anchor"]:
        said = say("card.reason", words=said, rule=row["dated_rule"], anchor=row["dated_anchor"])
    elif row["dated_rule"]:
        said = say("card.rule", words=said, rule=row["dated_rule"])
    return f"{said} · {say(f'ground.{ground}')}" if (ground := row["dated_ground"]) in _WEAK_GROUNDS else said


def extent(row: Row) -> str:
    """How exact its place is: "an area", "along its course", "within 4 km"."""
    return words.extent(level(row["place_kind"]), row["radius_m"])


def kind(code: str) -> str:
    """What a reader calls a place of a GeoNames feature code: "town", "first-level division"; by how it is drawn where the code has no word."""
    return find(f"kind.{code}") or (say("kind.PPL") if code.startswith("PPL") else say(f"kind.{level(code)}"))


def kind_in_country(code: str, country: str) -> str:
    """What a place is, and where: "town in Syria"; the country as the gazetteer lists it, and none where it lists none or the place is one."""
    if not country or code.startswith("PCL"):
        return kind(code)
    return say("place.in_country", kind=kind(code), country=country_name(country))


def reach(row: Row) -> str:
    """What the radius of its place means: "within 4 km", "an area: a circle of 280 km has about its size …"."""
    return words.reach(level(row["place_kind"]), row["radius_m"])


def doubt(row: Row) -> str:
    """That dates of its source contradict each other, as a sentence; empty where they do not."""
    said = say("card.contradiction")
    return f"{said[:1].upper()}{said[1:]}." if row["contradiction"] else ""


def contradiction_html(row: Row) -> str:
    """That dates of its source contradict each other, in short words that open to the full finding; empty where they do not."""
    if not row["contradiction"]:
        return ""
    return f'<details class="dl-finding"><summary>{say("card.contradiction")}</summary><p dir="auto">{escape(row["contradiction"])}</p></details>'
