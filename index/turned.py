"""The tables of an index read the other way round: what names a cell's row or column may be asked for as the thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from index.model import Change, ChangeKind, ChangeQuery, Fact, FactKind, FactQuery, Name, NameRole, Subject, Version
from index.reader import EVERY_CHANGE, EVERY_FACT, IndexReader

_TURNED_KINDS = {
    ChangeKind.ENTITY_RENAMED: ChangeKind.ATTRIBUTE_RENAMED,
    ChangeKind.ATTRIBUTE_RENAMED: ChangeKind.ENTITY_RENAMED,
}
_CELLS = (FactKind.CELL,)
_NAMES = [each.name for each in fields(Fact)]
_ENTITY, _ATTRIBUTE = _NAMES.index("entity"), _NAMES.index("attribute")
_get_values = attrgetter(*_NAMES)


@dataclass(frozen=True, slots=True)
class TurnedFact(Fact):
    """A cell with entity and attribute in each other's place."""

    def turn_back(self) -> Fact:
        """The cell as the index has it."""
        return Fact(*_swap(self))


class TurnedReader(IndexReader):
    """Reads the cells of an index with entity and attribute in each other's place, and nothing else.

    It reads through another reader's files and stays usable as long as that one is.
    """

    def __init__(self, reader: IndexReader) -> None:
        super().__init__(reader._database, reader._engine, borrowed=True)

    def names(self, docset: str, *, placed: bool = True) -> tuple[Name, ...]:
        """The names of attributes as those of entities, and the other way round; titles of pages left out."""
        names = super().names(docset, placed=placed)
        return tuple(_turn_name(name) for name in names if name.role is not NameRole.TITLE)

    def facts(self, version: Version, query: FactQuery = EVERY_FACT) -> tuple[TurnedFact, ...]:
        """The turned cells of a version that a query wants, by id."""
        if query.kinds and FactKind.CELL not in query.kinds:
            return ()
        turned = replace(query, entities=query.attributes, attributes=query.entities, without=(), kinds=_CELLS)
        found = (turn_fact(fact) for fact in super().facts(version, turned))
        return tuple(fact for fact in found if fact.attribute.id not in query.without)

    def facts_by_id(self, version: Version, ids: Iterable[int]) -> tuple[Fact, ...]:
        """The turned cells with these ids that stand in the version, in the order of the ids."""
        return tuple(turn_fact(fact) for fact in super().facts_by_id(version, ids) if fact.kind is FactKind.CELL)

    def history(
        self, docset: str, entity_id: str, attribute_id: str, kinds: Sequence[FactKind] = ()
    ) -> tuple[TurnedFact, ...]:
        """Every turned cell of a pair in all versions, oldest first."""
        if kinds and FactKind.CELL not in kinds:
            return ()
        return tuple(turn_fact(fact) for fact in super().history(docset, attribute_id, entity_id, _CELLS))

    def changes(
        self, docset: str, older: Version, newer: Version, query: ChangeQuery = EVERY_CHANGE
    ) -> tuple[Change, ...]:
        """The net difference between two versions of a docset, turned."""
        kinds = tuple(_TURNED_KINDS.get(kind, kind) for kind in query.kinds)
        turned = replace(query, entities=query.attributes, attributes=query.entities, kinds=kinds)
        return tuple(turn_change(change) for change in super().changes(docset, older, newer, turned))


def turn_fact(fact: Fact) -> TurnedFact:
    """A cell with entity and attribute in each other's place."""
    return TurnedFact(*_swap(fact))


def _swap(fact: Fact) -> list[Any]:
    """The values of a fact's fields in their order, entity and attribute in each other's place."""
    values = list(_get_values(fact))
    values[_ENTITY], values[_ATTRIBUTE] = values[_ATTRIBUTE], values[_ENTITY]
    return values


def turn_change(change: Change) -> Change:
    """A change of cells with entity and attribute in each other's place."""
    kind = _TURNED_KINDS.get(change.kind, change.kind)
    return replace(change, kind=kind, entity=change.attribute, attribute=change.entity)


def _turn_name(name: Name) -> Name:
    other = Subject.ATTRIBUTE if name.subject is Subject.ENTITY else Subject.ENTITY
    return replace(name, subject=other)
