"""Where one version of the docs contradicts itself: cells whose values of one property cannot all be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any

from index.contradiction import contradicts
from index.database import Database, get_marks
from index.facts import FactRow, get_facts, read_fact_rows_where
from index.meaning import Meaning, get_meaning
from index.model import Excerpt, Fact, FactKind, Named, Version
from index.naming import LOCAL_MARK
from index.terms import get_terms

Pair = tuple[str, str]
"""The ids of an entity and of an attribute."""

# What stands under these describes, in other words at every place.
_DESCRIBING = frozenset(get_terms("description details notes remarks comments example explanation summary title usage"))

# Facts are read for so many pairs at once: few statements for a long list, little in vain for a short piece of it.
PAIRS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Side:
    """One of the facts that contradict each other."""

    fact: Fact
    """The fact, as the version asked cites it."""
    since: Version
    """The version in which it was first stated, with its date."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts of one entity and attribute, each of which contradicts another one of them."""

    entity: Named
    """What they are about."""
    attribute: Named
    """Which property."""
    sides: tuple[Side, ...]
    """The facts, those first stated last in front; two at least."""

    @property
    def pair(self) -> Pair:
        """The ids of the entity and the attribute."""
        return self.entity.id, self.attribute.id


@dataclass(frozen=True, slots=True)
class ConflictQuery:
    """Which conflicts of one version are wanted; empty fields do not restrict."""

    entities: tuple[str, ...] = ()
    """Entity ids, any of them."""
    attributes: tuple[str, ...] = ()
    """Attribute ids, any of them."""
    page: str | None = None
    """Path of a page that states one of the facts."""
    after: Pair = ("", "")
    """Only conflicts behind this pair: the place where the last reply ended."""


EVERY_CONFLICT = ConflictQuery()


def iter_conflicts(
    database: Database, docset_id: int, versions: tuple[Version, ...], version: Version, query: ConflictQuery
) -> Iterator[Conflict]:
    """The conflicts of a version by pair; `versions` are all of its docset, oldest first."""
    by_label = {known.label: known for known in versions}
    after = query.after
    while pairs := _read_stated_twice(database, docset_id, query, after):
        rows = _read_rows(database, docset_id, version, pairs)
        for facts in _iter_groups(get_facts(database, docset_id, version, rows)):
            conflict = find_conflict(facts, by_label)
            if conflict is not None and _is_on_page(conflict, query.page):
                yield conflict
        after = pairs[-1]


def find_conflict(facts: tuple[Fact, ...], versions: dict[str, Version]) -> Conflict | None:
    """The conflict among facts of one pair and version, or None; `versions` has those of the docset by label."""
    if LOCAL_MARK in facts[0].entity.id or _DESCRIBING.issuperset(get_terms(facts[0].attribute.name)):
        return None
    opposed = {
        fact.id: fact
        for one, other in combinations(_get_firm(facts), 2)
        if not _have_other_scopes(one, other) and contradicts(one.value, other.value)
        for fact in (one, other)
    }
    if not opposed:
        return None
    sides = (Side(fact, versions[fact.first]) for fact in opposed.values())
    ordered = tuple(sorted(sides, key=lambda side: (-side.since.ordinal, *_get_place(side.fact))))
    return Conflict(ordered[0].fact.entity, ordered[0].fact.attribute, ordered)


def _read_stated_twice(database: Database, docset_id: int, query: ConflictQuery, after: Pair) -> list[Pair]:
    """The next pairs that have several facts, of any version, by the index alone."""
    values: dict[str, Any] = {"docset": docset_id, "entity": after[0], "attribute": after[1], "limit": PAIRS_AT_ONCE}
    # Of some entities the pairs are looked up, not all behind a place read: 0.05 ms instead of 5 on 1,000 pages.
    pair = "(+entity, +attribute)" if query.entities else "(entity, attribute)"
    sql = f"""SELECT entity, attribute FROM fact INDEXED BY fact_by_pair
        WHERE docset_id = :docset AND {pair} > (:entity, :attribute)
        {"".join(_iter_conditions(query, values))}
        GROUP BY entity, attribute HAVING count(*) > 1 ORDER BY entity, attribute LIMIT :limit"""
    return [(row[0], row[1]) for row in database.rows(sql, values)]


def _iter_conditions(query: ConflictQuery, values: dict[str, Any]) -> Iterator[str]:
    if query.entities:
        yield f" AND entity IN {get_marks('entities', query.entities, values)}"
    if query.attributes:
        yield f" AND attribute IN {get_marks('attributes', query.attributes, values)}"
    if query.page is not None:
        values["page"] = query.page
        yield """ AND (entity, attribute) IN (SELECT f.entity, f.attribute FROM fact f INDEXED BY fact_by_page
            WHERE f.page_id IN (SELECT page_id FROM page_state WHERE docset_id = :docset AND path = :page))"""


def _read_rows(database: Database, docset_id: int, version: Version, pairs: list[Pair]) -> list[FactRow]:
    """The cells of a version for pairs, by pair."""
    values: dict[str, Any] = {"docset": docset_id, "at": version.ordinal, "kind": FactKind.CELL}
    for number, (entity, attribute) in enumerate(pairs):
        values |= {f"entity{number}": entity, f"attribute{number}": attribute}
    marks = ", ".join(f"(:entity{number}, :attribute{number})" for number in range(len(pairs)))
    condition = f"f.docset_id = :docset AND +f.kind = :kind AND (f.entity, f.attribute) IN (VALUES {marks})"
    rows = read_fact_rows_where(database, values, "INDEXED BY fact_by_pair", condition)
    return sorted(rows, key=lambda row: (row.entity, row.attribute, row.id))


def _iter_groups(facts: tuple[Fact, ...]) -> Iterator[tuple[Fact, ...]]:
    for _, group in groupby(facts, key=lambda fact: (fact.entity.id, fact.attribute.id)):
        yield tuple(group)


def _get_firm(facts: tuple[Fact, ...]) -> list[Fact]:
    """Those that their table states once: rows of one name are told apart by something that is not in the name."""
    stated: dict[tuple[str, Excerpt | None], set[Meaning]] = {}
    for fact in facts:
        stated.setdefault(_get_table(fact), set()).add(get_meaning(fact.value, fact.kind))
    return [fact for fact in facts if len(stated[_get_table(fact)]) == 1 or _get_table(fact)[1] is None]


def _get_table(fact: Fact) -> tuple[str, Excerpt | None]:
    return fact.citation.page, fact.citation.place.header


def _have_other_scopes(one: Fact, other: Fact) -> bool:
    """Whether the facts stand in sections or tables of one page beside each other, each of which has its own case."""
    if one.citation.page != other.citation.page:
        return False
    headers = [fact.citation.place.header for fact in (one, other)]
    if headers[0] and headers[1] and headers[0].quote == headers[1].quote:
        return True
    headings = (one.citation.place.span.headings, other.citation.place.span.headings)
    shorter, longer = sorted(headings, key=len)
    return longer[: len(shorter)] != shorter


def _get_place(fact: Fact) -> tuple[str, int]:
    return fact.citation.page, fact.citation.place.span.start


def _is_on_page(conflict: Conflict, page: str | None) -> bool:
    return page is None or any(side.fact.citation.page == page for side in conflict.sides)
