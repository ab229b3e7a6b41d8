"""Which options are on, or off, by default: by what the column of defaults has for those that are switched."""

from __future__ import annotations

import re

from index.model import Fact, FactKind, FactQuery, Support

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.inquiry import MOST_FACTS_OF_ATTRIBUTES, Inquiry
from ..evidence.matching import Row
from ..question.language import expand
from ..question.termset import get_term_set

MOST_TOLD = 12
_ASKS = re.compile(
    r"^\W*(?:which|what|list|name|show)\b.*\b(?:(?:are|is|were|was|be)\s+|that\s+(?:are|is)\s+)(?P<not>not\s+)?"
    r"(?:(?:turned|switched|set)\s+)?(?P<state>on|off|enabled|disabled|active|inactive|true|false)\b",
    re.I,
)
_ON = frozenset("on true yes enabled enable active 1".split())
_OFF = frozenset("off false no disabled disable inactive 0".split())
# Numbers are states only where the type beside them says so.
_NUMBERS = frozenset({"0", "1"})
_SWITCHED = re.compile(r"\b(?:bool(?:ean)?|flag|switch|toggle)\b", re.I)


def answer_switched(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a question which things are on or off by default is answered by the column of defaults."""
    reading = inquiry.reading
    match = _ASKS.search(expand(reading.question))
    defaults = [concept for concept in reading.concepts if concept.asks_default]
    if match is None or not defaults or reading.mentions or reading.bound:
        return False
    ids = [id for id, names in inquiry.lexicon.attribute_terms.items() if any("default" in terms for terms in names)]
    query = FactQuery(attributes=tuple(sorted(ids)), kinds=(FactKind.CELL,), limit=MOST_FACTS_OF_ATTRIBUTES)
    wanted = _ON if (match["state"].casefold() in _ON) is not bool(match["not"]) else _OFF
    cells = inquiry.reader.facts(inquiry.version, query) if ids else ()
    for cell in [cell for cell in cells if _is_in(inquiry, cell, wanted)][:MOST_TOLD]:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return bool(draft)


def _is_in(inquiry: Inquiry, cell: Fact, states: frozenset[str]) -> bool:
    """Whether a cell has one of some states, and its surroundings meet what else is asked."""
    own = cell.value.raw.strip(" `\"'.*").casefold()
    marked = cell.value.support is (Support.YES if states is _ON else Support.NO)
    if own not in states and not marked:
        return False
    if own in _NUMBERS and not _is_switch(inquiry, cell):
        return False
    match = inquiry.match_row(Row(cell.citation.page, cell.attribute, (cell,)))
    left = [concept for concept in match.missing if not _says_state(concept.terms)]
    return not left


def _says_state(terms: tuple[str, ...]) -> bool:
    return set(terms) <= get_term_set("on off enabled disabled active inactive true false turned switched")


def _is_switch(inquiry: Inquiry, cell: Fact) -> bool:
    """Whether a cell beside one says that its thing is switched."""
    row = cell.citation.place.span
    beside = inquiry.get_facts_of(cell.entity.id, (FactKind.CELL,))
    return any(fact.citation.place.span == row and _SWITCHED.search(fact.value.raw) for fact in beside)
