"""Questions that are hardly more than the name of a row: the few values that the docs state for it."""

from __future__ import annotations

from index.model import FactKind

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.figures import asks_figure
from ..evidence.inquiry import Inquiry

# A thing with more properties than this is not a row of a table of limits, whose name says what its value is.
MOST_VALUES = 3


def answer_row_of_name(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a name that is itself what is asked ("how many volumes per region") has a value, which is then told."""
    reading = inquiry.reading
    if len(reading.entities) != 1 or reading.required or reading.is_yes_no or not asks_figure(reading):
        return False
    cells = inquiry.get_facts_of(reading.entities[0], (FactKind.CELL,))
    numbers = [cell for cell in cells if any(char.isdigit() for char in cell.value.raw)]
    if not numbers or len({cell.attribute.id for cell in cells}) > MOST_VALUES:
        return False
    for cell in numbers[:MOST_VALUES]:
        draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return True
