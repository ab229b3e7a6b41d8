"""What is known while the names of a version's new pages are matched with the things of their old states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.model import FactKind, NameRole, Subject
from index.terms import get_identity_key, get_name_key
from ingest.alignment import Alignment, ChangedPage, Handle
from ingest.names import is_generic
from ingest.registry import Registry
from ingest.sides import Side, make_new_side, make_old_side


class Matching:
    """Both states of the changed pages, and which names are settled so far."""

    def __init__(self, pages: Sequence[ChangedPage], registry: Registry) -> None:
        """Nothing is settled."""
        self.pages, self.registry = pages, registry
        self.taken: set[str] = set()
        """The ids of the entities that names were found for."""
        self.result = Alignment(local=frozenset(_iter_local(pages, registry)))
        self.old: Side[str] = make_old_side((p.path, f.record) for p in pages for f in p.old)
        self.new: Side[Handle] = make_new_side(
            (p.path, self.result.get_handle(p.path, f.entity), f) for p in pages for f in p.new.facts
        )
        self._told: dict[str, str] = {}
        self.names: dict[Handle, tuple[str, str]] = {}
        """For each entity of the new state the first page that has it, and its name there."""
        for page in pages:
            for entity in (*(f.entity for f in page.new.facts), *(n.entity for n in page.new.names)):
                self.names.setdefault(self.result.get_handle(page.path, entity), (page.path, entity))

    def get_told(self, path: str) -> str:
        """The words of the sentences of a page's old state."""
        if path not in self._told:
            old = [f.record for page in self.pages if page.path == path for f in page.old]
            self._told[path] = " ".join(get_name_key(r.value.raw) for r in old if r.kind is not FactKind.CELL)
        return self._told[path]

    def is_open(self, handle: Handle, id: str | None) -> bool:
        """Whether neither a new name nor what it may mean is settled."""
        return id is not None and handle not in self.result.entities and id not in self.taken

    def take(self, handle: Handle, id: str | None, why: str | None = None) -> None:
        """Settles what an entity's name means, unless the one or the other is settled."""
        if id is not None and self.is_open(handle, id):
            self.result.entities[handle] = id
            self.taken.add(id)
            if why:
                self.result.evidence[Subject.ENTITY, id] = why

    def take_attribute(self, key: str, id: str | None, why: str) -> None:
        """Settles which attribute of the old states a label means, unless the one or the other is settled."""
        settled = self.result.attributes
        if id in self.old.attributes.cells and id not in settled.values() and key not in settled:
            settled[key] = id
            self.result.evidence[Subject.ATTRIBUTE, id] = why

    def get_old_names(self, role: NameRole) -> dict[tuple[str, str], str]:
        """Entities of the old states, by page and the key of a name in that role."""
        return {(path, key): id for path, key, id in self.iter_old_names(role)}

    def iter_old_names(self, role: NameRole) -> Iterator[tuple[str, str, str]]:
        """Page, key of the name and id, for each name in that role of the entities of the old states."""
        for page in self.pages:
            for id in dict.fromkeys(f.record.entity for f in page.old):
                names = self.registry.get_names(Subject.ENTITY, id)
                yield from ((page.path, get_identity_key(n.text), id) for n in names if n.role is role)


def _iter_local(pages: Sequence[ChangedPage], registry: Registry) -> Iterator[Handle]:
    """Names that mean a thing on their page alone: of plans and of options that no other page compares."""
    facts = [(p.path, f) for p in pages for f in p.new.facts]
    wide = {get_identity_key(f.entity) for _, f in facts if f.kind is FactKind.CELL and not f.is_local}
    for path, fact in facts:
        if fact.is_local:
            key = get_identity_key(fact.entity)
            known = key in wide or registry.find(Subject.ENTITY, fact.entity) is not None
            if is_generic(fact.entity) or not known:
                yield path, key
