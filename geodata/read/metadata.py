"""What a page of the web says of itself: JSON-LD first (schema.org), then its meta tags (Open Graph, Dublin Core, citation …), then its title.

Every value is input: it is read as a string, checked later like a person's own entry, and never followed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geodata.read.facts import Fact

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = ("article", "report", "webpage", "blogposting", "posting", "creativework", "pressrelease", "statement")
"""Ends of the schema.org types that are documents: NewsArticle, Report, WebPage, BlogPosting …"""

_META: Mapping[str, Sequence[str]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title"),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "article:publisher_name", "application-name"),
    "author": ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "byl"),
    "published": (
        *("article:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date"),
        *("datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "date"),
    ),
    "language": ("dc.language", "dcterms.language", "citation_language", "content-language", "og:locale"),
    "url": ("og:url", "citation_public_url"),
    "licence": ("dcterms.license", "dc.rights", "dcterms.rights"),
}
"""Fact → the names of the meta tags that give it, the surest first."""

_LONGEST = 1_000
_MOST_THINGS = 500


def facts_of_page(tree: "HtmlElement") -> dict[str, Fact]:
    """The facts of a page, by the names of `KNOWN_FACTS`, each with where it stands; missing where the page does not say."""
    found: dict[str, Fact] = {}
    for name, fact in (*_json_ld(tree), *_meta(tree), *_elements(tree)):
        value = " ".join(fact.value.replace("_", "-").split()) if name == "language" else " ".join(fact.value.split())
        if value and len(value) <= _LONGEST and not (name == "author" and "://" in value):
            found.setdefault(name, Fact(_iso(value) if name == "published" else value, fact.origin))
    if "published" in found:
        found["published_basis"] = Fact(f"stated in {found['published'].origin}", found["published"].origin)
    return found


def _json_ld(tree: "HtmlElement") -> Iterator[tuple[str, Fact]]:
    things = [thing for script in tree.xpath('//script[@type="application/ld+json"]') for thing in _things(script.text_content())]
    for thing in things[:_MOST_THINGS]:
        if not any(str(kind).lower().endswith(_ARTICLES) for kind in _listed(thing.get("@type"))):
            continue
        names = (("title", "headline"), ("title", "name"), ("publisher", "publisher"), ("author", "author"), ("published", "datePublished"))
        for name, key in (*names, ("language", "inLanguage"), ("url", "mainEntityOfPage"), ("url", "url"), ("licence", "license")):
            words = [word for word in (_words(value, name) for value in _listed(thing.get(key))) if word]
            if words:
                yield name, Fact(", ".join(words) if name == "author" else words[0], f"the page's JSON-LD ({key})")


def _things(text: str) -> list[dict[str, Any]]:
    """Every object of a block of JSON-LD, those of its graph among them; none where it is broken, too deep, or no object."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return []
    listed = [thing for thing in _listed(given) if isinstance(thing, dict)]
    graphs = [inner for thing in listed for inner in _listed(thing.get("@graph")) if isinstance(inner, dict)]
    return [*listed, *graphs]


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: object, name: str) -> str:
    if isinstance(value, dict):
        value = value.get("@id" if name == "url" else "name") or ""
    return value if isinstance(value, str) else ""


def _meta(tree: "HtmlElement") -> Iterator[tuple[str, Fact]]:
    tags: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if key := tag.get(attribute):
                tags.setdefault(key.strip().lower(), tag.get("content"))
    for name, keys in _META.items():
        for key in keys:
            if tags.get(key, "").strip():
                yield name, Fact(tags[key], f"the page's metadata ({key})")


def _elements(tree: "HtmlElement") -> Iterator[tuple[str, Fact]]:
    listed = (
        ("published", '//time[@itemprop="datePublished" or @pubdate]/@datetime', "the page's time of publication"),
        ("url", '//link[@rel="canonical"]/@href', "the page's canonical link"),
        ("title", "//head/title/text()", "the page's title"),
        ("title", "//h1//text()", "the page's heading"),
        ("language", "//html/@lang", "the page's lang attribute"),
    )
    for name, path, origin in listed:
        if found := tree.xpath(path):
            yield name, Fact("".join(map(str, found)) if path == "//h1//text()" else str(found[0]), origin)


def _iso(words: str) -> str:
    """A date as ISO 8601 has it where only its strokes differ ("2017/02/16", "20170216"); else the words as they are."""
    plain = words.replace("/", "-")
    if len(plain) == 8 and plain.isdigit():
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    return plain.replace(" -", "-") if plain[:4].isdigit() else words
