"""Tables put right: rows of one width, headers over their columns, labels in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.terms import get_terms
from ingest import wording
from ingest.page import Cell, Row, Table, Text
from ingest.tables.remarks import set_off_remarks
from ingest.tables.signs import (
    EMPTY,
    MARKS,
    are_labels,
    classify_corner,
    get_label,
    get_likeness_of_lines,
    get_share,
    get_type,
    is_code,
    is_generic_label,
    is_labelled,
    is_linked,
    is_plain_label,
    looks_like_header,
    make_known_test,
    reads_as_property,
    shows,
)

# Set on the tables of tests/gold/open.
# Points that a shifted header needs; one sign alone also fits a table whose last column has no name.
SHIFT_EVIDENCE = 2.0
# A column without a name with fewer filled cells than this share holds stray remarks; in tables of check marks most
# cells may be blank.
FEWEST_FILLED = 0.2
# Names of code over other names than those of code, and marks in each cell of a column without a name, are half a
# sign each: together with values that are alike they tell.
HALF_A_SIGN = 0.5
# What a header that is where it belongs begins with.
CORNER_LABELS = wording.ATTRIBUTE_LABELS | wording.ENTITY_LABELS | wording.OPEN_LABELS
# From this share of blank cells on, a first column names groups of rows.
CONTINUED_GROUPS = 0.3
# Cells that are marks to this share are no labels.
CHECK_MARK_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table with rows of one width while it is put right."""

    header: tuple[Cell, ...]
    """The cells that name the columns."""
    body: tuple[tuple[Cell, ...], ...]
    """The cells of the other rows, as many in each."""
    rows: tuple[Row, ...]
    """The rows of the source, as many as in the body."""
    header_row: Row
    """The header row of the source."""

    @classmethod
    def make(cls, table: Table) -> TableDraft | None:
        """The table with rows of one width, or None for one without rows or without any heading."""
        rows = [row for row in table.body if any(shows(c) for c in row.cells)]
        header_row = table.header
        if not any(shows(c) for c in header_row.cells) and rows and looks_like_header(rows):
            header_row, rows = rows[0], rows[1:]
        width = max((len(r.cells) for r in (header_row, *rows)), default=0)
        if not rows or not width or not any(shows(c) for c in header_row.cells):
            return None
        header, *body = (r.cells + (EMPTY,) * (width - len(r.cells)) for r in (header_row, *rows))
        header = (*header[:1], *set_off_remarks(header[1:]))
        names = set_off_remarks([line[0] for line in body])
        body = [(name, *line[1:]) for name, line in zip(names, body, strict=True)]
        draft = cls(header, tuple(body), tuple(rows), header_row)
        return draft._without_empty_columns()._with_labels_first()

    def _without_empty_columns(self) -> TableDraft:
        kept = [j for j in range(len(self.header)) if any(shows(r[j]) for r in (self.header, *self.body))]
        return self._pick(kept)

    def _with_labels_first(self) -> TableDraft:
        """With the column of labels in front, where the table has it last: its cells alone are all different texts.

        A first column that only groups the rows is left out then. Where the first holds values of a property ("Since"),
        the column of names behind it comes to the front.
        """
        last = len(self.header) - 1
        if last < 1 or not shows(self.header[0]) or are_labels([r[0] for r in self.body]):
            return self
        if is_plain_label(self.header[0], wording.RECORD_CORNERS):
            names = (j for j in range(1, last + 1) if classify_corner(self.header[j]) == -1.0)
            j = next((j for j in names if are_labels([r[j] for r in self.body])), 0)
            if j:
                return self._pick([j, *(k for k in range(last + 1) if k != j)])
        if not are_labels([r[last] for r in self.body]):
            return self
        if self.holds_marks(range(last)) and not self._is_keyed():
            return self._pick([last, *range(last)])
        if last > 2 and self.holds_marks(range(1, last)) and classify_corner(self.header[last]) == 1.0:
            return self._pick([last, *range(1, last)])
        return self

    def holds_marks(self, columns: Sequence[int]) -> bool:
        """Whether nearly all filled cells of some columns are marks or numbers."""
        cells = [r[j] for r in self.body for j in columns if shows(r[j])]
        return bool(cells) and get_share(cells, lambda c: get_type(c) in MARKS) >= CHECK_MARK_SHARE

    def _is_keyed(self) -> bool:
        """Whether different numbers stand in the first column, by which the rows are looked up."""
        keys = [r[0] for r in self.body]
        return all(get_type(c) == "number" for c in keys) and len({get_label(c) for c in keys}) > 1

    def _pick(self, columns: Sequence[int]) -> TableDraft:
        def pick(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(cells[j] for j in columns)

        return TableDraft(pick(self.header), tuple(pick(r) for r in self.body), self.rows, self.header_row)

    def with_second_header(self) -> TableDraft:
        """A first body row that names columns under a header that groups them is part of the header."""
        if len(self.body) < 2:
            return self
        if not (_names_columns(self.body) or _fills_header(self) or _is_grouped(self.header, self.body[0])):
            return self
        header = _join_headers(self.header, self.body[0])
        return TableDraft(header, self.body[1:], self.rows[1:], self.rows[0]).with_second_header()

    def without_row_numbers(self) -> TableDraft:
        """Without a first column that only counts the rows."""
        if len(self.header) > 2 and get_label(self.header[0]).lower() in ("", "#", "no", "no.", "nr"):
            labels = [get_label(r[0]) for r in self.body]
            if [label.rstrip(".)") for label in labels] == [str(i) for i in range(1, len(labels) + 1)]:
                return self._pick(range(1, len(self.header)))
        return self

    def with_names_first(self) -> TableDraft:
        """With the column of names in front, where the first only groups the rows and another tells them apart.

        That is the second one, or one further on whose heading is the noun of a kind. A group that stands before its
        first row alone holds for the rows below.
        """
        if len(self.header) < 3 or is_plain_label(self.header[1], wording.REMARK_LABELS | wording.RECORD_CORNERS):
            return self
        groups = [get_label(r[0]) for r in self.body]
        if len(set(groups)) == len(groups) and groups.count("") < CONTINUED_GROUPS * len(groups):
            return self
        j = next((j for j in range(1, len(self.header)) if self._names_rows(j)), 0)
        return self._with_groups_held()._pick([j, *(k for k in range(len(self.header)) if k != j)]) if j else self

    def _names_rows(self, j: int) -> bool:
        cells = [r[j] for r in self.body]
        if j > 1 and classify_corner(self.header[j]) != -1.0:
            return False
        return are_labels(cells) and not any(get_type(c) == "prose" for c in cells)

    def _with_groups_held(self) -> TableDraft:
        body: list[tuple[Cell, ...]] = []
        for row in self.body:
            body.append(row if shows(row[0]) or not body else (body[-1][0], *row[1:]))
        return replace(self, body=tuple(body))

    def repaired(self, known: frozenset[str]) -> TableDraft:
        """With the header put back over its columns where it lost its first cell."""
        last = len(self.header) - 1
        if last < 1 or shows(self.header[last]) or not all(shows(c) for c in self.header[:last]):
            return self
        if not is_shifted(self, known):
            return self._pick(range(last)) if last > 1 else self
        return TableDraft((EMPTY, *self.header[:last]), self.body, self.rows, self.header_row)


def _names_columns(body: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row names something everywhere but at the place of the labels, which all others fill."""
    first = body[0]
    if shows(first[0]) or not all(shows(c) for c in first[1:]) or any(get_type(c) in MARKS for c in first[1:]):
        return False
    return all(shows(r[0]) for r in body[1:])


def _fills_header(draft: TableDraft) -> bool:
    """Whether the first row has no label but a name for each column that has none."""
    first, gaps = draft.body[0], [j for j, c in enumerate(draft.header) if not shows(c)]
    if not gaps or 0 in gaps or shows(first[0]) or any(get_type(c) in MARKS for c in first):
        return False
    return all(shows(first[j]) for j in gaps) and shows(draft.body[1][0])


def _is_grouped(header: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether cells of the header span several columns, and all cells below them are marked as headings."""
    spans = any(a is b for a, b in pairwise(header))
    return spans and all(c.is_heading for c in first) and any(a is not b for a, b in pairwise(first))


def _join_headers(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Cell, ...]:
    """The names of the columns: those of the lower row, behind their group's where the lower alone are not unique."""
    labels = [get_label(c) for c in lower]
    joined = []
    for group, cell in zip(upper, lower, strict=True):
        is_unique = group is cell or not shows(group) or labels.count(get_label(cell)) == 1
        if not shows(cell):
            joined.append(group)
        else:
            text = cell.text if is_unique else Text(f"{get_label(group)} {get_label(cell)}")
            joined.append(Cell(text, cell.slice, True))
    return tuple(joined)


def is_shifted(draft: TableDraft, known: frozenset[str]) -> bool:
    """Whether the header lost its first cell, so that each name stands one column too far left."""
    header, last = draft.header, len(draft.header) - 1
    if not all(shows(r[0]) for r in draft.body) or get_share([r[last] for r in draft.body], shows) == 0:
        return False
    filled = sum(1 for r in draft.body if shows(r[last])) / len(draft.body)
    if filled < FEWEST_FILLED:
        return False
    labels = [get_label(r[0]) for r in draft.body]
    types = [[get_type(c) for c in r[1:]] for r in draft.body]
    points = 1.0 if get_likeness_of_lines(types) > get_likeness_of_lines(list(zip(*types, strict=True))) + 0.1 else 0.0
    if make_known_test(known)(header[0]):
        points += 1.5
    elif is_plain_label(header[0], CORNER_LABELS):
        points -= 2.0
    if _has_siblings(header[:last]) or (is_generic_label(header[0]) and is_generic_label(header[1])):
        points += 1.0
    if _rows_alike(draft, last):
        points += 1.0
    first = [r[0] for r in draft.body]
    if len(set(labels)) == len(labels) and get_share(first, reads_as_property) > 0.2:
        points += HALF_A_SIGN
    points += HALF_A_SIGN * (get_share(first, is_code) == 1.0 and not is_code(header[0]))
    points += HALF_A_SIGN * (filled == 1.0 and draft.holds_marks(range(1, last)))
    if get_share(header[1:last], lambda c: is_labelled(c, wording.COLUMN_LABELS)) > 0.5:
        points -= 2.0
    return points >= SHIFT_EVIDENCE


def _has_siblings(cells: Sequence[Cell]) -> bool:
    """Whether the first name shares a word, or its way of being written, with the next."""
    if len(cells) < 2:
        return False
    one, two = (set(get_terms(get_label(c))) for c in cells[:2])
    return bool(one & two) or (is_code(cells[0]) and is_code(cells[1])) or (is_linked(cells[0]) and is_linked(cells[1]))


def _rows_alike(draft: TableDraft, last: int) -> bool:
    """Whether the nameless last column holds the same kind of value as its neighbour, row by row."""
    pairs = [(get_type(r[last - 1]), get_type(r[last])) for r in draft.body if shows(r[last])]
    alike = sum(1 for a, b in pairs if a == b) / len(pairs)
    kinds = len({b for _, b in pairs})
    return alike >= 0.7 and (kinds > 1 or last == 1 or pairs[0][0] == "support")
