"""A report of a problem, begun for its reader: the owner's contact as a link that already says which sentence, which version and which view is meant.

Nothing is sent from here: the link opens the reader's own mail program, or the owner's form.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from geodata.language import say

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_FORM = re.compile(r"https?://[^\s<>\"'\\^`|]+", re.IGNORECASE)


def report_link(contact: str, facts: Mapping[str, str]) -> str:
    """The link that begins a report: `mailto:` for an email address, the form's own address for a web form; empty where the contact is neither.

    `facts` are what is meant, by name ("mention", "version", "view" …). In a form's address each `{name}` is replaced by its value; a form without
    such marks gets them as a query. The address of an email follows RFC 6068.
    """
    contact = contact.strip()
    if _EMAIL.fullmatch(contact):
        subject = " ".join(say("report.subject", atlas=facts.get("atlas") or say("report.an_atlas")).split())
        body = "\r\n".join((say("report.question"), "", "", "--", *(f"{name}: {value}" for name, value in facts.items() if value)))
        return f"mailto:{quote(contact, safe='@')}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
    if not _FORM.fullmatch(contact):
        return ""
    if re.search(r"\{\w+\}", contact):
        return re.sub(r"\{(\w+)\}", lambda mark: quote(facts.get(mark[1], ""), safe=""), contact)
    parts = urlsplit(contact)
    query = "&".join(filter(None, (parts.query, urlencode({name: value for name, value in facts.items() if value}, quote_via=quote))))
    return urlunsplit(parts._replace(query=query))
