"""Addresses: what is one, which page it is, and which machines may be asked."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import unquote, urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from index.errors import DocfactsError
from ingest.sources import get_page_path

_WEB = re.compile(r"https?:", re.I)
_STANDARD_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# RFC 6052: a gateway takes such an address to the IPv4 address in its last four bytes.
_TRANSLATED = IPv6Network("64:ff9b::/96")
# The sitemap protocol's limit; servers refuse much longer ones.
LONGEST_ADDRESS = 2048
ROOT_PAGE = "index"
"""The page path of a site's root."""


class BadAddress(DocfactsError):
    """An address that is not asked; `str()` says which and why."""


@dataclass(frozen=True, slots=True)
class Address:
    """An `http(s)` address in its normal form, without a fragment."""

    scheme: str
    """`http` or `https`."""
    host: str
    """The host in lower case, an IPv6 address without its brackets."""
    port: int
    """The port."""
    target: str
    """The path with the query: what a request names."""

    @property
    def origin(self) -> str:
        """Scheme, host and (unless it is the usual one) port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as a `Host` header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _STANDARD_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def path(self) -> str:
        """The path alone, as it is sent."""
        return self.target.partition("?")[0]

    def __str__(self) -> str:
        return self.origin + self.target


def is_address(source: str) -> bool:
    """Whether a SOURCE is an `http(s)` address and not a file."""
    return bool(_WEB.match(source))


def read_address(text: str, base: Address | None = None) -> Address:
    """The address that a text names, relative to `base`; raises BadAddress."""
    shown = text if len(text) <= LONGEST_ADDRESS else text[:60] + "…"
    if _CONTROL.search(shown) or len(text) > LONGEST_ADDRESS:
        raise BadAddress(f"{_CONTROL.sub('�', shown)}: this is not a usable address")
    try:
        parts = parse_url(urljoin(str(base), text) if base else text)
    except (LocationParseError, ValueError) as error:
        raise BadAddress(f"{shown}: this is not a usable address") from error
    if parts.scheme not in _STANDARD_PORTS or not parts.host:
        raise BadAddress(f"{shown}: only http and https addresses are read")
    if parts.auth is not None:
        raise BadAddress(f"{parts.scheme}://…@{parts.host}: an address with a user name or password is not read")
    query = f"?{parts.query}" if parts.query else ""
    port = parts.port if parts.port is not None else _STANDARD_PORTS[parts.scheme]
    return Address(parts.scheme, parts.host.strip("[]"), port, (parts.path or "/") + query)


def get_base(address: Address) -> str:
    """The address of the folder in which an address's last part stands; it ends in a slash."""
    return address.origin + address.path.rstrip("/").rpartition("/")[0] + "/"


def find_page_path(address: Address, base: str) -> str | None:
    """The path of an address's page under a base address, or None when it lies outside."""
    whole = address.origin + address.path
    if not (whole + "/").startswith(base):
        return None
    path = unquote(whole[len(base) :])
    if ".." in path.split("/") or _CONTROL.search(path):
        return None
    return get_page_path(path) or ROOT_PAGE


def resolve(address: Address, *, allow_private: bool) -> tuple[str, ...]:
    """The network addresses of an address's host, every one of them checked; raises BadAddress.

    Whoever connects must connect to one of these, not to the name: a second look-up
    may answer otherwise.
    """
    try:
        # The system's resolver has its own patience, of some seconds; it takes no other.
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadAddress(f"{address}: the host {address.host} is not known") from error
    numbers = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    for number in numbers if not allow_private else ():
        if not is_public(number):
            raise BadAddress(f"{address}: {number} is inside a private network (--allow-private reads it)")
    return numbers


def is_public(number: str) -> bool:
    """Whether a network address belongs to the public internet, whichever way it is written."""
    ip = ip_address(number)
    if isinstance(ip, IPv6Address):
        inner = _find_inner(ip)
        if inner is not None:
            return is_public(str(inner))
    special = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    return ip.is_global and not special and not getattr(ip, "is_site_local", False)


def _find_inner(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
