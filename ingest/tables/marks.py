"""What the marks of a table say, and what it says where it leaves a cell blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from index.model import Support, Value
from ingest import wording
from ingest.page import Cell, MarkupKind
from ingest.tables.layout import TableDraft
from ingest.tables.signs import begins_with_section, is_check, is_plain_label, shows
from ingest.values import read_value

# With fewer check marks than this, or less than this share of its values, a table is none of check marks.
FEWEST_CHECKS = 3
CHECKED_TABLE = 0.5
# Signs that a table may use for "yes" where it has no other: letters, and what is no letter, digit, dash or support.
_LETTERS = frozenset("XxYyoO")
_NO_SIGNS = frozenset("-–—−?/.,:;…~#$%&")
_BLANK = Value("", Support.NO, "blank in a table of check marks")

Values = Sequence[Sequence[Value | None]]
"""The values of a table's body without its labels, by row; None where a cell says nothing."""


def read_values(draft: TableDraft, *, columns_are_things: bool) -> Values:
    """What the cells behind the labels say, blank ones too where the table gives ground for it."""
    shown = _read_shown(draft)
    blanks = _get_blank_lines(draft, shown, columns_are_things=columns_are_things)
    if not blanks:
        return shown
    has_gaps = len(draft.header) == 2 or any(any(row) and not all(row) for row in shown)
    filled = []
    for i, (row, cells) in enumerate(zip(shown, draft.body, strict=True)):
        # Where only whole rows of several values are blank, those name the groups of the others.
        is_thing = columns_are_things or any(row) or (has_gaps and may_be_marked(cells[0]))
        lines = [i] * len(row) if columns_are_things else list(range(len(row)))
        filled.append(
            [_BLANK if v is None and is_thing and n in blanks else v for v, n in zip(row, lines, strict=True)]
        )
    return filled


def may_be_marked(label: Cell) -> bool:
    """Whether a row without any mark is one of the others: not set off as a heading, no place for remarks."""
    is_set_off = any(m.kind in (MarkupKind.STRONG, MarkupKind.LINK) for m in label.text.markup)
    return shows(label) and not is_set_off and not is_plain_label(label, wording.COLUMN_LABELS | wording.REMARK_LABELS)


def _read_shown(draft: TableDraft) -> list[list[Value | None]]:
    """The values of the cells that show something; a sign that is a table's only mark is its check mark."""
    cells = [[read_value(c.text.visible) if shows(c) else None for c in row[1:]] for row in draft.body]
    sign = _find_sign([v for v in chain.from_iterable(cells) if v is not None])
    if sign is None or all(chain.from_iterable(cells)):
        return cells
    return [[Value(v.raw, Support.YES) if v is not None and v.raw == sign else v for v in row] for row in cells]


def _find_sign(values: Sequence[Value]) -> str | None:
    counts = Counter(v.raw for v in values if len(v.raw) == 1 and v.support is None and v.quantity is None)
    signs = [sign for sign in counts if sign in _LETTERS or not (sign.isalnum() or sign in _NO_SIGNS)]
    is_sole = len(signs) == len(counts) == 1 and not any(v.support for v in values)
    return signs[0] if is_sole and counts[signs[0]] >= max(FEWEST_CHECKS, CHECKED_TABLE * len(values)) else None


def _get_blank_lines(draft: TableDraft, shown: Values, *, columns_are_things: bool) -> frozenset[int]:
    """The properties, by the number of their row or column, of which a blank cell says "no".

    That is those that some thing has a check mark for. A table that spells out a single "no" means something else by
    a blank.
    """
    values = [v for v in chain.from_iterable(shown) if v is not None]
    lines = shown if columns_are_things else list(zip(*shown, strict=True))
    if any(v.support is Support.NO for v in values):
        return frozenset()
    checks = sum(map(is_check, values))
    if checks < max(FEWEST_CHECKS, CHECKED_TABLE * len(values)):
        return _get_lines_of_checks(lines, are_columns=not columns_are_things)
    checked = {i for i, line in enumerate(lines) if any(v is not None and is_check(v) for v in line)}
    return frozenset(checked.union(_iter_unmarked(draft, lines, columns_are_things, checks == len(values))))


def _get_lines_of_checks(lines: Values, *, are_columns: bool) -> frozenset[int]:
    """The properties of check marks among others: where all blank cells are theirs, and columns of several marks."""
    told = {i: [v for v in line if v is not None] for i, line in enumerate(lines) if not all(line)}
    checked = {i for i, values in told.items() if values and all(is_check(v) and not v.qualifier for v in values)}
    if checked == told.keys():
        return frozenset(checked)
    return frozenset(i for i in checked if are_columns and len(told[i]) >= FEWEST_CHECKS)


def _iter_unmarked(draft: TableDraft, lines: Values, columns_are_things: bool, is_matrix: bool) -> Iterator[int]:
    """The properties that nothing has a mark for, and that each thing lacks therefore."""
    if columns_are_things and not begins_with_section(draft.body):
        yield from (i for i, row in enumerate(draft.body) if not any(lines[i]) and may_be_marked(row[0]))
    elif not columns_are_things and is_matrix:
        labels = draft.header[1:]
        yield from (i for i, line in enumerate(lines) if not any(line) and may_be_marked(labels[i]))
