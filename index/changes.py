"""What differs between two versions, in facts: generators that yield small typed changes.

Order: renames of entities, renames of attributes, values, added facts, removed
facts, pages; among themselves by where the newer version says it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import chain

from index.difference import Difference, Rename
from index.meaning import fold_text, get_added_effect, get_statement_effect, get_value_effect
from index.model import (
    Change,
    ChangeKind,
    ChangeQuery,
    Citation,
    Effect,
    Fact,
    FactKind,
    PageState,
    Renamed,
    Subject,
    Value,
)
from index.pairing import SINGLE_VALUED, iter_pairs

_RENAMED = {Subject.ENTITY: ChangeKind.ENTITY_RENAMED, Subject.ATTRIBUTE: ChangeKind.ATTRIBUTE_RENAMED}

_ORDER = (
    ChangeKind.ENTITY_RENAMED,
    ChangeKind.ATTRIBUTE_RENAMED,
    ChangeKind.VALUE_CHANGED,
    ChangeKind.FACT_ADDED,
    ChangeKind.FACT_REMOVED,
    ChangeKind.PAGE_ADDED,
    ChangeKind.PAGE_REMOVED,
    ChangeKind.PAGE_MOVED,
)
_FIRST_OF_PAGES = _ORDER.index(ChangeKind.PAGE_ADDED)


def iter_changes(difference: Difference, query: ChangeQuery) -> Iterator[Change]:
    """The net difference that a query wants, each change once, in order."""
    before, after = difference.read_pages(difference.older), difference.read_pages(difference.newer)
    moved = {page.path: after[number].path for number, page in before.items() if number in after}
    found = {
        change.id: change
        for change in chain(
            iter_renames(difference, query),
            iter_fact_changes(difference, moved, query),
            iter_page_changes(difference, before, after),
        )
        if _is_wanted(change, query)
    }
    yield from sorted(found.values(), key=_get_order)


def iter_renames(difference: Difference, query: ChangeQuery) -> Iterator[Change]:
    """The renames of entities, then of attributes."""
    for subject, wanted in ((Subject.ENTITY, query.entities), (Subject.ATTRIBUTE, query.attributes)):
        for rename in difference.read_renames(subject, wanted):
            yield _make_rename(difference, rename)


def iter_fact_changes(difference: Difference, moved: dict[str, str], query: ChangeQuery) -> Iterator[Change]:
    """The values that changed, and the facts that were added or removed."""
    before = difference.read_facts(difference.older, query.entities)
    after = difference.read_facts(difference.newer, query.entities)
    for old, new in iter_pairs(before, after):
        if new is not None:
            yield _make_fact_change(difference, old, new, new, new.citation.page)
        elif old is not None:
            yield _make_fact_change(difference, old, new, old, moved.get(old.citation.page, old.citation.page))


def iter_page_changes(
    difference: Difference, before: Mapping[int, PageState], after: Mapping[int, PageState]
) -> Iterator[Change]:
    """The pages that were added, removed or moved; a moved page has its two paths as values."""
    for number in sorted(before.keys() | after.keys()):
        old, new = before.get(number), after.get(number)
        if old is None and new is not None:
            yield _make(difference, ChangeKind.PAGE_ADDED, Effect.OTHER, page=new.path)
        elif old is not None and new is None:
            yield _make(difference, ChangeKind.PAGE_REMOVED, Effect.OTHER, page=old.path)
        elif old is not None and new is not None and old.path != new.path:
            values = (Value(old.path), Value(new.path))
            yield _make(difference, ChangeKind.PAGE_MOVED, Effect.OTHER, page=new.path, values=values)


def _make_rename(difference: Difference, rename: Rename) -> Change:
    named = Renamed(rename.id, rename.after, rename.before)
    is_entity = rename.subject is Subject.ENTITY
    return _make(
        difference,
        _RENAMED[rename.subject],
        Effect.REWORDED,
        page=rename.cited_after.page,
        entity=named if is_entity else None,
        attribute=None if is_entity else named,
        cited=(rename.cited_before, rename.cited_after),
        told=(rename.before, rename.after),
    )


def _make_fact_change(difference: Difference, old: Fact | None, new: Fact | None, fact: Fact, page: str) -> Change:
    kind, effect = _get_kind_and_effect(old, new, fact)
    return _make(
        difference,
        kind,
        effect,
        page=page,
        entity=_get_renamed(difference, Subject.ENTITY, fact.entity.id),
        attribute=_get_renamed(difference, Subject.ATTRIBUTE, fact.attribute.id),
        values=(old.value if old else None, new.value if new else None),
        cited=(old.citation if old else None, new.citation if new else None),
        fact_kind=fact.kind,
    )


def _get_kind_and_effect(old: Fact | None, new: Fact | None, fact: Fact) -> tuple[ChangeKind, Effect]:
    if old is None:
        return ChangeKind.FACT_ADDED, get_added_effect(fact.value)
    if new is None:
        return ChangeKind.FACT_REMOVED, Effect.LOST
    get_effect = get_value_effect if fact.kind in SINGLE_VALUED else get_statement_effect
    return ChangeKind.VALUE_CHANGED, get_effect(old.value, new.value)


def _get_renamed(difference: Difference, subject: Subject, thing: str) -> Renamed:
    before = difference.find_name(difference.older, subject, thing)
    after = difference.find_name(difference.newer, subject, thing)
    previous = before if before and after and fold_text(before) != fold_text(after) else None
    return Renamed(thing, after or before or thing, previous)


def _make(  # noqa: PLR0913 (the parts of a change, all but two by name)
    difference: Difference,
    kind: ChangeKind,
    effect: Effect,
    *,
    page: str,
    entity: Renamed | None = None,
    attribute: Renamed | None = None,
    values: tuple[Value | None, Value | None] = (None, None),
    cited: tuple[Citation | None, Citation | None] = (None, None),
    told: tuple[str, str] | None = None,
    fact_kind: FactKind | None = None,
) -> Change:
    """A change with its fingerprint; `told` stands for the values where there are none."""
    older, newer = difference.older, difference.newer
    raws = told or tuple(value.raw if value else None for value in values)
    things = (entity.id if entity else None, attribute.id if attribute else None)
    return Change(
        id=_get_fingerprint(newer.docset, kind, *things, *raws, older.label, newer.label, page),
        kind=kind,
        effect=effect,
        entity=entity,
        attribute=attribute,
        before=values[0],
        after=values[1],
        older=older,
        newer=newer,
        cited_before=cited[0],
        cited_after=cited[1],
        page=page,
        fact_kind=fact_kind,
    )


def _get_fingerprint(*parts: str | None) -> str:
    """16 hexadecimal digits of the SHA-256 of the parts; 64 bits keep a million changes apart."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _is_wanted(change: Change, query: ChangeQuery) -> bool:
    return (
        (not query.kinds or change.kind in query.kinds)
        and (not query.entities or (change.entity is not None and change.entity.id in query.entities))
        and (not query.attributes or (change.attribute is not None and change.attribute.id in query.attributes))
        and (query.page is None or query.page in _get_paths(change))
    )


def _get_paths(change: Change) -> set[str]:
    cited = {citation.page for citation in (change.cited_before, change.cited_after) if citation}
    moved_from = {change.before.raw} if change.kind is ChangeKind.PAGE_MOVED and change.before else set()
    return {change.page} | cited | moved_from


def _get_order(change: Change) -> tuple[int, str, int, str]:
    """By kind, then by where the newer version says it (where only the older one does: there)."""
    kind = min(_ORDER.index(change.kind), _FIRST_OF_PAGES)
    cited = change.cited_after or change.cited_before
    return kind, change.page, cited.place.span.start if cited else 0, change.id
