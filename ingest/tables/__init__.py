"""Tables to grids of names and values: headers repaired and orientation settled by evidence.

The grid is what a careful reader makes of a table: which line of cells names
the things compared, which names their properties. Where the table gives no
ground for a reading, there is no grid.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from index.model import Value
from index.terms import get_terms
from ingest import wording
from ingest.page import Cell, Row, Table
from ingest.tables.layout import TableDraft
from ingest.tables.marks import read_values
from ingest.tables.orientation import KINDS, score_columns, score_pairs
from ingest.tables.signs import (
    TEXTS,
    are_labels,
    begins_with_section,
    classify_corner,
    get_label,
    get_labels,
    get_share,
    get_type,
    holds_only_notes,
    is_code,
    is_labelled,
    is_linked,
    is_plain_label,
    is_section,
    shows,
)
from ingest.values import read_value

# From this score on, the names of one table count as known in the page's others.
CLEAR = 3.0
# Longer texts are no names of properties.
LONGEST_KEY = 6
# The header of a column of values that stands in the first row has as many words at most; what is longer is a value.
LONGEST_HEADER = 3
# Labels of more words are sentences, which name no property; the longest property of the open gold sets has 9 words.
LONGEST_PROPERTY = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a grid."""

    entity: str
    """The name of the thing, "" for the subject of the page."""
    attribute: str
    """The name of the property."""
    value: Value
    """The value."""
    row: Row
    """The row that states it."""
    cell: Cell
    """The cell that states it."""
    header: Row
    """The row that names the columns."""
    group: Cell | None = None
    """What names the group of rows in which its row stands."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, understood."""

    entries: tuple[Entry, ...]
    """Its values in reading order."""
    is_comparison: bool
    """Whether its things are compared with each other, rather than listed for reference."""
    is_record: bool = False
    """Whether it describes the thing of the heading above it, in a row of its own."""
    is_clear: bool = False
    """Whether the evidence for this reading is strong."""


def read_grid(table: Table, known: frozenset[str], *, is_headed: bool = False) -> Grid | None:
    """The grid of a table, or None when it gives no ground for a reading.

    `known` are the keys of names that the page uses outside its tables; `is_headed` says that the heading above is
    plainly the name of a thing.
    """
    if _is_key_values(table):
        return _make_key_values(table)
    draft = TableDraft.make(table)
    if draft is None:
        return None
    draft = draft.with_second_header().without_row_numbers()
    draft = draft.repaired(known)
    if not draft.header or not draft.body:
        return None
    if _is_record(draft, is_headed=is_headed):
        return _make_record(draft)
    return _read_draft(draft, known) if len(draft.header) > 1 else None


def _read_draft(draft: TableDraft, known: frozenset[str]) -> Grid | None:
    if _states_nothing(draft):
        return None
    if len(draft.header) == 2:
        return _read_pairs(draft, known)
    score = score_columns(draft, known)
    if score > 0 and _lists_side_by_side(draft):
        return None
    if score > 0:
        grid = _make_grid(draft, columns_are_entities=True)
    else:
        draft = draft.with_names_first()
        if _lists_cases(draft):
            return None
        grid = _make_grid(draft, columns_are_entities=False)
    return replace(grid, is_clear=abs(score) >= CLEAR)


def _is_key_values(table: Table) -> bool:
    """Two columns under a blank header: labels, and what they are of the page's subject, most of them filled.

    A first row of words that label columns is the header that was left out. Links are labels of texts alone.
    """
    rows = [row.cells for row in table.body if any(shows(c) for c in row.cells)]
    if any(shows(c) for c in table.header.cells) or len(rows) < 2 or any(len(cells) != 2 for cells in rows):
        return False
    keys, values = [cells[0] for cells in rows], [cells[1] for cells in rows if shows(cells[1])]
    if not are_labels(keys) or any(len(get_label(c).partition("(")[0].split()) > LONGEST_KEY for c in keys):
        return False
    if any(map(is_linked, keys)) and get_share(values, lambda c: get_type(c) in TEXTS and not is_linked(c)) < 1.0:
        return False
    first = rows[0][1]
    is_header = is_labelled(first, KINDS | wording.COLUMN_LABELS) and len(get_label(first).split()) <= LONGEST_HEADER
    return 2 * len(values) >= len(rows) and not is_header


def _make_key_values(table: Table) -> Grid:
    rows = [row for row in table.body if len(row.cells) > 1 and shows(row.cells[1])]
    entries = (
        Entry("", get_label(row.cells[0]), read_value(row.cells[1].text.visible), row, row.cells[1], table.header)
        for row in rows
    )
    return Grid(tuple(entries), is_comparison=False)


def _states_nothing(draft: TableDraft) -> bool:
    """A layout table: no values, or nothing but images and links under a header that names nothing."""
    values = [c for r in draft.body for c in r[1:]]
    if any(len(wording.NAVIGATION & {get_label(c).lower() for c in line}) > 1 for line in (draft.header, *draft.body)):
        return True
    return not any(shows(c) for c in values) or not any(shows(c) for c in draft.header[1:])


def _lists_side_by_side(draft: TableDraft) -> bool:
    """Whether each column is a list of its own, the first one too: all headings end in one noun ("Minor changes")."""
    nouns = {terms[-1] for terms in (get_terms(get_label(c)) for c in draft.header) if len(terms) > 1}
    return len(nouns) == 1 and all(len(get_terms(get_label(c))) > 1 for c in draft.header)


def _lists_cases(draft: TableDraft) -> bool:
    """Whether the rows are cases that their values tell apart ("false, true" under three conditions), not things."""
    labels = [r[0] for r in draft.body]
    is_repeated = len({get_label(c) for c in labels}) < len(labels)
    answers = get_share(labels, lambda c: get_type(c) == "support" or get_label(c).lower() in wording.ANSWERS)
    return is_repeated and answers > 0.5


def _is_record(draft: TableDraft, *, is_headed: bool) -> bool:
    """A single row whose every column is labelled with a property, the first one too ("Type | Default").

    Under the name of a thing the first may say of what ("Metric type").
    """
    header = draft.header
    if len(draft.body) != 1 or not all(is_labelled(c, wording.COLUMN_LABELS) for c in header[1:]):
        return False
    terms = get_terms(get_label(header[0]))
    is_property = is_headed and len(header) > 2 and terms[-1:] and terms[-1] in wording.RECORD_CORNERS
    return bool(is_property) or is_plain_label(header[0], wording.RECORD_CORNERS)


def _make_record(draft: TableDraft) -> Grid:
    row, cells = draft.rows[0], draft.body[0]
    entries = (
        Entry("", get_label(name), read_value(cell.text.visible), row, cell, draft.header_row)
        for name, cell in zip(draft.header, cells, strict=True)
        if shows(cell)
    )
    return Grid(tuple(entries), is_comparison=False, is_record=True)


def _read_pairs(draft: TableDraft, known: frozenset[str]) -> Grid | None:
    """A table of one value column: properties of one thing, or one property of the things in the rows."""
    corner, name = draft.header
    if is_plain_label(name, wording.VALUE_LABELS) and classify_corner(corner) != -1.0:
        return _make_grid(draft, columns_are_entities=True, subject="")
    return _make_grid(draft, columns_are_entities=score_pairs(draft, known) > 0)


def _make_grid(draft: TableDraft, *, columns_are_entities: bool, subject: str | None = None) -> Grid:
    values = read_values(draft, columns_are_things=columns_are_entities)
    entries: list[Entry] = []
    section, group, sections = "", None, begins_with_section(draft.body)
    counts = Counter(get_label(cells[0]) for cells in draft.body)
    columns = _get_value_columns(draft, are_things=columns_are_entities and subject is None)
    if columns_are_entities and _are_sentences(draft):
        columns = []
    for row, cells, told in zip(draft.rows, draft.body, values, strict=True):
        label = get_label(cells[0])
        if is_section(cells) and (sections or not any(v is not None and not v.raw for v in told)):
            section, group = label, cells[0]
            continue
        for j in columns:
            column = get_label(draft.header[j])
            things, attribute = ((column,), label) if columns_are_entities else (get_labels(cells[0]), column)
            entity = things[0] if subject is None else subject
            value = told[j - 1]
            if value is None or holds_only_notes(cells[j]) or not attribute or not (entity or subject is not None):
                continue
            if counts[label] > 1 and section and columns_are_entities:
                attribute = f"{attribute} ({section})"
            named = things if subject is None else (subject,)
            entries += [Entry(thing, attribute, value, row, cells[j], draft.header_row, group) for thing in named]
    return Grid(tuple(entries), columns_are_entities or _is_comparison(draft))


def _are_sentences(draft: TableDraft) -> bool:
    """Whether most rows begin with a sentence: such rows set sentences side by side and name no properties."""
    return get_share([r[0] for r in draft.body], lambda c: len(get_label(c).split()) > LONGEST_PROPERTY) > 0.5


def _get_value_columns(draft: TableDraft, *, are_things: bool) -> list[int]:
    """The columns that hold values: beside those of things, a column of remarks says nothing of any of them."""
    columns = list(range(1, len(draft.header)))
    if not are_things or len(columns) < 2:
        return columns
    return [j for j in columns if not is_plain_label(draft.header[j], wording.REMARK_LABELS)]


def _is_comparison(draft: TableDraft) -> bool:
    """Rows that hold several short values are compared; rows with a type, default and description are reference."""
    described = get_share(draft.header[1:], lambda c: is_labelled(c, wording.COLUMN_LABELS))
    return described < 0.5 and not get_share([r[0] for r in draft.body], is_code) > 0.5
