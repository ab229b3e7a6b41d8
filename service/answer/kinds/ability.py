"""What a thing may do ("what can an owner do?"), where a property tells its permissions, abilities or tasks."""

from __future__ import annotations

import re

from index.model import Fact, FactKind
from index.terms import get_terms

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.inquiry import Inquiry
from ..question.termset import get_term_set

_ASKS = re.compile(
    r"^\W*(?:and\s+)?what\s+(?:(?:can|may|could|must|should)\s|(?:is|are)\s.*\b(?:allowed|able|permitted|supposed)\s+to\s)"
    r".*\bdo\W*$",
    re.I,
)
_TELLING = frozenset(
    get_terms(
        "permission right privilege capability capabilities ability abilities power authority authorities duty duties"
        " task responsibility responsibilities action allowed permitted scope function operation job does can may"
    )
)


def answer_ability(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether tables tell under such a property what each of the things named may do."""
    reading = inquiry.reading
    if not _ASKS.match(reading.question) or not reading.mentions or reading.required:
        return False
    cells = [cell for entity in reading.entities for cell in inquiry.get_facts_of(entity, (FactKind.CELL,))]
    for cell in filter(_tells_ability, cells):
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return bool(draft)


def _tells_ability(cell: Fact) -> bool:
    return cell.value.support is None and not _TELLING.isdisjoint(get_term_set(cell.attribute.name))
