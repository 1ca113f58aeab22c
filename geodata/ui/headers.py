"""What every answer tells the browser to refuse: foreign scripts, guessed kinds of file, frames in pages of hosts that nobody named.

The page itself also tells it what to fetch early (see `hints`).
"""

import re
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware

from geodata.config import load_settings
from geodata.ui.hints import hints
from geodata.ui.preview import App, Message, Receive, Scope, Send, Titled, is_page

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
    return [Middleware(_Headers, hosts=load_settings().frame_ancestors), Middleware(Titled)]


def policy(path: str, hosts: Sequence[str], host: str = "") -> str:
    """The content security policy of an address. Streamlit's page holds scripts and styles within it ('unsafe-inline').

    `host` is the server's own name, with its port, as the browser asked for it: older browsers do not take 'self' for its websocket too.
    """
    own = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    evaluated = " 'unsafe-eval'" if EVAL_PATH in path else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-inline'{evaluated}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{own}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {' '.join((chr(39) + 'self' + chr(39), *hosts))}",
        )
    )


_KEPT_PATH = re.compile(r"/component/[^/]+/static/js/[^/]+\.[0-9a-f]{8,}\.js$")
"""Scripts of components, whose names change with their content: asked for once."""


_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


class _Headers:
    def __init__(self, app: App, hosts: Sequence[str] = ()) -> None:
        self.app = app
        self.hosts = tuple(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        host = Headers(scope=scope).get("Host", "")

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**_FIXED, "Content-Security-Policy": policy(scope["path"], self.hosts, host)})
                if message["status"] == 200 and _KEPT_PATH.search(scope["path"]):
                    headers["Cache-Control"] = "public, max-age=31536000, immutable"
                if is_page(scope["path"], headers.get("Content-Type", "")):
                    headers["Link"] = hints()
            await send(message)

        await self.app(scope, receive, answer)
