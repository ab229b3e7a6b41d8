"""Yes-or-no questions that a sentence with "only" answers for something else: "does A work on B?"."""

from __future__ import annotations

from ..draft.compose import Draft
from ..evidence.inquiry import Inquiry
from ..evidence.limited import find_limit
from .lookup import tell_finding


def answer_limited(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether what is asked of one thing is limited to others by the docs; the draft then says no and quotes them."""
    negated = {"not", "no", "never", "only"} & set(inquiry.reading.words)
    finding = find_limit(inquiry) if inquiry.reading.is_yes_no and not negated else None
    if finding is None:
        return False
    draft.say("No.")
    tell_finding(draft, finding)
    return True
