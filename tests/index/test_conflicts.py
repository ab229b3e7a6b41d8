"""Where one version of the docs contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from index.conflicts import Conflict, ConflictQuery
from index.model import FactKind
from index.store import open_writer
from tests.ingest.states import put

TABLE = """| Boat | Crew | Hull |
| --- | --- | --- |
| Tern | {crew} | steel |
| Gull | 3 | wood |
"""

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


def test_descriptions_do_not_contradict_each_other(docs: Any) -> None:
    pages = {"p": [("m", "a", "Fast")], "q": [("m", "a", "Slow")]}
    assert get_conflicts(docs, docs.add("v1", pages, {".a": "Description"})) == []


@pytest.mark.parametrize(
    ("first", "second", "corner", "count"),
    [
        # An overview and the same section's own table.
        ("Text.", "Text.", "Ship", 1),
        ("Text.", "## Limits", "Ship", 1),
        # Sections beside each other, and tables of one form, have their own cases.
        ("## Summer", "## Winter", "Ship", 0),
        ("Text.", "Text.", "Boat", 0),
    ],
)
def test_cases_of_one_page(first: str, second: str, corner: str, count: int) -> None:
    tables = TABLE.format(crew=7), TABLE.format(crew=9).replace("| Boat |", f"| {corner} |")
    page = f"# Boats\n\n{first}\n\n{tables[0]}\n{second}\n\n{tables[1]}"
    with open_writer(None) as writer:
        version = put(writer, "v1", {"p": page}).version
        assert len(list(writer.reader().conflicts(version))) == count


def test_a_name_that_is_local_to_its_page_is_left_out(docs: Any) -> None:
    version = docs.add("v1", {"p": [("free@p", "a", "L4"), ("free@p", "a", "L7")]})
    assert get_conflicts(docs, version) == []


def test_a_table_that_repeats_a_name_is_left_out() -> None:
    table = TABLE.replace("| Gull |", "| Tern |").format(crew=7)
    with open_writer(None) as writer:
        pages = {"p": f"# Boats\n\n{table}", "q": "# Crews\n\n" + TABLE.format(crew=5)}
        version = put(writer, "v1", pages).version
        assert list(writer.reader().conflicts(version)) == []


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
