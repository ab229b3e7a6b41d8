"""Whether a property of a thing has the value that the question takes it to have: "is the default of X 30?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.model import Fact, FactKind, FactQuery
from index.terms import get_name_key

from ..draft.compose import Draft
from ..draft.wording import tell_cell
from ..evidence.equal import compare_amounts, has_value
from ..evidence.inquiry import Inquiry
from ..question.forms import PROPERTY, THE, THING, VALUE, find_run, get_bare, get_value, match_form
from ..question.language import get_language

# Cells of one property that are looked at for the values that it may have.
MOST_LOOKED_AT = 60

_OF = (
    rf"(?:{THE}{PROPERTY}(?:\s+value)?\s+(?:of|for|on|in|with|at)\s+{THE}{THING}"
    rf"|{THE}{THING}['’]s?\s+{PROPERTY})"
)
_TAG = (
    r"\s*[,;–-]?\s*(?:right|correct|true|yes|no|or not|isn['’]t it|doesn['’]t it|aren['’]t they"
    r"|is (?:that|this|it) (?:so|right|correct|true))"
)
_FORMS = tuple(
    re.compile(rf"^\W*{form}\W*$", re.I)
    for form in (
        rf"(?:is|are|was|were)\s+{_OF}\s+(?:really\s+|still\s+|set to\s+|equal to\s+)?{VALUE}",
        rf"(?:is|are|was|were)\s+{VALUE}\s+{_OF}",
        rf"(?:does|do|did)\s+{THE}{THING}\s+(?:have|use|come with)\s+{THE}{PROPERTY}\s+of\s+{VALUE}",
        rf"{THE}{THING}\s+(?:has|have|had|uses|comes with)\s+{THE}{PROPERTY}\s+of\s+{VALUE}{_TAG}",
        rf"{_OF}\s+(?:is|are|was|were)\s+{VALUE}{_TAG}",
    )
)


def answer_confirmed(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a cell says that the value is as asked, or surely another one; the draft then says which and tells it."""
    for text, ids in dict.fromkeys((mention.text, mention.entry.ids) for mention in inquiry.reading.mentions):
        for cell, asked in _iter_asked(inquiry, text, ids):
            holds = _holds(inquiry, cell, asked)
            if holds is not None:
                draft.say("Yes." if holds else "No.")
                draft.state_fact(tell_cell(cell, draft.get_name(cell.entity)), cell)
                return True
    return False


def _iter_asked(inquiry: Inquiry, text: str, ids: Sequence[str]) -> Iterator[tuple[Fact, str]]:
    """The one cell of the property that a question names in full of a thing, with the value that it gives, if any."""
    question = get_bare(inquiry.reading)
    thing = find_run(question, text, get_language().kinds)
    cells = [cell for entity in ids for cell in inquiry.get_facts_of(entity, (FactKind.CELL,))]
    for cell in sorted(cells, key=lambda cell: -len(cell.attribute.name)):
        place = find_run(question, cell.attribute.name)
        if thing and place and not (place[0] < thing[1] and thing[0] < place[1]):
            form = match_form(question, ((thing, THING), (place, PROPERTY)), _FORMS)
            if form and all(other is cell or other.attribute.id != cell.attribute.id for other in cells):
                yield cell, get_value(form)
            return


def _holds(inquiry: Inquiry, cell: Fact, asked: str) -> bool | None:
    """Whether a cell has the value asked; None where neither that nor the contrary is beyond doubt."""
    if has_value(cell, asked):
        return True
    compared = compare_amounts(cell, asked)
    if compared is not None:
        return compared
    own, other = f" {get_name_key(cell.value.raw)} ", f" {get_name_key(asked)} "
    apart = own not in other and other not in own and any(char.isalnum() for char in own)
    return False if apart and _is_known(inquiry, cell, asked) else None


def _is_known(inquiry: Inquiry, cell: Fact, asked: str) -> bool:
    """Whether the value asked is that of another thing, so that the docs would have written it so here as well."""
    query = FactQuery(attributes=(cell.attribute.id,), kinds=(FactKind.CELL,), limit=MOST_LOOKED_AT)
    return any(has_value(other, asked) for other in inquiry.reader.facts(inquiry.version, query))
