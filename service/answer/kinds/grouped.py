"""Whether a thing has what a table groups its rows under: "can I use Storage on Basic?"."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Fact, FactKind, Support
from index.terms import get_term, get_terms

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.grouping import get_group, is_said
from ..evidence.inquiry import Inquiry
from ..question.language import get_language

MOST_TOLD = 4
_NO = (Support.NO, Support.NOT_APPLICABLE)


def answer_by_group(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether all rows of a group that the question names say the same yes or no of a thing, and nothing else is asked.

    A thing has what its group has a value for.
    """
    reading = inquiry.reading
    if not reading.is_yes_no or reading.bound:
        return False
    for entity in reading.entities:
        cells = [f for f in inquiry.get_facts_of(entity, (FactKind.CELL,)) if is_said(get_group(f), reading.words)]
        groups = {get_group(cell) for cell in cells}
        if len(groups) == 1 and _asks_no_more(inquiry, next(iter(groups)), entity):
            return _tell(draft, cells)
    return False


def _asks_no_more(inquiry: Inquiry, group: str, entity: str) -> bool:
    """Whether the words of the group and the names of things are all that the question needs explained."""
    own, language = set(get_terms(group)), get_language()
    others = [m for m in inquiry.reading.mentions if entity not in m.entry.ids and not own & set(get_terms(m.text))]
    left = [c for c in inquiry.reading.concepts if not own.issuperset(c.terms)]
    kinds = language.kinds | language.soft | _USING
    return not others and all(set(c.terms) <= kinds or not c.required for c in left)


_USING = frozenset(map(get_term, "use deploy run have get enable".split()))


def _tell(draft: Draft, cells: Sequence[Fact]) -> bool:
    denied = [cell for cell in cells if cell.value.support in _NO]
    if denied and len(denied) < len(cells):
        return False
    draft.say("No." if denied else "Yes.")
    for cell in cells[:MOST_TOLD]:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return True
