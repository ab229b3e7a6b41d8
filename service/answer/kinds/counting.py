"""How many things of a table have what the question names: counted by the marks of its row."""

from __future__ import annotations

from index.terms import get_term

from ..draft.compose import Draft
from ..evidence.enough import CLEAR_NAME
from ..evidence.finding import is_negative, is_positive, judge_row
from ..evidence.inquiry import Inquiry
from ..evidence.matching import Match
from .choosing import is_negated
from .lookup import MOST_TOLD, tell_finding

# A row with fewer marks counts nothing.
LEAST_MARKED = 2


def answer_count(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a row of marks tells how many things the question counts; the draft then names each that counts."""
    reading = inquiry.reading
    if reading.words[:2] != ("how", "many") or reading.mentions or reading.bound or not reading.required:
        return False
    match = next((each for each in inquiry.row_matches[:1] if _counts(inquiry, each)), None)
    if match is None or match.row is None:
        return False
    found = [judge_row(inquiry, match, match.row.get_cells(entity)) for entity in match.row.entities]
    fits = is_negative if is_negated(inquiry) else is_positive
    fitting = [finding for finding in found if fits(finding.verdict)]
    if not fitting or len(fitting) > MOST_TOLD:
        return False
    draft.say(f"{len(fitting)} of {len(found)}.")
    for finding in fitting:
        tell_finding(draft, finding)
    return True


def _counts(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row has marks, and a name that is what the counted things have, not what is counted."""
    counted = get_term(inquiry.reading.words[2]) if len(inquiry.reading.words) > 2 else ""
    whole = match.row is not None and not match.missing and match.name_share >= CLEAR_NAME and not match.items
    marked = sum(1 for cell in match.facts if cell.value.support is not None)
    named = any(concept.terms[0] == counted for concept in match.named)
    return whole and not named and marked >= LEAST_MARKED and marked == len(match.facts)
