"""A thing that a question calls by what one of its cells names: "does Acme mail …" of the app of that row."""

from __future__ import annotations

from dataclasses import replace

from index.model import Fact, FactKind
from index.terms import get_terms, iter_words

from ..question.entries import Entry, Standing
from ..question.reading import Concept, Mention, Reading
from .enough import ENOUGH_OF_NAME
from .inquiry import Inquiry
from .matching import Match

# A value of more words tells something; a shorter one names something.
LONGEST_NAMING = 4


def read_as_begun(inquiry: Inquiry) -> Reading:
    """The reading in which a name that begins the cell of one thing alone stands for that thing.

    It is the reading as it was where a thing is named, or where all the rest does not name another property of it.
    """
    reading = inquiry.reading
    if reading.mentions or not reading.is_yes_no:
        return reading
    for concept in reading.required:
        things = tuple(_find_things(inquiry, concept))
        rest = tuple(other for other in reading.concepts if other is not concept)
        if len(things) == 1 and any(_names_all(match, things[0], concept) for match in inquiry.row_matches):
            entry = Entry(things, Standing.NAME, concept.text)
            return replace(reading, mentions=(Mention(entry, concept.text, concept.start, concept.end),), concepts=rest)
    return reading


def _find_things(inquiry: Inquiry, concept: Concept) -> frozenset[str]:
    """Ids of the things with a short cell that begins with a word in capitals."""
    if not concept.text[:1].isupper() or not concept.known:
        return frozenset()
    return frozenset(fact.entity.id for fact in inquiry.pool if fact.kind is FactKind.CELL and _begins(fact, concept))


def _begins(fact: Fact, concept: Concept) -> bool:
    words = get_terms(fact.value.raw)
    short = sum(1 for _ in iter_words(fact.value.raw)) <= LONGEST_NAMING
    return short and tuple(words[: len(concept.terms)]) == concept.terms


def _names_all(match: Match, thing: str, concept: Concept) -> bool:
    """Whether the name of a property of a thing has all that a question asks but one word."""
    named = match.name_share >= ENOUGH_OF_NAME and all(other is concept for other in (*match.missing, *match.valued))
    return bool(match.row and match.row.get_cells(thing)) and named and not match.placed
