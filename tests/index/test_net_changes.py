"""What differs between two versions: (older pages, newer pages, expected changes)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from index.meaning import get_meaning, get_value_effect
from index.model import (
    Change,
    ChangeKind,
    ChangeQuery,
    Effect,
    FactKind,
    Name,
    NameRole,
    Quantity,
    Subject,
    Support,
    Value,
)
from index.store import open_writer

MakeDocs = Callable[[Any], Any]

CHANGED, ADDED, REMOVED = "value_changed", "fact_added", "fact_removed"
USE, SAID, IS = FactKind.USE_CASE, FactKind.STATEMENT, FactKind.DEFINITION


@pytest.fixture
def docs(make_docs: MakeDocs) -> Iterator[Any]:
    with open_writer(None) as writer:
        yield make_docs(writer)


def get_changes(docs: Any, older: Any, newer: Any, **fields: Any) -> Any:
    return docs.writer.reader().changes("docs", older, newer, ChangeQuery(**fields))


def tell(change: Change) -> tuple[str | None, ...]:
    """The kind, the raw values and the effect."""
    raws = (value.raw if value else None for value in (change.before, change.after))
    return (change.kind, *raws, change.effect)


TABLE = [("mesh", "ipv6", "❌"), ("mesh", "host", "Linux")]

CASES = [
    # The same rows in another order.
    ({"p": TABLE}, {"p": TABLE[::-1]}, []),
    # Code ticks, emphasis and white space.
    ({"p": [("mesh", "host", "`warp-cli`  on *Linux*")]}, {"p": [("mesh", "host", "warp-cli on Linux")]}, []),
    # A single star or an underscore inside a word is no emphasis.
    ({"p": [("m", "a", "a_b_c")]}, {"p": [("m", "a", "abc")]}, [(CHANGED, "a_b_c", "abc", "other")]),
    # Letter case does count.
    ({"p": [("m", "a", "GET")]}, {"p": [("m", "a", "get")]}, [(CHANGED, "GET", "get", "reworded")]),
    # The items of a list in another order.
    ({"p": [("m", "os", "Linux, macOS")]}, {"p": [("m", "os", "macOS, Linux")]}, []),
    ({"p": [("m", "os", "Linux, macOS")]}, {"p": [("m", "os", "Linux, macOS, Windows")]},
     [(CHANGED, "Linux, macOS", "Linux, macOS, Windows", "gained")]),
    ({"p": [("m", "os", "A, B, C")]}, {"p": [("m", "os", "C, A")]}, [(CHANGED, "A, B, C", "C, A", "lost")]),
    ({"p": [("m", "os", "A, B")]}, {"p": [("m", "os", "A, C")]}, [(CHANGED, "A, B", "A, C", "other")]),
    # Support.
    ({"p": [("m", "a", "❌")]}, {"p": [("m", "a", "✅")]}, [(CHANGED, "❌", "✅", "gained")]),
    ({"p": [("m", "a", "soon")]}, {"p": [("m", "a", "✅ (beta)")]}, [(CHANGED, "soon", "✅ (beta)", "gained")]),
    ({"p": [("m", "a", "✅")]}, {"p": [("m", "a", "✅ (pairs)")]}, [(CHANGED, "✅", "✅ (pairs)", "qualified")]),
    ({"p": [("m", "a", "✅")]}, {"p": [("m", "a", "partly")]}, [(CHANGED, "✅", "partly", "qualified")]),
    ({"p": [("m", "a", "partly")]}, {"p": [("m", "a", "✅")]}, [(CHANGED, "partly", "✅", "gained")]),
    ({"p": [("m", "a", "partly")]}, {"p": [("m", "a", "❌")]}, [(CHANGED, "partly", "❌", "lost")]),
    ({"p": [("m", "a", "✅")]}, {"p": [("m", "a", "soon")]}, [(CHANGED, "✅", "soon", "lost")]),
    ({"p": [("m", "a", "❌")]}, {"p": [("m", "a", "soon")]}, [(CHANGED, "❌", "soon", "other")]),
    ({"p": [("m", "a", "✅")]}, {"p": [("m", "a", "n/a")]}, [(CHANGED, "✅", "n/a", "other")]),
    ({"p": [("m", "a", "✅")]}, {"p": [("m", "a", "QUIC")]}, [(CHANGED, "✅", "QUIC", "other")]),
    # Text: numbers are never a matter of wording, and in a short value no word is.
    ({"p": [("m", "a", "L4")]}, {"p": [("m", "a", "L7")]}, [(CHANGED, "L4", "L7", "other")]),
    ({"p": [("m", "a", "read committed")]}, {"p": [("m", "a", "read uncommitted")]},
     [(CHANGED, "read committed", "read uncommitted", "other")]),
    ({"p": [("m", "a", "QUIC or HTTP/2")]}, {"p": [("m", "a", "HTTP/2 or QUIC")]},
     [(CHANGED, "QUIC or HTTP/2", "HTTP/2 or QUIC", "reworded")]),
    # Rows and things that come and go.
    ({"p": TABLE[:1]}, {"p": TABLE}, [(ADDED, None, "Linux", "gained")]),
    ({"p": TABLE}, {"p": TABLE[:1]}, [(REMOVED, "Linux", None, "lost")]),
    ({"p": []}, {"p": [("m", "a", "❌")]}, [(ADDED, None, "❌", "other")]),
    # A definition has one value, like a cell; the two kinds are not compared with each other.
    ({"p": [("m", "is", "a daemon", IS)]}, {"p": [("m", "is", "a service", IS)]},
     [(CHANGED, "a daemon", "a service", "other")]),
    ({"p": [("m", "is", "a daemon", IS)]}, {"p": [("m", "is", "a service")]},
     [(ADDED, None, "a service", "gained"), (REMOVED, "a daemon", None, "lost")]),
    # Many-valued kinds: the same in other words, with another number, negated, gone and new.
    ({"p": [("m", "use", "Publishing specific applications by hostname", USE)]},
     {"p": [("m", "use", "Publish a specific application by its hostname", USE)]},
     [(CHANGED, "Publishing specific applications by hostname", "Publish a specific application by its hostname",
       "reworded")]),
    ({"p": [("m", "use", "Backups are kept for 7 days", USE)]},
     {"p": [("m", "use", "Backups are kept for 30 days", USE)]},
     [(CHANGED, "Backups are kept for 7 days", "Backups are kept for 30 days", "other")]),
    ({"p": [("m", "use", "Does run on old kernels", USE)]}, {"p": [("m", "use", "Does not run on old kernels", USE)]},
     [(CHANGED, "Does run on old kernels", "Does not run on old kernels", "other")]),
    ({"p": [("m", "use", "Site-to-site connectivity", USE)]}, {"p": [("m", "use", "VoIP and other calls", USE)]},
     [(ADDED, None, "VoIP and other calls", "gained"), (REMOVED, "Site-to-site connectivity", None, "lost")]),
    # The most similar statements are partners, whatever their order.
    ({"p": [("m", "use", "Copies rows to other regions", USE),
            ("m", "use", "Copies files to other regions daily", USE)]},
     {"p": [("m", "use", "Copies files to other regions weekly", USE),
            ("m", "use", "Copies rows to another region", USE)]},
     [(CHANGED, "Copies files to other regions daily", "Copies files to other regions weekly", "reworded"),
      (CHANGED, "Copies rows to other regions", "Copies rows to another region", "reworded")]),
    # A statement that became another attribute's is still the same statement.
    ({"p": [("m", "a", "Runs on Linux", SAID)]}, {"p": [("m", "b", "Runs on Linux", SAID)]}, []),
    # What moves to another page is no change of facts.
    ({"p": TABLE, "q": [("x", "y", "z")]}, {"p": TABLE[:1], "q": [("x", "y", "z"), TABLE[1]]}, []),
    # What a second page repeats, or stops repeating, is none either.
    ({"p": TABLE, "q": []}, {"p": TABLE, "q": TABLE[1:]}, []),
    ({"p": TABLE, "q": TABLE[1:]}, {"p": TABLE, "q": []}, []),
    # Two pages that state one cell are compared each with itself.
    ({"p": [("m", "a", "✅")], "q": [("m", "a", "❌")]}, {"p": [("m", "a", "✅")], "q": [("m", "a", "✅ (late)")]},
     [(CHANGED, "❌", "✅ (late)", "gained")]),
    ({"p": [("m", "a", "✅")], "q": [("m", "a", "❌")]}, {"p": [("m", "a", "❌")], "q": [("m", "a", "✅")]},
     [(CHANGED, "✅", "❌", "lost"), (CHANGED, "❌", "✅", "gained")]),
    # Pages.
    ({"p": []}, {"p": [], "q": []}, [("page_added", None, None, "other")]),
    ({"p": [], "q": []}, {"p": []}, [("page_removed", None, None, "other")]),
    ({"p": TABLE}, {"q<-p": TABLE}, [("page_moved", "p", "q", "other")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_changes(docs: Any, old: Any, new: Any, expected: list[Any]) -> None:
    older, newer = docs.add("v1", old), docs.add("v2", new)
    assert [tell(change) for change in get_changes(docs, older, newer)] == expected


@pytest.mark.parametrize(("old", "new"), [case[:2] for case in CASES])
def test_a_version_does_not_differ_from_itself(docs: Any, old: Any, new: Any) -> None:
    docs.add("v1", old)
    newer = docs.add("v2", new)
    assert get_changes(docs, newer, newer) == ()


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_backwards_the_values_change_places(docs: Any, old: Any, new: Any, expected: list[Any]) -> None:
    older, newer = docs.add("v1", old), docs.add("v2", new)
    backwards = {(told[2], told[1]) for told in map(tell, get_changes(docs, newer, older))}
    assert backwards == {(told[1], told[2]) for told in expected}


def test_a_change_tells_all(docs: Any) -> None:
    older = docs.add("v1", {"p": TABLE}, {"mesh": "WARP", ".ipv6": "IPv6"})
    newer = docs.add("v2", {"p": [("mesh", "ipv6", "✅"), TABLE[1]]}, {"mesh": "Mesh"})
    renamed, changed = get_changes(docs, older, newer)
    assert (renamed.kind, renamed.effect) == (ChangeKind.ENTITY_RENAMED, Effect.REWORDED)
    assert (renamed.entity.name, renamed.entity.previous_name) == ("Mesh", "WARP")
    assert renamed.cited_before.version == "v1" and renamed.cited_after.version == "v2"
    assert (changed.entity.name, changed.entity.previous_name, changed.entity.id) == ("Mesh", "WARP", "mesh")
    assert (changed.attribute.name, changed.attribute.previous_name) == ("IPv6", None)
    assert (changed.before.support, changed.after.support) == (Support.NO, Support.YES)
    assert (changed.older, changed.newer, changed.page) == (older, newer, "p")
    assert changed.fact_kind is FactKind.CELL
    assert (changed.cited_before.version, changed.cited_after.version) == ("v1", "v2")
    assert len(changed.id) == 16
    assert [change.id for change in get_changes(docs, older, newer)] == [renamed.id, changed.id]


def test_renames_come_first_and_pages_last(docs: Any) -> None:
    older = docs.add("v1", {"p": [*TABLE, ("mesh", "gone", "1")]}, {"mesh": "WARP", ".ipv6": "IP v6"})
    pages = {"p": [("mesh", "new", "2"), ("mesh", "host", "BSD"), ("mesh", "ipv6", "✅")], "q": []}
    newer = docs.add("v2", pages, {"mesh": "Mesh", ".ipv6": "IPv6"})
    changes = get_changes(docs, older, newer)
    assert [change.kind.value for change in changes] == [
        "entity_renamed", "attribute_renamed", CHANGED, CHANGED, ADDED, REMOVED, "page_added",
    ]  # fmt: skip
    assert [change.attribute.id for change in changes[2:4]] == ["host", "ipv6"]


def test_a_name_in_other_type_is_no_rename(docs: Any) -> None:
    older = docs.add("v1", {"p": TABLE}, {"mesh": "`warp`  cli"})
    newer = docs.add("v2", {"p": TABLE[::-1]}, {"mesh": "warp cli"})
    assert get_changes(docs, older, newer) == ()


def test_a_thing_without_facts_in_both_versions_is_not_renamed(docs: Any) -> None:
    older = docs.add("v1", {"p": TABLE}, {"mesh": "WARP"})
    newer = docs.add("v2", {"p": []}, {"mesh": "Mesh"})
    assert {change.kind for change in get_changes(docs, older, newer)} == {ChangeKind.FACT_REMOVED}
    assert {change.entity.name for change in get_changes(docs, older, newer)} == {"Mesh"}


def test_a_thing_that_is_gone_keeps_its_old_name(docs: Any) -> None:
    older = docs.add("v1", {"p": TABLE}, {"mesh": "WARP"})
    newer = docs.add("v2", {"p": []})
    docs.writer.close_name("docs", Subject.ENTITY, "mesh", "WARP", 1)
    assert {change.entity.name for change in get_changes(docs, older, newer)} == {"WARP"}


def test_a_rename_is_cited_where_the_name_stands(docs: Any) -> None:
    older = docs.add("v1", {"p": [("mesh", "a", "1"), ("mesh", "b", "by WARP")]}, {"mesh": "WARP"})
    newer = docs.add("v2", {"p": [("mesh", "a", "1"), ("mesh", "b", "by Mesh")]})
    facts = docs.writer.reader().facts(newer)
    shown = facts[0].citation
    docs.writer.close_name("docs", Subject.ENTITY, "mesh", "WARP", 1)
    name = Name(Subject.ENTITY, "mesh", "Mesh", NameRole.PRIMARY, 1, None, "a heading", shown.sha256, shown.place)
    docs.writer.put_name("docs", name)
    renamed = get_changes(docs, older, newer)[0]
    assert "by WARP" in renamed.cited_before.place.quote
    assert renamed.cited_after == shown


def test_changes_over_several_versions_are_net(docs: Any) -> None:
    versions = [docs.add(f"v{n}", {"p": [("m", "a", raw)]}) for n, raw in enumerate(["❌", "✅", "❌", "partly"])]
    assert get_changes(docs, versions[0], versions[2]) == ()
    assert [tell(change) for change in get_changes(docs, versions[0], versions[3])] == [
        (CHANGED, "❌", "partly", "gained")
    ]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"entities": ("mesh",)}, 3),
        ({"entities": ("tunnel",)}, 1),
        ({"attributes": ("host",)}, 1),
        ({"kinds": (ChangeKind.VALUE_CHANGED, ChangeKind.PAGE_MOVED)}, 4),
        ({"page": "q"}, 2),
        ({"page": "r"}, 2),
        ({"page": "p"}, 3),
        ({"entities": ("absent",)}, 0),
        ({"page": "absent"}, 0),
    ],
)
def test_changes_are_restricted(docs: Any, fields: dict[str, Any], count: int) -> None:
    old = {"p": TABLE, "q": [("tunnel", "ipv6", "❌")]}
    new = {"p": [("mesh", "ipv6", "✅"), ("mesh", "host", "BSD")], "r<-q": [("tunnel", "ipv6", "✅")]}
    older, newer = docs.add("v1", old, {"mesh": "WARP"}), docs.add("v2", new, {"mesh": "Mesh"})
    assert len(get_changes(docs, older, newer, **fields)) == count


@pytest.mark.parametrize(
    ("one", "other", "kind", "same"),
    [
        # A mark and a word for it say the same in a cell.
        (Value("✅", Support.YES), Value("Yes", Support.YES), FactKind.CELL, True),
        (Value("✅ (a)", Support.YES, "a"), Value("Yes — `a`", Support.YES, "`a`"), FactKind.CELL, True),
        (Value("✅ (a)", Support.YES, "a"), Value("✅ (b)", Support.YES, "b"), FactKind.CELL, False),
        # The note of a row's label, and another wording of a note, leave the value as it is; a new note does not.
        (Value("✅", Support.YES), Value("✅", Support.YES, "On request"), FactKind.CELL, True),
        (Value("✅[^1]", Support.YES, "Slow"), Value("✅[^a]", Support.YES, "It is slow"), FactKind.CELL, True),
        (Value("✅", Support.YES), Value("✅ (note 1)", Support.YES, "Slow"), FactKind.CELL, False),
        (Value("✅ (a)*", Support.YES, "a; Slow"), Value("✅ (b)*", Support.YES, "b; Slow"), FactKind.CELL, False),
        # A sentence says more than its support.
        (Value("Runs on Linux", Support.YES), Value("Runs on BSD", Support.YES), FactKind.STATEMENT, False),
        # A list is its items and what restricts them.
        (Value("A, B", items=("A", "B")), Value("B and A", items=("B", "A")), FactKind.CELL, True),
        (Value("A, B", items=("A", "B")), Value("A, B (x)", None, "x", ("A", "B")), FactKind.CELL, False),
        (
            Value("5 MB", quantity=Quantity(5, 5, "MB")),
            Value("6 MB", quantity=Quantity(6, 6, "MB")),
            FactKind.CELL,
            False,
        ),
    ],
)
def test_values_that_mean_the_same(one: Value, other: Value, kind: FactKind, same: bool) -> None:
    assert (get_meaning(one, kind) == get_meaning(other, kind)) is same


def test_a_list_with_another_qualifier_is_qualified() -> None:
    one, other = Value("A, B", items=("A", "B")), Value("A, B (x)", None, "x", ("A", "B"))
    assert get_value_effect(one, other) is Effect.QUALIFIED
