"""Web addresses: only the public web is fetched, whatever names, redirects or name servers say; and no answer lasts, grows or leads on for ever.

Nothing here leaves this machine: names are resolved by the tests, and the servers stand on loopback, which the tests alone allow.
"""

import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from documents import SENTENCE, a_page, a_pdf

from geodata.config import AddingSettings
from geodata.errors import ReadError, UnsafeAddress
from geodata.read import Reach, fetch, name_of
from geodata.read.addresses import is_public, target_of

PAGE = a_page(f"<p>{SENTENCE}</p>")
LIMITS = AddingSettings(address_s=2.0, address_mb=1.0, redirects=3)
Answer = Callable[[BaseHTTPRequestHandler], None]


def gives(data: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def stream(handler: BaseHTTPRequestHandler) -> None:
    gives(b"")(handler)
    while True:
        handler.wfile.write(b"x" * 65536)


def drip(handler: BaseHTTPRequestHandler) -> None:
    gives(b"")(handler)
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.flush_headers()
    while True:
        handler.wfile.write(b"X")
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(90)


ANSWERS: dict[str, Answer] = {
    "/page": gives(PAGE),
    "/pdf": gives(a_pdf(SENTENCE), "application/pdf"),
    "/packed": gives(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/bomb": gives(gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip"),
    "/picture": gives(b"\x89PNG", "image/png"),
    "/gone": gives(b"", status=404),
    "/broken": gives(b"", status=500),
    "/empty": gives(b" "),
    "/short": gives(b"half", Content_Length="1000"),
    "/odd": gives(b"x", Content_Encoding="br"),
    "/on": gives(b"", status=302, Location="/page"),
    "/round": gives(b"", status=302, Location="/round"),
    "/inside": gives(b"", status=302, Location="http://inside.example/secret"),
    "/metadata": gives(b"", status=302, Location="http://169.254.169.254/latest/meta-data/"),
    "/file": gives(b"", status=302, Location="file:///etc/passwd"),
    "/stream": stream,
    "/drip": drip,
    "/drip-headers": drip_headers,
    "/silent": silent,
}


class Handler(BaseHTTPRequestHandler):
    """Answers by the table, and remembers who was asked for."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 (one server, one list)

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        with contextlib.suppress(OSError):  # the reader went away, as it should
            ANSWERS[self.path](self)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def names(host: str, port: int) -> Sequence[str]:
    """Name server of the tests."""
    return {"inside.example": ["10.0.0.5"], "both.example": ["127.0.0.1", "192.168.1.1"], "none.example": [], "169.254.169.254": [host]}.get(
        host, ["127.0.0.1"]
    )


REACH = Reach(names, lambda ip: ip == "127.0.0.1")


def got(port: int, path: str, limits: AddingSettings = LIMITS) -> bytes:
    return fetch(f"http://www.example:{port}{path}", limits, REACH).data


def test_a_page_comes_with_its_address_time_and_kind(port: int) -> None:
    found = fetch(f"http://www.example:{port}/on", LIMITS, REACH)
    assert found.data == PAGE and found.suffix == ".html"
    assert found.final_url == f"http://www.example:{port}/page" and found.at.tzinfo is not None
    assert Handler.asked[-1] == (f"www.example:{port}", "/page")
    assert fetch(f"http://www.example:{port}/pdf", LIMITS, REACH).suffix == ".pdf"
    assert got(port, "/packed") == PAGE


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "answers 404"),
        ("/broken", "answers 500"),
        ("/picture", "is image/png, which is no page"),
        ("/empty", "answers with nothing"),
        ("/odd", "packed in a way that is not read"),
        ("/short", "cannot be fetched|broke off"),
        ("/round", r"leads on more than 3 times.*\[adding\] redirects"),
        ("/stream", r"more than the 1 MB that \[adding\] address_mb"),
        ("/bomb", r"more than the 1 MB that \[adding\] address_mb"),
    ],
)
def test_what_is_no_page_is_said(port: int, path: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as caught:
        got(port, path)
    assert f"www.example:{port}{path}" in str(caught.value)


@pytest.mark.parametrize("path", ["/drip", "/drip-headers", "/silent"])
def test_no_answer_takes_longer_than_the_limit(port: int, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(ReadError, match=r"takes longer than the 1 s that \[adding\] address_s"):
        got(port, path, AddingSettings(address_s=1.0))
    assert time.monotonic() - start < 60


def test_nobody_there_is_said(port: int) -> None:
    with pytest.raises(ReadError, match="cannot be fetched"):
        fetch("http://www.example:9/", LIMITS, REACH)
    with pytest.raises(ReadError, match="has no address"):
        fetch("http://none.example/", LIMITS, REACH)


@pytest.mark.parametrize("path", ["/inside", "/metadata", "/file"])
def test_a_redirect_is_checked_like_the_address_itself(port: int, path: str) -> None:
    with pytest.raises(UnsafeAddress):
        got(port, path)


def test_a_host_with_one_private_address_among_others_is_refused(port: int) -> None:
    with pytest.raises(UnsafeAddress, match=r"192\.168\.1\.1"):
        fetch(f"http://both.example:{port}/page", LIMITS, REACH)


def test_a_name_that_changes_its_address_is_resolved_once_and_no_more(port: int) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.5"]

    reach = Reach(rebinding, lambda ip: ip == "127.0.0.1")
    assert fetch(f"http://www.example:{port}/page", LIMITS, reach).data == PAGE
    assert asked == ["www.example"]
    with pytest.raises(UnsafeAddress, match=r"10\.0\.0\.5"):
        fetch(f"http://www.example:{port}/page", LIMITS, reach)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200"),
        *("168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "64:ff9b:1::1", "words", ""),
    ],
)
def test_no_private_address_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/", "http://metadata.google.internal/x"),
        *("http://intranet/", "http://nas.lan/", "ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "gopher://example.org"),
        *("http://user:pw@example.org/", "http://user@example.org/", "http:///x", "http://", "//example.org", "http://example.org:99999/"),
        *(
            "http://exa mple.org/",
            "http://example.org/\nHost: inside",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://127.0.0.1/",
            "http://[bad",
        ),
        *("http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/"),
    ],
)
def test_an_address_that_leads_inside_or_is_none_is_unsafe(url: str) -> None:
    def literal(host: str, port: int) -> Sequence[str]:
        """As the system's resolver reads numbers, without asking a name server."""
        import socket

        try:
            return [socket.inet_ntoa(socket.inet_aton(host))]
        except OSError:
            return [host]

    with pytest.raises(UnsafeAddress):
        target_of(url, literal)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://not", "one word"),
        ("http://2130706433/", "a number"),
        ("http://localhost/", "private network"),
        ("http://nas.lan/", "private network"),
    ],
)
def test_an_address_is_refused_for_what_it_is(url: str, said: str) -> None:
    with pytest.raises(UnsafeAddress, match=said):
        target_of(url, lambda host, port: [host])


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/news/report.html", "www-example-org-report.html"),
        ("https://www.example.org/", "www-example-org-page.html"),
        ("https://www.example.org/a/<script>", "www-example-org-script.html"),
        ("https://www.example.org/" + "x" * 500, "www-example-org-" + "x" * 64 + ".html"),
    ],
)
def test_what_is_fetched_gets_a_plain_name(url: str, name: str) -> None:
    assert name_of(url, ".html") == name
