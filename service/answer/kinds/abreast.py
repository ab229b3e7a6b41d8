"""Several properties of one thing, each named in full: "what are the range and draught of X?"."""

from __future__ import annotations

from index.model import FactKind

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.abreast import find_abreast
from ..evidence.inquiry import Inquiry

# Of so many things at most are several properties told.
MOST_THINGS = 3


def answer_abreast(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether each thing named has a cell under all properties that the question joins and asks for alone."""
    reading = inquiry.reading
    named = find_abreast(inquiry) if reading.mentions and not reading.is_yes_no and not reading.bound else {}
    places = {at for start, end in named for at in range(start, end)}
    others = [concept for concept in reading.required if places.isdisjoint(range(concept.start, concept.end))]
    if not named or others or reading.is_umbrella or len(reading.entities) > MOST_THINGS:
        return False
    for entity in reading.entities:
        cells = inquiry.get_facts_of(entity, (FactKind.CELL,))
        for ids in named.values():
            cell = next((cell for cell in cells if cell.attribute.id in ids), None)
            if cell is None:
                return False
            draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
    return bool(draft)
