"""Tables that are read the other way round than before, although they say the same, are turned back.

Which side of a table names the things compared is told by evidence, and little of it may differ between two
versions: an empty corner where a word stood. What was an entity then stays one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.model import FactKind, StoredFact, Subject
from index.naming import LOCAL_MARK
from index.terms import get_identity_key
from ingest.packed import FactSummary, PackedPage
from ingest.registry import Registry

# Fewer cells that are found again the other way round may be chance.
FEWEST_TURNED = 2

_Key = tuple[str, str]
"""The keys of an entity's and an attribute's name."""


def turn_tables(page: PackedPage, before: Sequence[StoredFact], registry: Registry) -> PackedPage:
    """The page with its tables the way round in which the facts of its state before were read."""
    if not before:
        return page
    stated = _get_stated(before, registry)
    tables: dict[int, list[FactSummary]] = defaultdict(list)
    for fact in page.facts:
        if fact.kind is FactKind.CELL:
            tables[fact.table].append(fact)
    turned = {number for number, facts in tables.items() if _is_turned(facts, stated)}
    if not turned:
        return page
    gone = {fact.entity for number in turned for fact in tables[number]}
    facts = tuple(_turn(fact, stated) if fact.table in turned else fact for fact in page.facts)
    gone -= {fact.entity for fact in facts}
    return replace(page, facts=facts, names=tuple(name for name in page.names if name.entity not in gone))


def _get_stated(before: Iterable[StoredFact], registry: Registry) -> dict[_Key, str]:
    """The ids of the entities of all cells, by the names of entity and attribute."""
    records = (stored.record for stored in before if stored.record.kind is FactKind.CELL)
    return {
        (get_identity_key(entity.text), get_identity_key(attribute.text)): record.entity
        for record in records
        for entity in registry.get_names(Subject.ENTITY, record.entity)
        for attribute in registry.get_names(Subject.ATTRIBUTE, record.attribute)
    }


def _is_turned(facts: Sequence[FactSummary], stated: dict[_Key, str]) -> bool:
    if not all(fact.is_named for fact in facts):
        return False
    straight = sum(_get_key(fact) in stated for fact in facts)
    turned = sum(_get_key(fact)[::-1] in stated for fact in facts)
    return turned >= FEWEST_TURNED and turned > straight


def _turn(fact: FactSummary, stated: dict[_Key, str]) -> FactSummary:
    is_local = LOCAL_MARK in stated.get(_get_key(fact)[::-1], "")
    return fact._replace(entity=fact.attribute, attribute=fact.entity, is_local=is_local)


def _get_key(fact: FactSummary) -> _Key:
    return get_identity_key(fact.entity), get_identity_key(fact.attribute)
