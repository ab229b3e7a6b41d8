"""Whether what was found speaks of every thing that a question names, where it asks how they go together."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Fact

from ..question.reading import Mention
from ..question.termset import get_term_set
from .finding import Finding
from .inquiry import Inquiry
from .matching import get_value_terms

# Words that set names beside each other, each of them to be answered for alone.
_BESIDE = frozenset({"and", "or", "but", "plus", "also", "both"})


def keep_joining(inquiry: Inquiry, found: Sequence[Finding]) -> Sequence[Finding]:
    """The findings; where the question only relates several names ("X with Y?"), those that hold each of them."""
    reading = inquiry.reading
    if reading.required or len(reading.mentions) < 2 or _BESIDE & set(reading.words):
        return found
    return [finding for finding in found if finding.match.row or _holds_each(reading.mentions, finding.facts[0])]


def _holds_each(mentions: Sequence[Mention], fact: Fact) -> bool:
    """Whether a sentence is about each of some names, or has it among its words."""
    terms = get_value_terms(fact)
    return all(fact.entity.id in mention.entry.ids or terms & get_term_set(mention.text) for mention in mentions)
