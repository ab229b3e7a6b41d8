"""Questions whose "which" asks for properties of one thing: "which access modes does X support?"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from index.model import Fact, FactKind, Support

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.inquiry import Inquiry
from ..evidence.matching import get_name_share, get_strength
from ..question.language import get_language
from ..question.reading import Concept
from ..question.termset import get_term_set

_ASKS = re.compile(
    r"\b(?:(?:which|what)\b.+\b(?:does|do|is|are|can|has|have|will)\b.*|(?:name|list|tell)\b.+\b(?:where|that|which|on|for)\b.*)"
    r"\b(?:support|offer|allow|include|have|provide|permit|enable|cover|available|supported|allowed|included|work|run|exist)",
    re.I,
)
_SAYS_NO = (Support.NO, Support.NOT_APPLICABLE, Support.PLANNED)
# Fewer columns of yes and no are no set of things to choose from.
LEAST_COLUMNS = 2
MOST_TOLD = 12


def answer_by_columns(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a table of yes and no has the things that the question asks of one entity as its columns."""
    reading = inquiry.reading
    if len(reading.entities) != 1 or not reading.required or not _ASKS.search(reading.question):
        return False
    words = set(reading.words)
    negated = bool(words & {"not", "never", "no"} or words & get_language().lacking)
    for cells in _get_tables(inquiry).values():
        stated = [cell for cell in cells if cell.value.support]
        if len(stated) >= LEAST_COLUMNS and _heads(inquiry, cells):
            _tell(draft, stated, negated=negated)
            return bool(draft)
    return False


def _get_tables(inquiry: Inquiry) -> dict[tuple[str, int], list[Fact]]:
    """The cells of the entity, by the table in which they stand."""
    tables: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in inquiry.get_facts_of(inquiry.reading.entities[0], (FactKind.CELL,)):
        header = fact.citation.place.header
        tables[fact.citation.page, header.start if header else 0].append(fact)
    return tables


def _heads(inquiry: Inquiry, cells: Sequence[Fact]) -> bool:
    """Whether the heading over a table says all that is asked, and no property of it is called just so."""
    required = inquiry.reading.required
    headings = cells[0].citation.place.span.headings
    terms = get_term_set(headings[-1] if headings else cells[0].citation.title)
    called = any(get_name_share(required, get_term_set(cell.attribute.name)) >= 1 for cell in cells)
    return not called and all(get_strength(concept, terms) > 0 for concept in (*required, *_get_asked(inquiry)))


def _get_asked(inquiry: Inquiry) -> list[Concept]:
    """What stands right behind "which": a noun of kind asks for such things alone ("in which regions …")."""
    reading = inquiry.reading
    nouns = {second for first, second in pairwise(reading.words) if first in ("which", "what")}
    return [concept for concept in reading.concepts if concept.text.casefold() in nouns]


def _tell(draft: Draft, cells: list[Fact], *, negated: bool) -> None:
    fitting = [cell for cell in cells if (cell.value.support in _SAYS_NO) is negated]
    if not fitting:
        draft.say("None, by the docs.")
    for cell in (fitting or cells)[:MOST_TOLD]:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
