"""Facts and names from a page: one extractor a way of stating them, in one ordered chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.model import FactKind
from ingest.extract.aliases import iter_aliases, iter_former_attributes
from ingest.extract.cells import iter_cells
from ingest.extract.context import Context, make_context
from ingest.extract.prose import iter_definitions, iter_recommendations, iter_statements, iter_use_cases
from ingest.page import Page
from ingest.reading import FactReading, NameReading, PageReading

Extractor = Callable[[Context], Iterator[FactReading | NameReading]]

CHAIN: tuple[Extractor, ...] = (
    iter_cells,
    iter_aliases,
    iter_definitions,
    iter_use_cases,
    iter_recommendations,
    iter_statements,
)
"""The extractors in their order; facts are numbered in it, so cells come before prose."""


def read_page(page: Page) -> PageReading:
    """All facts and names that a page states."""
    context = make_context(page)
    found = [reading for extract in CHAIN for reading in extract(context)]
    facts = tuple(r for r in found if isinstance(r, FactReading))
    names = tuple(r for r in found if isinstance(r, NameReading))
    own = {*context.names.spellings, *(f.entity for f in facts if f.kind is FactKind.CELL and f.is_named)}
    subjects = frozenset({page.title} - own)
    former = tuple(iter_former_attributes(context))
    return PageReading(page.title, facts, names, subjects, former, page.notes)
