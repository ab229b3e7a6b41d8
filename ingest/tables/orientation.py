"""Which line of cells names the things compared, by all the evidence together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from index.terms import get_terms
from ingest import wording
from ingest.page import Cell
from ingest.tables.layout import TableDraft
from ingest.tables.signs import (
    begins_with_section,
    classify_corner,
    get_fine_type,
    get_kinship,
    get_label,
    get_likeness_of_lines,
    get_noun,
    get_series,
    get_shape,
    get_share,
    get_shared_wording,
    get_type,
    is_code,
    is_generic_label,
    is_labelled,
    is_linked,
    is_plain_label,
    is_plan,
    make_known_test,
    reads_as_name,
    reads_as_predicate,
    reads_as_property,
    shows,
)

# Weights of the evidence for "the columns name the things compared" (positive) against "the rows do" (negative).
# Set on the tables of tests/gold/open and on 506 tables of 22 public docs repositories: a label over the first column
# is the strongest sign, the likeness of the values along rows or columns decides between unlabelled tables, links and
# code are hints.
CORNER_WEIGHT = 3.0
# Set on 423 tables of 48 gold sets: a noun of things over the first column is a little stronger than one of properties.
THINGS_CORNER_WEIGHT = 3.5
# Where the rows stand in sections, the label over them may be that of the sections.
SECTIONED_WEIGHT = 2.0
# A list of things names its first column, a matrix often does not. On tests/gold/open twice the hint of before reads
# about 40 more cells of grids the right way round, and none otherwise.
BLANK_CORNER_WEIGHT = 2.0
# Before a column that is plainly a property ("Maximum"), a label over properties may as well head a list of things.
LISTED_CORNER_WEIGHT = 1.0
COLUMN_LABEL_WEIGHT = 4.0
# Words that label columns also stand before rows, as properties there; but things are called so as well.
ROW_LABEL_WEIGHT = 2.0
KNOWN_NAME_WEIGHT = 2.0
PLAN_WEIGHT = 3.0
GENERIC_NAME_WEIGHT = 1.0
LIKENESS_WEIGHT = 3.0
# Set with the next one on 624 tables of 72 open gold sets: a quarter fewer have a score near 0, none more is misread.
SHAPE_WEIGHT = 2.0
# A noun over one column alone that is often a property elsewhere, too ("Helm option", "Stage").
COLUMN_NOUN_WEIGHT = 2.0
ROW_NOUN_WEIGHT = 1.0
SHARED_WORDING_WEIGHT = 3.0
# Numbers in front of rows are what the rows are looked up by; no property is named so.
NUMBER_WEIGHT = 3.0
LINK_WEIGHT = 1.0
CODE_WEIGHT = 0.7
WORDING_WEIGHT = 0.7
SIBLING_WEIGHT = 1.5
SERIES_WEIGHT = 1.5
# One column with a column of remarks on it describes the rows, unless it has the name of a thing.
REMARKED_WEIGHT = 3.0
# A label over properties says less where it has one column beside it: things have such properties, too.
PAIR_CORNER_WEIGHT = 3.0
# Headings that say what things are or do ("Needs a key", "Editable"), where most of them do; a few are hints. Set on
# the tables of 60 open gold sets.
PREDICATE_WEIGHT = 3.0
# The noun of a kind ("Field name") over that column is a property of the rows.
KIND_WEIGHT = 2.0
KINDS = wording.ENTITY_LABELS | wording.ATTRIBUTE_LABELS | wording.OPEN_LABELS
NOUNS = KINDS | wording.PROPERTY_NOUNS

Test = Callable[[Cell], bool]


def score_columns(draft: TableDraft, known: frozenset[str]) -> float:
    """Evidence that the columns name the things compared; negative: the rows do."""
    return _score_headings(draft, known) + _score_values(draft)


def score_pairs(draft: TableDraft, known: frozenset[str]) -> float:
    """The same for a table of one value column: whether its name is that of a thing."""
    corner, name = draft.header
    score = _score_headings(draft, known)
    if classify_corner(corner) == 1.0:
        score -= PAIR_CORNER_WEIGHT
    return score - KIND_WEIGHT * is_labelled(name, KINDS)


def _score_headings(draft: TableDraft, known: frozenset[str]) -> float:
    """What the names over the columns and before the rows say."""
    names, labels = draft.header[1:], [r[0] for r in draft.body]

    def compare(holds: Test) -> float:
        return get_share(names, holds) - get_share(labels, holds)

    score = _score_corner(draft)
    score -= COLUMN_LABEL_WEIGHT * get_share(names, _labels_column) - ROW_LABEL_WEIGHT * get_share(
        labels, _labels_column
    )
    score -= COLUMN_NOUN_WEIGHT * _get_noun_share(names) - ROW_NOUN_WEIGHT * _get_noun_share(labels)
    score -= PREDICATE_WEIGHT * compare(reads_as_predicate)
    score -= NUMBER_WEIGHT * get_share(labels, lambda c: get_type(c) == "number")
    score += KNOWN_NAME_WEIGHT * compare(make_known_test(known))
    score += PLAN_WEIGHT * compare(is_plan) + GENERIC_NAME_WEIGHT * compare(is_generic_label)
    score += LINK_WEIGHT * compare(is_linked) + CODE_WEIGHT * compare(is_code)
    score += WORDING_WEIGHT * (compare(reads_as_name) - compare(reads_as_property))
    score += SIBLING_WEIGHT * (get_kinship(names) - get_kinship(labels))
    score -= REMARKED_WEIGHT * _is_one_column_with_remarks(names, known)
    return score + SERIES_WEIGHT * (get_series(names) - get_series(labels))


def _labels_column(cell: Cell) -> bool:
    """Whether a heading cell reads as a property of things: by its words, or as a question about them."""
    return is_labelled(cell, wording.COLUMN_LABELS) or get_label(cell).endswith("?")


def _get_noun_share(cells: Sequence[Cell]) -> float:
    """The share of headings that end in the noun of a property or kind, which none of the others ends in."""
    nouns = [get_noun(c) for c in cells if shows(c)]
    counts = Counter(nouns)
    taken = [
        noun
        for noun, cell in zip(nouns, filter(shows, cells), strict=True)
        if noun in NOUNS and counts[noun] == 1 and not _labels_column(cell)
    ]
    return len(taken) / len(nouns) if nouns else 0.0


def _score_corner(draft: TableDraft) -> float:
    leaning = classify_corner(draft.header[0])
    if leaning is None:
        return BLANK_CORNER_WEIGHT
    if leaning > 0 and _is_taken_up(draft.header):
        return -THINGS_CORNER_WEIGHT
    if leaning <= 0:
        sectioned = SECTIONED_WEIGHT if leaning and begins_with_section(draft.body) else 0.0
        return THINGS_CORNER_WEIGHT * leaning + sectioned
    return (LISTED_CORNER_WEIGHT if _is_listed(draft.header[1:]) else CORNER_WEIGHT) * leaning


def _is_taken_up(header: Sequence[Cell]) -> bool:
    """Whether some headings end in the noun of the corner ("Factor | Independent factor"): they tell of its rows."""
    corner = get_terms(get_label(header[0]))
    takers = [c for c in header[1:] if len(terms := get_terms(get_label(c))) > 1 and terms[-1:] == corner[-1:]]
    return 0 < len(takers) < len(header) - 1


def _is_listed(names: Sequence[Cell]) -> bool:
    """Whether the first heading is plainly a property, or the noun of a kind beside headings that are none."""
    if is_plain_label(names[0], wording.COLUMN_LABELS - wording.REMARK_LABELS):
        return True
    kinds = [is_plain_label(c, KINDS | wording.REMARK_LABELS) for c in names]
    return kinds[0] and not all(kinds)


def _score_values(draft: TableDraft) -> float:
    """What the values say: those of one property are alike; remarks on it are not among them."""
    kept = [j for j, c in enumerate(draft.header) if j and not is_plain_label(c, wording.REMARK_LABELS)]
    kept = kept if sum(shows(draft.header[j]) for j in kept) > 1 else list(range(1, len(draft.header)))
    rows = [[r[j] for j in kept] for r in draft.body]
    score = 0.0
    if len(rows) > 1 and len(rows[0]) > 1:
        columns = list(zip(*rows, strict=True))
        score += LIKENESS_WEIGHT * _compare_likeness(rows, get_fine_type)
        score += SHAPE_WEIGHT * _compare_likeness(rows, get_shape)
        score += SHARED_WORDING_WEIGHT * (get_shared_wording(rows) - get_shared_wording(columns))
    return score


def _compare_likeness(rows: Sequence[Sequence[Cell]], get_kind: Callable[[Cell], str]) -> float:
    """How much more alike values are along rows than along columns; 0 where one side has nothing to compare."""
    kinds = [[get_kind(c) for c in row] for row in rows]
    along_rows, along_columns = get_likeness_of_lines(kinds), get_likeness_of_lines(list(zip(*kinds, strict=True)))
    return along_rows - along_columns if along_rows and along_columns else 0.0


def _is_one_column_with_remarks(names: Sequence[Cell], known: frozenset[str]) -> bool:
    others = [c for c in names if not is_plain_label(c, wording.REMARK_LABELS)]
    return len(others) == 1 < len(names) and not make_known_test(known)(others[0])
