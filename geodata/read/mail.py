"""Messages (.eml) → the words of their body and the facts of their headers; what is attached comes as files. Headers are input like any other."""

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from geodata.errors import ReadError
from geodata.read.archive import Member
from geodata.read.content import Content, tidy
from geodata.read.facts import Fact
from geodata.read.web import text_of_html

_ORIGIN = "the message's headers"
_DEEPEST = 10
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the standard library raises on headers and bodies that break their own rules."""


def read_mail(data: bytes) -> Content:
    """The text of a message (its plain body, else its HTML one), and subject, sender, organisation, date and language from its headers.

    Raises ReadError where it is no message, or has no text of its own.
    """
    message = _parsed(data)
    try:
        body = message.get_body(("plain", "html"))
        if body is None:
            raise ReadError("is a message without text; what is attached to it is taken when it is added to an atlas")
        words = body.get_content()
        text = text_of_html(words) if body.get_content_type() == "text/html" else words
        return Content(tidy(text), dict(_facts(message)))
    except ReadError:
        raise
    except _BROKEN as error:
        raise ReadError(f"is a broken message: {' '.join(str(error).split())[:200]}") from error


def attachments(data: bytes) -> Iterator[Member]:
    """The files attached to a message, those of attached messages among them, in order. Raises ReadError where it cannot be taken apart."""
    try:
        yield from _attached(_parsed(data), 0)
    except _BROKEN as error:
        raise ReadError(f"is a broken message: {' '.join(str(error).split())[:200]}") from error


def _attached(message: EmailMessage, depth: int) -> Iterator[Member]:
    for number, part in enumerate(message.iter_attachments(), 1):
        name = _file_name(part, number)
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            yield Member(name, inner.as_bytes()) if depth < _DEEPEST else Member(name, b"", "is a message within messages, and is not taken")
            continue
        content = part.get_payload(decode=True)
        yield Member(name, content) if isinstance(content, bytes) else Member(name, b"", "cannot be taken out of the message")


def _file_name(part: EmailMessage, number: int) -> str:
    name = str(part.get_filename() or "").replace("\\", "/").rsplit("/", 1)[-1].strip()
    ends = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}
    return name or f"attachment-{number}{ends.get(part.get_content_type(), '')}"


def _parsed(data: bytes) -> EmailMessage:
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except _BROKEN as error:
        raise ReadError(f"is no message that can be read: {' '.join(str(error).split())[:200]}") from error
    if not isinstance(message, EmailMessage) or not any(message[name] for name in ("From", "Date", "Subject", "Received", "Message-ID")):
        raise ReadError("is no message: it has no sender, date or subject")
    return message


def _facts(message: EmailMessage) -> Iterator[tuple[str, Fact]]:
    name, address = parseaddr(str(message["From"] or ""))
    listed = {
        "title": re.sub(r"^(?:(?:re|fwd?|aw|wg):\s*)+", "", str(message["Subject"] or ""), flags=re.IGNORECASE),
        "author": name or address,
        "publisher": str(message["Organization"] or "") or name or address,
        "language": str(message["Content-Language"] or "").split(",")[0],
    }
    for fact, value in listed.items():
        if value.strip():
            yield fact, Fact(value.strip(), _ORIGIN)
    if message["Date"]:
        try:
            yield "published", Fact(parsedate_to_datetime(str(message["Date"])).date().isoformat(), _ORIGIN)
            yield "published_basis", Fact("stated in the message's header", _ORIGIN)
        except (ValueError, TypeError, IndexError, OverflowError):
            pass  # a date that is none says nothing
