"""What a link to a page says of itself before any script has run: the atlas's title and summary, for messengers, search engines and bookmarks.

Streamlit serves the same page at every address, with a title of its own.
"""

import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders

from geodata.atlas import find_atlas, shown_facts
from geodata.config import load_settings
from geodata.errors import GeodataError
from geodata.ui.opening import CHOSEN
from geodata.words import shortened

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_TITLE = b"<title>Streamlit</title>"
_LEVEL = 6
_LONGEST = 300
"""How many characters of a summary are given: previews show fewer."""


class Titled:
    """Puts the words of the atlas into each page that passes. It keeps no answer for a browser to ask about again, for the atlas may change."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as the server does, a page with its words."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun: list[Message] = []
        body = bytearray()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(scope, message):
                begun.append(message)
            elif begun and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    for part in _whole(begun[0], bytes(body), scope["query_string"]):
                        await send(part)
            else:
                await send(message)

        await self.app(scope, receive, answer)


def is_page(path: str, kind: str) -> bool:
    """Whether an answer is Streamlit's page, by its address and its kind of content, and not the frame of a component."""
    return kind.startswith("text/html") and "/component/" not in path


def _is_page(scope: Scope, begun: Message) -> bool:
    kind = MutableHeaders(scope=begun).get("Content-Type", "")
    return scope["method"] == "GET" and begun["status"] == 200 and is_page(scope["path"], kind)


def _whole(begun: Message, body: bytes, query: bytes) -> tuple[Message, Message]:
    headers = MutableHeaders(scope=begun)
    page = titled(body, query, packed=headers.get("Content-Encoding") == "gzip")
    headers["Content-Length"] = str(len(page))
    for name in ("ETag", "Last-Modified", "Accept-Ranges"):
        del headers[name]
    return begun, {"type": "http.response.body", "body": page}


def titled(page: bytes, query: bytes, *, packed: bool) -> bytes:
    """Streamlit's page with the words of the atlas that the query string asks for; as it is where it has another head, or the atlas cannot be read.

    `packed` says that the bytes, given and taken, are compressed with gzip.
    """
    folder = _folder(query)
    if folder is None:
        return _put(page, "Dateline", "", packed)  # the link is to no other atlas
    try:
        facts = shown_facts(folder)
    except GeodataError:
        return page
    return _put(page, facts.title, facts.summary, packed)


def _folder(query: bytes) -> Path | None:
    """The folder of the atlas that the address names, else of the one that the settings name; None where the one named is not here."""
    settings = load_settings()
    name = parse_qs(query.decode("latin-1")).get(CHOSEN, [""])[-1]
    try:
        return find_atlas(settings.atlases, name).folder if name else settings.atlas
    except GeodataError:
        return None


@lru_cache(maxsize=16)
def _put(page: bytes, title: str, summary: str, packed: bool) -> bytes:
    body = gzip.decompress(page) if packed else page
    body = body.replace(_TITLE, _head(title, summary).encode(), 1)
    return gzip.compress(body, _LEVEL, mtime=0) if packed else body


def _head(title: str, summary: str) -> str:
    short = shortened(summary, _LONGEST)
    named = {"og:type": "website", "og:title": title, "og:description": short}
    tags = [f'<meta property="{name}" content="{escape(text)}">' for name, text in named.items() if text]
    described = [f'<meta name="description" content="{escape(short)}">'] if short else []
    return "".join((f"<title>{escape(title)}</title>", *described, *tags))
