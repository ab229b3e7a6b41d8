"""`ingest` of addresses, from the call to the index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docfacts.ingest_command import main
from index.store import open_reader
from tests.ingest.web.site import Site, make_answer

PAGE = "# Locks\n\n| Lock | Alarm |\n| --- | --- |\n| Ringo | {} |\n| Zappo | ❌ |\n"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of two pages."""
    with Site() as site:
        site.put("/docs/guide/locks.md", PAGE.format("✅"), ETag='"1"')
        site.put("/docs/keys.md", "# Keys\n\nA key is a small thing.\n")
        site.put_sitemap(["/docs/guide/locks.md", "/docs/keys.md"], "/docs/sitemap.xml")
        yield site


def ingest(site: Site, location: Path, *more: str) -> int:
    call = ["--allow-private", "--docset", "locks", "--index", str(location), *more]
    return main([f"{site.url}/docs/sitemap.xml", *call])


def get_pages(location: Path) -> list[tuple[str, list[str]]]:
    with open_reader(location) as reader:
        return [(v.label, [page.path for page in reader.pages(v)]) for v in reader.versions("locks")]


def test_the_pages_of_a_site(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest(site, tmp_path, "--version", "1") == 0
    assert "locks 1: 2 pages, the first version" in capsys.readouterr().out
    with open_reader(tmp_path) as reader:
        version = reader.resolve_version("locks")
        urls = {(fact.citation.url or "").partition("#")[0] for fact in reader.facts(version)}
    assert urls <= {f"{site.url}/docs/guide/locks/", f"{site.url}/docs/keys/"} and len(urls) > 0
    assert ingest(site, tmp_path) == 0
    assert "no facts changed" in capsys.readouterr().out
    assert get_pages(tmp_path) == [("1", ["guide/locks", "keys"])]


def test_what_did_not_change_comes_from_the_index(site: Site, tmp_path: Path) -> None:
    assert ingest(site, tmp_path, "--version", "1") == 0
    site.pages["/docs/guide/locks.md"] = make_answer("", status="304 Not Modified")
    site.put("/docs/keys.md", "# Keys\n\nA key is a smaller thing.\n")
    assert ingest(site, tmp_path, "--version", "2") == 0
    assert get_pages(tmp_path)[1] == ("2", ["guide/locks", "keys"])
    assert site.requests[-2].headers.get("if-none-match") or site.requests[-1].headers.get("if-none-match")


def test_a_page_that_fails_stays_and_one_that_is_gone_goes(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest(site, tmp_path, "--version", "1") == 0
    site.pages["/docs/guide/locks.md"] = make_answer("", status="500 Internal Server Error")
    site.put("/docs/keys.md", "# Keys\n\nA key is a smaller thing.\n")
    assert ingest(site, tmp_path, "--version", "2") == 0
    assert "ingest: 1 file left out, see above" in capsys.readouterr().err
    del site.pages["/docs/keys.md"]
    site.put("/docs/guide/locks.md", PAGE.format("❌"))
    assert ingest(site, tmp_path, "--version", "3") == 0
    assert get_pages(tmp_path)[1:] == [("2", ["guide/locks", "keys"]), ("3", ["guide/locks"])]


def test_files_beside_an_address(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "extra.md"
    location = str(tmp_path / "index")
    file.write_text("# Extra\n\nA bolt is a thing.\n", encoding="utf-8")
    assert (
        main([f"{site.url}/docs/sitemap.xml", str(file), "--allow-private", "--docset", "locks", "--index", location])
        == 0
    )
    assert [paths for _, paths in get_pages(tmp_path / "index")] == [["extra", "guide/locks", "keys"]]


def test_a_private_address_is_refused(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"{site.url}/docs/sitemap.xml", "--index", str(tmp_path / "index")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("ingest: http://127.0.0.1") and "--allow-private" in line
    assert site.requests == []


@pytest.mark.parametrize("more", [["--page", "a"], ["--base-url", "ftp://example.com"]])
def test_words_that_do_not_fit(site: Site, tmp_path: Path, more: list[str]) -> None:
    assert ingest(site, tmp_path / "index", *more) == 1


def test_a_limit_that_is_none(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCFACTS_WEB_PAGES", "none")
    assert ingest(site, tmp_path / "index") == 1
