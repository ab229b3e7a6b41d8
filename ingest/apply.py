"""Writes one version's state: what its pages state, in terms of what was known before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import NamedTuple

from index.fact_text import NewFacts, PackedFact
from index.model import (
    FactRecord,
    Name,
    NameRole,
    PageState,
    Snapshot,
    StoredFact,
    Subject,
    Value,
    Version,
)
from index.records import unpack_value
from index.writer import IndexWriter
from ingest.align import align
from ingest.alignment import Alignment, ChangedPage
from ingest.documents import Document
from ingest.moves import NO_MOVES, find_moves
from ingest.newest import Newest
from ingest.packed import Details, PackedPage, ReadPages, Task, TextKey, get_text_key, unpack_details
from ingest.reading_pool import Shelf, read_pages
from ingest.registry import Registry
from ingest.turning import turn_tables

FactKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class PageNote:
    """Something in a page that was not understood."""

    path: str
    """The page's path."""
    text: str
    """Its line in the page, and what it is."""


class _Found(NamedTuple):
    """A name that a version uses, with its place, packed."""

    name: Name
    place: str | None


@dataclass(frozen=True, slots=True)
class _Work:
    """A page of the version that is new or changed."""

    path: str
    sha256: str
    reading: PackedPage
    details: tuple[int, int]
    before: PageState | None
    facts: tuple[StoredFact, ...]


def apply_state(
    writer: IndexWriter,
    version: Version,
    state: Mapping[str, str],
    newest: Newest,
    documents: Mapping[str, Document],
    moves: Mapping[str, str] = NO_MOVES,
    read: ReadPages | None = None,
) -> tuple[PageNote, ...]:
    """Adds a version of pages, given by path with the names of their snapshots; tells what was not understood.

    The snapshots are in the index, or among the documents by their names. `newest` is what the version before
    knows, and afterwards what this one does; `moves` are new paths of pages of which the source says that they
    moved, with their old ones; `read` reads pages in another way.
    """
    writer.add_version(version)
    with closing(Shelf()) as shelf:
        return _Applier(writer, version, newest, shelf, read or read_pages).apply(state, documents, moves)


class _Applier:
    def __init__(self, writer: IndexWriter, version: Version, newest: Newest, shelf: Shelf, read: ReadPages) -> None:
        self.writer = writer
        self.shelf, self.read = shelf, read
        self.version = version
        self.docset = version.docset
        self.ordinal = version.ordinal
        self.newest = newest
        self.documents: Mapping[str, Document] = {}
        self.names: dict[tuple[Subject, str], dict[str, _Found]] = defaultdict(dict)

    def apply(
        self, state: Mapping[str, str], documents: Mapping[str, Document], moves: Mapping[str, str]
    ) -> tuple[PageNote, ...]:
        self.documents = documents
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
        with self.writer.filling():
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
        moves = find_moves(gone, fresh, self._get_snapshot, stated) if gone and fresh else {}
        olds = {path: before.get(path) or (gone.get(moves[path]) if path in moves else None) for path in state}
        wanted = [path for path, old in olds.items() if old is None or (old.sha256, old.path) != (state[path], path)]
        read = self._read_texts(wanted, state)
        works = []
        for path in wanted:
            old, (page, details) = olds[path], read[get_text_key(path, state[path])]
            facts = self.writer.page_facts(self.docset, old.page_id, self.ordinal - 1) if old else ()
            turned = turn_tables(page, facts, self.newest.registry)
            works.append(_Work(path, state[path], turned, details, old, facts))
        moved = set(moves.values())
        return works, [page for path, page in gone.items() if path not in moved]

    def _read_texts(
        self, paths: Iterable[str], state: Mapping[str, str]
    ) -> dict[TextKey, tuple[PackedPage, tuple[int, int]]]:
        """What the pages of paths say, with where their details stand; pages of one text are read once."""
        firsts: dict[TextKey, str] = {}
        for path in paths:
            firsts.setdefault(get_text_key(path, state[path]), path)
        # Pages of one name are states of one page, most often: read in a row, they share what was read of their texts.
        keys = sorted(firsts, key=lambda key: (key[0], firsts[key]))
        pages = self.read(self._iter_tasks((firsts[key] for key in keys), state))
        return {
            key: (replace(page, details=b""), self.shelf.put(page.details))
            for key, page in zip(keys, pages, strict=True)
        }

    def _iter_tasks(self, paths: Iterable[str], state: Mapping[str, str]) -> Iterator[Task]:
        for path in paths:
            snapshot = self._get_snapshot(state[path])
            # Kept while other processes read the pages before.
            if snapshot.sha256 in self.documents:
                self.writer.put_snapshot(snapshot)
            yield path, snapshot.sha256, snapshot.media_type, snapshot.data

    def _get_snapshot(self, sha256: str) -> Snapshot:
        document = self.documents.get(sha256)
        return document.get_snapshot() if document else self.writer.snapshot(sha256)

    def _get_details(self, work: _Work) -> Details:
        return unpack_details(self.shelf.get(work.details))

    def _get_left(self, gone: Iterable[PageState]) -> Iterator[ChangedPage]:
        """Pages without a state in this version, whose things may have gone to others."""
        for page in gone:
            facts = self.writer.page_facts(self.docset, page.page_id, self.ordinal - 1)
            yield ChangedPage(page.path, facts, PackedPage(page.title))

    # Pages and facts

    def _apply_page(self, work: _Work, alignment: Alignment) -> None:
        page_id = self._write_page(work)
        new = make_new_facts(work.reading, self._get_details(work), work.path, alignment)
        if work.facts:
            new = self._keep_facts(work, new)
        self.writer.open_facts(self.docset, page_id, new, work.sha256, self.ordinal)

    def _keep_facts(self, work: _Work, facts: NewFacts) -> NewFacts:
        """Those of the page's facts that did not stand before; the others go on, and what is left of the old ends."""
        old: dict[FactKey, list[StoredFact]] = defaultdict(list)
        for stored in work.facts:
            old[get_fact_key(stored.record)].append(stored)
        kept, opened = [], []
        for row in zip(*facts, strict=True):
            entity, attribute, kind, *packed = row
            known = old.get((entity, attribute, kind, _get_said(unpack_value(packed[0]))))
            if known:
                kept.append((known.pop(0).id, PackedFact(*packed)))
            else:
                opened.append(row)
        self.writer.put_places(kept, work.sha256)
        for stored in (stored for left in old.values() for stored in left):
            self.writer.close_fact(stored.id, self.ordinal)
        return NewFacts(*(zip(*opened, strict=True) if opened else ([] for _ in facts)))

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
        # What a page calls a thing counts once, with its first place.
        entities: set[str] = set()
        attributes: set[str] = set()
        firsts: dict[int, int] = {}
        for at, number in enumerate(work.reading.order):
            firsts.setdefault(number, at)
        places = self._get_details(work).places
        for number, fact in enumerate(work.reading.facts):
            if fact.entity not in entities:
                entities.add(fact.entity)
                self._collect_entity(work, fact.entity, places[firsts[number]], alignment)
            if fact.attribute not in attributes:
                attributes.add(fact.attribute)
                self._collect_attribute(work, fact.attribute, places[firsts[number]], alignment, registry)

    def _collect_entity(self, work: _Work, text: str, place: str, alignment: Alignment) -> None:
        id = alignment.get_entity(work.path, text)
        why = alignment.evidence.get((Subject.ENTITY, id), "")
        role = self._get_entity_role(text, work, alignment)
        self._collect(Subject.ENTITY, id, text, role, why, work, place)

    def _collect_attribute(self, work: _Work, text: str, place: str, alignment: Alignment, registry: Registry) -> None:
        id = alignment.get_attribute(text)
        why = alignment.evidence.get((Subject.ATTRIBUTE, id), "")
        role = self._get_attribute_role(id, text, work, registry)
        self._collect(Subject.ATTRIBUTE, id, text, role, why, work, place)

    def _collect(
        self, subject: Subject, id: str, text: str, role: NameRole, why: str, work: _Work, place: str | None
    ) -> None:
        found = self.names[subject, id].get(text)
        known = found.name if found else None
        if known is None or (why and not known.evidence) or (known.role is NameRole.TITLE and role is not known.role):
            sha = work.sha256 if place else ""
            self.names[subject, id][text] = _Found(Name(subject, id, text, role, self.ordinal, None, why, sha), place)

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
            for text, (name, place) in found.items():
                if text in known and _changes_role(known[text].role, name.role):
                    self._close_name(registry, known.pop(text))
                if text not in known:
                    self.writer.put_name(self.docset, name, place)
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


def make_new_facts(page: PackedPage, details: Details, path: str, alignment: Alignment) -> NewFacts:
    """The facts of a page with their names settled."""
    things = {fact.entity: alignment.get_entity(path, fact.entity) for fact in page.facts}
    labels = {fact.attribute: alignment.get_attribute(fact.attribute) for fact in page.facts}
    entities, attributes, kinds = (
        _spread(column, page.order)
        for column in (
            [things[fact.entity] for fact in page.facts],
            [labels[fact.attribute] for fact in page.facts],
            [fact.kind.value for fact in page.facts],
        )
    )
    return NewFacts(entities, attributes, kinds, *details)


def _spread(column: Sequence[str], order: Iterable[int]) -> list[str]:
    """A column in which each entry stands as often as its number is in the order."""
    return list(map(column.__getitem__, order))


def get_fact_key(record: FactRecord) -> FactKey:
    """What a fact has in common with the same fact in another version: all but its place and white space."""
    return record.entity, record.attribute, record.kind, _get_said(record.value)


def _get_said(value: Value) -> str:
    return " ".join(f"{value.raw} {value.qualifier or ''}".split())
