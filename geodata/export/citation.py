"""How a sentence is cited, in plain text: its words, who published them and when, where exactly they stand, and a link to this very view.

The page's copy button, the evidence sheet and every other place that gives a citation take it from here.
"""

from geodata import __version__, words
from geodata.atlas import OpenAtlas
from geodata.export.content import Row, web_address
from geodata.language import say
from geodata.rows import span_of
from geodata.unseen import clean


def citation(row: Row, document: Row, atlas: OpenAtlas, link: str) -> str:
    """The citation of a mention, a fact a line. `link` leads to the view, empty where there is none; nothing in it acts as markup anywhere."""
    lines = (f"“{row['quote']}”" if row["quote"] else "", reference(row, document), offsets(row), checksums(document), origin(row, atlas, link))
    return "\n".join(clean(line) for line in lines if line)


def reference(row: Row, document: Row) -> str:
    """Author, title, publisher, date, address; and of what it is a copy."""
    published = span_of(document, "published")
    when = words.published(published, document["published_inferred"]) or say("citation.undated")
    by = f"{document['author']}. " if document["author"] else ""
    address = web_address(document["url"]) or document["source"]
    archived = " " + say("citation.archived", address=found) if (found := web_address(document["archive_url"])) else ""
    return f"{by}{document['title']}. {document['publisher']}, {when}. {address}.{archived}{copied(row)}"


def copied(row: Row) -> str:
    """Of what the document is a copy, as a sentence that begins with a space; empty where it is none."""
    if not row["copy_of"]:
        return ""
    original = f"“{row['copy_title']}”, {row['copy_publisher']}" if row["copy_title"] else say("citation.document", id=row["copy_of"])
    return " " + say("citation.copy", original=original, share=f"{row['copy_share']:.0%}")


def offsets(row: Row) -> str:
    """Where the words stand, in code points of the text that the checksum names."""
    uncited = say("citation.uncited")
    quoted = say("citation.quoted", start=row["quote_start"], end=row["quote_end"]) if row["quote"] else uncited
    return say("citation.name", quoted=quoted, words=row["surface"], start=row["start"], end=row["end"])


def checksums(document: Row) -> str:
    """What identifies the file and its text."""
    return say("citation.checksums", file=document["sha256"], text=document["text_sha256"])


def origin(row: Row, atlas: OpenAtlas, link: str) -> str:
    """Which sentence of which build of which atlas it is, and where to see it."""
    seen = f": {link}" if link else ""
    return say("citation.origin", id=row["id"], atlas=atlas.facts.title, build=atlas.build, program=f"Dateline {__version__}") + seen
