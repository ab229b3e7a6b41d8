"""Questions that choose among the things of a table, called by what stands over their names: "which VM size …"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from index.model import Excerpt, Fact, FactKind
from index.terms import get_term, get_terms

from ..question.classes import get_corner
from ..question.language import get_language
from ..question.reading import Concept, Reading, get_concept_of
from ..question.termset import get_term_set
from ..question.whichever import lists_some
from .inquiry import Inquiry

# The class stands behind "which" in so many words at most: "which managed Postgres plan …".
LONGEST_CLASS = 4
# A table of more things is a reference, out of which one property alone singles out none.
MOST_THINGS = 40
LEAST_THINGS = 2


def read_as_tabled(inquiry: Inquiry) -> Reading:
    """The reading in which the noun behind "which" stands for the things of the tables that have it in their corner.

    What else is named is looked for in their values. It is the reading as it was where no table has that noun there, or
    nothing telling is asked of its things.
    """
    reading = inquiry.reading
    start = _find_class(reading)
    if not start or reading.moment.versions:
        return reading
    for end in range(min(len(reading.words), start + LONGEST_CLASS), start, -1):
        things = _find_things(inquiry, reading.words[start:end])
        outside = [mention for mention in reading.mentions if not start <= mention.start < end]
        if LEAST_THINGS <= len(things) <= MOST_THINGS and not things & {id for m in outside for id in m.entry.ids}:
            names = tuple(map(get_concept_of, outside))
            rest = tuple(concept for concept in reading.concepts if not start <= concept.start < end)
            if outside:
                rest = tuple(concept for concept in rest if concept.text.casefold() not in get_language().soft_words)
            rest = rest if any(concept.required for concept in rest) else _require_properties(inquiry, rest, things)
            read = replace(reading, mentions=(), concepts=(*names, *rest), among=things)
            return read if read.required else reading
    return reading


def _find_class(reading: Reading) -> int:
    """Number of the first word of the class behind "which", "which of", "what is the cheapest", "list the"; else 0."""
    words, filler = reading.words, get_language().filler
    if words[:3] in _WHAT_IS_THE and any(get_language().has_cue(cue, words[3:4]) for cue in _SUPERLATIVES):
        return 4
    lists = lists_some(reading)
    start = 1 if lists else next((at + 1 for at, word in enumerate(words) if word in ("which", "what")), 0)
    if start and (lists or words[start : start + 1] == ("of",)):
        start = next((at for at in range(start, len(words)) if words[at] not in filler), 0)
    return start


_SUPERLATIVES = ("superlative_high", "superlative_low")
_WHAT_IS_THE = (("what", "is", "the"), ("what", "are", "the"))


def _require_properties(inquiry: Inquiry, concepts: Sequence[Concept], things: frozenset[str]) -> tuple[Concept, ...]:
    """The concepts, light ones that stand in the names of the things' properties to be explained as well."""
    rows = (row for row in inquiry.rows if things & set(row.entities))
    named = frozenset[str]().union(*(get_term_set(row.attribute.name) for row in rows))
    return tuple(replace(c, required=True) if c.terms[-1] in named else c for c in concepts)


def _find_things(inquiry: Inquiry, words: tuple[str, ...]) -> frozenset[str]:
    """Ids of the things of all tables in reach whose corner ends a class, the rest of which stands around them."""
    if any(word in get_language().filler for word in words):
        return frozenset()
    terms, noun = frozenset(map(get_term, words)), get_term(words[-1])
    found: set[str] = set()
    corners: dict[tuple[str, int], tuple[str, ...]] = {}
    for cell, header, cells in _iter_tables(inquiry):
        if len(found) > MOST_THINGS:
            break
        if not _holds(get_term_set(header.quote), noun):
            continue
        table = (cell.citation.page, header.start)
        if table not in corners:
            corners[table] = get_terms(get_corner(_get_beside(inquiry, cell)))
        corner = corners[table]
        if _holds(corner[-1:], noun) and terms <= _get_around(inquiry, cell, corner):
            found.update(each.entity.id for each in cells)
    return frozenset(found)


def _holds(terms: Collection[str], noun: str) -> bool:
    """Whether a noun is among some terms; a version is a release."""
    return noun in terms or (noun in _OF_VERSIONS and not _OF_VERSIONS.isdisjoint(terms))


_OF_VERSIONS = frozenset(map(get_term, ("version", "release")))


def _iter_tables(inquiry: Inquiry) -> Iterator[tuple[Fact, Excerpt, tuple[Fact, ...]]]:
    """A cell of each row in reach with the header over it and the cells beside it that state the same property."""
    for row in inquiry.rows:
        for cell in row.cells[:1]:
            header = cell.citation.place.header
            if header and cell.attribute.name in header.quote and cell.entity.name not in header.quote:
                yield cell, header, row.cells


def _get_beside(inquiry: Inquiry, cell: Fact) -> list[Fact]:
    """The cells of the same thing in the same table, itself among them."""
    header, page = cell.citation.place.header, cell.citation.page
    own = inquiry.get_facts_of(cell.entity.id, (FactKind.CELL,))
    return [fact for fact in own if fact.citation.page == page and fact.citation.place.header == header] or [cell]


def _get_around(inquiry: Inquiry, cell: Fact, corner: tuple[str, ...]) -> frozenset[str]:
    """The terms of what stands around the names of a table's things."""
    headings = cell.citation.place.span.headings
    texts = (inquiry.docset, cell.citation.title, *headings[-1:])
    own = _OF_VERSIONS if _OF_VERSIONS & set(corner) else frozenset[str]()
    return own.union(corner).union(*map(get_term_set, texts))
