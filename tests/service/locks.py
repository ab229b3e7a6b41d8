"""A small docset of invented bicycle locks, in two versions."""

from __future__ import annotations

import hashlib

from index.model import (
    Excerpt,
    FactKind,
    FactRecord,
    Name,
    NameRole,
    Place,
    Slice,
    Snapshot,
    Span,
    Subject,
    Support,
    Value,
    Version,
)
from index.store import IndexWriter

DOCSET = "locks"
PAGE = "choose/a lock"
OLD = """# Choose a lock

## Which one

| | Ringo | Heavy Duty |
| --- | --- | --- |
| Weight | 0.9 kg | 2.4 kg |
| Alarm | ❌ | ✅ |
"""
NEW = """# Choose a lock

Ringo (formerly Loop) is light. <script>alert("x")</script>

## Which one

| | Ringo | Vault |
| --- | --- | --- |
| Weight | 0.9 kg | 2.4 kg |
| Alarm | ✅ | ✅ |
| Key | `Flat` \\| round | |
"""

YES, NO = Value("✅", Support.YES), Value("❌", Support.NO)


def get_sha(text: str) -> str:
    """The name of the snapshot of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def get_row(text: str, label: str, cell: str) -> Place:
    """The place of a cell in the table row with this label."""
    start = text.index(f"| {label} |")
    end = text.index("\n", start)
    inside = start + text[start:end].index(cell, len(label) + 3)
    line = text.count("\n", 0, start) + 1
    top = text.index("| | Ringo")
    header = text[top : text.index("\n", top)]
    return Place(
        Span(start, end, line, line, ("Which one",), "which-one"),
        text[start:end],
        Slice(inside, inside + len(cell)),
        Excerpt(header, top, top + len(header)),
    )


def _put_names(writer: IndexWriter) -> None:
    for subject, id, text, role, first in (
        (Subject.ENTITY, "ringo", "Ringo", NameRole.PRIMARY, 0),
        (Subject.ENTITY, "vault", "Heavy Duty", NameRole.PRIMARY, 0),
        (Subject.ATTRIBUTE, "alarm", "Alarm", NameRole.PRIMARY, 0),
        (Subject.ATTRIBUTE, "weight", "Weight", NameRole.PRIMARY, 0),
    ):
        writer.put_name(DOCSET, Name(subject, id, text, role, first, evidence="column of a table"))


def _put_new_names(writer: IndexWriter) -> None:
    writer.close_name(DOCSET, Subject.ENTITY, "vault", "Heavy Duty", 1)
    start = NEW.index("Ringo (formerly")
    end = NEW.index(" <script>")
    said = Place(Span(start, end, 3, 3), NEW[start:end])
    writer.put_name(DOCSET, Name(Subject.ENTITY, "vault", "Vault", NameRole.PRIMARY, 1, evidence="column of a table"))
    former = Name(Subject.ENTITY, "ringo", "Loop", NameRole.FORMER, 1, None, "formerly", get_sha(NEW), said)
    writer.put_name(DOCSET, former)
    writer.put_name(DOCSET, Name(Subject.ATTRIBUTE, "key", "Key", NameRole.PRIMARY, 1, evidence="row of a table"))


def fill(writer: IndexWriter, base_url: str | None = None) -> None:
    """Writes both versions of the docset."""
    for text in (OLD, NEW):
        writer.put_snapshot(Snapshot(get_sha(text), text.encode(), "text/markdown"))
    writer.add_version(Version(DOCSET, "spring", 0, "2024-03-01", base_url))
    page = writer.open_page(DOCSET, PAGE, "Choose a lock", get_sha(OLD), 0)
    _put_names(writer)
    cells = {
        ("ringo", "weight"): Value("0.9 kg"),
        ("vault", "weight"): Value("2.4 kg"),
        ("ringo", "alarm"): NO,
        ("vault", "alarm"): YES,
    }
    ids = {
        (entity, attribute): writer.open_fact(
            DOCSET,
            page,
            FactRecord(entity, attribute, FactKind.CELL, value, get_row(OLD, attribute.title(), value.raw)),
            get_sha(OLD),
            0,
        )
        for (entity, attribute), value in cells.items()
    }
    _fill_new(writer, page, ids, base_url)


def _fill_new(writer: IndexWriter, page: int, ids: dict[tuple[str, str], int], base_url: str | None) -> None:
    writer.add_version(Version(DOCSET, "autumn", 1, "2024-09-01", base_url))
    writer.change_page(DOCSET, page, PAGE, "Choose a lock", get_sha(NEW), 1)
    _put_new_names(writer)
    writer.close_fact(ids.pop(("ringo", "alarm")), 1)
    for (entity, attribute), id in ids.items():
        raw = {"ringo": "0.9 kg", "vault": "2.4 kg"}[entity] if attribute == "weight" else "✅"
        writer.put_place(id, get_sha(NEW), get_row(NEW, attribute.title(), raw))
    for attribute, value, cell in (("alarm", YES, "✅"), ("key", Value("Flat | round"), "`Flat` \\| round")):
        place = get_row(NEW, attribute.title(), cell)
        writer.open_fact(DOCSET, page, FactRecord("ringo", attribute, FactKind.CELL, value, place), get_sha(NEW), 1)
