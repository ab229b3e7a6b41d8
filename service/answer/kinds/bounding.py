"""Questions whether an amount is possible for a thing, where the amount alone tells which properties are meant."""

from __future__ import annotations

from index.model import FactKind

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.inquiry import Inquiry
from ..question.amounts import get_amount, meets

# With more amounts of one kind than this ("compressed", "decompressed") it is open which of them is meant.
MOST_LIMITS = 3


def answer_by_bound(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether all amounts of a thing that compare with the one asked about agree ("can I send an event of 5 MB?")."""
    reading = inquiry.reading
    bound = reading.bound
    if bound is None or not bound.amount.dimension or not reading.is_yes_no:
        return False
    if reading.required or len(reading.entities) != 1:
        return False
    cells = [
        cell
        for cell in inquiry.get_facts_of(reading.entities[0], (FactKind.CELL,))
        if (amount := get_amount(cell.value)) and amount.dimension == bound.amount.dimension
    ]
    verdicts = {meets(cell, bound) for cell in cells}
    if len(verdicts) != 1 or len(cells) > MOST_LIMITS:
        return False
    draft.say("Yes." if verdicts == {True} else "No.")
    for cell in cells:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return True
