"""Why somebody should use a thing: the case for which the docs name it."""

from __future__ import annotations

import re

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry

_ASKS_WHY_USE = re.compile(
    r"^\W*why\s+(?:should|would|do|must)\s+(?:i|we|one|you|anybody|anyone|somebody|someone)\s+(?:still\s+|ever\s+|even\s+)?"
    r"(?:use|keep|choose|take|pick|prefer|want)\b",
    re.I,
)
_NAMES_CASE = re.compile(
    r"\b(?:use|keep|choose|take|pick|prefer|recommend)\b.*\b(?:if|when|where|because|for|unless)\b", re.I
)


def answer_why_use(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a sentence with all that is asked about tells when to use it; the draft then quotes it."""
    required = set(inquiry.reading.required)
    if not required or not _ASKS_WHY_USE.match(inquiry.reading.question):
        return False
    for match in inquiry.prose_matches:
        fact = match.facts[0]
        if required <= set(match.valued) and _NAMES_CASE.search(fact.value.raw):
            draft.state_fact(finish(f"The docs say: {quote_prose(fact, inquiry.reading.concepts)}"), fact)
            return True
    return False
