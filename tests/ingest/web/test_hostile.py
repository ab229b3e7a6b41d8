"""Servers that stall, lie, unfold, redirect for ever or send garbage: one clear line, the rest of the run done."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace
from socket import socket

import pytest

from ingest.sources import BadSource
from ingest.web import WebCollection, collect_address
from ingest.web_limits import Limits
from tests.ingest.web.site import Handler, Request, Site, make_answer

PAGE = "# Locks\n\nRingo has an alarm.\n"
TIGHT = Limits(request_seconds=20, page_bytes=200_000, list_bytes=400_000, redirects=3)
MEGABYTE = 1_000_000


def collect(url: str, limits: Limits = TIGHT) -> WebCollection:
    return collect_address(url, allow_private=True, limits=limits)


def _send(*pieces: bytes) -> Handler:
    """Sends the pieces and hangs up."""

    def answer(sock: socket, _: Request) -> None:
        for piece in pieces:
            sock.sendall(piece)

    return answer


def _send_for_ever(site: Site, head: bytes, piece: bytes, pause: float = 0) -> Handler:
    """Sends a piece again and again, until the client hangs up or the test is over."""

    def answer(sock: socket, _: Request) -> None:
        sock.sendall(head)
        while not (site.ending.wait(pause) if pause else site.ending.is_set()):
            sock.sendall(piece)

    return answer


def _stall(site: Site, head: bytes = b"") -> Handler:
    def answer(sock: socket, _: Request) -> None:
        sock.sendall(head)
        site.ending.wait()

    return answer


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
LATE = r"no whole answer within 1(?:\.0)? s"
LONG = r"it has more than 200,000 bytes"
SHORT = r"the answer ends before it is whole"
BROKEN = r"the answer is broken: "

BAD: dict[str, tuple[Callable[[Site], bytes | Handler], str]] = {
    "says nothing": (_stall, LATE),
    "stalls in the headers": (lambda site: _stall(site, b"HTTP/1.1 200 OK\r\nX"), LATE),
    "stalls in the body": (lambda site: _stall(site, OK + b"Content-Length: 9\r\n\r\nabc"), LATE),
    "lets the body drip": (lambda site: _send_for_ever(site, OK + b"\r\n", b"a", 0.02), LATE),
    "lets the headers drip": (lambda site: _send_for_ever(site, b"HTTP/1.1 200 OK\r\nX: ", b"a", 0.02), LATE),
    "continues for ever": (lambda site: _send_for_ever(site, b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), LATE),
    "never ends": (lambda site: _send_for_ever(site, OK + b"\r\n", b"a" * 9999), LONG),
    "never ends in chunks": (lambda site: _send_for_ever(site, CHUNKED, b"ff\r\n" + b"a" * 255 + b"\r\n"), LONG),
    "has a negative chunk": (lambda site: _send_for_ever(site, CHUNKED + b"-1\r\n", b"a" * 9999), LONG),
    "has a huge chunk": (lambda site: _send_for_ever(site, CHUNKED + b"fffffffffff\r\n", b"a" * 9999), LONG),
    "announces too much": (lambda _: _send(OK + b"Content-Length: 99999999999\r\n\r\n"), LONG),
    "sends less than announced": (lambda _: _send(OK + b"Content-Length: 99\r\n\r\n# Lo"), SHORT),
    "sends more than announced": (lambda _: _send(OK + b"Content-Length: 4\r\n\r\n# Locks"), BROKEN + "more was sent"),
    "announces two lengths": (lambda _: _send(OK + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\n# Lo"), BROKEN),
    "ends in a chunk": (lambda _: _send(CHUNKED + b"ff\r\n# Lo"), SHORT),
    "ends before the last chunk": (lambda _: _send(CHUNKED + b"4\r\n# Lo\r\n"), SHORT),
    "has a chunk of no size": (lambda _: _send(CHUNKED + b"zz\r\n# Lo\r\n"), SHORT),
    "hangs up at once": (lambda _: _send(), r"the answer is broken|it cannot be reached"),
    "speaks no HTTP": (lambda _: _send(b"220 mail ready\r\n" * 9), BROKEN),
    "has a huge header": (lambda _: _send(OK + b"X: " + b"a" * MEGABYTE), BROKEN),
    "has too many headers": (lambda _: _send(OK + b"X: a\r\n" * 9999 + b"\r\n"), BROKEN),
    "is a bomb": (
        lambda _: make_answer(gzip.compress(bytes(64 * MEGABYTE)), "text/plain", Content_Encoding="gzip"),
        LONG,
    ),
    "is a deflated bomb": (
        lambda _: make_answer(zlib.compress(b"a" * MEGABYTE), "text/plain", Content_Encoding="deflate"),
        LONG,
    ),
    "is packed and cut": (
        lambda _: make_answer(gzip.compress(PAGE.encode())[:-9], Content_Encoding="gzip"),
        "packed content ends too early",
    ),
    "is packed and broken": (
        lambda _: make_answer(b"\x1f\x8bgarbage", Content_Encoding="gzip"),
        "packed content is br",
    ),
    "is packed in an unknown way": (lambda _: make_answer(PAGE, Content_Encoding="br"), "'br' was not asked for"),
    "redirects to itself": (lambda _: make_answer("", status="302 Found", Location="/bad"), "redirects in a circle"),
    "redirects nowhere": (lambda _: make_answer("", status="302 Found"), "without saying where to"),
    "redirects to a file": (
        lambda _: make_answer("", status="302 Found", Location="file:///etc/passwd"),
        "only http and https",
    ),
    "redirects with a password": (
        lambda _: make_answer("", status="302 Found", Location="http://a:b@127.0.0.1/"),
        "with a user name or password",
    ),
    "says that nothing changed": (lambda _: make_answer("", status="304 Not Modified"), "the server answers 304"),
    "is a binary file": (lambda _: make_answer(b"a\0b", "text/plain"), "a NUL byte"),
    "is empty": (lambda _: make_answer("", "text/plain"), "the file is empty"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_page_costs_one_line(site: Site, case: str) -> None:
    make, line = BAD[case]
    site.pages["/bad"] = make(site)
    site.put("/a", PAGE)
    site.put("/z", PAGE + "\nMore.\n")
    limits = replace(TIGHT, request_seconds=1) if line == LATE else TIGHT
    collection = collect(site.put_sitemap(["/a", "/bad", "/z"]), limits)
    assert list(collection.documents) == ["a", "z"]
    assert collection.unread == {"bad"}
    (problem,) = collection.problems
    assert "\n" not in problem and problem.startswith(f"{site.url}/bad:")
    with pytest.raises(BadSource, match=line):
        collect(f"{site.url}/bad", replace(limits, list_bytes=limits.page_bytes))


def test_a_bomb_never_unfolds(site: Site) -> None:
    site.put("/bomb", gzip.compress(bytes(64 * MEGABYTE)), "text/plain", Content_Encoding="gzip")
    tracemalloc.start()
    try:
        with pytest.raises(BadSource, match="more than 400,000 bytes"):
            collect(f"{site.url}/bomb")
        assert tracemalloc.get_traced_memory()[1] < 4 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_many_packed_parts_are_one_page(site: Site) -> None:
    site.put("/a", gzip.compress(b"# Lo") + gzip.compress(b"cks\n"), Content_Encoding="gzip")
    assert collect(f"{site.url}/a").documents["a"].data == b"# Locks\n"


@pytest.mark.parametrize("window", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
def test_both_ways_of_deflating(site: Site, window: int) -> None:
    packer = zlib.compressobj(wbits=window)
    site.put("/a", packer.compress(PAGE.encode() * 50) + packer.flush(), Content_Encoding="deflate")
    assert collect(f"{site.url}/a").documents["a"].data == PAGE.encode() * 50


def test_too_many_redirects(site: Site) -> None:
    for step in range(9):
        site.pages[f"/{step}"] = make_answer("", status="302 Found", Location=f"/{step + 1}")
    with pytest.raises(BadSource, match="it redirects more than 3 times"):
        collect(f"{site.url}/0")


def test_a_connection_that_the_server_ends_is_made_anew(site: Site) -> None:
    def answer_and_hang_up(sock: socket, _: Request) -> None:
        sock.sendall(make_answer(PAGE))

    paths = [f"/{number}" for number in range(8)]
    site.pages |= dict.fromkeys(paths, answer_and_hang_up)
    collection = collect(site.put_sitemap(paths), replace(TIGHT, at_once=1, request_seconds=5))
    assert (len(collection.documents), collection.problems) == (8, [])


def test_a_run_takes_no_more_than_it_may_in_all(site: Site) -> None:
    paths = [f"/{number}" for number in range(6)]
    for path in paths:
        site.put(path, "a" * 1000)
    sitemap = site.put_sitemap(paths)
    size = len(site.pages["/sitemap.xml"]) if isinstance(site.pages["/sitemap.xml"], bytes) else 0
    collection = collect(sitemap, replace(TIGHT, at_once=1, total_bytes=size + 2500))
    assert len(collection.documents) == 2
    assert collection.problems == [f"{site.url}/2 and 3 more: not read, a run may read {size + 2500:,} bytes"]
    assert collection.unread == {"2", "3", "4", "5"}


def test_a_run_takes_no_longer_than_it_may_in_all(site: Site) -> None:
    site.put("/a", PAGE)
    site.pages |= {f"/{number}": _stall(site) for number in range(9)}
    sitemap = site.put_sitemap(["/a", *(f"/{number}" for number in range(9))])
    collection = collect(sitemap, replace(TIGHT, at_once=1, run_seconds=0.8))
    assert list(collection.documents) == ["a"]
    assert collection.problems[-1].endswith("not read, a run may take 0.8 s")
    assert collection.unread == {str(number) for number in range(9)}


def test_a_run_takes_only_so_many_pages_and_lists(site: Site) -> None:
    for path in ("/a", "/b", "/c"):
        site.put(path, PAGE)
    collection = collect(site.put_sitemap(["/a", "/b", "/c"]), replace(TIGHT, pages=2))
    assert list(collection.documents) == ["a", "b"]
    assert collection.partial
    assert collection.problems == [f"{site.url}/c and what is listed behind it were not read: a run takes 2 pages"]
    listed = "".join(f"<sitemap><loc>{site.url}/sitemap.xml?{n}</loc></sitemap>" for n in range(9))
    site.put("/index.xml", f"<sitemapindex>{listed}</sitemapindex>", "text/xml")
    collection = collect(f"{site.url}/index.xml", replace(TIGHT, lists=3))
    assert collection.partial
    assert site.targets.count("/sitemap.xml?1") == 1 and "/sitemap.xml?3" not in site.targets


ENTITIES = '<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (ENTITIES + "<urlset><url><loc>&b;</loc></url></urlset>", "a DOCTYPE"),
        ('<!DOCTYPE urlset SYSTEM "file:///etc/passwd"><urlset/>', "a DOCTYPE"),
        ("<urlset><url></url>", "broken XML"),
        ("<rss><channel/></rss>", "its XML is no sitemap but <rss>"),
        ("<urlset>" * 50_000, "broken XML"),
        ("", "broken XML"),
        ("<urlset/>", "it lists no pages"),
        (f"<urlset><url><loc>{'a' * 9999}</loc></url></urlset>", "1 address is not under"),
        ("<urlset><url><loc>http://[</loc></url></urlset>", "1 address is not under"),
    ],
)
def test_a_bad_sitemap(site: Site, content: str, line: str) -> None:
    site.put("/sitemap.xml", content, "application/xml")
    with pytest.raises(BadSource, match=line):
        collect_address(f"{site.url}/sitemap.xml", allow_private=True)


def test_what_stands_before_a_mistake_is_kept(site: Site) -> None:
    site.put("/a", PAGE)
    site.put("/sitemap.xml", f"<urlset><url><loc>{site.url}/a</loc></url><url>", "application/xml")
    collection = collect(f"{site.url}/sitemap.xml")
    assert list(collection.documents) == ["a"]
    assert collection.partial


@pytest.mark.parametrize("piece", ["[", "](", "](a", "](a(", "]( ", "[a](" + "()" * 9])
def test_a_list_of_nothing_but_signs_is_read_at_once(site: Site, piece: str) -> None:
    site.put("/llms.txt", piece * (300_000 // len(piece)), "text/plain")
    with pytest.raises(BadSource):
        collect(f"{site.url}/llms.txt", replace(TIGHT, pages=1, request_seconds=5))
