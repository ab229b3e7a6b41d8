"""What questions read of facts is looked up, in the order of ids, and no more of it than is wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.model import FactKind, FactQuery
from index.store import open_reader, open_writer

MakeDocs = Callable[[Any], Any]

PAGES = {
    f"page{number}": [
        (f"mode{number}", "speed", f"fast {number}"),
        (f"mode{number}", "noise", "✅"),
        (f"mode{number}", "speed", f"It is said to be fast {number}.", FactKind.STATEMENT),
    ]
    for number in range(9)
}


def test_a_limit_takes_the_first_facts_of_several_things(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", PAGES)
        everything = writer.reader().facts(writer.reader().versions("docs")[0])
    queries = (
        FactQuery(attributes=("noise", "speed", "speed"), limit=7),
        FactQuery(attributes=("speed",), kinds=(FactKind.CELL,), limit=4),
        FactQuery(attributes=("speed",), kinds=(FactKind.STATEMENT,), after=everything[5].id, limit=4),
        FactQuery(entities=("mode3", "mode1"), limit=5),
        FactQuery(entities=("mode1", "mode2"), attributes=("speed",), kinds=(FactKind.CELL, FactKind.ALIAS), limit=2),
        FactQuery(entities=("mode1",), limit=0),
    )
    with open_reader(location) as reader:
        version = reader.versions("docs")[0]
        for query in queries:
            wanted = [fact for fact in everything if _is_wanted(query, fact)][: query.limit]
            assert list(reader.facts(version, query)) == wanted, query


def test_history_of_some_kinds(location: Path, make_docs: MakeDocs) -> None:
    with open_writer(location) as writer:
        make_docs(writer).add("v1", PAGES)
    with open_reader(location) as reader:
        kinds = [fact.kind for fact in reader.history("docs", "mode1", "speed")]
        assert kinds == [FactKind.CELL, FactKind.STATEMENT]
        cells = reader.history("docs", "mode1", "speed", (FactKind.CELL,))
        assert [fact.kind for fact in cells] == [FactKind.CELL]


def _is_wanted(query: FactQuery, fact: Any) -> bool:
    return (
        (not query.entities or fact.entity.id in query.entities)
        and (not query.attributes or fact.attribute.id in query.attributes)
        and (not query.kinds or fact.kind in query.kinds)
        and fact.id > query.after
    )
