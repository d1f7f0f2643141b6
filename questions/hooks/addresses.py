"""Where a webhook may lead: https, to a public address. Nothing of our own network can be reached through one."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.i18n import Sentence
from app.i18n import Sentence as _

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# Public by their number, but they carry the address of a private network inside, or are one of old.
WRAPPING = tuple(
    map(ipaddress.ip_network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10"))
)


class Refused(Exception):
    """The address is not one that we send to; the message says why."""


@dataclass(frozen=True)
class Target:
    """A checked address: connect to `ip`, speak to `host`."""

    ip: str
    host: str
    port: int
    path: str
    is_https: bool

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.is_https else 80) else f"{host}:{self.port}"


def problem_of(url: str, *, may_be_inside: bool) -> Sentence | None:
    """What is wrong with the address as it is written, or None. Where its name leads is seen with each delivery."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _("This is not a web address. Write it like https://zalo.example.vn/hook")
    if parts.scheme not in {"https", "http"} or not host or port == 0:
        return _("This is not a web address. Write it like https://zalo.example.vn/hook")
    if parts.username or parts.password:
        return _("Please leave name and password out of the address; each delivery is signed instead.")
    if parts.scheme == "http" and not (may_be_inside and host in LOOPBACK):
        return _("The address must begin with https://")
    if not url.isascii() or any(sign.isspace() for sign in url):
        return _("This is not a web address. Write it like https://zalo.example.vn/hook")
    if may_be_inside:
        return None
    try:
        is_refused = not is_public(host)
    except ValueError:  # a name, no number
        is_refused = host in LOOPBACK or host.endswith((".localhost", ".local", ".internal"))
    return _("This address lies in a private network; only public ones are allowed.") if is_refused else None


def is_public(address: str) -> bool:
    """Whether an IP address is reachable from everywhere; raises ValueError for what is none."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif any(ip in network for network in WRAPPING):
            return False
    return ip.is_global and not ip.is_multicast


def resolve(url: str, *, may_be_inside: bool) -> Target:
    """Look the name up now. Every address it has must be allowed, and the one returned is the one to connect to.

    Raises Refused. Waits for the name server, so it is run in a thread.
    """
    problem = problem_of(url, may_be_inside=may_be_inside)
    if problem is not None:
        raise Refused(str(problem))
    parts = urlsplit(url)
    is_https = parts.scheme == "https"
    port = parts.port or (443 if is_https else 80)
    assert parts.hostname is not None
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Refused(f"{type(error).__name__}: {error}") from error
    if not found or (not may_be_inside and not all(is_public(address) for address in found)):
        raise Refused(str(_("This address lies in a private network; only public ones are allowed.")))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(found[0], parts.hostname, port, path, is_https)
