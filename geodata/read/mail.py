"""Messages (.eml) → their own words and the facts of their headers; what is attached or quoted comes as files. Headers are input like any other."""

import re
from collections.abc import Iterator, Mapping
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from geodata.errors import ReadError
from geodata.read.archive import Member
from geodata.read.content import Content, tidy
from geodata.read.facts import Fact, clean
from geodata.read.quoted import Earlier, apart
from geodata.read.web import text_of_html

_ORIGIN, _QUOTED = "the message's headers", "the message that forwards it"
_DEEPEST = 10
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the standard library raises on headers and bodies that break their own rules."""


def read_mail(data: bytes) -> Content:
    """The words of a message (of its plain body, else its HTML one) without those of earlier messages that it quotes, and subject, sender,
    organisation, date and language from its headers. One that only forwards another is read as that other one.

    Raises ReadError where it is no message, or has no text.
    """
    message = _parsed(data)
    try:
        own, earlier = _apart(message)
        facts = dict(_facts(message))
        if own.strip() or not earlier:
            return Content(tidy(own), facts)
        return Content(tidy(earlier[0].text), {name: Fact(value, _QUOTED) for name, value in _said(earlier[0], facts).items()})
    except ReadError:
        raise
    except _BROKEN as error:
        raise ReadError(f"is a broken message: {' '.join(str(error).split())[:200]}") from error


def _apart(message: EmailMessage) -> tuple[str, tuple[Earlier, ...]]:
    subject = str(message["Subject"] or "").strip()
    return apart(_text(message), is_answer=bool(message["In-Reply-To"] or message["References"]) or _title(subject) != subject)


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        raise ReadError("is a message without text; what is attached to it is taken when it is added to an atlas")
    words = body.get_content()
    return tidy(text_of_html(words) if body.get_content_type() == "text/html" else words)


def attachments(data: bytes) -> Iterator[Member]:
    """The files attached to a message in order, and each earlier message that it quotes, as a text of its own. Raises ReadError where it cannot be
    taken apart."""
    message = _parsed(data)
    try:
        yield from _attached(message, 0)
        yield from _quoted(message)
    except _BROKEN as error:
        raise ReadError(f"is a broken message: {' '.join(str(error).split())[:200]}") from error


def _quoted(message: EmailMessage) -> Iterator[Member]:
    try:
        own, earlier = _apart(message)
    except ReadError:
        return  # it has no text, as is said where it is read
    facts = dict(_facts(message))
    for number, one in enumerate(earlier if own.strip() else earlier[1:], 1):
        head = "".join(f"{name}: {clean(value)}\n" for name, value in _said(one, facts).items())
        yield Member(f"quoted message {number}.txt", f"---\n{head}---\n{tidy(one.text)}".encode())


def _said(one: Earlier, facts: Mapping[str, Fact]) -> dict[str, str]:
    """What is said of an earlier message: of its day nothing, where the one that quotes it does not name it."""
    said = {"title": _title(one.subject) or (facts["title"].value if "title" in facts else ""), "author": one.sender, "publisher": one.sender}
    dated = {"published": one.day, "published_basis": "stated in the message that quotes it"} if one.day else {}
    return {name: value for name, value in {**said, **dated}.items() if value}


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


def _title(subject: str) -> str:
    return re.sub(r"^(?:(?:re|fwd?|aw|wg):\s*)+", "", subject, flags=re.IGNORECASE)


def _facts(message: EmailMessage) -> Iterator[tuple[str, Fact]]:
    name, address = parseaddr(str(message["From"] or ""))
    listed = {
        "title": _title(str(message["Subject"] or "")),
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
