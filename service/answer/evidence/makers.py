"""The things of a row that have a proper name of the question in their own names, or in the heading of their table."""

from __future__ import annotations

from collections.abc import Sequence

from ..question.reading import Concept
from ..question.termset import get_term_set
from .inquiry import Inquiry
from .matching import Row, get_strength


def keep_of_maker(inquiry: Inquiry, row: Row, entities: Sequence[str], met: Sequence[Concept]) -> tuple[str, ...]:
    """Those of the entities that a proper name of the question tells from the others; all where none does.

    A word that is met already, by the row's name or its values, tells nothing of the things.
    """
    kept = tuple(entities)
    names = {entity: _get_terms(inquiry, row, entity) for entity in kept}
    for concept in (each for each in inquiry.reading.concepts if each not in met):
        meant = tuple(entity for entity in kept if get_strength(concept, names[entity]) > 0)
        kept = meant if meant and _is_proper(inquiry, concept) else kept
    return kept


def _get_terms(inquiry: Inquiry, row: Row, entity: str) -> frozenset[str]:
    """The terms of the name of a thing and of the heading over its cell in a row."""
    headings = [heading for cell in row.get_cells(entity)[:1] for heading in cell.citation.place.span.headings[-1:]]
    return frozenset[str]().union(*map(get_term_set, (inquiry.get_named(entity).name, *headings)))


def _is_proper(inquiry: Inquiry, concept: Concept) -> bool:
    """Whether a word is written as a name inside the question, or is so in names of the docs."""
    named = inquiry.lexicon.spelt_as_names
    return concept.start > 0 and (concept.text[:1].isupper() or named.issuperset(concept.terms[:1]))
