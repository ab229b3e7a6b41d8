"""Writes one version's state: what its pages state, in terms of what was known before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.model import (
    FactKind,
    FactRecord,
    Name,
    NameRole,
    PageState,
    Place,
    StoredFact,
    Subject,
    Version,
)
from index.writer import IndexWriter
from ingest.align import align
from ingest.alignment import Alignment, ChangedPage
from ingest.moves import NO_MOVES, find_moves
from ingest.newest import Newest
from ingest.reading import FactReading, PageReading
from ingest.readings import read_snapshot
from ingest.registry import Registry
from ingest.turning import turn_tables

FactKey = tuple[str, str, FactKind, str]


@dataclass(frozen=True, slots=True)
class PageNote:
    """Something in a page that was not understood."""

    path: str
    """The page's path."""
    text: str
    """Its line in the page, and what it is."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A page of the version that is new or changed."""

    path: str
    sha256: str
    reading: PageReading
    before: PageState | None
    facts: tuple[StoredFact, ...]


def apply_state(
    writer: IndexWriter, version: Version, state: Mapping[str, str], newest: Newest, moves: Mapping[str, str] = NO_MOVES
) -> tuple[PageNote, ...]:
    """Adds a version of which the pages' snapshots, by path, are in the index already; tells what was not understood.

    `newest` is what the version before knows, and afterwards what this one does; `moves` are new paths
    of pages of which the source says that they moved, with their old ones.
    """
    writer.add_version(version)
    return _Applier(writer, version, newest).apply(state, moves)


class _Applier:
    def __init__(self, writer: IndexWriter, version: Version, newest: Newest) -> None:
        self.writer = writer
        self.version = version
        self.docset = version.docset
        self.ordinal = version.ordinal
        self.newest = newest
        self.names: dict[tuple[Subject, str], dict[str, Name]] = defaultdict(dict)

    def apply(self, state: Mapping[str, str], moves: Mapping[str, str]) -> tuple[PageNote, ...]:
        works, gone = self._find_work(self.newest.pages, state, moves)
        if not works and not gone:
            return ()
        registry = self.newest.registry
        left = list(self._get_left(gone))
        alignment = align([*(ChangedPage(w.path, w.facts, w.reading) for w in works), *left], registry)
        affected = get_things(fact for page in left for fact in page.old)
        for work in works:
            affected |= get_things(work.facts)
            self._collect_names(work, alignment, registry)
        # Names first: what a fact is found by is then whole when it is written for the first time.
        self._put_names(registry, affected, {w.before.page_id for w in works if w.before} | {p.page_id for p in gone})
        for work in works:
            self._apply_page(work, alignment)
        for page in gone:
            self.writer.close_page(self.docset, page.page_id, self.ordinal)
            self.newest.close_page(page)
        registry.settle()
        return tuple(PageNote(work.path, note) for work in works for note in work.reading.notes)

    def _find_work(
        self, before: Mapping[str, PageState], state: Mapping[str, str], stated: Mapping[str, str]
    ) -> tuple[list[_Work], list[PageState]]:
        gone = {path: before[path] for path in sorted(before.keys() - state.keys())}
        fresh = {path: sha for path, sha in state.items() if path not in before}
        moves = find_moves(gone, fresh, self.writer.snapshot, stated) if gone and fresh else {}
        works = []
        for path, sha in state.items():
            old = before.get(path) or (gone.get(moves[path]) if path in moves else None)
            if old is None or old.sha256 != sha or old.path != path:
                facts = self.writer.page_facts(self.docset, old.page_id, self.ordinal - 1) if old else ()
                reading = read_snapshot(path, self.writer.snapshot(sha))
                reading = turn_tables(reading, facts, self.newest.registry)
                works.append(_Work(path, sha, reading, old, facts))
        moved = set(moves.values())
        return works, [page for path, page in gone.items() if path not in moved]

    def _get_left(self, gone: Iterable[PageState]) -> Iterator[ChangedPage]:
        """Pages without a state in this version, whose things may have gone to others."""
        for page in gone:
            facts = self.writer.page_facts(self.docset, page.page_id, self.ordinal - 1)
            yield ChangedPage(page.path, facts, PageReading(page.title, (), ()))

    # Pages and facts

    def _apply_page(self, work: _Work, alignment: Alignment) -> None:
        page_id = self._write_page(work)
        old: dict[FactKey, list[StoredFact]] = defaultdict(list)
        for stored in work.facts:
            old[get_fact_key(stored.record)].append(stored)
        for reading in work.reading.facts:
            record = make_record(reading, work.path, alignment)
            known = old.get(get_fact_key(record))
            if known:
                self.writer.put_place(known.pop(0).id, work.sha256, record.place)
            else:
                self.writer.open_fact(self.docset, page_id, record, work.sha256, self.ordinal)
        for left in old.values():
            for stored in left:
                self.writer.close_fact(stored.id, self.ordinal)

    def _write_page(self, work: _Work) -> int:
        title = work.reading.title
        page_id = work.before.page_id if work.before else self.writer.page_id_by_path(self.docset, work.path)
        if page_id is None:
            page_id = self.writer.open_page(self.docset, work.path, title, work.sha256, self.ordinal)
        else:
            self.writer.change_page(self.docset, page_id, work.path, title, work.sha256, self.ordinal)
        self.newest.put_page(PageState(page_id, work.path, title, work.sha256), work.before)
        return page_id

    # Names

    def _collect_names(self, work: _Work, alignment: Alignment, registry: Registry) -> None:
        for name in work.reading.names:
            entity = alignment.get_entity(work.path, name.entity)
            self._collect(Subject.ENTITY, entity, name.text, name.role, name.evidence, work, name.place)
        for fact in work.reading.facts:
            entity = alignment.get_entity(work.path, fact.entity)
            why = alignment.evidence.get((Subject.ENTITY, entity), "")
            role = self._get_entity_role(fact.entity, work, alignment)
            self._collect(Subject.ENTITY, entity, fact.entity, role, why, work, fact.place)
            attribute = alignment.get_attribute(fact.attribute)
            why = alignment.evidence.get((Subject.ATTRIBUTE, attribute), "")
            role = self._get_attribute_role(attribute, fact.attribute, work, registry)
            self._collect(Subject.ATTRIBUTE, attribute, fact.attribute, role, why, work, fact.place)

    def _collect(
        self, subject: Subject, id: str, text: str, role: NameRole, why: str, work: _Work, place: Place | None
    ) -> None:
        known = self.names[subject, id].get(text)
        if known is None or (why and not known.evidence) or (known.role is NameRole.TITLE and role is not known.role):
            sha = work.sha256 if place else ""
            self.names[subject, id][text] = Name(subject, id, text, role, self.ordinal, None, why, sha, place)

    @staticmethod
    def _get_entity_role(name: str, work: _Work, alignment: Alignment) -> NameRole:
        if alignment.get_handle(work.path, name) in alignment.other_names:
            return NameRole.ALIAS
        return NameRole.TITLE if name in work.reading.subjects else NameRole.PRIMARY

    def _get_attribute_role(self, id: str, text: str, work: _Work, registry: Registry) -> NameRole:
        """A new name for an attribute that other pages still call by the old one is one more name, no rename."""
        known = registry.get_names(Subject.ATTRIBUTE, id)
        if not known or any(n.text == text for n in known) or text in self.names[Subject.ATTRIBUTE, id]:
            return next((n.role for n in known if n.text == text), NameRole.PRIMARY)
        if self._is_used_elsewhere(Subject.ATTRIBUTE, id, {work.before.page_id} if work.before else set()):
            return NameRole.ALIAS
        return NameRole.PRIMARY

    def _is_used_elsewhere(self, subject: Subject, id: str, page_ids: set[int]) -> bool:
        """Whether the version before states anything of a thing on other pages."""
        return self.writer.is_stated_elsewhere(self.docset, subject, id, self.ordinal - 1, page_ids)

    def _put_names(self, registry: Registry, affected: set[tuple[Subject, str]], page_ids: set[int]) -> None:
        """Opens names that are new, closes those that no page uses any more."""
        for (subject, id), found in self.names.items():
            known = {n.text: n for n in registry.get_names(subject, id)}
            for text, name in found.items():
                if text in known and _changes_role(known[text].role, name.role):
                    self._close_name(registry, known.pop(text))
                if text not in known:
                    self.writer.put_name(self.docset, name)
                    registry.add(name)
        for subject, id in sorted(affected):
            stale = [n for n in registry.get_names(subject, id) if n.text not in self.names[subject, id]]
            if stale and not self._is_used_elsewhere(subject, id, page_ids):
                for name in stale:
                    self._close_name(registry, name)

    def _close_name(self, registry: Registry, name: Name) -> None:
        self.writer.close_name(self.docset, name.subject, name.id, name.text, self.ordinal)
        registry.close(name.subject, name.id, name.text, self.ordinal)


def _changes_role(before: NameRole, after: NameRole) -> bool:
    """Whether docs that used a name in one role use it in another now: they call the thing so, or no longer."""
    return before is not after and (
        after is NameRole.PRIMARY or (before is NameRole.PRIMARY and after is NameRole.FORMER)
    )


def get_things(facts: Iterable[StoredFact]) -> set[tuple[Subject, str]]:
    """The entities and attributes of facts."""
    things = set()
    for fact in facts:
        things.add((Subject.ENTITY, fact.record.entity))
        things.add((Subject.ATTRIBUTE, fact.record.attribute))
    return things


def make_record(reading: FactReading, path: str, alignment: Alignment) -> FactRecord:
    """A fact reading of a page with its names settled."""
    return FactRecord(
        alignment.get_entity(path, reading.entity),
        alignment.get_attribute(reading.attribute),
        reading.kind,
        reading.value,
        reading.place,
    )


def get_fact_key(record: FactRecord) -> FactKey:
    """What a fact has in common with the same fact in another version: all but its place and white space."""
    said = f"{record.value.raw} {record.value.qualifier or ''}"
    return record.entity, record.attribute, record.kind, " ".join(said.split())
