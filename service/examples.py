"""Example questions, made from what the index holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.meaning import get_meaning
from index.model import Fact, FactKind, FactQuery, Support, Version
from index.store import IndexReader

# A first look at a docset; the first table of it is well within so many facts.
_LOOKED_AT = 120
# As many as a person takes in at a glance.
_SHOWN = 5


def get_examples(reader: IndexReader) -> tuple[str, ...]:
    """A few questions that the newest versions answer."""
    questions: dict[str, None] = {}
    kinds = [list(_iter_questions(reader, docset)) for docset in reader.docsets()]
    for round_ in range(max(map(len, kinds), default=0)):
        for of_docset in kinds:
            questions.update(dict.fromkeys(of_docset[round_ : round_ + 1]))
    return tuple(questions)[:_SHOWN]


def _iter_questions(reader: IndexReader, docset: str) -> Iterator[str]:
    versions = reader.versions(docset)
    cells = reader.facts(versions[-1], FactQuery(kinds=(FactKind.CELL,), limit=_LOOKED_AT))
    yield from _iter_support(cells)
    yield from _iter_comparison(cells)
    yield from _iter_change(versions)
    yield from _iter_definition(reader, versions[-1])


def _iter_support(cells: Sequence[Fact]) -> Iterator[str]:
    for fact in cells:
        if fact.value.support in (Support.YES, Support.NO):
            yield f"Does {fact.entity.name} support {fact.attribute.name}?"
            return


def _iter_comparison(cells: Sequence[Fact]) -> Iterator[str]:
    """An attribute for which two entities have different values in words."""
    seen: dict[str, Fact] = {}
    for fact in cells:
        if fact.value.support is not None:
            continue
        other = seen.setdefault(fact.attribute.id, fact)
        if other.entity.id != fact.entity.id and _is_other(other, fact):
            yield f"Compare {fact.attribute.name} of {other.entity.name} and {fact.entity.name}"
            return


def _iter_change(versions: Sequence[Version]) -> Iterator[str]:
    if len(versions) > 1:
        yield f"What changed between {versions[-2].label} and {versions[-1].label}?"


def _iter_definition(reader: IndexReader, version: Version) -> Iterator[str]:
    for fact in reader.facts(version, FactQuery(kinds=(FactKind.DEFINITION,), limit=1)):
        yield f"What is {fact.entity.name}?"


def _is_other(one: Fact, other: Fact) -> bool:
    return get_meaning(one.value, one.kind) != get_meaning(other.value, other.kind)
