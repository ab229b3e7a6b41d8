"""The things of which a column of states says just what the question does: "which release is current?"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.model import Fact, FactKind
from index.terms import get_name_key, get_term, get_terms

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.inquiry import MOST_POSTINGS_OF_ONE, Inquiry
from ..evidence.matching import get_strength
from ..question.reading import Reading, demote_mentions
from ..question.termset import get_term_set
from .choosing import is_negated

# So many things at one state are named at most.
MOST_TOLD = 8
# Properties that say at which state a thing is.
_STATES = frozenset(get_term(word) for word in "status state phase stage maturity lifecycle".split())
_VERBS = frozenset({"is", "are", "was", "were", "stands", "stand"})


def answer_by_state(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether "which … is …" ends with the very value that a column of states has for some things of the class."""
    reading = inquiry.reading
    verb = _find_verb(reading)
    if not verb or reading.bound or is_negated(inquiry):
        return False
    tables: dict[tuple[str, str, tuple[str, ...]], list[Fact]] = defaultdict(list)
    for cell in _iter_stating(inquiry, verb):
        tables[cell.citation.page, cell.attribute.id, cell.citation.place.span.headings].append(cell)
    ranked = sorted(tables.values(), key=lambda cells: -_get_fit(reading, verb, cells))
    fits = [_get_fit(reading, verb, cells) for cells in ranked]
    if not fits or not fits[0] or fits[1:2] == fits[:1]:
        return False
    for cell in ranked[0][:MOST_TOLD]:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return bool(draft)


def _find_verb(reading: Reading) -> int:
    """Number of the verb between the class behind "which" and what is asked of it, or 0."""
    if reading.is_yes_no or reading.words[:1] not in (("which",), ("what",)):
        return 0
    return next((at for at, word in enumerate(reading.words) if at > 1 and word in _VERBS), 0)


def _iter_stating(inquiry: Inquiry, verb: int) -> Iterator[Fact]:
    """The cells of states whose whole value the question says behind its verb, where it says nothing else there."""
    said = [concept for concept in demote_mentions(inquiry.reading).concepts if concept.start > verb]
    for concept in said:
        if any(other.required for other in said if other is not concept):
            continue
        groups = tuple((term,) for term in get_terms(concept.text))
        ids = inquiry.reader.postings_all(inquiry.docset, groups, MOST_POSTINGS_OF_ONE) if groups else ()
        for fact in inquiry.reader.facts_by_id(inquiry.version, ids):
            states = fact.kind is FactKind.CELL and bool(get_term_set(fact.attribute.name) & _STATES)
            if states and get_name_key(fact.value.raw) == get_name_key(concept.text):
                yield fact


def _get_fit(reading: Reading, verb: int, cells: Sequence[Fact]) -> int:
    """How many of the words for the class stand in a table's header, above it or in its names."""
    place, title = cells[0].citation.place, cells[0].citation.title
    header = (place.header.quote,) if place.header else ()
    names = (cell.entity.name for cell in cells)
    around = frozenset[str]().union(*map(get_term_set, (title, *place.span.headings, *header, *names)))
    of_class = [concept for concept in demote_mentions(reading).concepts if concept.start < verb]
    return sum(get_strength(concept, around) > 0 for concept in of_class)
