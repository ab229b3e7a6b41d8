"""Tables to grids of names and values: headers repaired and orientation settled by evidence.

The grid is what a careful reader makes of a table: which line of cells names
the things compared, which names their properties. Where the table gives no
ground for a reading, there is no grid.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.model import Slice, Support, Value
from index.terms import get_name_key, get_terms
from ingest import wording
from ingest.page import Cell, MarkupKind, Row, Table, Text
from ingest.values import read_value

# Weights of the evidence for "the columns name the things compared" (positive) against "the rows do" (negative).
# Set on the tables of tests/gold/open: a label over the first column is the strongest sign, the likeness of the
# values along rows or columns decides between unlabelled tables, links and code are hints.
CORNER_WEIGHT = 3.0
BLANK_CORNER_WEIGHT = 1.0
COLUMN_LABEL_WEIGHT = 4.0
KNOWN_NAME_WEIGHT = 2.0
GENERIC_NAME_WEIGHT = 2.0
LIKENESS_WEIGHT = 3.0
LINK_WEIGHT = 1.0
CODE_WEIGHT = 0.7
WORDING_WEIGHT = 0.7
# Points that a shifted header needs; one sign alone also fits a table whose last column has no name.
SHIFT_EVIDENCE = 2.0
# A column without a name whose cells are blank beyond this holds stray remarks. In tables of check marks most may be blank.
FEWEST_FILLED = 0.2
# Cells that are marks to this share are no labels.
CHECK_MARK_SHARE = 0.8
# With fewer check marks than this, or less than this share of its values, a table is none of check marks.
FEWEST_CHECKS = 3
CHECKED_TABLE = 0.5

_NOTE = re.compile(r"\s*(?:\((?:see )?notes? \d{1,2}\)|\[\^?\w{1,3}\])$", re.I)
EMPTY = Cell(Text(""), Slice(0, 0))


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


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, understood."""

    entries: tuple[Entry, ...]
    """Its values in reading order."""
    is_comparison: bool
    """Whether its things are compared with each other, rather than listed for reference."""


def read_grid(table: Table, known: frozenset[str]) -> Grid | None:
    """The grid of a table, or None when it gives no ground for a reading.

    `known` are the keys of names that the page uses outside its tables.
    """
    draft = _Draft.make(table)
    if draft is None:
        return None
    draft = draft.with_second_header().without_row_numbers()
    draft = draft.repaired(known)
    if len(draft.header) < 2 or not draft.body:
        return None
    return _read_draft(draft, known)


def get_label(cell: Cell) -> str:
    """The text of a heading cell as a name: one line, no footnote marks."""
    text = _NOTE.sub("", " ".join(cell.text.visible.split()))
    return text.rstrip("*†‡¹²³⁴⁵⁶⁷⁸⁹").rstrip(":").strip() if len(text) > 1 else text


def get_labels(cell: Cell) -> tuple[str, ...]:
    """The names in a heading cell: several where each is marked as code or link and only commas or the like part them."""
    marks = [m for m in cell.text.markup if m.kind in (MarkupKind.CODE, MarkupKind.LINK)]
    rest = cell.text.visible
    for mark in sorted(marks, key=lambda m: -m.at):
        rest = rest[: mark.at] + rest[mark.until :]
    names = tuple(dict.fromkeys(cell.text.visible[m.at : m.until].strip() for m in marks))
    is_list = len(names) > 1 and all(part in ("", ",", "/", "and", "or", "&") for part in re.split(r"\s+|(?<=,)", rest))
    return names if is_list and len(names) == len(marks) else (get_label(cell),)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A table with rows of one width while it is put right."""

    header: tuple[Cell, ...]
    body: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]
    header_row: Row

    @classmethod
    def make(cls, table: Table) -> _Draft | None:
        rows = [row for row in table.body if any(_shows(c) for c in row.cells)]
        header_row = table.header
        if not any(_shows(c) for c in header_row.cells) and rows and _looks_like_header(rows):
            header_row, rows = rows[0], rows[1:]
        width = max((len(r.cells) for r in (header_row, *rows)), default=0)
        if not rows or width < 2 or not any(_shows(c) for c in header_row.cells):
            return None
        pad: Callable[[Row], tuple[Cell, ...]] = lambda row: row.cells + (EMPTY,) * (width - len(row.cells))  # noqa: E731
        draft = cls(pad(header_row), tuple(pad(r) for r in rows), tuple(rows), header_row)
        return draft._without_empty_columns()._with_labels_first()

    def _without_empty_columns(self) -> _Draft:
        kept = [j for j in range(len(self.header)) if any(_shows(r[j]) for r in (self.header, *self.body))]
        return self._pick(kept)

    def _with_labels_first(self) -> _Draft:
        """With the column of labels in front, where the table has it last: its cells alone are all different texts."""
        last = len(self.header) - 1
        if last < 1 or not _shows(self.header[0]) or _are_labels([r[0] for r in self.body]):
            return self
        if not _are_labels([r[last] for r in self.body]):
            return self
        marks = [c for r in self.body for c in r[:last] if _shows(c)]
        if not marks or _share(marks, lambda c: _type(c) in _MARKS) < CHECK_MARK_SHARE:
            return self
        return self._pick([last, *range(last)])

    def _pick(self, columns: Sequence[int]) -> _Draft:
        def pick(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(cells[j] for j in columns)

        return _Draft(pick(self.header), tuple(pick(r) for r in self.body), self.rows, self.header_row)

    def with_second_header(self) -> _Draft:
        """A first body row that names columns under a header that groups them is part of the header."""
        first = self.body[0] if len(self.body) > 1 else ()
        if not first or _shows(first[0]) or not all(_shows(c) for c in first[1:]):
            return self
        if not all(_shows(r[0]) for r in self.body[1:]) or any(_type(c) in _MARKS for c in first[1:]):
            return self
        header = (self.header[0], *first[1:])
        return _Draft(header, self.body[1:], self.rows[1:], self.rows[0])

    def without_row_numbers(self) -> _Draft:
        """Without a first column that only counts the rows."""
        if len(self.header) > 2 and get_label(self.header[0]).lower() in ("", "#", "no", "no.", "nr"):
            labels = [get_label(r[0]) for r in self.body]
            if labels == [str(i) for i in range(1, len(labels) + 1)]:
                return self._pick(range(1, len(self.header)))
        return self

    def repaired(self, known: frozenset[str]) -> _Draft:
        """With the header put back over its columns where it lost its first cell."""
        last = len(self.header) - 1
        if last < 1 or _shows(self.header[last]) or not all(_shows(c) for c in self.header[:last]):
            return self
        if not _is_shifted(self, known):
            return self._pick(range(last)) if last > 1 else self
        return _Draft((EMPTY, *self.header[:last]), self.body, self.rows, self.header_row)


def _shows(cell: Cell) -> bool:
    return bool(cell.text.visible.strip())


def _are_labels(cells: Sequence[Cell]) -> bool:
    """Whether cells could name their rows: all filled, all different, none a mark or number."""
    labels = [get_label(c) for c in cells]
    return len(set(labels)) == len(labels) and all(label and _type(c) not in _MARKS for label, c in zip(labels, cells, strict=True))


def _looks_like_header(rows: Sequence[Row]) -> bool:
    """Whether the first of some rows names columns: short texts, no values, all different but a blank corner."""
    labels = [get_label(c) for c in rows[0].cells]
    named = [label for label in labels[1:] if label]
    if len(rows) < 2 or len(named) != len(labels) - 1 or len(set(labels)) != len(labels):
        return False
    return not any(_type(c) in _MARKS or len(get_label(c).split()) > 6 for c in rows[0].cells)


# What kind of value a cell holds, for the likeness of rows and columns

_MARKS = frozenset({"support", "number"})


def _type(cell: Cell) -> str:
    text = cell.text.visible.strip()
    if not text:
        return "blank"
    value = read_value(text)
    if value.support is not None:
        return "support"
    if value.quantity is not None:
        return "number"
    if value.items:
        return "list"
    return "phrase" if len(text.split()) <= 8 else "prose"


def _likeness(lines: Iterable[Sequence[str]]) -> float:
    """The mean share of the commonest type in lines of at least two filled cells; 0 without such lines."""
    shares = []
    for line in lines:
        filled = [t for t in line if t != "blank"]
        if len(filled) > 1:
            shares.append(Counter(filled).most_common(1)[0][1] / len(filled))
    return sum(shares) / len(shares) if shares else 0.0


def _shared_values(lines: Sequence[Sequence[Cell]]) -> float:
    """The share of lines in which some value stands more than once."""
    texts = [[get_label(c).lower() for c in line if _shows(c)] for line in lines]
    counted = [t for t in texts if len(t) > 1]
    return sum(1 for t in counted if len(set(t)) < len(t)) / len(counted) if counted else 0.0


def _share(cells: Sequence[Cell], holds: Callable[[Cell], bool]) -> float:
    shown = [c for c in cells if _shows(c)]
    return sum(1 for c in shown if holds(c)) / len(shown) if shown else 0.0


def _is_linked(cell: Cell) -> bool:
    return _is_all(cell, MarkupKind.LINK)


def _is_code(cell: Cell) -> bool:
    return _is_all(cell, MarkupKind.CODE)


def _is_all(cell: Cell, kind: MarkupKind) -> bool:
    length = len(cell.text.visible.strip())
    return any(m.kind is kind and m.until - m.at >= length for m in cell.text.markup)


def _reads_as_property(cell: Cell) -> bool:
    """A phrase such as "Source IP of request": several words, one behind the first a plain lower-case one."""
    words = get_label(cell).split()
    return len(words) > 1 and any(w[:1].islower() for w in words[1:])


def _reads_as_name(cell: Cell) -> bool:
    """A phrase such as "Cloud Gateway" or "pgRouter": capitals beyond its first letter, or in every word."""
    words = [w for w in get_label(cell).split() if w[:1].isalpha()]
    if not words:
        return False
    return all(w[:1].isupper() for w in words) if len(words) > 1 else any(c.isupper() for c in words[0][1:])


def _ends_in(cell: Cell, labels: frozenset[str]) -> bool:
    terms = get_terms(get_label(cell))
    return bool(terms) and (terms[-1] in labels or terms[0] in labels)


def _is_known(known: frozenset[str]) -> Callable[[Cell], bool]:
    return lambda cell: get_name_key(get_label(cell)) in known


def _is_generic(cell: Cell) -> bool:
    terms = get_terms(get_label(cell))
    return bool(terms) and len(terms) <= 2 and terms[0] in wording.GENERIC_NAMES


# Shifted headers

def _is_shifted(draft: _Draft, known: frozenset[str]) -> bool:
    """Whether the header lost its first cell, so that each name stands one column too far left."""
    header, last = draft.header, len(draft.header) - 1
    if not all(_shows(r[0]) for r in draft.body) or _share([r[last] for r in draft.body], _shows) == 0:
        return False
    filled = sum(1 for r in draft.body if _shows(r[last])) / len(draft.body)
    if filled < FEWEST_FILLED:
        return False
    labels = [get_label(r[0]) for r in draft.body]
    types = [[_type(c) for c in r[1:]] for r in draft.body]
    points = 1.0 if _likeness(types) > _likeness(list(zip(*types, strict=True))) + 0.1 else 0.0
    if _ends_in(header[0], wording.ATTRIBUTE_LABELS | wording.ENTITY_LABELS) and not _is_known(known)(header[0]):
        points -= 2.0
    if _is_known(known)(header[0]):
        points += 1.5
    if _has_siblings(header[:last]) or (_is_generic(header[0]) and _is_generic(header[1])):
        points += 1.0
    if _rows_alike(draft, last):
        points += 1.0
    if len(set(labels)) == len(labels) and _share([r[0] for r in draft.body], _reads_as_property) > 0.2:
        points += 0.5
    if _share(header[1:last], lambda c: _ends_in(c, wording.COLUMN_LABELS)) > 0.5:
        points -= 2.0
    return points >= SHIFT_EVIDENCE


def _has_siblings(cells: Sequence[Cell]) -> bool:
    """Whether the first name shares a word, or its way of being written, with the next."""
    if len(cells) < 2:
        return False
    one, two = (set(get_terms(get_label(c))) for c in cells[:2])
    return bool(one & two) or (_is_code(cells[0]) and _is_code(cells[1])) or (_is_linked(cells[0]) and _is_linked(cells[1]))


def _rows_alike(draft: _Draft, last: int) -> bool:
    """Whether the nameless last column holds the same kind of value as its neighbour, row by row."""
    pairs = [(_type(r[last - 1]), _type(r[last])) for r in draft.body if _shows(r[last])]
    alike = sum(1 for a, b in pairs if a == b) / len(pairs)
    kinds = len({b for _, b in pairs})
    return alike >= 0.7 and (kinds > 1 or last == 1 or pairs[0][0] == "support")


# Orientation

def _score_columns(draft: _Draft, known: frozenset[str]) -> float:
    """Evidence that the columns name the things compared; negative: the rows do."""
    corner, names = draft.header[0], draft.header[1:]
    labels = [r[0] for r in draft.body]
    types = [[_type(c) for c in r[1:]] for r in draft.body]
    score = _score_corner(corner)
    score -= COLUMN_LABEL_WEIGHT * _share(names, lambda c: _ends_in(c, wording.COLUMN_LABELS))
    score += KNOWN_NAME_WEIGHT * (_share(names, _is_known(known)) - _share(labels, _is_known(known)))
    score += GENERIC_NAME_WEIGHT * (_share(names, _is_generic) - _share(labels, _is_generic))
    score += LINK_WEIGHT * (_share(names, _is_linked) - _share(labels, _is_linked))
    score += CODE_WEIGHT * (_share(names, _is_code) - _share(labels, _is_code))
    score += WORDING_WEIGHT * (_share(labels, _reads_as_property) - _share(names, _reads_as_property))
    score += WORDING_WEIGHT * (_share(names, _reads_as_name) - _share(labels, _reads_as_name))
    if len(names) > 1:
        score += LIKENESS_WEIGHT * (_likeness(types) - _likeness(list(zip(*types, strict=True))))
    return score


def _score_corner(corner: Cell) -> float:
    if not _shows(corner):
        return BLANK_CORNER_WEIGHT
    if _ends_in(corner, wording.ATTRIBUTE_LABELS):
        return CORNER_WEIGHT
    return -CORNER_WEIGHT if _ends_in(corner, wording.ENTITY_LABELS) else -1.0


def _read_draft(draft: _Draft, known: frozenset[str]) -> Grid | None:
    if _states_nothing(draft):
        return None
    if len(draft.header) == 2:
        return _read_pairs(draft, known)
    if _score_columns(draft, known) > 0:
        return _make_grid(draft, columns_are_entities=True)
    return _make_grid(draft, columns_are_entities=False)


def _states_nothing(draft: _Draft) -> bool:
    """A layout table: no values, or nothing but images and links under a header that names nothing."""
    values = [c for r in draft.body for c in r[1:]]
    labels = {get_label(c).lower() for c in (*draft.header, *(c for r in draft.body for c in r))}
    if len(labels & wording.NAVIGATION) > 1:
        return True
    return not any(_shows(c) for c in values) or not any(_shows(c) for c in draft.header[1:])


def _read_pairs(draft: _Draft, known: frozenset[str]) -> Grid | None:
    """A table of one value column: properties of one thing, or one property of the things in the rows."""
    corner, name = draft.header
    is_property_list = _ends_in(corner, wording.ATTRIBUTE_LABELS) and not _ends_in(corner, wording.ENTITY_LABELS)
    if _ends_in(name, wording.VALUE_LABELS) and not _ends_in(corner, wording.ENTITY_LABELS):
        return _make_grid(draft, columns_are_entities=True, subject="")
    if _ends_in(name, wording.COLUMN_LABELS) and not _is_known(known)(name):
        return _make_grid(draft, columns_are_entities=False)
    if is_property_list or (_is_known(known)(name) and not _ends_in(name, wording.COLUMN_LABELS)):
        return _make_grid(draft, columns_are_entities=True)
    if not _shows(corner) and not _ends_in(name, wording.COLUMN_LABELS):
        return _make_grid(draft, columns_are_entities=True)
    return _make_grid(draft, columns_are_entities=False)


def _make_grid(draft: _Draft, *, columns_are_entities: bool, subject: str | None = None) -> Grid:
    blanks = _get_blank_values(draft, columns_are_entities=columns_are_entities)
    entries: list[Entry] = []
    section, seen = "", set[tuple[str, str]]()
    for i, (row, cells) in enumerate(zip(draft.rows, draft.body, strict=True)):
        label = get_label(cells[0])
        if _is_section(cells, label):
            section = label
            continue
        for j in range(1, len(cells)):
            column, line = get_label(draft.header[j]), i if columns_are_entities else j - 1
            things, attribute = ((column,), label) if columns_are_entities else (get_labels(cells[0]), column)
            entity = things[0] if subject is None else subject
            value = read_value(cells[j].text.visible) if _shows(cells[j]) else blanks.get(line)
            if value is None or not attribute or not (entity or subject is not None):
                continue
            if (entity, attribute) in seen and section and columns_are_entities:
                attribute = f"{attribute} ({section})"
            seen.add((entity, attribute))
            for thing in things if subject is None else (subject,):
                entries.append(Entry(thing, attribute, value, row, cells[j], draft.header_row))
    return Grid(tuple(entries), columns_are_entities or _is_comparison(draft))


def _is_section(cells: Sequence[Cell], label: str) -> bool:
    """A row that only names the group of the rows below it."""
    others = [get_label(c) for c in cells[1:]]
    return bool(label) and (not any(others) or all(o == label for o in others)) and len(others) > 1


def _is_comparison(draft: _Draft) -> bool:
    """Rows that hold several short values are compared; rows with a type, default and description are reference."""
    described = _share(draft.header[1:], lambda c: _ends_in(c, wording.COLUMN_LABELS))
    return described < 0.5 and not _share([r[0] for r in draft.body], _is_code) > 0.5


def _get_blank_values(draft: _Draft, *, columns_are_entities: bool) -> dict[int, Value]:
    """By row or column, what a blank cell says: "no" for a property that some thing has a check mark for.

    A table that spells out a single "no" means something else by a blank.
    """
    cells = [[read_value(c.text.visible) if _shows(c) else None for c in r[1:]] for r in draft.body]
    values = [v for row in cells for v in row if v is not None]
    checks = sum(1 for v in values if _is_check(v))
    if checks < max(FEWEST_CHECKS, CHECKED_TABLE * len(values)) or any(v.support is Support.NO for v in values):
        return {}
    lines = cells if columns_are_entities else list(zip(*cells, strict=True))
    blank = Value("", Support.NO, "blank in a table of check marks")
    return {
        i: blank
        for i, line in enumerate(lines)
        if any(v is not None and _is_check(v) for v in line)
    }


def _is_check(value: Value) -> bool:
    """Whether a value is a check mark, or the letter that stands for one."""
    return value.support is Support.YES and not value.raw[:1].isalpha()
