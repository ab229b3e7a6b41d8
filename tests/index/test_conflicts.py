"""Where one version of the docs contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from index.conflicts import Conflict, ConflictQuery
from index.model import FactKind
from index.store import open_writer

MakeDocs = Callable[[Any], Any]


@pytest.fixture
def docs(make_docs: MakeDocs) -> Iterator[Any]:
    with open_writer(None) as writer:
        yield make_docs(writer)


def get_conflicts(docs: Any, version: Any, **fields: Any) -> list[Conflict]:
    return list(docs.writer.reader().conflicts(version, ConflictQuery(**fields)))


def tell(conflict: Conflict) -> list[tuple[str, str, str | None]]:
    """The values with their pages and dates."""
    return [(side.fact.value.raw, side.fact.citation.page, side.since.date) for side in conflict.sides]


def test_what_was_said_last_comes_first(docs: Any) -> None:
    docs.add("v1", {"p": [("mesh", "ipv6", "❌")], "q": []}, {"mesh": "Mesh", ".ipv6": "IPv6"}, "2024-01-01")
    newest = docs.add("v2", {"p": [("mesh", "ipv6", "❌")], "q": [("mesh", "ipv6", "✅")]}, date="2025-01-01")
    (conflict,) = get_conflicts(docs, newest)
    assert (conflict.entity.name, conflict.attribute.name) == ("Mesh", "IPv6")
    assert tell(conflict) == [("✅", "q", "2025-01-01"), ("❌", "p", "2024-01-01")]
    assert {side.fact.citation.version for side in conflict.sides} == {"v2"}


def test_each_version_has_its_own(docs: Any) -> None:
    older = docs.add("v1", {"p": [("mesh", "ipv6", "❌")], "q": [("mesh", "ipv6", "✅")]})
    newer = docs.add("v2", {"p": [("mesh", "ipv6", "✅ (late)")], "q": [("mesh", "ipv6", "✅")]})
    assert len(get_conflicts(docs, older)) == 1
    assert get_conflicts(docs, newer) == []


def test_only_what_contradicts_is_told(docs: Any) -> None:
    pages = {
        "p": [("m", "a", "✅")],
        "q": [("m", "a", "❌")],
        "r": [("m", "a", "partly (x)")],
        "s": [("m", "a", "n/a")],
    }
    (conflict,) = get_conflicts(docs, docs.add("v1", pages))
    assert [raw for raw, _, _ in tell(conflict)] == ["✅", "❌", "partly (x)"]


def test_two_tables_of_one_page_may_contradict_each_other(docs: Any) -> None:
    version = docs.add("v1", {"p": [("m", "a", "L4"), ("m", "a", "L7")]})
    assert [raw for raw, _, _ in tell(get_conflicts(docs, version)[0])] == ["L4", "L7"]


def test_sentences_are_not_weighed_against_cells(docs: Any) -> None:
    pages = {"p": [("m", "a", "L4")], "q": [("m", "a", "L7", FactKind.STATEMENT)]}
    assert get_conflicts(docs, docs.add("v1", pages)) == []


MANY = {
    "p": [("m", "a", "L4"), ("m", "b", "✅"), ("n", "a", "❌"), ("n", "c", "1")],
    "q": [("m", "a", "L7"), ("m", "b", "❌"), ("n", "a", "✅"), ("n", "c", "1")],
    "r": [("m", "a", "L4")],
}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [("m", "a"), ("m", "b"), ("n", "a")]),
        ({"entities": ("n",)}, [("n", "a")]),
        ({"attributes": ("a",)}, [("m", "a"), ("n", "a")]),
        ({"entities": ("m",), "attributes": ("b", "c")}, [("m", "b")]),
        ({"page": "r"}, [("m", "a")]),
        ({"page": "absent"}, []),
        ({"after": ("m", "a")}, [("m", "b"), ("n", "a")]),
        ({"after": ("n", "a")}, []),
    ],
)
def test_conflicts_are_restricted(docs: Any, fields: dict[str, Any], expected: list[Any]) -> None:
    version = docs.add("v1", MANY)
    assert [conflict.pair for conflict in get_conflicts(docs, version, **fields)] == expected


def test_more_pairs_than_are_read_at_once(docs: Any) -> None:
    pairs = [(f"m{number:03}", "a") for number in range(150)]
    version = docs.add("v1", {"p": [(*pair, "✅") for pair in pairs], "q": [(*pair, "❌") for pair in pairs]})
    assert [conflict.pair for conflict in get_conflicts(docs, version)] == pairs
