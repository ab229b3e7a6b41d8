"""Whether two things are one, by the sentence that says so: "A is not the same as B"."""

from __future__ import annotations

import re

from index.model import Fact

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry
from ..evidence.matching import Match

_OTHER = re.compile(
    r"\b(?:(?:is|are|was|were|does|do)(?:\s+not|n['’]t)\s+(?:\w+\s+)?(?:the\s+same|identical|mean\s+the\s+same|equal|to\s+be\s+confused)"
    r"|(?:differs?|different|distinct)\s+from|must\s+not\s+be\s+(?:confused|mistaken))\b",
    re.I,
)
_SAME = re.compile(r"\b(?:(?:is|are)\s+(?:the\s+same|identical|one\s+and\s+the\s+same)|mean\s+the\s+same)\b", re.I)
_PRONOUN = re.compile(r"^\W*(?:it|this|that|they|these|both)\b", re.I)
_OTHERNESS = frozenset({"two", "different", "differ", "differs", "distinct", "separate"})
# A sentence follows another one of its paragraph at so many characters at most.
FARTHEST = 2


def answer_same_in_words(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a sentence says of two things that they are one, or are not; the draft then says so and quotes it."""
    reading = inquiry.reading
    if not reading.is_yes_no or not reading.has("same") or len(reading.required) < 2 or reading.moment.versions:
        return False
    for match in inquiry.prose_matches:
        raw = match.facts[0].value.raw
        other = _OTHER.search(raw) is not None
        said = _get_sentences(inquiry, match) if other or _SAME.search(raw) else ()
        if said:
            asks_other = bool(_OTHERNESS & set(reading.words))
            draft.say("Yes." if other is asks_other else "No.")
            quotes = " ".join(quote_prose(fact, reading.concepts) for fact in said)
            draft.state(finish(f"The docs say: {quotes}"), said, None)
            return True
    return False


def _get_sentences(inquiry: Inquiry, match: Match) -> tuple[Fact, ...]:
    """A sentence that has all that is asked, with the one before it where a pronoun takes its thing up; or none."""
    fact, required = match.facts[0], set(inquiry.reading.required)
    left = required - {*match.valued}
    if not left:
        return (fact,)
    if left == required or not _PRONOUN.match(fact.value.raw):
        return ()
    start = fact.citation.place.span.start
    for other in inquiry.prose_matches:
        before = other.facts[0]
        near = 0 <= start - before.citation.place.span.end <= FARTHEST
        if near and before.citation.page == fact.citation.page and left <= {*other.valued}:
            return (before, fact)
    return ()
