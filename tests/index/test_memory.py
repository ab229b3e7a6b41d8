"""What readers keep in memory never outlives the state of the index that it was read from, and stays bounded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.memory import Shelf
from index.model import FactQuery
from index.store import IndexReader, open_reader, open_writer
from index.terms import get_terms

MakeDocs = Callable[[Any], Any]

DOCSET = "docs"

ONE = {"modes": [("bolt", "speed", "fast"), ("bolt", "noise", "✅")]}
TWO = {"modes": [("bolt", "speed", "slow")], "more": [("nut", "speed", "fast")]}
(SPEED,) = get_terms("speed")


def read_all(reader: IndexReader) -> tuple[object, ...]:
    """Everything that is kept in memory of a state, asked for through the reader."""
    version = reader.versions(DOCSET)[-1]
    ids = reader.postings(DOCSET, (SPEED,), 10)
    return (
        version.label,
        [fact.value.raw for fact in reader.facts(version, FactQuery(attributes=("speed",)))],
        [fact.value.raw for fact in reader.facts_by_id(version, ids)],
        reader.document_frequency(SPEED),
        reader.fact_count(),
        {fact.entity.name for fact in reader.facts(version)},
    )


FIRST = ("v1", ["fast"], ["fast"], 1, 2, {"Bolt"})
SECOND = ("v2", ["slow", "fast"], ["slow", "fast"], 3, 4, {"Bolt 2", "nut"})


def test_a_new_state_is_read_anew_while_a_held_one_stays(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        docs = make_docs(writer)
        docs.add("v1", ONE, {"bolt": "Bolt", ".speed": "Speed"})
    with open_reader(location) as reader:
        with reader.held():
            assert read_all(reader) == FIRST
            with open_writer(location) as writer:
                docs.writer = writer
                docs.add("v2", TWO, {"bolt": "Bolt 2"})
            assert read_all(reader) == FIRST, "a request that is under way"
        for _ in range(2):
            with reader.held():
                assert read_all(reader) == SECOND
        assert read_all(reader) == SECOND, "nothing is kept where no state is held"


def test_what_is_read_again_is_the_same_thing(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", ONE)
    with open_reader(location) as reader:
        found = []
        for _ in range(2):
            with reader.held():
                found.append(reader.facts(reader.versions(DOCSET)[0]))
        assert all(one is other for one, other in zip(*found, strict=True))


def test_a_shelf_lets_go_of_what_was_not_asked_for() -> None:
    shelf: Shelf[int, str] = Shelf(10)
    shelf.put(-1, "asked for")
    for number in range(100):
        shelf.put(number, "once")
        assert shelf.find(-1) == "asked for"
        assert len(shelf) <= 10
    assert shelf.find(0) is None


def test_a_shelf_weighs_what_it_holds() -> None:
    shelf: Shelf[int, str] = Shelf(10, len)
    for number in range(100):
        shelf.put(number, "four")
    assert len(shelf) == 2, "one in each half"
    shelf.put(0, "too long for a half")
    assert shelf.find(0) == "four" or shelf.find(0) is None


def test_a_shelf_for_nothing_keeps_nothing() -> None:
    shelf: Shelf[int, str] = Shelf(0)
    shelf.put(1, "one")
    assert shelf.find(1) is None
