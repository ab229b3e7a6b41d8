"""Which line of cells names the things compared, by all the evidence together."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import wording
from ingest.page import Cell
from ingest.tables.layout import TableDraft
from ingest.tables.signs import (
    get_fine_type,
    get_kinship,
    get_likeness_of_lines,
    get_share,
    get_type,
    is_code,
    is_generic_label,
    is_labelled,
    is_linked,
    is_plain_label,
    make_known_test,
    reads_as_name,
    reads_as_property,
    shows,
)

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
SIBLING_WEIGHT = 1.5
# A matrix of marks has more properties than things.
MATRIX_WEIGHT = 1.5
MATRIX_SHARE = 0.6
# One column with a column of remarks on it describes the rows, unless it has the name of a thing.
REMARKED_WEIGHT = 3.0


def score_columns(draft: TableDraft, known: frozenset[str]) -> float:
    """Evidence that the columns name the things compared; negative: the rows do."""
    corner, names = draft.header[0], draft.header[1:]
    labels = [r[0] for r in draft.body]
    types = [[get_type(c) for c in r[1:]] for r in draft.body]
    score = _score_corner(corner)
    score -= COLUMN_LABEL_WEIGHT * get_share(names, lambda c: is_labelled(c, wording.COLUMN_LABELS))
    score += KNOWN_NAME_WEIGHT * (get_share(names, make_known_test(known)) - get_share(labels, make_known_test(known)))
    score += GENERIC_NAME_WEIGHT * (get_share(names, is_generic_label) - get_share(labels, is_generic_label))
    score += LINK_WEIGHT * (get_share(names, is_linked) - get_share(labels, is_linked))
    score += CODE_WEIGHT * (get_share(names, is_code) - get_share(labels, is_code))
    score += WORDING_WEIGHT * (get_share(labels, reads_as_property) - get_share(names, reads_as_property))
    score += WORDING_WEIGHT * (get_share(names, reads_as_name) - get_share(labels, reads_as_name))
    score += SIBLING_WEIGHT * (get_kinship(names) - get_kinship(labels))
    score -= REMARKED_WEIGHT * _is_one_column_with_remarks(names, known)
    if not is_labelled(corner, wording.ENTITY_LABELS | wording.ATTRIBUTE_LABELS):
        score += MATRIX_WEIGHT * _score_matrix(types)
    if len(names) > 1:
        fine = [[get_fine_type(c) for c in r[1:]] for r in draft.body]
        score += LIKENESS_WEIGHT * (get_likeness_of_lines(fine) - get_likeness_of_lines(list(zip(*fine, strict=True))))
    return score


def _score_corner(corner: Cell) -> float:
    if not shows(corner):
        return BLANK_CORNER_WEIGHT
    if is_labelled(corner, wording.ATTRIBUTE_LABELS):
        return CORNER_WEIGHT
    if is_labelled(corner, wording.OPEN_LABELS):
        return 0.0
    return -CORNER_WEIGHT if is_labelled(corner, wording.ENTITY_LABELS) else -1.0


def _is_one_column_with_remarks(names: Sequence[Cell], known: frozenset[str]) -> bool:
    others = [c for c in names if not is_plain_label(c, wording.REMARK_LABELS)]
    return len(others) == 1 < len(names) and not make_known_test(known)(others[0])


def _score_matrix(types: Sequence[Sequence[str]]) -> float:
    """Which way a matrix of marks is longer: 1 with more rows, -1 with more columns, 0 for other tables."""
    flat = [t for line in types for t in line]
    marks = sum(1 for t in flat if t in ("support", "blank"))
    if "support" not in flat or marks < MATRIX_SHARE * len(flat):
        return 0.0
    rows, columns = len(types), len(types[0])
    return float((rows > columns) - (rows < columns))
