"""Which of several properties is meant by a word in the names of all of them, where the question asks for change."""

from __future__ import annotations

from ..evidence.enough import CLEAR_NAME
from ..evidence.history import get_steps
from ..evidence.inquiry import Inquiry
from ..evidence.matching import Match, get_name_share
from ..question.termset import get_term_set

# Of properties that a word means alike, so many that changed are told.
MOST_CHANGED = 3


def find_changed_instead(inquiry: Inquiry, match: Match) -> list[Match]:
    """The row as a list of one, or those that changed where it did not and its name is hardly used by the question."""
    # By the name that the property has now: a former one may be the very word.
    share = get_name_share(match.named, get_term_set(match.row.attribute.name)) if match.row else 1.0
    vague = share < CLEAR_NAME and bool(match.named) and not match.valued
    if not vague or inquiry.reading.has("when") or _has_changed(inquiry, match):
        return [match]
    alike = (m for m in inquiry.row_matches if m.row and m is not match and {*match.named} <= {*m.named})
    changed = [other for other in alike if _has_changed(inquiry, other)]
    return changed[: 1 if inquiry.reading.is_yes_no else MOST_CHANGED] or [match]


def _has_changed(inquiry: Inquiry, match: Match) -> bool:
    """Whether a row states another value than before of a thing that the question names."""
    row = match.row
    named = [entity for entity in row.entities if entity in inquiry.entities] if row else []
    return any(row and len(get_steps(inquiry, entity, row.attribute.id)) > 1 for entity in named)
