"""Reading the embedded index."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.database import Database, read_generation
from index.errors import UnknownDocset, UnknownSnapshot, UnknownVersion
from index.facts import find_facts, get_facts_by_id, get_history, get_versions
from index.model import Change, ChangeQuery, Fact, FactKind, FactQuery, Name, PageState, Snapshot, Version
from index.naming import read_names
from index.search import TextEngine, get_groups, get_token

if TYPE_CHECKING:
    from index.conflicts import Conflict, ConflictQuery

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_LAST_DAY = "9999-12-31"

_STANDS = "docset_id = :docset AND first <= :at AND (until IS NULL OR until > :at)"

_NEAREST = 5

EVERY_FACT = FactQuery()
EVERY_CHANGE = ChangeQuery()


class IndexReader:
    """Reads versions, pages, names, facts and changes; `index.store.open_reader` makes one.

    It may be shared by threads. Each call sees the newest committed state; `held()`
    keeps several calls on one state.
    """

    def __init__(self, database: Database, engine: TextEngine, *, borrowed: bool = False) -> None:
        self._database = database
        self._engine = engine
        self._borrowed = borrowed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files; those of a writer stay open."""
        if not self._borrowed:
            self._engine.close()
            self._database.close()

    def held(self) -> AbstractContextManager[None]:
        """A block in which the calling thread reads one state of the index, whatever is written meanwhile."""
        return self._database.held()

    def generation(self) -> int:
        """A number that grows with every commit that changed something."""
        memory = self._database.memory
        return memory.generation if memory else read_generation(self._database)

    # Versions

    def docsets(self) -> tuple[str, ...]:
        """The names of all docsets, by name."""
        return tuple(sorted(self._get_docsets()))

    def versions(self, docset: str | None = None) -> tuple[Version, ...]:
        """The versions of one docset, or of all by name; each docset's oldest first. Raises UnknownDocset."""
        docsets = self.docsets() if docset is None else (docset,)
        return tuple(version for name in docsets for version in get_versions(self._database, self._get_docset(name)))

    def resolve_version(self, docset: str, as_of: str | None = None) -> Version:
        """The version that a label or date means; the newest one without either.

        A date (YYYY, YYYY-MM or YYYY-MM-DD) means the newest version dated on or
        before its end. Raises UnknownDocset and UnknownVersion.
        """
        known = self.versions(docset)
        found = known[-1:] if as_of is None else _find_versions(known, as_of)
        if not found:
            raise UnknownVersion(
                "newest" if as_of is None else as_of, tuple(version.label for version in reversed(known))
            )
        return found[-1]

    # Pages

    def pages(self, version: Version, after: str = "", limit: int | None = None) -> tuple[PageState, ...]:
        """The pages of a version by path, those behind `after`, at most `limit`."""
        sql = f"""SELECT page_id, path, title, sha256 FROM page_state
            WHERE {_STANDS} AND (path > :after OR :after = '') ORDER BY path LIMIT :limit"""
        values = {**self._get_place(version), "after": after, "limit": -1 if limit is None else limit}
        return tuple(PageState(*row) for row in self._database.rows(sql, values))

    def find_page(self, version: Version, path: str) -> PageState | None:
        """The page at a path of a version, or None."""
        sql = f"SELECT page_id, path, title, sha256 FROM page_state WHERE {_STANDS} AND path = :path"
        row = self._database.row(sql, {**self._get_place(version), "path": path})
        return PageState(*row) if row else None

    def snapshot(self, sha256: str) -> Snapshot:
        """A snapshot by its name; raises UnknownSnapshot."""
        return read_snapshot(self._database, sha256)

    # Names and facts

    def names(self, docset: str, *, placed: bool = True) -> tuple[Name, ...]:
        """The names of all versions, in the order in which they came up; without their places they cost half."""
        return read_names(self._database, "docset_id = :docset", {"docset": self._get_docset(docset)}, placed=placed)

    def facts(self, version: Version, query: FactQuery = EVERY_FACT) -> tuple[Fact, ...]:
        """The facts of a version that a query wants, by id."""
        return find_facts(self._database, self._get_docset(version.docset), version, query)

    def facts_by_id(self, version: Version, ids: Iterable[int]) -> tuple[Fact, ...]:
        """The facts with these ids that stand in the version, in the order of the ids."""
        return get_facts_by_id(self._database, self._get_docset(version.docset), version, ids)

    def history(
        self, docset: str, entity_id: str, attribute_id: str, kinds: Sequence[FactKind] = ()
    ) -> tuple[Fact, ...]:
        """Every fact of a pair in all versions, of some kinds or of all, oldest first.

        Each is given as its first version cites it.
        """
        pair = (entity_id, attribute_id)
        return get_history(self._database, self._get_docset(docset), self.versions(docset), pair, kinds)

    def changes(
        self, docset: str, older: Version, newer: Version, query: ChangeQuery = EVERY_CHANGE
    ) -> tuple[Change, ...]:
        """The net difference between two versions of a docset: renames, values, added, removed, pages."""
        # Only a version that changed something needs these, and what they stand on.
        from index.changes import iter_changes
        from index.difference import Difference

        with self.held():
            docset_id, memory = self._get_docset(docset), self._database.memory
            key = (docset_id, older.ordinal, newer.ordinal, query)
            found = memory.differences.find(key) if memory else None
            if found is None:
                found = tuple(iter_changes(Difference(self._database, docset_id, older, newer), query))
                if memory is not None:
                    memory.differences.put(key, found)
            return found

    def conflicts(self, version: Version, query: ConflictQuery | None = None) -> Iterator[Conflict]:
        """The places where a version contradicts itself, by entity and attribute; found as they are asked for."""
        # What tells them takes longer to load than a run needs in which no page changed.
        from index.conflicts import EVERY_CONFLICT, iter_conflicts

        docset_id, versions = self._get_docset(version.docset), self.versions(version.docset)
        return iter_conflicts(self._database, docset_id, versions, version, query or EVERY_CONFLICT)

    # Text search

    def fact_count(self) -> int:
        """How many facts the index holds, of all versions."""
        memory = self._database.memory
        if memory is not None and memory.fact_count is not None:
            return memory.fact_count
        ((count,),) = self._database.rows("SELECT count(*) FROM fact")
        if memory is not None:
            memory.fact_count = count
        return int(count)

    def document_frequency(self, term: str) -> int:
        """How many facts, of any version, have the term in their text."""
        memory, token = self._database.memory, get_token(term)
        found = memory.counts.find(token) if memory else None
        if found is None:
            found = self._engine.count(token)
            if memory is not None:
                memory.counts.put(token, found)
        return found

    def postings(self, docset: str, terms: tuple[str, ...], limit: int) -> tuple[int, ...]:
        """The lowest ids of facts, of any version, whose text holds any of the terms."""
        return self.postings_all(docset, (terms,), limit)

    def postings_all(self, docset: str, groups: tuple[tuple[str, ...], ...], limit: int) -> tuple[int, ...]:
        """The lowest ids of facts, of any version, whose text holds at least one term of every group."""
        known = self._get_docsets()
        wanted = get_groups(groups, self._get_docset(docset) if len(known) > 1 or docset not in known else None)
        memory = self._database.memory
        found = memory.postings.find((wanted, limit)) if memory else None
        if found is None:
            found = self._engine.find(wanted, limit)
            if memory is not None:
                memory.postings.put((wanted, limit), found)
        return found

    def _get_docsets(self) -> dict[str, int]:
        """The row numbers of all docsets by name."""
        memory = self._database.memory
        if memory is not None and memory.docsets:
            return memory.docsets
        found: dict[str, int] = dict(self._database.rows("SELECT name, id FROM docset"))
        if memory is not None:
            memory.docsets = found
        return found

    def _get_docset(self, docset: str) -> int:
        found = self._get_docsets().get(docset)
        if found is None:
            raise UnknownDocset(docset, _get_nearest(docset, self.docsets()))
        return found

    def _get_place(self, version: Version) -> dict[str, object]:
        return {"docset": self._get_docset(version.docset), "at": version.ordinal}


def read_snapshot(database: Database, sha256: str) -> Snapshot:
    """A snapshot by its name; raises UnknownSnapshot."""
    row = database.row("SELECT packed, media_type FROM snapshot WHERE sha256 = ?", (sha256,))
    if row is None:
        raise UnknownSnapshot(sha256)
    return Snapshot(sha256, zlib.decompress(row[0]), row[1])


def _find_versions(known: tuple[Version, ...], as_of: str) -> tuple[Version, ...]:
    """The versions that a label means, or those dated on or before a date, the one meant last."""
    return (
        tuple(version for version in known if version.label == as_of)
        or tuple(version for version in known if version.label.casefold() == as_of.casefold())
        or tuple(_iter_dated(known, as_of))
    )


def _iter_dated(known: tuple[Version, ...], date: str) -> Iterator[Version]:
    if _DATE.fullmatch(date):
        end = date + _LAST_DAY[len(date) :]
        yield from (version for version in known if version.date and version.date <= end)


def _get_nearest(wanted: str, known: tuple[str, ...]) -> tuple[str, ...]:
    from rapidfuzz import process

    return tuple(match[0] for match in process.extract(wanted, known, limit=_NEAREST))
