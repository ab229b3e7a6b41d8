"""Cells of tables as facts, and the names over their columns or rows."""

from __future__ import annotations

from collections.abc import Iterator

from index.model import FactKind, NameRole, Slice
from ingest.extract.context import Context, ReadTable
from ingest.extract.labels import split_former
from ingest.footnotes import TableNotes
from ingest.names import is_generic
from ingest.page import Cell
from ingest.reading import FactReading, NameReading
from ingest.tables import Entry
from ingest.tables.signs import get_label


def iter_cells(context: Context) -> Iterator[FactReading | NameReading]:
    """Every cell of every table that could be read."""
    for number, read in enumerate(context.tables):
        named: set[str] = set()
        notes = TableNotes(context.page, read.section, read.table)
        for entry in read.grid.entries:
            name, former = split_former(entry.entity)
            yield _make_fact(context, read, entry, name, (number, notes))
            if name and name not in named:
                named.add(name)
                yield from _iter_names(context, read, entry, name, former)


def _make_fact(
    context: Context, read: ReadTable, entry: Entry, name: str, table: tuple[int, TableNotes]
) -> FactReading:
    number, notes = table
    noted = notes.annotate(entry.value, entry.cell, _find_property_cells(entry) if notes else ())
    where = entry.row.slice
    header = entry.header.slice if entry.header.cells else None
    cell = entry.cell.slice if where.start <= entry.cell.slice.start <= where.end else None
    group = entry.group.slice if entry.group else None
    place = context.page.get_place(read.section, where, cell=cell, header=header, note=noted.where, group=group)
    subject = name or context.names.find_section_entity(read.section) or context.page.title
    is_local = not read.grid.is_comparison or is_generic(subject)
    is_local = is_local and bool(name)
    return FactReading(FactKind.CELL, subject, entry.attribute, noted.value, place, is_local, bool(name), number)


def _find_property_cells(entry: Entry) -> tuple[Cell, ...]:
    """The cells that name the property of a value; a note on the thing itself says nothing of the one value."""
    return tuple(c for c in (*entry.header.cells, *entry.row.cells[:1]) if get_label(c) == entry.attribute)


def _iter_names(
    context: Context, read: ReadTable, entry: Entry, name: str, former: str | None
) -> Iterator[NameReading]:
    cell = next((c for c in (*entry.header.cells, *entry.row.cells) if get_label(c) == entry.entity), None)
    row = entry.header if cell in entry.header.cells else entry.row
    slice_: Slice | None = cell.slice if cell else None
    place = context.page.get_place(read.section, row.slice, cell=slice_)
    yield NameReading(name, name, NameRole.PRIMARY, "a table compares or lists it by this name", place)
    if former:
        yield NameReading(name, former, NameRole.FORMER, "the table says so", place)
