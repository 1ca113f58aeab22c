"""The earlier messages that a message quotes or forwards: told apart from its own words, each with its sender and day, for neither "yesterday" nor
"we" means in them what it means in the message that quotes them.

Two ways of quoting are known: lines that begin with `>`, mostly under "On … wrote:"; and a block of headers (From, Sent, To, Subject) in the text,
with the earlier message behind it. What is written in between, as answers point by point are, stays with the message's own words.
"""

import re
from dataclasses import dataclass

from geodata.datewords import parse_published
from geodata.errors import InvalidRecord
from geodata.read.facts import clean

_LINE = re.compile(r"^ ?>[ \t]?(.*)$")
_LED = re.compile(
    r"^(On\b[^\n]{4,200}(?:\n[^\n]{0,200}){0,2}?\b(?:wrote|writes):"
    r"|[^\n]{0,100}<[^\n<>]+@[^\n<>]+>\s(?:wrote|writes):|Begin forwarded message:)\s*\Z",
    re.MULTILINE,
)
_NAMED = re.compile(r"([^,<>\n]*?)\s*(?:<([^<>]*)>\s*)?(?:wrote|writes):\Z")
_CLOCK = re.compile(r"^.*\d(?:\s*(?i:[AP]\.?M\b\.?))?(?:\s*(?:[+-]\d{4}|\([A-Z]{2,5}\)|[A-Z]{3,4}\b))*\s*", re.DOTALL)
_KNOWN = r"(?:From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|Importance|Attachments)"
_HEADER = rf"[ \t]*\*?{_KNOWN}:\*?[^\n]*\n(?:[ \t]+\S[^\n]*\n|[ \t]*\n(?=[ \t]*\*?{_KNOWN}:))*"
_BLOCK = re.compile(
    rf"^(?:(?:[-_ \t]{{3,}}[^\n]{{0,60}}|Begin forwarded message:[ \t]*)\n\s*)?(?=[ \t]*\*?From:)((?:{_HEADER}){{3,9}})", re.IGNORECASE | re.MULTILINE
)
_DAYS = (
    re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}\b"),
    re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b"),
)
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier message: its words, who sent it, its ISO day and its subject, each empty where the message that quotes it does not say it."""

    text: str
    sender: str = ""
    day: str = ""
    subject: str = ""


def apart(text: str, *, is_answer: bool = True) -> tuple[str, tuple[Earlier, ...]]:
    """A message's own words, and the earlier messages in it, the latest first. `text` has `\\n` line ends.

    In one that is no answer, `>` without words above that lead it on is a mark of a list like any other.
    """
    own, earlier = _apart(text, 0 if is_answer else -1)
    return own, tuple(message for message in earlier if message.text.strip())


def _apart(text: str, depth: int) -> tuple[str, list[Earlier]]:
    if depth == _DEEPEST:
        return text, []
    if block := next((found for found in _BLOCK.finditer(text) if re.search(r"^\W*(?:Sent|Date):", found[1], re.IGNORECASE | re.MULTILINE)), None):
        own, quoted = _apart(text[: block.start()], depth)
        return own, [*quoted, *_whole(_of_headers(block[1]), text[block.end() :], depth)]
    own, lines, led = _unquoted(text)
    if not lines or (not led and (depth < 0 or (depth == 0 and len(lines) == 1))):
        return text, []
    return own, _whole(_of_line(led), "\n".join(lines), depth)


def _whole(said: Earlier, text: str, depth: int) -> list[Earlier]:
    """An earlier message, and those that it quotes itself."""
    own, quoted = _apart(text, max(depth, 0) + 1)
    return [Earlier(own.strip(), said.sender, said.day, said.subject), *quoted]


def _unquoted(text: str) -> tuple[str, list[str], str]:
    """The lines without `>`, those with it and without that mark, and the words that lead them on, which belong to neither."""
    own: list[str] = []
    quoted: list[str] = []
    led = ""
    for line in text.split("\n"):
        if found := _LINE.match(line):
            if not quoted and (lead := _LED.search("\n".join(own).rstrip())):
                led = lead[1]
                own = "\n".join(own).rstrip()[: lead.start(1)].split("\n")
            quoted.append(found[1])
        else:
            own.append(line)
            if quoted and quoted[-1]:
                quoted.append("")
    while quoted and not quoted[-1]:
        quoted.pop()
    return "\n".join(own), quoted, led


def _of_line(led: str) -> Earlier:
    """What "On Mon, 6 Feb 2017 at 09:12, Ann Lee <ann@example.org> wrote:" says."""
    found = _NAMED.search(led)
    name = _CLOCK.sub("", found[1]) if found else ""
    return Earlier("", clean(name or (found[2] if found and found[2] else "")).strip("\"' "), _day(led))


def _of_headers(block: str) -> Earlier:
    said: dict[str, str] = {}
    for line in re.split(rf"\n(?=[ \t]*\*?{_KNOWN}:)", block.strip(), flags=re.IGNORECASE):
        name, _, value = line.partition(":")
        said.setdefault(name.strip(" \t*").lower(), clean(value.strip(" *")))
    sender = re.sub(r"\s*(?:<[^<>]*>|\[mailto:[^\]]*\])", "", said.get("from", "")).strip("\"' ") or said.get("from", "").strip("<> ")
    return Earlier("", sender, _day(said.get("sent") or said.get("date") or ""), said.get("subject", ""))


def _day(words: str) -> str:
    for found in (found[0] for pattern in _DAYS for found in pattern.finditer(words)):
        try:
            begin = parse_published(found).begin
        except InvalidRecord:
            continue
        return begin.isoformat() if begin else ""
    return ""
