"""A web address → its bytes, where they came from and when. The one place that speaks to the web for documents.

Python's own http.client on a socket of ours: the connection goes to the address that was checked, under the name that was asked for, and one clock
ends it whatever the other side does. A client library would resolve names and follow redirects by itself. No cookie, no proxy, no password is sent.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit

from geodata.config import AddingSettings
from geodata.errors import ReadError
from geodata.read.addresses import Permits, Resolve, Target, is_public, resolve, target_of

_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "application/octet-stream": "",
    "binary/octet-stream": "",
    "": "",
}
"""Content type → the suffix of what is kept; empty where the bytes must show it."""

_AGENT = "Dateline (reads one page when a person asks for it)"
_LEADS_ON = (301, 302, 303, 307, 308)
_MB = 1_000_000
_BLOCK_BYTES = 1 << 15
_SAFE = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes, the address after all redirects, the moment, and the suffix its content type asks for (empty: unknown)."""

    data: bytes
    final_url: str
    at: datetime
    suffix: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a fetch may go: who resolves names, and which IP addresses are allowed. Tests give their own; all else takes this default."""

    resolve: Resolve = resolve
    permits: Permits = is_public


def fetch(url: str, limits: AddingSettings, reach: Reach | None = None) -> Fetched:
    """Fetch one address, and follow its redirects, each of them checked anew.

    Raises UnsafeAddress for what may not be fetched; ReadError where it answers with an error, leads on without end, takes too long, gives too much,
    or gives what is no document. Every message names the address.
    """
    reach = reach or Reach()
    deadline = time.monotonic() + limits.address_s
    here = quote(url.strip(), safe=_SAFE)
    for _ in range(limits.redirects + 1):
        target = target_of(here, reach.resolve, reach.permits)
        try:
            answer = _ask(target, deadline, limits)
        except ReadError as error:
            raise type(error)(str(error) if str(error).startswith("http") else f"{url}: {error}") from error
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            raise ReadError(f"{url}: {_why(error, deadline, limits)}") from error
        if isinstance(answer, Fetched):
            return answer
        here = quote(urljoin(here, answer), safe=_SAFE).split("#")[0]
    raise ReadError(f"{url}: leads on more than {limits.redirects} times, the last time to {here} ([adding] redirects)")


def _ask(target: Target, deadline: float, limits: AddingSettings) -> Fetched | str:
    """One request: what it gives, or the address it leads on to."""
    left = max(0.1, deadline - time.monotonic())
    held = [socket.create_connection((target.ip, target.port), timeout=left)]
    ender = threading.Timer(left, _shut, (held,))
    ender.daemon = True
    ender.start()  # a timeout of the socket begins anew with every byte, so that a slow stream would never end
    try:
        if target.scheme == "https":
            held.append(ssl.create_default_context().wrap_socket(held.pop(), server_hostname=target.host, do_handshake_on_connect=False))
            held[0].do_handshake()  # type: ignore[attr-defined]
        client = http.client.HTTPConnection(target.host, target.port)
        client.sock = held[0]
        client.request("GET", target.request, headers=_headers(target))
        with client.getresponse() as response:
            return _answer(target, response, deadline, limits)
    finally:
        ender.cancel()
        held[0].close()


def _shut(held: list[socket.socket]) -> None:
    for connection in held:
        with contextlib.suppress(OSError):  # it may be closed already
            connection.shutdown(socket.SHUT_RDWR)


def _headers(target: Target) -> dict[str, str]:
    host = f"[{target.host}]" if ":" in target.host else target.host.encode("idna").decode("ascii")
    default = target.port == {"http": 80, "https": 443}[target.scheme]
    accepted = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1"
    return {
        "Host": host if default else f"{host}:{target.port}",
        "User-Agent": _AGENT,
        "Accept": accepted,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _answer(target: Target, response: http.client.HTTPResponse, deadline: float, limits: AddingSettings) -> Fetched | str:
    if response.status in _LEADS_ON and (location := response.headers.get("Location")):
        return location
    if response.status != 200:
        raise ReadError(f"{target.url}: answers {response.status} {response.reason[:80]}, so there is nothing to read")
    kind = response.headers.get_content_type() if response.headers.get("Content-Type") else ""
    if kind not in _TYPES:
        raise ReadError(f"{target.url}: is {kind}, which is no page and no document that is read")
    data = _body(response, deadline, limits)
    if not data.strip():
        raise ReadError(f"{target.url}: answers with nothing")
    return Fetched(data, target.url, datetime.fromtimestamp(int(time.time()), UTC), _TYPES[kind])


def _body(response: http.client.HTTPResponse, deadline: float, limits: AddingSettings) -> bytes:
    packing = (response.headers.get("Content-Encoding") or "identity").lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise ReadError(f"is packed in a way that is not read ({packing[:40]})")
    unpacker = zlib.decompressobj(31) if packing != "identity" else None
    most = int(limits.address_mb * _MB)
    blocks: list[bytes] = []
    size = 0
    while block := response.read1(_BLOCK_BYTES):
        if time.monotonic() > deadline:
            raise TimeoutError
        block = unpacker.decompress(block, most + 1 - size) if unpacker else block
        size += len(block)
        if size > most:
            raise ReadError(f"gives more than the {limits.address_mb:g} MB that [adding] address_mb allows")
        blocks.append(block)
    if time.monotonic() > deadline or (unpacker and not unpacker.eof) or response.length:
        raise TimeoutError if time.monotonic() > deadline else ValueError("it broke off before its end")
    return b"".join(blocks)


def _why(error: Exception, deadline: float, limits: AddingSettings) -> str:
    if time.monotonic() >= deadline or isinstance(error, TimeoutError):
        return f"takes longer than the {limits.address_s:g} s that [adding] address_s allows"
    if isinstance(error, ssl.SSLError):
        return f"has no certificate that can be trusted ({getattr(error, 'verify_message', '') or error.reason})"
    return f"cannot be fetched: {' '.join(str(error).split())[:200] or type(error).__name__}"


def name_of(url: str, suffix: str) -> str:
    """A file name for what an address gave: its host and the last part of its path, in plain characters, with the suffix."""
    parts = urlsplit(url)
    last = [part for part in parts.path.split("/") if part][-1:] or ["page"]
    stem = last[0].rsplit(".", 1)[0] if "." in last[0] else last[0]
    words = "".join(c if (c.isalnum() and c.isascii()) or c in "-_" else "-" for c in f"{parts.hostname or 'page'}-{stem}")
    return "-".join(part for part in words.split("-") if part)[:80] + (suffix or ".html")
