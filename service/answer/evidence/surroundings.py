"""Words above the tables of a thing, which ask for nothing beside its name: "the mobile app", "in the S3 table"."""

from __future__ import annotations

from dataclasses import replace

from index.model import FactKind
from index.terms import get_term

from ..model import Intent
from ..question.classes import get_terms_above
from ..question.intents import get_intent
from ..question.ordinary import SOFT_WEIGHT
from ..question.reading import Concept, Reading
from .inquiry import Inquiry

_OF_TABLES = frozenset(map(get_term, "table list section page chart matrix".split()))


def read_as_placed(inquiry: Inquiry) -> Reading:
    """The reading without need of the words that stand above the tables of the one thing that the question names.

    It is the reading as it was where the thing stands under no such words, where properties are named by them, and
    where the question asks for advice, for which the words may tell a need.
    """
    reading = inquiry.reading
    ids = reading.entities
    if len(ids) != 1 or get_intent(reading) is Intent.RECOMMEND or not inquiry.get_facts_of(ids[0], (FactKind.CELL,)):
        return reading
    above = get_terms_above(inquiry.reader, inquiry.version, ids[0])
    own = {term for cell in inquiry.get_facts_of(ids[0], (FactKind.CELL,)) for term in _get_words(cell.attribute.name)}
    concepts = tuple(_soften(concept, above - own) for concept in reading.concepts)
    return replace(reading, concepts=concepts)


def _get_words(text: str) -> tuple[str, ...]:
    return tuple(map(get_term, text.casefold().split()))


def _soften(concept: Concept, above: frozenset[str]) -> Concept:
    """The concept; one of words above, or of the table itself, needs no explanation."""
    placed = all(term in above or term in _OF_TABLES for term in concept.terms)
    return replace(concept, required=False, weight=SOFT_WEIGHT) if concept.required and placed else concept
