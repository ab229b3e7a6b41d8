"""The words by which the docs speak of the class of a thing: the corner of its table, the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.model import Fact, FactKind, FactQuery, Version
from index.store import IndexReader
from index.terms import get_terms

from .termset import get_term_set

# Enough cells of a thing to see the header of each table in which it stands.
CELLS_READ = 24


def get_class_terms(reader: IndexReader, version: Version, entity: str) -> frozenset[str]:
    """The terms of what the tables of a version call the class of an entity; none where they do not say."""
    query = FactQuery(entities=(entity,), kinds=(FactKind.CELL,), limit=CELLS_READ)
    return frozenset(term for corner in _iter_corners(reader.facts(version, query)) for term in get_terms(corner))


def get_terms_above(reader: IndexReader, version: Version, entity: str) -> frozenset[str]:
    """The terms of the titles and headings under which the tables of a version tell of an entity."""
    query = FactQuery(entities=(entity,), kinds=(FactKind.CELL,), limit=CELLS_READ)
    texts = {
        text
        for cell in reader.facts(version, query)
        for text in (cell.citation.title, *cell.citation.place.span.headings[-1:])
    }
    return frozenset[str]().union(*map(get_term_set, texts))


def get_corner(cells: Sequence[Fact]) -> str:
    """What stands in the header of a table over the names of its things; "" where nothing does.

    The cells are those of one thing in one table.
    """
    header = cells[0].citation.place.header
    if header is None:
        return ""
    if "|" in header.quote:
        first = header.quote.strip().removeprefix("|").split("|")[0].strip()
        return "" if _is_name_in(cells, first) else first
    places = [header.quote.find(cell.attribute.name) for cell in cells]
    known = [place for place in places if place >= 0]
    return _TAG.sub(" ", header.quote[: min(known)]).strip() if known else ""


# Markdown may hold a table in HTML; a header cut off before a name ends inside no tag but may begin one.
_TAG = re.compile(r"<[^<>]*>")


def _is_name_in(cells: Iterable[Fact], text: str) -> bool:
    """Whether a header's first cell is no corner: a property, or the thing itself, where names stand shifted."""
    return any(text in (cell.attribute.name, cell.entity.name) for cell in cells)


def _iter_corners(cells: Sequence[Fact]) -> Iterator[str]:
    """The corner of each table in which one thing names a row."""
    tables: dict[tuple[str, int], list[Fact]] = {}
    for cell in cells:
        header = cell.citation.place.header
        if header and cell.attribute.name in header.quote:
            tables.setdefault((cell.citation.sha256, header.start), []).append(cell)
    yield from (get_corner(table) for table in tables.values() if not _names_column(table))


def _names_column(cells: Sequence[Fact]) -> bool:
    """Whether the header has the thing's own name elsewhere than in the corner, in front of all properties."""
    header, name = cells[0].citation.place.header, cells[0].entity.name
    if header is None or "|" in header.quote:
        return header is not None and name in header.quote
    return name in header.quote[min(header.quote.find(cell.attribute.name) for cell in cells) :]
