"""A small docs set that tests write version by version, without the ingester."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from index.model import (
    FactKind,
    FactRecord,
    Name,
    NameRole,
    Place,
    Slice,
    Snapshot,
    Span,
    StoredFact,
    Subject,
    Support,
    Value,
    Version,
)
from index.store import IndexWriter

DOCSET = "docs"
SUPPORT = {
    "✅": Support.YES,
    "❌": Support.NO,
    "soon": Support.PLANNED,
    "partly": Support.PARTIAL,
    "n/a": Support.NOT_APPLICABLE,
}

Row = tuple[str, str, str] | tuple[str, str, str, FactKind]
"""Entity, attribute, raw value and, unless it is a cell, kind."""
Pages = Mapping[str, Sequence[Row]]
Names = Mapping[str, str]
"""What a version calls an entity; an attribute is told apart by a leading `.`."""


class Docs:
    """Writes versions as the ingester would: what goes on keeps its row, the rest is closed or opened."""

    def __init__(self, writer: IndexWriter, docset: str = DOCSET) -> None:
        self.writer = writer
        self.docset = docset
        self.names: dict[str, str] = {}

    def add(self, label: str, pages: Pages, names: Names | None = None, date: str | None = None) -> Version:
        """Add a version with these pages; a page is taken for moved when its path is `new<-old`."""
        ordinal = len(self.writer.versions(self.docset))
        version = Version(self.docset, label, ordinal, date, "https://docs.example/")
        self.writer.add_version(version)
        self._name(names or {}, ordinal)
        known = self.writer.manifest(self.docset, ordinal)
        kept = {path.split("<-")[-1] for path in pages}
        for path in known.keys() - kept:
            self.writer.close_page(self.docset, known[path].page_id, ordinal)
        for path, rows in pages.items():
            self._put_page(path, rows, ordinal)
        return version

    def _name(self, names: Names, ordinal: int) -> None:
        for thing, name in names.items():
            subject = Subject.ATTRIBUTE if thing.startswith(".") else Subject.ENTITY
            key = thing.lstrip(".")
            if thing in self.names:
                self.writer.close_name(self.docset, subject, key, self.names[thing], ordinal)
            self.writer.put_name(self.docset, Name(subject, key, name, NameRole.PRIMARY, ordinal))
            self.names[thing] = name

    def _put_page(self, target: str, rows: Sequence[Row], ordinal: int) -> None:
        path, _, old_path = target.partition("<-")
        text = "".join(f"| {' | '.join(row[:3])} |\n" for row in rows)
        snapshot = make_snapshot(text)
        page_id = self.writer.page_id_by_path(self.docset, old_path or path)
        known = self.writer.manifest(self.docset, ordinal).get(old_path or path)
        if known and known.sha256 == snapshot.sha256 and not old_path:
            return
        self.writer.put_snapshot(snapshot)
        if page_id is None:
            page_id = self.writer.open_page(self.docset, path, f"About {path}", snapshot.sha256, ordinal)
        else:
            self.writer.change_page(self.docset, page_id, path, f"About {path}", snapshot.sha256, ordinal)
        self._put_facts(page_id, rows, text, snapshot.sha256, ordinal)

    def _put_facts(self, page_id: int, rows: Sequence[Row], text: str, sha256: str, ordinal: int) -> None:
        known = {_get_key(fact.record): fact.id for fact in self._get_facts_before(page_id, ordinal)}
        for number, row in enumerate(rows):
            record = make_record(row, text, number)
            fact_id = known.pop(_get_key(record), None)
            if fact_id is None:
                self.writer.open_fact(self.docset, page_id, record, sha256, ordinal)
            else:
                self.writer.put_place(fact_id, sha256, record.place)
        for fact_id in known.values():
            self.writer.close_fact(fact_id, ordinal)

    def _get_facts_before(self, page_id: int, ordinal: int) -> tuple[StoredFact, ...]:
        return self.writer.page_facts(self.docset, page_id, ordinal - 1) if ordinal else ()


def make_snapshot(text: str) -> Snapshot:
    """A Markdown snapshot of the text."""
    data = text.encode()
    return Snapshot(hashlib.sha256(data).hexdigest(), data, "text/markdown")


def make_value(raw: str) -> Value:
    """A value as an extractor would type it: `✅ (why)`, a list with commas, else text."""
    mark, _, qualifier = raw.partition(" (")
    if mark in SUPPORT:
        return Value(raw, SUPPORT[mark], qualifier.rstrip(")") or None)
    return Value(raw, items=tuple(raw.split(", ")) if ", " in raw else ())


def make_record(row: Row, text: str, number: int) -> FactRecord:
    """The fact that one line of a page states."""
    kind = row[3] if len(row) == 4 else FactKind.CELL
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[:number]))
    quote = lines[number].rstrip("\n")
    cell = start + quote.index(row[2])
    span = Span(start, start + len(quote), number + 1, number + 1, ("Comparison",), "comparison")
    place = Place(span, quote, Slice(cell, cell + len(row[2])))
    return FactRecord(row[0], row[1], kind, make_value(row[2]), place)


def _get_key(record: FactRecord) -> tuple[str, str, str, Value]:
    return record.entity, record.attribute, record.kind, record.value


@pytest.fixture
def location(tmp_path: Path) -> Path:
    """Where an index of the test is to be."""
    return tmp_path / "index"


@pytest.fixture
def make_docs() -> Callable[..., Docs]:
    """Makes a docs set over a writer."""
    return Docs
