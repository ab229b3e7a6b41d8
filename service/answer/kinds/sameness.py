"""Whether two things are one, by the sentence that says so: "A is not the same as B"."""

from __future__ import annotations

import re

from index.model import Fact, FactKind

from ..draft.compose import Draft
from ..draft.wording import finish, quote_prose
from ..evidence.inquiry import Inquiry
from ..evidence.matching import Match
from ..evidence.oneness import says_other, says_same

_PRONOUN = re.compile(r"^\W*(?:it|this|that|they|these|both)\b", re.I)
_OTHERNESS = frozenset({"two", "else", "other", "different", "differ", "differs", "distinct", "separate"})
# A sentence follows another one of its paragraph at so many characters at most.
FARTHEST = 2


def answer_same_in_words(inquiry: Inquiry, draft: Draft) -> bool:
    """Whether a sentence says of two things that they are one, or are not; the draft then says so and quotes it."""
    reading = inquiry.reading
    if not reading.is_yes_no or not reading.has("same") or len(reading.required) < 2 or reading.moment.versions:
        return False
    for match in inquiry.prose_matches:
        told = (_get_sentences(inquiry, match), _get_with_next(inquiry, match))
        said = next((facts for facts in told if facts and _says(facts[-1].value.raw)), ())
        if said:
            other = says_other(said[-1].value.raw)
            asks_other = bool(_OTHERNESS & set(reading.words))
            draft.say("Yes." if other is asks_other else "No.")
            quotes = " ".join(quote_prose(fact, reading.concepts) for fact in said)
            draft.state(finish(f"The docs say: {quotes}"), said, None)
            return True
    return False


def _says(text: str) -> bool:
    return says_other(text) or says_same(text)


def _get_with_next(inquiry: Inquiry, match: Match) -> tuple[Fact, ...]:
    """A sentence that has all that is asked, with the one behind it where that takes it up by a pronoun; or none."""
    fact = match.facts[0]
    if not set(inquiry.reading.required) <= {*match.valued}:
        return ()
    end = fact.citation.place.span.end
    behind = (
        other
        for other in inquiry.get_facts_of(fact.entity.id, (FactKind.STATEMENT,))
        if other.citation.page == fact.citation.page and 0 <= other.citation.place.span.start - end <= FARTHEST
    )
    return next(((fact, other) for other in behind if _PRONOUN.match(other.value.raw)), ())


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
