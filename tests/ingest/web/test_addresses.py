"""What is an address, and which machines are never asked."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from ingest.sources import BadSource
from ingest.web import collect_address
from ingest.web_addresses import BadAddress, find_page_path, get_base, is_address, is_public, read_address
from tests.ingest.web.site import Site, make_answer

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - it is refused here, not bound to
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "ff02::1",
    "2001:db8::1",
    # IPv4 addresses in IPv6 clothes: mapped, compatible, 6to4, Teredo, NAT64.
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
]
PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]


@pytest.mark.parametrize("number", PRIVATE)
def test_private(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_no_private_host_is_asked_unless_allowed(site: Site, host: str) -> None:
    site.put("/a", "# A\n")
    with pytest.raises(BadSource, match=r"inside a private network \(--allow-private reads it\)"):
        collect_address(f"http://{host}:{site.port}/a")
    assert site.requests == []


class _Resolver:
    """Answers look-ups of one host from a list, the last answer again and again; refuses to connect anywhere."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.tried: list[str] = []
        self._real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self._resolve)
        monkeypatch.setattr(socket.socket, "connect", self._connect)

    def _resolve(self, host: str, port: int, *given: Any, **named: Any) -> Any:
        if host != "docs.test":
            return self._real(host, port, *given, **named)
        numbers = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [found for number in numbers for found in self._real(number, port, type=socket.SOCK_STREAM)]

    def _connect(self, place: tuple[str, int]) -> None:
        self.tried.append(place[0])
        raise ConnectionRefusedError(111, "Connection refused")


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = _Resolver(monkeypatch, ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(BadSource, match=r"10\.0\.0\.1 is inside a private network"):
        collect_address("http://docs.test/a")
    assert resolver.tried == []


def test_a_name_is_not_looked_up_again_to_connect(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = _Resolver(monkeypatch, ["93.184.216.34", "93.184.216.35"], ["127.0.0.1"])
    with pytest.raises(BadSource, match="connection refused"):
        collect_address("http://docs.test/a")
    assert resolver.tried == ["93.184.216.34", "93.184.216.35"]
    assert resolver.answers == [["127.0.0.1"]]


def test_a_redirect_is_checked_like_any_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site stands for one in the public internet; where it sends us does not.
    monkeypatch.setattr("ingest.web_addresses.is_public", lambda number: number == "127.0.0.1")
    site.pages["/a"] = make_answer("", status="302 Found", Location="http://169.254.169.254/latest/meta-data/")
    with pytest.raises(BadSource, match=r"169\.254\.169\.254 is inside a private network"):
        collect_address(f"{site.url}/a")


def test_a_host_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(BadSource, match=r"the host docs\.test is not known"):
        collect_address("http://docs.test/a")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ftp://example.com/a", "only http and https"),
        ("http:///a", "only http and https"),
        ("https://", "only http and https"),
        ("http://user:secret@example.com/", "user name or password"),
        ("http://user@example.com/", "user name or password"),
        ("http://example.com:99999/", "not a usable address"),
        ("http://exa mple.com/", "not a usable address"),
        ("http://example.com/\r\nHost: other", "not a usable address"),
        ("http://example.com/" + "a" * 3000, "not a usable address"),
        ("http://[::1/", "not a usable address"),
    ],
)
def test_what_is_no_address(text: str, why: str) -> None:
    with pytest.raises(BadAddress, match=why) as caught:
        read_address(text)
    assert "secret" not in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("HTTP://Example.COM:80", "http://example.com/"),
        ("https://example.com:443/a/../b c?q=é#part", "https://example.com/b%20c?q=%C3%A9"),
        ("https://example.com:8443/ü", "https://example.com:8443/%C3%BC"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
    ],
)
def test_the_normal_form(text: str, normal: str) -> None:
    assert str(read_address(text)) == normal


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("https://h/docs/a/b.html", "a/b"),
        ("https://h/docs/a/", "a"),
        ("https://h/docs/a/index.html", "a"),
        ("https://h/docs", "index"),
        ("https://h/docs/", "index"),
        ("https://h/docsy/a", None),
        ("https://h/a", None),
        ("http://h/docs/a", None),
        ("https://h:444/docs/a", None),
        ("https://h/docs/%2E%2E/a", None),
        ("https://h/docs/a%0Ab", None),
    ],
)
def test_page_paths(text: str, path: str | None) -> None:
    assert find_page_path(read_address(text), "https://h/docs/") == path


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://h/", "https://h/"),
        ("https://h/sitemap.xml", "https://h/"),
        ("https://h/a/b/", "https://h/a/"),
        ("https://h/a/b?c=/d", "https://h/a/"),
    ],
)
def test_bases(text: str, base: str) -> None:
    assert get_base(read_address(text)) == base


def test_addresses_are_told_from_files() -> None:
    assert is_address("https://h") and is_address("HTTP://h")
    assert not is_address("docs/") and not is_address("httpd.md") and not is_address("C:/docs")
