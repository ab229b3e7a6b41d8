"""Rows of a page with several tables, cut to those tables whose heading the question speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.model import Fact

from ..question.reading import Concept
from ..question.termset import get_term_set
from .matching import Row, get_strength

# A page with more tables of one property than this is a reference, whose headings are names of things.
MOST_TABLES = 12


def iter_rows_by_heading(rows: Sequence[Row], concepts: Sequence[Concept]) -> Iterator[Row]:
    """For each row that several headings share, the part of it under one that has words asked for, but not all have."""
    for row in rows:
        parts: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
        for cell in row.cells:
            parts[cell.citation.place.span.headings].append(cell)
        if not 1 < len(parts) <= MOST_TABLES:
            continue
        met = {headings: _get_met(headings, concepts) for headings in parts}
        everywhere = frozenset.intersection(*met.values())
        for headings, cells in parts.items():
            if met[headings] > everywhere:
                yield Row(row.page, row.attribute, tuple(cells))


def _get_met(headings: Sequence[str], concepts: Sequence[Concept]) -> frozenset[int]:
    """Which of some concepts, by number, the heading right above a table has."""
    terms = frozenset[str]().union(*map(get_term_set, headings[-1:]))
    return frozenset(number for number, concept in enumerate(concepts) if get_strength(concept, terms) > 0)
