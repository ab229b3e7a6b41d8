"""Both text engines find the same facts."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.model import FactKind, Name, NameRole, Subject
from index.search import ENGINES, MOST_GROUPS, MOST_TERMS, get_groups, get_token
from index.store import open_reader, open_writer
from index.terms import get_terms

MakeDocs = Callable[..., Any]

WORDS = ["mesh", "tunnel", "ipv6", "größe", "日本語", "1.24", "½", "naïve", "ﷺ", "tcp", "udp", "linux", "é", "x2"]

PAGES = {
    "a": [
        ("mesh", "ipv6", "✅ yes"),
        ("mesh", "osi", "L3"),
        ("tunnel", "ipv6", "no ½ way, naïve 日本語"),
        ("tunnel", "note", "Backups and restores", FactKind.STATEMENT),
    ],
    "größe": [("mesh", "since", "1.24 or 1.25")],
}

NAMES = {"mesh": "Cloud Mesh", "tunnel": "Tunnel", ".osi": "OSI layer"}


@pytest.fixture(params=ENGINES)
def reader(request: pytest.FixtureRequest, location: Path, make_docs: MakeDocs) -> Iterator[Any]:
    with open_writer(location, engine=request.param) as writer:
        make_docs(writer).add("v1", PAGES, NAMES)
    with open_reader(location) as reader:
        yield reader


@pytest.mark.parametrize(
    ("groups", "ids"),
    [
        (["mesh"], (1, 2, 5)),  # an entity's name
        (["layer"], (2,)),  # an attribute's name
        (["L3 naive"], (2,)),  # any term of the group; no folding of accents
        (["naïve"], (3,)),
        (["backup"], (4,)),  # the stem, in the quote
        (["½"], (3,)),  # a term that is no plain word after folding
        (["日本語", "no"], (3,)),  # every group
        (["größe"], (5,)),  # the page's title
        (["1.24"], (5,)),
        (["24"], ()),  # a dotted number is one word
        (["comparison"], (1, 2, 3, 4, 5)),  # a heading
        (["mesh", "tunnel"], ()),
        (["cloud", "mesh 日本語", "osi"], (2,)),
        (["absent", "mesh"], ()),
        ([""], ()),  # no terms at all
        ([], ()),
        (['mesh" AND "tunnel'], (1, 2, 3, 4, 5)),  # words only, whatever stands between them
        (["* NEAR(mesh) col:x -"], (1, 2, 5)),
    ],
)
def test_facts_are_found_by_their_terms(reader: Any, groups: list[str], ids: tuple[int, ...]) -> None:
    assert reader.postings_all("docs", tuple(get_terms(group) for group in groups), 10) == ids


def test_the_lowest_ids_come_first_up_to_the_limit(reader: Any) -> None:
    assert reader.postings("docs", get_terms("comparison"), 2) == (1, 2)
    assert reader.postings("docs", get_terms("comparison"), 0) == ()
    assert reader.document_frequency(get_terms("mesh")[0]) == 3
    assert reader.document_frequency("absent") == 0
    assert reader.fact_count() == 5


def test_threads_share_an_engine(reader: Any) -> None:
    found: list[tuple[int, ...]] = []

    def search() -> None:
        found.extend(reader.postings("docs", ("mesh",), 9) for _ in range(20))

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {(1, 2, 5)} and len(found) == 80


def test_both_engines_give_identical_postings(tmp_path: Path, make_docs: MakeDocs) -> None:
    chance = random.Random(7)  # noqa: S311 (the same words in every run)
    rows = [("mesh", f"a{n}", " ".join(chance.choices(WORDS, k=chance.randint(1, 6)))) for n in range(400)]
    readers = []
    for engine in ENGINES:
        with open_writer(tmp_path / engine, engine=engine) as writer:
            make_docs(writer).add("v1", {"p": rows})
        readers.append(open_reader(tmp_path / engine))
    for _ in range(300):
        groups = tuple(
            get_terms(" ".join(chance.choices(WORDS, k=chance.randint(1, 12)))) for _ in range(chance.randint(1, 3))
        )
        limit = chance.choice((1, 7, 1000))
        one, other = (reader.postings_all("docs", groups, limit) for reader in readers)
        assert one == other
    for word in WORDS:
        assert len({reader.document_frequency(get_terms(word)[0]) for reader in readers}) == 1
    for reader in readers:
        reader.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_docset_is_searched_alone(engine: str, make_docs: MakeDocs) -> None:
    with open_writer(None, engine=engine) as writer:
        for name in ("one", "two"):
            make_docs(writer, name).add("v1", {"p": [("mesh", "osi", f"L3 {name}")]}, NAMES)
        reader = writer.reader()
        assert [reader.postings(name, ("mesh",), 9) for name in ("one", "two")] == [(1,), (2,)]
        assert reader.postings("one", ("two",), 9) == ()
        assert [version.docset for version in reader.versions()] == ["one", "two"]


@pytest.mark.parametrize("engine", ENGINES)
def test_later_names_places_and_removals_are_followed(engine: str, location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location, engine=engine) as writer:
        docs = make_docs(writer)
        docs.add("v1", {"p": [("mesh", "ipv6", "first"), ("mesh", "host", "second")]}, {"mesh": "Warp"})
        reader = writer.reader()
        assert reader.postings("docs", ("warp",), 9) == (1, 2)
        writer.put_name("docs", Name(Subject.ENTITY, "mesh", "Connector", NameRole.ALIAS, 0))
        assert writer.reader().postings("docs", get_terms("connector"), 9) == (1, 2)
        docs.add("v2", {"moved<-p": [("mesh", "host", "second")]})
        assert writer.reader().postings("docs", get_terms("moved"), 9) == (2,)
        writer.close_fact(2, 0)
        assert writer.reader().postings("docs", get_terms("connector"), 9) == (1,)
    with open_reader(location) as reader:
        assert reader.postings("docs", get_terms("connector"), 9) == (1,)
        assert reader.document_frequency("second") == 0


@pytest.mark.parametrize("engine", ENGINES)
def test_an_index_keeps_its_engine(engine: str, location: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCFACTS_TEXT_ENGINE", engine)
    with open_writer(location):
        pass
    monkeypatch.setenv("DOCFACTS_TEXT_ENGINE", next(other for other in ENGINES if other != engine))
    with open_writer(location):
        pass
    assert (location / "whoosh").exists() == (engine == "whoosh")


def test_tokens_are_plain_and_differ_as_their_terms_do() -> None:
    terms = [*WORDS, "a b", "_", "@1", "", "A"]
    tokens = [get_token(term) for term in terms]
    assert len(set(tokens)) == len(terms)
    assert all(set(token) <= set("abcdefghijklmnopqrstuvwxyz0123456789._") for token in tokens)


def test_a_query_is_bounded() -> None:
    groups = get_groups(tuple(tuple(f"t{n}x{m}" for m in range(1000)) for n in range(1000)), 1)
    assert len(groups) == MOST_GROUPS + 1
    assert max(map(len, groups)) == MOST_TERMS


@pytest.mark.parametrize("engine", ENGINES)
def test_the_largest_query_is_answered(engine: str, location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location, engine=engine) as writer:
        make_docs(writer).add("v1", PAGES, NAMES)
    group = ("mesh", *(f"t{n}" for n in range(MOST_TERMS)))
    with open_reader(location) as reader:
        assert reader.postings_all("docs", tuple((f"u{n}", *group) for n in range(MOST_GROUPS)), 9) == (1, 2, 5)
        assert reader.postings_all("docs", (group,) * MOST_GROUPS, 9) == (1, 2, 5)


# The Whoosh index is a cache: whatever happens to it, the store makes it anew.


@pytest.fixture
def cache(location: Path, make_docs: MakeDocs) -> Path:
    with open_writer(location, engine="whoosh") as writer:
        make_docs(writer).add("v1", PAGES, NAMES)
    (folder,) = (path for path in (location / "whoosh").iterdir() if path.is_dir())
    return folder


def search(location: Path) -> tuple[int, ...]:
    with open_reader(location) as reader:
        return reader.postings("docs", ("mesh",), 9)


@pytest.mark.parametrize("damage", ["missing", "emptied", "overwritten", "one gone", "list gone", "list broken"])
def test_a_damaged_cache_is_rebuilt_by_a_reader(cache: Path, location: Path, damage: str) -> None:
    segment = max(cache.iterdir(), key=lambda path: path.stat().st_size)
    if damage == "missing":
        cache.rename(location / "elsewhere")
    elif damage == "emptied":
        segment.write_bytes(b"")
    elif damage == "overwritten":
        segment.write_bytes(b"\x00" * segment.stat().st_size)
    elif damage == "one gone":
        segment.unlink()
    elif damage == "list gone":
        (cache / "files.json").unlink()
    else:
        (cache / "files.json").write_text("{")
    assert search(location) == (1, 2, 5)
    assert (cache / "files.json").exists()


def test_a_whole_cache_is_not_rebuilt(cache: Path, location: Path) -> None:
    before = cache.stat().st_mtime_ns
    assert search(location) == (1, 2, 5)
    assert cache.stat().st_mtime_ns == before


@pytest.mark.usefixtures("cache")
def test_a_stale_cache_is_followed_by_an_open_reader(location: Path, make_docs: MakeDocs) -> None:
    with open_reader(location) as reader:
        for label in ("v2", "v3", "v4"):
            with open_writer(location) as writer:
                make_docs(writer).add(label, {f"page {label}": [("mesh", label, "more")]})
            assert len(reader.postings("docs", ("mesh",), 99)) == int(label[1]) + 2
    assert len([path for path in (location / "whoosh").iterdir() if path.is_dir()]) == 2


def test_leftovers_of_a_dead_build_are_cleared(cache: Path, location: Path, make_docs: MakeDocs) -> None:
    (cache.parent / "new-dead").mkdir()
    with open_writer(location) as writer:
        make_docs(writer).add("v2", {})
    assert not (cache.parent / "new-dead").exists()


def count_states(location: Path) -> int:
    """How many Whoosh indexes there are."""
    folder = location / "whoosh"
    return sum(path.is_dir() for path in folder.iterdir()) if folder.exists() else 0


def test_a_run_of_many_commits_makes_one_index(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location, engine="whoosh") as writer:
        docs = make_docs(writer)
        for label in ("v1", "v2", "v3"):
            docs.add(label, {f"page {label}": [("mesh", label, "more")]})
            writer.commit()
            assert count_states(location) == 0
    assert count_states(location) == 1


def test_a_reader_in_the_midst_of_a_run_sees_what_was_committed(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location, engine="whoosh") as writer:
        docs = make_docs(writer)
        for count, label in enumerate(("v1", "v2"), 1):
            docs.add(label, {f"page {label}": [("mesh", label, "a mesh")]})
            writer.commit()
            assert len(search(location)) == count
