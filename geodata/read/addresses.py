"""Which addresses may be fetched: those of the public web, and no others, whatever a name, a redirect or a DNS server says.

A name is resolved once; every address it resolves to must be public; and the connection goes to an address that was checked, never to the name again.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from geodata.errors import ReadError, UnsafeAddress

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port → the IP addresses they have, as strings. Raises OSError where there are none."""

Permits = Callable[[str], bool]
"""Whether a connection to this IP address is allowed."""

_PORTS = {"http": 80, "https": 443}
_PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "localdomain", "private")
"""Last parts of names that belong to no public host; `metadata.google.internal` is one of them."""

_HANDED_OUT = frozenset({"168.63.129.16", "100.100.100.200", "192.0.0.192"})
"""Addresses outside the reserved ranges, or at their edge, at which clouds answer their own machines only."""

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect for an address: the checked IP address and the port; and the host to ask for there."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str

    @property
    def request(self) -> str:
        """What to ask the host for: path and query, percent-encoded where the address holds other characters."""
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, by the system's resolver."""
    return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public net. Addresses of IPv4 inside those of IPv6 are taken out and looked at too."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if inner := ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None):
            return is_public(str(inner))
        if any(ip in network for network in _NAT64) or int(ip) >> 32 == 0:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and str(ip) not in _HANDED_OUT


def target_of(url: str, resolve: Resolve = resolve, permits: Permits = is_public) -> Target:
    """Check an address and find out where to connect.

    Raises UnsafeAddress where it is no http(s) address, carries a name and password, or leads to a private, loopback, link-local or otherwise
    reserved address, by any of its addresses; ReadError where its host has none.
    """
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".").lower()
    labels = host.split(".")
    if permits is is_public and len(labels) == 1 and ":" not in host and host not in _PRIVATE_NAMES:
        raise UnsafeAddress(f"{url}: {_no_host(host)}, and is not fetched; an address looks like https://example.org/page")
    if permits is is_public and any(host == name or host.endswith(f".{name}") for name in _PRIVATE_NAMES):
        raise UnsafeAddress(f"{url}: {host!r} is a name of a private network, and is not fetched")
    port = parts.port or _PORTS[parts.scheme]
    try:
        found = resolve(host.encode("idna").decode("ascii") if not host.isascii() else host, port)
    except (OSError, UnicodeError) as error:
        raise ReadError(f"{url}: the host {host!r} is not known, or no name server answers; check the address and the connection") from error
    if not found:
        raise ReadError(f"{url}: the host {host!r} has no address")
    if refused := [ip for ip in found if not permits(ip)]:
        raise UnsafeAddress(f"{url}: leads to {refused[0]}, an address of a private or reserved network, and is not fetched")
    return Target(url, parts.scheme, host, port, found[0])


def _no_host(host: str) -> str:
    """Why a host of one word is none of the public web."""
    return f"{host!r} is a number and no name" if host[:1].isdigit() else f"{host!r} is one word and no name of a public host"


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnsafeAddress(f"{url}: is no address of the web") from error
    if parts.scheme not in _PORTS or not parts.hostname or any(c.isspace() or ord(c) < 33 for c in url) or port == 0:
        raise UnsafeAddress(f"{url}: is no address of the web; only http:// and https:// are fetched")
    if parts.username or parts.password:
        raise UnsafeAddress(f"{url}: carries a name or password; give the address without them")
    return parts
