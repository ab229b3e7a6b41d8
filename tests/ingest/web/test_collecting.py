"""From an address to documents: pages, lists, what is known from before, what a site allows."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path
from socket import socket

import pytest

from index.model import Snapshot
from ingest.sources import BadSource
from ingest.web import WebCollection, collect_address
from ingest.web_limits import Limits
from tests.ingest.web.site import Request, Site, make_answer

PAGE = "# Locks\n\nRingo has an alarm.\n"
QUICK = Limits(request_seconds=5, delay_seconds=0.01)


def collect(
    url: str,
    cache: Path | None = None,
    known: dict[str, Snapshot] | None = None,
    *,
    page: str | None = None,
    base_url: str | None = None,
) -> WebCollection:
    find = (known or {}).get
    return collect_address(url, allow_private=True, limits=QUICK, cache=cache, known=find, page=page, base_url=base_url)


def test_one_page(site: Site) -> None:
    site.put("/docs/guide/locks.html", "<h1>Locks</h1>", "text/html; charset=utf-8")
    collection = collect(f"{site.url}/docs/guide/locks.html?lang=en#top")
    (document,) = collection.documents.values()
    assert (document.path, document.media_type, document.data) == ("locks", "text/html", b"<h1>Locks</h1>")
    assert collection.base_url == f"{site.url}/docs/guide/"
    assert site.requests[0].headers["user-agent"] == "docfacts"
    assert site.requests[0].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("address", "base", "path"),
    [
        ("/docs/guide/", None, "guide"),
        ("/docs/guide/", "/docs", "guide"),
        ("/docs/guide/index.html", "/", "docs/guide"),
        # Another name of the site: pages are found where they are, and cited where they are published.
        ("/docs/guide.md", "https://example.com/docs/", "guide"),
        ("/", None, "index"),
        ("/a%20b/%C3%BC", "/", "a b/ü"),
    ],
)
def test_a_page_is_known_by_its_path_under_the_base(site: Site, address: str, base: str | None, path: str) -> None:
    site.put(address, PAGE)
    assert list(collect(site.url + address, base_url=base and site.get_url(base)).documents) == [path]


@pytest.mark.parametrize(
    ("addresses", "form"),
    [
        (["/docs/a.html", "/docs/b/c.html", "/docs/"], "/docs/*.html"),
        (["/docs/a", "/docs/b"], "/docs/*"),
        (["/docs/a/", "/docs/b/"], "/docs/"),
        (["/docs/a.html", "/docs/b/"], "/docs/"),
    ],
)
def test_pages_are_cited_at_the_addresses_they_were_read_from(site: Site, addresses: list[str], form: str) -> None:
    for address in addresses:
        site.put(address, PAGE)
    collection = collect(site.put_sitemap(addresses), base_url=site.get_url("/docs/"))
    assert collection.get_published() == site.get_url(form)


def test_a_page_may_be_named(site: Site) -> None:
    site.put("/v1/locks.md", PAGE)
    assert list(collect(f"{site.url}/v1/locks.md", page="guide/locks").documents) == ["guide/locks"]


def test_a_list_is_no_page_to_be_named(site: Site) -> None:
    site.put("/a", PAGE)
    with pytest.raises(BadSource, match="it lists many pages"):
        collect(site.put_sitemap(["/a"]), page="guide")


def test_a_sitemap_in_its_order(site: Site) -> None:
    for path in ("/b", "/a", "/c/"):
        site.put(path, f"# Page {path}\n")
    collection = collect(site.put_sitemap(["/b", "/a", "/c/", "/a#again", "/c/index.html"]))
    assert list(collection.documents) == ["b", "a", "c"]
    assert collection.problems == []
    assert not collection.partial


def test_the_order_is_the_lists_whoever_answers_first(site: Site) -> None:
    second = threading.Event()

    def wait(sock: socket, _: Request) -> None:
        second.wait(5)
        sock.sendall(make_answer(PAGE))

    def answer(sock: socket, _: Request) -> None:
        sock.sendall(make_answer(PAGE))
        second.set()

    site.pages |= {"/a": wait, "/b": answer}
    assert list(collect(site.put_sitemap(["/a", "/b"])).documents) == ["a", "b"]


def test_a_sitemap_of_one_version_stands_for_itself(site: Site) -> None:
    for version in ("v1", "v2"):
        site.put(f"/{version}/guide/locks", PAGE)
        collection = collect(site.put_sitemap([f"/{version}/guide/locks"], f"/{version}/sitemap.xml"))
        assert list(collection.documents) == ["guide/locks"]


def test_sitemaps_of_sitemaps_also_packed(site: Site) -> None:
    site.put("/a", PAGE)
    packed = gzip.compress(f"<urlset><url><loc>{site.url}/a</loc></url></urlset>".encode())
    site.put("/maps/one.xml.gz", packed, "application/x-gzip")
    index = f"<sitemapindex><sitemap><loc>{site.url}/maps/one.xml.gz</loc></sitemap></sitemapindex>"
    site.put("/sitemap.xml", gzip.compress(index.encode()), "text/xml", Content_Encoding="gzip")
    collection = collect(f"{site.url}/sitemap.xml")
    assert list(collection.documents) == ["a"]
    assert collection.problems == []


def test_only_the_addresses_of_pages_are_read_from_a_sitemap(site: Site) -> None:
    site.put("/a", PAGE)
    site.put(
        "/sitemap.xml",
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/'
        f'sitemap-image/1.1"><url><loc> {site.url}/a\n</loc><image:image><image:loc>{site.url}/a.png</image:loc>'
        "</image:image></url></urlset>",
        "application/xml",
    )
    assert list(collect(f"{site.url}/sitemap.xml").documents) == ["a"]
    assert site.targets == ["/a", "/sitemap.xml"]


def test_an_llms_txt(site: Site) -> None:
    for path in ("/docs/a.md", "/docs/b_(old).md", "/docs/more/c.md"):
        site.put(path, PAGE)
    site.put("/docs/more/llms.txt", "- [C](c.md)", "text/plain")
    site.put(
        "/docs/llms.txt",
        "# Locks\n\n- [A](a.md): the first\n- [B](<b_(old).md>)\n- [A part](/docs/a.md#part)\n- [Top](#top)\n"
        "- [More](more/llms.txt)\n- [All of it](llms-full.txt)\n- [Forum](https://example.com/forum)\n",
        "text/plain; charset=utf-8",
    )
    collection = collect(f"{site.url}/docs/llms.txt")
    assert list(collection.documents) == ["a", "b_(old)", "more/c"]
    (problem,) = collection.problems
    assert problem == (
        f"{site.url}/docs/llms.txt: 1 address is not under {site.url}/docs/, such as 'https://example.com/forum'"
        " (--base-url names another base)"
    )


def test_an_llms_full_txt_is_one_page(site: Site) -> None:
    site.put("/llms-full.txt", PAGE, "text/plain")
    (document,) = collect(f"{site.url}/llms-full.txt").documents.values()
    assert (document.path, document.media_type) == ("llms-full", "text/markdown")


@pytest.mark.parametrize(
    ("name", "text"),
    [("locks.rst", "Locks\n=====\n"), ("locks.rst.txt", ".. _a:\n\nLocks\n=====\n\n.. note:: Shut.\n")],
)
def test_plain_text_that_is_restructured_text(site: Site, name: str, text: str) -> None:
    site.put(f"/docs/{name}", text, "text/plain")
    (document,) = collect(f"{site.url}/docs/{name}").documents.values()
    assert document.media_type == "text/x-rst"


def test_a_list_outside_of_which_all_pages_lie(site: Site) -> None:
    with pytest.raises(BadSource, match=r"2 addresses are not under .*/en/"):
        collect(site.put_sitemap(["/docs/a", "/docs/b"], "/en/sitemap.xml"))
    site.put("/docs/a", PAGE)
    assert list(collect(f"{site.url}/en/sitemap.xml", base_url=f"{site.url}/docs").documents) == ["a"]


def test_what_is_no_docs_page_is_left_out_with_a_line(site: Site) -> None:
    site.put("/a", PAGE)
    site.put("/b", b"%PDF", "application/pdf")
    site.put("/c", b"caf\xe9", "text/plain; charset=windows-1252")
    site.put("/d", b'<meta charset="iso-8859-1"><p>caf\xe9', "text/html")
    site.put("/e", b"\x1b$B%F\x1b(B", "text/plain; charset=iso-2022-jp")
    site.put("/f", PAGE, "")
    site.put("/g.md", PAGE, "")
    collection = collect(site.put_sitemap(["/a", "/b", "/c", "/d", "/e", "/f", "/g.md", "/gone"]))
    assert list(collection.documents) == ["a", "g"]
    assert collection.problems == [
        f"{site.url}/b: its content type is application/pdf, not that of a docs page",
        f"{site.url}/c: its charset is cp1252, not UTF-8",
        f"{site.url}/d: its charset is iso8859-1, not UTF-8",
        f"{site.url}/e: its charset is iso2022_jp, not UTF-8",
        f"{site.url}/f: its content type is not told, not that of a docs page",
        f"{site.url}/gone: the server answers 404",
    ]
    # What is gone is removed; what could not be taken keeps its state.
    assert collection.unread == {"b", "c", "d", "e", "f"}


def test_ascii_is_utf8_under_any_name(site: Site) -> None:
    site.put("/a", "plain", "text/plain; charset=iso-8859-1")
    assert list(collect(f"{site.url}/a").documents) == ["a"]


def test_redirects_lead_to_the_page_that_answers(site: Site) -> None:
    site.put("/new", PAGE)
    for path in ("/old", "/older"):
        site.pages[path] = make_answer("", status="308 Permanent Redirect", Location="/new?from=old")
    site.pages["/out"] = make_answer("", status="302 Found", Location="/login")
    site.put("/login", PAGE)
    collection = collect(site.put_sitemap(["/old", "/older", "/out"]), base_url=site.url)
    assert list(collection.documents) == ["new", "login"]
    assert collection.problems == []


def test_a_redirect_out_of_the_base_is_no_page_of_it(site: Site) -> None:
    site.put("/docs/a", PAGE)
    site.pages["/docs/b"] = make_answer("", status="302 Found", Location="/login")
    site.put("/login", PAGE)
    collection = collect(site.put_sitemap(["/docs/a", "/docs/b"], "/docs/sitemap.xml"))
    assert list(collection.documents) == ["a"]
    assert collection.problems == [f"{site.url}/docs/b: it redirects to {site.url}/login, not under {site.url}/docs/"]
    assert collection.unread == {"b"}


def test_robots_txt(site: Site) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: docfacts\nDisallow: /private\nAllow: /\nCrawl-delay: 3000\n"
    site.put("/robots.txt", rules, "text/plain")
    site.put("/a", PAGE)
    site.put("/private/b", PAGE)
    site.pages["/c"] = make_answer("", status="302 Found", Location="/private/b")
    collection = collect(site.put_sitemap(["/a", "/private/b", "/c"]))
    assert list(collection.documents) == ["a"]
    assert collection.problems == [
        f"{site.url}/private/b: the robots.txt of {site.url} does not allow it",
        f"{site.url}/private/b: the robots.txt of {site.url} does not allow it",
    ]
    assert "/private/b" not in site.targets
    assert collection.unread == {"private/b", "c"}


def test_a_site_without_a_usable_robots_txt_is_not_read(site: Site) -> None:
    site.put("/a", PAGE)
    site.pages["/robots.txt"] = make_answer("", status="503 Service Unavailable")
    with pytest.raises(BadSource, match=r"not read without the site's robots.txt: the server answers 503"):
        collect(f"{site.url}/a")
    assert site.targets == []


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "404 Not Found"])
def test_a_site_that_has_no_robots_txt_for_us_is_read(site: Site, status: str) -> None:
    site.put("/a", PAGE)
    site.pages["/robots.txt"] = make_answer("Disallow: /", status=status)
    assert list(collect(f"{site.url}/a").documents) == ["a"]


def _put_versioned(site: Site, path: str, body: str, tag: str) -> None:
    def answer(sock: socket, request: Request) -> bool:
        same = request.headers.get("if-none-match") == tag
        sock.sendall(make_answer("", status="304 Not Modified") if same else make_answer(body, ETag=tag))
        return True

    site.pages[path] = answer


def test_what_did_not_change_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    cache = tmp_path / "index" / "web-cache.json"
    _put_versioned(site, "/a", PAGE, '"1"')
    _put_versioned(site, "/b", PAGE, '"1"')
    sitemap = site.put_sitemap(["/a", "/b"])
    first = collect(sitemap, cache)
    known = {d.sha256: d.get_snapshot() for d in first.documents.values()}
    _put_versioned(site, "/b", PAGE + "\nNew.\n", '"2"')
    second = collect(sitemap, cache, known)
    assert [d.data.decode() for d in second.documents.values()] == [PAGE, PAGE + "\nNew.\n"]
    assert [r.headers.get("if-none-match") for r in site.requests if r.target == "/b"] == [None, '"1"']
    # An index that lost the page gets it whole.
    assert collect(sitemap, cache, {}).documents == second.documents
    assert collect(f"{site.url}/a", cache, known).documents["a"].data.decode() == PAGE


def test_a_last_modified_date_is_a_condition_too(site: Site, tmp_path: Path) -> None:
    cache, day = tmp_path / "cache", "Sat, 01 Jun 2024 10:00:00 GMT"
    site.put("/a", PAGE, Last_Modified=day)
    collect(f"{site.url}/a", cache)
    collect(f"{site.url}/a", cache)
    assert [r.headers.get("if-modified-since") for r in site.requests] == [None, day]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1, "pages": {"x": 1}, "moved": 3}', "[" * 100_000])
def test_a_broken_memory_is_none(site: Site, tmp_path: Path, content: str) -> None:
    cache = tmp_path / "cache"
    cache.write_text(content)
    site.put("/a", PAGE)
    assert list(collect(f"{site.url}/a", cache).documents) == ["a"]


def test_a_page_that_fails_keeps_the_state_of_where_it_led(site: Site, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    site.put("/b", PAGE)
    site.put("/keep", PAGE)
    site.pages["/a"] = make_answer("", status="301 Moved Permanently", Location="/b")
    sitemap = site.put_sitemap(["/a", "/keep"])
    assert list(collect(sitemap, cache).documents) == ["b", "keep"]
    site.pages["/a"] = make_answer("", status="500 Internal Server Error")
    collection = collect(sitemap, cache)
    assert collection.unread == {"a", "b"}
    assert collection.problems == [f"{site.url}/a: the server answers 500"]


def test_a_list_that_fails_leaves_the_collection_partial(site: Site) -> None:
    site.put("/a", PAGE)
    site.put_sitemap(["/a"], "/one.xml")
    site.pages["/two.xml"] = make_answer("", status="500 Internal Server Error")
    names = ("one", "two")
    listed = "".join(f"<sitemap><loc>{site.url}/{name}.xml</loc></sitemap>" for name in names)
    site.put("/sitemap.xml", f"<sitemapindex>{listed}</sitemapindex>", "application/xml")
    collection = collect(f"{site.url}/sitemap.xml")
    assert list(collection.documents) == ["a"]
    assert collection.partial
    assert collection.problems == [f"{site.url}/two.xml: the server answers 500"]
