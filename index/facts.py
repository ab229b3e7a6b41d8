"""Facts as a version states them, by indexed look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from index.database import Database, get_marks
from index.model import Citation, Fact, FactKind, FactQuery, Named, Place, Subject, Version
from index.naming import get_display_names, iter_chunks
from index.records import unpack_place, unpack_value

# The index is named in each statement: without statistics SQLite chooses between them by guess. A leading + keeps a
# column from being thought of for the look-up.
_SELECT = """SELECT f.id, f.page_id, f.entity, f.attribute, f.kind, f.value,
    f.first, f.until, s.path, s.title, s.sha256, p.place
FROM fact f {indexed}
CROSS JOIN page_state s ON s.page_id = f.page_id AND s.first <= :at AND (s.until IS NULL OR s.until > :at)
CROSS JOIN place p ON p.fact_id = f.id AND p.sha256 = s.sha256
WHERE +f.first <= :at AND (f.until IS NULL OR +f.until > :at)"""


ROOT_PAGES = frozenset(("", "index", "readme", "_index"))
"""Paths of the page that stands at the base address itself."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of one version as the tables hold it, before names are put to its ids."""

    id: int
    """The fact's row number."""
    page_id: int
    """The number of its page."""
    entity: str
    """The entity's id."""
    attribute: str
    """The attribute's id."""
    kind: str
    """Its kind."""
    value: str
    """Its packed value."""
    first: int
    """Ordinal of the first version in which it stands."""
    until: int | None
    """Ordinal of the first version in which it does not stand any more; None while it stands in the newest."""
    path: str
    """Path of the page in the version asked."""
    title: str
    """Title of the page in the version asked."""
    sha256: str
    """The page's snapshot in the version asked."""
    place: str
    """Its packed place in that snapshot."""


def read_fact_rows(database: Database, docset_id: int, ordinal: int, query: FactQuery) -> list[FactRow]:
    """The facts of a version that a query wants, by id."""
    values: dict[str, Any] = {"docset": docset_id, "at": ordinal, "after": query.after}
    sql = _SELECT.format(indexed=f"INDEXED BY {_choose_index(query)}") + "".join(_iter_conditions(query, values))
    values["limit"] = -1 if query.limit is None else query.limit
    return [FactRow(*row) for row in database.rows(f"{sql} ORDER BY f.id LIMIT :limit", values)]


def read_fact_rows_by_id(database: Database, docset_id: int, ordinal: int, ids: tuple[int, ...]) -> list[FactRow]:
    """The facts with these ids that stand in a version."""
    found: list[FactRow] = []
    for chunk in iter_chunks(ids):
        values: dict[str, Any] = {"docset": docset_id, "at": ordinal}
        condition = f" AND +f.docset_id = :docset AND f.id IN {get_marks('id', chunk, values)}"
        found += [FactRow(*row) for row in database.rows(_SELECT.format(indexed="NOT INDEXED") + condition, values)]
    return found


def read_fact_rows_where(database: Database, values: dict[str, Any], indexed: str, condition: str) -> list[FactRow]:
    """The facts of version `values["at"]` of docset `values["docset"]` that meet an SQL condition, by id."""
    sql = f"{_SELECT.format(indexed=indexed)} AND {condition} ORDER BY f.id"
    return [FactRow(*row) for row in database.rows(sql, values)]


def get_facts(database: Database, docset_id: int, version: Version, rows: Iterable[FactRow]) -> tuple[Fact, ...]:
    """The rows as facts, with the names that the version uses; those in memory are not made again."""
    rows = tuple(rows)
    memory = database.memory
    if memory is None:
        return tuple(_iter_facts(database, docset_id, version, rows))
    known = {row.id: memory.facts.find((docset_id, version.ordinal, row.id)) for row in rows}
    for fact in _iter_facts(database, docset_id, version, [row for row in rows if not known[row.id]]):
        known[fact.id] = (fact,)
        memory.facts.put((docset_id, version.ordinal, fact.id), (fact,))
    return tuple(fact for row in rows for fact in known[row.id] or ())


def get_facts_by_id(database: Database, docset_id: int, version: Version, ids: Iterable[int]) -> tuple[Fact, ...]:
    """The facts with these ids that stand in a version, in the order of the ids."""
    wanted, memory = tuple(ids), database.memory
    known: dict[int, tuple[Fact, ...]] = {}
    if memory is not None:
        found = ((id, memory.facts.find((docset_id, version.ordinal, id))) for id in wanted)
        known = {id: fact for id, fact in found if fact is not None}
    new = tuple(id for id in wanted if id not in known)
    if new:
        rows = read_fact_rows_by_id(database, docset_id, version.ordinal, new)
        known.update((fact.id, (fact,)) for fact in get_facts(database, docset_id, version, rows))
    if memory is not None:
        for id in (id for id in new if id not in known):
            memory.facts.put((docset_id, version.ordinal, id), ())
    return tuple(fact for id in wanted for fact in known.get(id, ()))


def find_facts(database: Database, docset_id: int, version: Version, query: FactQuery) -> tuple[Fact, ...]:
    """The facts of a version that a query wants, by id."""
    memory, key = database.memory, (docset_id, version.ordinal, query)
    ids = memory.fact_lists.find(key) if memory else None
    if ids is not None:
        return get_facts_by_id(database, docset_id, version, ids)
    if query.limit is not None and query.page is None and (query.entities or query.attributes):
        first = _read_first_ids(database, docset_id, version.ordinal, query)
        facts = get_facts_by_id(database, docset_id, version, first)
    else:
        facts = get_facts(database, docset_id, version, read_fact_rows(database, docset_id, version.ordinal, query))
    if memory is not None:
        memory.fact_lists.put(key, tuple(fact.id for fact in facts))
    return facts


def _read_first_ids(database: Database, docset_id: int, ordinal: int, query: FactQuery) -> list[int]:
    """The lowest ids of the facts of entities or attributes that a query with a limit wants.

    Each thing is asked for by itself: the facts of an attribute stand in its index in the order of their ids, so that$
    no more of them are read than are wanted, however many pages have the property.
    """
    values: dict[str, Any] = {"docset": docset_id, "at": ordinal, "after": query.after, "limit": query.limit}
    column, things = ("entity", query.entities) if query.entities else ("attribute", query.attributes)
    beside = {"kind": query.kinds, "attribute": query.attributes if query.entities else ()}
    others = " ".join(f"AND {name} IN {get_marks(name, wanted, values)}" for name, wanted in beside.items() if wanted)
    sql = f"""SELECT id FROM fact INDEXED BY {_choose_index(query)}
        WHERE docset_id = :docset AND {column} = :thing AND id > :after {others}
        AND +first <= :at AND (until IS NULL OR +until > :at) ORDER BY id LIMIT :limit"""
    lists = [database.rows(sql, {**values, "thing": thing}) for thing in dict.fromkeys(things)]
    return sorted(row[0] for rows in lists for row in rows)[: query.limit]


def get_versions(database: Database, docset_id: int) -> tuple[Version, ...]:
    """The versions of a docset, oldest first."""
    memory = database.memory
    found = memory.versions.get(docset_id) if memory else None
    if found is None:
        sql = """SELECT d.name, v.label, v.ordinal, v.date, v.base_url FROM version v
            JOIN docset d ON d.id = v.docset_id WHERE v.docset_id = ? ORDER BY v.ordinal"""
        found = tuple(Version(*row) for row in database.rows(sql, (docset_id,)))
        if memory is not None:
            memory.versions[docset_id] = found
    return found


def _iter_facts(database: Database, docset_id: int, version: Version, rows: Sequence[FactRow]) -> Iterator[Fact]:
    if not rows:
        return
    at = (database, docset_id, version.ordinal)
    labels = [version.label for version in get_versions(database, docset_id)]
    entities = get_display_names(*at, Subject.ENTITY, (row.entity for row in rows))
    attributes = get_display_names(*at, Subject.ATTRIBUTE, (row.attribute for row in rows))
    for row in rows:
        yield Fact(
            id=row.id,
            docset=version.docset,
            entity=Named(row.entity, entities[row.entity].text if row.entity in entities else row.entity),
            attribute=Named(
                row.attribute, attributes[row.attribute].text if row.attribute in attributes else row.attribute
            ),
            value=unpack_value(row.value),
            kind=FactKind(row.kind),
            first=labels[row.first],
            last=labels[-1 if row.until is None else row.until - 1],
            citation=get_citation(version, row.path, row.title, row.sha256, unpack_place(row.place)),
        )


def get_history(
    database: Database,
    docset_id: int,
    versions: tuple[Version, ...],
    pair: tuple[str, str],
    kinds: Sequence[FactKind],
) -> tuple[Fact, ...]:
    """Every fact of a pair in all versions, of some kinds or of all, oldest first, cited from its first version."""
    values: dict[str, Any] = {"docset": docset_id, "entity": pair[0], "attribute": pair[1]}
    wanted = f"AND +kind IN {get_marks('kind', kinds, values)}" if kinds else ""
    sql = f"""SELECT first, id FROM fact INDEXED BY fact_by_pair
        WHERE docset_id = :docset AND entity = :entity AND attribute = :attribute {wanted} ORDER BY first, id"""
    found: list[Fact] = []
    for first, group in groupby(database.rows(sql, values), key=lambda row: int(row[0])):
        ids = tuple(row[1] for row in group)
        found += get_facts_by_id(database, docset_id, versions[first], ids)
    return tuple(found)


def get_citation(version: Version, path: str, title: str, sha256: str, place: Place) -> Citation:
    """A place of a page's snapshot as a citation of the version in which the snapshot stands."""
    return Citation(
        docset=version.docset,
        page=path,
        title=title,
        version=version.label,
        date=version.date,
        url=get_url(version.base_url, path, place.span.anchor),
        sha256=sha256,
        place=place,
    )


def get_url(base_url: str | None, path: str, anchor: str = "") -> str | None:
    """The published address of a place of a page, or None without a base address.

    A star in the base address stands for the page's path ("https://docs.example/*.html"); without one the path is
    put behind it as a folder.
    """
    if not base_url:
        return None
    page = quote(path.strip("/")) if path.lower() not in ROOT_PAGES else ""
    form = base_url if "*" in base_url else base_url.rstrip("/") + "/*/"
    url = form.replace("*", page) if page else form.partition("*")[0]
    return f"{url}#{anchor}" if anchor else url


def _choose_index(query: FactQuery) -> str:
    """The index whose entries for the query are fewest, by what its first columns select."""
    if query.page is not None:
        return "fact_by_page"
    if query.entities:
        return "fact_by_pair"
    if query.attributes:
        return "fact_by_attribute"
    return "fact_by_kind" if query.kinds else "fact_by_docset"


def _iter_conditions(query: FactQuery, values: dict[str, Any]) -> Iterable[str]:
    paged = query.page is not None
    yield " AND +f.docset_id = :docset" if paged else " AND f.docset_id = :docset"
    yield " AND f.id > :after"
    if paged:
        values["page"] = query.page
        yield """ AND f.page_id IN (SELECT page_id FROM page_state
            WHERE docset_id = :docset AND path = :page AND first <= :at AND (until IS NULL OR until > :at))"""
    if query.without:
        yield f" AND +f.attribute NOT IN {get_marks('without', query.without, values)}"
    for column in ("entities", "attributes", "kinds"):
        wanted = getattr(query, column)
        if wanted:
            yield f" AND f.{_COLUMNS[column]} IN {get_marks(column, wanted, values)}"


_COLUMNS = {"entities": "entity", "attributes": "attribute", "kinds": "kind"}
