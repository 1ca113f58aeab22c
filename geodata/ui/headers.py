"""What every answer tells the browser to refuse: foreign scripts, guessed kinds of file, frames in pages of hosts that nobody named.

The page itself also tells it what to fetch early (see `hints`). And what a browser's request says of where it comes from.
"""

import re
from collections.abc import Awaitable, Callable, Container, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware

from geodata.config import load_settings
from geodata.ui.hints import hints

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

EVAL_PATH = "/component/streamlit_folium"
"""The frame of the map: its component runs commands by `eval`. Nothing else may."""

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def middleware() -> Sequence[Middleware]:
    """What stands between the server and its answers. Raises ConfigError where the settings are wrong."""
    return [Middleware(_Headers, hosts=load_settings().frame_ancestors)]


def policy(path: str, hosts: Sequence[str]) -> str:
    """The content security policy of an address. Streamlit's page holds scripts and styles within it ('unsafe-inline')."""
    evaluated = " 'unsafe-eval'" if EVAL_PATH in path else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-inline'{evaluated}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {' '.join((chr(39) + 'self' + chr(39), *hosts))}",
        )
    )


_KEPT_PATH = re.compile(r"/component/[^/]+/static/js/[^/]+\.[0-9a-f]{8,}\.js$")
"""Scripts of components, whose names change with their content: asked for once."""


class _Headers:
    def __init__(self, app: App, hosts: Sequence[str] = ()) -> None:
        self.app = app
        self.hosts = tuple(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**_FIXED, "Content-Security-Policy": policy(scope["path"], self.hosts)})
                if message["status"] == 200 and _KEPT_PATH.search(scope["path"]):
                    headers["Cache-Control"] = "public, max-age=31536000, immutable"
                if headers.get("Content-Type", "").startswith("text/html") and EVAL_PATH not in scope["path"]:
                    headers["Link"] = hints()
            await send(message)

        await self.app(scope, receive, answer)


def is_asked_at(hosts: Container[str]) -> bool:
    """Whether the reader's browser asked for one of these hosts, and nothing between passed its request on.

    A proxy passes on the browser's `Origin`, whatever it makes of `Host`.
    """
    headers = st.context.headers
    asked = (headers.get("Origin", ""), f"//{headers['Host']}" if "Host" in headers else "")
    is_passed_on = any(name in headers for name in ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host"))
    return not is_passed_on and all(urlsplit(address).hostname in hosts for address in asked if address)
