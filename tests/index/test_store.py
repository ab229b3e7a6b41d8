"""The store keeps what it was given, over ranges of versions, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.errors import (
    UnknownDocset,
    UnknownSnapshot,
    UnknownVersion,
)
from index.facts import get_url
from index.model import FactKind, FactQuery, Name, NameRole, Snapshot, Subject, Version
from index.records import pack_place, pack_value, unpack_place, unpack_value
from index.store import open_reader, open_writer

MakeDocs = Callable[[Any], Any]

ROOT = Path(__file__).parents[2]

ONE = {"guide": [("mesh", "ipv6", "❌"), ("mesh", "host", "Linux")]}
TWO = {"guide": [("mesh", "ipv6", "✅"), ("mesh", "host", "Linux")]}


@pytest.fixture
def docs(make_docs: MakeDocs) -> Iterator[Any]:
    with open_writer(None) as writer:
        yield make_docs(writer)


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path / "index.sqlite3")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (a name of ours)


def test_a_fact_reads_back_as_it_was_written(docs: Any) -> None:
    version = docs.add("v1", ONE, {"mesh": "Mesh", ".ipv6": "IPv6"}, date="2024-05-01")
    (fact,) = docs.writer.reader().facts(version, FactQuery(attributes=("ipv6",)))
    assert (fact.entity.name, fact.attribute.name, fact.value.raw) == ("Mesh", "IPv6", "❌")
    assert (fact.first, fact.last, fact.kind) == ("v1", "v1", FactKind.CELL)
    cited = fact.citation
    assert (cited.page, cited.version, cited.date) == ("guide", "v1", "2024-05-01")
    assert cited.url == "https://docs.example/guide/#comparison"
    text = docs.writer.reader().snapshot(cited.sha256).text
    assert text[cited.place.span.start : cited.place.span.end] == cited.place.quote
    cell = cited.place.cell
    assert text[cell.start : cell.end] == "❌"


def test_records_survive_packing() -> None:
    from index.model import Excerpt, Place, Quantity, Slice, Span, Support, Value

    value = Value("≤ 5 MB", Support.YES, "beta", ("a", "b"), Quantity(None, 5.0, "MB"))
    place = Place(Span(1, 2, 3, 4, ("A", "B"), "b"), "q", Slice(1, 2), Excerpt("h", 0, 1))
    bare = Place(Span(1, 2, 3, 4), "q")
    assert unpack_value(pack_value(value)) == value
    assert [unpack_place(pack_place(p)) for p in (place, bare)] == [place, bare]


def test_a_fact_unchanged_over_three_versions_is_one_row(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        docs = make_docs(writer)
        for label in ("v1", "v2", "v3"):
            docs.add(label, ONE, {"mesh": "Mesh"} if label == "v1" else None)
    counts = {table: count(location, table) for table in ("fact", "place", "page_state", "snapshot", "name", "version")}
    assert counts == {"fact": 2, "place": 2, "page_state": 1, "snapshot": 1, "name": 1, "version": 3}
    with open_reader(location) as reader:
        (fact, _) = reader.facts(reader.resolve_version("docs"))
        assert (fact.first, fact.last, fact.citation.version) == ("v1", "v3", "v3")


def test_a_changed_page_costs_a_row_for_what_changed_and_a_place_for_the_rest(docs: Any) -> None:
    old, new = docs.add("v1", ONE), docs.add("v2", TWO)
    reader = docs.writer.reader()
    assert [fact.value.raw for fact in reader.facts(old)] == ["❌", "Linux"]
    assert [fact.value.raw for fact in reader.facts(new)] == ["Linux", "✅"]
    host_before, host_after = (reader.facts(version, FactQuery(attributes=("host",)))[0] for version in (old, new))
    assert host_before.id == host_after.id
    assert host_before.citation.sha256 != host_after.citation.sha256
    assert [(fact.value.raw, fact.citation.version) for fact in reader.history("docs", "mesh", "ipv6")] == [
        ("❌", "v1"),
        ("✅", "v2"),
    ]


def test_queries_restrict_and_page(docs: Any) -> None:
    pages = {
        "a": [("mesh", "ipv6", "✅"), ("tunnel", "ipv6", "❌"), ("mesh", "use", "VoIP calls", FactKind.USE_CASE)],
        "b": [("mesh", "host", "Linux")],
    }
    version = docs.add("v1", pages)
    reader = docs.writer.reader()

    def raws(**fields: Any) -> list[str]:
        return [fact.value.raw for fact in reader.facts(version, FactQuery(**fields))]

    assert raws(entities=("mesh",)) == ["✅", "VoIP calls", "Linux"]
    assert raws(entities=("mesh", "tunnel"), attributes=("ipv6",)) == ["✅", "❌"]
    assert raws(attributes=("host",)) == ["Linux"]
    assert raws(page="b") == ["Linux"]
    assert raws(page="b", entities=("tunnel",)) == []
    assert raws(kinds=(FactKind.USE_CASE,)) == ["VoIP calls"]
    assert raws(limit=2) == ["✅", "❌"]
    first = reader.facts(version, FactQuery(limit=2))[-1].id
    assert raws(after=first) == ["VoIP calls", "Linux"]
    every = [fact.id for fact in reader.facts(version)]
    assert [fact.id for fact in reader.facts_by_id(version, [every[2], 999, every[0]])] == [every[2], every[0]]


def test_pages_list_by_path(docs: Any) -> None:
    version = docs.add("v1", {"b": [], "a": [("mesh", "x", "1")], "c": [("mesh", "x", "2")]})
    reader = docs.writer.reader()
    assert [page.path for page in reader.pages(version)] == ["a", "b", "c"]
    assert [page.path for page in reader.pages(version, after="a", limit=1)] == ["b"]
    assert reader.find_page(version, "z") is None


def test_a_page_that_moved_is_the_same_page(docs: Any) -> None:
    old = docs.add("v1", {"a": ONE["guide"]})
    new = docs.add("v2", {"b<-a": TWO["guide"]})
    reader = docs.writer.reader()
    assert reader.find_page(old, "a").page_id == reader.find_page(new, "b").page_id
    assert reader.find_page(new, "a") is None
    assert docs.writer.page_id_by_path("docs", "a") == docs.writer.page_id_by_path("docs", "b")


def test_a_page_comes_back_as_the_same_page(docs: Any) -> None:
    versions = [docs.add("v1", ONE), docs.add("v2", {}), docs.add("v3", ONE)]
    reader = docs.writer.reader()
    assert [len(reader.facts(version)) for version in versions] == [2, 0, 2]
    assert reader.find_page(versions[0], "guide") == reader.find_page(versions[2], "guide")


def test_the_name_of_the_version_is_shown(docs: Any) -> None:
    old = docs.add("v1", ONE, {"mesh": "WARP"})
    new = docs.add("v2", TWO, {"mesh": "Mesh"})
    docs.writer.put_name("docs", Name(Subject.ENTITY, "mesh", "mesh node", NameRole.ALIAS, 1))
    reader = docs.writer.reader()
    assert {fact.entity.name for fact in reader.facts(old)} == {"WARP"}
    assert {fact.entity.name for fact in reader.facts(new)} == {"Mesh"}
    assert {fact.attribute.name for fact in reader.facts(new)} == {"ipv6", "host"}
    assert [(name.text, name.first, name.until) for name in reader.names("docs")] == [
        ("WARP", 0, 1),
        ("Mesh", 1, None),
        ("mesh node", 1, None),
    ]
    assert [name.text for name in docs.writer.names("docs", 0)] == ["WARP"]


@pytest.mark.parametrize(
    ("as_of", "label"),
    [
        (None, "Rel-3"),
        ("Rel-1", "Rel-1"),
        ("rel-2", "Rel-2"),
        ("2023", "Rel-1"),
        ("2024-02", "Rel-2"),
        ("2024-02-09", "Rel-1"),
        ("2024-02-10", "Rel-2"),
        ("2030-01-01", "Rel-2"),
    ],
)
def test_a_label_or_date_means_a_version(docs: Any, as_of: str | None, label: str) -> None:
    docs.add("Rel-1", ONE, date="2023-07-01")
    docs.add("Rel-2", ONE, date="2024-02-10")
    docs.add("Rel-3", ONE)
    assert docs.writer.reader().resolve_version("docs", as_of).label == label


@pytest.mark.parametrize("as_of", ["v9", "2022", "2024-13", "2024-02-10T00", ""])
def test_an_unknown_version_is_refused_with_the_known_ones(docs: Any, as_of: str) -> None:
    docs.add("v1", ONE, date="2023-07-01")
    docs.add("v2", ONE, date="2024-07-01")
    with pytest.raises(UnknownVersion) as caught:
        docs.writer.reader().resolve_version("docs", as_of)
    assert caught.value.known == ("v2", "v1")
    assert caught.value.wanted == as_of
    assert "v2, v1" in str(caught.value)


def test_unknown_things_are_refused_by_name(docs: Any) -> None:
    docs.add("v1", ONE)
    reader = docs.writer.reader()
    with pytest.raises(UnknownDocset, match=r"'dox'.*docs"):
        reader.versions("dox")
    with pytest.raises(UnknownSnapshot):
        reader.snapshot("00")


def test_truncation_takes_a_version_back_whole(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        docs = make_docs(writer)
        docs.add("v1", ONE, {"mesh": "WARP"})
        before = _get_state(writer)
        docs.add("v2", {**TWO, "new": [("tunnel", "ipv6", "✅")]}, {"mesh": "Mesh"})
        docs.add("v3", {"moved<-new": [("tunnel", "ipv6", "❌")]})
        assert _get_state(writer) != before
        writer.truncate("docs", 1)
        assert _get_state(writer) == before
        docs.names = {"mesh": "WARP"}
        docs.add("v2", TWO, {"mesh": "Mesh"})
    with open_reader(location) as reader:
        assert [fact.value.raw for fact in reader.facts(reader.resolve_version("docs"))] == ["Linux", "✅"]
        assert [len(reader.postings("docs", (term,), 9)) for term in ("warp", "mesh", "tunnel")] == [3, 3, 0]


def _get_state(writer: Any) -> list[Any]:
    reader = writer.reader()
    version = reader.versions("docs")[0]
    terms = ("warp", "mesh", "tunnel", "linux", "guid", "new")
    return [
        reader.versions("docs"),
        reader.facts(version),
        reader.names("docs"),
        reader.pages(version),
        [reader.document_frequency(term) for term in terms],
    ]


def test_a_version_out_of_order_is_refused(docs: Any) -> None:
    with pytest.raises(UnknownVersion):
        docs.writer.add_version(Version("docs", "v9", 3))


def test_snapshots_are_kept_once(docs: Any) -> None:
    snapshot = Snapshot("ab", "Größe".encode(), "text/markdown")
    docs.writer.put_snapshot(snapshot)
    docs.writer.put_snapshot(snapshot)
    assert docs.writer.snapshot("ab") == snapshot


@pytest.mark.parametrize(
    ("base_url", "path", "url"),
    [
        (None, "a/b", None),
        ("https://x.example/docs", "a/b c", "https://x.example/docs/a/b%20c/#top"),
        ("https://x.example/docs/", "index", "https://x.example/docs/#top"),
        ("https://x.example/docs/*.html", "a/b", "https://x.example/docs/a/b.html#top"),
        ("https://x.example/docs/*.html", "index", "https://x.example/docs/#top"),
        ("https://x.example/docs/*", "a", "https://x.example/docs/a#top"),
    ],
)
def test_published_addresses(base_url: str | None, path: str, url: str | None) -> None:
    assert get_url(base_url, path, "top") == url
